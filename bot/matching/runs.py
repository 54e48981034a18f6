"""Runs of initials among many rows: `rl` in Deep Reinforcement Learning, stop words counted or not."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

# Initials that are packed into one number, and bits of each.
_LETTERS, _BITS = 5, 6


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """Runs of five initials in order, each with its row."""

    codes: NDArray[np.uint32]
    rows: NDArray[np.int32]

    @classmethod
    def build(cls, initials: NDArray[np.uint8], rows: NDArray[np.int32], stop: NDArray[np.bool_]) -> Self:
        """From the initials of all words, as `code` gives them, the row of each and whether it is a stop word."""
        every = _packed(initials, rows)
        telling = _packed(initials[~stop], rows[~stop])
        both = np.sort(np.concatenate([_pairs(every, rows), _pairs(telling, rows[~stop])]))
        both = both[np.concatenate([[True], both[1:] != both[:-1]])[: len(both)]]  # np.unique hashes, which is slow
        return cls((both >> np.uint64(32)).astype(np.uint32), (both & np.uint64(0xFFFFFFFF)).astype(np.int32))

    def having(self, run: str) -> NDArray[np.int32]:
        """Rows with this run of up to five initials."""
        low = 0
        for letter in run[:_LETTERS]:
            low = low << _BITS | code(letter)
        free = _BITS * (_LETTERS - min(len(run), _LETTERS))
        bounds = np.array([low << free, (low + 1) << free], np.uint32)
        first, end = np.searchsorted(self.codes, bounds)
        return self.rows[first:end]


def code(letter: str) -> int:
    """A letter as a number from 1 to 63; of letters that are neither Latin nor digits some clash."""
    if "a" <= letter <= "z":
        return ord(letter) - 96
    if "0" <= letter <= "9":
        return ord(letter) - 21
    return 37 + ord(letter) % 26


def _packed(initials: NDArray[np.uint8], rows: NDArray[np.int32]) -> NDArray[np.uint32]:
    packed = np.zeros(len(initials), np.uint32)
    for ahead in range(_LETTERS):
        there = np.zeros(len(initials), np.uint32)
        end = len(initials) - ahead
        if end > 0:
            there[:end] = np.where(rows[ahead:] == rows[:end], initials[ahead:], 0)
        packed = packed << np.uint32(_BITS) | there
    return packed


def _pairs(codes: NDArray[np.uint32], rows: NDArray[np.int32]) -> NDArray[np.uint64]:
    return codes.astype(np.uint64) << np.uint64(32) | rows.astype(np.uint64)
