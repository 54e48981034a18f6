"""Long texts in little room: a few of them, compressed, in one block. Whoever reads one sees the text."""

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import lru_cache
from threading import Event
from typing import Any, TypeVar

T = TypeVar("T")

# Texts of a block: of twice as many abstracts 5 % more is saved, and one takes twice as long to read.
_TOGETHER = 8
# What zlib puts into a block. Its own choice takes half as long again and saves 1 % more.
_EFFORT = 4
# Letters from which a text is worth a block's place.
_LONG = 200
_BETWEEN = b"\0"
# Blocks at hand, taken apart: texts that are read one after another mostly stand together.
_AT_HAND = 16


@dataclass(frozen=True, slots=True)
class Packed:
    """A text by its block and its place there."""

    block: bytes
    place: int


class _Field:
    """A field of a frozen record whose text is held as it is, or packed."""

    def __init__(self, slot: Any) -> None:
        self.slot = slot

    def __get__(self, record: object, owner: type[object] | None = None) -> object:
        if record is None:
            return self
        held = self.slot.__get__(record)
        return _unpacked(held) if type(held) is Packed else held

    def __set__(self, record: object, text: object) -> None:
        self.slot.__set__(record, text)


def packable(*names: str) -> Callable[[type[T]], type[T]]:
    """Let texts in slots of a record be packed. Nothing else changes: they are read, compared and pickled as texts."""

    def change(kind: type[T]) -> type[T]:
        for name in names:
            setattr(kind, name, _Field(getattr(kind, name)))
        return kind

    return change


def as_held(record: object, name: str) -> Any:
    """A packable text for another record to hold in the same way, packed or not."""
    return _field(type(record), name).slot.__get__(record)


def holder(kind: type[object], name: str) -> Callable[[object], Any]:
    """The same for many records of a kind, in a third of the time."""
    get: Callable[[object], Any] = _field(kind, name).slot.__get__
    return get


def holders(kind: type[Any]) -> list[Callable[[object], Any]]:
    """For each field of a frozen record with slots, in order, what gives it as it is held: packed texts stay packed."""
    found = [getattr(kind, field.name) for field in fields(kind)]
    return [(each.slot if isinstance(each, _Field) else each).__get__ for each in found]


def pack_texts(records: Iterable[object], name: str, enough: Event) -> None:
    """Pack the long texts of records, those that stand beside each other together; equal ones are held once.

    A record's value stays the same, so that others may read it meanwhile. Compressing holds no lock. It ends early
    once the event is set.
    """
    holders: dict[str, list[object]] = defaultdict(list)
    for record in records:
        held = as_held(record, name)
        if isinstance(held, str) and len(held) >= _LONG and "\0" not in held:
            holders[held].append(record)
    # Let go of one by one: all at once would take as long as an answer may.
    while holders and not enough.is_set():
        batch = [holders.popitem() for _ in range(min(_TOGETHER, len(holders)))]
        block = zlib.compress(_BETWEEN.join([text.encode("utf-8", "surrogatepass") for text, _ in batch]), _EFFORT)
        for place, (_, having) in enumerate(batch):
            packed = Packed(block, place)
            for record in having:
                _field(type(record), name).slot.__set__(record, packed)


def _field(kind: type[object], name: str) -> _Field:
    field = getattr(kind, name)
    assert isinstance(field, _Field)  # as `packable` has made it
    return field


def _unpacked(packed: Packed) -> str:
    return _texts(packed.block)[packed.place].decode("utf-8", "surrogatepass")


@lru_cache(_AT_HAND)
def _texts(block: bytes) -> list[bytes]:
    return zlib.decompress(block).split(_BETWEEN)
