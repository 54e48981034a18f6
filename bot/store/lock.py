"""One writer a data folder: a lock held for life, which the system itself lets go when the process dies."""

from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import StoreError, StoreLocked


def hold(folder: Path) -> FileLock:
    """Make the folder where missing and lock it until `release`. Raises StoreLocked at once, or StoreError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Not bound to a thread: the store lets it go on the thread that wrote last.
        lock = FileLock(folder / "folio.lock", thread_local=False)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise StoreLocked(
            f"Another Folio is already running on {folder}. Stop it first, or set DATA_DIR to another folder."
        ) from error
    except OSError as error:
        raise StoreError(f"The data folder {folder} cannot be used: {error.strerror}.") from error
    return lock
