"""Putting other files in place of a data folder's: a crash leaves the old ones or the new ones, never some of each.

They are written into a folder of their own first. Its name is the point of no return: from then on every start goes on
with what is left to do, which is renaming and needs no room.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from bot.errors import StoreError
from bot.store.disk import Disk, failure
from bot.store.names import DIGESTS, EARLIER, LIBRARY, LIVE, PREVIOUS, STATE

# Being written; complete. In the latter: what is to come in place, before and after everything old is out of the way.
_BEGUN, _COMPLETE = ".restoring.tmp", "restoring"
_NEW, _READY = "new", "ready"
_OURS = (*(f"{name}{end}" for name in (STATE, DIGESTS, LIVE, LIBRARY) for end in ("", PREVIOUS)), EARLIER)


def replace_all(folder: Path, contents: Mapping[str, bytes], now: datetime, disk: Disk | None = None) -> Path | None:
    """Put these files in place of all others. Only for the one that holds the lock. Raises StoreError.

    Gives the folder that keeps what was there, if anything.
    """
    disk = disk or Disk()
    kept = folder / f"before-restore-{now:%Y%m%d-%H%M%S}"
    if kept.exists():
        raise StoreError(f"{kept} is there already: wait a second, then try again.")
    was_something = any((folder / name).exists() for name in _OURS)
    begun = folder / _BEGUN
    try:
        shutil.rmtree(begun, ignore_errors=True)
        (begun / kept.name).mkdir(parents=True)
        for name, data in contents.items():
            (begun / _NEW / name).parent.mkdir(parents=True, exist_ok=True)
            disk.write(begun / _NEW / name, data)
        for each in (begun, begun / _NEW, begun / _NEW / EARLIER):
            if each.exists():
                disk.sync(each)
        disk.replace(begun, folder / _COMPLETE)
        disk.sync(folder)
    except OSError as error:
        shutil.rmtree(begun, ignore_errors=True)
        raise failure(folder, error) from error
    finish_restore(folder, disk)
    return kept if was_something else None


def finish_restore(folder: Path, disk: Disk | None = None) -> None:
    """Go on with a restore that was cut off, if there is one. Raises StoreError."""
    disk = disk or Disk()
    shutil.rmtree(folder / _BEGUN, ignore_errors=True)
    complete = folder / _COMPLETE
    if not complete.is_dir():
        return
    try:
        _finish(folder, complete, disk)
    except OSError as error:
        raise StoreError(
            f"A backup could not be put in place: {error}. Mend that; the next start goes on with it."
        ) from error


def _finish(folder: Path, complete: Path, disk: Disk) -> None:
    if (complete / _NEW).exists():
        kept = next(complete.glob("before-restore-*"))
        for name in _OURS:
            if (folder / name).exists():
                disk.replace(folder / name, kept / name)
        disk.sync(kept)
        disk.sync(folder)
        disk.replace(complete / _NEW, complete / _READY)
        disk.sync(complete)
    for path in sorted((complete / _READY).iterdir()) if (complete / _READY).exists() else ():
        disk.replace(path, folder / path.name)
    disk.sync(folder)
    for kept in complete.glob("before-restore-*"):
        if any(kept.iterdir()):
            disk.replace(kept, folder / kept.name)
        else:
            kept.rmdir()
    disk.sync(folder)
    with suppress(FileNotFoundError):
        (complete / _READY).rmdir()
    complete.rmdir()
    disk.sync(folder)
