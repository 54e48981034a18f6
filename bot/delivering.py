"""Deliveries on their way: every step written down before the call, every answer after it."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.brakes import Brakes
from bot.digest.ledger import (
    Again,
    Barred,
    FindOutcome,
    LockedOut,
    Move,
    PostOutcome,
    after_find,
    after_post,
    begun,
    next_move,
    published,
    unpublished,
)
from bot.digest.models import Delivery, Key, State, Subscription
from bot.digest.planner import given_back
from bot.errors import StoreError
from bot.ledger import Ledger

_log = logging.getLogger(__name__)

# So many calls to Discord at once; its own limits are kept by the client.
_AT_ONCE = 20
# A round waits for so many seconds; what hangs for longer goes on beside the next one.
_ROUND = 60.0
# Pauses up to this are waited for; longer ones are left to a later round.
_SHORT = timedelta(seconds=30)


class NotPublished(Exception):
    """Publishing failed; `final` where it always will."""

    def __init__(self, reason: str, *, final: bool) -> None:
        super().__init__(reason)
        self.final = final


class Poster(Protocol):
    """Discord, as far as digests need it. No verb raises anything but what it says."""

    def bars(self, subscription: Subscription) -> str:
        """Why nothing can be posted to a subscription's channel, as a sentence; empty where it can."""

    def takes_nonce(self, channel: int) -> bool:
        """Whether posts to a channel carry a nonce: forum posts do not."""

    async def post(self, row: Delivery) -> PostOutcome:
        """Post a row's message."""

    async def find(self, row: Delivery) -> FindOutcome:
        """Search the channel for a row's message, by the mark in its footer."""

    async def publish(self, row: Delivery) -> None:
        """Send a posted message on to the channel's followers. Raises NotPublished."""

    async def tell(self, subscription: Subscription, sentence: str) -> None:
        """Tell a moderator something, if there is any way to."""


class Deliveries:
    """Drives open rows of the ledger to their end."""

    def __init__(
        self,
        ledger: Ledger,
        poster: Poster,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
        *,
        unsure_until: datetime | None = None,
    ) -> None:
        self._ledger = ledger
        self._poster = poster
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._driven: set[Key] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        # Of a restored ledger nobody knows what was posted up to then, so the channel is asked first.
        self._unsure_until = unsure_until
        self._searched: set[Key] = set()
        self._brakes = Brakes(clock)

    @property
    def halted(self) -> str:
        """Why nothing is posted any more until Folio is started again; empty while it is."""
        return self._brakes.halted

    async def finish(self) -> None:
        """Do what can be done now on everything unfinished."""
        tasks = {asyncio.create_task(self._finish(row)) for row in self._ledger.unfinished()}
        self._tasks |= tasks
        for task in tasks:
            task.add_done_callback(self._tasks.discard)
        if tasks:
            await asyncio.wait(tasks, timeout=_ROUND)

    async def close(self, patience: float) -> None:
        """Give what is on its way so many seconds, then break it off: its last step is written down."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=patience)

    async def _finish(self, row: Delivery) -> None:
        try:
            await self.drive(row)
        except StoreError as error:
            _log.error("The digest %s could not be written down: %s", row.key, error)
        except Exception:  # noqa: BLE001  # one digest, and no other
            _log.exception("The digest %s failed", row.key)

    def is_driving(self, key: Key) -> bool:
        """Whether a row is on its way right now."""
        return key in self._driven

    async def drive(self, row: Delivery) -> None:
        """Take a row as far as it goes now. Raises StoreError where a step cannot be written down."""
        if row.key in self._driven:
            return
        self._driven.add(row.key)
        try:
            await self._drive(row)
        finally:
            self._driven.discard(row.key)

    async def _drive(self, row: Delivery) -> None:
        while row.is_open and not self._brakes.are_on:
            pause = (row.not_before - self._clock()) if row.not_before else timedelta()
            if timedelta() < pause <= _SHORT:
                await self._sleep(pause.total_seconds())
            async with self._turns:
                if self._brakes.are_on:
                    return
                move = next_move(row, self._clock(), takes_nonce=self._poster.takes_nonce(row.channel))
                if move is Move.SEND and self._is_unsure(row):
                    move = Move.FIND
                if move is Move.WAIT:
                    return
                row = await (self._post(row) if move is Move.SEND else self._find(row))
        if row.to_publish:
            async with self._turns:
                if not self._brakes.are_on:
                    await self._publish(row)

    async def _post(self, row: Delivery) -> Delivery:
        subscription = self._ledger.subscription(row.key.subscription)
        if subscription is None:
            return replace(row, state=State.FAILED)
        if row.state is State.PLANNED:
            if subscription.paused:
                return await self._withdraw(row)
            if bar := self._poster.bars(replace(subscription, channel=row.channel)):
                return await self._suspend(row, bar)
        row = begun(row, self._clock())
        await self._ledger.write(deliveries=[row])
        outcome = await self._poster.post(row)
        after = after_post(row, outcome, self._clock(), self._chance())
        if isinstance(outcome, Barred):
            self._brakes.refused()
            if after.state is State.FAILED:
                return await self._suspend(row, outcome.reason)
        await self._keep(after, outcome)
        return after

    async def _find(self, row: Delivery) -> Delivery:
        outcome = await self._poster.find(row)
        if not isinstance(outcome, Again):
            self._searched.add(row.key)
        after = after_find(row, outcome, self._clock(), self._chance())
        await self._ledger.write(deliveries=[after])
        return after

    async def _keep(self, row: Delivery, outcome: PostOutcome) -> None:
        """Write down what a call came to."""
        name = row.key.subscription
        if row.state is State.SENT:
            self._brakes.posted()
        if row.state is State.FAILED:
            _log.error("Discord refuses the digest %s of %s: %s", name, row.key.day, row.reason)
            changed = self._ledger.change(name, lambda each: given_back(each, row.numbers))
        elif isinstance(outcome, LockedOut):
            self._brakes.halt(outcome.reason)
            changed = ()
        else:
            changed = self._ledger.change(name, lambda each: replace(each, told=False) if each.told else each)
        await self._ledger.write(subscriptions=changed, deliveries=[row])

    async def _suspend(self, row: Delivery, reason: str) -> Delivery:
        """Nothing can be posted there: its day stays due, its papers stay new, and a moderator hears of it once."""
        name = row.key.subscription
        known = self._ledger.subscription(name)
        is_news = known is not None and not known.told
        changed = self._ledger.change(
            name, lambda each: replace(given_back(each, row.numbers), suspended=reason, told=True)
        )
        await self._ledger.write(subscriptions=changed, forgotten=[row.key])
        _log.warning("The digest %s is suspended: %s", name, reason)
        if is_news and changed:
            await self._poster.tell(changed[0], reason)
        return replace(row, state=State.FAILED)

    async def _withdraw(self, row: Delivery) -> Delivery:
        """Paused before it was posted: its papers wait for the next one."""
        changed = self._ledger.change(row.key.subscription, lambda each: given_back(each, row.numbers))
        await self._ledger.write(subscriptions=changed, forgotten=[row.key])
        return replace(row, state=State.FAILED)

    async def _publish(self, row: Delivery) -> None:
        try:
            await self._poster.publish(row)
        except NotPublished as error:
            await self._ledger.write(deliveries=[unpublished(row, str(error), final=error.final)])
        else:
            await self._ledger.write(deliveries=[published(row)])

    def _is_unsure(self, row: Delivery) -> bool:
        until = self._unsure_until
        return until is not None and row.key not in self._searched and row.key.day <= until.date() + timedelta(days=1)
