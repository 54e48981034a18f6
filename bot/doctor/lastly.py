"""When the last backup was made: a note in the data folder, for whoever looks later."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

_NOTE = "last-backup.txt"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup, and when it was made, in UTC."""

    at: datetime
    archive: Path


def note_backup(folder: Path, archive: Path, now: datetime) -> None:
    """Note that a backup was made. A folder that cannot be written does without: the backup is there all the same."""
    with suppress(OSError):
        (folder / _NOTE).write_text(f"{now.isoformat()} {archive.absolute()}\n", "utf-8")


def last_backup(folder: Path) -> Backup | None:
    """The last backup that was noted; None where there is no note, or none that can be read."""
    try:
        moment, _, archive = (folder / _NOTE).read_text("utf-8").strip().partition(" ")
        at = datetime.fromisoformat(moment)
    except (OSError, ValueError):
        return None
    return Backup(at, Path(archive)) if at.tzinfo and archive else None
