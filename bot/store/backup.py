"""A copy of a data folder in one archive, and the way back. Both are checked byte by byte by the files' own seals."""

import zipfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.errors import StoreError
from bot.store.lock import hold
from bot.store.media import Disk, FileMedium, ReadOnlyMedium
from bot.store.opening import DIGESTS, EARLIER, LIBRARY, LIVE, PREVIOUS, STATE
from bot.store.seal import generation_of

# Of a running bot the ledger comes first: what it has looked at is in every later state, not the other way round.
_FILES = (DIGESTS, LIVE, STATE, LIBRARY)
# No file of a library that TinyDB is for is larger.
_LARGEST = 2 << 30


class NoBackup(StoreError):
    """There is nothing to copy, or an archive is not one of Folio's."""


def back_up(folder: Path, target: Path) -> list[str]:
    """Copy a data folder's good files into a new archive, also beside a running bot; gives their names.

    Raises NoBackup, StoreError; then there is no archive.
    """
    beside = target.with_name(f".{target.name}.tmp")
    try:
        with beside.open("xb") as raw:
            names = list(_write(folder, raw))
        if not names:
            raise NoBackup(f"There is nothing in {folder} to back up.")
        _check(beside)
        if target.exists():
            raise NoBackup(f"{target} is there already. Choose another name.")
        beside.replace(target)
    except FileExistsError as error:
        raise NoBackup(f"{beside} is in the way: another backup is under way, or was cut off. Remove it.") from error
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return names


def restore(folder: Path, source: Path, now: datetime) -> Path | None:
    """Put an archive's files into a data folder that no bot runs on; what was there is kept beside it.

    Gives the folder that holds what was there, if anything. Raises NoBackup, StoreLocked, StoreError.
    """
    contents = _check(source)
    lock = hold(folder)
    kept: Path | None = None
    try:
        kept = _set_aside(folder, now)
        for name, data in contents.items():
            (folder / name).parent.mkdir(exist_ok=True)
            FileMedium(folder / name).save(data)
    except (StoreError, OSError) as error:
        _put_back(folder, kept)
        raise StoreError(f"{folder} cannot be written, and is as it was: {error}") from error
    else:
        return kept
    finally:
        lock.release()


def _put_back(folder: Path, kept: Path | None) -> None:
    """Undo what `_set_aside` did, as far as the disk lets us."""
    if kept is not None:
        for path in kept.iterdir():
            with suppress(OSError):
                path.replace(folder / path.name)


def _write(folder: Path, raw: IO[bytes]) -> list[str]:
    names = []
    earlier = sorted(path.relative_to(folder).as_posix() for path in (folder / EARLIER).glob("library-*.json"))
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (*_FILES, *earlier):
            previous = folder / f"{name}{PREVIOUS}" if name in _FILES else None
            data = ReadOnlyMedium(folder / name, previous).load()
            if data is not None:
                archive.writestr(name, data)
                names.append(name)
    return names


def _check(source: Path) -> dict[str, bytes]:
    """An archive's files, every byte of which is what was written."""
    try:
        with zipfile.ZipFile(source) as archive:
            infos = archive.infolist()
            if not infos or any(not _is_ours(info) for info in infos):
                raise NoBackup(f"{source} is no backup of Folio.")
            contents = {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError) as error:
        raise NoBackup(f"{source} cannot be read as a backup: {error}.") from error
    for name, data in contents.items():
        generation_of(data, name)
    return contents


def _is_ours(info: zipfile.ZipInfo) -> bool:
    """By name, which is never a path of somebody's choosing, and by size."""
    folder, _, name = info.filename.rpartition("/")
    is_earlier = folder == EARLIER and name.startswith("library-") and name.endswith(".json") and name[8:-5].isdecimal()
    return (info.filename in _FILES or is_earlier) and info.file_size <= _LARGEST


def _set_aside(folder: Path, now: datetime) -> Path | None:
    standing = [folder / name for name in (*_FILES, *(f"{name}{PREVIOUS}" for name in _FILES), EARLIER)]
    standing = [path for path in standing if path.exists()]
    if not standing:
        return None
    kept = folder / f"before-restore-{now:%Y%m%d-%H%M%S}"
    kept.mkdir()
    for path in standing:
        path.replace(kept / path.name)
    Disk().sync(folder)
    return kept
