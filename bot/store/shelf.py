"""Earlier libraries, each a file of its own: inside the state file every small write would rewrite them."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.errors import StoreError
from bot.store.media import Disk, FileMedium, Medium, MemoryMedium, ReadOnlyMedium
from bot.store.seal import DamagedFile, generation_of

# How many changes can be taken back, one after another.
_KEPT = 10


class Shelf(Protocol):
    """Where the libraries before the one that stands are kept."""

    def push(self) -> None:
        """Keep what stands. Raises StoreError."""

    def newest_first(self) -> Iterator[Medium]:
        """What is kept and whole, newest first."""

    def to_rewrite(self) -> Iterator[Medium]:
        """What is kept and whole, to be changed."""

    def drop(self, is_done_with: Callable[[Medium], bool]) -> None:
        """Let go of the newest as far as they are done with."""


class MemoryShelf:
    """Earlier libraries that die with the process."""

    def __init__(self, standing: Medium) -> None:
        self._standing = standing
        self._kept: list[MemoryMedium] = []

    def push(self) -> None:
        data = self._standing.load()
        if data is not None:
            kept = MemoryMedium()
            kept.save(data)
            self._kept = [kept, *self._kept][:_KEPT]

    def newest_first(self) -> Iterator[Medium]:
        yield from self._kept

    def to_rewrite(self) -> Iterator[Medium]:
        return self.newest_first()

    def drop(self, is_done_with: Callable[[Medium], bool]) -> None:
        while self._kept and is_done_with(self._kept[0]):
            del self._kept[0]


class FileShelf:
    """Earlier libraries as files named by their generation: a second name for the file that is replaced next."""

    def __init__(self, standing: FileMedium, folder: Path, disk: Disk | None = None) -> None:
        self._standing = standing
        self._folder = folder
        self._disk = disk or Disk()

    def push(self) -> None:
        try:
            data = self._standing.load()
            if data is None:
                return
            kept = self._folder / f"library-{generation_of(data, self._standing.name):012}.json"
            self._folder.mkdir(exist_ok=True)
            if not kept.exists():
                self._link(data, kept)
            self._disk.sync(self._folder)
        except DamagedFile:
            return  # what is damaged is nothing to go back to
        except OSError as error:
            raise StoreError(f"{self._folder} cannot be written: {error.strerror}. Nothing was changed.") from error
        for old in self._files()[_KEPT:]:
            self._remove(old)

    def newest_first(self) -> Iterator[Medium]:
        for path in self._files():
            medium = ReadOnlyMedium(path)
            with suppress(StoreError):
                if medium.load() is not None:
                    yield medium

    def to_rewrite(self) -> Iterator[Medium]:
        for path in self._files():
            with suppress(DamagedFile):
                medium = FileMedium(path, disk=self._disk)
                if (data := medium.load()) is not None:
                    generation_of(data, medium.name)
                    yield medium

    def drop(self, is_done_with: Callable[[Medium], bool]) -> None:
        for path in self._files():
            if not is_done_with(ReadOnlyMedium(path)):
                return
            self._remove(path)

    def _link(self, data: bytes, kept: Path) -> None:
        try:
            self._disk.link(self._standing.path, kept)
        except OSError:  # a file system without links
            self._disk.write(kept, data)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("library-*.json"), reverse=True)

    def _remove(self, path: Path) -> None:
        with suppress(OSError):
            self._disk.remove(path)
