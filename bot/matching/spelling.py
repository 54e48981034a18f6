"""Words that fingers got wrong: the known word that is one slip away."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

# Shorter words are never corrected: with one letter wrong they are other words.
SHORTEST = 4
# In shorter words only a letter doubled, lost or swapped is a slip; another letter makes another word.
_REPLACED = 6


@dataclass(frozen=True, slots=True, eq=False)
class Speller:
    """Known words by first letter and length. A word that stands earlier is preferred among equals."""

    known: Mapping[str, int]
    _near: Mapping[tuple[str, int], Sequence[str]]

    @classmethod
    def build(cls, words: Iterable[str]) -> Self:
        """From folded words, the likeliest first."""
        known = {word: place for place, word in enumerate(dict.fromkeys(words))}
        near: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in known:
            if len(word) >= SHORTEST - 1:
                near[word[0], len(word)].append(word)
        return cls(known, near)

    def mend(self, word: str) -> str | None:
        """The known word that this one is a slip of, or None. The first two letters may be swapped."""
        if len(word) < SHORTEST:
            return None
        fits = [known for known in self._candidates(word) if is_slip(word, known)]
        return min(fits, key=lambda known: (*_unlikeliness(word, known), self.known[known]), default=None)

    def lost_letter(self, word: str) -> Sequence[str]:
        """Known words of four letters that three typed ones are but for one that was lost, the likeliest first."""
        near = process.extract(
            word, self._near.get((word[0], len(word) + 1), ()), scorer=OSA.distance, score_cutoff=1, limit=None
        )
        return sorted((known for known, _, _ in near), key=lambda known: self.known[known])

    def _candidates(self, word: str) -> Iterable[str]:
        for first in dict.fromkeys(word[:2]):
            for length in range(len(word) - 1, len(word) + 2):
                near = process.extract(
                    word, self._near.get((first, length), ()), scorer=OSA.distance, score_cutoff=1, limit=None
                )
                yield from (known for known, _, _ in near)


def is_slip(typed: str, known: str) -> bool:
    """Whether one slip of a finger leads from a known word to the typed one."""
    if typed[0] != known[0]:
        return typed[1::-1] + typed[2:] == known
    if OSA.distance(typed, known, score_cutoff=1) != 1:
        return False
    return min(len(typed), len(known)) >= _REPLACED or len(typed) != len(known) or sorted(typed) == sorted(known)


def likest(typed: str, known: Sequence[str], least: float) -> str | None:
    """Of squeezed texts the one most like what was typed, if it is at least so much (0..1) like it."""
    best = process.extractOne(typed, known, scorer=fuzz.ratio, score_cutoff=100 * least)
    return None if best is None else best[0]


def _unlikeliness(typed: str, known: str) -> tuple[bool, int]:
    """Long words before short ones; letters swapped or doubled happen most, replaced ones least."""
    plain = sorted(typed) == sorted(known) or set(typed) == set(known)
    oddity = 0 if plain else 1 if len(typed) != len(known) else 2
    return len(known) < SHORTEST, oddity
