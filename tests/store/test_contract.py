"""What every store promises, tried in memory and on disk."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import StoreError
from bot.ingest.problems import Problem
from bot.ingest.resolve import Memory
from bot.library.models import Metric, Metrics, Page
from bot.store.interface import CommandTree, FileRecord, Library, Store
from bot.store.tiny import TinyStore
from tests.store.samples import APPLICATION, library, memory, memory_number, tree


@pytest.fixture(params=["in memory", "on disk"])
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of either kind."""
    opened = TinyStore.in_memory() if request.param == "in memory" else TinyStore.open(tmp_path / "data")
    yield opened
    await opened.close()


async def test_an_empty_store_knows_nothing(store: Store) -> None:
    """Nothing stored is an answer, not an error."""
    assert await store.library() is None
    assert await store.memory() == Memory()
    assert await store.command_tree(APPLICATION) is None
    assert list(store.reports) == []


async def test_what_is_applied_is_read_back(store: Store) -> None:
    """A library and a memory come back equal."""
    await store.apply(library(1), memory(1))
    assert await store.library() == library(1)
    assert await store.memory() == memory(1)


async def test_an_apply_replaces_everything_earlier(store: Store) -> None:
    """Nothing of an earlier library or memory shines through a later one, whichever is bigger."""
    for number in (1, 2, 3, 2):
        await store.apply(library(number), memory(number))
        assert await store.library() == library(number)
        assert await store.memory() == memory(number)


async def test_a_library_without_pages_is_a_library(store: Store) -> None:
    """Empty tables come back empty, in place of full ones."""
    await store.apply(library(1), Memory())
    await store.apply(Library("none", (), ()), Memory())
    assert await store.library() == Library("none", (), ())


async def test_a_command_tree_is_kept_for_its_application(store: Store) -> None:
    """Two applications do not share what was synced."""
    await store.remember_command_tree(APPLICATION, tree(1))
    await store.remember_command_tree(2, tree(2))
    assert await store.command_tree(APPLICATION) == tree(1)
    assert await store.command_tree(2) == tree(2)


async def test_a_later_command_tree_is_not_merged_into_an_earlier_one(store: Store) -> None:
    """A command that is gone is gone from what is remembered."""
    await store.remember_command_tree(APPLICATION, CommandTree("a", {"old": 1}, {"old": "1"}))
    await store.remember_command_tree(APPLICATION, CommandTree("b", {"new": 2}, {}))
    assert await store.command_tree(APPLICATION) == CommandTree("b", {"new": 2}, {})


async def test_an_apply_leaves_the_command_tree_alone(store: Store) -> None:
    """A reload touches nothing but the library and the memory."""
    await store.remember_command_tree(APPLICATION, tree(1))
    await store.apply(library(1), memory(1))
    assert await store.command_tree(APPLICATION) == tree(1)


async def test_what_is_handed_in_or_out_is_not_the_stored_thing(store: Store) -> None:
    """Changing a mapping after writing or reading it changes nothing in the store."""
    ids = {"paper": 1}
    await store.remember_command_tree(APPLICATION, CommandTree("a", ids, {}))
    ids["paper"] = 2
    read = await store.command_tree(APPLICATION)
    assert read is not None
    assert isinstance(read.ids, dict)
    read.ids["paper"] = 3
    assert await store.command_tree(APPLICATION) == CommandTree("a", {"paper": 1}, {})


async def test_a_record_that_cannot_be_written_changes_nothing(store: Store) -> None:
    """A text that JSON cannot hold is refused as a StoreError, and everything earlier stands."""
    await store.apply(library(1), memory(1))
    await store.remember_command_tree(APPLICATION, tree(1))
    unwritable = replace(library(2), files=(FileRecord("\udcff.txt", 0, 0),))
    with pytest.raises(StoreError):
        await store.apply(unwritable, memory(1))
    with pytest.raises(StoreError):
        await store.remember_command_tree(APPLICATION, CommandTree("\udcff", {}, {}))
    assert await store.library() == library(1)
    assert await store.command_tree(APPLICATION) == tree(1)
    await store.apply(library(3), memory(3))
    assert await store.library() == library(3)


async def test_what_could_not_be_read_again_is_not_written(store: Store) -> None:
    """A record of a wrong type is refused before the write rather than found damaged at the next start."""
    with pytest.raises(StoreError):
        await store.remember_command_tree(APPLICATION, CommandTree("a", {"paper": float("nan")}, {}))  # type: ignore[dict-item]
    assert await store.command_tree(APPLICATION) is None


async def test_calls_of_many_tasks_take_turns(store: Store) -> None:
    """Sixty tasks at once lose no write, and every read among them is of one moment."""

    async def write(number: int) -> None:
        await store.apply(library(number), memory(number))
        await store.remember_command_tree(number, tree(number))

    async def look() -> Library | None:
        return await store.library()

    seen = await asyncio.gather(*(write(i) if i % 2 else look() for i in range(1, 61)))
    read = [found for found in seen if found is not None]
    assert read
    assert all(found == library(int(found.fingerprint)) for found in read)
    assert [await store.command_tree(i) for i in range(1, 61, 2)] == [tree(i) for i in range(1, 61, 2)]


async def test_a_cancelled_caller_leaves_a_whole_store(store: Store) -> None:
    """Whenever the waiting task is cancelled, its write happened wholly or not at all, and the next one works."""
    chance = random.Random(0)
    for number in range(1, 31):
        calls = [asyncio.create_task(store.apply(library(number), memory(number))) for _ in range(3)]
        await asyncio.sleep(chance.uniform(0, 0.004))
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        found = await store.library()
        assert found is None or found == library(int(found.fingerprint))
        remembered = await store.memory()
        assert remembered == Memory() or remembered == memory(memory_number(remembered))
    await store.apply(library(99), memory(99))
    assert await store.library() == library(99)


async def test_a_closed_store_says_so(store: Store) -> None:
    """Closing twice is fine; asking afterwards is a StoreError and not a crash of the event loop."""
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.library()


async def test_closing_waits_for_what_was_asked_before(store: Store) -> None:
    """A write that is under way when the store closes is finished first."""
    write = asyncio.create_task(store.apply(library(1), memory(1)))
    await asyncio.sleep(0)
    await store.close()
    await write


# JSON as written here holds no bigger whole numbers, and no infinite ones.
_WHOLE = st.integers(-(2**63), 2**63 - 1)
_METRIC = st.builds(Metric, value=st.floats(allow_nan=False, allow_infinity=False))
_METRICS = st.builds(Metrics, h_index=st.none() | _METRIC, ai_score=st.none() | _METRIC)
_PROBLEMS = st.lists(st.builds(Problem, line=st.none() | _WHOLE), max_size=2).map(tuple)


@settings(max_examples=50, deadline=None)
@given(
    st.builds(Page, metrics=_METRICS, stated_papers=st.none() | _WHOLE),
    st.builds(FileRecord, pages=_WHOLE, papers=_WHOLE, problems=_PROBLEMS),
    st.builds(Memory),
)
def test_any_record_survives(page: Page, file: FileRecord, settled: Memory) -> None:
    """Whatever text, day or number a record holds, it is read back equal."""

    async def round_trip() -> tuple[Library | None, Memory]:
        opened = TinyStore.in_memory()
        await opened.apply(Library("any", (file,), (page,)), settled)
        result = await opened.library(), await opened.memory()
        await opened.close()
        return result

    assert asyncio.run(round_trip()) == (Library("any", (file,), (page,)), settled)
