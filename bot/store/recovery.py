"""What the writer does with its files before it uses them: clear, set aside, restore, and say so."""

from collections.abc import Callable
from pathlib import Path

from bot.store.media import FileMedium, read_file
from bot.store.seal import DamagedFile


def recover(file: FileMedium, check: Callable[[bytes, str], object]) -> list[str]:
    """Leave a good file or none, and a sentence about everything that was wrong.

    `check` raises DamagedFile for bytes that cannot be used. Only for the one that holds the lock. Raises
    StoreError where a file cannot be read or moved, NewerFile where it must not be touched.
    """
    file.sweep()
    reports: list[str] = []
    if _good(file, file.path, check, reports) is not None or file.previous is None:
        return reports
    earlier = _good(file, file.previous, check, reports)
    if earlier is not None:
        file.save(earlier)
        reports.append(
            f"{file.name} was damaged or missing, so {file.previous.name} was put in its place: "
            "it is as it was before its last change."
        )
    elif reports:
        reports.append(f"There is no good {file.previous.name} either, so {file.name} begins anew.")
    return reports


def _good(file: FileMedium, path: Path, check: Callable[[bytes, str], object], reports: list[str]) -> bytes | None:
    """A file's bytes where they can be used; a file of others is set aside and reported."""
    try:
        data = read_file(path)
        if data is not None:
            check(data, path.name)
    except DamagedFile as damage:
        aside = file.set_aside(path)
        reports.append(f"{damage} It was kept as {aside.name}.")
        return None
    return data
