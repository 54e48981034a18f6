"""Sketch: titles by similarity. The interface is final, the scoring is not."""

from collections.abc import Iterable
from typing import Self

from rapidfuzz import fuzz

from bot.library.text import fold
from bot.matching.outcome import Ambiguous, Found, Match, NotFound, Outcome


class TitleIndex:
    """Entries (key, readable text), searched by what people type; immutable once built."""

    __slots__ = ("_rows",)

    def __init__(self, rows: tuple[tuple[str, str, str], ...]) -> None:
        self._rows = rows

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """Prepare rows of (key, readable text)."""
        return cls(tuple((key, name, fold(name)) for key, name in rows))

    def resolve(self, query: str, limit: int = 5) -> Outcome:
        """Decide what a submitted query means; at most `limit` matches."""
        for key, name, _ in self._rows:
            if key == query:
                return Found(Match(key, name, 1.0), ())
        matches = self.suggest(query, limit)
        if not fold(query) or not matches or matches[0].score < 0.6:
            return NotFound(matches if fold(query) else ())
        if len(matches) > 1 and matches[0].score - matches[1].score < 0.1:
            return Ambiguous(matches)
        return Found(matches[0], matches[1:])

    def suggest(self, text: str, limit: int = 25) -> tuple[Match, ...]:
        """The likeliest entries for a text still being typed, best first."""
        query = fold(text[:300])
        if not query:
            return tuple(Match(key, name, 0.0) for key, name, _ in self._rows[:limit])
        scored = [
            (fuzz.token_set_ratio(query, f) / 200 + fuzz.partial_ratio(query, f) / 200, f, k, n)
            for k, n, f in self._rows
        ]
        ranked = sorted(scored, key=lambda row: (-row[0], row[1], row[2]))[:limit]
        return tuple(Match(key, name, score) for score, _, key, name in ranked)
