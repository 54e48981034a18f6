"""Where a store's bytes live: in memory, or in a file that is replaced as a whole."""

import logging
import secrets
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from bot.errors import StoreError
from bot.store.disk import Disk, failure
from bot.store.seal import DamagedFile, generation_of

_log = logging.getLogger(__name__)


class Unconfirmed(StoreError):
    """The new file is in its place, but the disk did not confirm it: a power failure may bring back the old one."""


class Medium(Protocol):
    """Where a storage's bytes live. `save` is atomic: all of them, or the earlier ones."""

    @property
    def name(self) -> str:
        """What people know the bytes by."""

    def load(self) -> bytes | None:
        """The bytes saved last. Raises StoreError."""

    def save(self, data: bytes) -> None:
        """Replace the bytes. Raises StoreError; Unconfirmed where they are replaced all the same."""

    def before(self) -> bytes | None:
        """The bytes before them, where those are kept. Raises StoreError."""


class MemoryMedium:
    """Bytes that die with the process, for tests and the preview."""

    name = "memory"

    def __init__(self) -> None:
        self._data: bytes | None = None

    def load(self) -> bytes | None:
        return self._data

    def save(self, data: bytes) -> None:
        self._data = data

    def before(self) -> bytes | None:
        return None


class HeldMedium:
    """A file's bytes kept at hand, so that what befalls the file meanwhile costs its only writer nothing."""

    def __init__(self, medium: "FileMedium") -> None:
        self.name = medium.name
        self._medium = medium
        self._data = medium.load()
        self._neighbours: Sequence[HeldMedium] = ()

    def meet(self, neighbours: "Sequence[HeldMedium]") -> None:
        """Know the others in the folder: where it was emptied, whoever writes next brings all of them back."""
        self._neighbours = neighbours

    def load(self) -> bytes | None:
        return self._data

    def save(self, data: bytes) -> None:
        try:
            self._medium.save(data)
        except Unconfirmed:
            self._data = data
            raise
        self._data = data
        for each in self._neighbours:
            each.stand()

    def stand(self) -> None:
        """Write the file again where it is gone, as far as the disk lets us."""
        if self._data is not None and not self._medium.path.exists():
            _log.warning("While Folio ran: %s is gone, so it is written again.", self.name)
            with suppress(StoreError):
                self._medium.save(self._data)

    def before(self) -> bytes | None:
        return self._medium.before()


class FileMedium:
    """A file for its one writer. After any crash it is the old one or the new one.

    With a name for the `previous` file, that is always the last good file before this one.
    """

    def __init__(self, path: Path, previous: Path | None = None, disk: Disk | None = None) -> None:
        self.name = path.name
        self.path = path
        self.previous = previous
        self._disk = disk or Disk()

    def load(self) -> bytes | None:
        return read_file(self.path)

    def save(self, data: bytes) -> None:
        beside = self._beside()
        try:
            self._disk.write(beside, data)
            self._make_way()
            self._disk.replace(beside, self.path)
        except OSError as error:
            raise failure(self.path, error) from error
        finally:
            self._clear(beside)
        self._confirm()

    def before(self) -> bytes | None:
        return read_file(self.previous) if self.previous is not None else None

    def set_aside(self, path: Path) -> Path:
        """Move a damaged file to a name of its own, where nothing overwrites it. Raises StoreError."""
        aside = path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}")
        try:
            self._disk.replace(path, aside)
            self._disk.sync(path.parent)
        except OSError as error:
            raise StoreError(f"{path} is damaged and cannot be set aside: {error.strerror}.") from error
        return aside

    def sweep(self) -> None:
        """Remove what crashed writers left beside the file."""
        for leftover in self.path.parent.glob(f".{self.path.name}.*.tmp"):
            with suppress(OSError):
                self._disk.remove(leftover)

    def _make_way(self) -> None:
        """Keep a good file as the previous one; a file damaged since the last write is not overwritten either."""
        try:
            standing = self.load()
            if standing is not None:
                generation_of(standing, self.name)
        except DamagedFile as damage:
            aside = self.set_aside(self.path)
            _log.warning("While Folio ran: %s It was kept as %s.", damage, aside.name)
            return
        if standing is not None and self.previous is not None:
            self._keep_as_previous(standing, self.previous)

    def _keep_as_previous(self, standing: bytes, previous: Path) -> None:
        beside = self._beside()
        try:
            try:
                self._disk.link(self.path, beside)
            except OSError:  # a file system without links
                self._disk.write(beside, standing)
            self._disk.replace(beside, previous)
        finally:
            # Also after success: moving a link onto another of the same file leaves both.
            self._clear(beside)

    def _confirm(self) -> None:
        try:
            self._disk.sync(self.path.parent)
        except OSError as error:
            raise Unconfirmed(
                f"{self.path} was written, but the disk did not confirm it ({error.strerror}): "
                "after a power failure it may be as before."
            ) from error

    def _beside(self) -> Path:
        # A name of its own: two writers with one name would mix their bytes.
        return self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}.tmp")

    def _clear(self, beside: Path) -> None:
        with suppress(OSError):
            self._disk.remove(beside)


class ReadOnlyMedium:
    """A file beside its running writer, as a reader sees it: nothing is made, moved or mended."""

    def __init__(self, path: Path, previous: Path | None = None) -> None:
        self.name = path.name
        self._path = path
        self._previous = previous

    def load(self) -> bytes | None:
        """The file's bytes; the previous file's where it is damaged or missing and that one is good."""
        try:
            data = _read_good(self._path)
        except DamagedFile:
            data = self._fallback()
            if data is None:
                raise
        return data or self._fallback()

    def save(self, data: bytes) -> None:
        raise StoreError(f"{self._path} is open for reading only.")

    def before(self) -> bytes | None:
        return None

    def _fallback(self) -> bytes | None:
        if self._previous is None:
            return None
        with suppress(DamagedFile):
            return _read_good(self._previous)
        return None


def read_file(path: Path) -> bytes | None:
    """A file's bytes, or None where there is no file. Raises StoreError; DamagedFile for anything else in its place."""
    try:
        # A pipe or a device would be read for ever.
        if not path.is_file() and path.exists() and not path.is_dir():
            raise DamagedFile(path.name, "it is no file")
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except IsADirectoryError as error:
        raise DamagedFile(path.name, "it is a folder") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}. Mend that, then start Folio again.") from error


def _read_good(path: Path) -> bytes | None:
    data = read_file(path)
    if data is not None:
        generation_of(data, path.name)
    return data
