"""Folio on a large library beside the smallest discord.py bot. On request only, with folders of one's own:

    LARGE_SEEDS=… LARGE_DATA=… python -m pytest tests/benchmarks/test_large_beside_bare.py -o addopts=

LARGE_SEEDS holds one CSL-JSON file, LARGE_DATA what Folio made of it in an earlier run, which is copied.
"""

import asyncio
import itertools
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from statistics import quantiles

import pytest

from tests import loopback_process
from tests.benchmarks.conftest import Row
from tests.benchmarks.test_beside_bare import MEGABYTE, Bot, Pair, Step, bare
from tests.loopback_discord import LoopbackDiscord
from tests.loopback_process import BotProcess

STARTS, CALLS, WARM_CALLS = 3, 600, 50
SETTLED = 10.0  # by then abstracts are packed, in seconds
START_SECONDS, MEMORY_EXTRA, CALL_EXTRA = 6.0, 450, 8.0
SEEDS, DATA = (os.environ.get(name, "") for name in ("LARGE_SEEDS", "LARGE_DATA"))

pytestmark = pytest.mark.skipif(not (SEEDS and DATA), reason="LARGE_SEEDS and LARGE_DATA name no folders")
Note = Callable[[Row], None]


def large(server: LoopbackDiscord, folder: Path) -> AbstractAsyncContextManager[BotProcess]:
    """Run Folio on the large library."""
    return loopback_process.folio(server, folder, Path(SEEDS))


def titles() -> list[str]:
    """Some of its titles, always the same."""
    papers = json.loads(next(Path(SEEDS).glob("*.json")).read_text("utf-8"))
    return [paper["title"] for paper in papers[:: max(1, len(papers) // 300)]]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Both bots, started; Folio with the data of an earlier run."""
    shutil.copytree(DATA, tmp_path / "folio" / "data")
    (tmp_path / "bare").mkdir()
    with asyncio.Runner() as runner:
        pair = Pair(runner, Bot(bare, tmp_path / "bare"), Bot(large, tmp_path / "folio"))
        for bot in pair.bots:
            bot.server = LoopbackDiscord(timeout=120)
            typed = titles()
            bot.titles = itertools.cycle([title[: len(title) // 2] for title in typed])
            bot.keystrokes = itertools.cycle([title[:length] for title in typed for length in (2, 4, 7, 12, 20)])
            runner.run(bot.server.__aenter__())
            runner.run(bot.start())
        yield pair
        for bot in pair.bots:
            runner.run(bot.stop())
            runner.run(bot.server.__aexit__())


def test_a_start_and_its_memory(pair: Pair, note: Note) -> None:
    """From the process's start until it is connected, the least of a few; then resident memory."""
    for _ in range(STARTS - 1):
        for bot in pair.bots:
            pair.do(Bot.stop, bot)
            pair.do(Bot.start, bot)
    time.sleep(SETTLED)
    least = [min(bot.seconds) for bot in pair.bots]
    memory = [bot.process.resident() / MEGABYTE for bot in pair.bots]
    note(Row("start, large", *least, f"≤ {START_SECONDS:.0f} s", "{:.2f} s"))
    note(Row("memory, large", *memory, f"≤ bare + {MEMORY_EXTRA} MB", "{:.0f} MB"))
    assert least[1] <= START_SECONDS
    assert memory[1] <= memory[0] + MEMORY_EXTRA


@pytest.mark.parametrize(
    ("named", "call"), [("/paper", Bot.paper), ("autocomplete", Bot.complete)], ids=["paper", "autocomplete"]
)
def test_an_answer_comes_soon(pair: Pair, note: Note, named: str, call: Step) -> None:
    """From an interaction's dispatch until the last byte of the first answer, half of them and 99 in 100."""
    time.sleep(SETTLED)
    for _ in range(WARM_CALLS + CALLS):
        for bot in pair.bots:
            pair.do(call, bot)
    ranks = [quantiles(bot.seconds[-CALLS:], n=100) for bot in pair.bots]
    note(Row(f"{named}, large, half", ranks[0][49] * 1000, ranks[1][49] * 1000, "", "{:.2f} ms"))
    wanted = f"≤ bare + {CALL_EXTRA:.0f} ms"
    note(Row(f"{named}, large, 99 in 100", ranks[0][98] * 1000, ranks[1][98] * 1000, wanted, "{:.2f} ms"))
    assert ranks[1][98] * 1000 <= ranks[0][98] * 1000 + CALL_EXTRA
