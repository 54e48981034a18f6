"""The files of a data folder, opened: for the one writer, for readers beside it, or in memory."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from filelock import FileLock

from bot.digest.models import Doubt
from bot.errors import StoreError
from bot.store.derived import Derived, DerivedFile, NothingDerived
from bot.store.digests import DIGEST_KINDS, in_doubt
from bot.store.disk import Disk
from bot.store.libraries import LIBRARY_KINDS
from bot.store.live import LIVE_KINDS
from bot.store.lock import hold
from bot.store.media import FileMedium, HeldMedium, Medium, MemoryMedium, ReadOnlyMedium
from bot.store.names import DIGESTS, EARLIER, INDEX, LIBRARY, LIVE, PREVIOUS, STATE
from bot.store.records import check_records
from bot.store.recovery import recover, recover_library
from bot.store.restoring import finish_restore
from bot.store.seal import generation_of
from bot.store.shelf import FileShelf, MemoryShelf, Shelf

_log = logging.getLogger(__name__)

# What is gone with a file and the one before it, and what can be done.
_LOST = {
    STATE: "Lost are corrections, the history, and the days that dates without a year were settled by. All papers "
    "count as met, so none is announced twice, and some that were waiting may not be announced at all.",
    DIGESTS: "Lost are all subscriptions and what became of their digests: nothing is posted until a moderator "
    "sets digests up again with /digest subscribe.",
    LIVE: "Lost are all watches and the papers that they brought: moderators add them again with /watch add.",
}

# With these begins every name that the bot gives in its folder, but for the lock's.
_OURS = (STATE, DIGESTS, LIVE, LIBRARY, EARLIER, "before-restore", "restoring")
_ASK_FOR_THE_RIGHT_ONE = "Set DATA_DIR to the folder that the bot keeps its files in."


@dataclass(frozen=True, slots=True)
class Media:
    """Where each file is, and what was found at opening.

    `rescue` is for a library that is whole and means nothing, which is noticed only when it is read.
    """

    state: Medium
    digests: Medium
    live: Medium
    library: Medium
    shelf: Shelf
    derived: Derived = field(default_factory=NothingDerived)
    lock: FileLock | None = None
    reports: tuple[str, ...] = ()
    rescue: Callable[[], list[str]] | None = None


def require_kept(folder: Path) -> None:
    """Make sure that a bot has ever kept anything in a folder, for who would only change that. Raises StoreError."""
    try:
        names = [path.name for path in folder.iterdir()]
    except FileNotFoundError:
        raise StoreError(f"There is no folder {folder}, and none was made. {_ASK_FOR_THE_RIGHT_ONE}") from None
    except OSError as error:
        raise StoreError(f"The data folder {folder} cannot be read: {error.strerror}.") from error
    if not any(name.startswith(_OURS) for name in names):
        raise StoreError(f"Nothing of Folio’s is kept in {folder}. {_ASK_FOR_THE_RIGHT_ONE}")


def in_memory() -> Media:
    """Files that die with the process."""
    library = MemoryMedium()
    return Media(MemoryMedium(), MemoryMedium(), MemoryMedium(), library, MemoryShelf(library))


def read_only(folder: Path) -> Media:
    """Files beside a running writer: no lock is taken, nothing is made or moved."""
    state, digests, live = (ReadOnlyMedium(folder / n, folder / f"{n}{PREVIOUS}") for n in (STATE, DIGESTS, LIVE))
    library = ReadOnlyMedium(folder / LIBRARY)
    return Media(state, digests, live, library, MemoryShelf(library), DerivedFile(folder / INDEX, writes=False))


def on_disk(
    folder: Path, state_kinds: Mapping[str, type[object]], disk: Disk | None = None, now: datetime | None = None
) -> Media:
    """The writer's files, the good ones only. `now` is the moment, by the system's clock where it is not given.

    Raises StoreLocked, StoreError.
    """
    state, digests, live = (FileMedium(folder / n, folder / f"{n}{PREVIOUS}", disk) for n in (STATE, DIGESTS, LIVE))
    library = FileMedium(folder / LIBRARY, disk=disk)
    shelf = FileShelf(library, folder / EARLIER, disk)
    check_library = partial(check_records, kinds=LIBRARY_KINDS)
    lock = hold(folder)
    try:
        finish_restore(folder, disk)
        reports = [*_recovered(state, digests, live, state_kinds, now or datetime.now(UTC)), *shelf.recover()]
        reports += recover_library(library, shelf, generation_of)
        held = HeldMedium(state), HeldMedium(digests), HeldMedium(live)
    except StoreError:
        lock.release()
        raise
    for medium in held:
        medium.meet(held)
    for report in reports:
        # At once, for whoever is killed before anybody reads on.
        _log.warning("%s", report)
    derived = DerivedFile(folder / INDEX, writes=True)
    derived.sweep()
    rescue = partial(recover_library, library, shelf, check_library)
    return Media(*held, library, shelf, derived, lock, tuple(reports), rescue)


def _recovered(
    state: FileMedium, digests: FileMedium, live: FileMedium, state_kinds: Mapping[str, type[object]], now: datetime
) -> list[str]:
    """Leave the three files that nothing can rebuild good, or none of them, and say what was wrong."""
    met = recover(state, partial(check_records, kinds=state_kinds), _LOST[STATE])
    mend = partial(in_doubt, doubt=Doubt(now, seen_is_old=met.is_old))
    ledger = recover(digests, partial(check_records, kinds=DIGEST_KINDS), _LOST[DIGESTS], mend)
    data = digests.load()
    if met.is_old and not ledger.is_old and data is not None:
        digests.save(mend(data))
    brought = recover(live, partial(check_records, kinds=LIVE_KINDS), _LOST[LIVE])
    return [*met.reports, *ledger.reports, *brought.reports]
