"""What a live source tells: papers, that nothing changed, or that it failed. Plain values, for the store keeps them."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.library.models import Listing
from bot.sources.kinds import Watch


@dataclass(frozen=True, slots=True)
class LivePaper:
    """One paper as a service tells it.

    `identities` say which paper it is, the strongest first: `arxiv:2503.14476` (never a version), `doi:10.…`,
    then the service's own id (`openalex:W…`, `s2:…`). Two papers that share any are one. `url` is for people.
    `published` is the instant of the first version, `announced` that of its announcement, both UTC; None where
    the service states a day at most, which `listing.published` then holds.
    """

    identities: tuple[str, ...]
    listing: Listing
    url: str
    published: datetime | None = None
    announced: datetime | None = None

    @property
    def identity(self) -> str:
        """The strongest identity."""
        return self.identities[0]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a source was read. The first reading begins with an empty one; what it gives was there before.

    A source without papers leaves it empty, so it does not tell whether there was a first reading.
    `etag` and `modified` are the service's own marks of what it sent last. `newest` is the day of the newest
    paper so far. `floor` is the day that the first reading went back to: what is older was there before.
    `announced` is the day of the last announcement (arXiv's categories only).
    """

    etag: str | None = None
    modified: str | None = None
    newest: date | None = None
    floor: date | None = None
    announced: date | None = None

    def unmarked(self) -> "Bookmark":
        """The same without the service's marks, so that it sends everything again."""
        return replace(self, etag=None, modified=None)


class Note(StrEnum):
    """What people should know of papers that were told. The text is a sentence for them."""

    RESTING = "arXiv announces nothing on weekends."
    CAPPED = "There were more new papers than are fetched at once; the oldest of them are left out."
    INCOMPLETE = "The answer held fewer papers than it said; the rest is asked for again next time."


@dataclass(frozen=True, slots=True)
class Papers:
    """What the source has now, newest first; some of it, or all, may be known already.

    `about` is the source's own name for what is watched, such as an author's. `unread` counts entries that
    made no sense and were left out. Keep `bookmark` together with the papers, or not at all: it says that
    they have been taken in.
    """

    papers: tuple[LivePaper, ...]
    bookmark: Bookmark
    note: Note | None = None
    about: str | None = None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class NotModified:
    """The source says that it has not changed since the bookmark."""

    bookmark: Bookmark
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The source could not be read. `reason` is a sentence for people; `retry_after` is what the service asks for."""

    reason: str
    retry_after: timedelta | None = None


Fetched = Papers | NotModified | Failed


class Source(Protocol):
    """A place where new papers appear."""

    @property
    def watch(self) -> Watch:
        """What is watched."""

    async def fetch(self, since: Bookmark) -> Fetched:
        """What is there. Raises nothing: whatever goes wrong is Failed."""
