"""Files of every older Folio are read, and written as today's. The samples under `older` were written by those Folios.

Each is of an invented page, from the commit that brought something new: bc38a93 (the first), 9ef0b79 (the format in the
checksum), cfe1ca1 (history), e5984be (corrections), f56c033 (digests, what is seen), 3ace1e6 (live sources).
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.folio import Folio
from bot.store.migrations import Tables, migrated
from bot.store.tiny import TinyStore
from tests.editions import put
from tests.store.samples import APPLICATION, memory, tree

OLDER = Path(__file__).parent / "older"
# Lines of history, corrections, what is seen, subscriptions, rows, watches, live papers.
HOLDS = {
    "a-first": (0, 0, 0, 0, 0, 0, 0),
    "b-sealed": (0, 0, 0, 0, 0, 0, 0),
    "c-history": (1, 0, 0, 0, 0, 0, 0),
    "d-corrections": (2, 1, 0, 0, 0, 0, 0),
    "e-digests": (2, 1, 8, 1, 1, 0, 0),
    "f-live": (2, 1, 8, 1, 1, 1, 1),
}


async def holds(store: TinyStore) -> tuple[int, ...]:
    """How much of each kind there is."""
    live = await store.live()
    return (
        len(await store.history()),
        len(await store.corrections()),
        len((await store.seen()).numbers),
        len(await store.subscriptions()),
        len(await store.deliveries()),
        len(live.watches),
        len(live.papers),
    )


def test_every_sample_is_tried() -> None:
    """None lies about unread."""
    assert {path.name for path in OLDER.iterdir()} == HOLDS.keys()


@pytest.mark.parametrize("sample", HOLDS)
async def test_an_older_folder_is_read_and_written_on(data: Path, sample: str) -> None:
    """Nothing is set aside, nothing is missing, a reader sees the same, and the next start does."""
    shutil.copytree(OLDER / sample, data)
    for store in (TinyStore.reader(data), TinyStore.open(data)):
        assert list(store.reports) == []
        assert store.doubt is None
        library = await store.library()
        assert library is not None
        assert [len(page.listings) for page in library.pages] == [4]
        assert len((await store.memory()).first_seen) == 1
        assert await holds(store) == HOLDS[sample]
        await store.close()
    written = TinyStore.open(data)
    await written.remember_command_tree(APPLICATION, tree(1))
    await written.apply(library, memory(1))
    await written.close()
    again = TinyStore.open(data)
    assert list(again.reports) == []
    assert (await again.library(), await holds(again)) == (library, HOLDS[sample])
    await again.close()


@pytest.mark.parametrize("sample", HOLDS)
async def test_folio_starts_on_an_older_folder(data: Path, tmp_path: Path, sample: str) -> None:
    """On other seeds than those that it was made of, which are applied as a change."""
    shutil.copytree(OLDER / sample, data)
    (tmp_path / "seeds").mkdir()
    put(tmp_path / "seeds", 2)
    store = TinyStore.open(data)
    folio = await Folio.open(tmp_path / "seeds", store, date(2027, 1, 15))
    assert len(folio.catalogue.papers) == 4 + HOLDS[sample][-1]
    assert "Edition 2." in {paper.abstract for paper in folio.catalogue.papers.values()}
    await store.close()


def test_steps_are_taken_in_order_from_where_a_file_is() -> None:
    """And only those that are missing; what is absent elsewhere stays absent."""

    def name(tables: Tables) -> Tables:
        return {"renamed": tables["old"]}

    def grow(tables: Tables) -> Tables:
        return {
            table: {key: record | {"grown": True} for key, record in rows.items()} for table, rows in tables.items()
        }

    steps = {1: name, 2: grow}
    assert migrated({"old": {"1": {}}}, 1, steps, to=3) == {"renamed": {"1": {"grown": True}}}
    assert migrated({"renamed": {"1": {}}}, 2, steps, to=3) == {"renamed": {"1": {"grown": True}}}
    assert migrated({"renamed": {"1": {}}}, 3, steps, to=3) == {"renamed": {"1": {}}}
