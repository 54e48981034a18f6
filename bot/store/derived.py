"""A file of what is derived from a library and takes long to make. It can be deleted at any time."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Protocol

# The file's first bytes: what it is, the version of this frame, and the checksum of all that follows.
_MAGIC = b"folio derived 1\n"
_DIGEST = hashlib.sha256().digest_size


class Derived(Protocol):
    """Bytes that are nice to have. Nothing here ever fails: what cannot be read or written is not there."""

    def load(self) -> bytes | None:
        """The bytes saved last, if they are whole."""

    def save(self, data: bytes) -> None:
        """Replace the bytes, if that can be done."""


class NothingDerived:
    """Keeps nothing."""

    def load(self) -> bytes | None:
        return None

    def save(self, data: bytes) -> None:
        """Let go of them."""


class DerivedFile:
    """A file that its writer replaces as a whole. It is not worth waiting for the disk: a torn one is no file."""

    def __init__(self, path: Path, *, writes: bool) -> None:
        self._path = path
        self._writes = writes

    def load(self) -> bytes | None:
        if not self._path.is_file():  # a pipe would never end
            return None
        try:
            with self._path.open("rb") as file:
                head = file.read(len(_MAGIC) + _DIGEST)
                data = file.read()
        except OSError:
            return None
        return data if head == _MAGIC + hashlib.sha256(data).digest() else None

    def save(self, data: bytes) -> None:
        if not self._writes:
            return
        beside = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}.tmp")
        with suppress(OSError):
            try:
                with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(_MAGIC + hashlib.sha256(data).digest())
                    file.write(data)
                beside.replace(self._path)
            finally:
                beside.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a crashed writer left beside the file."""
        for leftover in self._path.parent.glob(f".{self._path.name}.*.tmp"):
            with suppress(OSError):
                leftover.unlink()
