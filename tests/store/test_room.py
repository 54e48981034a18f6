"""Real disks that are full, refuse, have no links or go away: the old files stand, and all is well once they mend."""

import errno
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.errors import StoreError
from bot.store.interface import DigestChange, StoreFull
from bot.store.tiny import TinyStore
from tests.store.folders import names
from tests.store.household import ALL, DIGESTS, LIBRARY, STATE, found, furnish, somebodys
from tests.store.media import Died, DyingDisk
from tests.store.samples import APPLICATION, library, memory, memory_number, tree

LEFT = dict.fromkeys(ALL, 2)
# More steps than an apply has.
MANY = range(1, 100)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 400 KB, where we may mount one."""
    with TemporaryDirectory() as name:
        mounted = shutil.which("mount") and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=400k", "none", name], capture_output=True, check=False
        )
        if not mounted or mounted.returncode:
            pytest.skip("no file system can be mounted here")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", "-l", name], check=True)


async def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    """Every kind of change is a StoreFull, reads go on, a start works, and so does everything once there is room."""
    data = small_disk / "data"
    await furnish(data)
    store = TinyStore.open(data)
    before = {path: path.read_bytes() for path in data.rglob("*.json*")}
    fill(small_disk / "filler")
    changes = [
        lambda: store.apply(library(3), memory(3)),
        lambda: store.write_down(DigestChange((somebodys(3, "more"),))),
        lambda: store.remember_command_tree(APPLICATION, tree(3)),
    ]
    for change in changes:
        with pytest.raises(StoreFull, match=r"No space left on device.*free some space"):
            await change()
    assert await found(store) == LEFT
    assert {path: path.read_bytes() for path in before} == before
    assert not list(data.rglob("*.tmp"))
    await store.close()
    store = TinyStore.open(data)
    assert (await found(store), store.reports) == (LEFT, [])
    (small_disk / "filler").unlink()
    for change in changes:
        await change()
    assert (await store.library(), await store.memory()) == (library(3), memory(3))
    await store.close()


async def test_a_damaged_file_on_a_full_disk_is_restored_once_there_is_room(small_disk: Path) -> None:
    """The start says so; the next one has lost nothing more."""
    data = small_disk / "data"
    await furnish(data)
    (data / DIGESTS).write_bytes(b"damage")
    fill(small_disk / "filler")
    for _ in range(2):
        with pytest.raises(StoreFull):
            TinyStore.open(data)
    (small_disk / "filler").unlink()
    store = TinyStore.open(data)
    assert await found(store) == LEFT | {DIGESTS: 1}
    assert store.doubt is not None
    await store.close()


def fill(path: Path) -> None:
    """Use up every byte."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(512))


async def test_a_limit_on_file_sizes_in_a_process_of_its_own(data: Path) -> None:
    """Set for it by whoever started it; it says what to do, and what it leaves is whole."""
    await furnish(data)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))

    ended = subprocess.run(
        [sys.executable, "-m", "tests.store.writer", str(data), "3"],
        cwd=Path(__file__).parent.parent.parent,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout == "ready\n"
    assert "There is no room" in ended.stderr
    assert "free some space" in ended.stderr
    store = TinyStore.open(data)
    assert (await found(store), store.reports) == (LEFT, [])
    await store.close()


class LinklessDyingDisk(DyingDisk):
    """A process that dies on a file system without links."""

    def link(self, path: Path, target: Path) -> None:
        self._step()
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))


async def test_a_death_at_any_step_without_links_leaves_nothing_half(tmp_path: Path) -> None:
    """Also among the earlier libraries: an undo after the next start goes back to what stood."""
    for step in MANY:
        disk, data = LinklessDyingDisk(), tmp_path / str(step)
        await furnish(data)
        store = TinyStore.open(data, disk)
        disk.arm(step)
        with suppress(Died):
            await store.apply(library(3), memory(3))
        await store.close()
        after = TinyStore.open(data)
        standing = await after.library()
        assert standing in (library(2), library(3))
        assert memory_number(await after.memory()) == 3 or standing == library(2)
        await after.apply(library(4), memory(4))
        assert await after.earlier() == standing
        assert after.reports == []
        assert not list(data.rglob(".*.tmp"))
        await after.close()
        if not disk.happened:
            break
    assert step > 15


async def test_a_full_disk_without_links_leaves_nothing_half(tmp_path: Path) -> None:
    """What could not be kept whole is not kept."""
    data = tmp_path / "data"
    await furnish(data)
    store = TinyStore.open(data, FullLinkless())
    with pytest.raises(StoreFull):
        await store.apply(library(3), memory(1))
    await store.close()
    after = TinyStore.open(data)
    assert (await after.library(), await after.earlier()) == (library(2), library(1))
    assert [path.name for path in (data / "earlier").iterdir()] == ["library-000000000001.json"]
    await after.close()


class FullLinkless(LinklessDyingDisk):
    """No links, no room."""

    def write(self, path: Path, data: bytes) -> None:
        """Half of it."""
        path.write_bytes(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def _step(self, leave: object = None) -> None:
        """Nobody dies."""


async def test_an_fsync_that_fails_leaves_the_old_file(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new bytes may never reach the disk, so they are not used; the next write is a new file."""
    await furnish(data)
    store, sync = TinyStore.open(data), os.fsync

    def refuse(descriptor: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", refuse)
    for change in (store.apply(library(3), memory(3)), store.write_down(DigestChange((somebodys(3, "more"),)))):
        with pytest.raises(StoreError, match="Nothing was changed"):
            await change
    assert await found(store) == LEFT
    monkeypatch.setattr(os, "fsync", sync)
    assert not list(data.rglob(".*.tmp"))
    await store.apply(library(3), memory(3))
    await store.close()


async def test_a_shelf_that_may_not_be_written_is_a_sentence(bound: Path) -> None:
    """No change without a way back: it is refused, and works once the folder may be written."""
    await furnish(bound)
    store = TinyStore.open(bound)
    (bound / "earlier").chmod(0o500)
    with pytest.raises(StoreError, match="Give Folio’s user the right"):
        await store.apply(library(3), memory(1))
    assert await store.library() == library(2)
    (bound / "earlier").chmod(0o700)
    await store.apply(library(3), memory(1))
    assert await store.earlier() == library(2)
    await store.close()


async def test_a_file_in_the_shelfs_place_is_set_aside(data: Path) -> None:
    """At the start; while Folio runs it is a sentence."""
    await furnish(data)
    shutil.rmtree(data / "earlier")
    (data / "earlier").write_text("a file")
    store = TinyStore.open(data)
    assert ["earlier is damaged" in report for report in store.reports] == [True]
    await store.apply(library(3), memory(1))
    shutil.rmtree(data / "earlier")
    (data / "earlier").write_text("a file")
    with pytest.raises(StoreError, match="cannot be written"):
        await store.apply(library(4), memory(1))
    await store.close()


async def test_an_emptied_folder_is_filled_again_by_the_next_write(data: Path) -> None:
    """Whichever file it is of: a process that is killed right after it loses nothing that cannot be rebuilt."""
    await furnish(data)
    for path in (data, data):
        store = TinyStore.open(data)
        shutil.rmtree(path)
        with pytest.raises(StoreError, match="The data folder is gone"):
            await store.write_down(DigestChange((somebodys(3, "more"),)))
        data.mkdir()
        await store.remember_command_tree(APPLICATION, tree(1))
        reader = TinyStore.reader(data)
        assert await found(reader) == LEFT | {LIBRARY: 0}
        assert names(data) >= {STATE, DIGESTS, "live.json"}
        await reader.close()
        await store.apply(library(2), memory(1))
        await store.close()
