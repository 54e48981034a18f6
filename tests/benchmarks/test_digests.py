"""Digests at size. Prints what it measures:

chrt -f 10 python -m pytest tests/benchmarks/test_digests.py -s -p no:cacheprovider
"""

import asyncio
import gc
import random
import threading
import time
import tracemalloc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.client import FolioClient
from bot.digest.arrivals import Arrivals, Seen, arrive
from bot.digest.ledger import FindOutcome, NotThere, Posted, PostOutcome
from bot.digest.models import Delivery, Filter, Key, State, Subscription, WhenEmpty
from bot.digest.planner import Due, News, plan
from bot.digests import Digests
from bot.folio import Folio
from bot.ledger import Ledger
from bot.library.models import Paper
from bot.reloading import Reloads
from bot.render.digests import digest_message
from bot.store.interface import DigestChange
from bot.store.tiny import TinyStore
from bot.surroundings import Surroundings
from tests.conftest import SEEDS, Silent
from tests.digest.samples import START, paper, subscription
from tests.loopback_channels import TEXT, LoopbackChannels
from tests.loopback_subscribers import wanted

DUE = 1_000
AT_ONCE = 0.05  # how long a post takes at Discord, in seconds
DAY = timedelta(days=1)


@asynccontextmanager
async def watched(what: str) -> AsyncIterator[None]:
    """Print how long it took, and the longest time in which the event loop did nothing else."""
    gaps, running = [0.0], True

    async def tick() -> None:
        while running:
            before = time.perf_counter()
            await asyncio.sleep(0.001)
            gaps.append(time.perf_counter() - before - 0.001)

    ticking, begun = asyncio.create_task(tick()), time.perf_counter()
    yield
    took, running = time.perf_counter() - begun, False
    await ticking
    gaps.sort()
    worst, rare = (gap * 1000 for gap in (gaps[-1], gaps[-1 - len(gaps) // 1000]))
    print(f"\n{what}: {took:.2f} s; worst gap {worst:.1f} ms, of each 1000 gaps {rare:.1f} ms")


class PromptPoster:
    """A Discord that takes everything, and a moment for it."""

    def __init__(self) -> None:
        self.posted: list[Key] = []

    def bars(self, _: Subscription) -> str:
        """Nothing is in the way."""
        return ""

    def takes_nonce(self, _: int) -> bool:
        """All do."""
        return True

    async def post(self, row: Delivery) -> PostOutcome:
        """Post it."""
        await asyncio.sleep(AT_ONCE)
        self.posted.append(row.key)
        return Posted(len(self.posted), row.channel)

    async def find(self, _: Delivery) -> FindOutcome:
        """Nothing is."""
        return NotThere()

    async def publish(self, _: Delivery) -> None:
        """Nothing does."""

    async def tell(self, _: Subscription, __: str) -> None:
        """Nobody is."""


@pytest.mark.parametrize("kept", [0, 14])
async def test_a_thousand_due_in_one_minute(tmp_path: Path, kept: int) -> None:
    """All posted, each once, with so many older rows of each in the ledger; on disk."""
    now = datetime.now(UTC)
    store = TinyStore.open(tmp_path / "data")
    folio = await Folio.open(SEEDS, store, now.date())
    folio.seen = arrive(Seen(), folio.catalogue.papers.values(), folio.catalogue.papers, now.date())
    names = [f"s{i}" for i in range(DUE)]
    starts = now.date() - 20 * DAY
    made = [subscription(id=name, channel=i, starts=starts) for i, name in enumerate(names)]
    await store.write_down(
        DigestChange(tuple(made), tuple(old(name, now, days) for name in names for days in range(1, kept + 1)))
    )
    poster = PromptPoster()
    digests = Digests(folio, await Ledger.open(store), poster, digest_message, lambda: now)
    gc.freeze()
    async with watched(f"{DUE} digests in one minute, {kept} older rows each, fake Discord of {AT_ONCE * 1000:.0f} ms"):
        await digests.round()
    assert len(poster.posted) == len(set(poster.posted)) == DUE
    print(f"digests.json: {(tmp_path / 'data' / 'digests.json').stat().st_size / 1e6:.1f} MB")
    await store.close()


def old(name: str, now: datetime, days: int) -> Delivery:
    """A delivery of some days ago."""
    key = Key(11, name, now.date() - days * DAY)
    return Delivery(key, 22, State.SENT, now, ("some-paper-key-0123456789ab",) * 5, (1, 2, 3, 4, 5), message_id=12**17)


async def test_a_thousand_due_in_one_minute_through_the_client(tmp_path: Path) -> None:
    """The real discord.py and real sockets; Discord on another thread."""
    started, ended = threading.Event(), threading.Event()
    servers: list[LoopbackChannels] = []

    async def serve() -> None:
        async with LoopbackChannels([TEXT] * DUE, timeout=30) as server:
            servers.append(server)
            started.set()
            while not ended.is_set():
                await asyncio.sleep(0.05)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert started.wait(10)
    (server,) = servers
    now = datetime.now(UTC)
    store = TinyStore.open(tmp_path / "data")
    folio = await Folio.open(SEEDS, store, now.date())
    folio.seen = arrive(Seen(), folio.catalogue.papers.values(), folio.catalogue.papers, now.date())
    await store.write_down(DigestChange(tuple(wanted(server, WhenEmpty.SKIP))))
    with server.pointing_here():
        client = FolioClient(folio, (), Reloads(folio, SEEDS, lambda: now), Silent, Surroundings(clock=lambda: now))
        running = asyncio.create_task(client.start(server.token))
        while not client.is_ready():
            await asyncio.sleep(0.05)
        async with watched(f"{DUE} digests in one minute through discord.py and loopback"):
            look_ups = asyncio.create_task(looking_up(folio))
            await client.digests.round()
            look_ups.cancel()
        await client.close()
        await running
    await store.close()
    ended.set()
    thread.join()
    assert [len(posts) for posts in server.posts.values()] == [1] * DUE


async def looking_up(folio: Folio) -> None:
    """Somebody who asks all the time."""
    slowest = 0.0
    try:
        while True:
            begun = time.perf_counter()
            folio.find_paper("dapo open source reinforcement")
            slowest = max(slowest, time.perf_counter() - begun)
            await asyncio.sleep(0.01)
    finally:
        print(f"\nslowest look-up meanwhile {slowest * 1000:.1f} ms")


@pytest.mark.parametrize(("subscriptions", "papers", "news"), [(10_000, 10_000, 50), (10_000, 10_000, 10_000)])
def test_the_planner_at_size(subscriptions: int, papers: int, news: int) -> None:
    """Numbering, judging and planning for many channels, with as many filters as channels or with a few."""
    chance = random.Random(1)
    words = [f"word{i}" for i in range(2_000)]
    shelf = [made_paper(i, words, chance) for i in range(papers)]
    measure("numbering", lambda: arrive(Seen(), shelf, (), START, quiet=True))
    base = arrive(Seen(), shelf[news:], (), START, quiet=True)
    seen = arrive(base, shelf, {each.key for each in shelf[:news]}, START)
    arrivals = measure("who came", lambda: Arrivals.of(seen, shelf))
    for filters in (50, subscriptions if news < 1_000 else 200):
        chosen = [Filter(keywords=(words[i % 2_000], words[i * 7 % 2_000])) for i in range(filters)]
        made = [
            subscription(id=f"s{i}", wanted=chosen[i % filters], seen=0 if i % 10 else 5) for i in range(subscriptions)
        ]
        now = datetime(2027, 1, 1, 9, tzinfo=UTC)
        due = measure(
            f"{subscriptions} subscriptions of {filters} filters, {news} news",
            partial(planned, made, arrivals, now),
        )
        assert len(due) == subscriptions
    idle = [replace(each, starts=START + 30 * DAY) for each in made]
    measure("a minute with nothing due", partial(planned, idle, arrivals, now))


def planned(made: Sequence[Subscription], arrivals: Arrivals, now: datetime) -> list[Due]:
    """Everything that is due, judged anew."""
    return list(plan(made, {}, News(arrivals, {}), now))


def made_paper(i: int, words: list[str], chance: random.Random) -> Paper:
    """A paper of a hundred words."""
    return paper(f"Title {i} {' '.join(chance.choices(words, k=8))}", abstract=" ".join(chance.choices(words, k=100)))


def measure(what: str, work: Callable[[], object]):  # type: ignore[no-untyped-def]
    """Print how long something takes, and how much memory what it gives has."""
    gc.collect()
    begun = time.perf_counter()
    work()
    took = time.perf_counter() - begun
    tracemalloc.start()
    given = work()
    size, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\n{what}: {took * 1000:.0f} ms; {size / 1e6:.1f} MB kept, {peak / 1e6:.1f} MB at most")
    return given
