"""Folio itself, free of Discord: load the library, look things up in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.errors import SeedsError, StoreError
from bot.ingest.problems import Problem, Severity
from bot.ingest.resolve import Memory, resolve
from bot.ingest.seeds import SeedFile, open_seeds, read_seeds
from bot.library.catalogue import Catalogue
from bot.library.fields import field_of
from bot.library.models import Paper, Person
from bot.library.selection import Selection, select
from bot.library.similar import Neighbour, Neighbours
from bot.library.text import fold
from bot.matching.names import NameIndex
from bot.matching.outcome import Match, Outcome
from bot.matching.titles import TitleIndex
from bot.store.interface import FileRecord, Library, Store


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library with its indexes, ready to answer. Replaced as a whole, never changed."""

    catalogue: Catalogue
    titles: TitleIndex
    names: NameIndex
    neighbours: Neighbours
    files: tuple[FileRecord, ...]

    @classmethod
    def of(cls, library: Library) -> "Snapshot":
        """Build the catalogue and its indexes."""
        catalogue = Catalogue.build(library.pages)
        titles = TitleIndex.build((paper.key, paper.title) for paper in catalogue.papers.values())
        names = NameIndex.build((person.key, person.name) for person in catalogue.people.values())
        return cls(catalogue, titles, names, Neighbours(catalogue.papers.values()), library.files)


class Folio:
    """What Folio can do. Look-ups answer from memory at once; the store is only for what must last."""

    def __init__(self, store: Store, snapshot: Snapshot, reports: Sequence[str] = ()) -> None:
        self.store = store
        self.reports = (*store.reports, *reports)
        self._snapshot = snapshot

    @classmethod
    async def open(cls, seeds_dir: Path, store: Store, today: date, *, keep: bool = True) -> "Folio":
        """Load the seeds, or what is stored where they did not change.

        `keep=False` writes nothing: for readers beside a running bot. Raises SeedsError where there is
        nothing to serve.
        """
        library, reports = await _load(seeds_dir, store, today, keep=keep)
        return cls(store, Snapshot.of(library), reports)

    @property
    def catalogue(self) -> Catalogue:
        """Everything known at this moment. Take it once per answer: a reload replaces it."""
        return self._snapshot.catalogue

    @property
    def files(self) -> Sequence[FileRecord]:
        """The files that what is served was read from."""
        return self._snapshot.files

    def find_paper(self, query: str, limit: int = 5) -> Outcome:
        """Which paper a title, a part of one, an acronym or a key means."""
        return self._snapshot.titles.resolve(query, limit)

    def find_person(self, query: str, limit: int = 5) -> Outcome:
        """Which person a name, a part of one or a key means."""
        return self._snapshot.names.resolve(query, limit)

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
        """A field's code from its code or name, as typed; what is unknown stays as it is."""
        named = {
            fold(field_of(raw).name): field_of(raw).code
            for paper in self.catalogue.papers.values()
            for raw in paper.fields
        }
        return named.get(fold(typed), field_of(typed.strip()).code if typed.strip() else "")

    def similar(self, paper: Paper) -> Sequence[Neighbour]:
        """The papers nearest to one, with what they share."""
        return self._snapshot.neighbours.of(paper)

    def paper(self, key: str) -> Paper | None:
        """The paper of a key, if it is still known."""
        return self.catalogue.papers.get(key)

    def person(self, key: str) -> Person | None:
        """The person of a key, if they are still known."""
        return self.catalogue.people.get(key)


async def _load(seeds_dir: Path, store: Store, today: date, *, keep: bool) -> tuple[Library, list[str]]:
    """The library to serve, and sentences about anything in the way.

    Changed files are applied as an operator would apply them, unless one of them is refused: then the
    last applied library stands.
    """
    stored = await _stored(store)
    try:
        seeds = open_seeds(seeds_dir)
    except SeedsError as error:
        if stored is None:
            raise
        return stored, [f"{error} What was loaded last is served."]
    if stored is not None and stored.fingerprint == seeds.fingerprint:
        return stored, []
    files = read_seeds(seeds)
    memory = await _memory(store, keep=keep)
    library, memory = derive(seeds.fingerprint, files, seeds.problems, memory, today)
    refused = [
        str(problem) for file in library.files for problem in file.problems if problem.severity is Severity.ERROR
    ]
    if stored is not None and refused:
        return stored, [*refused, "The files changed and one is refused, so what was loaded last is served."]
    if not library.pages:
        raise SeedsError("\n".join([f"No profile page could be read from {seeds_dir}.", *refused]))
    if keep:
        await store.apply(library, memory)
    return library, refused


def derive(
    fingerprint: str, files: Sequence[SeedFile], unread: Sequence[Problem], memory: Memory, today: date
) -> tuple[Library, Memory]:
    """The library that files give, with the memory that goes with it. `unread` are problems of other files."""
    resolution = resolve(files, memory, today)
    records = [
        FileRecord(
            name=file.name,
            pages=len(file.pages),
            papers=sum(len(page.papers) for page in file.pages),
            problems=(
                *file.problems,
                *(problem for problem in resolution.problems if problem.source == file.name),
            ),
        )
        for file in files
    ]
    records += [FileRecord(problem.source, 0, 0, (problem,)) for problem in unread]
    return Library(fingerprint, tuple(records), resolution.pages), resolution.memory


async def _stored(store: Store) -> Library | None:
    """What is stored; a library that cannot be read is rebuilt from the seeds, so it counts as none."""
    try:
        return await store.library()
    except StoreError:
        return None


async def _memory(store: Store, *, keep: bool) -> Memory:
    """What was settled earlier. A reader does without where it cannot be read; a writer would overwrite it."""
    try:
        return await store.memory()
    except StoreError:
        if keep:
            raise
        return Memory()
