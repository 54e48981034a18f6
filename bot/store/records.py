"""Records in one TinyDB file: dataclasses in and out, whole documents at a time."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

import orjson
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError
from tinydb import TinyDB
from tinydb.table import Document, Table

from bot.errors import StoreError
from bot.store.media import Medium
from bot.store.seal import DamagedFile, unseal, whole, without
from bot.store.storage import CheckedStorage

T = TypeVar("T")

# Tables hold one record under this id where there is only one thing of a kind.
ONLY = 1


class Database:
    """Typed tables on a medium. Every verb raises StoreError where the medium fails."""

    def __init__(self, medium: Medium) -> None:
        self._name = medium.name
        self._medium = medium
        self._storage = CheckedStorage(medium)
        self._db = TinyDB(storage=lambda: self._storage)
        self.transaction = self._storage.transaction
        self.rewriting = self._storage.rewriting
        self.snapshot = self._storage.snapshot

    def get(self, table: str, kind: type[T], doc_id: int = ONLY) -> T | None:
        """The record under an id. Raises DamagedFile where it is not of its kind."""
        document = self._table(table).get(doc_id=doc_id)
        return None if document is None else _decode(document, kind, self._name, table)

    def all(self, table: str, kind: type[T]) -> list[T]:
        """Every record, in the order in which they were written. Raises DamagedFile."""
        return [_decode(document, kind, self._name, table) for document in self._table(table)]

    def whole(self, kind: type[T], without: str = "") -> T | None:
        """All tables as one record, whose fields they are. Raises StoreError, DamagedFile.

        Straight from the bytes: a large library as dictionaries would take as long again, and leave holes in memory
        that nothing else fits. `without` names a table that is not looked at, where it is the last.
        """
        data = self._storage.as_bytes()
        return None if data is None else _read_whole(data, kind, self._name, without)

    @property
    def mark(self) -> bytes:
        """Names the bytes that `whole` has read last, or that were written since. Empty where nobody knows."""
        return self._storage.mark

    def items(self, table: str, kind: type[T]) -> dict[int, T]:
        """The same with their ids. Raises DamagedFile."""
        return {each.doc_id: _decode(each, kind, self._name, table) for each in self._table(table)}

    def put(self, table: str, record: object, doc_id: int = ONLY) -> None:
        """Write one record under an id. Raises StoreError, before anything is written, where it could not be read."""
        document = written(record, table)
        with self.transaction():  # an upsert of its own writes twice
            self._table(table).upsert(Document(document, doc_id=doc_id))

    def append(self, table: str, record: object, keep: int) -> None:
        """Add a record behind all others, and let go of the oldest above `keep`."""
        with self.transaction():
            ids = sorted(document.doc_id for document in self._table(table))
            self.put(table, record, ids[-1] + 1 if ids else ONLY)
            self._table(table).remove(doc_ids=ids[: max(0, len(ids) + 1 - keep)])

    def replace(self, table: str, records: Mapping[int, object], without: Collection[int] = ()) -> None:
        """Write these records under their ids, and let go of those `without`.

        Raises StoreError, before anything is written, where one could not be read again.
        """
        documents = [Document(written(record, table), doc_id=doc_id) for doc_id, record in records.items()]
        with self.transaction():
            known = {document.doc_id for document in self._table(table)}
            self._table(table).remove(doc_ids=list(known & {*records, *without}))
            self._table(table).insert_multiple(documents)

    def touch(self) -> None:
        """Write everything again as it is."""
        with self.transaction():
            pass

    def lingers(self, number: int) -> bool:
        """Whether a number stands in the bytes before these. Raises StoreError."""
        return _stands_in(number, self._medium.before())

    def holds(self, number: int) -> bool:
        """Whether a number stands in these bytes, as whatever. Raises StoreError."""
        return _stands_in(number, self._medium.load())

    def ids(self, table: str) -> set[int]:
        """The ids of all records."""
        return {document.doc_id for document in self._table(table)}

    def fill(self, table: str, records: Sequence[object]) -> None:
        """Write all records of an empty table."""
        self._table(table).insert_multiple(
            Document(_encode(record, table), doc_id=i) for i, record in enumerate(records, start=1)
        )

    def _table(self, name: str) -> Table:
        # The query cache would hand out documents that a rolled-back transaction changed.
        return self._db.table(name, cache_size=0)


def _stands_in(number: int, data: bytes | None) -> bool:
    return re.search(rb"(?<!\d)%d(?!\d)" % number, data or b"") is not None


def check_records(data: bytes, name: str, *, kinds: Mapping[str, type[object]]) -> None:
    """Read every record of the tables of `kinds`. Raises DamagedFile where one is not of its kind."""
    _, tables = unseal(data, name)
    if tables and not kinds.keys() & tables.keys():
        raise DamagedFile(name, "it holds nothing that belongs there")
    for table, kind in kinds.items():
        for document in tables.get(table, {}).values():
            _decode(document, kind, name, table)


def read_record(document: object, kind: type[T], table: str) -> T:
    """A record of a table. Raises DamagedFile where it is not of its kind."""
    return _decode(document, kind, "a record", table)


def written(record: object, table: str) -> Mapping[str, Any]:
    """A record as it is written. Raises StoreError where it could not be read again as it is."""
    document = _encode(record, table)
    if not _is_read_as(document, record):
        raise _unwritable(table)
    return document


def _read_whole(data: bytes, kind: type[T], name: str, left_out: str) -> T:
    checked = whole(data, name)
    if left_out:
        checked = without(left_out, checked) or checked
    try:
        read: _File[T] = _adapter(_File[kind]).validate_json(checked)  # type: ignore[valid-type]  # at run time
    except ValidationError as error:
        raise _damaged(error, name, ()) from error
    return read.tables


@dataclass(frozen=True, slots=True)
class _File(Generic[T]):
    """A store's bytes, of which the header was checked."""

    tables: T


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    # Building one takes longer than reading a record with it.
    return TypeAdapter(kind)


def _encode(record: object, table: str) -> Mapping[str, Any]:
    kind: Any = type(record)
    try:
        document: Mapping[str, Any] = _adapter(kind).dump_python(record, mode="json", warnings="error")
    except PydanticSerializationError as error:
        raise _unwritable(table) from error
    return document


def _is_read_as(document: object, record: object) -> bool:
    kind: Any = type(record)
    try:
        return bool(_adapter(kind).validate_python(orjson.loads(orjson.dumps(document))) == record)
    except (ValidationError, orjson.JSONEncodeError):
        return False


def _unwritable(table: str) -> StoreError:
    return StoreError(f"A record of {table} could not be read again as it is, so nothing was written.")


def _decode(document: object, kind: type[T], name: str, table: str) -> T:
    try:
        return cast("T", _adapter(cast("Any", kind)).validate_python(document))
    except ValidationError as error:
        raise _damaged(error, name, (table,)) from error


def _damaged(error: ValidationError, name: str, place: tuple[str, ...]) -> DamagedFile:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join([*place, *(str(part) for part in first["loc"])])
    return DamagedFile(name, f"{where} is not what it should be ({first['msg']})")
