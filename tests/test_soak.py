"""A long life in a short time: memory, open files and tasks stay as they are. The long one on request:

FOLIO_SOAK=100000 python -m pytest tests/test_soak.py -n0 -s
"""

import asyncio
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pytest

from tests import loopback_process, soak_bot
from tests.crowd import Crowd
from tests.loopback_process import BotProcess
from tests.soak_life import OFTEN, OFTEN_CHANGED, Life

SHORT, FEW = 120, 1
AT_ONCE = 12
STEPS = 10
MOST_CONNECTIONS = 2 * AT_ONCE
# Caches fill and the heap settles at first. What grows by more bytes with each interaction after that is a leak: the
# smallest object that an interaction brings is larger.
WARM, MOST_GROWTH = 3, 100
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """What the bot holds at a moment: bytes of memory, open files, tasks."""

    memory: int
    files: int
    tasks: int

    @classmethod
    def by(cls, folio: BotProcess, tasks: Path) -> "Held":
        """What it holds now."""
        files = len(list(Path(f"/proc/{folio.process.pid}/fd").iterdir()))
        return cls(folio.resident(), files, int(tasks.read_text("ascii") or 0))

    def __str__(self) -> str:
        return f"{self.memory / MEGABYTE:6.1f} MB, {self.files} files, {self.tasks} tasks"


async def live(folder: Path, number: int, steps: int, often: Sequence[float]) -> list[Held]:
    """Live through about so many interactions; what was held at the start and after each step, when all is quiet."""
    seeds, tasks = folder / "seeds", folder / "tasks.txt"
    shutil.copytree(loopback_process.SEEDS, seeds)
    async with Crowd(timeout=60) as crowd:
        life = Life(crowd, seeds, often)
        settings = {
            "SEEDS_DIR": str(seeds),
            "DATA_DIR": str(folder / "data"),
            "LOG_LEVEL": "INFO",
            "LOG_FORMAT": "text",
        }
        settings[soak_bot.TASKS] = str(tasks)
        async with loopback_process.running(crowd, "-m", "tests.soak_bot", folder=folder, **settings) as folio:
            await crowd.ready()
            held = [await quiet(folio, tasks)]
            print(f"\n{0:>7}: {held[0]}")
            for step in range(1, steps + 1):
                begun, before = time.perf_counter(), life.answered.total()
                wanted = number * step // steps
                await asyncio.gather(*(until(life, wanted) for _ in range(AT_ONCE)))
                rate = (life.answered.total() - before) / (time.perf_counter() - begun)
                crowd.forget()
                held.append(await quiet(folio, tasks))
                print(
                    f"{life.answered.total():>7}: {held[-1]}, {rate:.0f} interactions a second, {dict(life.answered)}"
                )
            assert life.answered["failed"] == 0
            assert await folio.end() == 0
        assert "Traceback" not in folio.logged()
    return held


async def until(life: Life, wanted: int) -> None:
    """Act until so many interactions were answered in all."""
    while life.answered.total() < wanted:
        await life.act()


async def quiet(folio: BotProcess, tasks: Path) -> Held:
    """What the bot holds once it has noted its tasks again."""
    await asyncio.sleep(2 * soak_bot.EVERY)
    return Held.by(folio, tasks)


def assert_nothing_stays(held: list[Held]) -> None:
    """As many tasks as at the start, and no more files than connections that are kept for the next answers."""
    assert held[-1].tasks <= held[0].tasks + 2
    assert held[-1].files <= held[0].files + MOST_CONNECTIONS


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells what a process holds")
async def test_a_short_life_leaves_no_task_and_no_file_open(tmp_path: Path) -> None:
    """Whatever was done, afterwards there are as many as before."""
    held = await live(tmp_path, SHORT, FEW, OFTEN_CHANGED)
    assert_nothing_stays(held)


@pytest.mark.skipif("FOLIO_SOAK" not in os.environ, reason="FOLIO_SOAK is not set")
async def test_a_long_life_holds_no_more_than_a_short_one(tmp_path: Path) -> None:
    """Memory is flat from the third tenth on, by the means of three tenths that are five apart."""
    number = int(os.environ["FOLIO_SOAK"])
    held = await live(tmp_path, number, STEPS, OFTEN)
    early, late = (mean(each.memory for each in part) for part in (held[WARM : WARM + 3], held[-3:]))
    grown = (late - early) / (number / 2)
    print(f"{grown:.0f} bytes an interaction")
    assert grown <= MOST_GROWTH
    assert_nothing_stays(held)
