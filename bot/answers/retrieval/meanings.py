"""How near words are in meaning: `picture` and `image`, `crash` and `failure`.

`meanings.npz` has a vector for each stem, made of a small language model by `tests/benchmarks/distil.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Bytes = NDArray[np.int8]

# Two words picked at random are this near one time in a hundred; from there to the other nearness words say the same.
_CHANCE, _SAME = 0.32, 0.8
# What a word of the same meaning is worth in another's stead.
_WORTH = 0.7
# How many neighbours of a word are looked for among papers.
_AROUND = 12
# In the file a number is a byte.
_WHOLE = 127


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The vector (128 numbers, length 1 where 127 is 1) of each known stem, by row."""

    rows: Mapping[str, int]
    stems: Sequence[str]
    vectors: "Bytes"

    def near(self, sought: Iterable[str], held: Iterable[str]) -> dict[str, dict[str, float]]:
        """What each of the held stems is worth (0..0.7) in the stead of each that is sought, where it is anything."""
        wanted, there = self._known(sought), self._known(held)
        if not wanted or not there:
            return {}
        alike = self._matrix(wanted) @ self._matrix(there).T
        found: dict[str, dict[str, float]] = {}
        for row, column in zip(*(alike > _CHANCE).nonzero(), strict=True):
            found.setdefault(wanted[row], {})[there[column]] = _worth(alike[row, column])
        return found

    def around(self, stem: str) -> Sequence[tuple[str, float]]:
        """The known stems nearest to one, and what each is worth (0..0.7) in its stead, best first."""
        if stem not in self.rows:
            return ()
        alike = self.vectors @ self._matrix([stem])[0] / _WHOLE
        best = [row for row in alike.argsort()[: -_AROUND - 2 : -1].tolist() if alike[row] > _CHANCE]
        return [(self.stems[row], _worth(alike[row])) for row in best if self.stems[row] != stem]

    def _known(self, stems: Iterable[str]) -> list[str]:
        return [each for each in stems if each in self.rows]

    def _matrix(self, stems: Sequence[str]) -> "Matrix":
        # As bytes they take a quarter of the room; of so few as a question has they are numbers at once.
        rows: Matrix = self.vectors[[self.rows[each] for each in stems]].astype("float32")
        rows /= _WHOLE
        return rows


def _worth(cosine: float) -> float:
    return min(_WORTH, max(0.0, (float(cosine) - _CHANCE) * _WORTH / (_SAME - _CHANCE)))


@cache
def meanings() -> Meanings:
    """The vectors, read once."""
    import numpy as np  # noqa: PLC0415

    with files("bot.answers.retrieval").joinpath("meanings.npz").open("rb") as file, np.load(file) as kept:
        stems = kept["stems"].tobytes().decode("ascii").split("\n")
        rows = {stem: row for row, stem in enumerate(stems)}
        return Meanings(rows, stems, kept["vectors"])


@lru_cache(4096)
def around(stem: str) -> Sequence[tuple[str, float]]:
    """The known stems nearest to one, and what each is worth in its stead. Kept for the words asked about last."""
    return meanings().around(stem)
