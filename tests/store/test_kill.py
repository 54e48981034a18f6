"""SIGKILL in the middle of writing. Ten kills by default; more on request, with the figures printed:

FOLIO_KILLS=200 python -m pytest tests/store/test_kill.py -s
"""

import os
import random
import time
from dataclasses import dataclass
from pathlib import Path

from bot.store.tiny import TinyStore
from tests.store.children import Writer
from tests.store.folders import names
from tests.store.samples import APPLICATION, library, memory, memory_number, tree

KILLS = int(os.environ.get("FOLIO_KILLS", "10"))
# Long enough for a few dozen writes, short enough that many kills fall into one.
LONGEST_LIFE = 0.2


async def test_a_killed_writer_loses_nothing_that_it_had_finished(data: Path) -> None:
    """After every kill each file is whole, holds the last finished write or the one after it, and can be locked."""
    chance, acknowledged, unfinished = random.Random(), 0, 0
    before = Found(0, 0)
    for _ in range(KILLS):
        first = before.library + 1
        with Writer(data, first) as writer:
            writer.wait_until_ready()
            time.sleep(chance.uniform(0, LONGEST_LIFE))
            finished = writer.kill()
        unfinished += any(name.endswith(".tmp") for name in names(data))
        after = await _found(data)
        # One more than acknowledged may have been finished.
        last_library = finished.get("library", before.library)
        assert last_library <= after.library <= last_library + 1
        assert finished.get("tree", before.tree) <= after.tree <= after.library
        acknowledged += sum(number - first + 1 for number in finished.values())
        before = after
    print(f"\n{KILLS} kills, {unfinished} left a write unfinished; {acknowledged} acknowledged, 0 lost, 0 unreadable")


@dataclass(frozen=True)
class Found:
    """The numbers of the library and the tree in a folder; 0 where there is none."""

    library: int
    tree: int


async def _found(data: Path) -> Found:
    """What a folder holds, all of it whole and of one piece."""
    store = TinyStore.open(data)
    found, settled, synced = await store.library(), await store.memory(), await store.command_tree(APPLICATION)
    await store.close()
    assert list(store.reports) == []
    if found is None:
        assert synced is None
        return Found(0, 0)
    number, settled_number = int(found.fingerprint), memory_number(settled)
    assert (found, settled) == (library(number), memory(settled_number))
    assert number <= settled_number <= number + 1  # memory is written first
    assert synced is None or synced == tree(int(synced.sent))
    return Found(number, int(synced.sent) if synced else 0)


async def test_a_killed_writer_lets_the_folder_go(data: Path) -> None:
    """The lock dies with the process: the next start is not refused."""
    with Writer(data) as writer:
        writer.wait_until_ready()
        writer.kill()
        await TinyStore.open(data).close()
