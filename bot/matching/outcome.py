"""What a look-up can say: one entry, a choice between a few, or nothing."""

from dataclasses import dataclass, field

# A match with a lower score is hardly what is meant.
UNLIKELY = 0.58


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be meant; `score` is 0..1, 1 for an exact key."""

    key: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """One entry is clearly meant; `others` are the runners-up, best first.

    `confidence` (0..1) is how often an answer like this one is right.
    """

    best: Match
    others: tuple[Match, ...]
    confidence: float = field(default=1.0, compare=False)

    @property
    def matches(self) -> tuple[Match, ...]:
        """All matches, best first."""
        return (self.best, *self.others)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several entries may be meant: ask; `choices` are best first, `confidence` (0..1) is that in the first."""

    choices: tuple[Match, ...]
    confidence: float = field(default=0.0, compare=False)

    @property
    def matches(self) -> tuple[Match, ...]:
        """All matches, best first."""
        return self.choices


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nothing is close enough; `nearest` are best first and may be empty."""

    nearest: tuple[Match, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """All matches, best first."""
        return self.nearest


Outcome = Found | Ambiguous | NotFound
