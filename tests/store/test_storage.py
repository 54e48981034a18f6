"""Damaged files: noticed wherever the damage is, kept, said, and answered with the last good state."""

import logging
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.ingest.resolve import Memory
from bot.library.models import Captured, CaptureSource, Listing, Page, Published
from bot.store.interface import Library
from bot.store.seal import DamagedFile, NewerFile, seal, unseal
from bot.store.tiny import TinyStore
from tests.store.folders import LIBRARY, PREVIOUS, STATE, aside, fill, filled, names, vouched_for
from tests.store.media import LinklessDisk
from tests.store.samples import APPLICATION, library, memory, tree

TABLES = {"papers": {"1": {"title": "one"}, "2": {"title": "zwei"}}}

Damage = Callable[[bytes], bytes]
DAMAGES: dict[str, Damage] = {
    "no bytes": lambda data: b"",
    "null": lambda data: b"null",
    "cut in half": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-1],
    "a second end": lambda data: data + b"}\n",
    "the tail of a longer file": lambda data: data + data[-20:],
    "NULs for bytes": lambda data: bytes(len(data)),
    "NULs at the end": lambda data: data[:-40] + bytes(40),
    "a byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "not UTF-8": lambda data: data.replace(b"papers", b"p\xffpers").replace(b"number", b"n\xffmber"),
    "edited by hand": lambda data: data.replace(b"a", b"b"),
    "another generation": lambda data: data.replace(b'"generation":', b'"generation":9'),
    "another format": lambda data: data.replace(b'"folio":1', b'"folio":2'),
    "a plain TinyDB file": lambda data: b'{"memory": {"1": {"first_seen": {}, "dates": {}}}}',
    "an empty object": lambda data: b"{}",
    "a list": lambda data: b"[]",
    "deep nesting": lambda data: b"[" * 100_000,
    "two files in one": lambda data: data + data,
}
# Whole by their checksum, and nonsense all the same.
NONSENSE: dict[str, Damage] = {
    "a list for the tables": lambda data: vouched_for(b"[]"),
    "a list for a table": lambda data: vouched_for(b'{"memory":[]}'),
    "a text for a record": lambda data: vouched_for(b'{"memory":{"1":"text"}}'),
    "a name for an id": lambda data: vouched_for(b'{"memory":{"one":{}}}'),
    "not JSON": lambda data: vouched_for(b'{"memory":'),
}


# Damage found at the start


@pytest.mark.parametrize("damage", [*DAMAGES.values(), *NONSENSE.values()], ids=[*DAMAGES, *NONSENSE])
async def test_a_damaged_state_is_kept_aside_and_the_one_before_restored(data: Path, damage: Damage) -> None:
    """Whatever became of state.json: its bytes stay, the state before its last change is served, and that is said."""
    await fill(data)
    path = data / STATE
    path.write_bytes(damaged := damage(path.read_bytes()))
    store = TinyStore.open(data)
    assert await store.memory() == memory(1)
    assert await store.command_tree(APPLICATION) is None  # the last change
    assert aside(data, STATE) == [damaged]
    assert "state.json is damaged" in store.reports[0]
    assert "state.json.previous was put in its place" in store.reports[1]
    await store.close()
    again = TinyStore.open(data)
    assert list(again.reports) == []
    await again.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
async def test_a_damaged_library_is_kept_aside(data: Path, damage: Damage) -> None:
    """Whatever became of library.json: its bytes stay, there is no library, the state is untouched, and it is said."""
    await fill(data)
    path = data / LIBRARY
    path.write_bytes(damaged := damage(path.read_bytes()))
    store = TinyStore.open(data)
    assert await store.library() is None
    assert await store.memory() == memory(1)
    assert aside(data, LIBRARY) == [damaged]
    assert len(store.reports) == 1
    assert "library.json is damaged" in store.reports[0]
    await store.apply(library(2), memory(2))
    assert await store.library() == library(2)
    assert aside(data, LIBRARY) == [damaged]
    await store.close()


@pytest.mark.parametrize(
    "body",
    [b'{"memory":{"1":{"first_seen":3,"dates":{}}}}', b'{"command_trees":{"7":{"sent":"a"}}}'],
    ids=["memory", "command tree"],
)
async def test_a_state_with_a_record_of_a_wrong_shape_is_damaged(data: Path, body: bytes) -> None:
    """A whole file whose records mean nothing is treated as any other damage, and the record is named."""
    await fill(data)
    (data / STATE).write_bytes(vouched_for(body))
    store = TinyStore.open(data)
    assert await store.memory() == memory(1)
    assert aside(data, STATE) == [vouched_for(body)]
    assert "is not what it should be" in store.reports[0]
    await store.close()


@pytest.mark.parametrize(
    "nonsense",
    [*NONSENSE.values(), lambda data: vouched_for(b'{"origin":{"1":{"fingerprint":"1"}},"pages":{"1":{"key":1}}}')],
    ids=[*NONSENSE, "a record of a wrong shape"],
)
async def test_a_library_of_nonsense_is_none(data: Path, nonsense: Damage) -> None:
    """A whole library that means nothing is set aside when it is read, and built again by whoever loads the seeds."""
    await fill(data)
    (data / LIBRARY).write_bytes(nonsense(b""))
    store = TinyStore.open(data)
    assert await store.library() is None
    assert "library.json is damaged" in store.reports[0]
    assert "It is built again from the seeds" in store.reports[0]
    assert aside(data, LIBRARY) == [nonsense(b"")]
    await store.apply(library(2), memory(2))
    assert await store.library() == library(2)
    await store.close()


@pytest.mark.parametrize("name", [STATE, LIBRARY])
async def test_a_folder_in_a_files_place_is_set_aside(data: Path, name: str) -> None:
    """A folder called like a file is moved away with what is in it."""
    await fill(data)
    (data / name).unlink()
    (data / name).mkdir()
    (data / name / "kept").touch()
    store = TinyStore.open(data)
    assert await store.memory() == memory(1)
    assert [path.name for path in data.glob(f"{name}.damaged-*/*")] == ["kept"]
    assert "it is a folder" in store.reports[0]
    await store.close()


async def test_a_missing_state_is_restored(data: Path) -> None:
    """state.json alone is never removed by Folio, so where it is gone the one before it comes back."""
    await fill(data)
    (data / STATE).unlink()
    store = TinyStore.open(data)
    assert await store.memory() == memory(1)
    assert "damaged or missing" in store.reports[0]
    await store.close()


async def test_two_damaged_states_are_both_kept(data: Path) -> None:
    """With no good copy left the store begins anew, and says so; nothing is overwritten."""
    await fill(data)
    (data / STATE).write_bytes(b"one")
    (data / PREVIOUS).write_bytes(b"two")
    store = TinyStore.open(data)
    assert await store.memory() == Memory()
    await store.apply(library(2), memory(2))
    await store.remember_command_tree(1, tree(1))
    assert sorted(path.read_bytes() for path in data.glob(f"{STATE}*.damaged-*")) == [b"one", b"two"]
    assert "begins anew" in store.reports[-1]
    await store.close()


async def test_a_restored_state_survives_the_next_damage(data: Path) -> None:
    """The file before is still there after it was restored, and is a file of its own."""
    await fill(data)
    for _ in range(3):
        with (data / STATE).open("r+b") as file:  # in place, as an editor may write
            file.write(b"damage")
        store = TinyStore.open(data)
        assert await store.memory() == memory(1)
        await store.close()


async def test_the_previous_state_is_the_one_before_each_write(data: Path) -> None:
    """After every write the previous file is the state just before it."""
    store = await filled(data)
    for number in range(2, 6):
        before = (data / STATE).read_bytes()
        await store.remember_command_tree(APPLICATION, tree(number))
        assert (data / PREVIOUS).read_bytes() == before
    assert names(data) == {STATE, PREVIOUS, LIBRARY}
    await store.close()


async def test_the_previous_state_needs_no_links(data: Path) -> None:
    """On a file system without links the previous file is written instead."""
    store = await filled(data, LinklessDisk())
    before = (data / STATE).read_bytes()
    await store.remember_command_tree(APPLICATION, tree(2))
    assert (data / PREVIOUS).read_bytes() == before
    assert names(data) == {STATE, PREVIOUS, LIBRARY}
    await store.close()


async def test_a_newer_format_is_refused_and_left_alone(data: Path) -> None:
    """A whole file of a later version stops the start with a sentence; it is no damage and must not be replaced."""
    await fill(data)
    (data / STATE).write_bytes(newer := vouched_for(b"whatever it may hold", written_by=2))
    for _ in range(2):  # the lock is let go, so that the second try gets as far
        with pytest.raises(NewerFile, match=r"state\.json was written by a newer Folio"):
            TinyStore.open(data)
    assert (data / STATE).read_bytes() == newer


def test_every_bit_counts() -> None:
    """No flipped bit, wherever it is, goes unnoticed."""
    whole, chance = seal(7, TABLES), random.Random(0)
    assert unseal(whole, "file") == (7, TABLES)
    for place in range(len(whole)):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        with pytest.raises(DamagedFile):
            unseal(bytes(flipped), "file")


def test_every_cut_is_noticed() -> None:
    """Neither a beginning of a file nor a mixture of two is taken for a file."""
    one, two = seal(7, TABLES), seal(8, {**TABLES, "more": {"3": {"title": "drei"}}})
    for place in range(1, len(one)):
        for torn in (one[:place], one[:place] + two[place:], two[:place] + one[place:]):
            if torn not in {one, two}:
                with pytest.raises(DamagedFile):
                    unseal(torn, "file")


# Damage while the store runs


async def test_a_running_store_outlives_its_files(data: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A state damaged meanwhile is served as it was, kept aside at the next write, and written whole."""
    store = await filled(data)
    before = (data / PREVIOUS).read_bytes()
    (data / STATE).write_bytes(b"damage")
    (data / LIBRARY).write_bytes(b"damage, too")
    assert await store.memory() == memory(1)
    with caplog.at_level(logging.WARNING):
        await store.apply(library(2), memory(2))
    assert aside(data, STATE) == [b"damage"]
    assert aside(data, LIBRARY) == [b"damage, too"]
    assert "state.json is damaged" in caplog.text
    assert (data / PREVIOUS).read_bytes() == before  # damage does not become the previous state
    assert await store.command_tree(APPLICATION) == tree(1)
    await store.close()
    reader = TinyStore.reader(data)
    assert (await reader.library(), await reader.memory()) == (library(2), memory(2))
    assert await reader.command_tree(APPLICATION) == tree(1)
    await reader.close()


async def test_a_store_knows_its_state_from_the_moment_it_opens(data: Path) -> None:
    """A state removed right after the start, before anybody asked for it, is not taken for an empty one."""
    await fill(data)
    store = TinyStore.open(data)
    (data / STATE).unlink()
    assert await store.memory() == memory(1)
    await store.close()


async def test_a_running_store_outlives_its_folder(data: Path) -> None:
    """With the folder gone a write is a StoreError; once there is a folder again, the next write brings all back."""
    store = await filled(data)
    shutil.rmtree(data)
    with pytest.raises(StoreError):
        await store.remember_command_tree(APPLICATION, tree(2))
    data.mkdir()
    await store.remember_command_tree(APPLICATION, tree(3))
    await store.close()
    reader = TinyStore.reader(data)
    assert (await reader.memory(), await reader.command_tree(APPLICATION)) == (memory(1), tree(3))
    await reader.close()


async def test_what_equals_in_a_library_is_in_memory_once(data: Path) -> None:
    """Names, dates and fields that stand on many papers are one object each, whatever page they are on."""
    store = TinyStore.open(data)
    captured = Captured(date(2026, 5, 8), CaptureSource.FIRST_SEEN)
    pages = tuple(
        Page(
            source, "", source, captured,
            listings=tuple(
                Listing(f"{source} {number}", ("Ann Example, whose name is too long for any cache " * 2, str(number)),
                        fields=("cs.LG", "a field"), affiliation="A university", links=("https://example.org/a",),
                        published=Published(date(2026, 5, 1)))
                for number in range(2)
            ),
        )
        for source in ("a.txt", "b.txt")
    )  # fmt: skip
    await store.apply(Library("1", (), pages), memory(1))
    read = await store.library()
    assert read is not None
    assert read.pages == pages
    listings = [listing for page in read.pages for listing in page.listings]
    for shared in ("fields", "links", "published", "affiliation"):
        assert len({id(getattr(listing, shared)) for listing in listings}) == 1
    assert len({id(listing.authors[0]) for listing in listings}) == 1
    await store.close()
