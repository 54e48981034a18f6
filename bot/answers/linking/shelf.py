"""Everything that answers are looked up in, built once for a library: words, names, spellings."""

import math
import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.answers.grammar.phrases import GLUE, MONTHS, NUMBERS, PHRASES, SHORTHAND
from bot.answers.linking.coined import Bond, Coined, coined_by
from bot.answers.retrieval.concepts import COMMON
from bot.answers.words import folded, stems_of, words_of
from bot.library.catalogue import Catalogue
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.text import fold, squeeze
from bot.matching.outcome import Outcome
from bot.matching.spelling import Speller

Find = Callable[[str], Outcome]


@dataclass(frozen=True, slots=True)
class Named:
    """A paper (by its place) that a name belongs to, and how."""

    place: int
    coined: Coined


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A library as answers see it. Papers are known by their place, newest first.

    `holders` has the papers of each stem in a title or abstract, `titled` those of each stem in a title,
    `names` what each squeezed name belongs to, `people` the keys of those who have a word in their name.
    """

    catalogue: Catalogue
    papers: Sequence[Paper]
    holders: Mapping[str, Sequence[int]]
    titled: Mapping[str, Sequence[int]]
    names: Mapping[str, Sequence[Named]]
    people: Mapping[str, Sequence[str]]
    fields: Mapping[str, frozenset[str]]
    affiliations: Mapping[str, frozenset[str]]
    places: Mapping[str, int]
    grammar: frozenset[str]
    speller: Speller
    find_paper: Find
    find_person: Find

    @classmethod
    def build(cls, catalogue: Catalogue, find_paper: Find, find_person: Find) -> Self:
        """Index a catalogue. Linear in its texts."""
        papers = tuple(catalogue.papers.values())
        holders: dict[str, array[int]] = defaultdict(lambda: array("I"))
        titled: dict[str, array[int]] = defaultdict(lambda: array("I"))
        names: dict[str, list[Named]] = defaultdict(list)
        spelled: dict[str, None] = {}
        for place, paper in enumerate(papers):
            in_title = set(stems_of(paper.title))
            for stem in in_title:
                titled[stem].append(place)
            for stem in in_title | set(stems_of(paper.abstract)):
                holders[stem].append(place)
            for name, coined in _names_of(paper):
                names[name].append(Named(place, coined))
            spelled.update(dict.fromkeys(word.folded for word in words_of(paper.title)))
        people = _people(catalogue)
        grammar = _grammar()
        known = [*sorted(grammar), *sorted(COMMON), *people, *names, *(w for tag in {p.affiliation for p in papers if p.affiliation} for w in fold(tag).split()), *spelled, *_field_words(catalogue), *_abstract_words(papers), *(f"{word}s" for word in sorted(COMMON))]
        return cls(
            catalogue, papers, dict(holders), dict(titled), dict(names), people, _fields(catalogue), _affiliations(papers),
            {paper.key: place for place, paper in enumerate(papers)},
            grammar, Speller.build(known), find_paper, find_person,
        )  # fmt: skip

    def weight(self, stem: str) -> float:
        """How telling a stem is: log(1 + papers / holders), the inverse document frequency."""
        return math.log(1 + len(self.papers) / max(1, len(self.holders.get(stem, ()))))


def _names_of(paper: Paper) -> Iterator[tuple[str, Coined]]:
    """The squeezed forms of a paper's names, each once, the closest bond of each."""
    closest: dict[str, Coined] = {}
    for coined in coined_by(paper):
        name = squeeze(fold(coined.name))
        if len(name) > 1 and (name not in closest or _rank(coined) < _rank(closest[name])):
            closest[name] = coined
    yield from closest.items()


def _rank(coined: Coined) -> tuple[Bond, bool]:
    return coined.bond, coined.span is None


def _people(catalogue: Catalogue) -> dict[str, list[str]]:
    people: dict[str, list[str]] = defaultdict(list)
    for person in catalogue.people.values():
        for word in dict.fromkeys(word.folded for word in words_of(person.name)):
            people[word].append(person.key)
    return dict(people)


def _grammar() -> frozenset[str]:
    phrases = (word for table in PHRASES.values() for word in table.replace("|", " ").split())
    return frozenset([*phrases, *GLUE, *SHORTHAND, *MONTHS, *NUMBERS, *_EXTRA.split()])


_LETTERS = re.compile(r"[^\W\d_]{3,}")

# Words of the grammar that stand in patterns rather than in phrases.
_EXTRA = (
    "after before since until between newest january february march april june july august september october "
    "november december last past next this months years days best largest smallest biggest maximum minimum faster "
    "speedup improvement better limitation limitations weakness drawback problem idea insight main key results method "
    "approach experiments evaluation evaluated tested dataset datasets benchmark benchmarks baseline accuracy score model "
    "flagged latency compares compare email birthday award awards advisor supervisor salary venue conference journal arxiv doi bibtex"
)


def _field_words(catalogue: Catalogue) -> Iterator[str]:
    for code in {code for paper in catalogue.papers.values() for code in paper.fields}:
        yield from fold(field_of(code).name).split()


def _abstract_words(papers: Iterable[Paper]) -> Iterator[str]:
    for paper in papers:
        for word in set(_LETTERS.findall(paper.abstract)):
            known = folded(word)
            yield known
            yield from (known.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing") if known.endswith(ending))


def _affiliations(papers: Iterable[Paper]) -> dict[str, frozenset[str]]:
    """Keys of papers by folded affiliation tag."""
    tags: dict[str, set[str]] = defaultdict(set)
    for paper in papers:
        if paper.affiliation:
            tags[fold(paper.affiliation)].add(paper.key)
    return {tag: frozenset(keys) for tag, keys in tags.items()}


def _fields(catalogue: Catalogue) -> dict[str, frozenset[str]]:
    """Keys of papers by the whole code of each field."""
    fields: dict[str, set[str]] = defaultdict(set)
    for paper in catalogue.papers.values():
        for raw in paper.fields:
            fields[field_of(raw).code].add(paper.key)
    return {code: frozenset(keys) for code, keys in fields.items()}
