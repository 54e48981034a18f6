"""The distinct words of all rows: a query word meets each word once, however many rows have it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process

# Percent. Words less alike than this are strangers; sharpened, they would hardly count anyway.
_ALIKE = 60.0
# Shorter words are never corrected: with one letter wrong they are other words (PPO is not DPO).
_CORRECTED = 4
_LAST_CHAR = "\U0010ffff"

Hits = dict[int, float]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Distinct words in order and the rows that have each."""

    words: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]

    @classmethod
    def build(cls, rows: Iterable[Iterable[str]]) -> Self:
        """From the words of each row, in row order."""
        postings: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(rows):
            for word in dict.fromkeys(words):
                postings[word].append(place)
        words = tuple(sorted(postings))
        return cls(words, tuple(tuple(postings[word]) for word in words))

    def alike(self, word: str) -> Hits:
        """Rows with a word like this one, and how alike the best is (0..1, sharpened: 2r − 1)."""
        return self._by_row(_alike(word, self.words))

    def typing(self, word: str, begun: float) -> Hits:
        """Rows with a word whose beginning is like this one; a perfect beginning counts `begun`."""
        alike = _alike(word, [known[: len(word)] for known in self.words])
        return self._by_row({place: begun * ratio for place, ratio in alike.items()})

    def beginning(self, word: str, value: float) -> Hits:
        """Rows with a word that starts with exactly this one; each counts `value`."""
        start, end = bisect_left(self.words, word), bisect_left(self.words, word + _LAST_CHAR)
        return {row: value for rows in self.rows[start:end] for row in rows}

    def having(self, word: str, value: float) -> Hits:
        """Rows with exactly this word; each counts `value`."""
        place = bisect_left(self.words, word)
        return dict.fromkeys(self.rows[place], value) if self.words[place : place + 1] == (word,) else {}

    def _by_row(self, ratios: dict[int, float]) -> Hits:
        found: Hits = {}
        for place, ratio in ratios.items():
            sharpened = 2 * ratio - 1
            for row in self.rows[place]:
                if found.get(row, 0.0) < sharpened:
                    found[row] = sharpened
        return found


def best(*hits: Hits) -> Hits:
    """For each row the highest of its similarities."""
    merged = dict(hits[0])
    for more in hits[1:]:
        for row, similarity in more.items():
            if merged.get(row, 0.0) < similarity:
                merged[row] = similarity
    return merged


def _alike(word: str, words: Sequence[str]) -> dict[int, float]:
    cutoff = _ALIKE if len(word) >= _CORRECTED else 100.0
    hits = process.extract_iter(word, words, scorer=fuzz.ratio, score_cutoff=cutoff)
    return {place: ratio / 100 for _, ratio, place in hits}
