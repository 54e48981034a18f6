"""The number of the things that a question asks for."""

import re
from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.retrieval.binding import bound_in, unit_of
from bot.answers.retrieval.choice import Cut, asked_stems, choose, with_kin
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.units import AFTER_NUMBER
from bot.answers.retrieval.values import Value, formulas_in, plain_numbers
from bot.answers.retrieval.wants import Want
from bot.answers.sentences import Sentence
from bot.answers.words import stems_of
from bot.library.text import STOP_WORDS

_MEASURED = re.compile(rf"(?:\d\s?|[a-z] )(?:{AFTER_NUMBER})$", re.I)
_BEHIND_PER = re.compile(r"\bper\b")
_NUMBER_OF = re.compile(r"\bnumbers? of ((?:[\w-]+ ){1,5})", re.I)
# `per 3 meters`; and what may stand between a thing and its number.
_PER = re.compile(r"\b(?:per|every|each) $")
# `at least one pesticide` counts none.
_AT_LEAST = re.compile(r"\b(?:at least|any|no) $")
_LEADS_TO = re.compile(
    r"[\s(:]*(?:\b(?:of|is|was|are|were|to|from|by|at|about|only|over|nearly|reach\w*|total\w*|fell|rose|grew|drop\w*|"
    r"\w+creased|number\w*)\b\s*){0,3}"
)


def counts(hit: Hit, want: Want, asked: Asked) -> Cut | None:
    """The number of the things that are asked for, in all or as a part of them."""
    sentence, nouns = hit.sentence, set(want.nouns)
    counted = [*plain_numbers(sentence), *formulas_in(sentence)]
    # A share counts only what stands right behind it: `90% of the drops`.
    shares = [v for v in counted if _is_share(v)]
    plain = [v for v in counted if not _MEASURED.search(v.text) and not _PER.search(sentence.text[: v.start])]
    plain = [v for v in plain if not (v.text.casefold() == "one" and _AT_LEAST.search(sentence.text[: v.start]))]
    beside = [v for v in plain if nouns and _is_behind(v, sentence, want.nouns)]
    beside = beside or [v for v in plain if nouns and _is_ahead(v, sentence, want.nouns)]
    beside += [v for v in shares if nouns & set(v.after[:2])]
    if not beside:
        numbered = _numbered(plain, sentence, want)
        return Cut(numbered[0]) if numbered else None
    units = {unit_of(v) for v in beside}
    own = {v.start for v in beside}
    starts = {v.start for v in (*plain, *shares) if unit_of(v) in units} - own
    bound = bound_in(sentence, asked_stems(asked), counted)
    parts = [each.value for each in bound if each.value.start in starts and each.lent & with_kin(nouns)]
    return choose([*beside, *parts], sentence, asked)


def _numbered(values: Sequence[Value], sentence: Sentence, want: Want) -> list[Value]:
    """The first number behind `the number of false gaps per image`."""
    for match in _NUMBER_OF.finditer(sentence.text):
        if set(want.nouns) & set(stems_of(match.group(1))):
            return [value for value in values if value.start >= match.end()][:1]
    return []


def _is_share(value: Value) -> bool:
    return value.text.endswith(("%", "percent"))


def _is_behind(value: Value, sentence: Sentence, nouns: Sequence[str]) -> bool:
    """Whether what is counted stands behind a number, and not behind a `per`."""
    per = _BEHIND_PER.search(sentence.text, value.end)
    last = per.start() if per else len(sentence.text)
    ahead = sum(value.end <= word.start < last and word.folded not in STOP_WORDS for word in sentence.words)
    return Value(value.start, value.end, value.text, value.after[:ahead], (), value.parts).beside(nouns)


def _is_ahead(value: Value, sentence: Sentence, nouns: Sequence[str]) -> bool:
    """Whether what is counted stands right in front of a number: `falls from 27`, `sites: 12`."""
    named = [word for word in sentence.words if word.end <= value.start and word.stem in with_kin(set(nouns))]
    if not named:
        return False
    between = sentence.text[named[-1].end : value.start]
    # `a dataset of 8,100` is one dataset.
    is_one = between.strip() == "of" and not named[-1].text.endswith("s")
    return not is_one and _LEADS_TO.fullmatch(between) is not None
