"""What is derived can be lost at any time, and is never taken for something else."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.library.models import Page
from bot.store.derived import DerivedFile
from bot.store.interface import Action, Library, Revision
from bot.store.tiny import TinyStore
from tests.store.samples import library, memory

MARK = b"0f" * 32
ACTOR = 81


class Hand:
    """Whoever has pages at hand; knows what it was given for them."""

    def __init__(self, pages: tuple[Page, ...] | None) -> None:
        self.pages = pages
        self.given: list[bytes] = []

    def unpack(self, data: bytes) -> tuple[Page, ...] | None:
        """The pages, whatever is given."""
        self.given.append(data)
        return self.pages


def test_bytes_come_back_whole_or_not_at_all(tmp_path: Path) -> None:
    """A file that is torn, edited, missing or of something else is no file."""
    path = tmp_path / "library.index"
    file = DerivedFile(path, writes=True)
    assert file.load(MARK) is None
    file.save(b"first", MARK)
    file.save(b"second", MARK)
    assert file.load(MARK) == b"second"
    assert file.load(MARK[::-1]) is None
    assert file.load(MARK[:-1]) is None
    assert file.load(b"") is None
    whole = path.read_bytes()
    edited = (whole.replace(b"second", b"sexond"), whole.replace(MARK, MARK[::-1]))
    for damaged in (b"", whole[:-1], whole[:20], whole + b"x", *edited, b"x" * len(whole)):
        path.write_bytes(damaged)
        assert file.load(MARK) is None
        assert file.load(MARK[::-1]) is None
    assert [each.name for each in tmp_path.iterdir()] == ["library.index"]


def test_a_disk_that_takes_nothing_is_no_failure(tmp_path: Path) -> None:
    """Where the file cannot be written, there is none."""
    file = DerivedFile(tmp_path / "missing" / "library.index", writes=True)
    file.save(b"bytes", MARK)
    assert file.load(MARK) is None


async def kept(folder: Path, number: int) -> Library:
    """A library that was applied in a folder, and of which something was kept."""
    store, applied = TinyStore.open(folder), library(number)
    await store.apply(applied, memory(number))
    await store.keep_derived(b"bytes", applied.pages)
    await store.close()
    return applied


async def test_pages_at_hand_are_not_read(tmp_path: Path) -> None:
    """The writer and a reader take them as they are given; all else is that of the file."""
    applied = await kept(tmp_path, 3)
    for store in (TinyStore.open(tmp_path), TinyStore.reader(tmp_path)):
        hand = Hand(library(9).pages)
        found = await store.library(hand.unpack)
        assert found is not None
        assert found.pages is hand.pages
        assert replace(found, pages=applied.pages) == applied
        assert hand.given == [b"bytes"]
        await store.close()


async def test_where_they_cannot_be_unpacked_they_are_read(tmp_path: Path) -> None:
    """Bytes of another version of the code are no loss."""
    applied = await kept(tmp_path, 3)
    store, hand = TinyStore.open(tmp_path), Hand(None)
    assert await store.library(hand.unpack) == applied
    assert hand.given == [b"bytes"]
    await store.close()


@pytest.mark.parametrize("befalls", ["a change", "an undo", "damage", "another file", "somebody forgotten"])
async def test_what_was_kept_of_another_file_is_not_looked_at(tmp_path: Path, befalls: str) -> None:
    """Whatever became of the library meanwhile, the pages are its own."""
    actor = Revision(datetime(2026, 11, 20, tzinfo=UTC), ACTOR, "Ann", Action.RELOADED, "")
    store, first = TinyStore.open(tmp_path / "data"), replace(library(2), revision=actor)
    await store.apply(library(1), memory(1))
    await store.apply(first, memory(2))
    await store.keep_derived(b"bytes", first.pages)
    stands = first
    if befalls == "a change":
        await store.apply(stands := library(3), memory(3))
    if befalls == "an undo":
        await store.revert(stands := library(1), "undone")
    if befalls == "somebody forgotten":
        assert await store.forget(ACTOR)
    await store.close()
    if befalls == "damage":
        path = tmp_path / "data" / "library.json"
        path.write_bytes(path.read_bytes()[:-9])
        stands = library(1)
    if befalls == "another file":
        await kept(tmp_path / "other", 4)
        shutil.copy(tmp_path / "other" / "library.json", tmp_path / "data")
        stands = library(4)
    store, hand = TinyStore.open(tmp_path / "data"), Hand(library(9).pages)
    found = await store.library(hand.unpack)
    assert found is not None
    assert found.pages == stands.pages
    assert hand.given == []
    await store.close()


async def test_only_of_what_stands_anything_is_kept(tmp_path: Path) -> None:
    """What was made of pages that were replaced meanwhile, or that were never applied, is let go of."""
    store, old, new = TinyStore.open(tmp_path), library(1), library(2)
    await store.apply(old, memory(1))
    await store.apply(new, memory(2))
    for pages in (old.pages, library(2).pages, ()):
        await store.keep_derived(b"others", pages)
    assert not (tmp_path / "library.index").exists()
    assert await store.library() == new  # other objects, of the same bytes
    await store.keep_derived(b"bytes", new.pages)
    hand = Hand(new.pages)
    await store.library(hand.unpack)
    assert hand.given == [b"bytes"]
    await store.close()


@pytest.mark.parametrize("forgets", [False, True])
async def test_beside_a_file_that_was_put_in_its_place_nothing_is_kept(tmp_path: Path, *, forgets: bool) -> None:
    """What is served was not made of it, also after it was read again, or somebody was forgotten in it."""
    actor = Revision(datetime(2026, 11, 20, tzinfo=UTC), ACTOR, "Ann", Action.RELOADED, "")
    theirs = TinyStore.open(tmp_path / "theirs")
    await theirs.apply(replace(library(4), revision=actor), memory(4))
    await theirs.close()
    store, served = TinyStore.open(tmp_path / "data"), library(2)
    await store.apply(served, memory(2))
    shutil.copy(tmp_path / "theirs" / "library.json", tmp_path / "data")
    await store.earlier()
    if forgets:
        assert await store.forget(ACTOR)
    await store.keep_derived(b"bytes", served.pages)
    assert not (tmp_path / "data" / "library.index").exists()
    await store.close()


async def test_who_was_forgotten_is_no_reason_to_keep_nothing(tmp_path: Path) -> None:
    """The file is another one then, and its pages are the same."""
    actor = Revision(datetime(2026, 11, 20, tzinfo=UTC), ACTOR, "Ann", Action.RELOADED, "")
    store, applied = TinyStore.open(tmp_path), replace(library(2), revision=actor)
    await store.apply(applied, memory(2))
    await store.forget(ACTOR)
    await store.keep_derived(b"bytes", applied.pages)
    hand = Hand(applied.pages)
    found = await store.library(hand.unpack)
    assert found is not None
    assert found.revision is not None
    assert found.revision.actor != ACTOR
    assert hand.given == [b"bytes"]
    await store.close()


async def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    """Only the writer keeps what is derived, and a leftover of a crash goes at its next start."""
    await kept(tmp_path, 1)
    reader = TinyStore.reader(tmp_path)
    found = await reader.library()
    assert found is not None
    await reader.keep_derived(b"others", found.pages)
    hand = Hand(None)
    await reader.library(hand.unpack)
    assert hand.given == [b"bytes"]
    await reader.close()
    (tmp_path / ".library.index.0.tmp").write_bytes(b"half")
    await TinyStore.open(tmp_path).close()
    assert not (tmp_path / ".library.index.0.tmp").exists()


async def test_in_memory_nothing_is_kept() -> None:
    """There is no file, and no failure."""
    store, applied, hand = TinyStore.in_memory(), library(1), Hand(None)
    await store.apply(applied, memory(1))
    await store.keep_derived(b"bytes", applied.pages)
    assert await store.library(hand.unpack) == applied
    assert hand.given == []
