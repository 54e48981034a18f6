"""How well sentences answer a question: by its words, its names, and what the sentence does."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.answers.linking.coined import Bond
from bot.answers.linking.shelf import Shelf
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.roles import Role, signs_of
from bot.answers.retrieval.sought import ELSEWHERE, KIN, TITLE, Sought, Standing, abstract_stems, title_stems
from bot.answers.sentences import Sentence, sentences_of
from bot.library.models import Paper
from bot.library.text import fold, squeeze

# Papers whose sentences are looked at, by the words they hold. More changes no answer on 9 papers and costs at 10,000.
_POOL = 12
# Words that more papers hold tell little; so many papers found by rarer words need no telling apart by these.
_FEW, _MANY = 1000, 3000
# What the first, each further thing, and each further sign of it is worth that a sentence does as the question wants.
_ROLES, _SIGN = (0.3, 0.12, 0.12), 0.05
# What a statement of the problem gains that stands in front of what is proposed; what a sentence about others' work
# loses where the paper's own is asked about.
_IN_FRONT, _OTHERS = 0.25, 0.2
# What a sentence gains that has a name of the question's, of something other than the paper or of the paper itself.
_NAMES_THING, _NAMES_PAPER = 0.4, 0.05
# Little that is known of a question, as where only words are left that ask, counts for little.
_SMOOTH = 0.6
_OWN_WORK = frozenset({Role.METHOD, Role.DEFINE, Role.BENEFIT, Role.RESULT, Role.INSIGHT, Role.RELEASE})
_OF_OTHERS = re.compile(
    r"^(?:however, )?(?:current|existing|previous|prior|traditional|standard|classic\w*|conventional|unlike)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence of the paper at `place`: its score, and how much of the question's words it has (0..1)."""

    place: int
    sentence: Sentence
    score: float
    coverage: float


def candidates(sought: Sought, shelf: Shelf, allowed: Sequence[int] | None = None) -> list[int]:
    """The papers that hold most of what is sought, best first; at most `_POOL`."""
    if allowed is not None and len(allowed) <= _POOL:
        return list(allowed)
    scores: dict[int, float] = {}
    for each in sorted(sought.weights, key=lambda each: -sought.weights[each]):
        for place in _holding(each, scores, shelf):
            scores[place] = scores.get(place, 0.0) + sought.weights[each]
        for other in kin_of(each):
            for place in _holding(other, scores, shelf)[:_FEW]:
                scores[place] = scores.get(place, 0.0) + sought.weights[each] * KIN / 2
    if allowed is not None:
        kept = set(allowed)
        scores = {place: score for place, score in scores.items() if place in kept}
    best = nlargest(_POOL, ((score, -place) for place, score in scores.items()))
    return [-place for _, place in best]


def _holding(each: str, found: Mapping[int, float], shelf: Shelf) -> Sequence[int]:
    """The papers that hold a stem; of one that very many hold, those that were found by rarer ones."""
    holders = shelf.holders.get(each, ())
    if len(holders) <= _FEW or len(found) < _POOL:
        return holders
    return sorted(set(found).intersection(holders)) if len(found) < _MANY else ()


def rank(sought: Sought, places: Iterable[int], shelf: Shelf, names: Sequence[str] = ()) -> list[Hit]:
    """Sentences of these papers, best first. `names` are squeezed names in the question."""
    hits = [hit for place in places for hit in _of_paper(sought, place, shelf, names)]
    return sorted(hits, key=lambda hit: (-hit.score, hit.place, hit.sentence.start))


def _of_paper(sought: Sought, place: int, shelf: Shelf, names: Sequence[str]) -> list[Hit]:
    paper = shelf.papers[place]
    sentences = sentences_of(paper.abstract)
    title, abstract = title_stems(paper.title), abstract_stems(paper.abstract)
    standing = Standing(sought, title | abstract)
    beside = {each: TITLE if each in title else ELSEWHERE if each in abstract else 0.0 for each in sought.weights}
    worths = [_worth(name, place, shelf) for name in names]
    in_front = _in_front(sentences, sought.roles)
    hits = []
    for number, sentence in enumerate(sentences):
        held = sum(
            weight * max(standing.of(each, sentence.stems), beside[each]) for each, weight in sought.weights.items()
        )
        score = held / (sought.total + _SMOOTH) + _does(sentence, sought) + _names(sentence, names, worths)
        score += _IN_FRONT * (number < in_front)
        hits.append(Hit(place, sentence, score, held / sought.total if sought.weights else 0.0))
    return hits


def _in_front(sentences: Sequence[Sentence], roles: Sequence[Role]) -> int:
    """How many sentences stand in front of what is proposed, where the problem is asked for."""
    if roles[:1] != (Role.PROBLEM,):
        return 0
    return next((at for at, each in enumerate(sentences) if signs_of(Role.DEFINE, each.text)), len(sentences))


def _does(sentence: Sentence, sought: Sought) -> float:
    """What a sentence gains by doing what is wanted, less what it loses by being about others' work."""
    # `What` alone asks for no definition where enough else is said.
    roles = [role for role in sought.roles if role is not Role.DEFINE] if len(sought.telling) > 1 else sought.roles
    signs = [signs_of(role, sentence.text) for role in roles[: len(_ROLES)]]
    gained = sum(much + _SIGN * (min(number, 3) - 1) for much, number in zip(_ROLES, signs, strict=False) if number)
    is_others = _OWN_WORK.issuperset(sought.roles[:1]) and _OF_OTHERS.search(sentence.text) is not None
    return gained - _OTHERS * is_others


def _worth(name: str, place: int, shelf: Shelf) -> float:
    """What a name is worth in a paper's sentence: little where it is the paper's own, which all sentences share."""
    held = (named for named in shelf.names.get(name, ()) if named.place == place)
    is_own = any(named.coined.bond is Bond.TITLE for named in held) or _is_head(name, shelf.papers[place])
    return _NAMES_PAPER if is_own else _NAMES_THING


def _is_head(name: str, paper: Paper) -> bool:
    return squeeze(fold(paper.title)).startswith(name)


def _names(sentence: Sentence, names: Sequence[str], worths: Sequence[float]) -> float:
    if not names:
        return 0.0
    squeezed = "".join(word.folded for word in sentence.words)
    return max((worth for name, worth in zip(names, worths, strict=True) if name in squeezed), default=0.0)
