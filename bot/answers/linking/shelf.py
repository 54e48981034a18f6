"""Everything that answers are looked up in, built once for a library: words, names, spellings."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Event
from typing import Self

from bot.answers.grammar.phrases import PHRASES
from bot.answers.grammar.vocabulary import GLUE, MONTHS, NUMBERS, PATTERN_WORDS, SHORTHAND
from bot.answers.linking.gathering import Gathered
from bot.answers.linking.names import Named
from bot.answers.linking.postings import Bearers
from bot.answers.retrieval.concepts import COMMON
from bot.answers.words import folded, words_of
from bot.courtesy import Abandoned
from bot.library.catalogue import Catalogue
from bot.library.facets import Facets
from bot.library.fields import field_of, taxonomy
from bot.library.models import Paper, Person
from bot.library.text import fold
from bot.matching.outcome import Outcome
from bot.matching.spelling import Speller
from bot.matching.wordbook import Beginners

Find = Callable[[str], Outcome]


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """A library as answers see it. Papers are known by their place, newest first.

    `holders` has the papers of each stem in a title or abstract, `titled` those of each stem in a title (`title_stems`
    in order), `names` what each squeezed name belongs to (`initials` are these names by their first letter), `people`
    the keys of those who have a word in their name. `grammar` are words of questions, `small` also those of how
    people talk about research.
    """

    catalogue: Catalogue
    facets: Facets
    owners: Sequence[Person]
    holders: Mapping[str, Sequence[int]]
    titled: Mapping[str, Sequence[int]]
    title_stems: Sequence[str]
    names: Mapping[str, Sequence[Named]]
    initials: Mapping[str, Sequence[str]]
    people: Bearers
    grammar: frozenset[str]
    small: frozenset[str]
    speller: Speller
    find_person: Find

    @classmethod
    def build(cls, catalogue: Catalogue, facets: Facets, find_person: Find, abandoned: Event | None = None) -> Self:
        """Index a catalogue. Linear in its texts. Raises Abandoned once the event is set."""
        papers = facets.papers
        gathered = Gathered()
        for place, paper in enumerate(papers):
            if abandoned is not None and abandoned.is_set():
                raise Abandoned
            gathered.add(place, paper)
        people = _people(catalogue)
        grammar = _grammar()
        known = [
            *sorted(grammar), *sorted(COMMON), *people, *gathered.names, *" ".join(facets.affiliations).split(),
            *gathered.titles(), *_field_words(facets), *_inflected(gathered.written()),
            *map(_plural, sorted(COMMON)),
        ]  # fmt: skip
        titled, names = gathered.titled(), gathered.named(papers)
        return cls(
            catalogue=catalogue,
            facets=facets,
            owners=tuple(person for person in catalogue.people.values() if person.page),
            holders=gathered.holders(),
            titled=titled,
            title_stems=sorted(titled),
            names=names,
            initials={first: Beginners(drawers) for first, drawers in names.words.drawers.items()},
            people=people,
            grammar=grammar,
            small=grammar | COMMON,
            speller=Speller.build(known),
            find_person=find_person,
        )

    @property
    def papers(self) -> Sequence[Paper]:
        """All papers, newest first."""
        return self.facets.papers

    @property
    def places(self) -> Mapping[str, int]:
        """The place of each paper by its key."""
        return self.facets.places

    def weight(self, stem: str) -> float:
        """How telling a stem is: log(1 + papers / holders), the inverse document frequency."""
        return math.log(1 + len(self.papers) / max(1, len(self.holders.get(stem, ()))))


def _plural(word: str) -> str:
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def _people(catalogue: Catalogue) -> Bearers:
    words = (dict.fromkeys(word.folded for word in words_of(each.name)) for each in catalogue.people.values())
    return Bearers.of([person.key for person in catalogue.people.values()], words)


def _grammar() -> frozenset[str]:
    phrases = (word for table in PHRASES.values() for word in table.replace("|", " ").split())
    return frozenset([*phrases, *GLUE, *SHORTHAND, *MONTHS, *NUMBERS, *PATTERN_WORDS, *_EXTRA.split()])


# Words of the grammar that stand in patterns rather than in phrases.
_EXTRA = (
    "after before since until between newest january february march april june july august september october "
    "november december last past next this months years days best largest smallest biggest maximum minimum faster "
    "speedup improvement better limitation limitations weakness drawback problem idea insight main key results "
    "method approach experiments evaluation evaluated tested dataset datasets benchmark benchmarks baseline "
    "accuracy score model shown displayed stated flagged latency compares compare joint jointly captured email "
    "birthday award awards advisor supervisor salary venue conference journal arxiv doi bibtex"
)


def _field_words(facets: Facets) -> Iterator[str]:
    for code in taxonomy():
        yield from fold(code).split()
    for code in facets.fields:
        yield from fold(field_of(code).name).split()


def _inflected(written: Iterable[str]) -> Iterator[str]:
    """Words of abstracts, and what is left of them without an ending: `match` for `matches`."""
    for known in sorted({folded(word) for word in written if len(word) > 2 and word.isalpha()}):
        yield known
        yield from (known.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing") if known.endswith(ending))


__all__ = ["Find", "Named", "Shelf"]
