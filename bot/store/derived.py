"""A file of what is derived from a library and takes long to make. It can be deleted at any time."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Protocol

# The file's first bytes: what it is, and the version of this frame. The checksum of all that follows comes next, then
# what that is of.
_MAGIC = b"folio derived 2\n"
_DIGEST = hashlib.sha256().digest_size
_END_OF_MARK = b"\n"


class Derived(Protocol):
    """Bytes that are nice to have. Nothing here ever fails: what cannot be read or written is not there."""

    def load(self, mark: bytes) -> bytes | None:
        """The bytes saved last, if they are whole and of what has this mark."""

    def save(self, data: bytes, mark: bytes) -> None:
        """Replace the bytes, if that can be done. `mark` names what they are derived from, on one line."""


class NothingDerived:
    """Keeps nothing."""

    def load(self, mark: bytes) -> bytes | None:
        return None

    def save(self, data: bytes, mark: bytes) -> None:
        """Let go of them."""


class DerivedFile:
    """A file that its writer replaces as a whole. It is not worth waiting for the disk: a torn one is no file."""

    def __init__(self, path: Path, *, writes: bool) -> None:
        self._path = path
        self._writes = writes

    def load(self, mark: bytes) -> bytes | None:
        if not self._path.is_file():  # a pipe would never end
            return None
        of = mark + _END_OF_MARK
        try:
            with self._path.open("rb") as file:
                head, its = file.read(len(_MAGIC) + _DIGEST), file.read(len(of))
                data = file.read() if its == of else b""
        except OSError:
            return None
        return data if its == of and head == _MAGIC + _sum(of, data) else None

    def save(self, data: bytes, mark: bytes) -> None:
        if not self._writes:
            return
        beside = self._path.with_name(f".{self._path.name}.{secrets.token_hex(8)}.tmp")
        with suppress(OSError):
            try:
                with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    of = mark + _END_OF_MARK
                    file.write(_MAGIC + _sum(of, data) + of)
                    file.write(data)
                beside.replace(self._path)
            finally:
                beside.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what a crashed writer left beside the file."""
        for leftover in self._path.parent.glob(f".{self._path.name}.*.tmp"):
            with suppress(OSError):
                leftover.unlink()


def _sum(of: bytes, data: bytes) -> bytes:
    digest = hashlib.sha256(of)
    digest.update(data)
    return digest.digest()
