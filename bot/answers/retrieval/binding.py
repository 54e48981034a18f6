"""Which of the numbers of a sentence the words of a question stand by: each is bound to the number of its clause."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.values import Value, plain_numbers
from bot.answers.sentences import Sentence
from bot.answers.words import Word, folded

# Where a clause ends. `than 5` and `(5` stand with what is before them.
_ENDS = re.compile(
    r"[,;:)]\s|[,;:)]+$|\s\(|\s(?:and|or|but|yet|while|whereas|than(?! (?:\w+ )?\S?\d)|against|instead of|"
    r"rather than|compared (?:with|to)|versus|vs\.?|relative to|of which|which|that|because|since|although|though|when|"
    r"if|where|as(?= (?:it|they|we|the|these|this|most|all)\b)|as(?= \w+ (?:fell|rose|grew|drop\w*|\w+creases?d?)\b))\s"
)
# Between the two ends of a span.
_SPAN = re.compile(r"^\s?(?:and|to|by|or|[-–])\s(?:only |just )?$")
_OPENS_SPAN = re.compile(r"\b(?:between|from|either)\s(?:\w+\s)?$")
# `Of the 143 species found, 27 …`, `61,000 sheets, of which 7,400 …`: what is counted in all is counted in its parts.
_WHOLE = re.compile(r"^(?:out )?of (?:the |these |those |all )?$", re.I)
_OF_WHICH = re.compile(r"\b(?:of|among) (?:which|these|them|those)\s(?:\w+\s)?$", re.I)
# A number that nothing is counted by: the noun of the one before is its own as well.
_BARE = re.compile(
    r"^(?:[.,;:)]|$|\s(?:in|on|at|for|with|by|to|of the \w+ ones|and|or|but|while|when|after|before|from|did|do|does|"
    r"is|are|was|were|had|have|has|carr\w+|\w+ed)\b)"
)
_THE = re.compile(r"\b(?:the|this|their|its) $", re.I)
_A_THING = re.compile(r" (?!of\b)[a-z]")
_DENIES = re.compile(r"\b(?:not|no|never|neither|nor|without|none|fail(?:s|ed)? to|un\w{5,}ed)\b", re.I)
DENIED = "not"
# What a word right beside a number, one in its clause, and one that it shares with others is worth.
_BESIDE, _IN_CLAUSE, _SHARED = 1.0, 0.6, 0.2
_NEAR = 1
_JOINS = frozenset("of the a an".split())
# What opens a part of a clause: what is behind it is further away.
_PARTS = frozenset("with at in on for by from after under over across using per within during without".split())
_FAR = 3
# What a part has of its whole, and a bare number of the one before it.
_INHERITED = 0.9


@dataclass(frozen=True, slots=True)
class Bound:
    """A number and the stems of a question that are bound to it, each with how firmly; `lent` it has from others."""

    value: Value
    words: Mapping[str, float]
    lent: frozenset[str] = frozenset()

    @property
    def worth(self) -> float:
        """How firmly the question is bound to it."""
        return sum(self.words.values())

    @property
    def stems(self) -> set[str]:
        """The stems that are bound to it firmly, not by the subject alone."""
        return {each for each, worth in self.words.items() if worth > _SHARED}


def bound_in(
    sentence: Sentence, stems: Collection[str], values: Sequence[Value] = (), said: Collection[str] = ()
) -> list[Bound]:
    """The numbers of a sentence (and further values of it) with the stems of a question that are bound to each.

    Years, numbers in names, and those that the question has itself (`said`) take no words from others.
    """
    asked_for = {value.start for value in values}
    numbers = [n for n in plain_numbers(sentence) if not set(digits_of(n)) & set(said)]
    numbers = [n for n in numbers if n.start in asked_for or not _is_part(n, sentence.text)]
    known = {n.start for n in numbers}
    anchors = sorted([*numbers, *(v for v in values if v.start not in known)], key=lambda value: value.start)
    if not anchors:
        return []
    clauses = _clauses(sentence, anchors)
    words: list[dict[str, float]] = [{} for _ in anchors]
    for word in sentence.words:
        if any(each.start <= word.start < each.end for each in anchors):
            continue
        for each in _asked_by(word, stems, sentence.stems):
            for at, worth in _bound_to(word, sentence, anchors, clauses):
                words[at][each] = max(words[at].get(each, 0.0), worth)
    if DENIED in stems:
        for at, value in enumerate(anchors):
            start, end = next((start, end) for start, end in clauses if start <= value.start < end)
            if _DENIES.search(sentence.text[start:end]):
                words[at][DENIED] = _BESIDE
    own = [frozenset(held) for held in words]
    _share(sentence, anchors, words)
    return [Bound(v, held, frozenset(held) - had) for v, held, had in zip(anchors, words, own, strict=True)]


def _is_part(value: Value, text: str) -> bool:
    """Whether a number only says which thing is meant: `the 99% level`."""
    return _THE.search(text[: value.start]) is not None and _A_THING.match(text[value.end :]) is not None


def digits_of(value: Value) -> list[str]:
    """The bare number, as a question has it among its folded words."""
    return [folded(word) for word in re.findall(r"\d[\d.,]*(?<=\d)|^[a-z]+", value.text)]


def _asked_by(word: Word, stems: Collection[str], held: Collection[str]) -> list[str]:
    """The stems of a question that a word stands for: itself, or kin that the sentence has not itself."""
    if word.stem in stems:
        return [word.stem]
    return [each for each in stems if each not in held and word.stem in kin_of(each)]


def _clauses(sentence: Sentence, anchors: Sequence[Value]) -> list[tuple[int, int]]:
    """Start and end of each clause; a span of two numbers is never parted."""
    text = sentence.text
    within = [(one.start, two.end) for one, two in pairwise(anchors) if is_span(text, one, two)]
    ends = [
        match.start() + (match.group()[:1] in ",;:)")
        for match in _ENDS.finditer(text)
        if not any(start <= match.start() < end for start, end in within)
        and not (match.group() == " (" and any(value.start - 1 <= match.end() <= value.start for value in anchors))
        and not any(value.start < match.end() - 1 and match.start() + 1 < value.end for value in anchors)
    ]
    return list(zip([0, *ends], [*ends, len(text) + 1], strict=True))


def is_span(text: str, one: Value, two: Value) -> bool:
    """Whether two numbers are the ends of one span: `between 40 mm and 130 mm`, `96 by 96`."""
    between = text[one.end : two.start]
    opened = _OPENS_SPAN.search(text[: one.start]) is not None
    return _SPAN.match(between) is not None and (opened or between.strip() in {"to", "by", "-", "–"})


def _bound_to(
    word: Word, sentence: Sentence, anchors: Sequence[Value], clauses: Sequence[tuple[int, int]]
) -> list[tuple[int, float]]:
    """The numbers (by place) that a word is bound to: the nearest of its clause, both where two are as near."""
    start, end = next((start, end) for start, end in clauses if start <= word.start < end)
    own = [at for at, value in enumerate(anchors) if start <= value.start < end]
    away = {at: _between(word, anchors[at], sentence) for at in own}
    if not own:
        return _beside(start, sentence, anchors, clauses)
    least = min(away.values())
    spanned = {
        other
        for at in own
        if away[at] == least
        for other in (at - 1, at + 1)
        if other in away and is_span(sentence.text, anchors[min(at, other)], anchors[max(at, other)])
    }
    nearest = [at for at in own if away[at] == least or at in spanned]
    return [(at, _BESIDE if least <= _NEAR else _IN_CLAUSE) for at in nearest]


def _beside(
    start: int, sentence: Sentence, anchors: Sequence[Value], clauses: Sequence[tuple[int, int]]
) -> list[tuple[int, float]]:
    """The number of the clause next to one that has none; what stands in brackets is said of the one before."""
    before = [at for at, value in enumerate(anchors) if value.start < start][-1:]
    if sentence.text[start : start + 2].lstrip().startswith("("):
        return [(at, _IN_CLAUSE) for at in before]
    clause = clauses.index(next(each for each in clauses if each[0] == start))
    following = clauses[clause + 1] if clause + 1 < len(clauses) else (0, 0)
    return [(at, _SHARED) for at, value in enumerate(anchors) if following[0] <= value.start < following[1]][:1]


def _between(word: Word, value: Value, sentence: Sentence) -> int:
    """How many words stand between a word and a number."""
    low, high = (word.end, value.start) if word.start < value.start else (value.end, word.start)
    between = [each.folded for each in sentence.words if low <= each.start < high]
    return sum(_FAR if each in _PARTS else each not in _JOINS for each in between)


def _share(sentence: Sentence, anchors: Sequence[Value], words: Sequence[dict[str, float]]) -> None:
    """Give the parts the noun of the whole, and a bare number that of the one before it in the same unit."""
    for at in range(1, len(anchors)):
        before, value = anchors[at - 1], anchors[at]
        whole = next((n for n in range(at) if _WHOLE.match(sentence.text[: anchors[n].start])), None)
        if whole is None and _OF_WHICH.search(sentence.text[: value.start]):
            whole = max(range(at), key=lambda n: sum(words[n].values()))
        if whole is not None:
            _give(words[whole], words[at], words[whole].keys(), _INHERITED)
        elif unit_of(before) == unit_of(value) and _BARE.match(sentence.text[value.end :]):
            _give(words[at - 1], words[at], before.after[:3], _INHERITED)
    first = anchors[0]
    subject = {word.stem for word in sentence.words if word.end <= first.start}
    for held in words[1:]:
        _give(words[0], held, subject, _SHARED)


def _give(held: Mapping[str, float], other: dict[str, float], stems: Collection[str], worth: float) -> None:
    for each in stems:
        if each in held:
            other[each] = max(other.get(each, 0.0), worth * held[each])


def unit_of(value: Value) -> str:
    """What is left of a number without its digits."""
    return re.sub(r"[\d\s.,−-]+|^[A-Za-z]?\s?[=≈≥≤<>]", "", value.text)


def likeliest(
    bound: Sequence[Bound], candidates: Sequence[Value], rivals: Sequence[Value]
) -> tuple[Value | None, bool]:
    """The candidate that the question is bound to most, and whether to no rival by a word that the other has not."""
    places = {value.start for value in candidates}
    own = [each for each in bound if each.value.start in places]
    best = max(own, key=lambda each: each.worth, default=None)
    if best is None:
        return None, False
    among = {value.start for value in rivals} - {best.value.start}
    others = [each for each in bound if each.value.start in among]
    return best.value, all(each.stems <= best.words.keys() and each.worth < best.worth for each in others)


__all__ = ["DENIED", "Bound", "bound_in", "is_span", "likeliest", "unit_of"]
