"""A store's bytes: one JSON object whose header tells whether every byte is what was written."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from bot.errors import StoreError
from bot.store.migrations import FORMAT, Tables, checksum, migrated, vouches

# The header stands before the tables so that every byte can be checked without parsing any.
_HEADER = re.compile(rb'\{"folio":(\d{1,3}),"generation":(\d{1,15}),"sha256":"([0-9a-f]{64})","tables":')
_END = b"}\n"
# So many papers are JSON in a few milliseconds.
_MANY = 500
# Where a file says which format it has, also if nothing after that is known any more.
_CLAIM = re.compile(rb'\{\s*"folio"\s*:\s*(\d{1,9})')


class DamagedFile(StoreError):
    """A file's bytes are not what was written: torn, mixed, edited, or something else altogether."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name} is damaged: {reason}.")


class NewerFile(StoreError):
    """A file is whole, but in a format that only a newer Folio reads."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was written by a newer Folio, so it was left as it is. Start that version again.")


def seal(generation: int, tables: Tables) -> bytes:
    """Tables with the header that vouches for them. Raises StoreError for what JSON cannot hold.

    A record at a time: one call for the whole of a big library would stall the event loop.
    """
    return seal_members(
        generation,
        {name: {key: member(key, record) for key, record in table.items()} for name, table in tables.items()},
    )


def seal_members(generation: int, tables: Mapping[str, Mapping[Any, bytes]]) -> bytes:
    """The same of tables whose records are JSON already, as `member` gives it."""
    body = list(_pieces(tables))
    header = (FORMAT, generation, checksum(generation, *body))
    # In one go: each copy of a large library would keep the event loop waiting.
    return b"".join([b'{"folio":%d,"generation":%d,"sha256":"%s","tables":' % header, *body, _END])


def _pieces(tables: Mapping[str, Mapping[Any, bytes]]) -> Iterator[bytes]:
    """What tables are as JSON, piece by piece."""
    yield b"{"
    for number, (name, members) in enumerate(tables.items()):
        yield b"%s%s:{" % (b"," if number else b"", orjson.dumps(name))
        for place, record in enumerate(members.values()):
            yield from (b",", record) if place else (record,)
        yield b"}"
    yield b"}"


def member(key: str, record: object) -> bytes:
    """A record of a table as JSON, with its key. Raises StoreError for what JSON cannot hold."""
    try:
        return b"%s:%s" % (orjson.dumps(key), _dumped(record))
    except orjson.JSONEncodeError as error:
        raise StoreError(f"A record cannot be written: {error}. Nothing was changed.") from error


def _dumped(record: object) -> bytes:
    """A record as JSON, a long list in parts: in one call it would hold everybody up."""
    if not isinstance(record, dict) or not any(map(_is_long, record.values())):
        return orjson.dumps(record)
    parts = (b"%s:%s" % (orjson.dumps(name), _in_parts(value)) for name, value in record.items())
    return b"{%s}" % b",".join(parts)


def _is_long(value: object) -> bool:
    return isinstance(value, list) and len(value) > _MANY


def _in_parts(value: object) -> bytes:
    if not isinstance(value, list):
        return orjson.dumps(value)
    return b"[%s]" % b",".join([orjson.dumps(value[at : at + _MANY])[1:-1] for at in range(0, len(value), _MANY)])


def generation_of(data: bytes, name: str) -> int:
    """The generation of bytes that are whole. `name` is for errors. Raises DamagedFile and NewerFile."""
    return _checked(data, name)[1]


def unseal(data: bytes, name: str) -> tuple[int, Tables]:
    """The generation and the tables. `name` is for errors. Raises DamagedFile and NewerFile."""
    written_by, generation, body = _checked(data, name)
    try:
        tables = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise DamagedFile(name, "it is not JSON") from error
    if not _are_tables(tables):
        raise DamagedFile(name, "it does not hold tables")
    return generation, migrated(tables, written_by)


def mark_of(data: bytes) -> bytes:
    """The checksum in a header: no other content has it. Empty where there is no header."""
    header = _HEADER.match(data)
    return header[3] if header else b""


def without(table: str, data: bytes) -> bytes | None:
    """The same checked bytes without their last table, where that is this one: for whoever has it at hand.

    A quotation mark inside a text of JSON is escaped, so that no text can look like where a table begins.
    """
    end = data.find(b",%s:{" % orjson.dumps(table))
    return None if end < 0 else data[:end] + b"}" + _END


def whole(data: bytes, name: str) -> bytes:
    """The same bytes once they are checked, as today's format has them: one JSON object with `tables`.

    `name` is for errors. Raises DamagedFile and NewerFile.
    """
    written_by, generation, _ = _checked(data, name)
    return data if written_by == FORMAT else seal(generation, unseal(data, name)[1])


def _checked(data: bytes, name: str) -> tuple[int, int, memoryview]:
    """Format, generation and body."""
    header = _HEADER.match(data)
    claim = _CLAIM.match(data)
    if claim is not None and int(claim[1]) > FORMAT and not _is_slip(data, header):
        raise NewerFile(name)
    if header is None or not data.endswith(_END):
        raise DamagedFile(name, "it does not begin and end as Folio’s files do")
    written_by, generation = int(header[1]), int(header[2])
    body = _body(data, header)
    if not 1 <= written_by <= FORMAT or not vouches(header[3], written_by, generation, body):
        raise DamagedFile(name, "its checksum does not fit its content")
    return written_by, generation, body


def _is_slip(data: bytes, header: re.Match[bytes] | None) -> bool:
    """Whether one byte makes a file of today look like one of a newer Folio: everything else is as today's was."""
    if header is None or len(header[1]) != len(str(FORMAT)):
        return False
    return vouches(header[3], FORMAT, int(header[2]), _body(data, header))


def _body(data: bytes, header: re.Match[bytes]) -> memoryview:
    return memoryview(data)[header.end() : -len(_END)]


def _are_tables(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(table, dict) and all(key.isdecimal() and isinstance(record, dict) for key, record in table.items())
        for table in value.values()
    )
