"""The papers of a library by what lists ask of them, so that no list looks through all: fields, days, code, words."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from threading import Event
from typing import Self

from bot.library.code import NoCode, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.text import fold
from bot.library.wordindex import WordIndex

Places = Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Facets:
    """Papers by their places in a catalogue, newest first; those without a date come last.

    `days` are the ordinals of the dated, negative and so in order; `fields` go by whole code (`cs.LG`), `affiliations`
    by folded tag; `listed` have code in some form, `linked` an address of it. All places are in order.
    """

    papers: Sequence[Paper]
    places: Mapping[str, int]
    days: "array[int]"
    fields: Mapping[str, "array[int]"]
    affiliations: Mapping[str, "array[int]"]
    listed: "array[int]"
    linked: "array[int]"
    words: WordIndex

    @classmethod
    def of(cls, catalogue_papers: Mapping[str, Paper], abandoned: Event | None = None) -> Self:
        """From papers as a catalogue has them. Linear in their texts. Raises Abandoned once the event is set."""
        papers = tuple(catalogue_papers.values())
        fields: dict[str, array[int]] = {}
        affiliations: dict[str, array[int]] = {}
        listed, linked = array("I"), array("I")
        for place, paper in enumerate(papers):
            for code in {field_of(raw).code for raw in paper.fields}:
                fields.setdefault(code, array("I")).append(place)
            if paper.affiliation:
                affiliations.setdefault(fold(paper.affiliation), array("I")).append(place)
            if not isinstance(code_state(paper), NoCode):
                listed.append(place)
            if paper.links:
                linked.append(place)
        return cls(
            papers=papers,
            places={key: place for place, key in enumerate(catalogue_papers)},
            days=array("i", [-paper.published.day.toordinal() for paper in papers if paper.published]),
            fields=fields,
            affiliations=affiliations,
            listed=listed,
            linked=linked,
            words=WordIndex.of(papers, abandoned or Event()),
        )

    @property
    def all(self) -> range:
        """Every paper."""
        return range(len(self.papers))

    @property
    def dated(self) -> range:
        """The papers that have a date."""
        return range(len(self.days))

    def between(self, first: date | None, last: date | None) -> range:
        """Those from a day to another, both included, either open."""
        return range(
            bisect_left(self.days, -last.toordinal()) if last else 0,
            bisect_right(self.days, -first.toordinal()) if first else len(self.days),
        )

    def of_year(self, year: int) -> range:
        """Those of a year; none of one that no calendar has."""
        is_a_year = date.min.year <= year <= date.max.year
        return self.between(date(year, 1, 1), date(year, 12, 31)) if is_a_year else range(0)

    def in_field(self, code: str) -> Places:
        """Those in a field, or in any of a whole archive (`stat`)."""
        held = [places for known, places in self.fields.items() if code in {known, known.partition(".")[0]}]
        return held[0] if len(held) == 1 else sorted(set().union(*held))

    def of_keys(self, keys: Iterable[str]) -> Places:
        """The places of those that are here."""
        return sorted(self.places[key] for key in set(keys) if key in self.places)

    def others(self, places: Collection[int], among: range) -> Places:
        """The places among some that are not these."""
        left_out = frozenset(places)
        return [place for place in among if place not in left_out]

    def in_all(self, groups: Iterable[Collection[int]]) -> Sequence[Paper]:
        """The papers that are in every one of these groups; all, where there is none."""
        ordered = sorted(groups, key=len)
        if not ordered:
            return self.papers
        first, *rest = ordered
        # A range or a row is in order already.
        plain = not rest and not isinstance(first, set | frozenset)
        places = first if plain else sorted(set(first).intersection(*rest))
        return [self.papers[place] for place in places]
