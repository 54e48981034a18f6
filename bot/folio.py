"""Folio itself, free of Discord: load the library, look things up in it."""

import asyncio
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.answers.engine import answer
from bot.answers.linking.shelf import Shelf
from bot.answers.outcome import Answer, Declined
from bot.courtesy import Once, unhurried
from bot.derived import MANY_PAPERS, Kept, Parts, pack
from bot.digest.arrivals import Seen, arrive
from bot.errors import StoreError
from bot.ingest.seeds import SeedFile, Seeds, read_seeds
from bot.library.catalogue import Catalogue
from bot.library.corrections import Correction
from bot.library.fields import field_of
from bot.library.models import Page, Paper, Person
from bot.library.selection import Selection, select
from bot.library.similar import Neighbour, Neighbours
from bot.library.text import fold
from bot.live import live_pages
from bot.loading import load
from bot.matching.index import Index
from bot.matching.names import NameIndex
from bot.matching.outcome import Match, Outcome
from bot.matching.patched import Changes, patched
from bot.matching.rows import Named
from bot.matching.titles import TitleIndex
from bot.store.forgetting import forget
from bot.store.interface import FileRecord, Library, Store


@dataclass(frozen=True, slots=True)
class Overlay:
    """What lies over the library of the seeds: corrections, and pages of what live sources brought."""

    corrections: tuple[Correction, ...] = ()
    live: tuple[Page, ...] = ()


# What is said while /ask has no index yet.
_STILL_READING = "I am still reading the library for questions; please try again in a minute. Look-ups work already."
_NOTHING = Kept(None, "")
# Seconds after a change; more changes may follow.
_KEEP_AFTER = 60.0


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library with its indexes, ready to answer. Replaced as a whole, never changed.

    `shelf` gives what answers are looked up in, `neighbours` which papers are near another. Each is made when it is
    first asked for, once: look-ups do without.
    """

    catalogue: Catalogue
    titles: Index
    names: Index
    neighbours: Once[Neighbours]
    shelf: Once[Shelf]
    library: Library
    overlay: Overlay = Overlay()

    @classmethod
    def of(
        cls, library: Library, overlay: Overlay = Overlay(), before: "Snapshot | None" = None, kept: Kept = _NOTHING
    ) -> "Snapshot":
        """Build the catalogue and its indexes; from those of `before` where little has changed since.

        What was kept of them is taken as it is.
        """
        catalogue = Catalogue.build([*library.pages, *overlay.live], overlay.corrections, kept.people)
        if kept.parts is not None:
            return cls._of_parts(kept.parts, catalogue, library, overlay)
        papers, people = _papers(catalogue), _people(catalogue)
        titles = _patched(before.titles, _papers(before.catalogue), papers) if before else None
        names = _patched(before.names, _people(before.catalogue), people) if before else None
        sure_titles, sure_names = titles or TitleIndex.of(papers), names or NameIndex.of(people)
        shelf = Once(lambda abandoned: Shelf.build(catalogue, sure_names.resolve, abandoned))
        neighbours = Once(lambda _: Neighbours(catalogue.papers.values()))
        return cls(catalogue, sure_titles, sure_names, neighbours, shelf, library, overlay)

    @classmethod
    def _of_parts(cls, parts: Parts, catalogue: Catalogue, library: Library, overlay: Overlay) -> "Snapshot":
        shelf = replace(parts.shelf, catalogue=catalogue, find_person=parts.names.resolve)
        neighbours = Once.of(parts.neighbours)
        return cls(catalogue, parts.titles, parts.names, neighbours, Once.of(shelf), library, overlay)

    @classmethod
    def complete(cls, library: Library, overlay: Overlay = Overlay(), before: "Snapshot | None" = None) -> "Snapshot":
        """The same with everything made that is made on demand: where it is served next, nobody waits for it then."""
        snapshot = cls.of(library, overlay, before)
        snapshot.finish()
        return snapshot

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be made on demand."""
        return self.neighbours.is_made and self.shelf.is_made

    @property
    def is_large(self) -> bool:
        """Whether its start is worth a file that keeps what is derived."""
        return len(self.catalogue.papers) >= MANY_PAPERS

    @property
    def origin(self) -> str:
        """Names all that it is made of."""
        return _origin(self.library, self.overlay)

    def finish(self) -> None:
        """Make what is made on demand."""
        self.neighbours()
        self.shelf()

    def packed(self) -> bytes:
        """What is derived here, to be kept."""
        papers = list(self.catalogue.papers.values())
        parts = Parts(self.catalogue.everyone, self.titles, self.names, self.neighbours(), self.shelf())
        return pack(parts, papers, self.origin)


def _origin(library: Library, overlay: Overlay) -> str:
    days = [(page.key, page.captured, len(page.listings)) for page in library.pages]
    return repr((library.fingerprint, library.content, days, overlay))


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


class Folio:
    """What Folio can do. Look-ups answer from memory at once; the store is only for what must last."""

    def __init__(self, store: Store, snapshot: Snapshot, reports: Sequence[str] = (), seen: Seen | None = None) -> None:
        self.store = store
        self.seen = seen or Seen()
        self.reports = (*store.reports, *reports)
        # Whoever changes what is served takes it, so that changes come one after another.
        self.changing = asyncio.Lock()
        self._snapshot = snapshot
        self._is_reading = False
        self._keeping: asyncio.Task[None] | None = None
        # A library is for long and holds no cycles: full collections, which stop everything, need not look at it.
        gc.freeze()

    @classmethod
    async def open(
        cls,
        seeds_dir: Path,
        store: Store,
        today: date,
        *,
        keep: bool = True,
        read: Callable[[Seeds], Iterable[SeedFile]] = read_seeds,
    ) -> "Folio":
        """Load the seeds, or what is stored where they did not change or cannot be trusted as they are.

        `keep=False` writes nothing: for readers beside a running bot. `read` parses the files one by one. Raises
        SeedsError where there is nothing to serve, StoreError where the store cannot keep it.
        """
        with unhurried():
            loaded = await load(seeds_dir, store, today, keep=keep, read=read)
            overlay = await _overlay(store, keep=keep)
            snapshot = Snapshot.of(loaded.library, overlay, kept=await _kept(store, loaded.library, overlay))
            seen = await _seen(store, snapshot, today, keep=keep)
        return cls(store, snapshot, loaded.reports, seen)

    @property
    def catalogue(self) -> Catalogue:
        """Everything known at this moment. Take it once per answer: a reload replaces it."""
        return self._snapshot.catalogue

    @property
    def shelf(self) -> Shelf:
        """What answers are looked up in."""
        return self._snapshot.shelf()

    @property
    def snapshot(self) -> Snapshot:
        """What is served, with its indexes."""
        return self._snapshot

    @property
    def files(self) -> Sequence[FileRecord]:
        """The files that what is served was read from."""
        return self._snapshot.library.files

    @property
    def library(self) -> Library:
        """What is served, as it was applied."""
        return self._snapshot.library

    @property
    def overlay(self) -> Overlay:
        """What lies over the library."""
        return self._snapshot.overlay

    async def build(self, overlay: Overlay) -> Snapshot:
        """What would be served with another overlay. In a thread: the loop gets its turn every few milliseconds."""
        with unhurried():
            return await asyncio.to_thread(Snapshot.complete, self.library, overlay, self._snapshot)

    @property
    def is_quick(self) -> bool:
        """Whether what is made on demand is there, or soon made."""
        return self._snapshot.is_complete or not self._snapshot.is_large

    async def complete(self) -> None:
        """Make what is made on demand. A large library's is kept for the next start; `ask` says so meanwhile."""
        snapshot = self._snapshot
        if snapshot.is_complete:
            return
        self._is_reading = snapshot.is_large
        try:
            with unhurried():
                await asyncio.to_thread(snapshot.finish)
            self._is_reading = False
            if snapshot.is_large:
                await self._keep(snapshot)
        except asyncio.CancelledError:
            snapshot.shelf.abandon()
            raise
        finally:
            self._is_reading = False

    def swap(self, snapshot: Snapshot, seen: Seen | None = None) -> None:
        """Serve another library from now on. A look-up sees the one or the other, never a mix."""
        self._snapshot = snapshot
        self.seen = seen or self.seen
        if snapshot.is_large:
            self._keeping = asyncio.get_running_loop().create_task(self._keep_later(snapshot))

    async def _keep_later(self, snapshot: Snapshot) -> None:
        """Keep what is derived for the next start, unless it is out of date by then."""
        await asyncio.sleep(_KEEP_AFTER)
        if self._snapshot is snapshot:
            await self._keep(snapshot)

    async def _keep(self, snapshot: Snapshot) -> None:
        with unhurried():
            data = await asyncio.to_thread(snapshot.packed)
        await self.store.keep_derived(data)

    def forget(self, person: int) -> None:
        """Know no more who made what is served."""
        library = self.library
        if library.revision is not None:
            revision = forget(library.revision, person)
            self._snapshot = replace(self._snapshot, library=replace(library, revision=revision))

    def find_paper(self, query: str, limit: int = 5) -> Outcome:
        """Which paper a title, a part of one, an acronym or a key means."""
        return self._snapshot.titles.resolve(query, limit)

    def find_person(self, query: str, limit: int = 5) -> Outcome:
        """Which person a name, a part of one or a key means."""
        return self._snapshot.names.resolve(query, limit)

    def ask(self, question: str, now: date, about: str = "") -> Answer:
        """Answer a question, with receipts. `about` is the key of the paper that a follow-up is about."""
        if self._is_reading and not self._snapshot.shelf.is_made:
            return Declined(_STILL_READING, ())
        return answer(question, self.shelf, now, self.paper(about))

    def suggest_papers(self, text: str) -> Sequence[Match]:
        """Papers for autocomplete, best first; the newest for no text."""
        return self._snapshot.titles.suggest(text)

    def suggest_people(self, text: str) -> Sequence[Match]:
        """People for autocomplete, best first; owners of pages for no text."""
        return self._snapshot.names.suggest(text)

    def select_papers(self, selection: Selection) -> Sequence[Paper]:
        """Every paper that a selection keeps, in its order."""
        return select(self.catalogue, selection)

    def field_code(self, typed: str) -> str:
        """A field's code from its code, its name or a part of that which only one here has; else as it was typed."""
        named = {
            fold(field_of(raw).name): field_of(raw).code
            for paper in self.catalogue.papers.values()
            for raw in paper.fields
        }
        words = fold(typed)
        parts = {code for name, code in named.items() if words and words in name}
        if words in named or (len(parts) == 1 and not field_of(typed.strip()).known):
            return named.get(words) or parts.pop()
        return field_of(typed.strip()).code if typed.strip() else ""

    async def similar(self, paper: Paper) -> Sequence[Neighbour]:
        """The papers nearest to one, with what they share."""
        neighbours = self._snapshot.neighbours
        return (neighbours() if neighbours.is_made else await asyncio.to_thread(neighbours)).of(paper)

    def paper(self, key: str) -> Paper | None:
        """The paper of a key, if it is still known."""
        return self.catalogue.papers.get(key)

    def person(self, key: str) -> Person | None:
        """The person of a key, if they are still known."""
        return self.catalogue.people.get(key)


async def _seen(store: Store, snapshot: Snapshot, today: date, *, keep: bool) -> Seen:
    """What was met before. On a first start that is everything, so that nothing old is ever news."""
    if not keep:
        return Seen()
    seen = await store.seen()
    if not seen.numbers:
        seen = arrive(seen, snapshot.catalogue.papers.values(), (), today, quiet=True)
        await store.meet(seen)
    return seen


async def _kept(store: Store, library: Library, overlay: Overlay) -> Kept:
    """What is kept of a library's indexes, where it is so large that a file is read more quickly."""
    if sum(len(page.listings) for page in library.pages) < MANY_PAPERS:
        return _NOTHING
    return Kept(await store.derived(), _origin(library, overlay))


async def _overlay(store: Store, *, keep: bool) -> Overlay:
    """What lies over the library. A reader does without where it cannot be read."""
    try:
        return Overlay(tuple(await store.corrections()), live_pages((await store.live()).papers))
    except StoreError:
        if keep:
            raise
        return Overlay()
