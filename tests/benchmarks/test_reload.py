"""A reload of 10,000 papers while Folio is in use: how long the event loop stands still. On request only:

    python -m pytest tests/benchmarks/test_reload.py -o addopts= -s

Gaps are those of a task that sleeps a millisecond at a time; look-ups are timed on the same loop, and are in its gaps.
For each gap above the limit it is said where the other threads were, and how long garbage was collected in it. How
long single steps take alone comes last. On a machine with other work the figures are of that, too.
"""

import asyncio
import gc
import json
import pickle
import random
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate, product
from pathlib import Path
from statistics import median

import pytest

from bot import reading
from bot.folio import Folio
from bot.ingest.resolve import Memory
from bot.library.catalogue import Catalogue
from bot.library.diff import compare
from bot.library.similar import Neighbours
from bot.loading import errors, suspicions
from bot.matching.names import NameIndex
from bot.matching.titles import TitleIndex
from bot.proposals import Actor, Applied
from bot.reloading import Reloads
from bot.snapshot import Snapshot
from bot.store.interface import Action
from bot.store.tiny import TinyStore
from tests.conftest import TODAY, noon
from tests.pages import PaperText, page_text

PAPERS, PAPERS_A_PAGE = 10_000, 25
LIMIT = 0.05
FRAMES = 4
MO = Actor(1, "mo")
_PARTS = [first + second for first in "bdfklnr" for second in "aeio"]
# As in a language: a few words are everywhere, most are rare.
WORDS = ["".join(parts) for parts in product(_PARTS, _PARTS, _PARTS)]
random.Random(0).shuffle(WORDS)
_SHARES = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))
PEOPLE = [f"{given.title()} {family.title()}" for given, family in zip(WORDS, reversed(WORDS), strict=True)]


def words(chance: random.Random, count: int) -> str:
    """So many invented words."""
    return " ".join(chance.choices(WORDS, cum_weights=_SHARES, k=count))


def title(chance: random.Random) -> str:
    """An invented title."""
    text = words(chance, chance.randint(5, 11)).capitalize()
    return f"{''.join(chance.choices('ABCDEGLMNOPRST', k=5))}: {text}" if chance.random() < 0.4 else text


def people(chance: random.Random) -> list[str]:
    """Invented authors: some of many papers, most of one to five."""
    return list({PEOPLE[int(chance.random() ** 2 * len(PEOPLE))] for _ in range(chance.randint(2, 7))})


def abstract(chance: random.Random) -> str:
    """An invented abstract of a usual length."""
    return f"{words(chance, 150)}.".capitalize()


def write_pages(seeds: Path, edition: int) -> None:
    """Profile pages; an edition changes every tenth abstract and adds a page."""
    chance = random.Random(1)
    for number in range(PAPERS // PAPERS_A_PAGE + edition):
        papers = []
        for i in range(PAPERS_A_PAGE):
            text = abstract(chance)
            papers.append(
                PaperText(
                    title(chance),
                    f"Edition {edition}. {text}" if i % 10 == 0 else text,
                    f"LG{chance.choice(('May 8', 'Jun 12', 'Mar 1, 2024', 'Apr 9, 2023'))}",
                    ", ".join(people(chance)),
                )
            )
        (seeds / f"page-{number:04}.txt").write_text(page_text(f"{PEOPLE[number]} Owner", papers), "utf-8")


def write_export(seeds: Path, edition: int) -> None:
    """One CSL-JSON file with the same kind of papers."""
    chance = random.Random(1)
    items = []
    for i in range(PAPERS + edition * PAPERS_A_PAGE):
        text = abstract(chance)
        items.append(
            {
                "title": title(chance),
                "author": [dict(zip(("given", "family"), name.split(), strict=True)) for name in people(chance)],
                "issued": {"date-parts": [[chance.randint(2018, 2026), chance.randint(1, 12)]]},
                "abstract": f"Edition {edition}. {text}" if i % 10 == 0 else text,
            }
        )
    (seeds / "export.json").write_text(json.dumps(items), "utf-8")


@dataclass
class Gap:
    """A time in which the loop had no turn, and what the rest of the process was at when it got one again."""

    seconds: float
    collecting: float
    elsewhere: list[str]


@dataclass
class Pulse:
    """The loop's pulse, and look-ups on it, while something goes on."""

    folio: Folio | None = None
    gaps: list[Gap] = field(default_factory=list)
    look_ups: list[float] = field(default_factory=list)
    _collected: float = 0.0
    _began: float = 0.0

    async def during(self, work: Awaitable[object]) -> object:
        """Await the work; beat meanwhile."""
        gc.callbacks.append(self._note_collection)
        tasks = [asyncio.create_task(self._beat()), asyncio.create_task(self._look_up())]
        try:
            return await work
        finally:
            await asyncio.sleep(0.005)  # the last gap is one, too
            gc.callbacks.remove(self._note_collection)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _beat(self) -> None:
        last = time.perf_counter()
        while True:
            collected = self._collected
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            slow = now - last > LIMIT
            self.gaps.append(Gap(now - last, self._collected - collected, elsewhere() if slow else []))
            last = time.perf_counter()

    async def _look_up(self) -> None:
        chance = random.Random(2)
        while self.folio is not None:
            typed = title(chance)[:20]
            began = time.perf_counter()
            self.folio.find_paper(typed)
            self.look_ups.append(time.perf_counter() - began)
            await asyncio.sleep(0.02)

    def _note_collection(self, phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self._collected += time.perf_counter() - self._began

    def report(self, phase: str) -> None:
        """Say what was measured."""
        longest = max(gap.seconds for gap in self.gaps)
        over = sorted((gap for gap in self.gaps if gap.seconds > LIMIT), key=lambda gap: -gap.seconds)
        line = f"{phase:<28} longest gap {longest * 1000:6.0f} ms, {len(over)} above {LIMIT * 1000:.0f} ms"
        if self.look_ups:
            ordered = sorted(self.look_ups)
            line += (
                f"; {len(ordered)} look-ups, median {median(ordered) * 1000:.1f} ms, "
                f"95 % {ordered[int(len(ordered) * 0.95)] * 1000:.1f} ms, longest {ordered[-1] * 1000:.0f} ms"
            )
        print(line)
        for gap in over[:8]:
            print(f"    {gap.seconds * 1000:.0f} ms, of which collecting garbage {gap.collecting * 1000:.0f} ms")
            for thread in gap.elsewhere:
                print(f"        {thread}")


def elsewhere() -> list[str]:
    """Where the other threads are: right after what held the lock, each by its innermost frames."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    found = []
    for ident, frame in sys._current_frames().items():
        if ident == threading.get_ident():
            continue
        frames = traceback.extract_stack(frame)[-FRAMES:]
        places = [f"{Path(at.filename).name}:{at.lineno} {at.name}" for at in frames]
        if frames[-1].name not in ("_worker", "wait"):
            found.append(f"{names.get(ident, '?')}: {' > '.join(places)}")
    return found or ["no other thread at work: the loop itself, or a thread that has just ended"]


@pytest.fixture(params=[write_pages, write_export], ids=["400 pages", "one export"])
async def bench(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[Folio, Path]]:
    """Folio on 10,000 papers, with changed files in its seeds folder."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    request.param(seeds, 0)
    folio = await Folio.open(seeds, TinyStore.open(tmp_path / "data"), TODAY)
    request.param(seeds, 1)
    yield folio, seeds
    await folio.store.close()


async def test_a_reload_of_ten_thousand_papers(bench: tuple[Folio, Path]) -> None:
    """Prepare, apply, prepare an undo, undo: the longest gap of each, and what it comes from."""
    folio, seeds = bench
    reloads = Reloads(folio, seeds, noon)
    print(f"\n{len(folio.catalogue.papers):,} papers, {len(folio.catalogue.people):,} people, {len(folio.files)} files")
    quiet = Pulse(folio)
    await quiet.during(asyncio.sleep(2))
    quiet.report("nothing")
    for action in (Action.RELOADED, Action.UNDONE):
        proposals = []

        async def prepare(action: Action = action, proposals: list[object] = proposals) -> None:
            proposals.append(await reloads.propose(MO, action))

        with timed(f"prepare, {action}"):
            await measured(folio, f"prepare, {action}", prepare)
        (proposal,) = proposals

        async def apply(proposal: object = proposal) -> None:
            outcome = await reloads.apply(proposal.token, MO, proposal.action, sure=True)  # type: ignore[attr-defined]
            assert isinstance(outcome, Applied)

        with timed(f"apply, {action}"):
            await measured(folio, f"apply, {action}", apply)
    await measured(None, "Snapshot.of in a thread", lambda: asyncio.to_thread(Snapshot.of, folio.library))
    steps(folio, await folio.store.memory())


async def measured(folio: Folio | None, phase: str, work: Callable[[], Awaitable[object]]) -> None:
    """Do the work and report the pulse."""
    pulse = Pulse(folio)
    await pulse.during(work())
    pulse.report(phase)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Say how long something took."""
    began = time.perf_counter()
    yield
    print(f"    {what}: {time.perf_counter() - began:.2f} s in all")


def steps(folio: Folio, memory: Memory) -> None:
    """Say how long single steps take: those on the loop stop it for as long, the others where they hold the lock."""
    library = folio.library
    catalogue = Catalogue.build(library.pages)
    pickled = pickle.dumps(memory)
    parts = [reading.Read(library, memory, None), *part_by_part(library.pages)]
    for name, step in {
        "suspicions (on the loop)": lambda: suspicions(library, library),
        "errors (on the loop)": lambda: errors(library),
        "pickle.dumps(memory) (on the loop)": lambda: pickle.dumps(memory),
        "pickle.loads(memory) (on the loop)": lambda: pickle.loads(pickled),
        "_assemble (on the loop)": lambda: reading._assemble(parts),
        "Catalogue.build": lambda: Catalogue.build(library.pages),
        "TitleIndex.build": lambda: TitleIndex.build((p.key, p.title) for p in catalogue.papers.values()),
        "NameIndex.build": lambda: NameIndex.build((p.key, p.name) for p in catalogue.people.values()),
        "Neighbours": lambda: Neighbours(catalogue.papers.values()),
        "compare": lambda: compare(catalogue, catalogue),
        "gc.collect": gc.collect,
    }.items():
        began = time.perf_counter()
        step()
        print(f"    {name:<36} {(time.perf_counter() - began) * 1000:6.0f} ms")


def part_by_part(pages: tuple[object, ...]) -> Iterator[object]:
    """Pages as the reading process sends them."""
    for page in pages:
        yield page
        yield from (page.listings[i : i + 200] for i in range(0, len(page.listings), 200))  # type: ignore[attr-defined]
