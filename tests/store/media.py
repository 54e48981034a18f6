"""Disks and media that do what real ones do on bad days."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from bot.store.media import Disk, MemoryMedium


class Died(BaseException):
    """The process was killed here. No Exception: a dead process handles nothing."""


class SteppedDisk(Disk):
    """A real disk on which something happens at one of its steps, counted from 1 since `arm`.

    A write is three steps: nothing yet, half of the bytes, all of them unsynced.
    """

    def __init__(self, happens: Callable[[], NoReturn]) -> None:
        self._happens = happens
        self._at = self._steps = 0
        self.happened = False

    def arm(self, step: int) -> None:
        """Let it happen at a step from now on."""
        self._at, self._steps = step, 0

    def disarm(self) -> None:
        """Let nothing happen any more."""
        self._at = 0

    def write(self, path: Path, data: bytes) -> None:
        self._step()
        self._step(lambda: path.write_bytes(data[: len(data) // 2]))
        self._step(lambda: path.write_bytes(data))
        super().write(path, data)

    def link(self, path: Path, target: Path) -> None:
        self._step()
        super().link(path, target)

    def replace(self, path: Path, target: Path) -> None:
        self._step()
        super().replace(path, target)

    def sync(self, folder: Path) -> None:
        self._step()
        super().sync(folder)

    def _step(self, leave: Callable[[], object] = lambda: None) -> None:
        self._steps += 1
        if self._at and self._steps == self._at:
            self.happened = True
            leave()
            self._happens()


class DyingDisk(SteppedDisk):
    """The process dies at a step, and nothing of it touches the disk afterwards."""

    def __init__(self) -> None:
        super().__init__(_die)

    def remove(self, path: Path) -> None:
        if self.happened:
            raise Died
        super().remove(path)


class FailingDisk(SteppedDisk):
    """The operating system refuses one step; what comes after works."""

    def __init__(self) -> None:
        super().__init__(_fail)


class FullDisk(Disk):
    """A disk that can be filled: then a write stops half-way."""

    def __init__(self) -> None:
        self.full = False

    def write(self, path: Path, data: bytes) -> None:
        if self.full:
            path.write_bytes(data[: len(data) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        super().write(path, data)


class LinklessDisk(Disk):
    """A file system that knows no links."""

    def link(self, path: Path, target: Path) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))


class UnsyncedDisk(Disk):
    """A disk that does not confirm the names in a folder, for a reason."""

    def __init__(self, reason: int) -> None:
        self.reason = reason

    def sync(self, folder: Path) -> None:
        raise OSError(self.reason, os.strerror(self.reason))


class JournalDisk(Disk):
    """A real disk that notes what it is asked, in order."""

    def __init__(self) -> None:
        self.journal: list[str] = []

    def write(self, path: Path, data: bytes) -> None:
        super().write(path, data)
        self.journal.append("write a new file")

    def link(self, path: Path, target: Path) -> None:
        super().link(path, target)
        self.journal.append(f"link {path.name}")

    def replace(self, path: Path, target: Path) -> None:
        super().replace(path, target)
        self.journal.append(f"replace {target.name}")

    def sync(self, folder: Path) -> None:
        super().sync(folder)
        self.journal.append("sync the folder")


class CountedMedium(MemoryMedium):
    """Memory that writes its name into a shared journal on every save."""

    def __init__(self, name: str, journal: list[str]) -> None:
        super().__init__()
        self.name = name
        self._journal = journal

    def save(self, data: bytes) -> None:
        super().save(data)
        self._journal.append(self.name)


def _die() -> NoReturn:
    raise Died


def _fail() -> NoReturn:
    raise OSError(errno.EIO, os.strerror(errno.EIO))
