"""One writer a folder, any number of readers who leave no trace."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.errors import StoreError, StoreLocked
from bot.ingest.resolve import Memory
from bot.store.tiny import TinyStore
from tests.store.children import Writer
from tests.store.folders import LIBRARY, PREVIOUS, STATE, fill, filled, names
from tests.store.samples import APPLICATION, library, memory, memory_number, tree

# A refusal is an answer, not a wait; most of it is the start of Python.
AT_ONCE = 5.0


async def test_a_second_process_is_refused_in_a_sentence(data: Path) -> None:
    """A second bot on the same folder ends at once and says why; the first is not disturbed."""
    store = await filled(data)
    began = time.monotonic()
    with Writer(data) as second:
        refusal = second.refusal()
    assert time.monotonic() - began < AT_ONCE
    assert refusal == (f"Another Folio is already running on {data}. Stop it first, or set DATA_DIR to another folder.")
    await store.apply(library(2), memory(2))
    assert await store.library() == library(2)
    await store.close()


async def test_a_second_store_in_one_process_is_refused_too(data: Path) -> None:
    """The lock belongs to the store, not to the process; closing lets the next one in."""
    store = TinyStore.open(data)
    with pytest.raises(StoreLocked):
        TinyStore.open(data)
    await store.close()
    await TinyStore.open(data).close()


async def test_a_store_may_be_closed_from_any_thread(data: Path) -> None:
    """The lock is let go wherever the store was opened."""
    store = await asyncio.to_thread(TinyStore.open, data)
    await store.close()
    await TinyStore.open(data).close()


async def test_a_cancelled_close_lets_the_folder_go(data: Path) -> None:
    """What waits for the end may be cancelled; the end comes all the same."""
    store = await filled(data)
    writing = [asyncio.create_task(store.apply(library(i), memory(i))) for i in range(5)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(store.close())
    await asyncio.sleep(0)
    closing.cancel()
    await asyncio.gather(*writing, closing, return_exceptions=True)
    while True:
        try:
            await TinyStore.open(data).close()
        except StoreLocked:
            await asyncio.sleep(0.01)
        else:
            break


async def test_readers_are_let_in_beside_the_writer(data: Path) -> None:
    """A reader needs no lock and sees each finished write."""
    store, reader = await filled(data), TinyStore.reader(data)
    assert (await reader.library(), await reader.memory()) == (library(1), memory(1))
    await store.apply(library(2), memory(2))
    assert (await reader.library(), await reader.memory()) == (library(2), memory(2))
    await reader.close()
    await store.close()


async def test_a_reader_leaves_no_trace(data: Path) -> None:
    """Reading changes no file, no time of a file and no list of files; writing is refused."""
    await fill(data)
    (data / ".state.json.0123.tmp").touch()
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in data.iterdir()}
    folder_before = data.stat().st_mtime_ns
    reader = TinyStore.reader(data)
    assert (await reader.library(), await reader.memory()) == (library(1), memory(1))
    assert await reader.command_tree(APPLICATION) == tree(1)
    with pytest.raises(StoreError, match="for reading only"):
        await reader.apply(library(2), memory(2))
    with pytest.raises(StoreError, match="for reading only"):
        await reader.remember_command_tree(APPLICATION, tree(2))
    await reader.close()
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in data.iterdir()} == before
    assert data.stat().st_mtime_ns == folder_before


async def test_a_reader_without_a_folder_reads_nothing(data: Path) -> None:
    """Where there is no data folder a reader finds an empty store, and makes none."""
    reader = TinyStore.reader(data)
    assert (await reader.library(), await reader.memory()) == (None, Memory())
    await reader.close()
    assert not data.exists()


@pytest.mark.parametrize("damage", [b"", b"damage", None], ids=["empty", "damaged", "missing"])
async def test_a_reader_falls_back_to_the_previous_state(data: Path, damage: bytes | None) -> None:
    """A reader mends nothing, but reads the state that the next start will restore."""
    await fill(data)
    (data / STATE).unlink()
    if damage is not None:
        (data / STATE).write_bytes(damage)
    reader = TinyStore.reader(data)
    assert await reader.memory() == memory(1)
    assert names(data) == {PREVIOUS, LIBRARY} | ({STATE} if damage is not None else set())
    (data / PREVIOUS).write_bytes(b"damage, too")
    if damage is not None:
        with pytest.raises(StoreError, match=r"state\.json is damaged"):
            await reader.memory()
    await reader.close()


async def test_a_reader_beside_a_busy_writer_sees_whole_states_only(data: Path) -> None:
    """While another process replaces files without pause, nothing read is mixed, missing, or older than before."""
    await fill(data)
    reader, libraries, memories = TinyStore.reader(data), [1], [1]
    with Writer(data, 2) as writer:
        writer.wait_until_ready()
        ends = time.monotonic() + 1.0
        while time.monotonic() < ends:
            found, settled = await reader.library(), await reader.memory()
            assert found is not None
            assert found == library(int(found.fingerprint))
            assert settled == memory(memory_number(settled))
            libraries.append(int(found.fingerprint))
            memories.append(memory_number(settled))
    await reader.close()
    assert libraries == sorted(libraries)
    assert memories == sorted(memories)
    assert len(set(libraries)) > 5


def test_a_lock_that_cannot_be_made_is_a_sentence(data: Path) -> None:
    """A folder where the lock file should be is reported as the folder's fault, not as another bot."""
    (data / "folio.lock").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be used") as refusal:
        TinyStore.open(data)
    assert not isinstance(refusal.value, StoreLocked)


def test_a_file_in_the_folders_place_is_a_sentence(data: Path) -> None:
    """DATA_DIR may name a file by mistake."""
    data.write_text("a file")
    with pytest.raises(StoreError, match="cannot be used"):
        TinyStore.open(data)
    assert data.read_text() == "a file"


def test_a_folder_that_may_not_be_written_is_a_sentence(bound: Path) -> None:
    """Neither a lock nor a data folder can be made in a read-only folder, and no other bot is blamed."""
    bound.chmod(0o500)
    for folder in (bound, bound / "data"):
        with pytest.raises(StoreError, match="cannot be used: Permission denied") as refusal:
            TinyStore.open(folder)
        assert not isinstance(refusal.value, StoreLocked)
