"""An index of rows: each has its place, and how well it fits is told place by place."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any, NamedTuple, Protocol, Self

from bot.matching.decision import Candidate
from bot.matching.entries import Entries, by_name
from bot.matching.index import Fit, Index, Ranked
from bot.matching.outcome import Match
from bot.matching.reasons import Reason

# The best that an entry can score whose name the query is not.
_NOT_EXACT = 0.99


class Named(NamedTuple):
    """What one thing is called: by its name, by other names, and by identifiers, which papers alone have."""

    name: str
    aliases: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


class Literals(Protocol):
    """Places by a text that names them, letter for letter."""

    def get(self, text: str, default: Sequence[int], /) -> Sequence[int]:
        """The places that a text names."""


class Ranking(NamedTuple):
    """How well places fit (0..1); what speaks for and against one among others; why one fits."""

    scores: Mapping[int, float]
    fits: Mapping[int, Any]
    signs: Callable[[int, Sequence[Any]], Mapping[str, float]]
    why: Callable[[int], Sequence[Reason]]


NOTHING = Ranking({}, {}, lambda _, __: {}, lambda _: ())


class RowIndex(Index):
    """Rows of (key, name) that can be looked up; immutable once built."""

    __slots__ = ()
    entries: Entries

    def named(self, text: str) -> Match | None:
        """The row whose key a text is, or whose identifier is in it."""
        key = text if text in self.entries.places else self.identified(text).key
        return None if key is None else self.entries.match(self.entries.places[key], 1.0)

    def first(self, limit: int) -> tuple[Match, ...]:
        """The first rows in the order they were given."""
        return self.entries.first(limit)

    def ranked(self, text: str, wanted: int) -> Ranked:
        """The best candidates for a text, one an entry."""
        ranking = self._ranking(text, wanted)
        exact = dict.fromkeys(self._exact(text), 1.0)
        scores = {place: min(score, 1.0) * _NOT_EXACT for place, score in ranking.scores.items()} | exact
        best, keys = self._best(scores, wanted), self.entries.keys
        by_score = sorted(ranking.scores, key=ranking.scores.__getitem__)
        fits = {keys[place]: ranking.fits[place] for place in by_score}

        def fitting(key: str) -> int | None:
            return next((at for at in reversed(by_score) if keys[at] == key), None)

        def signs(key: str, among: Mapping[str, Fit]) -> Mapping[str, float]:
            place = fitting(key)
            if place is None:
                return {}
            others = sorted((fit for other, fit in among.items() if other != key), key=_by_score, reverse=True)
            return ranking.signs(place, others)

        def why(key: str) -> Sequence[Reason]:
            place = fitting(key)
            return () if place is None else ranking.why(place)

        return Ranked([Candidate(self.entries.match(at, scores[at]), at in exact) for at in best], fits, signs, why)

    @abstractmethod
    def beside(self, named: Mapping[str, Named]) -> Self:
        """A small index of other rows, by key, that compete with the rows of this one."""

    @abstractmethod
    def _exact(self, text: str) -> Iterable[int]:
        """Places of the rows that have this text as a name."""

    @abstractmethod
    def _ranking(self, text: str, wanted: int) -> Ranking:
        """How well at least the best `wanted` places fit."""

    def _best(self, scores: Mapping[int, float], wanted: int) -> list[int]:
        """The places that fit best, one an entry; equal ones by name, then key."""
        keys, texts = self.entries.keys, self.entries.texts
        bests: dict[str, int] = {}
        for place, score in scores.items():
            if keys[place] not in bests or (score, -place) > (scores[bests[keys[place]]], -bests[keys[place]]):
                bests[keys[place]] = place
        least = min(nlargest(wanted, (scores[place] for place in bests.values())), default=0.0)
        kept = [place for place in bests.values() if scores[place] >= least]
        return sorted(kept, key=lambda at: (-scores[at], *by_name(texts[at]), keys[at]))[: max(wanted, 0)]


def _by_score(fit: Fit) -> float:
    return fit.score


def by_form(forms: Iterable[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """The places whose rows have a form, for the forms of each row in order."""
    places: dict[str, tuple[int, ...]] = {}
    for place, row in enumerate(forms):
        for form in dict.fromkeys(row):
            places[form] = (*places.get(form, ()), place)
    return places
