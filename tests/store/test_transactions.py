"""How often the store writes, and what is left of a transaction that fails."""

import math

import pytest
from tinydb import TinyDB

from bot.errors import StoreError
from bot.library.models import Metric
from bot.store.media import MemoryMedium
from bot.store.migrations import Tables
from bot.store.opening import Media
from bot.store.records import Database
from bot.store.seal import unseal
from bot.store.shelf import MemoryShelf
from bot.store.storage import CheckedStorage
from bot.store.tiny import TinyStore
from tests.store.media import CountedMedium
from tests.store.samples import APPLICATION, library, memory, tree

TABLES: Tables = {"papers": {"1": {"title": "one"}}}


async def test_a_reload_is_one_write_behind_its_memory() -> None:
    """An apply writes the library once, the memory before it, and the memory not at all where nothing was settled."""
    journal: list[str] = []
    kept = CountedMedium("library", journal)
    state = CountedMedium("state", journal)
    store = TinyStore(Media(state, MemoryMedium(), MemoryMedium(), kept, MemoryShelf(kept)))
    await store.apply(library(1), memory(1))
    assert journal == ["state", "library"]
    await store.apply(library(2), memory(1))
    assert journal == ["state", "library", "library"]
    await store.remember_command_tree(APPLICATION, tree(1))
    await store.remember_command_tree(APPLICATION, tree(2))
    assert journal[3:] == ["state", "state"]
    await store.close()


def test_a_transaction_that_raises_leaves_nothing() -> None:
    """Neither the storage nor TinyDB remembers what was written before an exception."""
    storage = CheckedStorage(MemoryMedium())
    papers = TinyDB(storage=lambda: storage).table("papers")
    papers.insert({"title": "one"})
    with pytest.raises(ZeroDivisionError), storage.transaction():
        papers.insert({"title": "two"})
        papers.update({"title": "changed"})
        with storage.transaction():
            papers.truncate()
        raise ZeroDivisionError
    with pytest.raises(ZeroDivisionError), storage.rewriting():
        papers.insert({"title": "two"})
        raise ZeroDivisionError
    assert [dict(document) for document in papers] == [{"title": "one"}]


def test_an_update_that_raises_half_way_leaves_nothing() -> None:
    """TinyDB changes documents in place; those are never the stored ones."""
    papers = TinyDB(storage=lambda: CheckedStorage(MemoryMedium())).table("papers")
    papers.insert_multiple([{"title": "one", "year": 1}, {"title": "two"}])

    def change(document: dict[str, int]) -> None:
        document["year"] += 1

    with pytest.raises(KeyError):
        papers.update(change)  # type: ignore[arg-type]
    assert [document.get("year") for document in papers] == [1, None]


def test_what_could_not_be_read_again_is_not_written() -> None:
    """JSON has no word for some numbers: a record with one is refused, instead of found damaged at the next start."""
    medium = MemoryMedium()
    database = Database(medium)
    with pytest.raises(StoreError):
        database.put("metrics", Metric("no number", math.nan))
    assert medium.load() is None
    database.put("metrics", Metric("18", 18))
    assert database.get("metrics", Metric) == Metric("18", 18)


def test_each_write_is_a_generation() -> None:
    """The generation in the bytes counts their writes, also those that begin with no tables."""
    medium = MemoryMedium()
    storage = CheckedStorage(medium)
    for write in (storage.transaction, storage.rewriting, storage.rewriting, storage.transaction):
        with write():
            storage.write(TABLES)
    saved = medium.load()
    assert saved is not None
    assert unseal(saved, "file") == (4, TABLES)
