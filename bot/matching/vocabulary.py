"""The distinct words of all rows: a query word meets each word once, however many rows have it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# Percent. Words that share less are unlike; sharpening (2r − 1) would leave under a fifth of it anyway.
_ALIKE = 60.0
# A word still being typed is worth a little less than the whole word (recipe of the measured anchors).
BEGUN = 0.97
# Shorter words are not corrected: with one letter wrong they are other words (DPO is not DAPO).
CORRECTED = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Distinct words, the rows that have each, and the place of each word."""

    words: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]

    @classmethod
    def build(cls, rows: Iterable[Iterable[str]]) -> "Vocabulary":
        """From the words of each row, in row order."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(rows):
            for word in dict.fromkeys(words):
                postings[word].append(number)
        return cls(tuple(postings), tuple(tuple(numbers) for numbers in postings.values()))

    def alike(self, word: str, begun: float) -> dict[int, float]:
        """Best similarity (0..1, sharpened) of a query word to a word of each row that has one like it.

        `begun`: what the beginning of a word is worth, 0 where the query word must be whole.
        """
        best = _compare(word, self.words)
        if begun:
            for place, ratio in _compare(word, [known[: len(word)] for known in self.words]).items():
                best[place] = max(best.get(place, 0.0), begun * ratio)
        return self._by_row(best)

    def _by_row(self, best: dict[int, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for place, ratio in best.items():
            sharpened = 2 * ratio - 1
            for row in self.rows[place]:
                if found.get(row, 0.0) < sharpened:
                    found[row] = sharpened
        return found


def _compare(word: str, words: Sequence[str]) -> dict[int, float]:
    cutoff = _ALIKE if len(word) >= CORRECTED else 100.0
    hits = process.extract_iter(word, words, scorer=fuzz.ratio, score_cutoff=cutoff)
    return {place: ratio / 100 for _, ratio, place in hits}
