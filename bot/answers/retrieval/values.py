"""Numbers with their units, names and formulas in a sentence: what a short answer can be cut from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.retrieval.concepts import kin_of
from bot.answers.sentences import Sentence
from bot.answers.words import stem
from bot.library.text import STOP_WORDS


class Kind(StrEnum):
    """What a question wants cut out of a sentence."""

    COUNT = "a number of things"
    RATIO = "how many times"
    SHARE = "a share or a score"
    NAME = "a name"
    FORMULA = "a formula"
    EXTREME = "the end of a range"
    NONE = "a sentence"


_SPELLED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|half|two thirds|one third|three quarters|a third|twice|dozens?|hundreds|thousands|millions?"
)
_NUMBER = re.compile(
    rf"(?<![\w.,^_])(?:(?P<sign>[A-Za-z]\s?[=≈≥≤<>]\s?)?(?P<digits>\d+(?:[,.]\d+)*)(?P<scale>\s?(?:million|billion|thousand|[kKMBT](?![A-Za-z])))?"
    r"(?P<unit>\s?(?:%|×|x(?![A-Za-z])|percent(?:age points)?\b|times\b|-?fold\b|points?\b|ms\b|s\b|seconds?\b|hours?\b|days?\b|km\b|GB\b|MB\b))?"
    rf"|\b(?P<word>{_SPELLED})\b)",
    re.I,
)
_FORMULA = re.compile(r"Õ?\bO\([^()]*(?:\([^()]*\)[^()]*)*\)|Õ\([^()]*(?:\([^()]*\)[^()]*)*\)|\b[A-Za-z]\s?[=≈≥≤∈]\s?[^\s,;.]+|√\w+|\w+\^\S+")
_NAME = re.compile(r"\b(?:[A-Z][\w.]*(?:-[\w.]+)*|[a-z]+[A-Z]\w*|[a-z]+\d[\w.-]*)(?:[ ](?:\d{4}|[A-Z]\w*))*")


@dataclass(frozen=True, slots=True)
class Value:
    """A part of a sentence, `start` to `end`, with the stems of the words around it, nearest first."""

    start: int
    end: int
    text: str
    after: Sequence[str]
    before: Sequence[str]

    def beside(self, wanted: Sequence[str], reach: int = 4) -> bool:
        """Whether one of the wanted stems, or kin of it, stands right behind it or right before it."""
        near = {*self.after[:reach], *self.before[:2]}
        return any(each in near or kin_of(each) & near for each in wanted)


def numbers_in(sentence: Sentence) -> list[Value]:
    """Numbers, in digits or words, with their units."""
    return [_value(sentence, match.start(), match.end()) for match in _NUMBER.finditer(sentence.text)]


def formulas_in(sentence: Sentence) -> list[Value]:
    """Formulas: orders of growth, `N=4`, roots."""
    found = []
    for match in _FORMULA.finditer(sentence.text):
        text = match.group().rstrip(").,;") if match.group().count(")") > match.group().count("(") else match.group()
        found.append(_value(sentence, match.start(), match.start() + len(text)))
    return found


def names_in(sentence: Sentence) -> list[Value]:
    """What is written like a name: capitals inside a sentence, digits in a word."""
    return [_value(sentence, m.start(), m.end()) for m in _NAME.finditer(sentence.text) if _is_name(sentence, m)]


def _is_name(sentence: Sentence, match: re.Match[str]) -> bool:
    word = match.group()
    distinct = any(c.isupper() for c in word[1:]) or any(c.isdigit() for c in word)
    return distinct or (match.start() > 0 and len(word) > 2)


def _value(sentence: Sentence, start: int, end: int) -> Value:
    after = [word.stem for word in _until_stop(sentence, end)]
    before = [word.stem for word in sentence.words if word.end <= start and word.folded not in STOP_WORDS][::-1][:6]
    return Value(start, end, sentence.text[start:end], after, before)


def _until_stop(sentence: Sentence, end: int) -> Iterator:  # type: ignore[type-arg]
    """Words behind a place up to the next comma or bracket, little words left out."""
    stop = re.compile(r"[,;:()]|\. ").search(sentence.text, end)
    last = stop.start() if stop else len(sentence.text)
    for word in sentence.words:
        if end <= word.start < last and word.folded not in STOP_WORDS:
            yield word


def with_noun(value: Value, sentence: Sentence, wanted: Sequence[str]) -> str:
    """A number with the words behind it, up to the one that is wanted, else up to two before the phrase ends."""
    words = [word for word in sentence.words if word.start >= value.end]
    stop = re.compile(r"[,;:().]|\s(?:and|or|to|with|that|which|at|in|on|for|from|while|using|compared|versus|than|of the|over)\b").search(
        sentence.text, value.end
    )
    last = stop.start() if stop else len(sentence.text)
    end = value.end
    for number, word in enumerate(words):
        if word.end > last or number > 4:
            break
        end = word.end
        if word.stem in wanted:
            break
        if not wanted and number > 1:
            break
    return sentence.text[value.start : end].strip()


_ = stem
