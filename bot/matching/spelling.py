"""Words that fingers got wrong: the known word that is one slip away."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.matching.wordbook import Beginners, WordBook

# Shorter words are never corrected: with one letter wrong they are other words.
SHORTEST = 4
# In shorter words only a letter doubled, lost or swapped is a slip; another letter makes another word.
_REPLACED = 6


@dataclass(frozen=True, slots=True, eq=False)
class Speller:
    """Known words. One that came earlier is preferred among equals."""

    known: WordBook

    @classmethod
    def build(cls, words: Iterable[str]) -> Self:
        """From folded words, the likeliest first."""
        return cls(WordBook.of(filter(None, dict.fromkeys(words))))

    def mend(self, word: str) -> str | None:
        """The known word that this one is a slip of, or None. The first two letters may be swapped."""
        return next(iter(self.slips(word)), None)

    def slips(self, word: str) -> Sequence[str]:
        """All known words that this one may be a slip of, the likeliest first."""
        if len(word) < SHORTEST:
            return ()
        fits = {known for known in self._candidates(word) if is_slip(word, known)}
        return sorted(fits, key=lambda known: (*_unlikeliness(word, known), self._number(known)))

    def lost_letter(self, word: str) -> Sequence[str]:
        """Known words of four letters that three typed ones are but for one that was lost, the likeliest first."""
        near = {known for known in self._near(word, len(word) + 1) if OSA.distance(word, known, score_cutoff=1) <= 1}
        return sorted(near, key=self._number)

    def _candidates(self, word: str) -> Iterator[str]:
        for length in range(len(word) - 1, len(word) + 2):
            yield from self._near(word, length)
        swapped = word[1::-1] + word[2:]
        if swapped in self.known:
            yield swapped

    def _near(self, word: str, length: int) -> Iterator[str]:
        """Words of a length and of this first letter, among them all that are a slip away.

        A slip touches one letter or two neighbours, so it leaves either the first half or what follows the middle.
        """
        drawer, half = self.known.drawer(word[0], length), len(word) // 2
        if drawer is not None:
            yield from drawer.beginning(word[:half])
            yield from drawer.ending(word[half + 1 :])

    def _number(self, known: str) -> int:
        number = self.known.find(known)
        assert number is not None  # as it was found there
        return number


def is_slip(typed: str, known: str) -> bool:
    """Whether one slip of a finger leads from a known word to the typed one."""
    if typed[0] != known[0]:
        return typed[1::-1] + typed[2:] == known
    if OSA.distance(typed, known, score_cutoff=1) != 1:
        return False
    return min(len(typed), len(known)) >= _REPLACED or len(typed) != len(known) or sorted(typed) == sorted(known)


def likest(typed: str, known: Sequence[str], least: float) -> str | None:
    """Of squeezed texts the one most like what was typed, if it is at least so much (0..1) like it."""
    if isinstance(known, Beginners):
        # A text that is longer or shorter by more is less alike, whatever its letters.
        known = known.between(int(len(typed) * least / (2 - least)), math.ceil(len(typed) * (2 - least) / least))
    best = process.extractOne(typed, known, scorer=fuzz.ratio, score_cutoff=100 * least)
    return None if best is None else best[0]


def _unlikeliness(typed: str, known: str) -> tuple[bool, int]:
    """Long words before short ones; letters swapped or doubled happen most, replaced ones least."""
    plain = sorted(typed) == sorted(known) or set(typed) == set(known)
    oddity = 0 if plain else 1 if len(typed) != len(known) else 2
    return len(known) < SHORTEST, oddity
