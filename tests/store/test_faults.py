"""Disks that refuse, and deaths at every step: what is left is the old or the new, and memory agrees with the disk."""

import errno
import os
import resource
from contextlib import suppress
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.store.interface import StoreFull
from bot.store.media import Disk, Unconfirmed
from bot.store.tiny import TinyStore
from tests.store.folders import EARLIER, LIBRARY, PREVIOUS, STATE, aside, fill, filled, names
from tests.store.media import Died, DyingDisk, FailingDisk, FullDisk, JournalDisk, UnsyncedDisk
from tests.store.samples import APPLICATION, library, memory, memory_number, tree

# More steps than a write has; a loop over them ends at the first that nothing happens at.
MANY = range(1, 100)

# A disk that refuses


async def test_a_full_disk_leaves_the_old_files(data: Path) -> None:
    """No room is a StoreFull; reading goes on, and writing as soon as there is room."""
    disk = FullDisk()
    store = await filled(data, disk)
    before = {name: (data / name).read_bytes() for name in names(data)}
    disk.full = True
    for write in (store.apply(library(2), memory(2)), store.remember_command_tree(APPLICATION, tree(2))):
        with pytest.raises(StoreFull, match="free some space"):
            await write
    assert (await store.library(), await store.memory()) == (library(1), memory(1))
    assert await store.command_tree(APPLICATION) == tree(1)
    assert {name: (data / name).read_bytes() for name in names(data)} == before
    disk.full = False
    await store.apply(library(3), memory(3))
    assert (await store.library(), await store.memory()) == (library(3), memory(3))
    await store.close()


async def test_a_limit_on_file_sizes_is_a_full_disk(data: Path) -> None:
    """The operating system's own refusal in the middle of a file leaves the old file, and no part of the new one."""
    store = await filled(data)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, hard))
    try:
        with pytest.raises(StoreFull):
            await store.apply(library(2), memory(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert (await store.library(), await store.memory()) == (library(1), memory(1))
    assert names(data) == {STATE, PREVIOUS, LIBRARY}
    await store.apply(library(2), memory(2))
    await store.close()


async def test_a_folder_that_turns_read_only_leaves_the_old_files(bound: Path) -> None:
    """Where nothing may be written any more, writes are StoreErrors and reads go on."""
    store = await filled(bound)
    bound.chmod(0o500)
    with pytest.raises(StoreError, match="Permission denied"):
        await store.apply(library(2), memory(2))
    assert (await store.library(), await store.memory()) == (library(1), memory(1))
    bound.chmod(0o700)
    await store.apply(library(2), memory(2))
    await store.close()


@pytest.mark.parametrize("name", [STATE, LIBRARY])
async def test_a_file_that_may_not_be_read_stops_the_start(bound: Path, name: str) -> None:
    """Permissions are for the operator to mend: a sentence, the file where it was, and the lock let go."""
    await fill(bound)
    (bound / name).chmod(0)
    for _ in range(2):
        with pytest.raises(StoreError, match=f"{name} cannot be read: Permission denied"):
            TinyStore.open(bound)
    (bound / name).chmod(0o600)
    store = TinyStore.open(bound)
    assert (await store.library(), await store.memory()) == (library(1), memory(1))
    await store.close()


async def test_a_damaged_file_that_cannot_be_moved_stops_the_start(bound: Path) -> None:
    """Where a damaged file cannot be set aside, nothing else is done to it."""
    await fill(bound)
    (bound / STATE).write_bytes(b"damage")
    bound.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be set aside"):
        TinyStore.open(bound)
    assert (bound / STATE).read_bytes() == b"damage"


async def test_an_unconfirmed_write_is_an_error_and_is_what_is_read(data: Path) -> None:
    """Where the disk does not confirm the new name, that is said; what is read is what the folder holds."""
    await fill(data)
    store = TinyStore.open(data, UnsyncedDisk(errno.EIO))
    with pytest.raises(Unconfirmed):
        await store.remember_command_tree(APPLICATION, tree(2))
    reader = TinyStore.reader(data)
    assert await store.command_tree(APPLICATION) == tree(2) == await reader.command_tree(APPLICATION)
    await store.close()


async def test_a_file_system_that_never_syncs_folders_is_no_error(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems refuse to sync a folder at all; Folio works on them as databases do."""
    sync = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    await fill(data)


# Every step of a write


async def test_a_write_is_durable_before_it_takes_the_old_ones_place(data: Path) -> None:
    """What a power failure leaves follows from the order: new file, previous, its place, the folder."""
    disk = JournalDisk()
    store = await filled(data, disk)
    disk.journal.clear()
    await store.remember_command_tree(APPLICATION, tree(2))
    assert disk.journal == [
        "write a new file",
        "link state.json",
        "replace state.json.previous",
        "replace state.json",
        "sync the folder",
    ]
    disk.journal.clear()
    await store.apply(library(2), memory(1))
    assert disk.journal == [
        "link library.json",
        "sync the folder",
        "write a new file",
        "replace library.json",
        "sync the folder",
    ]
    await store.close()


def test_a_disk_syncs_whole_files_and_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file is synced every byte is in it; a folder is synced as itself."""
    synced: list[tuple[int, int]] = []

    def note(descriptor: int) -> None:
        status = os.fstat(descriptor)
        synced.append((status.st_ino, status.st_size))

    monkeypatch.setattr(os, "fsync", note)
    Disk().write(tmp_path / "file", b"less than any buffer")
    Disk().sync(tmp_path)
    assert synced[0] == ((tmp_path / "file").stat().st_ino, 20)
    assert [inode for inode, _ in synced[1:]] == [tmp_path.stat().st_ino]


async def test_a_death_at_any_step_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    """Killed at each step of an apply and of a command tree in turn, the next start finds whole files and no litter."""
    for step in MANY:
        disk, data = DyingDisk(), tmp_path / str(step)
        store = await filled(data, disk)
        disk.arm(step)
        acknowledged = 1
        try:
            await store.apply(library(2), memory(2))
            acknowledged = 2
            await store.remember_command_tree(APPLICATION, tree(2))
        except Died:
            pass
        await store.close()
        after = TinyStore.open(data)
        found, settled, synced = await after.library(), await after.memory(), await after.command_tree(APPLICATION)
        assert list(after.reports) == []
        assert found in [library(n) for n in range(acknowledged, 3)]
        assert settled in [memory(n) for n in range(acknowledged, 3)]
        assert synced in ([tree(1)] if acknowledged == 1 else [tree(1), tree(2)])
        assert settled == memory(2) or found == library(1)  # memory is durable first
        assert names(data) <= {STATE, PREVIOUS, LIBRARY, EARLIER}
        await after.close()
        if not disk.happened:
            break
    assert step > 15


async def test_an_error_at_any_step_leaves_memory_and_disk_as_one(tmp_path: Path) -> None:
    """Refused at each step in turn: a StoreError, reads that agree with the disk, no litter; the next write works."""
    for step in MANY:
        disk, data = FailingDisk(), tmp_path / str(step)
        store = await filled(data, disk)
        disk.arm(step)
        try:
            await store.apply(library(2), memory(2))
        except StoreError:
            assert disk.happened
        disk.disarm()
        reader = TinyStore.reader(data)
        assert await store.memory() == await reader.memory()
        assert await store.library() == await reader.library()
        assert await store.library() in (library(1), library(2))
        assert memory_number(await store.memory()) in (1, 2)
        assert names(data) <= {STATE, PREVIOUS, LIBRARY, EARLIER}
        await store.apply(library(3), memory(3))
        assert (await reader.library(), await reader.memory()) == (library(3), memory(3))
        await store.close()
        if not disk.happened:
            break
    assert step > 10


async def test_a_death_at_any_step_of_a_recovery_leaves_it_to_the_next_start(tmp_path: Path) -> None:
    """Killed while a damaged state is set aside or restored, the next start ends up with the same good state."""
    for step in MANY:
        disk, data = DyingDisk(), tmp_path / str(step)
        await fill(data)
        (data / STATE).write_bytes(b"damage")
        disk.arm(step)
        with suppress(Died):
            await TinyStore.open(data, disk).close()
        after = TinyStore.open(data)
        assert await after.memory() == memory(1)
        assert aside(data, STATE) == [b"damage"]
        await after.close()
        if not disk.happened:
            break
    assert step > 5
