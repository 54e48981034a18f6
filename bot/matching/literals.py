"""The texts that rows are called by, letter for letter, among many rows."""

import hashlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class HashedLiterals:
    """The hash of each text in order, and its row. Two texts share a hash of 64 bits once in a universe.

    It is the same in every process, so that an index can be kept.
    """

    hashes: NDArray[np.int64]
    rows: NDArray[np.int32]

    @classmethod
    def build(cls, forms: Iterable[Iterable[str]]) -> Self:
        """From the texts of each row, in row order."""
        hashes, rows = array("q"), array("i")
        for row, texts in enumerate(forms):
            for text in texts:
                hashes.append(_hash(text))
                rows.append(row)
        ordered = np.argsort(np.array(hashes, np.int64), kind="stable")
        return cls(np.array(hashes, np.int64)[ordered], np.array(rows, np.int32)[ordered])

    def get(self, text: str, default: Sequence[int], /) -> Sequence[int]:
        """The rows that a text names, each once."""
        wanted = np.int64(_hash(text))
        first = np.searchsorted(self.hashes, wanted, side="left")
        end = np.searchsorted(self.hashes, wanted, side="right")
        return list(dict.fromkeys(self.rows[first:end].tolist())) or default


def _hash(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)
