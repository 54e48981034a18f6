"""Folio itself, free of Discord: load the library, look things up in it."""

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

from bot.answers.engine import answer
from bot.answers.linking.shelf import Shelf
from bot.answers.outcome import Answer, Declined
from bot.answers.retrieval.meanings import meanings
from bot.at_start import overlay_of, seen_before
from bot.courtesy import unhurried
from bot.derived import Kept
from bot.digest.arrivals import Seen
from bot.errors import StillReading
from bot.ingest.seeds import SeedFile, Seeds, read_seeds
from bot.library.catalogue import Catalogue
from bot.library.fields import Field, code_of, field_of
from bot.library.models import Paper, Person
from bot.library.selection import Selection
from bot.library.similar import Neighbour
from bot.lists import Lists
from bot.loading import load
from bot.matching.outcome import Match, Outcome
from bot.snapshot import Overlay, Snapshot
from bot.store.forgetting import forget
from bot.store.interface import FileRecord, Library, Store
from bot.tidying import give_back

# What is said while /ask has no index yet.
_STILL_READING = "I am still reading the library for {}; please try again in a minute. Look-ups work already."
# Seconds after a change; more changes may follow.
_KEEP_AFTER = 60.0


class Folio:
    """What Folio can do. Look-ups answer from memory at once; the store is only for what must last."""

    def __init__(self, store: Store, snapshot: Snapshot, reports: Sequence[str] = (), seen: Seen | None = None) -> None:
        self.store = store
        self.seen = seen or Seen()
        self.reports = (*store.reports, *reports)
        # Whoever changes what is served takes it, so that changes come one after another.
        self.changing = asyncio.Lock()
        self._snapshot = snapshot
        self._lists = Lists()
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
            kept = Kept()
            loaded = await load(seeds_dir, store, today, keep=keep, read=read, unpack=kept.pages)
            overlay = await overlay_of(store, keep=keep)
            parts = kept.parts(loaded.library.pages, overlay.name)
            made = (loaded.library, overlay)
            snapshot = Snapshot.of_parts(parts, *made) if parts else Snapshot.of(*made)
            seen = await seen_before(store, snapshot, today, keep=keep)
        if snapshot.is_large:
            give_back()
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
        self._is_reading = snapshot.is_large and not snapshot.is_complete
        try:
            await asyncio.to_thread(meanings)  # else the first question would wait for them
            if not snapshot.is_complete:
                with unhurried():
                    await asyncio.to_thread(snapshot.finish)
                self._is_reading = False
                if snapshot.is_large:
                    await self._keep(snapshot)
        except asyncio.CancelledError:
            snapshot.abandon()
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
        """Settle, and be kept like that: the next start finds it settled. The thread ends with whoever waits for it."""
        enough = Event()
        try:
            with unhurried():
                await asyncio.to_thread(snapshot.settle, enough)
                data = await asyncio.to_thread(snapshot.packed, enough)
        finally:
            enough.set()
        await self.store.keep_derived(data, snapshot.library.pages)

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
            return Declined(_STILL_READING.format("questions"), ())
        return answer(question, self.shelf, now, self.paper(about))

    def suggest_papers(self, text: str) -> Sequence[Match]:
        """Papers for autocomplete, best first; the newest for no text."""
        return self._snapshot.titles.suggest(text)

    def suggest_people(self, text: str) -> Sequence[Match]:
        """People for autocomplete, best first; owners of pages for no text."""
        return self._snapshot.names.suggest(text)

    def select_papers(self, selection: Selection) -> Sequence[Paper]:
        """Every paper that a selection keeps, in its order. Turning a list's pages does not look all up again.

        Raises StillReading while a large library is new.
        """
        snapshot = self._snapshot
        if self._is_reading and not snapshot.facets.is_made:
            raise StillReading(_STILL_READING.format("lists"))
        return self._lists.of(snapshot, selection)

    def fields(self) -> Sequence[Field]:
        """The fields of the papers that are loaded; none while a large library is new."""
        facets = self._snapshot.facets
        return [] if self._is_reading and not facets.is_made else [field_of(code) for code in facets().fields]

    def field_code(self, typed: str) -> str:
        """A field's code from its code, its name or a part of either which only one here has; else as it was typed."""
        return code_of(typed, self.fields())

    async def similar(self, paper: Paper) -> Sequence[Neighbour]:
        """The papers nearest to one, with what they share. Raises StillReading while a large library is new."""
        neighbours = self._snapshot.neighbours
        if self._is_reading and not neighbours.is_made:
            raise StillReading(_STILL_READING.format("similar papers"))
        return (neighbours() if neighbours.is_made else await asyncio.to_thread(neighbours)).of(paper)

    def paper(self, key: str) -> Paper | None:
        """The paper of a key, if it is still known."""
        return self.catalogue.papers.get(key)

    def person(self, key: str) -> Person | None:
        """The person of a key, if they are still known."""
        return self.catalogue.people.get(key)
