"""Histories of a digest: whatever happens, each date has one delivery, and each new paper is announced once."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.digest.models import Filter, Frequency, State, Subscription, WhenEmpty
from bot.digest.schedule import first_day, local_day
from bot.digests import Digests, NothingToSend
from tests.digest.samples import subscription
from tests.digest.town import ANY_CHANNEL, FORUM, NEWS, Discord, Town

ZONES = ("UTC", "America/Nuuk", "Africa/Cairo", "Australia/Lord_Howe", "Europe/Berlin", "Pacific/Kiritimati")
TIMES = (time(0), time(0, 30), time(2, 15), time(8), time(23, 45))
HOUR = timedelta(hours=1)


class Histories(RuleBasedStateMachine):
    """Months of a few channels' digests."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town()
        self.discord = Discord(self.town)
        self.loop = asyncio.new_event_loop()
        self.digests: Digests = self.run(self.town.start(self.discord))
        self.wants: dict[str, set[str]] = {}  # what each subscription is owed
        self.fresh: dict[str, int] = {}

    def teardown(self) -> None:
        """In the end, with everything mended, everybody has everything."""
        try:
            self._settle()
            self._check_that_all_is_announced()
        finally:
            self.run(self.loop.shutdown_default_executor())
            self.loop.close()

    def run(self, work: Any) -> Any:
        """Let the town go on until something is done."""
        return self.loop.run_until_complete(work)

    @initialize(zone=st.sampled_from(ZONES), at=st.sampled_from(TIMES))
    def subscribe_somebody(self, zone: str, at: time) -> None:
        """There is always one."""
        self.subscribe(zone, at, Frequency.DAILY, ANY_CHANNEL, "", WhenEmpty.SKIP)

    @precondition(lambda self: len(self.wants) < 4)
    @rule(
        zone=st.sampled_from(ZONES),
        at=st.sampled_from(TIMES),
        frequency=st.sampled_from(Frequency),
        channel=st.sampled_from([ANY_CHANNEL, FORUM, NEWS]),
        wanted=st.sampled_from(["", "CV"]),
        empty=st.sampled_from(WhenEmpty),
    )
    def subscribe(
        self, zone: str, at: time, frequency: Frequency, channel: int, wanted: str, empty: WhenEmpty
    ) -> None:
        """Somebody subscribes; nothing that is here is owed to them."""
        made = subscription(
            zone=zone, at=at, frequency=frequency, channel=channel, wanted=Filter(field=wanted), when_empty=empty
        )
        self.wants[self.run(self.digests.subscribe(made)).id] = set()

    @rule(count=st.integers(1, 3), field=st.sampled_from(["LG", "CV"]))
    def papers_come(self, count: int, field: str) -> None:
        """A reload adds papers."""
        before = set(self.town.seeds.listings)
        self.town.seeds.add(count, self.town.clock().date(), field)
        self._owe(set(self.town.seeds.listings) - before, field)

    @rule()
    def a_shelf_comes(self) -> None:
        """More than fifty at once are no news."""
        self.town.seeds.add(51, self.town.clock().date())

    @precondition(lambda self: self.town.seeds.listings)
    @rule(data=st.data())
    def a_title_is_mended(self, data: st.DataObject) -> None:
        """It stays the paper it was."""
        name = data.draw(st.sampled_from(sorted(self.town.seeds.listings)))
        self.town.seeds.mend(name, self.town.clock().date())

    @precondition(lambda self: self.town.seeds.listings)
    @rule(data=st.data())
    def a_paper_goes(self, data: st.DataObject) -> None:
        """A reload takes one away; it may come back by an undo."""
        name = data.draw(st.sampled_from(sorted(self.town.seeds.listings)))
        kept = {each: listing for each, listing in self.town.seeds.listings.items() if each != name}
        self.town.seeds.reload(kept, self.town.clock().date())

    @rule()
    def a_reload_is_undone(self) -> None:
        """What came is away, what went is back."""
        self.town.seeds.undo()

    @rule(hours=st.sampled_from([1, 5, 24, 24, 24 * 3, 24 * 16]))
    def time_goes_by(self, hours: int) -> None:
        """With rounds, or without where nothing runs."""
        self.town.now += hours * HOUR
        self._round()

    @rule(days=st.integers(1, 3))
    def days_go_by(self, days: int) -> None:
        """With a round every hour."""
        for _ in range(days * 24):
            self.town.now += HOUR
            self._round()

    @rule(hours=st.sampled_from([-49, -3, -1, 2, 30]))
    def the_clock_is_wrong(self, hours: int) -> None:
        """Somebody sets the machine's clock."""
        self.town.wrong = hours * HOUR
        self._round()

    @rule()
    def the_clock_is_right(self) -> None:
        """And back."""
        self.town.wrong = timedelta()
        self._round()

    @rule(trouble=st.sampled_from(["busy", "asked to wait long", "unreachable", "rejected", "accepted, answer lost"]))
    def discord_is_in_trouble(self, trouble: str) -> None:
        """From now on, until it is mended."""
        self.town.choose = lambda among: trouble if trouble in among else among[0]

    @rule()
    def discord_is_well(self) -> None:
        """Again."""
        self.town.choose = lambda among: among[0]

    @rule(channel=st.sampled_from([ANY_CHANNEL, FORUM]), known=st.booleans())
    def a_channel_is_closed(self, channel: int, known: bool) -> None:
        """Folio may know by the gateway, or learn it by posting."""
        self.discord.barred.add(channel)
        if known:
            self.discord.known_barred.add(channel)

    @rule()
    def channels_are_open(self) -> None:
        """All of them."""
        self.discord.barred.clear()
        self.discord.known_barred.clear()

    @rule(pause=st.booleans(), data=st.data())
    def pause_or_resume(self, pause: bool, data: st.DataObject) -> None:
        """A moderator's."""
        name = data.draw(st.sampled_from(sorted(self.wants)))
        self.run(self.digests.pause(name) if pause else self.digests.resume(name))

    @rule(data=st.data())
    def send_now(self, data: st.DataObject) -> None:
        """Beside the schedule, twice at once as two people do."""
        chosen = self.digests.ledger.subscription(data.draw(st.sampled_from(sorted(self.wants))))
        assert chosen is not None
        self.run(self._send_twice(chosen))

    @rule(data=st.data(), zone=st.sampled_from(ZONES), at=st.sampled_from(TIMES))
    def another_clock(self, data: st.DataObject, zone: str, at: time) -> None:
        """A subscription is moved to another time or zone."""
        name = data.draw(st.sampled_from(sorted(self.wants)))
        (known,) = self.digests.ledger.change(name, lambda each: each)
        starts = max(known.starts, first_day(at, zone, self.town.clock()))
        (moved,) = self.digests.ledger.change(name, lambda each: subscription_at(each, zone, at, starts))
        self.run(self.digests.ledger.write(subscriptions=[moved]))

    @rule()
    def restart(self) -> None:
        """Another process goes on with what is written down."""
        self.digests = self.run(self.town.start(self.discord))

    @invariant()
    def each_date_has_one_delivery(self) -> None:
        """No key is shown twice, whatever was sent how often."""
        keys = Counter(shown.row.key for shown in self.town.shown)
        assert all(count == 1 for count in keys.values()), keys

    @invariant()
    def no_paper_is_announced_twice(self) -> None:
        """In one channel's digest; and only what is owed."""
        for name, owed in self.wants.items():
            told = Counter(paper for shown in self.town.shown if shown.row.key.subscription == name for paper in shown.papers)
            assert all(count == 1 for count in told.values()), told
            assert told.keys() <= owed

    @invariant()
    def catching_up_is_labelled(self) -> None:
        """A digest that stands for several dates says so."""
        for shown in self.town.shown:
            assert shown.row.message is not None
            assert shown.row.message.embed["missed"] == shown.row.missed

    async def _send_twice(self, chosen: Subscription) -> None:
        async def one() -> None:
            try:
                await self.digests.send_now(chosen)
            except NothingToSend:
                pass

        await asyncio.gather(one(), one())

    def _round(self) -> None:
        before = Counter(shown.row.key.subscription for shown in self.town.shown if not shown.row.key.part)
        self.run(self.digests.round())
        after = Counter(shown.row.key.subscription for shown in self.town.shown if not shown.row.key.part)
        assert all(count <= 1 for count in (after - before).values()), "several at once"

    def _owe(self, papers: set[str], field: str) -> None:
        for name, owed in self.wants.items():
            known = self.digests.ledger.subscription(name)
            assert known is not None
            if known.wanted.field in ("", field):
                owed |= papers

    def _settle(self) -> None:
        self.discord_is_well()
        self.channels_are_open()
        self.the_clock_is_right()
        if self.digests.deliveries.halted:
            self.restart()
        for name in self.wants:
            self.run(self.digests.resume(name))
        for _ in range(24 * 12):
            self.town.now += HOUR
            self._round()
            self.no_paper_is_announced_twice()

    def _check_that_all_is_announced(self) -> None:
        here = {paper.abstract for paper in self.town.seeds.catalogue.papers.values()}
        for name, owed in self.wants.items():
            told = {paper for shown in self.town.shown if shown.row.key.subscription == name for paper in shown.papers}
            unsure = {
                paper
                for key, row in self.town.last_of.items()
                if key.subscription == name and row.state is State.UNCERTAIN
                for paper in row.papers
            }
            assert owed & here <= told | unsure, "lost"


def subscription_at(known: Subscription, zone: str, at: time, starts: date) -> Subscription:
    """The subscription with another clock."""
    return replace(known, zone=zone, at=at, starts=starts)


TestHistories = Histories.TestCase
# Each step makes rounds of its own: a quarter of the profile's examples.
TestHistories.settings = settings(max_examples=settings().max_examples // 4, stateful_step_count=25, deadline=None)
