"""People and indexes of a large library as bytes, so that a start can read them instead of making them again.

They are pickled, since arrays of ours lie in a dozen of classes; but only by those classes can they be read, none of
which does anything when it is made. A file that asks for another one is no file of ours.
"""

import hashlib
import io
import pickle
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from bot.answers.linking.shelf import Shelf
from bot.library.models import Page, Paper, Person
from bot.library.people import People, find_people
from bot.library.similar import Neighbours
from bot.matching.index import Index

# Smaller libraries start quicker than a file is read and checked.
MANY_PAPERS = 2000
_KEY = hashlib.sha256().digest_size
# What the bytes may be made of: our own records under these names, and the arrays in them.
_OURS = ("bot.library.", "bot.matching.", "bot.answers.linking.")
_ARRAYS = frozenset(
    {
        ("array", "array"),
        ("array", "_array_reconstructor"),
        ("builtins", "frozenset"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        ("numpy.core.multiarray", "_reconstruct"),
        ("numpy.core.numeric", "_frombuffer"),
        ("numpy._core.multiarray", "_reconstruct"),
        ("numpy._core.numeric", "_frombuffer"),
    }
)
_PERSON = tuple(field.name for field in fields(Person))
_NAMES = frozenset(
    {
        "People", "Person", "Neighbours", "TitleIndex", "NameIndex", "Patched", "Match", "Named", "Rule", "Scale",
        "Entries", "ManyRows", "FewRows", "Lexicon", "LetterPairs", "Runs", "Beginnings", "HashedLiterals", "Shelf",
        "Postings", "Bearers", "Facets", "WordIndex", "Block", "Names", "WordBook", "Drawer", "Beginners", "Speller",
    }
)  # fmt: skip


def is_worth_keeping(papers: int) -> bool:
    """Whether so many papers start quicker by a file."""
    return papers >= MANY_PAPERS


@dataclass(frozen=True, slots=True)
class Parts:
    """What is made of a library's papers and people. A part is None where it was not kept."""

    people: People
    titles: Index
    names: Index
    neighbours: Neighbours
    shelf: Shelf


class Kept:
    """What was kept, for the library that it was made of. `parts` are there once its people were asked for."""

    def __init__(self, data: bytes | None, origin: str) -> None:
        self._data = data
        self._origin = origin
        self.parts: Parts | None = None

    def people(self, pages: Iterable[Page], papers: Sequence[Paper]) -> People:
        """Who is on these pages: as it was kept for exactly these papers, or found anew."""
        data, self._data = self._data, None
        if data is not None and data.startswith(_key(self._origin, papers)):
            self.parts = _unpack(data, papers)
        return self.parts.people if self.parts else find_people(pages, papers)


def pack(parts: Parts, papers: Sequence[Paper], origin: str) -> bytes:
    """The bytes to keep. `origin` names all that the papers were made of."""
    stream = io.BytesIO()
    stream.write(_key(origin, papers))
    _Pickler(stream, parts.shelf, papers).dump(parts)
    return stream.getvalue()


def _unpack(data: bytes, papers: Sequence[Paper]) -> Parts | None:
    stream = io.BytesIO(data)
    stream.seek(_KEY)
    try:
        parts = _Unpickler(stream, papers).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError):
        return None
    return parts if isinstance(parts, Parts) else None


def _key(origin: str, papers: Iterable[Paper]) -> bytes:
    """Names the code, what the papers were made of, and which papers came out of it in which order."""
    digest = hashlib.sha256(_code() + origin.encode("utf-8", "surrogatepass") + b"\0")
    digest.update("\n".join([f"{paper.key} {len(paper.authors)} {len(paper.abstract)}" for paper in papers]).encode())
    return digest.digest()


@cache
def _code() -> bytes:
    """A digest of the code that makes the parts, and of what it is run by."""
    root = Path(__file__).parent
    folders = ("library", "matching", "answers")
    sources = sorted(path for folder in folders for path in root.joinpath(folder).rglob("*.py"))
    digest = hashlib.sha256(f"{sys.version} {sys.byteorder}".encode())
    for path in [Path(__file__), *sources]:
        digest.update(path.read_bytes())
    return digest.digest()


def _shared(papers: Sequence[Paper]) -> Iterator[object]:
    """What the parts have in common with the papers, which stand in memory anyway, in an order of its own."""
    for paper in papers:
        yield paper
        yield paper.key
        yield paper.title
        yield from paper.other_titles
        yield from paper.authors


class _Pickler(pickle.Pickler):
    """Writes a number for each object that the papers have."""

    def __init__(self, stream: io.BytesIO, shelf: Shelf, papers: Sequence[Paper]) -> None:
        super().__init__(stream, protocol=5)
        self._numbers: dict[int, int] = {id(each): number for number, each in enumerate(_shared(papers))}
        # The catalogue and its look-up are there when the shelf is read.
        self._numbers |= {id(shelf.catalogue): -1, id(shelf.find_person): -1}

    def reducer_override(self, obj: Any) -> Any:
        # A record of its own way of being read looks its fields up each time, a hundred thousand times.
        return (Person, tuple([getattr(obj, name) for name in _PERSON])) if type(obj) is Person else NotImplemented

    def persistent_id(self, obj: Any) -> int | None:
        return self._numbers.get(id(obj))


class _Unpickler(pickle.Unpickler):
    """Reads nothing but arrays and records of ours."""

    def __init__(self, stream: io.BytesIO, papers: Sequence[Paper]) -> None:
        super().__init__(stream)
        self._shared = list(_shared(papers))

    def persistent_load(self, pid: Any) -> object:
        return None if pid == -1 else self._shared[pid]

    def find_class(self, module: str, name: str) -> Any:
        ours = module == __name__ and name == Parts.__name__
        if ours or (module.startswith(_OURS) and name in _NAMES) or (module, name) in _ARRAYS:
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that is kept")
