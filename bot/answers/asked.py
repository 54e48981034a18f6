"""A question beside the library that it is asked of: what every decision is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.grammar.reading import Reading
from bot.answers.linking.shelf import Shelf
from bot.answers.outcome import Ask, Suggestion
from bot.library.catalogue import Catalogue
from bot.library.models import Paper, Person


@dataclass(frozen=True, slots=True)
class Asked:
    """A reading, the shelf it was read against, the day."""

    reading: Reading
    shelf: Shelf
    now: date

    @property
    def catalogue(self) -> Catalogue:
        """The library."""
        return self.shelf.catalogue

    @property
    def paper(self) -> Paper | None:
        """The one paper that is named, if exactly one is."""
        place = self.reading.place
        return None if place is None else self.shelf.papers[place]

    @property
    def owners(self) -> Sequence[Person]:
        """People with a page."""
        return self.shelf.owners

    def person(self, key: str) -> Person:
        """The person of a key."""
        return self.catalogue.people[key]

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Questions that can be answered, near to what was asked: about the paper named, else about the people."""
        paper = self.paper
        if paper is not None:
            return tuple(Suggestion(ask, paper.key) for ask in (Ask.WHAT, Ask.AUTHORS, Ask.CODE))
        named = [key for people in self.reading.people for key in people.keys]
        about = named[0] if named else self.owners[0].key if self.owners else ""
        if about:
            asks = (Ask.METRICS, Ask.PAPERS, Ask.NEWEST) if self.person(about).page else (Ask.PAPERS, Ask.NEWEST)
            return tuple(Suggestion(ask, about) for ask in asks)
        return tuple(Suggestion(Ask.WHAT, paper.key) for paper in self.shelf.papers[:3])
