"""What the writer does with its files before it uses them: clear, set aside, restore, and say so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import StoreError
from bot.store.media import FileMedium, read_file
from bot.store.seal import DamagedFile, NewerFile, generation_of
from bot.store.shelf import Shelf

Check = Callable[[bytes, str], object]


def _as_it_is(data: bytes) -> bytes:
    return data


@dataclass(slots=True)
class Recovery:
    """What was found, a sentence each, and whether the file is older than it was, or lost."""

    reports: list[str] = field(default_factory=list)
    is_old: bool = False


def recover(file: FileMedium, check: Check, lost: str = "", mend: Callable[[bytes], bytes] = _as_it_is) -> Recovery:
    """Leave a good file or none, and a sentence about everything that was wrong.

    `check` raises DamagedFile for bytes that cannot be used; `lost` says what is gone with the file and the one
    before it; `mend` is done to what is restored, in the same write. Only for the one that holds the lock. Raises
    StoreError where a file cannot be read or moved, NewerFile where it must not be touched.
    """
    file.sweep()
    data, damage = _good(file, file.path, check)
    if data is not None:
        return Recovery(_cleared(file))
    if file.previous is None:
        return Recovery(damage, is_old=bool(damage))
    earlier, more = _good(file, file.previous, check)
    if earlier is not None:
        file.save(mend(earlier))
        more.append(
            f"{file.name} was damaged or missing, so {file.previous.name} was put in its place: "
            "it is as it was before its last change."
        )
    elif damage or more:
        more.append(f"There is no good {file.previous.name} either, so {file.name} begins anew. {lost}".rstrip())
    return Recovery([*damage, *more], is_old=bool(damage or more))


def recover_library(library: FileMedium, shelf: Shelf, check: Check) -> list[str]:
    """The same for the library: the newest earlier one is put in place of one that is damaged or gone."""
    reports = recover(library, check).reports
    if library.path.exists():
        return reports
    for medium in shelf.newest_first():
        data = medium.load()
        if data is not None and _passes(check, data, medium.name):
            library.save(data)
            back = (
                f"{library.name} was damaged or missing, so the library before the last change was put in its place. "
                "What the seeds folder has since is applied to it."
            )
            return [*reports, back]
    return [f"{report} It is built again from the seeds." for report in reports]


def _passes(check: Check, data: bytes, name: str) -> bool:
    try:
        check(data, name)
    except DamagedFile:
        return False
    return True


def _cleared(file: FileMedium) -> list[str]:
    """A damaged file before a good one is needed by nobody, but is not overwritten either."""
    if file.previous is None:
        return []
    try:
        return _good(file, file.previous, generation_of)[1]
    except NewerFile:
        raise
    except StoreError:  # it may be replaced without being read
        return []


def _good(file: FileMedium, path: Path, check: Check) -> tuple[bytes | None, list[str]]:
    """A file's bytes where they can be used; any other is set aside and reported."""
    try:
        data = read_file(path)
        if data is not None:
            check(data, path.name)
    except DamagedFile as damage:
        aside = file.set_aside(path)
        return None, [f"{damage} It was kept as {aside.name}."]
    return data, []
