"""What is served: a library with what lies over it, and the indexes that it is looked up in."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from threading import Event

from bot.answers.linking.shelf import Shelf
from bot.courtesy import Once
from bot.derived import Parts, is_worth_keeping, pack
from bot.library.catalogue import Catalogue
from bot.library.corrections import Correction
from bot.library.facets import Facets
from bot.library.models import LONG_TEXTS, Page, Paper
from bot.library.packed import pack_texts
from bot.library.similar import Neighbours
from bot.matching.index import Index
from bot.matching.names import NameIndex
from bot.matching.patched import Changes, patched
from bot.matching.rows import Named
from bot.matching.titles import TitleIndex
from bot.store.interface import Library
from bot.tidying import give_back


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over the library of the seeds: corrections, and pages of what live sources brought."""

    corrections: tuple[Correction, ...] = ()
    live: tuple[Page, ...] = ()

    @property
    def name(self) -> str:
        """Names all that it holds: no other overlay has it."""
        return hashlib.sha256(repr(self).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library with its indexes, ready to answer. Replaced as a whole, never changed.

    `facets` give what lists are looked up in, `shelf` what answers are, `neighbours` which papers are near another.
    Each is made when it is first asked for, once: look-ups do without.
    """

    catalogue: Catalogue
    titles: Index
    names: Index
    neighbours: Once[Neighbours]
    shelf: Once[Shelf]
    facets: Once[Facets]
    library: Library
    overlay: Overlay = Overlay()

    @classmethod
    def of(cls, library: Library, overlay: Overlay = Overlay(), before: "Snapshot | None" = None) -> "Snapshot":
        """Build the catalogue and its indexes; from those of `before` where little has changed since."""
        catalogue = Catalogue.build([*library.pages, *overlay.live], overlay.corrections)
        papers, people = _papers(catalogue), _people(catalogue)
        titles = _patched(before.titles, _papers(before.catalogue), papers) if before else None
        names = _patched(before.names, _people(before.catalogue), people) if before else None
        sure_titles, sure_names = titles or TitleIndex.of(papers), names or NameIndex.of(people)
        facets = Once(lambda abandoned: Facets.of(catalogue.papers, abandoned))
        shelf = Once(lambda abandoned: Shelf.build(catalogue, facets(), sure_names.resolve, abandoned))
        neighbours = Once(lambda _: Neighbours(catalogue.papers.values()))
        return cls(catalogue, sure_titles, sure_names, neighbours, shelf, facets, library, overlay)

    @classmethod
    def of_parts(cls, parts: Parts, library: Library, overlay: Overlay) -> "Snapshot":
        """What was kept of a library and what lies over it, as it is."""
        shelf = replace(parts.shelf, find_person=parts.names.resolve)
        made = Once.of(parts.neighbours), Once.of(shelf), Once.of(shelf.facets)
        return cls(parts.catalogue, parts.titles, parts.names, *made, library, overlay)

    @classmethod
    def complete(cls, library: Library, overlay: Overlay = Overlay(), before: "Snapshot | None" = None) -> "Snapshot":
        """The same with everything made that is made on demand: where it is served next, nobody waits for it then."""
        snapshot = cls.of(library, overlay, before)
        snapshot.finish()
        return snapshot

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be made on demand."""
        return self.facets.is_made and self.neighbours.is_made and self.shelf.is_made

    @property
    def is_large(self) -> bool:
        """Whether its start is worth a file that keeps what is derived."""
        return is_worth_keeping(len(self.catalogue.papers))

    def finish(self) -> None:
        """Make what is made on demand. Raises Abandoned once nobody wants it any more."""
        self.facets()
        self.neighbours()
        self.shelf()

    def settle(self, enough: Event) -> None:
        """Take as little memory as may be. It ends early once the event is set."""
        pages = (*self.library.pages, *self.overlay.live)
        # In the order of papers, in which they are mostly read.
        records = [*self.catalogue.papers.values(), *(listing for page in pages for listing in page.listings)]
        for name in LONG_TEXTS:
            pack_texts(records, name, enough)
        give_back()

    def abandon(self) -> None:
        """Let whoever makes something of it stop soon."""
        self.facets.abandon()
        self.shelf.abandon()

    def packed(self, enough: Event) -> bytes:
        """What is derived here, to be kept. Raises Abandoned once the event is set."""
        made = self.catalogue, self.titles, self.names, self.neighbours(), self.shelf()
        return pack(Parts(self.library.pages, self.overlay.name, *made), enough)


def _patched(index: Index, before: Mapping[str, Named], now: Mapping[str, Named]) -> Index | None:
    """An index brought up to date, or None where too much has changed for that."""
    return patched(index, _changes(before, now), _rows(now))


def _papers(catalogue: Catalogue) -> Mapping[str, Named]:
    return {
        paper.key: Named(paper.title, (*paper.other_titles, *paper.aliases), tuple(_identifiers(paper)))
        for paper in catalogue.papers.values()
    }


def _identifiers(paper: Paper) -> Iterator[str]:
    """What a pasted link to a paper holds."""
    if paper.arxiv_id:
        yield f"arXiv:{paper.arxiv_id}"
    if paper.doi:
        yield f"doi:{paper.doi}"


def _people(catalogue: Catalogue) -> Mapping[str, Named]:
    return {person.key: Named(person.name, person.aliases) for person in catalogue.people.values()}


def _changes(before: Mapping[str, Named], now: Mapping[str, Named]) -> Changes:
    """What is called otherwise than before, and what is no more."""
    changed: dict[str, Named | None] = {key: named for key, named in now.items() if before.get(key) != named}
    return changed | dict.fromkeys(before.keys() - now.keys())


def _rows(named: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    return ((key, each.name) for key, each in named.items())
