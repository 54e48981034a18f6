"""What an answer can be, and what it rests on."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an abstract: `text` is `abstract[start:end]` of the paper with this key."""

    paper: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A field of a paper or of a page, in words: `value` holds every number that is said of it."""

    label: str
    value: str
    paper: str | None = None
    page: str | None = None


Receipt = Quote | Fact


class Ask(StrEnum):
    """Questions that can always be answered, by one letter that fits into a button."""

    METRICS = "m"
    PAPERS = "p"
    NEWEST = "n"
    WHAT = "w"
    AUTHORS = "a"
    CODE = "c"
    DATE = "d"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question to ask instead: `about` is the key of a paper, or of a person for the first three."""

    ask: Ask
    about: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The page says it. `short` comes first; `papers` are keys, the main one first.

    `lists` where the papers are the answer: then each has a fact of its own among the receipts. `more` is how many
    fit besides those.
    """

    short: str
    receipts: tuple[Receipt, ...]
    papers: tuple[str, ...] = ()
    note: str = ""
    lists: bool = False
    more: int = 0

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The sentences that it rests on."""
        return tuple(each for each in self.receipts if isinstance(each, Quote))

    @property
    def items(self) -> tuple[Fact, ...]:
        """The facts of single papers, in the order of the papers."""
        order = {key: place for place, key in enumerate(self.papers)}
        facts = [each for each in self.receipts if isinstance(each, Fact) and each.paper in order]
        return tuple(sorted(facts, key=lambda fact: order[fact.paper or ""]))


@dataclass(frozen=True, slots=True)
class Closest:
    """The page does not say it outright; the nearest sentences, best first."""

    reason: str
    quotes: tuple[Quote, ...]
    suggestions: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, slots=True)
class Declined:
    """It is not on the page, or not clear who is meant; what can be asked instead."""

    reason: str
    suggestions: tuple[Suggestion, ...] = ()


Answer = Answered | Closest | Declined
