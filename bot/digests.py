"""Digests: subscribing to them, planning what is due, and saying what became of them."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from bot.delivering import Deliveries, Poster
from bot.digest.arrivals import Arrivals, Seen, beyond
from bot.digest.fate import Fate, explain
from bot.digest.filters import Wanted, judge
from bot.digest.ledger import forgone, superseded
from bot.digest.models import Delivery, Filter, Key, Message, State, Subscription, WhenEmpty
from bot.digest.planner import Due, News, announced, caught_up, given_back, in_order, plan
from bot.digest.schedule import first_day, local_day
from bot.errors import FolioError, StoreError
from bot.folio import Folio
from bot.ledger import Ledger
from bot.library.catalogue import Catalogue
from bot.library.models import Paper, Person

_log = logging.getLogger(__name__)

# Letters and digits that nobody mistakes for each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ID_LENGTH = 4
# Planned in one go before others get their turn, and written down together.
_AT_ONCE = 50
# A channel that looks open and is not is tried again after so long.
_PATIENCE = timedelta(hours=1)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
# How many of the newest papers a first digest starts with, if somebody asks for them.
_LATEST = 5

Compose = Callable[[Due, Sequence[str]], Message]


class NothingToSend(FolioError):
    """There is nothing new for a digest that was asked for now."""


class Digests:
    """What a server can do with digests, and the round that is made every minute.

    `compose` turns what is due into a message; `failures` says which sources of papers cannot be read.
    """

    def __init__(
        self,
        folio: Folio,
        ledger: Ledger,
        poster: Poster,
        compose: Compose,
        clock: Callable[[], datetime],
        failures: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self.ledger = ledger
        doubt = folio.store.doubt
        self.deliveries = Deliveries(ledger, poster, clock, unsure_until=doubt.until if doubt else None)
        self._unsettled = doubt if doubt and doubt.copied and not doubt.settled else None
        self._folio = folio
        # An older copy of what was seen may have been restored, whose next numbers are given already.
        folio.seen = beyond(folio.seen, max((each.seen for each in ledger.subscriptions), default=0))
        self._poster = poster
        self._compose = compose
        self._clock = clock
        self.failures = failures
        self._arrivals: tuple[Catalogue, Seen, Arrivals] | None = None
        self._resumed: dict[str, datetime] = {}
        self._turn = asyncio.Lock()

    async def round(self) -> None:
        """Resume what can be posted to again, plan what is due, and send what is open."""
        async with self._turn:
            try:
                await self._settle()
                await self._resume()
                await self._plan()
            except StoreError as error:
                _log.error("Digests could not be planned: %s", error)
        await self.deliveries.finish()

    async def subscribe(self, wanted: Subscription) -> Subscription:
        """Keep a subscription, with an id of its own. Everything that is here now is its baseline."""
        now = self._clock()
        first = first_day(wanted.at, wanted.zone, now)
        last = self._folio.seen.last
        kept = replace(wanted, id=self._new_id(), starts=first, began=last, seen=last, waiting=())
        await self.ledger.write(subscriptions=[kept])
        return kept

    async def end(self, name: str) -> None:
        """Let go of a subscription and its ledger."""
        await self.ledger.write(ended=[name])

    async def pause(self, name: str) -> None:
        """Leave out every digest until it is resumed."""
        await self.ledger.write(subscriptions=self.ledger.change(name, lambda each: replace(each, paused=True)))

    async def resume(self, name: str) -> None:
        """Go on: with the next digest, which has everything that came meanwhile."""
        now = self._clock()
        await self.ledger.write(
            subscriptions=self.ledger.change(
                name,
                lambda each: replace(
                    each, paused=False, suspended="", told=False, starts=first_day(each.at, each.zone, now)
                ),
            )
        )

    def would_announce(self, papers: Iterable[Paper], people: Mapping[str, Person]) -> Mapping[str, int]:
        """How many of these papers each subscription would announce that wants any, by its id."""
        given, numbers = list(papers), dict[Filter, int]()
        for wanted in {each.wanted for each in self.ledger.subscriptions}:
            numbers[wanted] = sum(isinstance(judge(paper, wanted, people), Wanted) for paper in given)
        return {each.id: numbers[each.wanted] for each in self.ledger.subscriptions if numbers[each.wanted]}

    async def news_for(self, subscription: Subscription) -> Sequence[tuple[int, Wanted]]:
        """What the next digest would announce as of now, newest first."""
        return (await self._news()).for_(subscription)

    def latest_for(self, subscription: Subscription) -> Sequence[tuple[int, Wanted]]:
        """The newest papers that a subscription wants, new or not. They are no arrivals, hence number 0."""
        catalogue = self._folio.catalogue
        judged = (judge(paper, subscription.wanted, catalogue.people) for paper in catalogue.papers.values())
        return in_order((0, each) for each in islice((each for each in judged if isinstance(each, Wanted)), _LATEST))

    def why(self, subscription: Subscription, paper: Paper) -> Fate:
        """What became of a paper in a digest, and why."""
        return explain(subscription, paper, self.ledger.rows(subscription.id), self._folio.seen, self._folio.catalogue)

    async def preview(self, subscription: Subscription) -> Message:
        """The next digest as it would be now."""
        day = local_day(self._clock(), subscription.zone)
        due = Due(Key(subscription.guild, subscription.id, day), subscription, tuple(await self.news_for(subscription)))
        return self._compose(due, self.failures())

    async def send_now(self, subscription: Subscription) -> Delivery:
        """Post what is new at once, beside the schedule. Raises NothingToSend, StoreError."""
        async with self._turn:
            await self._settle()
            news = await self._news()
            subscription = self._as_it_is(subscription)
            wanted = news.for_(subscription)
            if not wanted:
                raise NothingToSend("There is nothing new for this digest, so nothing was posted.")
            after = announced(subscription, news.arrivals)
            row = await self._write_extra(subscription, after, tuple(wanted))
        return await self._delivered(row)

    async def send_latest(self, subscription: Subscription) -> Delivery:
        """Post the newest papers at once, new or not. Raises NothingToSend, StoreError."""
        async with self._turn:
            subscription = self._as_it_is(subscription)
            if any(row.key.part and not row.numbers for row in self.ledger.rows(subscription.id)):
                raise NothingToSend("This digest has started with the latest papers already, so nothing was posted.")
            wanted = tuple(self.latest_for(subscription))
            if not wanted:
                raise NothingToSend("No paper that is loaded suits this digest, so nothing was posted.")
            row = await self._write_extra(subscription, subscription, wanted)
        return await self._delivered(row)

    def _as_it_is(self, subscription: Subscription) -> Subscription:
        """A subscription as it is now: while somebody waited for a turn, a round may have announced its news."""
        known = self.ledger.subscription(subscription.id)
        if known is None:
            raise NothingToSend("This digest has ended meanwhile, so nothing was posted.")
        return known

    async def _write_extra(
        self, subscription: Subscription, after: Subscription, wanted: tuple[tuple[int, Wanted], ...]
    ) -> Delivery:
        """A row beside the schedule: the next free part of the day."""
        day = local_day(self._clock(), subscription.zone)
        taken = [row.key.part for row in self.ledger.rows(subscription.id) if row.key.day == day]
        due = Due(Key(subscription.guild, subscription.id, day, max(taken, default=0) + 1), after, wanted)
        row = self._row(due)
        await self.ledger.write(subscriptions=[after], deliveries=[row])
        return row

    async def _delivered(self, row: Delivery) -> Delivery:
        await self.deliveries.drive(row)
        return self.ledger.delivery(row.key) or replace(row, state=State.FAILED)

    async def _settle(self) -> None:
        """Of a copy nobody knows what was announced since it was made: all that is here counts as announced."""
        if self._unsettled is None:
            return
        last = self._folio.seen.last
        await self.ledger.write(
            subscriptions=[caught_up(each, last) for each in self.ledger.subscriptions],
            deliveries=[forgone(row) for row in self.ledger.unfinished()],
            settled=self._unsettled,
        )
        self._unsettled = None
        _log.warning("Digests were restored from a copy: what came before now is announced no more.")

    async def _resume(self) -> None:
        """Suspended ones go on as soon as their channel can be posted to; what cannot be told is tried now and then."""
        now = self._clock()
        suspended = [each for each in self.ledger.subscriptions if each.suspended and not self._poster.bars(each)]
        back = [
            each for each in suspended if not timedelta() <= now - self._resumed.get(each.id, _LONG_AGO) < _PATIENCE
        ]
        if back:
            self._resumed |= {each.id: now for each in back}
            back = [replace(each, suspended="") for each in back]
            await self.ledger.write(subscriptions=back)

    async def _plan(self) -> None:
        if not self.ledger.subscriptions:
            return
        now, news = self._clock(), await self._news()
        open_rows = {row.key.subscription: row for row in self.ledger.unfinished() if row.is_open}
        free = [each for each in self.ledger.subscriptions if self._is_free(open_rows.get(each.id))]
        for start in range(0, len(free), _AT_ONCE):
            # As they are by now: others pause, end and give back while earlier ones are written down.
            names = [each.id for each in free[start : start + _AT_ONCE]]
            some = [known for name in names if (known := self.ledger.subscription(name)) is not None]
            done = {each.id: self.ledger.done(each.id) for each in some}
            await self._write_due(list(plan(some, done, news, now)), open_rows, news)
            await asyncio.sleep(0)

    def _is_free(self, row: Delivery | None) -> bool:
        """One whose last post nobody knows the fate of has to wait; what was never sent can go into a later digest."""
        return row is None or (row.state is State.PLANNED and not self.deliveries.is_driving(row.key))

    async def _write_due(self, due: Sequence[Due], open_rows: dict[str, Delivery], news: News) -> None:
        if not due:
            return
        subscriptions, rows = [], []
        for each in due:
            planned = each
            old = open_rows.get(each.key.subscription)
            if old is not None:
                known = self.ledger.subscription(each.key.subscription) or each.subscription
                again = given_back(known, old.numbers)
                planned = Due(
                    each.key,
                    announced(again, news.arrivals),
                    news.for_(again),
                    each.missed + old.missed + (old.key.part == 0),
                )
                rows.append(superseded(old))
            subscriptions.append(planned.subscription)
            # A pause that Discord asked for is the channel's, whatever day it is.
            rows.append(replace(self._row(planned), not_before=old.not_before if old else None))
        await self.ledger.write(subscriptions=subscriptions, deliveries=rows)

    def _row(self, due: Due) -> Delivery:
        subscription = due.subscription
        is_empty = not due.wanted and subscription.when_empty is WhenEmpty.SKIP
        message = None if is_empty else self._compose(due, self.failures())
        return Delivery(
            key=due.key,
            channel=subscription.channel,
            state=State.EMPTY if is_empty else State.PLANNED,
            planned=self._clock(),
            papers=tuple(each.paper.key for _, each in due.wanted),
            numbers=tuple(number for number, _ in due.wanted if number),
            missed=due.missed,
            message=message,
            reason="; ".join(self.failures()) if is_empty else "",
        )

    async def _news(self) -> News:
        """What came, as of now. Numbering a large library takes a while, so a thread does it, once a change."""
        catalogue, seen = self._folio.catalogue, self._folio.seen
        if self._arrivals is None or self._arrivals[0] is not catalogue or self._arrivals[1] is not seen:
            arrivals = await asyncio.to_thread(Arrivals.of, seen, catalogue.papers.values())
            self._arrivals = (catalogue, seen, arrivals)
        return News(self._arrivals[2], self._arrivals[0].people)

    def _new_id(self) -> str:
        while True:
            name = "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))
            if self.ledger.subscription(name) is None:
                return name
