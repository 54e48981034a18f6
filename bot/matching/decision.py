"""The clear-winner rule: when a ranking is an answer, when it is a question back, when it is nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.matching.outcome import Ambiguous, Found, Match, NotFound, Outcome

# Rows up to which one cut-off serves, and how much it rises with each ten times more: the more rows compete,
# the better the best of them fits by chance (anchors: 0.65 at 1,000 titles, 0.76, 0.84 and 0.89 at a million).
_FEW_ROWS = 1000
_RISE = 0.05
# A choice that fits this much worse than the first would only make the menu longer.
_COMPANY = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked entry. `exact`: the query is a name of it; `sure`: nothing that was typed is missing in it."""

    match: Match
    exact: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Least score (0..1) of an answer, least lead over the runner-up, and least score of a close call."""

    clear: float
    lead: float
    close: float

    def among(self, rows: int) -> Self:
        """The rule where so many rows compete."""
        return replace(self, clear=self.clear + _RISE * max(0.0, math.log10(max(rows, 1) / _FEW_ROWS)))


def decide(ranked: Sequence[Candidate], rule: Rule, limit: int) -> Outcome:
    """Found for one exact entry or one clear winner, Ambiguous for close calls, else NotFound."""
    matches = tuple(candidate.match for candidate in ranked[:limit])
    if ranked and _wins(ranked, rule):
        return Found(matches[0], matches[1:])
    if ranked and matches[0].score >= rule.close:
        return Ambiguous(tuple(match for match in matches if match.score >= _COMPANY * matches[0].score))
    return NotFound(matches)


def _wins(ranked: Sequence[Candidate], rule: Rule) -> bool:
    best = ranked[0]
    if any(candidate.exact for candidate in ranked):
        return best.exact and not any(candidate.exact for candidate in ranked[1:])
    second = ranked[1].match.score if len(ranked) > 1 else 0.0
    return best.sure and best.match.score >= rule.clear and best.match.score - second >= rule.lead
