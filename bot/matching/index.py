"""What looking up a title and looking up a person have in common: rank, then decide."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from bot.matching.decision import Candidate, Rule, decide, exact_winner, likelihood
from bot.matching.outcome import Found, Match, NotFound, Outcome
from bot.matching.reasons import Reason

# Among so many of the likeliest those are looked for that autocomplete shows, and how many of one family come first.
_LIKELY, _FAMILY = 60, 5


class Identified(NamedTuple):
    """The one row that an identifier in a text names, whether there is any identifier, and the text without."""

    key: str | None
    any: bool
    rest: str


class Fit(Protocol):
    """How well an entry fits."""

    @property
    def score(self) -> float:
        """0..1."""


class Ranked(NamedTuple):
    """The best candidates, one an entry, and how all entries that were looked at fit, by key.

    `signs` tell what speaks for and against a key among others, `why` what led to it.
    """

    candidates: Sequence[Candidate]
    fits: Mapping[str, Fit]
    signs: Callable[[str, Mapping[str, Fit]], Mapping[str, float]]
    why: Callable[[str], Sequence[Reason]]


class Index(ABC):
    """What can be looked up; immutable once built."""

    __slots__ = ()
    rule: Rule
    weights: Mapping[str, float]

    def resolve(self, query: str, limit: int = 5) -> Outcome:
        """What a submitted query means, with at most `limit` matches (at least one); a key means its row."""
        if (named := self.named(query)) is not None:
            return Found(named, ())
        identified = self.identified(query)
        if identified.any and not any(map(str.isalnum, identified.rest)):
            return NotFound(())
        return self._decided(identified.rest, max(limit, 1))

    def suggest(self, text: str, limit: int = 25) -> tuple[Match, ...]:
        """The likeliest rows for a text being typed, best first, however unlikely; the first rows for no words.

        Of one family (a series, say) only some come before the rest.
        """
        named = self.named(text)
        likely = [c.match for c in self.ranked(self.identified(text).rest, max(limit, _LIKELY)).candidates]
        first = [] if named is None else [named]
        found = (*first, *(match for match in self._mixed(likely) if named is None or match.key != named.key))
        return found[: max(limit, 0)] or self.first(limit)

    def why(self, query: str, key: str) -> Sequence[Reason]:
        """What each typed word stands for in the name of a key; empty where another way led to it, or none."""
        return self.ranked(query, _LIKELY).why(key)

    @abstractmethod
    def named(self, text: str) -> Match | None:
        """The row whose key a text is, or whose identifier is in it."""

    @abstractmethod
    def ranked(self, text: str, wanted: int) -> Ranked:
        """The best candidates for a text, one an entry."""

    @abstractmethod
    def first(self, limit: int) -> tuple[Match, ...]:
        """The first rows in the order they were given."""

    def identified(self, text: str) -> Identified:
        """The row that an identifier in a text names."""
        return Identified(None, any=False, rest=text)

    def plainer(self, text: str) -> str:
        """The text without what need not be in a name; empty if that is nothing or all."""
        return ""

    def family(self, match: Match) -> str:
        """What rows of one series share; each its own by default."""
        return match.key

    def _decided(self, text: str, limit: int) -> Outcome:
        """The outcome for a text, or for what is left of it without words that need not be in a name."""
        outcome = self._resolved(text, limit)
        if isinstance(outcome, Found) or not (plainer := self.plainer(text)):
            return outcome
        plain = self._resolved(plainer, limit)
        return plain if isinstance(plain, Found) or isinstance(outcome, NotFound) else outcome

    def _resolved(self, text: str, limit: int) -> Outcome:
        ranked = self.ranked(text, max(limit, 2))
        exact = exact_winner(ranked.candidates)
        if exact is None and ranked.candidates and (signs := ranked.signs(ranked.candidates[0].match.key, ranked.fits)):
            return decide(ranked.candidates, likelihood(signs, self.weights), self.rule, limit)
        return decide(ranked.candidates, float(bool(exact)), self.rule, limit)

    def _mixed(self, matches: Sequence[Match]) -> Iterable[Match]:
        """The first few of each family, then the rest, each as good as it is."""
        families: dict[str, int] = {}
        later = []
        for match in matches:
            family = self.family(match)
            families[family] = families.get(family, 0) + 1
            if families[family] <= _FAMILY:
                yield match
            else:
                later.append(match)
        yield from later
