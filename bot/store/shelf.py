"""Earlier libraries, each a file of its own: inside the state file every small write would rewrite them."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.errors import StoreError
from bot.store.disk import Disk, failure
from bot.store.media import FileMedium, Medium, MemoryMedium, ReadOnlyMedium, read_file
from bot.store.seal import DamagedFile, generation_of

_log = logging.getLogger(__name__)

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
    """Earlier libraries as numbered files: a second name for the file that is replaced next."""

    def __init__(self, standing: FileMedium, folder: Path, disk: Disk | None = None) -> None:
        self._standing = standing
        self._folder = folder
        self._disk = disk or Disk()

    def recover(self) -> list[str]:
        """Clear what crashed writers left, and what stands in the folder's place. Raises StoreError."""
        if self._folder.exists() and not self._folder.is_dir():
            aside = self._standing.set_aside(self._folder)
            return [f"{self._folder.name} is damaged: it is no folder. It was kept as {aside.name}."]
        for leftover in self._folder.glob(".*.tmp"):
            self._remove(leftover)
        return []

    def push(self) -> None:
        try:
            data = self._standing.load()
            if data is None:
                return
            generation = generation_of(data, self._standing.name)
            self._folder.mkdir(exist_ok=True)
            if not self._is_kept(data):
                self._keep(data, self._folder / f"library-{self._next(generation):012}.json")
            self._disk.sync(self._folder)
        except DamagedFile:
            return  # what is damaged is nothing to go back to
        except OSError as error:
            raise failure(self._folder, error) from error
        for old in self._files()[_KEPT:]:
            self._remove(old)

    def newest_first(self) -> Iterator[Medium]:
        for path in self._files():
            medium = FileMedium(path, disk=self._disk)
            try:
                generation_of(medium.load() or b"", medium.name)
            except DamagedFile as damage:
                with suppress(StoreError):
                    _log.warning("%s It was kept as %s.", damage, medium.set_aside(path).name)
            except StoreError as error:
                _log.warning("%s", error)
            else:
                yield medium

    def to_rewrite(self) -> Iterator[Medium]:
        return self.newest_first()

    def drop(self, is_done_with: Callable[[Medium], bool]) -> None:
        for path in self._files():
            if not is_done_with(ReadOnlyMedium(path)):
                return
            self._remove(path)

    def _is_kept(self, data: bytes) -> bool:
        """Whether the newest is what stands: a crash fell between keeping it and replacing it."""
        newest = next(iter(self._files()), None)
        if newest is None or newest.stat().st_size != len(data):
            return False
        return newest.samefile(self._standing.path) or read_file(newest) == data

    def _next(self, generation: int) -> int:
        """Above all that is kept, also where the library began anew and counts from 1 again."""
        newest = [int(path.stem.removeprefix("library-")) for path in self._files()[:1]]
        return max([generation, *(number + 1 for number in newest)])

    def _keep(self, data: bytes, kept: Path) -> None:
        try:
            self._disk.link(self._standing.path, kept)
        except OSError:  # a file system without links
            beside = kept.with_name(f".{kept.name}.{secrets.token_hex(8)}.tmp")
            try:
                self._disk.write(beside, data)
                self._disk.replace(beside, kept)
            finally:
                self._remove(beside)

    def _files(self) -> list[Path]:
        return sorted((path for path in self._folder.glob("library-*.json") if path.stem[8:].isdecimal()), reverse=True)

    def _remove(self, path: Path) -> None:
        with suppress(OSError):
            self._disk.remove(path)
