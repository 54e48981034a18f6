"""The value that a question wants, cut out of a sentence."""

import re
from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.linking.coined import Bond
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.values import Value, formulas_in, names_in, numbers_in, with_noun
from bot.answers.retrieval.wants import ASKING, Kind, Want
from bot.answers.words import folded, stem
from bot.library.text import fold, squeeze

_TIMES = re.compile(r"×|x$|times|fold|%|twice|half", re.I)
_SHARE = re.compile(r"%|percent|points?$|\d\.\d|\bms$|seconds?$|half|third|quarter", re.I)
_INTRODUCES = re.compile(r"\b(?:on|using|from|with|called|over|of|in|by|named|via) (?:the |an? )?(?:[a-z-]+ ){0,2}$")
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def value_in(hit: Hit, want: Want, asked: Asked) -> Value | None:
    """The wanted value in a sentence, the likeliest where there are several."""
    sentence = hit.sentence
    match want.kind:
        case Kind.COUNT:
            near = [value for value in numbers_in(sentence) if want.nouns and value.beside(want.nouns)]
            return _nearest(near, asked)
        case Kind.SIZE:
            return _nearest(numbers_in(sentence), asked)
        case Kind.RATIO:
            return _nearest([value for value in numbers_in(sentence) if _TIMES.search(value.text)], asked)
        case Kind.SHARE:
            return _nearest([value for value in numbers_in(sentence) if _SHARE.search(value.text)], asked)
        case Kind.EXTREME:
            return _extreme(numbers_in(sentence), asked)
        case Kind.FORMULA:
            return _nearest(_with_letter(formulas_in(sentence), asked) or numbers_in(sentence), asked)
        case Kind.NAME:
            return _name(hit, want, asked)
        case Kind.PASSAGE:
            return None


def short_of(value: Value, hit: Hit, want: Want) -> str:
    """A value as a short answer: a number with what it counts."""
    if want.kind in {Kind.COUNT, Kind.SIZE, Kind.SHARE, Kind.RATIO}:
        return with_noun(value, hit.sentence, want.nouns)
    return value.text


def _with_letter(formulas: list[Value], asked: Asked) -> list[Value]:
    """Of formulas those for the letter that is asked for, as in `N=?`, if it is for one."""
    letter = re.search(r"(?:^|\s)([A-Za-z])\s?(?:=|\?|was|is|did)|\b(?:of|for) ([A-Za-z])\b", asked.reading.text)
    if letter is None:
        return formulas
    wanted = letter.group(1) or letter.group(2)
    return [value for value in formulas if value.text.startswith((wanted, wanted.upper()))] or formulas


def _nearest(values: Sequence[Value], asked: Asked) -> Value | None:
    """The value that has most of the question's words around it, the nearer the better."""
    stems = {stem(word) for word in asked.reading.words if word not in ASKING}
    kin = frozenset[str]().union(*(kin_of(each) for each in stems)) if stems else frozenset()

    def near(value: Value) -> float:
        return sum(
            (1.0 if each in stems else 0.5 if each in kin else 0.0) / (1 + at)
            for words in (value.after, value.before)
            for at, each in enumerate(words)
        )

    return max(values, key=near, default=None)


def _extreme(values: Sequence[Value], asked: Asked) -> Value | None:
    known = [value for value in values if _size(value)]
    smallest = {"smallest", "minimum", "lowest", "least", "min"} & set(asked.reading.words)
    return (min if smallest else max)(known, key=_size, default=None)


def _size(value: Value) -> float:
    digits = re.sub(r"[^\d.]", "", value.text).strip(".")
    scale = _SCALES.get(value.text[-1:].casefold(), 1.0)
    return float(digits) * scale if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0


def _is_acronym(name: str, asked: Asked) -> bool:
    """Whether a name is short for ordinary words, as `LLMs` is."""
    held = asked.shelf.names.get(squeeze(fold(name)).removesuffix("s"), ())
    return any(named.coined.bond is Bond.SPELLED_OUT for named in held)


def _name(hit: Hit, want: Want, asked: Asked) -> Value | None:
    """A name that is not the paper's own nor a word of the question, beside what it is a name of."""
    own = squeeze(fold(asked.shelf.papers[hit.place].title))
    asked_for = {stem(word) for word in asked.reading.words} | {other for noun in want.nouns for other in kin_of(noun)}
    names = [
        name
        for name in names_in(hit.sentence)
        if not own.startswith(squeeze(fold(name.text))) and not _is_acronym(name.text, asked) and not {stem(folded(part)) for part in name.text.split("-")} <= asked_for
    ]
    beside = [name for name in names if name.beside(want.nouns, reach=2)]
    placed = [name for name in names if _INTRODUCES.search(hit.sentence.text[: name.start])]
    return next(iter([*beside, *placed]), None)
