"""The seeds folder read as a library, in parts small enough to be taken in without a pause."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.ingest.resolve import Memory
from bot.ingest.seeds import Seeds, open_seeds, read_seeds
from bot.ingest.uploads import Upload, accept_upload
from bot.library.models import Listing, Page
from bot.loading import derive
from bot.store.interface import Library
from bot.worker import run_apart

# A part of so many listings is taken in within a few milliseconds.
_LISTINGS = 200
# 95,000 papers take half of either.
_SECONDS = 120
_MEGABYTES = 3_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent, not accepted yet."""

    data: bytes
    suffix: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a folder gives, with the upload that was counted in."""

    library: Library
    memory: Memory
    upload: Upload | None


async def read_folder(folder: Path, sent: Sent | Upload | None, memory: Memory, today: date) -> Read:
    """Read a folder in a process of its own, as it is or as it would be with a file that was sent.

    Raises SeedsError, UploadRefused, WorkerFailed.
    """
    parts = await run_apart(read_parts, folder, sent, memory, today, seconds=_SECONDS, megabytes=_MEGABYTES)
    return _assemble(parts)


def read_parts(folder: Path, sent: Sent | Upload | None, memory: Memory, today: date) -> Iterator[object]:
    """The same in parts: everything but the pages, then each page without its listings, then those."""
    seeds = open_seeds(folder)
    upload = _accepted(sent, seeds)
    if upload is not None:
        seeds = seeds.with_file(upload.name, upload.data)
    library, memory = derive(seeds, list(read_seeds(seeds)), memory, today)
    yield Read(replace(library, pages=()), memory, upload)
    for page in library.pages:
        yield replace(page, listings=())
        for start in range(0, len(page.listings), _LISTINGS):
            yield page.listings[start : start + _LISTINGS]


def _accepted(sent: Sent | Upload | None, seeds: Seeds) -> Upload | None:
    if isinstance(sent, Sent):
        return accept_upload(sent.data, sent.suffix, list(read_seeds(seeds)))
    return sent


def _assemble(parts: Iterable[object]) -> Read:
    head, *rest = parts
    assert isinstance(head, Read)  # the first part, by `read_parts`
    pages: list[tuple[Page, list[Listing]]] = []
    for part in rest:
        if isinstance(part, Page):
            pages.append((part, []))
        elif isinstance(part, Sequence):
            pages[-1][1].extend(part)
    whole = tuple(replace(page, listings=tuple(listings)) for page, listings in pages)
    return replace(head, library=replace(head.library, pages=whole))
