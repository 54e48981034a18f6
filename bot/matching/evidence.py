"""What speaks for a row: for each typed word the known words that may be meant, and how likely each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.matching.lexicon import Lexicon

# Similarity (0..1) by row.
Hits = dict[int, float]


@dataclass(frozen=True, slots=True)
class Span:
    """Known words in a row of the lexicon, first and past the last, and how well they stand for a typed word (0..1)."""

    first: int
    end: int
    worth: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A typed word, what it counts, the known words that may be meant by it, and initials it may be.

    `initials` are looked up among runs of initials and count `initials_worth`.
    """

    word: str
    weight: float
    spans: Sequence[Span]
    initials: Sequence[str] = ()
    initials_worth: float = 0.0


@dataclass(frozen=True, slots=True)
class Pool:
    """The likeliest rows, and for each typed word how well each of these has it."""

    places: Sequence[int]
    hits: Sequence[Hits]


class Rows(Protocol):
    """Which rows have which words."""

    @property
    def lexicon(self) -> Lexicon:
        """The words of all rows."""

    def rows_with(self, place: int) -> int:
        """How many rows have the word at a place of the lexicon."""

    def as_last(self, place: int) -> float:
        """How often (0..1) a word of the lexicon is the last of its row."""

    def has_run(self, run: str) -> bool:
        """Whether a row has this run of initials."""

    def pool(self, evidence: Sequence[Evidence], text: str, wanted: int) -> Pool:
        """The likeliest `wanted` rows; `text` may be how their texts begin."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How many rows compete, and the words of all of them."""

    rows: Rows
    count: int
