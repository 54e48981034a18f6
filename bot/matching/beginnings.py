"""Rows in the order of the first letters of their texts."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

# Letters that fit a number of 64 bits.
_LETTERS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Beginnings:
    """The first eight letters of each text as a number, in order, and the row of each."""

    numbers: NDArray[np.uint64]
    rows: NDArray[np.int32]

    @classmethod
    def build(cls, numbers: NDArray[np.uint64]) -> Self:
        """From the number of each row."""
        order = np.argsort(numbers, kind="stable").astype(np.int32)
        return cls(numbers[order], order)

    def of(self, text: str) -> NDArray[np.int32]:
        """The rows whose text starts with the first eight letters of this one."""
        low = self.number(text)
        high = low | ((1 << 8 * (_LETTERS - min(len(text), _LETTERS))) - 1)
        first = np.searchsorted(self.numbers, np.uint64(low), side="left")
        end = np.searchsorted(self.numbers, np.uint64(high), side="right")
        return self.rows[first:end]

    @staticmethod
    def number(text: str) -> int:
        """The first eight letters of a folded text; letters beyond Latin ones are all alike."""
        return int.from_bytes(text[:_LETTERS].encode("latin-1", "replace").ljust(_LETTERS, b"\0"), "big")
