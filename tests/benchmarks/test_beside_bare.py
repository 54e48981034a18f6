"""Folio beside the smallest discord.py bot, each its own process before a loopback Discord. On request only:

    python -m pytest tests/benchmarks -o addopts=

What is timed alternates between the two, so that a machine that slows down slows both. README.md says more.
"""

import asyncio
import itertools
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from tests import loopback_process
from tests.benchmarks import bare_bot
from tests.benchmarks.conftest import Row
from tests.expected import PAPERS
from tests.loopback_discord import LoopbackDiscord
from tests.loopback_process import BotProcess

STARTS, WARM_STARTS = 10, 2
CALLS, WARM_CALLS = 400, 40
INTERACTIONS = 200
SETTLED = 3.0  # by then discord.py has dispatched its ready event, in seconds
START_RATIO, START_EXTRA = 1.5, 1.0
MEMORY_EXTRA = 60 * 2**20
CALL_RATIO = 2.5

TITLES = [typed for paper in PAPERS for typed in (paper.title, *paper.typed)]
KEYSTROKES = [paper.typed[0][:length] for paper in PAPERS for length in range(1, 7)]

Launch = Callable[[LoopbackDiscord, Path], AbstractAsyncContextManager[BotProcess]]
Note = Callable[[Row], None]


@dataclass
class Bot:
    """One of the two bots: how it is started, its own Discord, and what was measured of it."""

    launch: Launch
    folder: Path
    server: LoopbackDiscord = field(default_factory=lambda: LoopbackDiscord(timeout=30))
    seconds: list[float] = field(default_factory=list)
    running: AsyncExitStack = field(default_factory=AsyncExitStack)
    titles: Iterator[str] = field(default_factory=lambda: itertools.cycle(TITLES))
    keystrokes: Iterator[str] = field(default_factory=lambda: itertools.cycle(KEYSTROKES))

    async def start(self) -> BotProcess:
        """Start the process and time it until it is connected and has its guild."""
        begun = time.perf_counter()
        process = await self.running.enter_async_context(self.launch(self.server, self.folder))
        await self.server.ready()
        self.seconds.append(time.perf_counter() - begun)
        self.running.push_async_callback(self.server.gone)
        self.running.push_async_callback(process.end)
        return process

    async def restart(self) -> None:
        """Start once more, on what the last start left."""
        await self.running.aclose()
        await self.start()

    async def start_anew(self) -> None:
        """Start as on the first day: no data, and no commands that Discord knows."""
        await self.running.aclose()
        self.server.commands = []
        self.folder = self.folder.with_name(f"{self.folder.name}+")
        self.folder.mkdir()
        await self.start()

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

    def alternate(
        self, benchmark: BenchmarkFixture, measure: Callable[[Bot], Awaitable[None]], rounds: int, warmup: int
    ) -> tuple[float, float]:
        """Measure the bare bot and Folio in turn, and give both medians."""
        for bot in (self.bare, self.folio):
            bot.seconds.clear()
        benchmark.pedantic(
            lambda: self.do(measure, self.folio),
            setup=lambda: self.do(measure, self.bare),
            rounds=rounds,
            warmup_rounds=warmup,
        )
        before, after = (median(bot.seconds[-rounds:]) for bot in (self.bare, self.folio))
        benchmark.extra_info |= {"bare": before, "folio": after, "ratio": after / before}
        return before, after

    def do(self, measure: Callable[[Bot], Awaitable[None]], bot: Bot) -> None:
        """Let one thing happen on the loop."""

        async def happen() -> None:
            await measure(bot)

        self.runner.run(happen())


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Both bots, started."""
    with asyncio.Runner() as runner:
        bots = [Bot(bare, tmp_path / "bare"), Bot(loopback_process.folio, tmp_path / "folio")]
        for bot in bots:
            bot.folder.mkdir()
            runner.run(bot.server.__aenter__())
            runner.run(bot.start())
        yield Pair(runner, *bots)
        for bot in bots:
            runner.run(bot.running.aclose())
            runner.run(bot.server.__aexit__())


@pytest.mark.parametrize(
    ("named", "start"), [("start, as before", Bot.restart), ("first start", Bot.start_anew)], ids=["warm", "first"]
)
def test_a_start_costs_little_more(
    pair: Pair, benchmark: BenchmarkFixture, note: Note, named: str, start: Callable[[Bot], Awaitable[None]]
) -> None:
    """From the process's start until it is connected."""
    before, after = pair.alternate(benchmark, start, STARTS, WARM_STARTS)
    note(Row(named, before, after, f"≤ {START_RATIO} × bare + {START_EXTRA:.0f} s", "{:.2f} s"))
    assert after <= START_RATIO * before + START_EXTRA


def test_memory_stays_small(pair: Pair, note: Note) -> None:
    """Resident memory once connected, and after a good many interactions."""
    for bot in (pair.bare, pair.folio):
        pair.runner.run(bot.running.aclose())
    processes = [pair.runner.run(bot.start()) for bot in (pair.bare, pair.folio)]
    time.sleep(SETTLED)
    idle = [process.resident() for process in processes]
    for bot in (pair.bare, pair.folio):
        for _ in range(INTERACTIONS // 2):
            pair.do(Bot.paper, bot)
            pair.do(Bot.complete, bot)
    used = [process.resident() for process in processes]
    for named, (before, after) in (("memory, ready", idle), (f"memory, {INTERACTIONS} interactions", used)):
        note(Row(named, before / 2**20, after / 2**20, f"≤ bare + {MEMORY_EXTRA // 2**20} MB", "{:.1f} MB"))
        assert after <= before + MEMORY_EXTRA


@pytest.mark.parametrize(
    ("named", "call"), [("/paper", Bot.paper), ("autocomplete", Bot.complete)], ids=["paper", "autocomplete"]
)
def test_an_answer_costs_little_more(
    pair: Pair, benchmark: BenchmarkFixture, note: Note, named: str, call: Callable[[Bot], Awaitable[None]]
) -> None:
    """From an interaction's dispatch until the last byte of the first answer."""
    before, after = pair.alternate(benchmark, call, CALLS, WARM_CALLS)
    note(Row(named, before * 1000, after * 1000, f"≤ {CALL_RATIO} × bare", "{:.2f} ms"))
    assert after <= CALL_RATIO * before
