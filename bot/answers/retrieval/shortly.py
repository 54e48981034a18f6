"""The short answer that a value makes: with what it counts, or the sentence where another may be meant."""

import re
from collections.abc import Collection

from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.retrieval.choice import Cut
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.units import AFTER_NUMBER
from bot.answers.retrieval.values import Value, numbers_in, with_noun
from bot.answers.retrieval.wants import NUMERIC, Kind, Want
from bot.answers.sentences import Sentence
from bot.library.text import STOP_WORDS

_FROM_TO = re.compile(
    rf"\b(?:from \S*\d\S*(?: (?:{AFTER_NUMBER}))? to|between \S*\d\S*(?: (?:{AFTER_NUMBER}))? and) "
    rf"(?:[a-z]+ )?\S*\d[\w%.]*\w?%?(?: (?:{AFTER_NUMBER})\b)?(?<!\.)|\b\d[\d.,]* to \d+(?:[.,]\d+)*"
    rf"(?: (?:{AFTER_NUMBER})\b)?"
)
# Behind it a sentence tells of others.
_SETS_BESIDE = re.compile(r"\b(?:compared|relative to|versus|vs|against|than|whereas|while|but|instead of)\b", re.I)
# By which one end of a change is asked for, and by which the change itself.
_BEFORE = frozenset("before originally original initially initial previously formerly without baseline".split())
_AFTER = frozenset("after afterwards now finally final eventually remain remains remained left ends ended".split())
_CHANGES = frozenset(
    "much change changes changed reduce reduces reduced reduction drop drops dropped fall fell rise rose grow grew cut "
    "cuts improve improves improved improvement increase increases increased decrease decreased shorten shortens from "
    "by gain gained lower lowered".split()
)
_NEEDS = frozenset("need needs needed require requires required minimum least enough".split())
_FEWER = re.compile(r"\b(?:fewer|less) than $")
# `12 of 147 episodes survive`: neither number alone.
_PART_OF = re.compile(r"\b(?:\d[\d,.]*|only \d+) (?:out )?of (?:the |all )?(\d[\d,.]*)")


def short_of(cut: Cut | None, hit: Hit, want: Want, about: Collection[str], reading: Reading) -> str:
    """The short answer: a number with what it counts, a name; the sentence where several may be meant.

    `about` are the stems that say which number is asked for.
    """
    if cut is None or not cut.sure:
        return hit.sentence.text
    if _NEEDS & set(reading.words) and _FEWER.search(hit.sentence.text[: cut.value.start]):
        return hit.sentence.text  # `fewer than 8 fail` are not 8 that are needed
    change = next((m for m in _FROM_TO.finditer(hit.sentence.text) if m.start() <= cut.value.start < m.end()), None)
    if change is not None and want.kind in NUMERIC:
        end = _end_of(change, hit.sentence, about, reading)
        return change.group() if end is None else end.text  # else neither alone is the number
    part = next((m for m in _PART_OF.finditer(hit.sentence.text) if m.start(1) <= cut.value.start < m.end(1)), None)
    if part is not None and want.kind in NUMERIC:
        return f"{part.group(0)[: part.start(1) - part.start()]}{with_noun(cut.value, hit.sentence, want.nouns)}"
    if want.kind in NUMERIC and _has_rival(cut.value, hit.sentence, about):
        return hit.sentence.text
    if want.kind in {Kind.COUNT, Kind.SIZE, Kind.SHARE, Kind.RATIO}:
        return with_noun(cut.value, hit.sentence, want.nouns)
    return cut.value.text


def _end_of(change: re.Match[str], sentence: Sentence, about: Collection[str], reading: Reading) -> Value | None:
    """The end of `from 27 to 4` that is asked for: the one before, or after; None where it is the change itself."""
    ends = [value for value in numbers_in(sentence) if change.start() <= value.start < change.end()]
    words = set(reading.words)
    if len(ends) != 2 or reading.has(Cue.COMPARE) or not change.group().startswith("from"):
        return None
    if bool(_BEFORE & words) != bool(_AFTER & words):
        return ends[0] if _BEFORE & words else ends[1]
    beside = _SETS_BESIDE.search(sentence.text, change.end())
    if beside is None or _CHANGES & words or _BEFORE & words:
        return None
    behind = {word.stem for word in sentence.words if word.start > beside.end() and word.folded not in STOP_WORDS}
    ahead = {word.stem for word in sentence.words if word.start < change.start()}
    if set(about) & behind - ahead:
        return ends[0]
    return ends[1] if any(mention.name for mention in reading.mentions) else None


def _has_rival(value: Value, sentence: Sentence, about: Collection[str]) -> bool:
    """Whether a sentence sets another number beside a value, and which of the two is asked for may be either.

    What is asked about stands in front of `compared with`, and so does its number; else the sentence says it better.
    """
    beside = _SETS_BESIDE.search(sentence.text)
    if beside is None:
        return False
    others = [other for other in numbers_in(sentence) if other.start != value.start]
    if not any(_unit_of(other) == _unit_of(value) and other.start > beside.start() for other in others):
        return value.start > beside.start() and any(_unit_of(other) == _unit_of(value) for other in others)
    behind = {word.stem for word in sentence.words if word.start > beside.start()}
    ahead = {word.stem for word in sentence.words if word.start < beside.start()}
    return value.start > beside.start() or bool(set(about) & behind - ahead)


def _unit_of(value: Value) -> str:
    return re.sub(r"[\d\s.,]+", "", value.text)
