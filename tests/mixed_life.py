"""A Folio that does everything at once until it is killed: `python -m tests.mixed_life` forks one for every line.

It reloads and undoes, corrects, reads live papers, sets digests up and ends them, delivers, and forgets people. Each
line that it says is `will …` before a change and `did …` once the change is acknowledged. Its Discord is a file, which
outlives it.
"""

import asyncio
import json
import os
import random
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path

from bot import reading
from bot.correcting import Corrections
from bot.digest.ledger import NotThere, Posted
from bot.digest.models import Delivery, Message, Subscription
from bot.digest.planner import Due
from bot.digests import Digests
from bot.folio import Folio
from bot.ledger import Ledger
from bot.library.models import Listing, Published, Topic
from bot.planning import NothingToSend
from bot.proposals import Actor, Applied
from bot.reloading import Reloads
from bot.sources.interface import Bookmark, LivePaper, Papers
from bot.sources.kinds import Kind, Watch
from bot.store.interface import Action, Revision
from bot.store.tiny import TinyStore
from bot.watching import Watching
from tests.editions import edition_in, page_of, run_here

BEGIN = datetime(2027, 1, 15, 12, tzinfo=UTC)
GUILD, SUBJECT = 1, "ada-long"
WATCH = Watch(Kind.ARXIV_CATEGORY, "cs.LG")
# Ids of people as long as Discord's, so that none is a part of another number.
PEOPLE = 500_000_000_000_000_000
PAUSE = 0.01


def page(number: int) -> str:
    """An edition all of whose papers carry its number, with one paper that no other edition has."""
    # A title that is near no other: a paper whose title was mended is no news.
    name = " ".join("".join(random.Random(f"{number} {i}").sample("abcdefghijklmnoprstuvw", 7)) for i in range(3))
    extra = f"LGMay {1 + number % 28}, 2025\n{name.capitalize()}\n\nAda Long\n\nEdition {number}.\n"
    return page_of(number).replace("4 Papers", "5 Papers") + "\n" + extra


def captured(number: int) -> str:
    """The capture day that goes with a correction of a number."""
    return str((BEGIN - timedelta(days=number % 3000)).date())


class Life:
    """One life. `number` makes its days, people and names its own; `root` holds seeds, data and Discord."""

    def __init__(self, root: Path, number: int, say: Callable[[str], None]) -> None:
        self.root, self.number, self.say = root, number, say
        self.posted = set[str]()
        self.now = BEGIN + timedelta(days=number)

    def clock(self) -> datetime:
        """A day for every life; time goes by within it."""
        self.now += timedelta(seconds=1)
        return self.now

    async def run(self) -> None:
        """Everything at once, for ever."""
        reading.run_apart = run_here  # type: ignore[assignment]
        self.seeds = self.root / "seeds"
        self.store = TinyStore.open(self.root / "data", now=self.now)
        self.folio = await Folio.open(self.seeds, self.store, self.now.date())
        self.reloads = Reloads(self.folio, self.seeds, self.clock)
        self.corrections = Corrections(self.folio, self.clock)
        self.watching = await Watching.open(self.folio, Feed, self.clock)
        ledger = await Ledger.open(self.store)
        self.digests = Digests(self.folio, ledger, FileDiscord(self.root / "discord"), compose, self.clock)
        self.say("ready")
        work = [self.reload, self.correct, self.watch, self.subscribe, self.deliver, self.forget]
        await asyncio.gather(*(self.repeat(each) for each in work))

    async def repeat(self, work: Callable[[int], Awaitable[None]]) -> None:
        """Do something again and again, giving others their turn."""
        for i in count(self.number * 10_000 + 1):
            await work(i)
            await asyncio.sleep(PAUSE)

    async def reload(self, i: int) -> None:
        """An edition, and sometimes back."""
        number = edition_in(self.seeds) + 1
        (self.seeds / ".new").write_text(page(number), "utf-8")
        (self.seeds / ".new").replace(self.seeds / "ada.txt")
        for action in (Action.RELOADED, Action.UNDONE)[: 1 + i % 2]:
            proposal = await self.reloads.propose(Actor(1, "mo"), action)
            edition = proposal.library.pages[0].listings[0].abstract.split()[1].rstrip(".")
            self.say(f"will library {edition}")
            outcome = await self.reloads.apply(proposal.token, proposal.actor, action, sure=True)
            assert isinstance(outcome, Applied), outcome
            self.say(f"did library {edition}")

    async def correct(self, i: int) -> None:
        """The capture day of the one page, by a number."""
        typed = {Topic.NAMES: f"Name {i}", Topic.CAPTURED: captured(i)}
        self.say(f"will correction {i}")
        await self.corrections.correct(SUBJECT, "Ada Long", typed, Actor(1, "mo"))
        self.say(f"did correction {i}")

    async def watch(self, i: int) -> None:
        """A watch, then rounds that each bring a paper."""
        if not self.watching.watches:
            self.say("will watch 1")
            await self.watching.add(WATCH, 1)
            self.say("did watch 1")
            return
        self.now += timedelta(minutes=61)
        Feed.number = i
        before = {record.paper.identity for record in self.watching._papers.values()}
        await self.watching.round()
        for identity in {record.paper.identity for record in self.watching._papers.values()} - before:
            self.say(f"did paper {identity}")

    async def subscribe(self, i: int) -> None:
        """A digest more, and one of earlier ones less, as far as there are many."""
        wanted = Subscription("", GUILD, i, 1, time(23, 59), "UTC", self.now.date(), 0)
        kept = await self.digests.subscribe(wanted)
        self.say(f"did subscription {kept.id}")
        mine = [each for each in self.digests.ledger.subscriptions if each.channel != 0]
        if len(mine) > 4:
            self.say(f"will end {mine[0].id}")
            await self.digests.end(mine[0].id)
            self.say(f"did end {mine[0].id}")

    async def deliver(self, i: int) -> None:
        """A round, and sometimes what is new at once."""
        await self.digests.round()
        main = self.digests.ledger.subscription("main")
        assert main is not None
        with suppress(NothingToSend):
            await self.digests.send_now(main)
        rows = {f"{row.key.day}/{row.key.part}" for row in self.digests.ledger.rows("main") if row.message_id}
        for row in rows - self.posted:
            self.say(f"did post {row}")
        self.posted |= rows

    async def forget(self, i: int) -> None:
        """Somebody does something everywhere, and wants to be forgotten."""
        person = PEOPLE + i
        somebody = Subscription(f"p{i}", GUILD, 0, person, time(23, 59), "UTC", self.now.date(), 0)
        await self.digests.ledger.write(subscriptions=[somebody])
        await self.store.record(Revision(self.now, person, f"Person {person}", Action.REFUSED, ""))
        self.say(f"will forget {person}")
        self.digests.ledger.forget(person)
        await self.reloads.forget(person)
        self.digests.ledger.forget(person)
        await self.digests.end(f"p{i}")
        self.say(f"did forget {person}")


class Feed:
    """A source with one more paper each time."""

    number = 0

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    async def fetch(self, since: Bookmark) -> Papers:
        """What is there: what was, and the newest."""
        title = f"Live paper {self.number}"
        listing = Listing(title, ("Eve Short",), published=Published(BEGIN.date()), abstract="Live.")
        return Papers((LivePaper((f"arxiv:{self.number}.1",), listing, "https://example.org"),), since)


class FileDiscord:
    """A Discord of one file: a line for every post, which is there once the write has returned. It knows no nonces."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def bars(self, subscription: Subscription) -> str:
        """Nothing is in the way."""
        return ""

    def takes_nonce(self, channel: int) -> bool:
        """It takes none, so a repeated post is a second one."""
        return False

    async def post(self, row: Delivery) -> Posted:
        """A line."""
        assert row.message is not None
        assert row.message.embed["papers"] == list(row.papers)
        line = json.dumps({"mark": row.key.mark, "digest": row.key.subscription, "papers": list(row.papers)})
        with self._path.open("ab", buffering=0) as file:
            file.write(line.encode() + b"\n")
        await asyncio.sleep(PAUSE)
        return Posted(len(posts(self._path)), row.channel)

    async def find(self, row: Delivery) -> Posted | NotThere:
        """Whether there is a line."""
        marks = [each["mark"] for each in posts(self._path)]
        return Posted(marks.index(row.key.mark) + 1, row.channel) if row.key.mark in marks else NotThere()

    async def publish(self, row: Delivery) -> None:
        """Nothing is published here."""

    async def tell(self, subscription: Subscription, sentence: str) -> None:
        """Nobody listens."""


def posts(path: Path) -> Sequence[dict[str, list[str]]]:
    """What was posted, in order."""
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def compose(due: Due, failures: Sequence[str]) -> Message:
    """A message that holds the papers’ keys alone."""
    return Message("Digest", {"papers": [each.paper.key for _, each in due.wanted]})


async def prepare(root: Path) -> None:
    """Edition 1, and the digest that every life goes on with."""
    (root / "seeds").mkdir(parents=True)
    (root / "seeds" / "ada.txt").write_text(page(1), "utf-8")
    store = TinyStore.open(root / "data")
    folio = await Folio.open(root / "seeds", store, BEGIN.date())
    digests = Digests(folio, await Ledger.open(store), FileDiscord(root / "discord"), compose, lambda: BEGIN)
    kept = await digests.subscribe(Subscription("", GUILD, 0, 1, time(0), "UTC", BEGIN.date(), 0))
    await digests.ledger.write(subscriptions=[replace(kept, id="main", starts=BEGIN.date())], ended=[kept.id])
    await store.close()


def say(line: str) -> None:
    """Hand a line to the kernel at once: what is said survives the process."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def nursery() -> None:
    """Fork a life for every line (a folder and a number); say its process id, and when it is gone."""
    for line in sys.stdin:
        root, number = json.loads(line)
        child = os.fork()
        if not child:
            asyncio.run(Life(Path(root), number, say).run())
        say(f"born {child}")
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    nursery()
