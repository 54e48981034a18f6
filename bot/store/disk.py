"""What a store asks of the operating system, and what people are told where it refuses."""

import errno
import os
from pathlib import Path

from bot.errors import StoreError
from bot.store.interface import StoreFull

# Disk full, quota used up, file larger than the process may write.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What file systems answer that cannot sync a folder at all. PostgreSQL lets the same ones pass.
_FOLDERS_DO_NOT_SYNC = frozenset({errno.EACCES, errno.EBADF, errno.EINVAL})
_PERMIT = "Give Folio’s user the right to write there, then try again."
_REMEDIES = {
    errno.EACCES: _PERMIT,
    errno.EPERM: _PERMIT,
    errno.EROFS: "Mount that disk so that it can be written, then try again.",
    errno.ENOENT: "The data folder is gone: put it back, then try again.",
}


class Disk:
    """What a file asks of the operating system, in steps that a crash may fall between."""

    def write(self, path: Path, data: bytes) -> None:
        """Make a new file and wait until its bytes are durable."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def link(self, path: Path, target: Path) -> None:
        """Give a file a second name."""
        target.hardlink_to(path)

    def replace(self, path: Path, target: Path) -> None:
        """Move a file into another's place."""
        path.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file if it is there."""
        path.unlink(missing_ok=True)

    def sync(self, folder: Path) -> None:
        """Wait until the names in a folder are durable. Windows cannot be asked to and does so by itself."""
        if os.name == "nt":
            return
        try:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            if error.errno not in _FOLDERS_DO_NOT_SYNC:
                raise


def failure(path: Path, error: OSError) -> StoreError:
    """What a failed write is to people: what happened, that nothing was changed, and what to do."""
    if error.errno in _NO_ROOM:
        return StoreFull(f"There is no room for {path} ({error.strerror}). Nothing was changed; free some space.")
    remedy = _REMEDIES.get(error.errno or 0, "Look at that disk, then try again.")
    return StoreError(f"{path} cannot be written: {error.strerror}. Nothing was changed. {remedy}")
