"""The store in two TinyDB files: `state.json`, which nothing can rebuild, and `library.json`, which seeds can."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from bot.digest.arrivals import Seen
from bot.digest.models import Delivery, Subscription
from bot.errors import StoreError
from bot.ingest.resolve import Memory
from bot.library.corrections import Correction
from bot.library.models import Page
from bot.sources.interface import LivePaper
from bot.store.digests import DigestFile
from bot.store.disk import Disk
from bot.store.forgetting import forget, rewrite
from bot.store.interface import (
    CommandTree,
    DigestChange,
    Library,
    Live,
    LiveRecord,
    Revision,
    Unpack,
    Watched,
    nothing_at_hand,
)
from bot.store.libraries import LibraryFile
from bot.store.live import LiveFile
from bot.store.opening import Media, in_memory, on_disk, read_only
from bot.store.records import Database

P = ParamSpec("P")
T = TypeVar("T")

_MEMORY, _COMMAND_TREES, _HISTORY, _ASIDE = "memory", "command_trees", "history", "aside"
_CORRECTIONS, _SEEN, _NOTICES = "corrections", "seen", "notices"
# The history is for people, who do not read further back than this.
_KEPT_REVISIONS = 200
# Who reads so many does not read more.
_KEPT_NOTICES = 20


@dataclass(frozen=True, slots=True)
class _Aside:
    """The content of seeds that were undone."""

    content: str = ""


@dataclass(frozen=True, slots=True)
class _Notice:
    """A report that no moderator was told of yet."""

    sentence: str


# Every table of the state, which is read as a whole before it is trusted. The library is only checked: where its
# records mean nothing it is built again, and parsing all of them twice would double the start.
STATE_KINDS: dict[str, type[object]] = {
    _MEMORY: Memory,
    _COMMAND_TREES: CommandTree,
    _HISTORY: Revision,
    _ASIDE: _Aside,
    _CORRECTIONS: Correction,
    _SEEN: Seen,
    _NOTICES: _Notice,
}


class TinyStore:
    """The `Store` on TinyDB. Every call runs on one thread of its own: TinyDB is not safe for several."""

    def __init__(self, media: Media) -> None:
        self.reports = list(media.reports)
        self._state = Database(media.state)
        self._library = LibraryFile(Database(media.library), media.shelf, media.derived, media.rescue)
        self._digests = DigestFile.on(media.digests)
        self._live = LiveFile.on(media.live)
        self._lock = media.lock
        # Held in memory by then, so that nothing waits for a disk; a reader posts nothing.
        self.doubt = self._digests.doubt() if media.lock else None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._closed = False
        self._notice(media.reports)

    @classmethod
    def in_memory(cls) -> Self:
        """A store that dies with the process."""
        return cls(in_memory())

    @classmethod
    def open(cls, folder: Path, disk: Disk | None = None, now: datetime | None = None) -> Self:
        """The writer's store on a folder, which is made where missing. Held until `close`.

        A damaged file is set aside, the state before it restored, and both reported. Raises StoreLocked where
        another process holds the folder, StoreError where it cannot be used.
        """
        return cls(on_disk(folder, STATE_KINDS, disk, now))

    @classmethod
    def reader(cls, folder: Path) -> Self:
        """A store that only reads, beside a running writer: no lock is taken, nothing is made or moved."""
        return cls(read_only(folder))

    async def untold(self) -> Sequence[str]:
        return [each.sentence for each in await self._on_thread(self._state.all, _NOTICES, _Notice)]

    async def told(self) -> None:
        await self._on_thread(self._forget_notices)

    async def library(self, unpack: Unpack = nothing_at_hand) -> Library | None:
        return await self._on_thread(self._read_library, unpack)

    async def memory(self) -> Memory:
        return await self._on_thread(self._state.get, _MEMORY, Memory) or Memory()

    async def seen(self) -> Seen:
        return await self._on_thread(self._state.get, _SEEN, Seen) or Seen()

    async def apply(self, library: Library, memory: Memory, seen: Seen | None = None) -> None:
        await self._on_thread(self._apply, library, memory, seen)

    async def meet(self, seen: Seen) -> None:
        await self._on_thread(self._state.put, _SEEN, seen)

    async def earlier(self) -> Library | None:
        return await self._on_thread(self._library.earlier)

    async def revert(self, library: Library, undone: str) -> None:
        await self._on_thread(self._revert, library, undone)

    async def set_aside(self) -> str:
        aside = await self._on_thread(self._state.get, _ASIDE, _Aside)
        return aside.content if aside else ""

    async def corrections(self) -> Sequence[Correction]:
        return await self._on_thread(self._state.all, _CORRECTIONS, Correction)

    async def correct(self, corrections: Sequence[Correction], revision: Revision) -> None:
        await self._on_thread(self._correct, corrections, revision)

    async def history(self) -> Sequence[Revision]:
        return (await self._on_thread(self._state.all, _HISTORY, Revision))[::-1]

    async def record(self, revision: Revision) -> None:
        await self._on_thread(self._state.append, _HISTORY, revision, _KEPT_REVISIONS)

    async def subscriptions(self) -> Sequence[Subscription]:
        return await self._on_thread(self._digests.subscriptions)

    async def deliveries(self) -> Sequence[Delivery]:
        return await self._on_thread(self._digests.deliveries)

    async def write_down(self, change: DigestChange) -> None:
        await self._on_thread(self._digests.write, self._digests.wait(change))

    async def live(self) -> Live:
        return await self._on_thread(self._live.read)

    async def keep_live(
        self, watches: Sequence[Watched], papers: Sequence[LiveRecord], without: Sequence[LivePaper]
    ) -> None:
        await self._on_thread(self._live.write, watches, papers, without)

    async def command_tree(self, application_id: int) -> CommandTree | None:
        return await self._on_thread(self._state.get, _COMMAND_TREES, CommandTree, application_id)

    async def remember_command_tree(self, application_id: int, tree: CommandTree) -> None:
        await self._on_thread(self._state.put, _COMMAND_TREES, tree, application_id)

    async def forget(self, person: int) -> int:
        return await self._on_thread(self._forget, person)

    async def keep_derived(self, data: bytes, pages: tuple[Page, ...]) -> None:
        await self._on_thread(self._library.keep_derived, data, pages)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        # On the same thread, behind everything that is still being written. Shielded: a cancelled close must
        # not leave the lock held.
        released = asyncio.get_running_loop().run_in_executor(self._thread, self._release)
        self._thread.shutdown(wait=False)
        await asyncio.shield(released)

    def _read_library(self, unpack: Unpack) -> Library | None:
        library, reports = self._library.read(unpack)
        self.reports += reports
        self._notice(reports)
        return library

    def _notice(self, reports: Sequence[str]) -> None:
        """Keep reports until a moderator was told, also over restarts. The log has them already."""
        if reports:
            with suppress(StoreError), self._state.transaction():
                for report in reports:
                    self._state.append(_NOTICES, _Notice(report), _KEPT_NOTICES)

    def _forget_notices(self) -> None:
        self._state.replace(_NOTICES, {}, without=self._state.ids(_NOTICES))

    def _apply(self, library: Library, memory: Memory, seen: Seen | None) -> None:
        kept: dict[str, object] = {_MEMORY: memory, _ASIDE: _Aside("")} | ({_SEEN: seen} if seen else {})
        changed = {t: new for t, new in kept.items() if (self._state.get(t, type(new)) or type(new)()) != new}
        if changed:
            with self._state.transaction():
                for table, record in changed.items():
                    self._state.put(table, record)
        self._library.push()
        self._library.write(library)

    def _revert(self, library: Library, undone: str) -> None:
        self._state.put(_ASIDE, _Aside(undone))
        self._library.write(library)
        self._library.drop(library)

    def _correct(self, corrections: Sequence[Correction], revision: Revision) -> None:
        with self._state.transaction():
            self._state.replace(
                _CORRECTIONS, dict(enumerate(corrections, start=1)), without=self._state.ids(_CORRECTIONS)
            )
            self._state.append(_HISTORY, revision, _KEPT_REVISIONS)

    def _forget(self, person: int) -> int:
        found = (
            rewrite(self._state, _HISTORY, Revision, lambda revision: forget(revision, person))
            + self._digests.forget(person)
            + self._live.forget(person)
            + self._library.forget(person)
        )
        # What each file was before stands beside it until it is written once more, also after a crash before that.
        for database in (self._state, self._digests.database, self._live.database):
            if database.lingers(person):
                database.touch()
                found = found or int(not database.holds(person))
        return found

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    async def _on_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run in turn. A caller that is cancelled does not stop what has begun; what has not is left out."""
        if self._closed:
            raise StoreError("The store is closed.")
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **kwargs))
