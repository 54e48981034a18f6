"""Planning digests: what is due, and what somebody asks for beside the schedule, becomes a row of the ledger."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.delivering import Deliveries, Poster
from bot.digest.filters import Wanted
from bot.digest.ledger import forgone, superseded
from bot.digest.models import Delivery, Doubt, Key, State, Subscription
from bot.digest.planner import Due, News, announced, caught_up, given_back, plan
from bot.digest.schedule import local_day
from bot.errors import FolioError
from bot.ledger import Ledger
from bot.newsdesk import Newsdesk

_log = logging.getLogger(__name__)

# Planned in one go before others get their turn, and written down together.
_AT_ONCE = 50
# A channel that looks open and is not is tried again after so long.
_PATIENCE = timedelta(hours=1)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class NothingToSend(FolioError):
    """There is nothing new for a digest that was asked for now."""


class Planning:
    """One at a time, so that nothing is announced twice. `doubt` is what a restored ledger leaves open."""

    def __init__(  # what is due depends on all of it
        self,
        ledger: Ledger,
        desk: Newsdesk,
        poster: Poster,
        deliveries: Deliveries,
        clock: Callable[[], datetime],
        doubt: Doubt | None,
    ) -> None:
        self._ledger = ledger
        self._desk = desk
        self._poster = poster
        self._deliveries = deliveries
        self._clock = clock
        self._unsettled = doubt if doubt and doubt.copied and not doubt.settled else None
        self._resumed: dict[str, datetime] = {}
        self._turn = asyncio.Lock()

    async def round(self) -> None:
        """Resume what can be posted to again, and plan what is due. Raises StoreError."""
        async with self._turn:
            await self._settle()
            await self._resume()
            await self._plan()

    async def news_at_once(self, subscription: Subscription) -> Delivery:
        """A row with what is new, beside the schedule. Raises NothingToSend, StoreError."""
        async with self._turn:
            await self._settle()
            news = await self._desk.news()
            subscription = self._as_it_is(subscription)
            wanted = news.for_(subscription)
            if not wanted:
                raise NothingToSend("There is nothing new for this digest, so nothing was posted.")
            return await self._write_extra(subscription, announced(subscription, news.arrivals), wanted)

    async def latest_at_once(self, subscription: Subscription) -> Delivery:
        """A row with the newest papers, new or not. Raises NothingToSend, StoreError."""
        async with self._turn:
            subscription = self._as_it_is(subscription)
            if any(row.key.part and not row.numbers for row in self._ledger.rows(subscription.id)):
                raise NothingToSend("This digest has started with the latest papers already, so nothing was posted.")
            wanted = tuple(self._desk.latest(subscription))
            if not wanted:
                raise NothingToSend("No paper that is loaded suits this digest, so nothing was posted.")
            return await self._write_extra(subscription, subscription, wanted)

    def _as_it_is(self, subscription: Subscription) -> Subscription:
        """A subscription as it is now: while somebody waited for a turn, a round may have announced its news."""
        known = self._ledger.subscription(subscription.id)
        if known is None:
            raise NothingToSend("This digest has ended meanwhile, so nothing was posted.")
        return known

    async def _write_extra(
        self, subscription: Subscription, after: Subscription, wanted: tuple[tuple[int, Wanted], ...]
    ) -> Delivery:
        """A row beside the schedule: the next free part of the day."""
        day = local_day(self._clock(), subscription.zone)
        taken = [row.key.part for row in self._ledger.rows(subscription.id) if row.key.day == day]
        due = Due(Key(subscription.guild, subscription.id, day, max(taken, default=0) + 1), after, wanted)
        row = self._desk.row(due)
        await self._ledger.write(subscriptions=[after], deliveries=[row])
        return row

    async def _settle(self) -> None:
        """Of a copy nobody knows what was announced since it was made: all that is here counts as announced."""
        if self._unsettled is None:
            return
        last = self._desk.last
        await self._ledger.write(
            subscriptions=[caught_up(each, last) for each in self._ledger.subscriptions],
            deliveries=[forgone(row) for row in self._ledger.unfinished()],
            settled=self._unsettled,
        )
        self._unsettled = None
        _log.warning("Digests were restored from a copy: what came before now is announced no more.")

    async def _resume(self) -> None:
        """Suspended ones go on as soon as their channel can be posted to; what cannot be told is tried now and then."""
        now = self._clock()
        suspended = [each for each in self._ledger.subscriptions if each.suspended and not self._poster.bars(each)]
        back = [
            each for each in suspended if not timedelta() <= now - self._resumed.get(each.id, _LONG_AGO) < _PATIENCE
        ]
        if back:
            self._resumed |= {each.id: now for each in back}
            back = [replace(each, suspended="") for each in back]
            await self._ledger.write(subscriptions=back)

    async def _plan(self) -> None:
        if not self._ledger.subscriptions:
            return
        now, news = self._clock(), await self._desk.news()
        open_rows = {row.key.subscription: row for row in self._ledger.unfinished() if row.is_open}
        free = [each for each in self._ledger.subscriptions if self._is_free(open_rows.get(each.id))]
        for start in range(0, len(free), _AT_ONCE):
            # As they are by now: others pause, end and give back while earlier ones are written down.
            names = [each.id for each in free[start : start + _AT_ONCE]]
            some = [known for name in names if (known := self._ledger.subscription(name)) is not None]
            done = {each.id: self._ledger.done(each.id) for each in some}
            await self._write_due(list(plan(some, done, news, now)), open_rows, news)
            await asyncio.sleep(0)

    def _is_free(self, row: Delivery | None) -> bool:
        """One whose last post nobody knows the fate of has to wait; what was never sent can go into a later digest."""
        return row is None or (row.state is State.PLANNED and not self._deliveries.is_driving(row.key))

    async def _write_due(self, due: Sequence[Due], open_rows: dict[str, Delivery], news: News) -> None:
        if not due:
            return
        subscriptions, rows = [], []
        for each in due:
            planned, old = each, open_rows.get(each.key.subscription)
            if old is not None:
                planned = self._instead_of(old, each, news)
                rows.append(superseded(old))
            subscriptions.append(planned.subscription)
            # A pause that Discord asked for is the channel's, whatever day it is.
            rows.append(replace(self._desk.row(planned), not_before=old.not_before if old else None))
        await self._ledger.write(subscriptions=subscriptions, deliveries=rows)

    def _instead_of(self, old: Delivery, due: Due, news: News) -> Due:
        """A digest that takes the place of one that was never sent, with its papers."""
        known = self._ledger.subscription(due.key.subscription) or due.subscription
        again = given_back(known, old.numbers)
        missed = due.missed + old.missed + (old.key.part == 0)
        return Due(due.key, announced(again, news.arrivals), news.for_(again), missed)
