"""A large index in which a handful of rows have changed, without building it anew."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.matching.decision import Candidate, Rule
from bot.matching.entries import SHOWN, by_name
from bot.matching.index import Fit, Identified, Index, Ranked
from bot.matching.outcome import Match
from bot.matching.reasons import Reason
from bot.matching.rows import Named, RowIndex

# With more changes it is built anew: those that changed are looked at one by one on every look-up.
_MOST = 300

# What changed, by key: what it is called now, or None where it is no more.
Changes = Mapping[str, Named | None]


@dataclass(frozen=True, slots=True, eq=False)
class Patched(Index):
    """An index, and a small one of what changed since, which stands for it. `shown` are the first rows."""

    base: RowIndex
    patch: RowIndex
    changes: Changes
    shown: tuple[Match, ...]
    rule: Rule
    weights: Mapping[str, float]

    def named(self, text: str) -> Match | None:
        """The row whose key a text is, or whose identifier is in it."""
        if (found := self.patch.named(text)) is not None:
            return found
        found = self.base.named(text)
        return None if found is None or found.key in self.changes else found

    def identified(self, text: str) -> Identified:
        """The row that an identifier in a text names."""
        named = self.named(text)
        return self.base.identified(text)._replace(key=named.key if named else None)

    def plainer(self, text: str) -> str:
        """The text without what need not be in a name; empty if that is nothing or all."""
        return self.base.plainer(text)

    def family(self, match: Match) -> str:
        """What rows of one series share."""
        return self.base.family(match)

    def first(self, limit: int) -> tuple[Match, ...]:
        """The first rows in the order they were given."""
        return self.shown[: max(limit, 0)]

    def ranked(self, text: str, wanted: int) -> Ranked:
        """The best candidates of both, one an entry."""
        old, new = self.base.ranked(text, wanted), self.patch.ranked(text, wanted)
        kept = self._unchanged(old)
        if len(kept) < min(wanted, len(old.candidates)):
            old = self.base.ranked(text, wanted + len(self.changes))
            kept = self._unchanged(old)
        both = [*kept, *new.candidates]
        both.sort(key=lambda each: (-each.match.score, *by_name(each.match.name), each.match.key))
        fits = {key: fit for key, fit in old.fits.items() if key not in self.changes} | dict(new.fits)

        def signs(key: str, among: Mapping[str, Fit]) -> Mapping[str, float]:
            return (new if key in new.fits else old).signs(key, among)

        def why(key: str) -> Sequence[Reason]:
            return (new if key in new.fits else old).why(key)

        return Ranked(both[: max(wanted, 0)], fits, signs, why)

    def _unchanged(self, ranked: Ranked) -> Sequence[Candidate]:
        return [each for each in ranked.candidates if each.match.key not in self.changes]


def patched(before: Index, changes: Changes, rows: Iterable[tuple[str, str]]) -> Patched | None:
    """An index with some changes; None where it is quicker, or soon will be, to build it anew.

    `rows` are all (key, name) in their new order.
    """
    base, known = (before.base, before.changes) if isinstance(before, Patched) else (before, {})
    if not isinstance(base, RowIndex) or not base.entries.many:
        return None
    every = {**known, **changes}
    if len(every) > _MOST:
        return None
    patch = base.beside({key: named for key, named in every.items() if named is not None})
    shown = tuple(Match(key, name, 0.0) for key, name in islice(rows, SHOWN))
    return Patched(base, patch, every, shown, base.rule, base.weights)
