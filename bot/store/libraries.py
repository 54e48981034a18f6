"""The library that stands, and the earlier ones on the shelf."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.errors import StoreError
from bot.library.models import Page
from bot.store.forgetting import forget, rewrite
from bot.store.interface import FileRecord, Library, Revision
from bot.store.records import ONLY, Database
from bot.store.seal import DamagedFile
from bot.store.sharing import share
from bot.store.shelf import Shelf

_ORIGIN, _FILES, _PAGES = "origin", "files", "pages"


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the library in the file was derived from, and by which change."""

    fingerprint: str
    content: str = ""
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class _Tables:
    """The file's tables, each record under its id."""

    origin: dict[int, _Origin] = field(default_factory=dict)
    files: dict[int, FileRecord] = field(default_factory=dict)
    pages: dict[int, Page] = field(default_factory=dict)


LIBRARY_KINDS: dict[str, type[object]] = {_ORIGIN: _Origin, _FILES: FileRecord, _PAGES: Page}


@dataclass(frozen=True, slots=True)
class LibraryFile:
    """The file. `rescue` sets aside what means nothing and puts an earlier one in its place; None for readers."""

    database: Database
    shelf: Shelf
    rescue: Callable[[], list[str]] | None

    def read(self) -> tuple[Library | None, list[str]]:
        """What stands, with reports where that was damaged: then it is an earlier one, or none. Raises StoreError."""
        try:
            return _read(self.database), []
        except DamagedFile:
            if self.rescue is None:
                raise
            reports = self.rescue()
            return _read(self.database), reports

    def write(self, library: Library) -> None:
        """Replace what stands."""
        with self.database.rewriting():
            self.database.put(_ORIGIN, _Origin(library.fingerprint, library.content, library.revision))
            self.database.fill(_FILES, library.files)
            self.database.fill(_PAGES, library.pages)

    def push(self) -> None:
        """Keep what stands on the shelf."""
        self.shelf.push()

    def earlier(self) -> Library | None:
        """The newest on the shelf that is not what stands: a crash may have left that one there as well."""
        standing = _read(self.database)
        for medium in self.shelf.newest_first():
            with suppress(DamagedFile):  # whole, and nonsense all the same
                library = _read(Database(medium))
                if library is not None and (standing is None or library.pages != standing.pages):
                    return library
        return None

    def drop(self, library: Library) -> None:
        """Let go of the newest on the shelf as far as they are this. What stays by accident is passed over later."""
        with suppress(StoreError):
            self.shelf.drop(lambda medium: _same_pages(_read(Database(medium)), library))

    def forget(self, person: int) -> int:
        """Remove who made what stands and what is on the shelf; in how many places."""

        def without(origin: _Origin) -> _Origin:
            return replace(origin, revision=forget(origin.revision, person)) if origin.revision else origin

        found = 0
        for library in (self.database, *(Database(medium) for medium in self.shelf.to_rewrite())):
            with suppress(DamagedFile):  # nobody reads it any more
                found += rewrite(library, _ORIGIN, _Origin, without)
        return found


def _read(database: Database) -> Library | None:
    tables = database.whole(_Tables)
    origin = tables.origin.get(ONLY) if tables else None
    if tables is None or origin is None:
        database.ids(_ORIGIN)  # is heard where the tables are none at all
        return None
    pages = tuple(tables.pages.values())
    share(pages)
    return Library(origin.fingerprint, tuple(tables.files.values()), pages, origin.content, origin.revision)


def _same_pages(one: Library | None, other: Library) -> bool:
    return one is not None and one.pages == other.pages
