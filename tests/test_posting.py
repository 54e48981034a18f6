"""Posting through the real discord.py to a Discord on loopback that refuses, hangs up, and forgets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.client import FolioClient
from bot.digest.arrivals import Seen, arrive
from bot.digest.models import Delivery, State, Subscription, WhenEmpty
from bot.folio import Folio
from bot.reloading import Reloads
from bot.store.interface import DigestChange
from bot.store.tiny import TinyStore
from bot.surroundings import Surroundings
from tests.conftest import SEEDS, Silent
from tests.loopback_channels import FORUM, NEWS, TEXT, LoopbackChannels
from tests.loopback_subscribers import wanted

PATIENCE = 20.0
MINUTE = timedelta(minutes=1)


@dataclass
class Case:
    """A channel, what its posts meet, what becomes of its delivery, and how many posts it has seen in the end."""

    kind: int
    faults: list[str]
    state: State | None = State.SENT
    posts: int = 1


class Served:
    """Folio's client before a Discord, by a clock that pauses move on: nobody waits for them."""

    def __init__(self, server: LoopbackChannels) -> None:
        self.server = server
        now = datetime.now(UTC)
        # Behind the server's, so that no test runs into the next day.
        self.now = now - timedelta(hours=3) if now.hour > 20 else now
        self.client: FolioClient

    def clock(self) -> datetime:
        """The time by its own count."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """A pause of that count."""
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0.001)

    async def rounds(self, passed: timedelta, times: int = 1) -> None:
        """Rounds, with as much time before each."""
        for _ in range(times):
            self.now += passed
            await self.client.digests.round()

    def row(self, channel: int) -> Delivery | None:
        """The newest delivery to a channel."""
        rows = self.client.digests.ledger.rows(self.subscription(channel).id)
        return rows[0] if rows else None

    def subscription(self, channel: int) -> Subscription:
        """The digest of a channel."""
        return next(each for each in self.client.digests.ledger.subscriptions if each.channel == channel)


@asynccontextmanager
async def served(kinds: list[int], folder: Path) -> AsyncIterator[Served]:
    """A connected client with a digest due in each channel. Makes no rounds by itself."""
    async with LoopbackChannels(kinds, timeout=PATIENCE) as server:
        made = Served(server)
        store = TinyStore.open(folder / "data")
        folio = await Folio.open(SEEDS, store, made.now.date())
        folio.seen = arrive(Seen(), folio.catalogue.papers.values(), folio.catalogue.papers, made.now.date())
        await store.write_down(DigestChange(tuple(wanted(server, WhenEmpty.SKIP))))
        with server.pointing_here():
            made.client = FolioClient(
                folio, (), Reloads(folio, SEEDS, made.clock), Silent, Surroundings(clock=made.clock)
            )
            made.client._connection.guild_ready_timeout = 0.02
            running = asyncio.create_task(made.client.start(server.token))
            async with asyncio.timeout(PATIENCE):
                while not made.client.is_ready():
                    await asyncio.sleep(0.01)
            made.client.digests.deliveries._sleep = made.sleep
            try:
                yield made
            finally:
                await made.client.close()
                await running
                await store.close()


CASES = [
    Case(TEXT, []),
    Case(TEXT, ["500"]),
    Case(TEXT, ["502 after"]),
    Case(TEXT, ["503"]),
    Case(TEXT, ["503 after"]),
    Case(TEXT, ["reset"]),
    Case(TEXT, ["lost"]),
    Case(TEXT, ["lost", "lost", "503 after", "reset"]),
    Case(TEXT, ["429 via 0.1"]),
    Case(TEXT, ["429 0.1"]),
    Case(TEXT, ["502 after", "429 300"]),  # discord.py tries again itself, and the second try hides the first
    Case(TEXT, ["502 after", "429 via 300"]),
    Case(TEXT, ["half"]),
    Case(TEXT, ["a list"]),
    Case(TEXT, ["a page", "half"]),
    Case(TEXT, ["429 odd", "429 odd"]),
    Case(FORUM, ["half"]),
    Case(TEXT, ["lost and deleted"]),
    Case(TEXT, ["lost", "50013"], State.UNCERTAIN),
    Case(TEXT, ["50035"], State.FAILED, 0),
    Case(FORUM, []),
    Case(FORUM, ["503"]),
    Case(FORUM, ["503 after"]),
    Case(FORUM, ["lost"]),
    Case(FORUM, ["reset"]),
    Case(NEWS, [], State.PUBLISHED),
    Case(NEWS, ["lost"], State.PUBLISHED),
]


async def test_whatever_an_answer_is_the_channel_sees_one_post(tmp_path: Path) -> None:
    """Refused, reset, answered with an error after it was accepted, lost: and each nonce forgotten in between."""
    async with served([case.kind for case in CASES], tmp_path) as made:
        for channel, case in zip(made.server.kinds, CASES, strict=True):
            made.server.faults[channel] = list(case.faults)
        await made.rounds(timedelta())
        for _ in range(4):
            made.server.forget()
            await made.rounds(3 * MINUTE)
        for channel, case in zip(made.server.kinds, CASES, strict=True):
            row = made.row(channel)
            assert len(made.server.posts[channel]) == case.posts, (case, row)
            assert row is not None
            assert row.state is case.state, (case, row)
            assert row.state is not State.FAILED or made.subscription(channel).waiting
        assert not any(made.server.faults.values())
        assert made.server.unknown == []


async def test_a_channel_that_hangs_holds_up_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round ends without it, others are posted, and it is posted once when Discord answers again."""
    monkeypatch.setattr("bot.delivering._ROUND", 0.1)
    monkeypatch.setattr("bot.posting._PATIENCE", 0.4)
    async with served([TEXT, TEXT, TEXT], tmp_path) as made:
        hanging = next(iter(made.server.kinds))
        made.server.faults[hanging] = ["hang"]
        async with asyncio.timeout(5):
            for _ in range(3):
                await made.rounds(timedelta(seconds=1))
            assert [len(posts) for posts in made.server.posts.values()] == [1, 1]
            while made.client.digests.ledger.unfinished():
                await made.rounds(timedelta(seconds=1))
                await asyncio.sleep(0.02)
        assert {len(made.server.posts[channel]) for channel in made.server.kinds} == {1}


async def test_a_deleted_post_is_not_made_again(tmp_path: Path) -> None:
    """Its answer was lost, somebody deleted it, and Discord says 10008 to the same nonce."""
    async with served([TEXT], tmp_path) as made:
        (channel,) = made.server.kinds
        made.server.faults[channel] = ["lost and deleted"]
        await made.rounds(timedelta(seconds=10), 5)
        row = made.row(channel)
        assert row is not None
        assert (row.state, row.message_id) == (State.SENT, None)
        assert len(made.server.posts[channel]) == 1


async def test_a_lost_channel_suspends_tells_once_and_comes_back(tmp_path: Path) -> None:
    """10003, 50001 and 50013: nothing is lost, one message to whoever subscribed, one post when it works again."""
    faults = ["10003", "50001", "50013"]
    async with served([TEXT, TEXT, TEXT], tmp_path) as made:
        for channel, fault in zip(made.server.kinds, faults, strict=True):
            made.server.faults[channel] = [fault] * 3
        await made.rounds(MINUTE)
        assert all(made.subscription(channel).suspended for channel in made.server.kinds)
        assert all(made.row(channel) is None for channel in made.server.kinds)
        await made.rounds(61 * MINUTE, 4)
        assert len(made.server.told) == 3
        for channel in made.server.kinds:
            assert [len(made.server.posts[channel]), made.subscription(channel).suspended] == [1, ""]


async def test_a_long_pause_is_kept(tmp_path: Path) -> None:
    """Discord asks for twenty minutes: it is not called before they are over."""
    async with served([TEXT, TEXT], tmp_path) as made:
        one, other = made.server.kinds
        made.server.faults[one], made.server.faults[other] = ["429 1200"], ["429 via 1200"]
        await made.rounds(timedelta(), 1)
        assert posts_tried(made.server) == 2
        await made.rounds(MINUTE, 18)
        assert posts_tried(made.server) == 2
        await made.rounds(MINUTE, 3)
        assert [len(posts) for posts in made.server.posts.values()] == [1, 1]


async def test_a_token_that_is_refused_stops_everything(tmp_path: Path) -> None:
    """401: no further call is made, and nothing is lost."""
    async with served([TEXT] * 30, tmp_path) as made:
        for channel in made.server.kinds:
            made.server.faults[channel] = ["401"]
        await made.rounds(MINUTE, 5)
        assert made.client.digests.deliveries.halted
        assert posts_tried(made.server) <= 20  # those that were under way at once


async def test_refusals_everywhere_make_a_rest(tmp_path: Path) -> None:
    """Discord bans who goes on: after twenty refusals one after another nothing is tried for half an hour."""
    async with served([TEXT] * 60, tmp_path) as made:
        for channel in made.server.kinds:
            made.server.faults[channel] = ["50001"]
        await made.rounds(MINUTE, 5)
        assert 20 <= posts_tried(made.server) <= 40
        await made.rounds(30 * MINUTE, 8)
        assert all(len(posts) == 1 for posts in made.server.posts.values())
        assert len(made.server.posts) == 60


async def test_publishing_that_is_asked_to_wait_holds_up_nobody(tmp_path: Path) -> None:
    """Ten posts an hour may be published; a digest whose turn is later is published later, once."""
    async with served([NEWS, TEXT], tmp_path) as made:
        news, text = made.server.kinds
        made.server.faults[-news] = ["429 via 2000", "lost"]
        async with asyncio.timeout(5):
            await made.rounds(MINUTE)
        assert [len(made.server.posts[channel]) for channel in (news, text)] == [1, 1]
        await made.rounds(MINUTE, 3)
        row = made.row(news)
        assert row is not None
        assert row.state is State.PUBLISHED
        assert [*made.server.crossposts.values()] == [1]


async def test_a_post_is_found_although_the_clock_was_wrong(tmp_path: Path) -> None:
    """It was an hour ahead when the answer was lost, and is right when the channel is searched."""
    async with served([TEXT, FORUM], tmp_path) as made:
        text, forum = made.server.kinds
        made.server.faults[text], made.server.faults[forum] = ["lost", *["503"] * 20], ["lost"]
        made.now += 60 * MINUTE
        await made.rounds(timedelta())
        made.server.forget()
        made.server.faults[text].clear()
        made.now -= 60 * MINUTE
        await made.rounds(2 * MINUTE, 3)
        assert [len(posts) for posts in made.server.posts.values()] == [1, 1]


def posts_tried(server: LoopbackChannels) -> int:
    """How often a message was handed in."""
    posted: Callable[[str], bool] = lambda path: path.endswith("/messages")  # noqa: E731
    return sum(call.method == "POST" and posted(call.path) for call in server.requests)
