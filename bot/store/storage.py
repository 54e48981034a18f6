"""A TinyDB storage of sealed bytes: checked on every read, with transactions of one write each."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tinydb import Storage

from bot.store.media import Medium
from bot.store.migrations import Tables
from bot.store.seal import DamagedFile, generation_of, mark_of, seal, unseal


class CheckedStorage(Storage):
    """Tables that are read anew every time, so that nothing TinyDB hands out or changes is the stored thing.

    `mark` names the bytes last read as they are, or written: other bytes have another.
    """

    def __init__(self, medium: Medium) -> None:
        self._medium = medium
        self._working: Tables | None = None
        self._generation = 0
        self.mark = b""

    def as_bytes(self) -> bytes | None:
        """The bytes as they are, of which `mark` is from now on. Raises StoreError."""
        data = self._medium.load()
        self.mark = mark_of(data or b"")
        return data

    def read(self) -> Tables | None:
        """The tables; inside a transaction, as changed so far. Raises StoreError."""
        return self._working if self._working is not None else self._load()

    def write(self, data: dict[str, Any]) -> None:
        """Replace the tables; inside a transaction, once it ends. Raises StoreError."""
        if self._working is not None:
            self._working = data
        else:
            self._save(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything written inside is one write at the end, or none after an exception.

        Inside another transaction it is a part of that one.
        """
        if self._working is not None:
            yield
            return
        with self._collecting(self._load() or {}):
            yield
            self._save(self._working)

    @contextmanager
    def rewriting(self) -> Iterator[None]:
        """A transaction that begins with no tables, whatever there was."""
        data = self._medium.load()
        if data is not None:
            # Where it was damaged meanwhile, the count goes on from the last generation seen.
            with suppress(DamagedFile):
                self._generation = generation_of(data, self._medium.name)
        with self._collecting({}):
            yield
            self._save(self._working)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is of one moment, and the bytes are read once."""
        with self._collecting(self._load() or {}):
            yield

    @contextmanager
    def _collecting(self, tables: Tables) -> Iterator[None]:
        self._working = tables
        try:
            yield
        finally:
            self._working = None

    def _load(self) -> Tables | None:
        data = self._medium.load()
        if data is None:
            return None
        self._generation, tables = unseal(data, self._medium.name)
        return tables

    def _save(self, tables: Tables | None) -> None:
        data = seal(self._generation + 1, tables or {})
        # Also where it fails: then what stands may be the one or the other.
        self.mark = b""
        self._medium.save(data)
        self.mark = mark_of(data)
