"""The files of a data folder, opened: for the one writer, for readers beside it, or in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from filelock import FileLock

from bot.errors import StoreError
from bot.store.derived import Derived, DerivedFile, NothingDerived
from bot.store.digests import DIGEST_KINDS
from bot.store.live import LIVE_KINDS
from bot.store.lock import hold
from bot.store.media import Disk, FileMedium, HeldMedium, Medium, MemoryMedium, ReadOnlyMedium
from bot.store.records import check_records
from bot.store.recovery import recover
from bot.store.seal import generation_of
from bot.store.shelf import FileShelf, MemoryShelf, Shelf

STATE, DIGESTS, LIVE, LIBRARY = "state.json", "digests.json", "live.json", "library.json"
# What a start need not make again. Not in a backup: it can be made of the others.
INDEX = "library.index"
PREVIOUS, EARLIER = ".previous", "earlier"


@dataclass(frozen=True, slots=True)
class Media:
    """Where each file is, and what was found at opening. An old ledger may not know what was posted last."""

    state: Medium
    digests: Medium
    live: Medium
    library: Medium
    shelf: Shelf
    derived: Derived = field(default_factory=NothingDerived)
    lock: FileLock | None = None
    reports: tuple[str, ...] = ()
    ledger_is_old: bool = False


def in_memory() -> Media:
    """Files that die with the process."""
    library = MemoryMedium()
    return Media(MemoryMedium(), MemoryMedium(), MemoryMedium(), library, MemoryShelf(library))


def read_only(folder: Path) -> Media:
    """Files beside a running writer: no lock is taken, nothing is made or moved."""
    state, digests, live = (ReadOnlyMedium(folder / n, folder / f"{n}{PREVIOUS}") for n in (STATE, DIGESTS, LIVE))
    library = ReadOnlyMedium(folder / LIBRARY)
    return Media(state, digests, live, library, MemoryShelf(library), DerivedFile(folder / INDEX, writes=False))


def on_disk(folder: Path, state_kinds: Mapping[str, type[object]], disk: Disk | None) -> Media:
    """The writer's files, the good ones only. Raises StoreLocked, StoreError."""
    state, digests, live = (FileMedium(folder / n, folder / f"{n}{PREVIOUS}", disk) for n in (STATE, DIGESTS, LIVE))
    library = FileMedium(folder / LIBRARY, disk=disk)
    lock = hold(folder)
    try:
        ledger = recover(digests, partial(check_records, kinds=DIGEST_KINDS))
        reports = [
            *recover(state, partial(check_records, kinds=state_kinds)),
            *ledger,
            *recover(live, partial(check_records, kinds=LIVE_KINDS)),
            *recover(library, generation_of),
        ]
    except StoreError:
        lock.release()
        raise
    shelf = FileShelf(library, folder / EARLIER, disk)
    derived = DerivedFile(folder / INDEX, writes=True)
    derived.sweep()
    return Media(
        HeldMedium(state),
        HeldMedium(digests),
        HeldMedium(live),
        library,
        shelf,
        derived,
        lock,
        tuple(reports),
        ledger_is_old=bool(ledger),
    )
