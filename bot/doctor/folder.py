"""The data folder: whether it can be written, whether what is in it is whole, whether a bot runs on it."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from bot.doctor.findings import Finding, broken, fine, look
from bot.doctor.lastly import last_backup
from bot.errors import StoreError
from bot.library.wording import count
from bot.store.media import read_file
from bot.store.names import DIGESTS, EARLIER, LIBRARY, LIVE, PREVIOUS, STATE
from bot.store.seal import DamagedFile, NewerFile, generation_of

_CHECK, _FILES, _BACKUP = "data folder", "data files", "backup"
# A change needs the room of the file beside it, and earlier libraries stay: some times the size is a year's room.
_TIMES_ITS_SIZE, _LEAST_ROOM = 10, 200 << 20
_OLD_BACKUP = timedelta(days=7)
_MAKE_ONE = "python -m bot backup folio-DATE.zip, once a day, and keep it on another machine."


def is_closed(folder: Path) -> bool:
    """Whether a folder is there and may not be looked into."""
    try:
        (folder / STATE).exists()
        next(folder.iterdir(), None)
    except OSError as error:
        return not isinstance(error, FileNotFoundError)
    return False


def is_held(folder: Path) -> bool:
    """Whether a bot runs on a folder. The lock is let go at once where none does."""
    path = folder / "folio.lock"
    if is_closed(folder) or not path.exists():
        return False
    try:
        with FileLock(path, blocking=False):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def look_at_folder(folder: Path, *, held: bool) -> Iterator[Finding]:
    """Whether it can be written, how much room there is, and who holds it."""
    if not folder.exists():
        yield from _not_there(folder)
        return
    if is_closed(folder):
        yield broken(_CHECK, f"{folder} may not be looked into.", f"Give the bot’s user {folder}, or set DATA_DIR.")
        return
    reason = _why_not_writable(folder)
    if reason:
        yield broken(
            _CHECK, f"{folder} cannot be written: {reason}.", f"Give the bot’s user {folder}, or set DATA_DIR."
        )
    else:
        who = "A bot runs on it, so this looks on as a reader." if held else "No bot runs on it."
        yield fine(_CHECK, f"{folder} can be written. {who}")
    yield _room(folder)


def _not_there(folder: Path) -> Iterator[Finding]:
    standing = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    reason = _why_not_writable(standing)
    if reason:
        yield broken(_CHECK, f"{folder} cannot be made: {reason}.", f"Give the bot’s user {standing}, or set DATA_DIR.")
    else:
        yield fine(_CHECK, f"{folder} is not there yet; the first start makes it.")


def _why_not_writable(folder: Path) -> str:
    """Why nothing can be written there; empty where something was, in a file without a name."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"folio")
            file.flush()
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""


def _room(folder: Path) -> Finding:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    free = shutil.disk_usage(folder).free
    found = f"It holds {_megabytes(size)}; {_megabytes(free)} are free."
    if free < max(_TIMES_ITS_SIZE * size, _LEAST_ROOM):
        return look(_CHECK, found, "Free some space: where there is none, nothing new can be kept.")
    return fine(_CHECK, found)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"


def look_at_files(folder: Path) -> Iterator[Finding]:
    """Every file by its seal, and what was set aside."""
    whole = []
    for path in _sealed(folder):
        try:
            data = read_file(path)
            if data is not None:
                whole.append(f"{path.relative_to(folder).as_posix()} ({generation_of(data, path.name)})")
        except NewerFile as error:
            yield broken(_FILES, str(error), "Start the newer Folio, or restore a backup that this one has made.")
        except DamagedFile as error:
            yield _damaged(folder, path, str(error))
        except StoreError as error:
            yield broken(_FILES, str(error), "Let the bot’s user read its own files.")
    if whole:
        yield fine(_FILES, f"Whole, with their generations: {', '.join(whole)}.")
    for path in sorted(folder.glob("*.damaged-*")):
        todo = "Look whether anything is missed since; if not, remove it. A backup has what it held before."
        yield look(_FILES, f"{path.name} was found damaged and set aside.", todo)


def _damaged(folder: Path, path: Path, said: str) -> Finding:
    if path.name == LIBRARY or path.parent != folder or path.name.endswith(PREVIOUS):
        return look(_FILES, said, "Nothing: the next start does without it.")
    beside = path.with_name(f"{path.name}{PREVIOUS}")
    try:
        data = read_file(beside)
        is_good = data is not None and generation_of(data, beside.name) >= 0
    except StoreError:
        is_good = False
    if is_good:
        return look(_FILES, said, f"The next start sets it aside and goes on with {beside.name}.")
    return broken(_FILES, said, "Stop the bot and restore a backup: python -m bot restore …")


def _sealed(folder: Path) -> Iterator[Path]:
    for name in (STATE, DIGESTS, LIVE, LIBRARY):
        yield folder / name
        yield folder / f"{name}{PREVIOUS}"
    yield from sorted((folder / EARLIER).glob("library-*.json"))


def look_at_backup(folder: Path, now: datetime) -> Iterator[Finding]:
    """How old the last backup is, where `backup` has noted one."""
    if not (folder / STATE).exists():
        return
    made = last_backup(folder)
    if made is None:
        yield look(_BACKUP, "No backup of this folder is known of.", _MAKE_ONE)
        return
    age = max(now - made.at, timedelta())
    found = f"The last one was made {count(age.days, 'day')} ago: {made.archive}."
    if age > _OLD_BACKUP:
        yield look(_BACKUP, found, _MAKE_ONE)
    elif not made.archive.exists():
        yield look(_BACKUP, f"{found} It is not there any more.", "Nothing, where you moved it on purpose.")
    else:
        yield fine(_BACKUP, found)
