"""The store in two TinyDB files: `state.json`, which nothing can rebuild, and `library.json`, which seeds can."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import ParamSpec, Self, TypeVar

from filelock import FileLock

from bot.errors import StoreError
from bot.ingest.resolve import Memory
from bot.library.models import Page
from bot.store.interface import CommandTree, FileRecord, Library
from bot.store.lock import hold
from bot.store.media import Disk, FileMedium, HeldMedium, Medium, MemoryMedium, ReadOnlyMedium
from bot.store.records import Database, check_records
from bot.store.recovery import recover
from bot.store.seal import generation_of

P = ParamSpec("P")
T = TypeVar("T")

_STATE, _PREVIOUS, _LIBRARY = "state.json", "state.json.previous", "library.json"
_MEMORY, _COMMAND_TREES = "memory", "command_trees"
# Every table of the state, which is read as a whole before it is trusted. The library is only checked: where its
# records mean nothing it is built again, and parsing all of them twice would double the start.
_STATE_KINDS: dict[str, type[object]] = {_MEMORY: Memory, _COMMAND_TREES: CommandTree}


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the library in the file was derived from."""

    fingerprint: str


class TinyStore:
    """The `Store` on TinyDB. Every call runs on one thread of its own: TinyDB is not safe for several."""

    def __init__(
        self, state: Medium, library: Medium, lock: FileLock | None = None, reports: Sequence[str] = ()
    ) -> None:
        self.reports = tuple(reports)
        self._state = Database(state)
        self._library = Database(library)
        self._lock = lock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._closed = False

    @classmethod
    def in_memory(cls) -> Self:
        """A store that dies with the process."""
        return cls(MemoryMedium(), MemoryMedium())

    @classmethod
    def open(cls, folder: Path, disk: Disk | None = None) -> Self:
        """The writer's store on a folder, which is made where missing. Held until `close`.

        A damaged file is set aside, the state before it restored, and both reported. Raises StoreLocked where
        another process holds the folder, StoreError where it cannot be used.
        """
        state = FileMedium(folder / _STATE, folder / _PREVIOUS, disk)
        library = FileMedium(folder / _LIBRARY, disk=disk)
        lock = hold(folder)
        try:
            reports = [*recover(state, partial(check_records, kinds=_STATE_KINDS)), *recover(library, generation_of)]
            return cls(HeldMedium(state), library, lock, reports)
        except StoreError:
            lock.release()
            raise

    @classmethod
    def reader(cls, folder: Path) -> Self:
        """A store that only reads, beside a running writer: no lock is taken, nothing is made or moved."""
        return cls(ReadOnlyMedium(folder / _STATE, folder / _PREVIOUS), ReadOnlyMedium(folder / _LIBRARY))

    async def library(self) -> Library | None:
        return await self._on_thread(self._read_library)

    async def memory(self) -> Memory:
        return await self._on_thread(self._state.get, _MEMORY, Memory) or Memory()

    async def apply(self, library: Library, memory: Memory) -> None:
        await self._on_thread(self._apply, library, memory)

    async def command_tree(self, application_id: int) -> CommandTree | None:
        return await self._on_thread(self._state.get, _COMMAND_TREES, CommandTree, application_id)

    async def remember_command_tree(self, application_id: int, tree: CommandTree) -> None:
        await self._on_thread(self._state.put, _COMMAND_TREES, tree, application_id)

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        # On the same thread, behind everything that is still being written. Shielded: a cancelled close must
        # not leave the lock held.
        released = asyncio.get_running_loop().run_in_executor(self._thread, self._release)
        self._thread.shutdown(wait=False)
        await asyncio.shield(released)

    def _read_library(self) -> Library | None:
        with self._library.snapshot():
            origin = self._library.get("origin", _Origin)
            files, pages = self._library.all("files", FileRecord), self._library.all("pages", Page)
        if origin is None:
            return None
        return Library(origin.fingerprint, tuple(files), tuple(pages))

    def _apply(self, library: Library, memory: Memory) -> None:
        if self._state.get(_MEMORY, Memory) != memory:
            self._state.put(_MEMORY, memory)
        with self._library.rewriting():
            self._library.put("origin", _Origin(library.fingerprint))
            self._library.fill("files", library.files)
            self._library.fill("pages", library.pages)

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()

    async def _on_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run in turn. A caller that is cancelled does not stop what has begun; what has not is left out."""
        if self._closed:
            raise StoreError("The store is closed.")
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **kwargs))
