"""A large library and all that is made of it as bytes, so that a start can read them instead of making them again.

They are pickled, since arrays of ours lie in a dozen of classes; but only by those classes can they be read, none of
which does anything when it is made. A file that asks for another one is no file of ours.
"""

import hashlib
import io
import pickle
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from threading import Event
from types import MappingProxyType
from typing import Any

from bot.answers.linking.shelf import Shelf
from bot.courtesy import Abandoned
from bot.library.catalogue import Catalogue
from bot.library.models import LONG_TEXTS, Listing, Page, Paper, Person
from bot.library.packed import Packed, holder, holders
from bot.library.similar import Neighbours
from bot.matching.index import Index

# Smaller libraries start quicker than a file is read and checked.
MANY_PAPERS = 2000
_DIGEST = hashlib.sha256().digest_size
# What the bytes may be made of: our own records under these names, and the arrays in them.
_OURS = ("bot.library.", "bot.matching.", "bot.answers.linking.")
_ARRAYS = frozenset(
    {
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("builtins", "frozenset"),
        ("datetime", "date"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy.core.numeric", "_frombuffer"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy._core.numeric", "_frombuffer"),
    }
)
_NAMES = frozenset(
    {
        "Page", "Listing", "Paper", "Metrics", "Metric", "Published", "Precision", "Captured", "CaptureSource", "Topic",
        "Packed", "Catalogue", "People", "Person", "Neighbours", "TitleIndex", "NameIndex", "Patched", "Match", "Named",
        "Rule", "Scale", "Entries", "ManyRows", "FewRows", "Lexicon", "LetterPairs", "Runs", "Beginnings",
        "HashedLiterals", "Shelf", "Postings", "Bearers", "Facets", "WordIndex", "Block", "Names", "WordBook", "Drawer",
        "Beginners", "Speller",
    }
)  # fmt: skip
# Of these there are a hundred thousand each. They stand before all else, a list for each field: one by one they take
# twice as long to read, and leave holes in memory. Each kind's records hold only such of kinds before it.
_MANY: tuple[type[Any], ...] = (Packed, Listing, Paper, Person)
# What stands for a look-up of people. It is no record's number.
_FIND_PERSON = -1


def is_worth_keeping(papers: int) -> bool:
    """Whether so many papers start quicker by a file."""
    return papers >= MANY_PAPERS


@dataclass(frozen=True, slots=True)
class Parts:
    """The pages of a library, and what is made of them. `over` names what lies over them."""

    pages: tuple[Page, ...]
    over: str
    catalogue: Catalogue
    titles: Index
    names: Index
    neighbours: Neighbours
    shelf: Shelf


class Kept:
    """What was kept of a library. Its parts are there once its pages were asked for."""

    def __init__(self) -> None:
        self._parts: Parts | None = None

    def pages(self, data: bytes) -> tuple[Page, ...] | None:
        """The pages in bytes that were kept by this very code."""
        self._parts = _unpack(data) if data.startswith(_code()) else None
        return self._parts.pages if self._parts else None

    def parts(self, pages: tuple[Page, ...], over: str) -> Parts | None:
        """What was made of these very pages, with this over them."""
        parts = self._parts
        return parts if parts and parts.pages is pages and parts.over == over else None


def pack(parts: Parts, enough: Event) -> bytes:
    """The bytes to keep. Raises Abandoned once the event is set: it takes seconds, and an end does not wait."""
    stream = io.BytesIO()
    stream.write(_code())
    pickler = _Pickler(stream, parts.shelf, enough)
    for kind, records in _many(parts).items():
        pickler.dump([[held(record) for record in records.values()] for held in holders(kind)])
        pickler.number(records.values())
    pickler.dump(parts)
    return stream.getvalue()


def _many(parts: Parts) -> Mapping[type[Any], Mapping[int, object]]:
    """The records of which there are many, each once."""
    pages = (*parts.pages, *parts.catalogue.pages.values())
    found: dict[type[Any], dict[int, object]] = {kind: {} for kind in _MANY}
    listed = [listing for page in pages for listing in page.listings]
    for records in (listed, parts.catalogue.papers.values(), parts.catalogue.people.values()):
        for record in records:
            found[type(record)][id(record)] = record
    for kind, name in product((Listing, Paper), LONG_TEXTS):
        texts = map(holder(kind, name), found[kind].values())
        found[Packed] |= {id(text): text for text in texts if type(text) is Packed}
    return found


def _unpack(data: bytes) -> Parts | None:
    stream = io.BytesIO(data)
    stream.seek(_DIGEST)
    unpickler = _Unpickler(stream)
    try:
        for kind in _MANY:
            unpickler.records += map(kind, *unpickler.load())
        parts = unpickler.load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        return None
    return parts if isinstance(parts, Parts) else None


@cache
def _code() -> bytes:
    """A digest of the code that makes the parts, and of what it is run by."""
    root = Path(__file__).parent
    folders = ("library", "matching", "answers")
    sources = sorted(path for folder in folders for path in root.joinpath(folder).rglob("*.py"))
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder}".encode())
    for path in [Path(__file__), root / "snapshot.py", *sources]:
        digest.update(path.read_bytes())
    return digest.digest()


def _read_only(mapping: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(mapping)


class _Pickler(pickle.Pickler):
    """Writes a number for each record that was written before, field by field."""

    def __init__(self, stream: io.BytesIO, shelf: Shelf, enough: Event) -> None:
        super().__init__(stream, protocol=5)
        self._enough = enough
        # The look-up is that of the names' index, which is there when the shelf is read.
        self._numbers = {id(shelf.find_person): _FIND_PERSON}

    def number(self, records: Iterable[object]) -> None:
        """Count records on, in their order."""
        self._numbers |= {id(record): number for number, record in enumerate(records, start=len(self._numbers) - 1)}

    def reducer_override(self, obj: Any) -> Any:
        return (_read_only, (dict(obj),)) if type(obj) is MappingProxyType else NotImplemented

    def persistent_id(self, obj: Any) -> int | None:
        if self._enough.is_set():
            raise Abandoned
        return self._numbers.get(id(obj))


class _Unpickler(pickle.Unpickler):
    """Reads nothing but arrays and records of ours. `records` are those that a number stands for."""

    def __init__(self, stream: io.BytesIO) -> None:
        super().__init__(stream)
        self.records: list[object] = []

    def persistent_load(self, pid: Any) -> object:
        return None if pid == _FIND_PERSON else self.records[pid]

    def find_class(self, module: str, name: str) -> Any:
        here = module == __name__ and name in {Parts.__name__, _read_only.__name__}
        if here or (module.startswith(_OURS) and name in _NAMES) or (module, name) in _ARRAYS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that is kept")
