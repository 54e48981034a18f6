"""What is derived can be lost at any time, and is never taken for something else."""

from pathlib import Path

import pytest

from bot.store.derived import DerivedFile
from bot.store.tiny import TinyStore


def test_bytes_come_back_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file that is torn, edited or missing is no file."""
    path = tmp_path / "library.index"
    file = DerivedFile(path, writes=True)
    assert file.load() is None
    file.save(b"first")
    file.save(b"second")
    assert file.load() == b"second"
    whole = path.read_bytes()
    for damaged in (b"", whole[:-1], whole[:20], whole + b"x", whole.replace(b"second", b"sexond"), b"x" * len(whole)):
        path.write_bytes(damaged)
        assert file.load() is None
    assert [each.name for each in tmp_path.iterdir()] == ["library.index"]


def test_a_disk_that_takes_nothing_is_no_failure(tmp_path: Path) -> None:
    """Where the file cannot be written, there is none."""
    file = DerivedFile(tmp_path / "missing" / "library.index", writes=True)
    file.save(b"bytes")
    assert file.load() is None


async def test_a_reader_reads_and_writes_nothing(tmp_path: Path) -> None:
    """Only the writer keeps what is derived, and a leftover of a crash goes at its next start."""
    store = TinyStore.open(tmp_path)
    await store.keep_derived(b"bytes")
    reader = TinyStore.reader(tmp_path)
    await reader.keep_derived(b"others")
    assert await reader.derived() == await store.derived() == b"bytes"
    await reader.close()
    await store.close()
    (tmp_path / ".library.index.0.tmp").write_bytes(b"half")
    await TinyStore.open(tmp_path).close()
    assert not (tmp_path / ".library.index.0.tmp").exists()


@pytest.mark.parametrize("kept", [True, False])
async def test_in_memory_nothing_is_kept(kept: bool) -> None:
    """There is no file, and no failure."""
    store = TinyStore.in_memory()
    if kept:
        await store.keep_derived(b"bytes")
    assert await store.derived() is None
