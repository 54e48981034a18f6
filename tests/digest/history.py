"""Histories of digests: a few channels, and everything that may happen to them."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import time, timedelta

from bot.digest.models import Filter, Frequency, State, Subscription, WhenEmpty
from bot.digest.schedule import first_day
from bot.digests import Digests
from bot.planning import NothingToSend
from tests.digest.samples import subscription
from tests.digest.town import ANY_CHANNEL, FORUM, NEWS, Discord, Town, well

ZONES = ("UTC", "America/Nuuk", "Africa/Cairo", "Australia/Lord_Howe", "Europe/Berlin", "Pacific/Kiritimati")
TIMES = (time(0), time(0, 30), time(2, 15), time(8), time(23, 45))
HOUR = timedelta(hours=1)
TROUBLES = ("busy", "asked to wait long", "unreachable", "rejected", "accepted, answer lost", "never")


class History:
    """A few channels' digests through everything that happens to them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.town = Town()
        self.discord = Discord(self.town)
        self.digests: Digests
        self.owed: dict[str, set[str]] = {}

    async def live(self, steps: list[str]) -> None:
        """Go through the steps, then mend everything and look whether everybody has everything."""
        await self.restart()
        await self.subscribe()
        for step in steps:
            await EVENTS[step](self)
            self.check()
        await self.settle()
        self.check_that_all_is_announced()

    async def restart(self) -> None:
        """Another process goes on with what is written down."""
        self.digests = await self.town.start(self.discord)

    async def subscribe(self) -> None:
        """Nothing that is here is owed to whoever subscribes now."""
        pick = self.chance.choice
        wanted = subscription(
            zone=pick(ZONES),
            at=pick(TIMES),
            frequency=pick([Frequency.DAILY, Frequency.DAILY, Frequency.WEEKDAYS, Frequency.WEEKLY]),
            channel=pick([ANY_CHANNEL, FORUM, NEWS]),
            wanted=Filter(field=pick(["", "CV"])),
            when_empty=pick(list(WhenEmpty)),
        )
        if len(self.owed) < 4:
            self.owed[(await self.digests.subscribe(wanted)).id] = set()

    async def papers_come(self) -> None:
        """A reload adds some."""
        before, field = set(self.town.seeds.listings), self.chance.choice(["LG", "CV"])
        self.town.seeds.add(self.chance.randint(1, 3), self.town.clock().date(), field)
        for name in self.owed:
            if self.known(name).wanted.field in ("", field):
                self.owed[name] |= set(self.town.seeds.listings) - before

    async def a_shelf_comes(self) -> None:
        """More than fifty at once are no news."""
        self.town.seeds.add(51, self.town.clock().date())

    async def a_title_is_mended(self) -> None:
        """It stays the paper that it was."""
        if self.town.seeds.listings:
            name = self.chance.choice(list(self.town.seeds.listings)[-5:])
            self.town.seeds.mend(name, self.town.clock().date())

    async def a_paper_goes(self) -> None:
        """It may come back by an undo."""
        if listings := dict(self.town.seeds.listings):
            del listings[self.chance.choice(list(listings)[-5:])]
            self.town.seeds.reload(listings, self.town.clock().date())

    async def a_reload_is_undone(self) -> None:
        """What came is away, what went is back."""
        self.town.seeds.undo()

    async def a_day(self) -> None:
        """With rounds now and then."""
        for _ in range(8):
            self.town.now += 3 * HOUR
            await self.round()

    async def an_outage(self) -> None:
        """Days without anything running."""
        self.town.now += self.chance.choice([30, 24 * 4, 24 * 16]) * HOUR
        await self.restart()
        await self.round()

    async def the_clock_is_set(self) -> None:
        """Wrong, or right."""
        self.town.wrong = self.chance.choice([-49, -3, 0, 0, 2, 30]) * HOUR
        await self.round()

    async def trouble(self) -> None:
        """Discord does one thing only for a while."""
        wrong = self.chance.choice(TROUBLES)
        self.town.choose = lambda among: wrong if wrong in among else among[0]
        await self.a_day()
        self.town.choose = well

    async def a_channel_is_closed(self) -> None:
        """Folio knows it by the gateway, or learns it by posting."""
        channel = self.chance.choice([ANY_CHANNEL, FORUM])
        self.discord.barred.add(channel)
        if self.chance.random() < 0.5:
            self.discord.known_barred.add(channel)
        await self.a_day()

    async def channels_are_open(self) -> None:
        """All of them."""
        self.discord.barred.clear()
        self.discord.known_barred.clear()

    async def pause(self) -> None:
        """A moderator's word."""
        await self.digests.pause(self.chance.choice(list(self.owed)))

    async def resume(self) -> None:
        """And back."""
        await self.digests.resume(self.chance.choice(list(self.owed)))

    async def send_now(self) -> None:
        """Two people at once, beside the schedule."""
        chosen = self.known(self.chance.choice(list(self.owed)))

        async def one() -> None:
            with suppress(NothingToSend):
                await self.digests.send_now(chosen)

        await asyncio.gather(one(), one())

    async def another_clock(self) -> None:
        """A subscription moves to another time and zone."""
        known, zone, at = (
            self.known(self.chance.choice(list(self.owed))),
            self.chance.choice(ZONES),
            self.chance.choice(TIMES),
        )
        starts = max(known.starts, first_day(at, zone, self.town.clock()))
        await self.digests.ledger.write(subscriptions=[replace(known, zone=zone, at=at, starts=starts)])

    def known(self, name: str) -> Subscription:
        """A subscription as it is."""
        known = self.digests.ledger.subscription(name)
        assert known is not None
        return known

    async def round(self) -> None:
        """One round: at most one scheduled post for each, however many dates were missed."""
        before = len(self.town.shown)
        await self.digests.round()
        posted = Counter(shown.row.key.subscription for shown in self.town.shown[before:] if not shown.row.key.part)
        assert all(count == 1 for count in posted.values()), posted

    def check(self) -> None:
        """No key and no paper is shown twice; nothing is that is not owed; catching up is labelled."""
        keys = Counter(shown.row.key for shown in self.town.shown)
        assert all(count == 1 for count in keys.values()), keys
        for name, owed in self.owed.items():
            told = Counter(self.told(name))
            assert all(count == 1 for count in told.values()), told
            assert told.keys() <= owed
        for shown in self.town.shown:
            assert shown.row.message is not None
            assert shown.row.message.embed["missed"] == shown.row.missed

    async def settle(self) -> None:
        """Everything works again, for long enough that each has been due."""
        self.town.wrong = timedelta()
        await self.channels_are_open()
        if self.digests.deliveries.halted:
            await self.restart()
        for name in self.owed:
            await self.digests.resume(name)
        for _ in range(12):
            await self.a_day()
        self.check()

    def check_that_all_is_announced(self) -> None:
        """What is owed and here was shown, or is in a delivery of which nobody knows."""
        here = {paper.abstract for paper in self.town.seeds.catalogue.papers.values()}
        unsure = {
            (row.key.subscription, number)
            for row in self.town.last_of.values()
            if row.state is State.UNCERTAIN
            for number in row.numbers
        }
        numbers = self.town.seeds.news
        for name, owed in self.owed.items():
            lost = owed & here - set(self.told(name))
            assert not {paper for paper in lost if (name, numbers[paper]) not in unsure}, lost

    def told(self, name: str) -> list[str]:
        """What a channel's digest has announced."""
        return [paper for shown in self.town.shown if shown.row.key.subscription == name for paper in shown.papers]


Event = Callable[[History], Coroutine[object, object, None]]
EVENTS: Mapping[str, Event] = {
    event.__name__: event
    for event in (
        History.subscribe, History.papers_come, History.a_shelf_comes, History.a_title_is_mended, History.a_paper_goes,
        History.a_reload_is_undone, History.a_day, History.an_outage, History.the_clock_is_set, History.trouble,
        History.a_channel_is_closed, History.channels_are_open, History.pause, History.resume, History.send_now,
        History.another_clock, History.restart,
    )
}  # fmt: skip
OFTEN = [*EVENTS, *["papers_come"] * 4, *["a_day"] * 3, "trouble", "trouble", "a_reload_is_undone", "resume"]
