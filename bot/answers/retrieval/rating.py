"""How well a sentence fits a question: signs of it, weighed by weights that were fitted to questions with answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.retrieval.roles import Role, does
from bot.answers.retrieval.sought import ELSEWHERE, KIN, TITLE, Sought, Standing, abstract_stems, title_stems
from bot.answers.sentences import Sentence, sentences_of
from bot.library.models import Paper

# Fitted to 624 questions that some sentence of their page answers, so that its likelihood among all that are looked
# at is greatest: tests/benchmarks/fit_rating.py.
WEIGHTS: Mapping[str, float] = {
    "words": 2.37,
    "telling": 1.46,
    "literal": 0.23,
    "beside": 3.18,
    "paper": 2.17,
    "title": 1.44,
    "does": 1.00,
    "of_others": -0.42,
    "thing": 0.44,
    "in_front": 1.05,
    "first": -0.78,
    "place": 1.13,
    "length": -0.58,
    "value": 2.50,
    "number": 0.61,
    "several": 1.33,
}
_LITERAL, _LONG, _SEVERAL = 0.8, 30, 4
_OWN_WORK = frozenset({Role.METHOD, Role.DEFINE, Role.BENEFIT, Role.RESULT, Role.INSIGHT, Role.RELEASE})
_OF_OTHERS = re.compile(
    r"^(?:however, )?(?:current|existing|previous|prior|traditional|standard|classic\w*|conventional|unlike)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Rated:
    """A sentence, its signs, and how much of the question's words it has (0..1)."""

    sentence: Sentence
    signs: Mapping[str, float]
    coverage: float


def rate(sought: Sought, paper: Paper) -> list[Rated]:
    """The sentences of a paper with what speaks for each, by the words of the question and what it wants done."""
    title, abstract = title_stems(paper.title), abstract_stems(paper.abstract)
    standing = Standing(sought, title | abstract)
    sentences = sentences_of(paper.abstract)
    front = _in_front(sentences, sought.roles)
    whole = {
        "paper": _share(sought.weights, standing, title | abstract),
        "title": _share(sought.weights, standing, title),
    }
    beside = {each: TITLE if each in title else ELSEWHERE if each in abstract else 0.0 for each in sought.weights}
    rated = []
    for number, sentence in enumerate(sentences):
        own = {each: standing.of(each, sentence.stems) for each in sought.weights}
        held = {each: max(worth, beside[each]) for each, worth in own.items()}
        telling = {each: sought.weights[each] for each in sought.telling}
        signs = whole | {
            "words": _weighed(own, sought.weights),
            "telling": _weighed(own, telling),
            "literal": _weighed({each: float(worth >= _LITERAL) for each, worth in own.items()}, telling),
            "beside": _weighed(held, sought.weights),
            "does": max((does(role, sentence.text) for role in sought.roles[:1]), default=0.0),
            "of_others": float(_is_of_others(sentence, sought.roles)),
            "in_front": float(number < front),
            "first": float(number == 0),
            "place": number / max(1, len(sentences) - 1),
            "length": len(sentence.words) / _LONG,
            "several": sum(own[each] >= KIN for each in telling) / _SEVERAL,
        }
        rated.append(Rated(sentence, signs, signs["beside"]))
    return rated


def score(signs: Mapping[str, float]) -> float:
    """The logarithm of how much likelier a sentence with these signs is than one without."""
    return sum(WEIGHTS[sign] * value for sign, value in signs.items())


def _share(weights: Mapping[str, float], standing: Standing, held: frozenset[str]) -> float:
    return _weighed({each: standing.of(each, held) for each in weights}, weights)


def _weighed(worths: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The share (0..1) of what counts."""
    total = sum(weights.values())
    return sum(weight * worths[each] for each, weight in weights.items()) / total if total else 0.0


def _in_front(sentences: Sequence[Sentence], roles: Sequence[Role]) -> int:
    """How many sentences stand in front of what is proposed, where the problem is asked for."""
    if roles[:1] != (Role.PROBLEM,):
        return 0
    return next((at for at, each in enumerate(sentences) if does(Role.DEFINE, each.text)), len(sentences))


def _is_of_others(sentence: Sentence, roles: Sequence[Role]) -> bool:
    """Whether a sentence is about others' work where the paper's own is asked about."""
    return _OWN_WORK.issuperset(roles[:1]) and _OF_OTHERS.search(sentence.text) is not None
