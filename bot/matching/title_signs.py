"""How sure it is that the best title is the one that is meant."""

import math
import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from bot.library.text import STOP_WORDS
from bot.matching.evidence import Pool, Rows, Scale
from bot.matching.reasons import How, Reason, reasons
from bot.matching.slips import oddities
from bot.matching.title_fit import TitleFit, having_of
from bot.matching.title_forms import known_head, known_text, parts
from bot.matching.title_query import TitleQuery

# Fitted to 9,000 queries made of real titles with noise, among 9 to 91,000 titles, four in ten for titles that are not
# there: tests/benchmarks/fit_confidence.py.
WEIGHTS: Mapping[str, float] = {
    "bias": -1.37,
    "logn": 0.01,
    "lead": 3.94,
    "letters": 0.66,
    "single": -0.88,
    "full": 1.17,
    "fullrivals": -0.62,
    "stop_any": -3.68,
    "miss_long": -2.32,
    "odd": -0.75,
    "cut": -0.80,
    "short": -4.22,
    "leads": 2.22,
    "phrase": -1.74,
    "phrase_miss": -3.55,
    "runphrase": -2.52,
    "lonephrase": 1.64,
    "misspelt_known": -0.65,
    "begun_known": -0.11,
    "begun": 0.82,
    "first_wrong": 0.42,
    "camel": -1.07,
    "start": 0.59,
    "cover": 0.84,
    "guess": -30.00,
}
_MOST_LEAD, _MOST_ODD, _MOST_LETTERS = 0.25, 2, 33
_EQUAL_WORDS, _EQUAL_PHRASE = 0.02, 0.98
_LONG_WORD, _LONG_NAME, _ENOUGH = 4, 8, 3
# The logarithm of how many are many.
_MANY = 4.0
_NEGATIONS = frozenset({"no", "not", "non", "never", "without"})
_CAMEL = re.compile(r"[a-z][A-Z]")
_AS_TYPED = (How.WHOLE, How.JOINED)
_DRAWN = (How.INITIALS, How.SPELLED_OUT)


def title_reasons(query: TitleQuery, pool: Pool, place: int, title: str) -> list[Reason]:
    """What each typed word stands for in a title."""
    known = list(dict.fromkeys([*known_text(title).words, *parts(title)]))
    found = reasons(query.text.words, having_of(pool, place), query.shorts, known)
    if all(reason.how is not How.ABSENT for reason in found):
        return found
    return _as_one(query.text.squeezed, [known_head(title), known_text(title).squeezed]) or found


def _as_one(typed: str, names: Sequence[str]) -> list[Reason]:
    """The whole text as one misspelt word: a space may have been lost, or hit beside."""
    for name in names:
        most = 0 if min(len(typed), len(name)) < _LONG_NAME else 1 if len(typed) < 2 * _LONG_NAME else 2
        faults = OSA.distance(typed, name, score_cutoff=most)
        if 0 < faults <= most:
            return [Reason(typed, name, How.MISSPELT, faults)]
    return []


def signs(
    query: TitleQuery, why: Sequence[Reason], title: str, fits: Sequence[TitleFit], scale: Scale
) -> dict[str, float]:
    """What tells a right answer from a wrong one; `fits` are of the best and of all others, best first."""
    best, rivals = fits[0], fits[1:]
    text, known = query.text, known_text(title)
    absent = [reason.typed for reason in why if reason.how is How.ABSENT]
    full, miss = float(not absent), 1.0 - best.phrase
    cover = min(1.0, len(text.squeezed) / max(1, len(known.squeezed)))
    shares = _shares(query, why)
    misspelt = [reason for reason in why if reason.how is How.MISSPELT]
    begun = [reason for reason in why if reason.how is How.BEGUN]
    equal = math.log1p(sum(rival.words >= best.words - _EQUAL_WORDS for rival in rivals))
    return {
        "bias": 1.0,
        "logn": math.log10(scale.count) - 4,
        "lead": min(best.score - (rivals[0].score if rivals else 0.0), _MOST_LEAD) / _MOST_LEAD,
        "letters": math.log(min(len(text.squeezed), _MOST_LETTERS)) - 2.5,
        "single": float(len(text.words) == 1),
        "full": full,
        "fullrivals": full * equal,
        "stop_any": float(any(word in STOP_WORDS for word in absent)),
        "miss_long": float(sum(word not in STOP_WORDS and len(word) >= _LONG_WORD for word in absent)),
        # Among few titles no other is near by chance.
        "odd": min(sum(map(_oddities, why)), _MOST_ODD) * min(1.0, math.log10(scale.count) / _MANY),
        "cut": shares[How.CUT],
        "short": shares[How.SPELLED_OUT],
        "leads": float(best.initials and why[0].how is not How.WHOLE),
        "phrase": miss,
        "phrase_miss": miss * (1.0 - full),
        "runphrase": miss * any(reason.how in _DRAWN for reason in why),
        "lonephrase": float(miss < 0.001 and all(rival.phrase < _EQUAL_PHRASE for rival in rivals[:7])),
        "misspelt_known": max([_known(reason.typed, scale.rows) for reason in misspelt], default=0.0),
        "begun_known": max([_known(reason.typed, scale.rows) for reason in begun], default=0.0),
        "begun": max([1 - len(reason.typed) / len(reason.known) for reason in begun], default=0.0),
        "first_wrong": float(any(reason.typed[0] != reason.known[0] for reason in misspelt)),
        "camel": float(_CAMEL.search(query.typed) is not None and any(r.how not in _AS_TYPED for r in why)),
        "start": best.start,
        "cover": cover,
        "guess": float(_is_guess(why, best) or _is_denied(why, known.words)),
    }


def _is_guess(why: Sequence[Reason], best: TitleFit) -> bool:
    """Whether too little is typed to be sure, or too short a word to be called misspelt (DPO is not DAPO)."""
    if best.initials or any(reason.how in _AS_TYPED and reason.typed not in STOP_WORDS for reason in why):
        return False
    letters = sum(len(reason.typed) for reason in why if reason.typed not in STOP_WORDS)
    return letters < _ENOUGH or (letters < _LONG_WORD and why[0].how is How.MISSPELT)


def _known(word: str, rows: Rows) -> float:
    """How many rows have a typed word as it is: 0 for none, else the logarithm."""
    place = rows.lexicon.find(word)
    return 0.0 if place is None else math.log1p(rows.rows_with(place))


def _shares(query: TitleQuery, why: Sequence[Reason]) -> dict[How, float]:
    """How much of the query's weight is had in which way."""
    shares = dict.fromkeys(How, 0.0)
    if len(why) == len(query.evidence):
        for share, reason in zip(query.shares, why, strict=True):
            shares[reason.how] += share
    return shares


def _oddities(reason: Reason) -> int:
    if reason.how is not How.MISSPELT or len(reason.typed) >= 2 * _LONG_NAME:
        return 0
    known = reason.known if len(reason.known) <= len(reason.typed) + 2 else reason.known[: len(reason.typed)]
    return oddities(reason.typed, known)


def _is_denied(why: Sequence[Reason], known: Sequence[str]) -> bool:
    """Whether the title says that what was typed is not so: `Attention Is Not All You Need`."""
    places = _places(why, known)
    between = known[places[0] : places[-1]] if places else ()
    return not _NEGATIONS.isdisjoint(set(between) - {reason.known for reason in why})


def _places(why: Sequence[Reason], known: Sequence[str]) -> Sequence[int]:
    """Where what the typed words stand for begins."""
    first = [reason.known.partition(" ")[0] for reason in why]
    return [known.index(word) for word in first if word in known]
