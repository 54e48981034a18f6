"""The distinct words of all rows: a typed word meets each of them once, however many rows have it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from rapidfuzz import fuzz, process

# Percent. Words less alike than this are strangers; sharpened, they would hardly count anyway.
ALIKE = 60.0
# Shorter words are never corrected: with one letter wrong they are other words (PPO is not DPO).
CORRECTED = 4
# A word like more than so many others is like none of them.
_MOST = 64
_LAST_CHAR = "\U0010ffff"

# Places of words and how alike they are, percent.
Likes = list[tuple[int, float]]


class Speller(Protocol):
    """Which known words a typed one may be meant for."""

    def near(self, word: str) -> Sequence[int]:
        """Places of known words that may be this one."""

    def near_beginning(self, word: str) -> Sequence[int]:
        """Places of known words that may begin with this one."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Distinct words in order, and who finds the misspelt ones among them (None: each is looked at)."""

    words: Sequence[str]
    speller: Speller | None = None

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """From words in any order."""
        return cls(tuple(sorted(set(words))))

    def find(self, word: str) -> int | None:
        """A word's place."""
        place = bisect_left(self.words, word)
        return place if place < len(self.words) and self.words[place] == word else None

    def may_know(self, word: str) -> bool:
        """Whether a word is known, or the words are so few that most are not."""
        return self.speller is None or self.find(word) is not None

    def exactly(self, word: str) -> tuple[int, int]:
        """First place and past the last of this one word."""
        place = self.find(word)
        return (0, 0) if place is None else (place, place + 1)

    def beginning(self, word: str) -> tuple[int, int]:
        """First place and past the last of the words that start with this one."""
        return bisect_left(self.words, word), bisect_left(self.words, word + _LAST_CHAR)

    def alike(self, word: str) -> Likes:
        """Words like this one but for a slip or two, itself included."""
        if len(word) < CORRECTED - 1:
            return [] if (place := self.find(word)) is None else [(place, 100.0)]
        if self.speller is None:
            return _ratios(word, range(len(self.words)), self.words)
        near = self.speller.near(word)
        return _ratios(word, near, [self.words[place] for place in near])

    def typing(self, word: str) -> Likes:
        """Words whose beginning is like this one; those that begin with exactly it are left to `beginning`."""
        if len(word) < CORRECTED:
            return []
        near = range(len(self.words)) if self.speller is None else self.speller.near_beginning(word)
        begun = [self.words[place][: len(word)] for place in near]
        return [(place, ratio) for place, ratio in _ratios(word, near, begun) if ratio < 100.0]


def _ratios(word: str, places: Sequence[int], words: Sequence[str]) -> Likes:
    hits = process.extract(word, words, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=_MOST)
    return [(places[at], ratio) for _, ratio, at in hits]
