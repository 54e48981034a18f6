"""A copy of a data folder in one archive, and the way back. Both are checked byte by byte by the files' own seals."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.digest.models import Doubt
from bot.errors import StoreError
from bot.store.digests import in_doubt
from bot.store.disk import Disk
from bot.store.lock import hold
from bot.store.media import ReadOnlyMedium
from bot.store.names import DIGESTS, EARLIER, LIBRARY, LIVE, PREVIOUS, STATE
from bot.store.restoring import finish_restore, replace_all
from bot.store.seal import DamagedFile, generation_of

# As they are read, also of a running bot: the state comes last, since whatever the others hold was met before.
_FILES = (DIGESTS, LIVE, LIBRARY, STATE)
# No file of a library that TinyDB is for is larger.
_LARGEST = 2 << 30


class NoBackup(StoreError):
    """There is nothing to copy, or an archive is not one of Folio's."""


def back_up(folder: Path, target: Path) -> list[str]:
    """Copy a data folder's good files into a new archive, also beside a running bot; gives their names.

    Raises NoBackup, StoreError; then there is no archive.
    """
    if not target.name:
        raise NoBackup("Say what the archive is to be called, such as folio.zip.")
    beside = target.with_name(f".{target.name}.tmp")
    try:
        raw = beside.open("xb")
    except FileExistsError as error:
        raise NoBackup(f"{beside} is in the way: another backup is under way, or was cut off. Remove it.") from error
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with raw:
            names = list(_write(folder, raw))
        if not names:
            raise NoBackup(f"There is nothing in {folder} to back up.")
        _check(beside)
        if target.exists():
            raise NoBackup(f"{target} is there already. Choose another name.")
        beside.replace(target)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return names


def restore(folder: Path, source: Path, now: datetime, disk: Disk | None = None) -> Path | None:
    """Put an archive's files into a data folder that no bot runs on; what was there is kept beside it.

    A crash leaves the old files or the new ones, or the next start goes on. The ledger says from then on that it is a
    copy, so that nothing is posted twice. Gives the folder that holds what was there, if anything. Raises NoBackup,
    StoreLocked, StoreError.
    """
    contents = _check(source)
    if DIGESTS in contents:
        doubt = Doubt(now, copied=True, seen_is_old=True)
        contents[DIGESTS] = in_doubt(contents[DIGESTS], doubt)
    lock = hold(folder)
    try:
        finish_restore(folder, disk)
        return replace_all(folder, contents, now, disk)
    finally:
        lock.release()


def _write(folder: Path, raw: IO[bytes]) -> list[str]:
    names = []
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _contents(folder):
            archive.writestr(name, data)
            names.append(name)
    return names


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """A data folder's good files. Raises StoreError where one that nothing can rebuild is damaged."""
    for name in (DIGESTS, LIVE):
        yield from _good(folder, name, folder / f"{name}{PREVIOUS}")
    with suppress(DamagedFile):  # the seeds can rebuild it
        yield from _good(folder, LIBRARY)
    for path in sorted((folder / EARLIER).glob("library-*.json")):
        with suppress(DamagedFile):
            yield from _good(folder, path.relative_to(folder).as_posix())
    yield from _good(folder, STATE, folder / f"{STATE}{PREVIOUS}")


def _good(folder: Path, name: str, previous: Path | None = None) -> Iterator[tuple[str, bytes]]:
    data = ReadOnlyMedium(folder / name, previous).load()
    if data is not None:
        yield name, data


def _check(source: Path) -> dict[str, bytes]:
    """An archive's files, every byte of which is what was written."""
    try:
        with zipfile.ZipFile(source) as archive:
            infos = archive.infolist()
            names = {info.filename for info in infos}
            if not infos or len(names) < len(infos) or any(not _is_ours(info) for info in infos):
                raise NoBackup(f"{source} is no backup of Folio.")
            contents = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError, struct.error) as error:
        raise NoBackup(f"{source} cannot be read as a backup: {error}.") from error
    for name, data in contents.items():
        generation_of(data, name)
    return contents


def _is_ours(info: zipfile.ZipInfo) -> bool:
    """By name, which is never a path of somebody's choosing, and by size."""
    folder, _, name = info.filename.rpartition("/")
    is_earlier = folder == EARLIER and name.startswith("library-") and name.endswith(".json") and name[8:-5].isdecimal()
    return (info.filename in _FILES or is_earlier) and info.file_size <= _LARGEST
