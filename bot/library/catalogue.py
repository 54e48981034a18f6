"""The catalogue: everything that is known, looked up by key in O(1), never changed after it is built."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.library.corrections import Correction, correct_pages, merge_corrected, name_people
from bot.library.models import Page, Paper, Person
from bot.library.people import People, find_people
from bot.library.text import fold


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Pages, papers and people by key. `papers` is in order, newest first; `people` owners first."""

    pages: Mapping[str, Page]
    papers: Mapping[str, Paper]
    people: Mapping[str, Person]
    _people: People

    @classmethod
    def build(cls, pages: Iterable[Page], corrections: Sequence[Correction] = ()) -> "Catalogue":
        """Merge what the pages list, correct it, and name everybody on them. Linear in the pages."""
        known = {page.key: page for page in correct_pages(pages, corrections)}
        merged = merge_corrected(list(known.values()), corrections)
        papers = {paper.key: paper for paper in sorted(merged, key=_newest_first)}
        people = find_people(known.values(), papers.values())
        return cls(
            MappingProxyType(known),
            MappingProxyType(papers),
            MappingProxyType({person.key: person for person in name_people(people.everyone, corrections)}),
            people,
        )

    def page_of(self, person: Person) -> Page | None:
        """The page a person owns, if any."""
        return self.pages.get(person.page) if person.page else None

    def papers_of(self, person: Person) -> Sequence[Paper]:
        """A person's papers, newest first."""
        return [self.papers[key] for key in person.papers]

    def authors(self, paper: Paper) -> Sequence[Person]:
        """Everybody known to have written a paper: as listed, then owners who are not listed."""
        listed = [self._people.named_on(name, paper) for name in paper.authors]
        owners = [self.people[key] for key in paper.owners]
        return list({person.key: person for person in [*listed, *owners]}.values())

    def unlisted_owners(self, paper: Paper) -> Sequence[Person]:
        """Owners of pages that list a paper whose own names its author list does not give."""
        listed = {fold(name) for name in paper.authors}
        owners = (self.people[key] for key in paper.owners)
        return [owner for owner in owners if fold(owner.name) not in listed]

    def coauthors(self, person: Person) -> Sequence[tuple[Person, int]]:
        """People a person is named beside, with how many papers they share, most first."""
        shared: dict[str, int] = {}
        for paper in self.papers_of(person):
            for author in self.authors(paper):
                shared[author.key] = shared.get(author.key, 0) + 1
        shared.pop(person.key, None)
        ranked = sorted(shared.items(), key=lambda item: (-item[1], fold(self.people[item[0]].name)))
        return [(self.people[key], count) for key, count in ranked]


def _newest_first(paper: Paper) -> tuple[int, str, str]:
    """Undated papers come last."""
    day = paper.published.day.toordinal() if paper.published else 0
    return (-day, fold(paper.title), paper.key)
