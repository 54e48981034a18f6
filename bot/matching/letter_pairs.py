"""Misspelt words among many: an index of the pairs of letters that known words have."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

# Latin letters and digits are told apart, of other letters some clash: that costs a word looked at in vain.
_LETTERS = 64
_EDGE = 0
_OTHERS = 37

_Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class LetterPairs:
    """For each pair of letters the words that have it; an edge of a word counts as a letter."""

    starts: NDArray[np.int64]
    places: _Places
    lengths: NDArray[np.uint8]

    @classmethod
    def build(cls, words: Sequence[str]) -> Self:
        """From words, whose places are their order."""
        letters = np.frombuffer("\n".join(("", *words, "")).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        edge = letters == ord("\n")
        codes = np.where(edge, _EDGE, _codes(letters)).astype(np.uint16)
        pairs = codes[:-1] * _LETTERS + codes[1:]
        order = np.argsort(pairs, kind="stable")
        place = (np.cumsum(edge) - 1).astype(np.int32)
        counts = np.bincount(pairs, minlength=_LETTERS * _LETTERS)
        lengths = np.array([min(len(word), 255) for word in words], np.uint8)
        return cls(np.concatenate(([0], np.cumsum(counts))), place[:-1][order], lengths)

    def near(self, word: str) -> Sequence[int]:
        """Places of words of about this length that share as many pairs as one or two slips leave."""
        slips = 1 if len(word) <= 5 else 2 if len(word) <= 11 else 3
        places = self._sharing([_EDGE, *_letters(word), _EDGE], 2 * slips + 1)
        lengths = self.lengths[places].astype(np.int16)
        near: list[int] = places[np.abs(lengths - len(word)) <= slips].tolist()
        return near

    def near_beginning(self, word: str) -> Sequence[int]:
        """Places of words, no shorter ones, that share as many pairs with a beginning as one or two slips leave."""
        places = self._sharing([_EDGE, *_letters(word)], 2 if len(word) <= 8 else 4)
        near: list[int] = places[self.lengths[places] >= len(word)].tolist()
        return near

    def _sharing(self, codes: Sequence[int], broken: int) -> NDArray[np.int64]:
        """The words that have all but so many of the pairs."""
        pairs = {first * _LETTERS + second for first, second in pairwise(codes)}
        found = [self.places[self.starts[pair] : self.starts[pair + 1]] for pair in pairs]
        shared = np.bincount(np.concatenate(found), minlength=len(self.lengths))
        return np.flatnonzero(shared >= max(2, len(pairs) - broken))


def _code(letter: int) -> int:
    if 97 <= letter <= 122:
        return letter - 96
    if 48 <= letter <= 57:
        return letter - 21
    return _OTHERS + letter % (_LETTERS - _OTHERS)


def _letters(word: str) -> list[int]:
    return [_code(ord(letter)) for letter in word]


def _codes(letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    ascii_codes = np.array([_code(letter) for letter in range(128)], dtype=np.uint32)
    return np.where(letters < 128, ascii_codes[letters & 127], _OTHERS + letters % (_LETTERS - _OTHERS))
