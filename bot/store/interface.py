"""What Folio asks of a store. Verbs of the domain, each atomic: it happened wholly, or it did not."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias

from bot.digest.arrivals import Seen
from bot.digest.models import Delivery, Doubt, Key, Subscription
from bot.errors import StoreError
from bot.ingest.problems import Problem
from bot.ingest.resolve import Memory
from bot.library.corrections import Correction
from bot.library.models import Page
from bot.sources.interface import Bookmark, LivePaper
from bot.sources.kinds import Watch


class StoreFull(StoreError):
    """There is no room for what was to be written. What was kept before still is, and can be read."""


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A seed file as it was read: how many pages and papers it gave, and what was wrong with it."""

    name: str
    pages: int
    papers: int
    problems: tuple[Problem, ...] = ()


class Action(StrEnum):
    """What somebody did, or tried to do, to the library."""

    RELOADED = "reloaded"
    UPLOADED = "uploaded a file"
    UNDONE = "undone"
    CORRECTED = "corrected"
    CANCELLED = "cancelled"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of the history: when, who (Discord's id; None for the operator), what, and how much changed."""

    at: datetime
    actor: int | None
    name: str
    action: Action
    summary: str


@dataclass(frozen=True, slots=True)
class Library:
    """Everything derived from the seeds.

    `fingerprint` names the seeds and the code it was derived by, `content` the seeds alone. `revision` is
    the change that made it.
    """

    fingerprint: str
    files: tuple[FileRecord, ...]
    pages: tuple[Page, ...]
    content: str = ""
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class CommandTree:
    """The slash commands as last synced: a hash of what was sent, and what Discord made of each (by name)."""

    sent: str
    ids: Mapping[str, int]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DigestChange:
    """Subscriptions and ledger rows to write, and those to let go of. All of it happens, or nothing.

    `settled` is a doubt that this change reckons with.
    """

    subscriptions: tuple[Subscription, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    ended: tuple[str, ...] = ()
    forgotten: tuple[Key, ...] = ()
    settled: Doubt | None = None


@dataclass(frozen=True, slots=True)
class Watched:
    """A watch and how its reading goes. `actor` is who added it (Discord's id).

    `about` is the source's own name for it. `started` says that there was a first reading, whose papers were no news.
    `read` is when it was last read well; `failing_since` and `reason` stand where the last attempt failed. Before
    `not_before` it is left alone. `note` is what people should know of the last reading.
    """

    watch: Watch
    actor: int
    added: datetime
    bookmark: Bookmark = field(default_factory=Bookmark)
    started: bool = False
    about: str = ""
    read: datetime | None = None
    tried: datetime | None = None
    failing_since: datetime | None = None
    reason: str = ""
    not_before: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class LiveRecord:
    """A paper that a watch brought, and when."""

    watch: Watch
    paper: LivePaper
    came: datetime


@dataclass(frozen=True, slots=True)
class Live:
    """Every watch, and the papers that they brought."""

    watches: tuple[Watched, ...] = ()
    papers: tuple[LiveRecord, ...] = ()


# The pages of a library from what was derived from them, where that can be read.
Unpack: TypeAlias = Callable[[bytes], tuple[Page, ...] | None]


def nothing_at_hand(_: bytes) -> None:
    """Read the library as it stands."""


class Store(Protocol):
    """One writer, any number of readers. Every verb raises StoreError where the disk fails."""

    @property
    def reports(self) -> Sequence[str]:
        """Sentences for the operator about what was found damaged at opening, and what was done."""

    @property
    def doubt(self) -> Doubt | None:
        """What is not known of the ledger, where it was restored, at this start or an earlier one."""

    async def untold(self) -> Sequence[str]:
        """Reports of this start and earlier ones that no moderator was told of yet."""

    async def told(self) -> None:
        """A moderator was told of them."""

    async def library(self, unpack: Unpack = nothing_at_hand) -> Library | None:
        """The library last applied, or None before the first time.

        `unpack` is given what is kept of what was derived from it, if anything is.
        """

    async def memory(self) -> Memory:
        """What earlier loads settled."""

    async def seen(self) -> Seen:
        """Every paper ever met."""

    async def apply(self, library: Library, memory: Memory, seen: Seen | None = None) -> None:
        """Replace the library, and keep the one before it for `revert`.

        Memory and `seen` are durable before it, so that a crash between loses no settled date and no arrival.
        """

    async def meet(self, seen: Seen) -> None:
        """Replace what is seen."""

    async def earlier(self) -> Library | None:
        """The library before the last change, or None where there is none."""

    async def revert(self, library: Library, undone: str) -> None:
        """Go back to `library`, which is `earlier` with a revision of its own.

        `undone` is the content of the seeds as they are: `set_aside` names it until the next `apply`.
        """

    async def set_aside(self) -> str:
        """The `content` of seeds that were undone; empty for none."""

    async def corrections(self) -> Sequence[Correction]:
        """What moderators have corrected, oldest first."""

    async def correct(self, corrections: Sequence[Correction], revision: Revision) -> None:
        """Replace all corrections, with a line in the history."""

    async def history(self) -> Sequence[Revision]:
        """Changes and attempts, newest first, as many as are kept."""

    async def record(self, revision: Revision) -> None:
        """Add a line to the history."""

    async def subscriptions(self) -> Sequence[Subscription]:
        """Every channel's digests."""

    async def deliveries(self) -> Sequence[Delivery]:
        """The ledger."""

    async def write_down(self, change: DigestChange) -> None:
        """Make a change of subscriptions and ledger durable. Changes that wait share one write."""

    async def live(self) -> Live:
        """Watches, and what they brought."""

    async def keep_live(
        self, watches: Sequence[Watched], papers: Sequence[LiveRecord], without: Sequence[LivePaper]
    ) -> None:
        """Replace all watches, add or replace papers, and let go of others."""

    async def command_tree(self, application_id: int) -> CommandTree | None:
        """The commands last synced for an application."""

    async def remember_command_tree(self, application_id: int, tree: CommandTree) -> None:
        """Keep what was synced."""

    async def forget(self, person: int) -> int:
        """Remove a person from history, libraries, subscriptions and watches; in how many places they were."""

    async def keep_derived(self, data: bytes, pages: tuple[Page, ...]) -> None:
        """Keep what is derived from the pages of the library that stands, if they are that and if it can be done.

        It can be lost at any time, and never fails.
        """

    async def close(self) -> None:
        """Finish what is being written and let the next process in."""
