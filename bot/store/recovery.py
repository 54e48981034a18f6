"""What the writer does with its files before it uses them: clear, set aside, restore, and say so."""

from collections.abc import Callable, Iterator
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


def put_back(library: FileMedium, shelf: Shelf) -> Iterator[str]:
    """Put the newest earlier library in place of one that is gone."""
    for medium in shelf.newest_first():
        data = medium.load()
        if data is not None:
            library.save(data)
            yield (
                f"{library.name} was damaged or missing, so the library before the last change was put in its place. "
                "What the seeds folder has since is applied to it."
            )
            return


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


def rescue(library: FileMedium, shelf: Shelf, damage: DamagedFile) -> list[str]:
    """Set aside a library that is whole and means nothing, and put the one before in its place. Raises StoreError."""
    aside = library.set_aside(library.path)
    return [f"{damage} It was kept as {aside.name}.", *put_back(library, shelf)]
