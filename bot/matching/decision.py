"""When a ranking is an answer, when it is a question back, when it is nothing."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.matching.outcome import Ambiguous, Found, Match, NotFound, Outcome

# A choice that fits this much worse than the first would only make the menu longer.
_COMPANY = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ranked entry. `exact`: the query is a name of it."""

    match: Match
    exact: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """Least confidence (0..1) in an answer, and least score of a close call."""

    sure: float
    close: float


def decide(ranked: Sequence[Candidate], confidence: float, rule: Rule, limit: int) -> Outcome:
    """Found for one exact entry or one that is surely meant, Ambiguous for close calls, else NotFound."""
    matches = tuple(candidate.match for candidate in ranked[:limit])
    if ranked and confidence >= rule.sure and matches[0].score >= rule.close:
        return Found(matches[0], matches[1:], confidence)
    if ranked and matches[0].score >= rule.close:
        return Ambiguous(tuple(match for match in matches if match.score >= _COMPANY * matches[0].score), confidence)
    return NotFound(matches)


def exact_winner(ranked: Sequence[Candidate]) -> bool | None:
    """Whether the first is the only exact one; None where none is exact."""
    if not any(candidate.exact for candidate in ranked):
        return None
    return ranked[0].exact and not any(candidate.exact for candidate in ranked[1:])


def likelihood(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """How often what bears these signs is right (0..1): a logistic regression."""
    total = sum(weights[sign] * value for sign, value in signs.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
