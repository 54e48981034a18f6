"""What looking up a title and looking up a person have in common: rank, then decide."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest
from typing import NamedTuple

from bot.matching.decision import Candidate, Rule, decide
from bot.matching.entries import Entries
from bot.matching.outcome import Found, Match, Outcome

# The best that an entry can score whose name the query is not.
_NOT_EXACT = 0.99


class Scored(NamedTuple):
    """How well an entry fits (0..1), and whether all that was typed is in it; see `Candidate`."""

    score: float
    sure: bool
    exact: bool = False


class Index(ABC):
    """Rows of (key, name) that can be looked up; immutable once built."""

    __slots__ = ()
    entries: Entries
    rule: Rule

    def resolve(self, query: str, limit: int = 5) -> Outcome:
        """What a submitted query means, with at most `limit` matches (at least one); a key means its row."""
        if query in self.entries.places:
            return Found(self.entries.match(self.entries.places[query], 1.0), ())
        return decide(self._ranked(query, max(limit, 2)), self.rule, max(limit, 1))

    def suggest(self, text: str, limit: int = 25) -> tuple[Match, ...]:
        """The likeliest rows for a text being typed, best first, however unlikely; the first rows for no words."""
        likeliest = tuple(candidate.match for candidate in self._ranked(text, limit))
        return likeliest or self.entries.first(limit)

    @abstractmethod
    def _exact(self, text: str) -> Collection[int]:
        """Places of the rows that have this text as a name."""

    @abstractmethod
    def _scored(self, text: str, wanted: int) -> dict[int, Scored]:
        """At least the best `wanted` places and how well they fit."""

    def _ranked(self, text: str, wanted: int) -> list[Candidate]:
        exact = dict.fromkeys(self._exact(text), Scored(1.0, sure=True, exact=True))
        scored = {
            place: Scored(min(fit.score, 1.0) * _NOT_EXACT, fit.sure, fit.exact and not exact)
            for place, fit in self._scored(text, wanted).items()
        } | exact
        best = nsmallest(wanted, scored, key=lambda place: (-scored[place].score, place))
        return [
            Candidate(self.entries.match(place, scored[place].score), scored[place].exact, scored[place].sure)
            for place in best
        ]


def by_form(forms: Iterable[Iterable[str]]) -> Mapping[str, tuple[int, ...]]:
    """The places whose rows have a form, for the forms of each row in order."""
    places: dict[str, tuple[int, ...]] = {}
    for place, row in enumerate(forms):
        for form in dict.fromkeys(row):
            places[form] = (*places.get(form, ()), place)
    return places
