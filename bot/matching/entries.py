"""The rows of an index in an order of their own, so that no result depends on the order they came in."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.library.text import fold
from bot.matching.outcome import Match

# Rows up to which looking at each costs less than arrays do, and than loading them takes.
FEW_ROWS = 1000
# The longest list that a text without words is answered with.
SHOWN = 100


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """What can be found: a key, its name and what it is called, which is its name or an alias.

    A place is one text; the places of all names come first, one a key, then those of aliases.
    """

    keys: Sequence[str]
    texts: Sequence[str]
    places: Mapping[str, int]
    given: Sequence[int]

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]], aliases: Mapping[str, Sequence[str]]) -> Self:
        """From rows of (key, name); of several rows with one key the first by name stays."""
        names: dict[str, str] = {}
        for key, name in rows:
            known = names.setdefault(key, name)
            if known != name:
                names[key] = min(known, name, key=by_name)
        more = [
            (key, alias)
            for key, name in names.items()
            for alias in dict.fromkeys(aliases.get(key, ()))
            if alias != name
        ]
        named = [*_ordered(list(names.items())), *_ordered(more)]
        places = {key: place for place, (key, _) in enumerate(named[: len(names)])}
        first = [place for _, place in zip(range(SHOWN), map(places.__getitem__, names), strict=False)]
        return cls([key for key, _ in named], [text for _, text in named], places, first)

    @property
    def many(self) -> bool:
        """Whether there are so many that not each can be looked at."""
        return len(self.keys) > FEW_ROWS

    def match(self, place: int, score: float) -> Match:
        """The entry at a place as a match."""
        key = self.keys[place]
        return Match(key, self.texts[self.places[key]], score)

    def same(self, place: int, other: int) -> bool:
        """Whether two places are of one entry."""
        return self.keys[place] == self.keys[other]

    def first(self, limit: int) -> tuple[Match, ...]:
        """The first entries in the order they were given."""
        return tuple(self.match(place, 0.0) for place in self.given[: max(limit, 0)])


def by_name(name: str) -> tuple[str, str]:
    """What entries that fit equally well are ordered by."""
    return fold(name), name


def _ordered(rows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rows by a number that each has for itself, the same in every process."""
    numbers = [_number(*row) for row in rows]
    if len(rows) <= FEW_ROWS:
        return [rows[place] for place in sorted(range(len(rows)), key=numbers.__getitem__)]
    # Sorting in Python would hold up every other thread.
    import numpy as np  # noqa: PLC0415

    order: list[int] = np.argsort(np.array(numbers, np.uint64), kind="stable").tolist()
    return [rows[place] for place in order]


def _number(key: str, text: str) -> int:
    raw = key.encode("utf-8", "surrogatepass")
    return zlib.crc32(raw) << 32 | zlib.crc32(text.encode("utf-8", "surrogatepass"), len(raw))
