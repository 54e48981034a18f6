"""The value that a question wants, cut out of a sentence."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.linking.coined import Bond
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.meanings import meanings
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.units import AFTER_NUMBER, is_in
from bot.answers.retrieval.values import Value, formulas_in, names_in, numbers_in, times_in
from bot.answers.retrieval.wants import ASKING, Kind, Want
from bot.answers.sentences import Sentence
from bot.answers.words import folded, stem, stems_of
from bot.library.text import fold, squeeze

_TIMES = re.compile(r"×|x$|times|fold|twice|half", re.I)
_MEASURED = re.compile(rf"\d\s?(?:{AFTER_NUMBER})$", re.I)
_HOW_FAST = re.compile(r"\bhow fast\b")
# Words by which a share says how much more or less.
_COMPARED = frozenset(
    map(
        stem,
        "faster slower speedup speed reduction reduce reduced fewer less more higher lower cheaper improvement improve "
        "drop drops fall falls cut cuts save saves gain larger smaller increase decrease".split(),
    )
)
_SHARE = re.compile(r"%|percent|points?$|\d\.\d|\bms$|seconds?$|half|third|quarter", re.I)
_TIME = re.compile(r"(?:[mµμn]s|seconds?|minutes?|hours?|days?|weeks?|months?|years?|[\d ](?:s|h|min))$", re.I)
_NUMBER_OF = re.compile(r"\bnumbers? of ((?:[\w-]+ ){1,5})", re.I)
_LASTS = re.compile(r"\bhow long (?:did|does|do|was|is|were|will)\b|\bduration\b")
_INTRODUCES = re.compile(r"\b(?:on|using|from|with|called|named|via) (?:the |an? )?(?:[a-z-]+ ){0,2}$")
_BUILT = re.compile(
    r"\b(?:built|implemented|based|top|runs?|written|coded)\b(?: \w+){0,2}? (?:on|of|with|in|using) (?:the )?$"
)
_FOUNDATIONS = frozenset(
    map(
        stem,
        "framework library toolkit platform software tool language gpu tpu chip processor cpu device engine".split(),
    )
)
_DENIED = re.compile(r"\b(?:without|not|no|unlike|instead of|rather than|than|versus)\b[^,;.]{0,60}$", re.I)
_GROWS = re.compile(r"\b(?:complexity|scal\w+|convergence|regret|mixing|runtime|order of)\b")
_COSTS = re.compile(r"\b(?:complexity|runtime|run time|running time|time)\b")
_ORDER = re.compile(r"[ÕΩΘO]")
_PLACED = re.compile(r"\b(?:in|at|around|near|off|across|from) (?:the )?$")
# What is named without being called what it is: `50 points on Frog`.
_INTRODUCED = frozenset(
    map(
        stem,
        "model llm dataset benchmark corpus suite exam leaderboard competition backbone".split(),
    )
)
_CALLED = re.compile(r"\b(?:called|named|dubbed) (?:the )?$")
_SMALL_NAME = re.compile(
    r"\b(?:built|based|implemented|runs?) (?:up)?(?:on|in|"
    r"with) (?:the )?([a-z][\w-]+) ([a-z]+)\b"
)
# `an Adaptive bound` names nothing.
_GOES_ON = re.compile(r" (?!(?:and|or|with|for|in|on|to|at|by|from|as|is|are|was|were|which|that|we)\b)[a-z]")
_MODEL = stem("model")
# From here on a name's meaning says of what kind it is.
_OF_KIND = 0.1
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


@dataclass(frozen=True, slots=True)
class Cut:
    """A value in a sentence; `sure` where no other value there may be meant as well."""

    value: Value
    sure: bool = True


def cut_from(hit: Hit, want: Want, asked: Asked) -> Cut | None:
    """The wanted value in a sentence, the likeliest where there are several."""
    sentence = hit.sentence
    match want.kind:
        case Kind.COUNT:
            # A share or a length counts only what stands right behind it: `90% of the drops`.
            counted = [*numbers_in(sentence), *formulas_in(sentence)]
            counted = [v for v in counted if not _MEASURED.search(v.text) or set(want.nouns) & set(v.after[:2])]
            beside = [v for v in counted if want.nouns and v.beside(want.nouns)]
            return _soonest(beside or _numbered(counted, sentence, want), want)
        case Kind.SIZE if want.unit:
            return _nearest([value for value in numbers_in(sentence) if is_in(want.unit, value.text)], asked)
        case Kind.SIZE:
            lasts = _LASTS.search(" ".join(asked.reading.words)) is not None
            return _nearest([value for value in numbers_in(sentence) if not lasts or _TIME.search(value.text)], asked)
        case Kind.RATIO:
            times = [value for value in numbers_in(sentence) if _TIMES.search(value.text)]
            shares = [value for value in numbers_in(sentence) if _is_change(value)]
            return _nearest(times or ([] if _HOW_FAST.search(" ".join(asked.reading.words)) else shares), asked)
        case Kind.SHARE:
            units = _TIME if "latency" in asked.reading.words else _SHARE
            return _nearest([value for value in numbers_in(sentence) if units.search(value.text)], asked)
        case Kind.EXTREME:
            return _extreme(numbers_in(sentence), asked)
        case Kind.FORMULA:
            formulas = _with_letter(formulas_in(sentence), asked)
            words = " ".join(asked.reading.words)
            grows = _GROWS.search(words) is not None
            orders = [value for value in formulas if _ORDER.match(value.text)] if _COSTS.search(words) else []
            return _nearest(orders or formulas or ([] if grows else numbers_in(sentence)), asked)
        case Kind.NAME:
            name = _name(hit, want, asked)
            return None if name is None else Cut(name)
        case Kind.PLACE:
            places = [name for name in names_in(sentence) if _PLACED.search(sentence.text[: name.start])]
            return Cut(places[0]) if places else None
        case Kind.TIME:
            times = times_in(sentence)
            return Cut(times[0], sure=len(times) == 1) if times else None
        case Kind.PASSAGE:
            return None


def _numbered(values: Sequence[Value], sentence: Sentence, want: Want) -> list[Value]:
    """The first number behind `the number of false gaps per image`."""
    for match in _NUMBER_OF.finditer(sentence.text):
        if set(want.nouns) & set(stems_of(match.group(1))):
            return [value for value in values if value.start >= match.end()][:1]
    return []


def _is_change(value: Value) -> bool:
    """Whether a share says how much more or less something is."""
    return value.text.endswith("%") and not _COMPARED.isdisjoint([*value.after[:4], *value.before[:4]])


def _with_letter(formulas: list[Value], asked: Asked) -> list[Value]:
    """Of formulas those for the letter that is asked for, as in `N=?`, if it is for one."""
    letter = re.search(r"(?:^|\s)([A-Za-z])\s?(?:=|\?|was|is|did)|\b(?:of|for) ([A-Za-z])\b", asked.reading.text)
    if letter is None:
        return formulas
    wanted = letter.group(1) or letter.group(2)
    return [value for value in formulas if value.text.startswith((wanted, wanted.upper()))] or formulas


def _nearest(values: Sequence[Value], asked: Asked) -> Cut | None:
    """The value that has most of the question's words around it, the nearer the better."""
    stems = {stem(word) for word in asked.reading.words if word not in ASKING}
    if not values:
        return None
    near = [_around(value, stems) for value in values]
    best = max(range(len(values)), key=lambda at: sum(near[at].values()))
    # Words that stand by another value ask for that one as well.
    others = {each for at, words in enumerate(near) if at != best for each in words}
    return Cut(values[best], sure=others <= near[best].keys())


def _soonest(values: Sequence[Value], want: Want) -> Cut | None:
    """The number behind which what is counted comes soonest."""

    def distance(value: Value) -> int:
        nouns = (at for at, each in enumerate(value.after) if each in want.nouns or kin_of(each) & set(want.nouns))
        return next(nouns, len(value.after))

    best = min(values, key=distance, default=None)
    return None if best is None else Cut(best)


def _around(value: Value, stems: set[str]) -> dict[str, float]:
    """The question's stems near a value, each with how near it is."""
    near: dict[str, float] = {}
    for words in (value.after[:6], value.before[:4]):
        for at, each in enumerate(words):
            worth = 1.0 / (1 + at)
            if each in stems:
                near[each] = max(near.get(each, 0.0), worth)
    return near


def _extreme(values: Sequence[Value], asked: Asked) -> Cut | None:
    known = [value for value in values if _size(value)]
    smallest = {"smallest", "minimum", "lowest", "least", "min"} & set(asked.reading.words)
    best = (min if smallest else max)(known, key=_size, default=None)
    return None if best is None else Cut(best)


def _size(value: Value) -> float:
    digits = re.sub(r"[^\d.]", "", value.text).strip(".")
    scale = _SCALES.get(value.text[-1:].casefold(), 1.0)
    return float(digits) * scale if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0


def _is_acronym(name: str, asked: Asked) -> bool:
    """Whether a name is nothing but short for ordinary words, as `LLMs` is."""
    held = [asked.shelf.names.get(squeeze(fold(part)).removesuffix("s"), ()) for part in name.split()]
    return all(any(named.coined.bond is Bond.SPELLED_OUT for named in each) for each in held)


def _name(hit: Hit, want: Want, asked: Asked) -> Value | None:
    """A name that is not the paper's own nor a word of the question, beside what it is a name of."""
    if _is_unnamed(hit.sentence.text, want, asked):
        return None
    own = squeeze(fold(asked.shelf.papers[hit.place].title))
    asked_for = {stem(word) for word in asked.reading.words} | {other for noun in want.nouns for other in kin_of(noun)}
    names = [
        name
        for name in names_in(hit.sentence)
        if not _DENIED.search(hit.sentence.text[: name.start])
        and not own.startswith(squeeze(fold(name.text)))
        and not _is_acronym(name.text, asked)
        and not {stem(folded(part)) for part in name.text.split("-")} <= asked_for
    ]
    beside = [name for name in names if {*name.after[:2], *name.before[:1]} & set(want.nouns)]
    beside += [name for name in names if _CALLED.search(hit.sentence.text[: name.start]) and name.beside(want.nouns)]
    introduces = _BUILT if want.nouns[0] in _FOUNDATIONS else _INTRODUCES if want.nouns[0] in _INTRODUCED else None
    plain = [name for name in names if not (name.text.istitle() and _GOES_ON.match(hit.sentence.text[name.end :]))]
    placed = [name for name in plain if introduces and introduces.search(hit.sentence.text[: name.start])]
    return next(iter([*beside, *placed, *_in_small_letters(hit, want), *_by_meaning(plain, want)]), None)


def _is_unnamed(text: str, want: Want, asked: Asked) -> bool:
    """Whether a sentence has the very thing that is asked about without its name: `a dermatology dataset`."""
    for before, word in pairwise(asked.reading.words):
        if stem(word) in want.nouns and before not in ASKING:
            return (
                re.search(rf"\ban? (?:\w+ )?{re.escape(before)} {re.escape(word)}\b(?!,? (?:called|named|\())", text)
                is not None
            )
    return False


def _by_meaning(names: Sequence[Value], want: Want) -> list[Value]:
    """Names that are of the wanted kind by their meaning, as Finnish is a language."""
    stems = {stem(folded(name.text)): name for name in names if name.text.isalpha()}
    near = meanings().near(want.nouns, stems)
    return [stems[each] for held in near.values() for each, worth in held.items() if worth >= _OF_KIND]


def _in_small_letters(hit: Hit, want: Want) -> list[Value]:
    """What something is built on where its name has no capital, and a model that is known by its size."""
    values = []
    match = _SMALL_NAME.search(hit.sentence.text)
    if match is not None and stem(match.group(2)) in want.nouns and stem(match.group(2)) in _FOUNDATIONS:
        values.append(Value(match.start(1), match.end(1), match.group(1), (), ()))
    if _MODEL in want.nouns:
        values += [v for v in numbers_in(hit.sentence) if v.text[-1:] in "BM" and v.beside((_MODEL,))]
    return values
