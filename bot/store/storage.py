"""A TinyDB storage that a crash cannot tear: written beside, synced, renamed; checked on every read."""

import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import orjson
from tinydb import Storage

from bot.errors import StoreError

# The header stands before the tables so that a reader can check every byte after it without parsing.
_HEADER = re.compile(rb'\{"folio":1,"generation":(\d{1,15}),"sha256":"([0-9a-f]{64})","tables":')
_END = b"}\n"


class DamagedFile(StoreError):
    """A file's bytes are not what was written: torn, mixed, edited, or something else altogether."""


class Medium(Protocol):
    """Where a storage's bytes live. `save` is atomic: all of them, or the earlier ones."""

    def load(self) -> bytes | None: ...

    def save(self, data: bytes) -> None: ...


class MemoryMedium:
    """Bytes that die with the process, for tests and the preview."""

    def __init__(self) -> None:
        self._data: bytes | None = None

    def load(self) -> bytes | None:
        return self._data

    def save(self, data: bytes) -> None:
        self._data = data


class FileMedium:
    """A file replaced as a whole: after any crash it is the old one or the new one."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.") from error

    def save(self, data: bytes) -> None:
        # The name is unique: two writers with one name would mix their bytes.
        beside = self.path.with_name(f".{self.path.name}.{secrets.token_hex(8)}.tmp")
        try:
            _write_synced(beside, data)
            beside.replace(self.path)
            _sync_folder(self.path.parent)
        except OSError as error:
            with suppress(OSError):
                beside.unlink(missing_ok=True)
            raise StoreError(f"{self.path} cannot be written: {error.strerror}. Nothing was changed.") from error

    def sweep(self) -> None:
        """Remove what crashed writers left beside the file. Only for the one that holds the lock."""
        for leftover in self.path.parent.glob(f".{self.path.name}.*.tmp"):
            with suppress(OSError):
                leftover.unlink()

    def set_aside(self) -> Path:
        """Move a damaged file to a name of its own, where nothing overwrites it."""
        aside = self.path.with_name(f"{self.path.name}.damaged-{secrets.token_hex(4)}")
        self.path.rename(aside)
        _sync_folder(self.path.parent)
        return aside


def _write_synced(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows cannot open folders and makes it so by itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class CheckedStorage(Storage):
    """Tables with a generation and a checksum, and transactions of one write each."""

    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        self._working: dict[str, Any] | None = None

    def read(self) -> dict[str, Any] | None:
        """The tables; inside a transaction, as changed so far. Raises DamagedFile."""
        return self._working if self._working is not None else self._load()[1]

    def write(self, data: dict[str, Any]) -> None:
        """Replace the tables; inside a transaction, once it ends."""
        if self._working is not None:
            self._working = data
        else:
            self._save(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is one write at the end, or none after an exception."""
        self._working = self._load()[1] or {}
        try:
            yield
            self._save(self._working)
        finally:
            self._working = None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment, and the file is read once."""
        self._working = self._load()[1]
        try:
            yield
        finally:
            self._working = None

    @property
    def generation(self) -> int:
        """How often the tables have been written. 0 before the first time."""
        return self._load()[0]

    def _load(self) -> tuple[int, dict[str, Any] | None]:
        data = self._medium.load()
        return (0, None) if data is None else _unseal(data)

    def _save(self, tables: dict[str, Any]) -> None:
        self._medium.save(_seal(self._load()[0] + 1, tables))


def _seal(generation: int, tables: dict[str, Any]) -> bytes:
    body = orjson.dumps(tables)
    return b'{"folio":1,"generation":%d,"sha256":"%s","tables":%s}\n' % (
        generation,
        _sum(generation, body),
        body,
    )


def _unseal(data: bytes) -> tuple[int, dict[str, Any]]:
    header = _HEADER.match(data)
    if header is None or not data.endswith(_END):
        raise DamagedFile("it does not begin and end as Folio's files do")
    body = data[header.end() : -len(_END)]
    generation = int(header[1])
    if _sum(generation, body) != header[2]:
        raise DamagedFile("its checksum does not fit its content")
    tables: dict[str, Any] = orjson.loads(body)
    return generation, tables


def _sum(generation: int, body: bytes) -> bytes:
    return hashlib.sha256(b"%d:" % generation + body).hexdigest().encode()
