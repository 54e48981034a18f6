"""How well sentences answer a question's words: inverse document frequency, kin, names, and what a sentence does."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.answers.linking.coined import Bond
from bot.answers.linking.shelf import Shelf
from bot.answers.retrieval.concepts import SOFT, kin_of
from bot.answers.retrieval.roles import Role, signs_of
from bot.answers.sentences import Sentence, sentences_of
from bot.answers.words import stem, words_of
from bot.library.text import STOP_WORDS, fold, squeeze

# Papers whose sentences are looked at, by the words they hold. More changes no answer on 9 papers and costs at 10,000.
_POOL = 12
# What a word counts that asks rather than tells.
_SOFT = 0.25
# Words that more papers hold tell little; so many papers found by rarer words need no telling apart by these.
_FEW, _MANY = 1000, 3000
# What a match is worth: the word itself, one that holds it, kin, the title, elsewhere in the abstract.
_PART, _KIN, _TITLE, _ELSEWHERE = 0.8, 0.6, 0.5, 0.2
# What the first and each further thing is worth that a sentence does as the question wants.
_FIRST_ROLE, _NEXT_ROLE, _MORE_ROLE = 0.3, 0.12, 0.05
# What a sentence loses that is about others' work, where the paper's own is asked about.
_OTHERS = 0.2
# What a sentence gains as a statement of the problem that stands in front of what is proposed.
_IN_FRONT = 0.25
# What a sentence gains that has a name of the question's, of something other than the paper or of the paper itself.
_NAMES_THING, _NAMES_PAPER = 0.4, 0.05
# Little that is known of a question, as where only words are left that ask, counts for little.
_SMOOTH = 0.6
_SHORTEST_PART = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence of the paper at `place`: its score, how much of the question's words it has (0..1), and what is foreign."""

    place: int
    sentence: Sentence
    score: float
    coverage: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A question's stems with what each counts, what may stand for each, and what a sentence should do."""

    weights: Mapping[str, float]
    instead: Mapping[str, Sequence[frozenset[str]]]
    roles: Sequence[Role]

    @classmethod
    def of(cls, stems: Iterable[str], roles: Sequence[Role], shelf: Shelf, light: Collection[str] = ()) -> "Sought":
        """From a question's stems; `light` are those that name the paper already."""
        kept = [each for each in dict.fromkeys(stems) if each not in _STOPPED]
        weights = {each: shelf.weight(each) * (_SOFT if each in SOFT or each in light else 1.0) for each in kept}
        return cls(weights, {each: _instead(each, shelf) for each in kept}, roles)

    @property
    def telling(self) -> list[str]:
        """Stems that tell what is asked about."""
        return [each for each in self.weights if each not in SOFT]


_OWN_WORK = frozenset({Role.METHOD, Role.DEFINE, Role.BENEFIT, Role.RESULT, Role.INSIGHT, Role.RELEASE})
_OF_OTHERS = re.compile(r"^(?:however, )?(?:current|existing|previous|prior|traditional|standard|classic\w*|conventional|unlike)\b", re.I)
_STOPPED = frozenset(map(stem, STOP_WORDS))


def _instead(each: str, shelf: Shelf) -> list[frozenset[str]]:
    """Sets of stems that stand for one: what an acronym is short for."""
    spelled = [
        frozenset(word.stem for word in words_of(shelf.papers[named.place].abstract[slice(*named.coined.span)])) - STOP_WORDS
        for named in shelf.names.get(each, ())[:3]
        if named.coined.span is not None and named.coined.bond is not Bond.TITLE
    ]
    return list(dict.fromkeys(spelled))


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
                scores[place] = scores.get(place, 0.0) + sought.weights[each] * _KIN / 2
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
    title = frozenset(word.stem for word in words_of(paper.title))
    abstract = frozenset[str]().union(*(sentence.stems for sentence in sentences)) if sentences else frozenset()
    total = sum(sought.weights.values())
    own = [name for name in names if any(n.place == place and n.coined.bond is Bond.TITLE for n in shelf.names.get(name, ()))]
    hits = []
    proposed = False
    for sentence in sentences:
        held = sum(weight * matched(each, sentence.stems, title, abstract, sought) for each, weight in sought.weights.items())
        coverage = held / total if total else 0.0
        if sought.roles[:1] == (Role.PROBLEM,):
            proposed = proposed or signs_of(Role.DEFINE, sentence.text) > 0
        in_front = _IN_FRONT * (sought.roles[:1] == (Role.PROBLEM,) and not proposed)
        others = _OTHERS * (_OWN_WORK.issuperset(sought.roles[:1]) and _OF_OTHERS.search(sentence.text) is not None)
        score = in_front - others + held / (total + _SMOOTH) + _bonus(sentence, sought) + _named(sentence, paper.title, names, own)
        hits.append(Hit(place, sentence, score, coverage))
    return hits


def _named(sentence: Sentence, title: str, names: Iterable[str], own: Iterable[str]) -> float:
    squeezed = "".join(word.folded for word in sentence.words)
    head = squeeze(fold(title))
    return max((_NAMES_PAPER if name in own or head.startswith(name) else _NAMES_THING for name in names if name in squeezed), default=0.0)


def matched(each: str, held: frozenset[str], title: frozenset[str], abstract: frozenset[str], sought: Sought) -> float:
    """How well a sentence's stems stand for one that is sought: 0..1."""
    if each in held:
        return 1.0
    if any(other <= held for other in sought.instead.get(each, ())):
        return 1.0
    if is_part(each, held):
        return _PART
    if kin_of(each) & held:
        return _KIN
    if each in title:
        return _TITLE
    return _ELSEWHERE if each in abstract else 0.0


def is_part(each: str, held: frozenset[str]) -> bool:
    """Whether a longer word begins or ends with this one, or the other way round: `underutilization`, `vocab`."""
    if len(each) < _SHORTEST_PART:
        return False
    return any(
        other.startswith(each) or other.endswith(each) or (len(other) > _SHORTEST_PART and each.startswith(other))
        for other in held
        if len(other) >= _SHORTEST_PART
    )


def foreign(sought: Sought, place: int, shelf: Shelf) -> list[str]:
    """Telling stems that a paper has nowhere, in no form."""
    paper = shelf.papers[place]
    held = frozenset(word.stem for word in words_of(paper.title)).union(*(s.stems for s in sentences_of(paper.abstract)))
    return [each for each in sought.telling if matched(each, held, held, held, sought) == 0.0]


def _bonus(sentence: Sentence, sought: Sought) -> float:
    # `What` alone asks for no definition where enough else is said.
    roles = [role for role in sought.roles if role is not Role.DEFINE] if len(sought.telling) > 1 else sought.roles
    signs = [signs_of(role, sentence.text) for role in roles[:3]]
    worth = [_FIRST_ROLE, _NEXT_ROLE, _NEXT_ROLE]
    return sum(much + _MORE_ROLE * (min(number, 3) - 1) for much, number in zip(worth, signs, strict=False) if number)
