"""SIGKILL around every step of a delivery, the real discord.py against a Discord on loopback. A few kills by default:

FOLIO_DIGEST_KILLS=200 python -m pytest tests/test_digest_kill.py -s

`python -m tests.test_digest_kill` is a nursery: it imports Folio once and forks a bot for every line that it reads.
"""

import asyncio
import json
import os
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.client import FolioClient
from bot.digest.arrivals import Seen, arrive
from bot.digest.models import State, WhenEmpty
from bot.folio import Folio
from bot.reloading import Reloads
from bot.store.interface import DigestChange
from bot.store.tiny import TinyStore
from bot.surroundings import Surroundings
from tests.conftest import SEEDS, Silent
from tests.loopback_channels import FORUM, NEWS, TEXT, LoopbackChannels
from tests.loopback_process import ROOT
from tests.loopback_subscribers import wanted

KILLS = int(os.environ.get("FOLIO_DIGEST_KILLS", "4"))
LONGEST_LIFE = 0.35  # after its first post, in seconds: a kill falls among the deliveries of a day
PATIENCE = 30.0
# A forum's post is looked for only once nothing can be on its way; the nonces of others are forgotten by then.
LATER = timedelta(minutes=3)
DAY = timedelta(days=1)


# The bot


async def serve(folder: Path, ahead: float) -> None:
    """Folio with rounds without end, by a clock that is ahead by some seconds."""
    store = TinyStore.open(folder)

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=ahead)

    folio = await Folio.open(SEEDS, store, clock().date())
    around = Surroundings(clock=clock, round_every=0.02)
    client = FolioClient(folio, (), Reloads(folio, SEEDS, clock), Silent, around)
    client._connection.guild_ready_timeout = 0.02
    await client.start("loopback-token")


def nursery() -> None:
    """Fork a bot for every line (a folder and how far its clock is ahead), and say its process id."""
    for line in sys.stdin:
        folder, ahead = json.loads(line)
        child = os.fork()
        if not child:
            asyncio.run(serve(Path(folder), ahead))
        print(child, flush=True)
        os.waitpid(child, 0)
        print("gone", flush=True)


class Nursery:
    """Bots, one at a time, each forked from a process that has everything imported."""

    def __init__(self, process: asyncio.subprocess.Process, server: LoopbackChannels, folder: Path) -> None:
        self._process = process
        self._server = server
        self._folder = folder
        self._child = 0
        self.kills = 0

    async def bear(self, ahead: timedelta = timedelta()) -> None:
        """Start the next."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(self._folder), ahead.total_seconds()]).encode() + b"\n")
        self._child = int(await self._line())

    def strike(self) -> None:
        """SIGKILL it at once."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            self._child = 0
            self.kills += 1

    async def bury(self) -> None:
        """Wait for its end."""
        self.strike()
        assert await self._line() == b"gone\n"
        await self._server.gone()

    async def _line(self) -> bytes:
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            return await self._process.stdout.readline()


@asynccontextmanager
async def town(kinds: list[int], folder: Path) -> AsyncIterator[tuple[LoopbackChannels, Nursery]]:
    """A Discord of such channels, and bots that post to them."""
    async with LoopbackChannels(kinds, timeout=PATIENCE) as server:
        environment = server.environment()
        environment["PYTHONPATH"] = os.pathsep.join((environment["PYTHONPATH"], str(ROOT)))
        with (folder / "stderr.txt").open("wb") as stderr:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.test_digest_kill", cwd=folder, env=environment,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=stderr,
            )  # fmt: skip
        nursery = Nursery(process, server, folder / "data")
        try:
            yield server, nursery
        finally:
            server.at = lambda stage: None
            nursery.strike()
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def prepared(folder: Path, server: LoopbackChannels, empty: WhenEmpty = WhenEmpty.SKIP) -> None:
    """A store with a subscription for every channel, due since midnight, and nine papers that none has announced."""
    store = TinyStore.open(folder / "data")
    folio = await Folio.open(SEEDS, store, datetime.now(UTC).date())
    papers = folio.catalogue.papers
    await store.meet(arrive(Seen(), papers.values(), papers, datetime.now(UTC).date()))
    await store.write_down(DigestChange(tuple(wanted(server, empty))))
    await store.close()


async def until(true: Any) -> None:
    """Wait for something."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


async def rows_of(folder: Path) -> dict[int, list[Any]]:
    """The ledger that was left, by channel."""
    store = TinyStore.open(folder / "data")
    found: dict[int, list[Any]] = {}
    for row in await store.deliveries():
        found.setdefault(row.channel, []).append(row)
    await store.close()
    return found


# Proofs


async def test_killed_at_every_step_every_channel_sees_its_digest_once(tmp_path: Path) -> None:
    """Text, announcements, a forum: killed twice at a step, then minutes later searched for and ended; a day a step."""
    async with town([TEXT, NEWS, FORUM], tmp_path) as (server, nursery):
        await prepared(tmp_path, server, WhenEmpty.POST)
        for days, stage in enumerate(["arrived", "accepted", "answered", "publishing", "published"], start=1):
            kills = nursery.kills
            await killed_at(stage, server, nursery, (days - 1) * DAY)
            await killed_at(stage, server, nursery, (days - 1) * DAY)
            assert nursery.kills > kills
            await close_the_day(server, nursery, days, tmp_path)
        assert {channel: len(posts) for channel, posts in server.posts.items()} == dict.fromkeys(server.kinds, days)
        assert [*server.crossposts.values()] == [1] * days
        for channel, rows in (await rows_of(tmp_path)).items():
            assert {row.state for row in rows} <= {State.SENT, State.PUBLISHED}
            assert {row.message_id for row in rows} == {int(post["id"]) for post in server.posts[channel]}
        assert server.unknown == []


async def killed_at(
    stage: str, server: LoopbackChannels, nursery: Nursery, ahead: timedelta, patience: float = 5.0
) -> None:
    """Let a bot live until a step, or for some seconds where it does not come to that."""
    reached = asyncio.Event()

    def at(now: str) -> None:
        if now == stage:
            nursery.strike()
            reached.set()

    server.at = at
    await nursery.bear(ahead)
    with suppress(TimeoutError):
        async with asyncio.timeout(patience):
            await reached.wait()
    kills = nursery.kills
    await nursery.bury()
    nursery.kills = kills
    server.at = lambda now: None


async def test_killed_at_random_every_channel_sees_every_digest_once(tmp_path: Path) -> None:
    """A hundred channels, killed while they are posted to, day after day; each day each has one post."""
    chance = random.Random()
    kinds = [(TEXT, TEXT, TEXT, NEWS, FORUM)[i % 5] for i in range(100 if KILLS > 20 else 15)]
    async with town(kinds, tmp_path) as (server, nursery):
        await prepared(tmp_path, server, WhenEmpty.POST)
        server.pause = 0.01 if KILLS > 20 else 0.03
        days, inside = 1, 0
        while inside < KILLS:
            posting = asyncio.Event()
            server.at = lambda now, posting=posting: posting.set()
            await nursery.bear((days - 1) * DAY)
            with suppress(TimeoutError):
                async with asyncio.timeout(0.6):
                    await posting.wait()
                    await asyncio.sleep(chance.uniform(0, LONGEST_LIFE))
            inside += posting.is_set()
            await nursery.bury()
            server.at = lambda now: None
            if not posting.is_set():  # everything of today is done, but for what is looked for later
                await close_the_day(server, nursery, days, tmp_path)
                days += 1
        await close_the_day(server, nursery, days, tmp_path)
        counts = {channel: len(posts) for channel, posts in server.posts.items()}
        assert counts == dict.fromkeys(server.kinds, days)
        published = sum(count for count in server.crossposts.values())
        assert published == len(server.crossposts) == days * kinds.count(NEWS)
    print(f"\n{nursery.kills} kills, {inside} of them while posting; {days * len(kinds)} deliveries, each seen once")


async def close_the_day(server: LoopbackChannels, nursery: Nursery, days: int, folder: Path) -> None:
    """Let a bot end everything of a day, minutes later."""
    server.forget()
    kills = nursery.kills
    await nursery.bear((days - 1) * DAY + LATER)
    ledger = folder / "data" / "digests.json"
    await until(lambda: all(len(server.posts[channel]) >= days for channel in server.kinds))
    await until(
        lambda: all(f'"state":"{each}"' not in ledger.read_text("utf-8") for each in (State.PLANNED, State.SENDING))
    )
    news = sum(kind == NEWS for kind in server.kinds.values())
    await until(lambda: len(server.crossposts) == news * days)
    await asyncio.sleep(0.2)
    await nursery.bury()
    nursery.kills = kills


if __name__ == "__main__":
    nursery()
