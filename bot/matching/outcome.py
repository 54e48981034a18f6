"""What a look-up can say: one entry, a choice between a few, or nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that may be meant; `score` is 0..1, 1 for an exact key."""

    key: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """One entry is clearly meant; `others` are the runners-up, best first."""

    best: Match
    others: tuple[Match, ...]

    @property
    def matches(self) -> tuple[Match, ...]:
        """All matches, best first."""
        return (self.best, *self.others)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Several entries may be meant: ask; `choices` are best first."""

    choices: tuple[Match, ...]

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
