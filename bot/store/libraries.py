"""The library that stands, and the earlier ones on the shelf."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from bot.errors import StoreError
from bot.library.models import Page
from bot.library.sharing import share
from bot.store.derived import Derived
from bot.store.forgetting import forget, rewrite
from bot.store.interface import FileRecord, Library, Revision, Unpack
from bot.store.records import ONLY, Database
from bot.store.seal import DamagedFile
from bot.store.shelf import Shelf

_ORIGIN, _FILES, _PAGES = "origin", "files", "pages"


@dataclass(frozen=True, slots=True)
class _Origin:
    """What the library in the file was derived from, and by which change."""

    fingerprint: str
    content: str = ""
    revision: Revision | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """The file's small tables, each record under its id."""

    origin: dict[int, _Origin] = field(default_factory=dict)
    files: dict[int, FileRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Tables(_Head):
    """All of them."""

    pages: dict[int, Page] = field(default_factory=dict)


LIBRARY_KINDS: dict[str, type[object]] = {_ORIGIN: _Origin, _FILES: FileRecord, _PAGES: Page}


class LibraryFile:
    """The file. `rescue` sets aside what means nothing and puts an earlier one in its place; None for readers.

    What is derived from its pages is kept beside it, under the mark of the very file that they are in.
    """

    def __init__(
        self, database: Database, shelf: Shelf, derived: Derived, rescue: Callable[[], list[str]] | None
    ) -> None:
        self.database = database
        self._shelf = shelf
        self._derived = derived
        self._rescue = rescue
        # As they were last read or written.
        self._pages: tuple[Page, ...] = ()
        self._mark = b""

    def read(self, unpack: Unpack) -> tuple[Library | None, list[str]]:
        """What stands, with reports where that was damaged: then it is an earlier one, or none. Raises StoreError.

        `unpack` gives its pages from what is derived from them.
        """
        try:
            return self._read(unpack), []
        except DamagedFile:
            if self._rescue is None:
                raise
            reports = self._rescue()
            return self._read(unpack), reports

    def keep_derived(self, data: bytes, pages: tuple[Page, ...]) -> None:
        """Keep what was derived from these pages, if they are what stands."""
        if self._mark and self._mark == self.database.mark and pages is self._pages:
            self._derived.save(data, self._mark)

    def _read(self, unpack: Unpack) -> Library | None:
        head = self.database.whole(_Head, without=_PAGES)
        origin = head.origin.get(ONLY) if head else None
        data = self._derived.load(self.database.mark) if origin else None
        pages = unpack(data) if data else None
        if head is None or origin is None or pages is None:
            library = _read(self.database)
        else:
            library = _library(origin, head, pages)
        # Who reads it again has other objects: those that were read first are the ones that are served.
        if library is not None and self._mark != self.database.mark:
            self._pages, self._mark = library.pages, self.database.mark
        return library

    def write(self, library: Library) -> None:
        """Replace what stands."""
        self._pages, self._mark = (), b""
        with self.database.rewriting():
            self.database.put(_ORIGIN, _Origin(library.fingerprint, library.content, library.revision))
            self.database.fill(_FILES, library.files)
            self.database.fill(_PAGES, library.pages)  # the last, as `whole` expects
        self._pages, self._mark = library.pages, self.database.mark

    def push(self) -> None:
        """Keep what stands on the shelf."""
        self._shelf.push()

    def earlier(self) -> Library | None:
        """The newest on the shelf that is not what stands: a crash may have left that one there as well."""
        standing = _read(self.database)
        for medium in self._shelf.newest_first():
            with suppress(DamagedFile):  # whole, and nonsense all the same
                library = _read(Database(medium))
                if library is not None and (standing is None or library.pages != standing.pages):
                    return library
        return None

    def drop(self, library: Library) -> None:
        """Let go of the newest on the shelf as far as they are this. What stays by accident is passed over later."""
        with suppress(StoreError):
            self._shelf.drop(lambda medium: _same_pages(_read(Database(medium)), library))

    def forget(self, person: int) -> int:
        """Remove who made what stands and what is on the shelf; in how many places."""

        def without(origin: _Origin) -> _Origin:
            return replace(origin, revision=forget(origin.revision, person)) if origin.revision else origin

        # Somebody may have put another file in its place, whose pages are not those that are served.
        with suppress(DamagedFile):
            self.database.whole(_Head, without=_PAGES)
        stands = self._mark == self.database.mark
        found = 0
        for library in (self.database, *(Database(medium) for medium in self._shelf.to_rewrite())):
            with suppress(DamagedFile):  # nobody reads it any more
                found += rewrite(library, _ORIGIN, _Origin, without)
        if stands:
            self._mark = self.database.mark  # the pages are as they were
        return found


def _read(database: Database) -> Library | None:
    tables = database.whole(_Tables)
    origin = tables.origin.get(ONLY) if tables else None
    if tables is None or origin is None:
        database.ids(_ORIGIN)  # is heard where the tables are none at all
        return None
    pages = tuple(tables.pages.values())
    share(pages)
    return _library(origin, tables, pages)


def _library(origin: _Origin, head: _Head, pages: tuple[Page, ...]) -> Library:
    return Library(origin.fingerprint, tuple(head.files.values()), pages, origin.content, origin.revision)


def _same_pages(one: Library | None, other: Library) -> bool:
    return one is not None and one.pages == other.pages
