"""The distinct words of all rows, so that a query word is compared once with each word, not with each row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# Below half, two words have nothing to do with each other (the recipe sharpens with 2·ratio − 1).
_ALIKE = 50.0
# What a word still being typed loses against a whole word.
_PREFIX = 0.97


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Distinct words and, for each, the rows that have it."""

    words: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]
    ids: dict[str, int]

    @classmethod
    def build(cls, rows: Iterable[Iterable[str]]) -> "Vocabulary":
        """From the words of each row, in row order."""
        postings: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(rows):
            for word in dict.fromkeys(words):
                postings[word].append(number)
        return cls(tuple(postings), tuple(map(tuple, postings.values())), {w: i for i, w in enumerate(postings)})

    def alike(self, word: str, typing: bool) -> Iterator[tuple[float, tuple[int, ...]]]:
        """Similarity (0..1, sharpened) and rows of each word like this one; `typing`: it may be a beginning."""
        for _, ratio, place in process.extract_iter(word, self.words, scorer=fuzz.ratio, score_cutoff=_ALIKE):
            yield 2 * ratio / 100 - 1, self.rows[place]
        if typing:
            starts = [known[: len(word)] for known in self.words]
            for _, ratio, place in process.extract_iter(word, starts, scorer=fuzz.ratio, score_cutoff=_ALIKE):
                yield 2 * _PREFIX * ratio / 100 - 1, self.rows[place]
