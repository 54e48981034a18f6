"""How sure it is that the best person is the one who is meant."""

import math
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from bot.matching.entries import FEW_ROWS
from bot.matching.evidence import Rows, Scale
from bot.matching.name_fit import NameFit
from bot.matching.query import Query
from bot.matching.reasons import How, Reason
from bot.matching.slips import oddities

# Fitted to real names with noise: tests/benchmarks/fit_confidence.py.
WEIGHTS: Mapping[str, float] = {
    "bias": -0.13,
    "logn": -0.23,
    "lead": 3.58,
    "equal": -0.71,
    "absent": -4.15,
    "absent_initial": -2.53,
    "misspelt": 0.13,
    "faults": -0.12,
    "several": -1.72,
    "odd": -1.77,
    "first_wrong": -0.32,
    "begun": 0.96,
    "cut": -4.14,
    "initial": -1.18,
    "initial_only": -5.60,
    "misspelt_known": -1.00,
    "begun_known": -0.29,
    "spare": -0.50,
    "spare_initial": -0.38,
    "single": -0.61,
    "letters": 0.16,
    "rare": 0.69,
    "lonewhole": -0.37,
    "guess": -30.00,
}
_MOST_LEAD, _MOST_ODD, _MOST_LETTERS, _EQUAL = 0.2, 2, 20, 0.02
_ENOUGH = 3
# The logarithm of how many are many.
_MANY = 4.0


def name_reasons(typed: Query, fit: NameFit) -> list[Reason]:
    """What each typed word stands for in a name."""
    last = len(typed.words) - 1
    return [
        _reason(word, fit.name.words[fit.pairs[at].place], at == last)
        if at in fit.pairs
        else Reason(word, "", How.ABSENT)
        for at, word in enumerate(typed.words)
    ]


def signs(typed: Query, fits: Sequence[NameFit], scale: Scale) -> dict[str, float]:
    """What tells a right answer from a wrong one; `fits` are of the best and of all others, best first."""
    best, rivals, rows, count = fits[0], fits[1:], scale.rows, scale.count
    why = name_reasons(typed, best)
    misspelt = [reason for reason in why if reason.how is How.MISSPELT]
    absent = [reason.typed for reason in why if reason.how is How.ABSENT]
    used = {pair.place for pair in best.pairs.values()}
    spare = [word for at, word in enumerate(best.name.words) if at not in used]
    # Among few names no other is near by chance.
    by_chance = min(1.0, math.log10(count) / _MANY)
    return {
        "bias": 1.0,
        "logn": math.log10(count) - 4,
        "lead": min(best.score - (rivals[0].score if rivals else 0.0), _MOST_LEAD) / _MOST_LEAD,
        "equal": math.log1p(sum(rival.score >= best.score - _EQUAL for rival in rivals)),
        "absent": float(sum(len(word) > 1 for word in absent)),
        "absent_initial": float(sum(len(word) == 1 for word in absent)),
        "misspelt": float(len(misspelt)),
        "faults": max([reason.faults / len(reason.typed) for reason in misspelt], default=0.0),
        "several": float(any(reason.faults > 1 for reason in misspelt)),
        "odd": min(sum(oddities(reason.typed, reason.known) for reason in misspelt), _MOST_ODD) * by_chance,
        "first_wrong": float(any(reason.typed[0] != reason.known[0] for reason in misspelt)),
        "begun": max(
            [1 - len(reason.typed) / len(reason.known) for reason in why if reason.how is How.BEGUN], default=0.0
        ),
        "cut": max([1 - len(reason.typed) / len(reason.known) for reason in why if reason.how is How.CUT], default=0.0),
        "initial": any(reason.how is How.INITIALS and len(reason.typed) == 1 for reason in why) * by_chance,
        "initial_only": float(any(reason.how is How.INITIALS and len(reason.typed) > 1 for reason in why)),
        "misspelt_known": max([_known(reason.typed, rows) for reason in misspelt], default=0.0),
        "begun_known": max([_known(reason.typed, rows) for reason in why if reason.how is How.BEGUN], default=0.0),
        "spare": float(sum(len(word) > 1 for word in spare)),
        "spare_initial": float(sum(len(word) == 1 for word in spare)),
        "single": float(len(typed.words) == 1),
        "letters": math.log(min(max(1, len(typed.squeezed)), _MOST_LETTERS)) - 2.0,
        "rare": _rarity(why, rows, count),
        "lonewhole": float(best.whole and not any(rival.whole for rival in rivals)),
        "guess": float(_is_guess(typed, why, count)),
    }


def _is_guess(typed: Query, why: Sequence[Reason], count: int) -> bool:
    """Whether too little is typed to be sure; among few names Li may be somebody else than Liang."""
    if len(typed.squeezed) < _ENOUGH and why[0].how is not How.WHOLE:
        return True
    begun = any(reason.how is How.BEGUN and len(reason.typed) < _ENOUGH for reason in why)
    return begun and count <= FEW_ROWS


def _known(word: str, rows: Rows) -> float:
    """How many rows have a typed word as it is: 0 for none, else the logarithm."""
    place = rows.lexicon.find(word)
    return 0.0 if place is None else math.log1p(rows.rows_with(place))


def _rarity(why: Sequence[Reason], rows: Rows, count: int) -> float:
    """How few rows have the rarest of the words that are meant: 0 for all, 1 for one."""
    known = [rows.lexicon.find(reason.known) for reason in why if len(reason.known) > 1]
    least = min([rows.rows_with(at) for at in known if at is not None], default=count)
    return 1.0 - math.log(max(1, least)) / math.log(max(2, count))


def _reason(typed: str, known: str, last: bool) -> Reason:
    if typed == known:
        return Reason(typed, known, How.WHOLE)
    if 1 in (len(typed), len(known)):
        return Reason(typed, known, How.INITIALS)
    if known.startswith(typed):
        return Reason(typed, known, How.BEGUN if last else How.CUT)
    ends = {len(known), *(range(len(typed) - 1, len(typed) + 2) if last else ())}
    return Reason(typed, known, How.MISSPELT, min(OSA.distance(typed, known[:end]) for end in ends))
