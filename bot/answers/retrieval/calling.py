"""The name that a question wants, cut out of a sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.linking.coined import Bond
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.meanings import meanings
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.values import Value, names_in, numbers_in
from bot.answers.retrieval.wants import ASKING, Want
from bot.answers.words import folded, stem
from bot.library.text import fold, squeeze

_INTRODUCES = re.compile(r"\b(?:on|using|uses?|from|with|called|named|via|is) (?:the |an? )?(?:[a-z-]+ ){0,2}$")
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
_MODELS = frozenset(map(stem, "model models llm llms backbone network architecture".split()))
# What a model is trained on is no model.
_TRIED_ON = re.compile(
    r"\b(?:pre-?)?(?:train\w*|fine-?tun\w+|evaluat\w+|test\w*|validat\w+|experiments?|annotat\w+) (?:\w+ )?"
    r"(?:on|from|with) (?:the )?(?:[a-z-]+ )?$",
    re.I,
)
_MODEL = stem("model")
# From here on a name's meaning says of what kind it is.
_OF_KIND = 0.1


def name_in(hit: Hit, want: Want, asked: Asked) -> Value | None:
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
    tried = _TRIED_ON if set(want.nouns) & _MODELS else None
    plain = [name for name in plain if tried is None or not tried.search(hit.sentence.text[: name.start])]
    placed = [name for name in plain if introduces and introduces.search(hit.sentence.text[: name.start])]
    return next(iter([*beside, *placed, *_in_small_letters(hit, want), *_by_meaning(plain, want)]), None)


def _is_acronym(name: str, asked: Asked) -> bool:
    """Whether a name is nothing but short for ordinary words, as `LLMs` is."""
    held = [asked.shelf.names.get(squeeze(fold(part)).removesuffix("s"), ()) for part in name.split()]
    return all(any(named.coined.bond is Bond.SPELLED_OUT for named in each) for each in held)


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
