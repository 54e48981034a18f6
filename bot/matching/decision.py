"""The clear-winner rule: when a ranking is an answer, when it is a question back, when it is nothing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.matching.outcome import Ambiguous, Found, Match, NotFound, Outcome

_MARGIN = 0.02
_COMPANY = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A scored entry. `exact`: the query is a name of it; `sure`: nothing that was typed is missing in it."""

    match: Match
    exact: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Least scores (0..1) of an answer and of a close call."""

    clear: float
    close: float
    margin: float = .02


def rule_for(rows: int, clear: float, close: float, margin: float = .02) -> Rule:
    return Rule(clear + .05 * max(0.0, math.log10(max(rows, 1) / 1000)), close, margin)


def decide(ranked: Sequence[Candidate], rule: Rule, limit: int) -> Outcome:
    """One exact entry or one clear winner is Found, close calls are Ambiguous, all else is NotFound."""
    matches = tuple(candidate.match for candidate in ranked[: max(limit, 1)])
    exact = sum(candidate.exact for candidate in ranked)
    if exact == 1 or (not exact and _is_clear(ranked, rule)):
        return Found(matches[0], matches[1:])
    if matches and matches[0].score >= rule.close:
        return Ambiguous(tuple(match for match in matches if match.score >= _COMPANY * matches[0].score))
    return NotFound(matches)


def _is_clear(ranked: Sequence[Candidate], rule: Rule) -> bool:
    scores = [candidate.match.score for candidate in ranked[:2]]
    return bool(ranked) and ranked[0].sure and scores[0] >= rule.clear and scores[0] - sum(scores[1:]) >= rule.margin
