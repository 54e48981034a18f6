"""Backup and restore on bad days: a bot that writes, damaged archives, a full disk, deaths half-way, old copies."""

import asyncio
import shutil
import zipfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from warnings import catch_warnings, simplefilter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.store import backup
from bot.store.backup import NoBackup, back_up, restore
from bot.store.interface import DigestChange, StoreFull
from bot.store.media import ReadOnlyMedium
from bot.store.seal import NewerFile
from bot.store.tiny import TinyStore
from tests.store.children import Writer
from tests.store.folders import vouched_for
from tests.store.household import ALL, DIGESTS, LIBRARY, NOW, STATE, found, furnish, somebodys
from tests.store.media import Died, DyingDisk, FullDisk
from tests.store.samples import library, memory, memory_number

LEFT, HELD = dict.fromkeys(ALL, 2), dict.fromkeys(ALL, 2) | {LIBRARY: 9}


async def hold_something(folder: Path) -> None:
    """Something else than a furnished folder, so that a mixture shows."""
    await furnish(folder)
    store = TinyStore.open(folder)
    await store.apply(library(9), memory(9))
    await store.write_down(DigestChange((somebodys(9, "ours"),)))
    await store.close()


async def holds(folder: Path) -> str:
    """Which of the two a folder is, wholly: the archive's or what was there."""
    store = TinyStore.open(folder, now=NOW)
    assert store.reports == []
    here, names = await found(store), {each.id for each in await store.subscriptions()}
    number = memory_number(await store.memory())
    await store.close()
    if (here, names, number) == (LEFT, {"abcd"}, 1):
        return "new"
    assert (here, names, number) == (HELD, {"abcd", "ours"}, 9)
    return "old"


async def archive_of_furnished(tmp_path: Path) -> Path:
    """An archive of a furnished folder."""
    await furnish(tmp_path / "furnished")
    back_up(tmp_path / "furnished", tmp_path / "folio.zip")
    return tmp_path / "folio.zip"


async def test_a_death_at_any_step_leaves_the_old_files_or_the_new(tmp_path: Path) -> None:
    """Never some of each: what was begun is finished or forgotten by the next start, and what was there is kept."""
    archive, outcomes = await archive_of_furnished(tmp_path), []
    await hold_something(tmp_path / "held")
    for step in range(1, 200):
        disk, data = DyingDisk(), tmp_path / str(step)
        shutil.copytree(tmp_path / "held", data)
        disk.arm(step)
        with suppress(Died):
            restore(data, archive, NOW, disk)
        outcomes.append(await holds(data))
        assert not list(data.glob(".restoring*"))
        assert not (data / "restoring").exists()
        if outcomes[-1] == "new":
            (kept,) = data.glob("before-restore-*")
            assert {path.name for path in kept.iterdir()} >= {*ALL, "earlier"}
        if not disk.happened:
            break
    assert step > 40
    assert outcomes == sorted(outcomes, reverse=True)  # once it is new, it stays
    assert set(outcomes) == {"old", "new"}


async def test_a_death_while_a_restore_is_finished_is_finished_by_the_next(tmp_path: Path) -> None:
    """However often."""
    archive, data = await archive_of_furnished(tmp_path), tmp_path / "data"
    await hold_something(data)
    disk = DyingDisk()
    disk.arm(22)
    with suppress(Died):
        restore(data, archive, NOW, disk)
    assert (data / "restoring").exists()
    for step in range(1, 12):
        disk = DyingDisk()
        disk.arm(step)
        with suppress(Died):
            await TinyStore.open(data, disk).close()
    assert await holds(data) == "new"


async def test_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    """With a sentence, and nothing beside it."""
    archive, data, disk = await archive_of_furnished(tmp_path), tmp_path / "data", FullDisk()
    await hold_something(data)
    disk.full = True
    with pytest.raises(StoreFull, match="free some space"):
        restore(data, archive, NOW, disk)
    assert await holds(data) == "old"
    assert not list(data.glob("*restor*"))


async def test_a_backup_beside_a_busy_writer_fits_together(data: Path, tmp_path: Path) -> None:
    """Whatever the library of a copy holds, its state has settled: restored, nothing is settled or announced anew."""
    numbers = []
    with Writer(data) as writer:
        writer.wait_until_ready()
        while not (data / LIBRARY).exists():
            await asyncio.sleep(0.01)
        for i in range(12):
            back_up(data, tmp_path / f"{i}.zip")
            await asyncio.sleep(0.03)
    for i in range(12):
        copy = tmp_path / f"copy{i}"
        restore(copy, tmp_path / f"{i}.zip", NOW)
        store = TinyStore.open(copy)
        assert store.reports == []
        standing = await store.library()
        assert standing is not None
        numbers.append(int(standing.fingerprint))
        assert memory_number(await store.memory()) >= numbers[-1]
        earlier = await store.earlier()
        assert earlier is None or int(earlier.fingerprint) < numbers[-1] or len(numbers) < 2
        await store.close()
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 3


@pytest.mark.parametrize("undone_after", [None, 0, 1, 2, 3])
async def test_a_change_between_any_two_files_of_a_backup_leaves_a_whole_copy(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, undone_after: int | None
) -> None:
    """A copied library is never newer than what its state has settled, or has undone."""
    store = TinyStore.open(data)
    for number in (1, 2, 3):
        await store.apply(library(number), memory(number))
    changed = []

    class Changing(ReadOnlyMedium):
        def load(self) -> bytes | None:
            read = super().load()
            if undone_after is None:
                store._apply(library(4 + len(changed)), memory(4 + len(changed)), None)
            elif undone_after == len(changed):
                store._revert(library(2), "undone")
            changed.append(self.name)
            return read

    monkeypatch.setattr(backup, "ReadOnlyMedium", Changing)
    back_up(data, tmp_path / "folio.zip")
    await store.close()
    restore(tmp_path / "copy", tmp_path / "folio.zip", NOW)
    copy = TinyStore.open(tmp_path / "copy")
    standing = await copy.library()
    assert standing is not None
    assert memory_number(await copy.memory()) >= int(standing.fingerprint)
    assert standing.fingerprint != "2" or await copy.set_aside() == "undone"
    assert await copy.earlier() is not None
    await copy.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 2)
@given(st.integers(0), st.integers(0, 7), st.booleans())
def test_a_damaged_archive_is_refused_or_whole(archive: bytes, place: int, bit: int, cut: bool) -> None:
    """Any flipped bit, any cut: a sentence, or the same files. Nothing else, and never a traceback."""
    content = bytearray(archive)
    content[place % len(content)] ^= 1 << bit
    content = content[: place % len(content)] if cut else content
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "damaged.zip").write_bytes(content)
        (folder / "whole.zip").write_bytes(archive)
        with suppress(StoreError):
            restore(folder / "data", folder / "damaged.zip", NOW)
            restore(folder / "good", folder / "whole.zip", NOW)
            assert _files(folder / "data").items() <= _files(folder / "good").items()


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An archive's bytes."""
    return asyncio.run(archive_of_furnished(tmp_path_factory.mktemp("archive"))).read_bytes()


@pytest.mark.parametrize(
    "names",
    [
        ["../state.json"],
        ["/state.json"],
        ["earlier/../../state.json"],
        ["earlier/library-1.json/../../x"],
        ["..\\state.json"],
        ["state.json", "state.json"],
        ["state.json", "notes.txt"],
        ["digests.json/"],
        ["restoring/new/state.json"],
        ["earlier/library-²³.json"],
    ],
)
async def test_names_that_are_not_folios_are_refused(tmp_path: Path, names: list[str]) -> None:
    """However they are spelt, nothing is written anywhere."""
    await furnish(tmp_path / "data")
    content = (tmp_path / "data" / STATE).read_bytes()
    with catch_warnings(), zipfile.ZipFile(tmp_path / "bad.zip", "w") as made:
        simplefilter("ignore")  # of the same name twice
        for name in names:
            made.writestr(name, content)
    before = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*"))
    with pytest.raises(NoBackup):
        restore(tmp_path / "data", tmp_path / "bad.zip", NOW)
    assert sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*")) == before


async def test_an_archive_of_a_newer_folio_is_refused(tmp_path: Path) -> None:
    """Before anything is moved."""
    await hold_something(tmp_path / "data")
    with zipfile.ZipFile(tmp_path / "newer.zip", "w") as made:
        made.writestr(STATE, vouched_for(b"{}", written_by=2))
    with pytest.raises(NewerFile):
        restore(tmp_path / "data", tmp_path / "newer.zip", NOW)
    assert await holds(tmp_path / "data") == "old"


@pytest.mark.parametrize("sample", ["a-first", "f-live"])
async def test_an_archive_of_an_older_folio_is_read(tmp_path: Path, sample: str) -> None:
    """As its files are anywhere else."""
    back_up(Path(__file__).parent / "older" / sample, tmp_path / "older.zip")
    restore(tmp_path / "data", tmp_path / "older.zip", NOW)
    store = TinyStore.open(tmp_path / "data")
    assert store.reports == []
    assert len((await store.memory()).first_seen) == 1
    await store.close()


async def test_what_the_seeds_can_rebuild_is_left_out_of_a_backup_where_it_is_damaged(tmp_path: Path) -> None:
    """The rest is copied; a damaged state with no good one before it is refused by name."""
    data = tmp_path / "data"
    await furnish(data)
    for path in (data / LIBRARY, *(data / "earlier").iterdir(), data / DIGESTS):
        path.write_bytes(b"damage")
    assert set(back_up(data, tmp_path / "folio.zip")) == {"digests.json", "live.json", STATE}
    (data / STATE).write_bytes(b"damage")
    (data / f"{STATE}.previous").write_bytes(b"damage")
    with pytest.raises(StoreError, match=r"state\.json is damaged"):
        back_up(data, tmp_path / "second.zip")
    assert not list(tmp_path.glob("*second*"))


async def test_the_ledger_says_that_it_is_a_copy(tmp_path: Path) -> None:
    """At every start until it is reckoned with, and whatever is restored over it."""
    archive = await archive_of_furnished(tmp_path)
    restore(tmp_path / "data", archive, NOW)
    for _ in range(2):
        store = TinyStore.open(tmp_path / "data")
        assert store.doubt is not None
        assert (store.doubt.until, store.doubt.copied, store.doubt.settled) == (NOW, True, False)
        await store.close()
    (tmp_path / "data" / DIGESTS).write_bytes(b"damage")
    later = datetime.now(UTC) + timedelta(days=1)
    store = TinyStore.open(tmp_path / "data", now=later)
    # No good one before it: nothing is left that could be posted twice.
    assert (await store.subscriptions(), store.doubt) == ([], None)
    await store.close()
