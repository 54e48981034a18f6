"""A file that somebody sent: whether it may be looked at, what it is called here, and how it gets into the folder."""

import hashlib
import os
import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.errors import FolioError
from bot.ingest.decode import decode
from bot.ingest.pages import parse_pages
from bot.ingest.problems import Problem
from bot.ingest.seeds import PAGE_SUFFIX, SUFFIXES, SeedFile
from bot.library.keys import stable_key
from bot.library.text import fold

# A page of a thousand papers with abstracts is smaller.
LARGEST_UPLOAD = 2_000_000


class UploadRefused(FolioError):
    """What was sent is nothing that Folio takes; the message says why."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file ready for the seeds folder, under a name of Folio's own: the sender's is never a path."""

    name: str
    data: bytes


def check_upload(filename: str, size: int) -> str:
    """The suffix of a file that may be fetched, by what is said of it. Raises UploadRefused."""
    suffix = Path(filename).suffix.casefold()
    if suffix not in SUFFIXES:
        raise UploadRefused(
            f"Folio takes {', '.join(SUFFIXES)}. Save the page as plain text with one of these endings."
        )
    if size > LARGEST_UPLOAD:
        raise UploadRefused(f"The file has {size:,} bytes; at most {LARGEST_UPLOAD:,} are taken. Split it.")
    return suffix


def accept_upload(data: bytes, suffix: str, files: list[SeedFile]) -> Upload:
    """The upload as a file of the folder. A newer copy of somebody's page takes the place of the older one.

    `files` are those in the folder now. Raises UploadRefused.
    """
    if len(data) > LARGEST_UPLOAD:
        raise UploadRefused(f"The file is larger than it said; at most {LARGEST_UPLOAD:,} bytes are taken.")
    text = decode(data, "the file")
    if isinstance(text, Problem):
        raise UploadRefused(f"{text.message[:1].upper()}{text.message[1:]}")
    if suffix != PAGE_SUFFIX:
        return Upload(f"upload-{hashlib.sha256(data).hexdigest()[:8]}{suffix}", data)
    pages, problems = parse_pages(text, "the file")
    if not pages:
        raise UploadRefused(f"{problems[0].message[:1].upper()}{problems[0].message[1:]}")
    owner = pages[0].owner
    return Upload(_file_of(owner, files) or f"{_slug(owner)}{suffix}", data)


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """A file put into the folder, and what it replaced there, if anything."""

    target: Path
    replaced: Path | None

    def withdraw(self) -> None:
        """Leave the folder as it was before."""
        if self.replaced is not None:
            self.replaced.replace(self.target)
        else:
            self.target.unlink(missing_ok=True)


def store_upload(folder: Path, upload: Upload) -> StoredUpload:
    """Put an upload into the folder, whole or not at all; what it replaces is kept hidden beside it.

    Raises UploadRefused where the folder cannot be written.
    """
    target = folder / upload.name
    beside = folder / f".{upload.name}.{secrets.token_hex(8)}.tmp"
    try:
        _write_synced(beside, upload.data)
        replaced = _second_name(target, upload.data)
        beside.replace(target)
        return StoredUpload(target, replaced)
    except OSError as error:
        raise UploadRefused(f"The seeds folder cannot be written: {error.strerror}. Nothing was changed.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _write_synced(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _second_name(target: Path, data: bytes) -> Path | None:
    """Keep what stands under another name, while it goes on standing under its own."""
    if not target.exists() or target.read_bytes() == data:
        return None
    kept = target.with_name(f".{target.name}.before-{secrets.token_hex(4)}")
    try:
        kept.hardlink_to(target)
    except OSError:  # a file system without links
        _write_synced(kept, target.read_bytes())
    return kept


def _file_of(owner: str, files: list[SeedFile]) -> str | None:
    """The file that holds this owner's page and nothing else, if there is exactly one."""
    alone = [file.name for file in files if [fold(page.owner) for page in file.pages] == [fold(owner)]]
    return alone[0] if len(alone) == 1 else None


def _slug(owner: str) -> str:
    key = stable_key(owner)
    return re.sub(r"-?[0-9a-f]{8}$", "", key) or f"page-{key}"
