"""What a question's words are worth, and how well the words of a text stand for them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.linking.coined import Bond
from bot.answers.linking.shelf import Shelf
from bot.answers.retrieval.concepts import SOFT, are_rivals, kin_of
from bot.answers.retrieval.meanings import meanings
from bot.answers.retrieval.roles import Role
from bot.answers.sentences import KEPT, sentences_of
from bot.answers.words import stem, stems_of, words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS

# What a word counts that asks rather than tells.
_SOFT = 0.25
# What a match is worth: a word that holds the other, kin, a word of the title, one elsewhere in the abstract.
PART, KIN, TITLE, ELSEWHERE = 0.8, 0.6, 0.5, 0.2
_SHORTEST_PART = 4
_LONGEST_INITIALS = 6
_NO_NUMBERS = frozenset({"couple", "few", "both", "single"})
# `10 minutes` are `ten minutes`.
_IN_WORDS = {str(number): stem(word) for word, number in NUMBERS.items() if number > 1 and word not in _NO_NUMBERS}
_STOPPED = frozenset(map(stem, STOP_WORDS))


@dataclass(frozen=True, slots=True)
class Sought:
    """A question's stems with what each counts, what may stand for each, and what a sentence should do."""

    weights: Mapping[str, float]
    instead: Mapping[str, Sequence[frozenset[str]]]
    roles: Sequence[Role]
    soft: Collection[str] = SOFT

    @classmethod
    def of(
        cls,
        stems: Iterable[str],
        roles: Sequence[Role],
        shelf: Shelf,
        light: Collection[str] = (),
        soft: Collection[str] = SOFT,
    ) -> "Sought":
        """From a question's stems; `light` are those that name the paper already, `soft` those that ask."""
        kept = [each for each in dict.fromkeys(stems) if each not in _STOPPED]
        weights = {each: shelf.weight(each) * (_SOFT if each in soft or each in light else 1.0) for each in kept}
        return cls(weights, {each: _instead(each, shelf) for each in kept}, roles, soft)

    @property
    def telling(self) -> list[str]:
        """Stems that tell what is asked about."""
        return [each for each in self.weights if each not in self.soft]

    @property
    def total(self) -> float:
        """What all stems together count."""
        return sum(self.weights.values())


def _instead(each: str, shelf: Shelf) -> list[frozenset[str]]:
    """Sets of stems that stand for one: what an acronym is short for."""
    spelled = []
    for named in shelf.names.get(each, ())[:3]:
        if named.coined.span is not None and named.coined.bond is not Bond.TITLE:
            text = shelf.papers[named.place].abstract[slice(*named.coined.span)]
            spelled.append(frozenset(word.stem for word in words_of(text)) - STOP_WORDS)
    return list(dict.fromkeys(spelled))


class Standing:
    """For each stem that is sought, what the words of one text are worth in its stead."""

    __slots__ = ("_instead", "_worth")

    def __init__(self, sought: Sought, held: frozenset[str]) -> None:
        near = meanings().near(list(sought.weights), sorted(held))
        self._worth = {each: _worths(each, held, near.get(each, {})) for each in sought.weights}
        self._instead = sought.instead

    def of(self, each: str, held: frozenset[str]) -> float:
        """How well a part of the text, by its stems, stands for a stem: 0..1."""
        if any(spelled <= held for spelled in self._instead.get(each, ())):
            return 1.0
        return max((worth for other, worth in self._worth[each].items() if other in held), default=0.0)


def _worths(each: str, held: frozenset[str], near: Mapping[str, float]) -> dict[str, float]:
    """What each stem of a text is worth in another's stead: all, as a part of it, as kin, by its meaning."""
    alike = {other: worth for other, worth in near.items() if not are_rivals(each, other)}
    worths = {**alike, **dict.fromkeys(kin_of(each) & held, KIN)}
    if len(each) >= _SHORTEST_PART:
        worths |= {other: PART for other in held if _is_part(each, other)}
    same = {other: 1.0 for other in (each, _IN_WORDS.get(each, "")) if other in held}
    return worths | same


def _is_part(each: str, other: str) -> bool:
    """Whether a longer word begins or ends with the other: `underutilization` and `utilization`, `vocab`."""
    if len(other) < _SHORTEST_PART:
        return False
    return other.startswith(each) or other.endswith(each) or (len(other) > _SHORTEST_PART and each.startswith(other))


@lru_cache(maxsize=2048)
def title_stems(title: str) -> frozenset[str]:
    """The stems of a title."""
    return frozenset(stems_of(title))


@lru_cache(maxsize=KEPT)
def abstract_stems(abstract: str) -> frozenset[str]:
    """The stems of an abstract, addresses left out."""
    return frozenset[str]().union(*(sentence.stems for sentence in sentences_of(abstract)))


def stems_in(paper: Paper) -> frozenset[str]:
    """All stems of a paper."""
    return title_stems(paper.title) | abstract_stems(paper.abstract)


def is_initials(each: str, text: str, fewest: int = 3) -> bool:
    """Whether a short word has the first letters of words in a row: `fpr` of `false-positive rate`.

    Two letters stand in an abstract by chance.
    """
    return fewest <= len(each) <= _LONGEST_INITIALS and each.isalpha() and each in _initials(text)


@lru_cache(maxsize=KEPT)
def _initials(text: str) -> str:
    """The first letters of the words of a text, parted where a sentence pauses or a small word stands."""
    letters, end = "", 0
    for word in words_of(text):
        pauses = text[end : word.start] not in {"", " ", "-"} or word.folded in STOP_WORDS
        letters += (" " if pauses else "") + ("" if word.folded in STOP_WORDS else word.folded[0])
        end = word.end
    return letters


def foreign(sought: Sought, paper: Paper, least: float = 0.0) -> list[str]:
    """Telling stems that a paper has nowhere, in no form that is worth more than `least`."""
    held = stems_in(paper)
    standing = Standing(sought, held)
    absent = [each for each in sought.telling if standing.of(each, held) <= least]
    if least:
        return absent
    return [each for each in absent if not (is_initials(each, paper.title, 2) or is_initials(each, paper.abstract))]
