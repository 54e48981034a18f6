"""The store in two TinyDB files: `state.json`, which nothing can rebuild, and `library.json`, which seeds can."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError
from tinydb import TinyDB
from tinydb.table import Document, Table

from bot.errors import StoreError, StoreLocked
from bot.ingest.resolve import Memory
from bot.library.models import Page
from bot.store.interface import CommandTree, FileRecord, Library
from bot.store.storage import CheckedStorage, DamagedFile, FileMedium, Medium, MemoryMedium

P = ParamSpec("P")
T = TypeVar("T")

# Tables hold one document under this id where there is only one thing of a kind.
_ONLY = 1


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the library in the file was derived from."""

    fingerprint: str


class TinyStore:
    """The `Store` on TinyDB. Every call runs on one thread of its own: TinyDB is not safe for several."""

    def __init__(self, state: Medium, library: Medium, lock: FileLock | None = None) -> None:
        self.reports: Sequence[str] = ()
        self._state = _Database(state)
        self._library = _Database(library)
        self._lock = lock
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")

    @classmethod
    def in_memory(cls) -> "TinyStore":
        """A store that dies with the process."""
        return cls(MemoryMedium(), MemoryMedium())

    @classmethod
    def open(cls, folder: Path) -> "TinyStore":
        """The writer's store on a folder, which is made where missing. Held until `close`.

        Raises StoreLocked where another process holds it. A damaged file is set aside and reported.
        """
        lock = _lock(folder)
        media = _media(folder)
        try:
            reports = [report for medium in media for report in _recover(medium)]
        except StoreError:
            lock.release()
            raise
        store = cls(*media, lock)
        store.reports = reports
        return store

    @classmethod
    def reader(cls, folder: Path) -> "TinyStore":
        """A store that only reads, beside a running writer: no lock is taken, nothing is made or moved."""
        return cls(*_media(folder))

    async def library(self) -> Library | None:
        return await self._on_thread(self._read_library)

    async def memory(self) -> Memory:
        return await self._on_thread(self._state.get, "memory", Memory) or Memory()

    async def apply(self, library: Library, memory: Memory) -> None:
        await self._on_thread(self._apply, library, memory)

    async def command_tree(self, application_id: int) -> CommandTree | None:
        return await self._on_thread(self._state.get, "command_trees", CommandTree, application_id)

    async def remember_command_tree(self, application_id: int, tree: CommandTree) -> None:
        await self._on_thread(self._state.put, "command_trees", tree, application_id)

    async def close(self) -> None:
        await asyncio.to_thread(self._thread.shutdown)
        if self._lock is not None:
            self._lock.release()

    def _read_library(self) -> Library | None:
        with self._library.snapshot():
            origin = self._library.get("origin", _Origin)
            files, pages = self._library.all("files", FileRecord), self._library.all("pages", Page)
        if origin is None:
            return None
        return Library(origin.fingerprint, tuple(files), tuple(pages))

    def _apply(self, library: Library, memory: Memory) -> None:
        if self._state.get("memory", Memory) != memory:
            self._state.put("memory", memory)
        with self._library.transaction():
            self._library.put("origin", _Origin(library.fingerprint))
            self._library.replace("files", library.files)
            self._library.replace("pages", library.pages)

    async def _on_thread(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, partial(work, *args, **kwargs))


class _Database:
    """Records in one TinyDB file: dataclasses in and out, whole documents at a time."""

    def __init__(self, medium: Medium) -> None:
        self._storage = CheckedStorage(medium)
        self._db = TinyDB(storage=lambda: self._storage)
        self.transaction = self._storage.transaction
        self.snapshot = self._storage.snapshot

    def get(self, table: str, kind: type[T], doc_id: int = _ONLY) -> T | None:
        """The record under an id. Raises StoreError where it is not of its kind."""
        document = self._table(table).get(doc_id=doc_id)
        return None if document is None else _decode(document, kind, table)

    def all(self, table: str, kind: type[T]) -> list[T]:
        """Every record, in the order in which they were written."""
        return [_decode(document, kind, table) for document in self._table(table)]

    def put(self, table: str, record: object, doc_id: int = _ONLY) -> None:
        """Write one record under an id."""
        self._table(table).upsert(Document(_encode(record), doc_id=doc_id))

    def replace(self, table: str, records: Sequence[object]) -> None:
        """Write a whole table."""
        self._table(table).truncate()
        self._table(table).insert_multiple(
            Document(_encode(record), doc_id=i) for i, record in enumerate(records, start=1)
        )

    def _table(self, name: str) -> Table:
        # The query cache would hand out documents that a rolled-back transaction changed.
        return self._db.table(name, cache_size=0)


def _encode(record: object) -> Mapping[str, Any]:
    document: Mapping[str, Any] = TypeAdapter(type(record)).dump_python(record, mode="json")
    return document


def _decode(document: object, kind: type[T], table: str) -> T:
    try:
        return TypeAdapter(kind).validate_python(document)
    except ValidationError as error:
        raise StoreError(f"A record in {table} cannot be understood: {error}.") from error


def _media(folder: Path) -> tuple[FileMedium, FileMedium]:
    return FileMedium(folder / "state.json"), FileMedium(folder / "library.json")


def _lock(folder: Path) -> FileLock:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "folio.lock")
        lock.acquire(blocking=False)
    except Timeout as error:
        raise StoreLocked(
            f"Another Folio is already running on {folder}. Stop it first, or set DATA_DIR to another folder."
        ) from error
    except OSError as error:
        raise StoreError(f"The data folder {folder} cannot be used: {error.strerror}.") from error
    return lock


def _recover(medium: FileMedium) -> list[str]:
    """Clear what crashes left; set a damaged file aside and say so."""
    medium.sweep()
    try:
        CheckedStorage(medium).read()
    except DamagedFile as damage:
        aside = medium.set_aside()
        return [f"{medium.path.name} is damaged ({damage}). It was kept as {aside.name}, and a new one is begun."]
    return []
