"""A change of the library before it is made: who wants it, what it would do, and what became of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.errors import FolioError
from bot.ingest.resolve import Memory
from bot.ingest.uploads import Upload
from bot.library.diff import Diff
from bot.library.models import Paper
from bot.snapshot import Snapshot
from bot.store.interface import Action, Library


class NothingToUndo(FolioError):
    """No change is kept that could be taken back."""


class UploadGone(FolioError):
    """What was uploaded is not at hand any more, so its proposal cannot be made anew."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it: Discord's id, and the name for the history."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A library ready to be served, what it would change, and what there is to look at first.

    `base` is the fingerprint of what was served when it was made: another base makes it stale. `news` are papers that
    were never met before.
    """

    token: str
    actor: Actor
    action: Action
    base: str
    library: Library
    memory: Memory
    snapshot: Snapshot
    diff: Diff
    doubts: tuple[str, ...]
    refused: tuple[str, ...]
    warned: tuple[str, ...]
    news: tuple[Paper, ...]
    upload: Upload | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """It is served now."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Doubtful:
    """It looks like an accident, so it is asked about once more."""

    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Outdated:
    """The files, or what is served, have changed since; `proposal` is made anew."""

    proposal: Proposal


Outcome = Applied | Doubtful | Outdated


class Stage(StrEnum):
    """What is being done while somebody waits, in order."""

    READING = "Reading and checking every file"
    BUILDING = "Building the index, and comparing with what is served"


Progress = Callable[[Stage], Awaitable[None]]


async def nobody_asks(stage: Stage) -> None:
    """Progress that is shown to nobody."""
