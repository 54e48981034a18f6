"""Folio beside the smallest discord.py bot, each its own process before a loopback Discord. On request only:

    python -m pytest tests/benchmarks -o addopts=

What is timed alternates between the two, so that a machine that slows down slows both. README.md says more.
"""

import asyncio
import itertools
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests import loopback_process
from tests.benchmarks import bare_bot
from tests.benchmarks.conftest import Row
from tests.expected import PAPERS
from tests.loopback_discord import LoopbackDiscord
from tests.loopback_process import BotProcess

STARTS, WARM_STARTS = 10, 2
CALLS, WARM_CALLS = 1000, 60
INTERACTIONS = 200
SETTLED = 3.0  # by then discord.py has dispatched its ready event, in seconds
START_RATIO, START_EXTRA = 1.5, 1.0
MEMORY_EXTRA, MEGABYTE = 60, 2**20
CALL_RATIO = 2.5

TITLES = [typed for paper in PAPERS for typed in (paper.title, *paper.typed)]
KEYSTROKES = [paper.typed[0][:length] for paper in PAPERS for length in range(1, 7)]

Launch = Callable[[LoopbackDiscord, Path], AbstractAsyncContextManager[BotProcess]]
Note = Callable[[Row], None]
Step = Callable[["Bot"], Coroutine[Any, Any, None]]


@dataclass
class Bot:
    """One of the two bots: how it is started, its own Discord, and what was measured of it."""

    launch: Launch
    folder: Path
    server: LoopbackDiscord = field(default_factory=lambda: LoopbackDiscord(timeout=30))
    seconds: list[float] = field(default_factory=list)
    life: AsyncExitStack = field(default_factory=AsyncExitStack)
    titles: Iterator[str] = field(default_factory=lambda: itertools.cycle(TITLES))
    keystrokes: Iterator[str] = field(default_factory=lambda: itertools.cycle(KEYSTROKES))

    async def start(self) -> None:
        """Start the process and time it until it is connected and has its guild."""
        begun = time.perf_counter()
        self.process = await self.life.enter_async_context(self.launch(self.server, self.folder))
        await self.server.ready()
        self.seconds.append(time.perf_counter() - begun)
        self.life.push_async_callback(self.server.gone)
        self.life.push_async_callback(self.process.end)

    async def stop(self) -> None:
        """End the process."""
        await self.life.aclose()

    async def forget(self) -> None:
        """End the process and leave it nothing: no data, and no commands that Discord knows."""
        await self.stop()
        self.server.commands = []
        self.folder = Path(mkdtemp(dir=self.folder.parent))

    async def paper(self) -> None:
        """Time /paper until the whole answer has arrived."""
        response = await self.server.slash("paper", title=next(self.titles))
        assert response.data["embeds"]
        self.seconds.append(response.seconds)

    async def complete(self) -> None:
        """Time the choices for what is typed into /paper."""
        response = await self.server.autocomplete("paper", "title", next(self.keystrokes))
        assert response.data["choices"]
        self.seconds.append(response.seconds)


def bare(server: LoopbackDiscord, folder: Path) -> AbstractAsyncContextManager[BotProcess]:
    """Run the bare bot."""
    return loopback_process.running(server, bare_bot.__file__, folder=folder)


@dataclass(frozen=True)
class Pair:
    """Both bots, and the loop on which their Discords run."""

    runner: asyncio.Runner
    bare: Bot
    folio: Bot

    @property
    def bots(self) -> tuple[Bot, Bot]:
        """Give both, in the order in which they are measured."""
        return self.bare, self.folio

    def alternate(
        self, benchmark: BenchmarkFixture, measure: Step, rounds: int, warmup: int, prepare: Step | None = None
    ) -> tuple[float, float]:
        """Measure the bare bot and Folio in turn, and give both medians."""

        def measure_bare() -> None:
            for bot in self.bots if prepare else ():
                self.do(prepare, bot)
            self.do(measure, self.bare)

        benchmark.pedantic(
            lambda: self.do(measure, self.folio), setup=measure_bare, rounds=rounds, warmup_rounds=warmup
        )
        bare, folio = (median(bot.seconds[-rounds:]) for bot in self.bots)
        benchmark.extra_info.update(bare=bare, folio=folio, ratio=folio / bare)
        return bare, folio

    def do(self, step: Step, bot: Bot) -> None:
        """Let one thing happen on the loop, and nothing beside it."""
        self.runner.get_loop().run_until_complete(step(bot))


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Both bots, started."""
    with asyncio.Runner() as runner:
        pair = Pair(runner, Bot(bare, tmp_path / "bare"), Bot(loopback_process.folio, tmp_path / "folio"))
        for bot in pair.bots:
            bot.folder.mkdir()
            runner.run(bot.server.__aenter__())
            runner.run(bot.start())
        yield pair
        for bot in pair.bots:
            runner.run(bot.stop())
            runner.run(bot.server.__aexit__())


@pytest.mark.parametrize(
    ("named", "prepare"), [("first start", Bot.forget), ("later start", Bot.stop)], ids=["first", "later"]
)
def test_a_start_costs_little_more(
    pair: Pair, benchmark: BenchmarkFixture, note: Note, named: str, prepare: Step
) -> None:
    """From the process's start until it is connected."""
    bare, folio = pair.alternate(benchmark, Bot.start, STARTS, WARM_STARTS, prepare)
    note(Row(named, bare, folio, f"≤ {START_RATIO} × bare + {START_EXTRA:.0f} s", "{:.2f} s"))
    assert folio <= START_RATIO * bare + START_EXTRA


def test_memory_stays_small(pair: Pair, note: Note) -> None:
    """Resident memory once connected, and after a good many interactions."""
    time.sleep(SETTLED)
    compare_memory(pair, note, "memory, connected")
    for bot in pair.bots:
        for _ in range(INTERACTIONS // 2):
            pair.do(Bot.paper, bot)
            pair.do(Bot.complete, bot)
    compare_memory(pair, note, f"memory, {INTERACTIONS} interactions later")


def compare_memory(pair: Pair, note: Note, named: str) -> None:
    """Hold the memory of both bots at this moment against the requirement."""
    bare, folio = (bot.process.resident() / MEGABYTE for bot in pair.bots)
    note(Row(named, bare, folio, f"≤ bare + {MEMORY_EXTRA} MB", "{:.1f} MB"))
    assert folio <= bare + MEMORY_EXTRA


@pytest.mark.parametrize(
    ("named", "call"), [("/paper", Bot.paper), ("autocomplete", Bot.complete)], ids=["paper", "autocomplete"]
)
def test_an_answer_costs_little_more(
    pair: Pair, benchmark: BenchmarkFixture, note: Note, named: str, call: Step
) -> None:
    """From an interaction's dispatch until the last byte of the first answer."""
    bare, folio = pair.alternate(benchmark, call, CALLS, WARM_CALLS)
    note(Row(named, bare * 1000, folio * 1000, f"≤ {CALL_RATIO} × bare", "{:.2f} ms"))
    assert folio <= CALL_RATIO * bare
