"""The rows of an index in an order of its own, so that no result depends on the order they came in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from bot.library.text import fold
from bot.matching.outcome import Match


@dataclass(frozen=True, slots=True)
class Entries:
    """Rows by folded name, then key: a row's place breaks ties. One row a key."""

    rows: tuple[tuple[str, str], ...]
    places: dict[str, int]
    given: tuple[int, ...]

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """From rows of (key, name); of several rows with one key the first by name stays."""
        given = tuple(rows)
        unique: dict[str, tuple[str, str]] = {}
        for row in sorted(set(given), key=lambda row: (fold(row[1]), *row)):
            unique.setdefault(row[0], row)
        places = {key: place for place, key in enumerate(unique)}
        return cls(tuple(unique.values()), places, tuple(dict.fromkeys(places[key] for key, _ in given)))

    def match(self, place: int, score: float) -> Match:
        """The row at a place as a match."""
        return Match(*self.rows[place], score)

    def first(self, limit: int) -> tuple[Match, ...]:
        """The first rows in the order they were given."""
        return tuple(self.match(place, 0.0) for place in self.given[: max(limit, 0)])
