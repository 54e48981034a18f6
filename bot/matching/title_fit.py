"""How well a title fits a query: the words it has, in which wording and order, where it starts, its initials."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.matching.evidence import Pool
from bot.matching.title_forms import known_head, known_initials, known_text
from bot.matching.title_query import TitleQuery
from bot.matching.wording import reworded

# What words, phrase and start count: the recipe of the measured anchors, the phrase in the title's own words.
_WORDS, _PHRASE, _START = 1.0, 0.4, 0.1
# A start is none any more where a quarter of its letters is wrong.
_START_SHARPNESS = 4.0
# Worth of the part before ":" where it is this much alike (percent), in queries of so few words and letters.
_HEAD, _HEAD_ALIKE, _HEAD_WORDS, _HEAD_LETTERS = 0.9, 70.0, 3, 3
# Worth of a segment's initials, of their beginning, and more for what looks like initials and is no known word.
_INITIALS, _LEADING, _LOOKS_LIKE = 0.9, 0.87, 0.1
# Of titles that fit equally well the one that is typed to its end.
_COVERED = 0.0005


class TitleFit(NamedTuple):
    """How well a title fits (0..1), how well its words and the phrase alone, and whether its initials were typed."""

    score: float
    words: float
    phrase: float
    start: float
    initials: bool


def fit(query: TitleQuery, pool: Pool, place: int, title: str) -> TitleFit:
    """Compare a query with the title at a place of its pool."""
    known = known_text(title)
    having = having_of(pool, place)
    words = sum([share * had for share, had in zip(query.shares, having, strict=True)])
    worded = reworded(query.text, having, query.rewriting, known.words)
    phrase = fuzz.partial_ratio(f" {worded}", f" {known.folded}") / 100
    start = _start(query.text.squeezed, worded, known.squeezed, known.folded)
    score = (_WORDS * words + _PHRASE * phrase + _START * start) / (_WORDS + _PHRASE + _START)
    leading = _initials(query, title)
    score = max(score, leading, _head(query, title)) + _COVERED * min(1.0, len(worded) / max(1, len(known.folded)))
    return TitleFit(score, words, phrase, start, leading > 0.0)


def having_of(pool: Pool, place: int) -> Sequence[float]:
    """How well each typed word is had at a place."""
    return [hits.get(place, 0.0) for hits in pool.hits]


def _start(squeezed: str, worded: str, known_squeezed: str, known: str) -> float:
    alike = max(
        fuzz.ratio(squeezed, known_squeezed[: len(squeezed)]),
        fuzz.ratio(worded, known[: len(worded)]),
    )
    return max(0.0, 1.0 - _START_SHARPNESS * (1.0 - alike / 100))


def _head(query: TitleQuery, title: str) -> float:
    typed = query.text.squeezed
    if len(query.text.words) > _HEAD_WORDS or len(typed) < _HEAD_LETTERS:
        return 0.0
    return _HEAD * fuzz.ratio(typed, known_head(title), score_cutoff=_HEAD_ALIKE) / 100


def _initials(query: TitleQuery, title: str) -> float:
    typed = query.text.squeezed
    if len(query.text.words) > 1 or len(typed) < 2:
        return 0.0
    known = [form for form in known_initials(title) if form.startswith(typed)]
    if not known:
        return 0.0
    return (_INITIALS if typed in known else _LEADING) + (_LOOKS_LIKE if query.looks_like_initials else 0.0)
