"""Digests: subscribing to them, asking for one now, and saying what became of them."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.delivering import Deliveries, Poster
from bot.digest.arrivals import beyond
from bot.digest.fate import Fate, explain
from bot.digest.filters import Wanted
from bot.digest.models import Delivery, Key, Message, State, Subscription
from bot.digest.planner import Due
from bot.digest.schedule import first_day, local_day
from bot.errors import StoreError
from bot.folio import Folio
from bot.ledger import Ledger
from bot.library.models import Paper
from bot.newsdesk import Compose, Newsdesk
from bot.planning import Planning

_log = logging.getLogger(__name__)

# Letters and digits that nobody mistakes for each other.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_ID_LENGTH = 4


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
        # An older copy of what was seen may have been restored, whose next numbers are given already.
        folio.seen = beyond(folio.seen, max((each.seen for each in ledger.subscriptions), default=0))
        doubt = folio.store.doubt
        self.ledger = ledger
        self.deliveries = Deliveries(ledger, poster, clock, unsure_until=doubt.until if doubt else None)
        self.failures = failures
        self._folio = folio
        self._desk = Newsdesk(folio, compose, clock, failures)
        self._planning = Planning(ledger, self._desk, poster, self.deliveries, clock, doubt)
        self._clock = clock

    async def round(self) -> None:
        """Resume what can be posted to again, plan what is due, and send what is open."""
        try:
            await self._planning.round()
        except StoreError as error:
            _log.error("Digests could not be planned: %s", error)
        await self.deliveries.finish()

    async def subscribe(self, wanted: Subscription) -> Subscription:
        """Keep a subscription, with an id of its own. Everything that is here now is its baseline."""
        now = self._clock()
        first = first_day(wanted.at, wanted.zone, now)
        last = self._desk.last
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

    async def news_for(self, subscription: Subscription) -> Sequence[tuple[int, Wanted]]:
        """What the next digest would announce as of now, newest first."""
        return (await self._desk.news()).for_(subscription)

    def why(self, subscription: Subscription, paper: Paper) -> Fate:
        """What became of a paper in a digest, and why."""
        return explain(subscription, paper, self.ledger.rows(subscription.id), self._folio.seen, self._folio.catalogue)

    async def preview(self, subscription: Subscription) -> Message:
        """The next digest as it would be now."""
        day = local_day(self._clock(), subscription.zone)
        due = Due(Key(subscription.guild, subscription.id, day), subscription, tuple(await self.news_for(subscription)))
        return self._desk.message(due)

    async def send_now(self, subscription: Subscription) -> Delivery:
        """Post what is new at once, beside the schedule. Raises NothingToSend, StoreError."""
        return await self._delivered(await self._planning.news_at_once(subscription))

    async def send_latest(self, subscription: Subscription) -> Delivery:
        """Post the newest papers at once, new or not. Raises NothingToSend, StoreError."""
        return await self._delivered(await self._planning.latest_at_once(subscription))

    async def _delivered(self, row: Delivery) -> Delivery:
        await self.deliveries.drive(row)
        return self.ledger.delivery(row.key) or replace(row, state=State.FAILED)

    def _new_id(self) -> str:
        while True:
            name = "".join(secrets.choice(_LETTERS) for _ in range(_ID_LENGTH))
            if self.ledger.subscription(name) is None:
                return name
