"""What came, as of now, and how a digest tells of it."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from bot.digest.arrivals import Arrivals, Seen
from bot.digest.filters import Wanted
from bot.digest.models import Delivery, Message, State, Subscription, WhenEmpty
from bot.digest.planner import Due, News, latest
from bot.folio import Folio
from bot.library.catalogue import Catalogue

Compose = Callable[[Due, Sequence[str]], Message]


class Newsdesk:
    """`compose` turns what is due into a message; `failures` says which sources of papers cannot be read."""

    def __init__(
        self,
        folio: Folio,
        compose: Compose,
        clock: Callable[[], datetime],
        failures: Callable[[], Sequence[str]],
    ) -> None:
        self._folio = folio
        self._compose = compose
        self._clock = clock
        self._failures = failures
        self._arrivals: tuple[Catalogue, Seen, Arrivals] | None = None

    @property
    def last(self) -> int:
        """The number of what came last."""
        return self._folio.seen.last

    async def news(self) -> News:
        """What came, as of now. Numbering a large library takes a while, so a thread does it, once a change."""
        catalogue, seen = self._folio.catalogue, self._folio.seen
        if self._arrivals is None or self._arrivals[0] is not catalogue or self._arrivals[1] is not seen:
            arrivals = await asyncio.to_thread(Arrivals.of, seen, catalogue.papers.values())
            self._arrivals = (catalogue, seen, arrivals)
        return News(self._arrivals[2], self._arrivals[0].people)

    def latest(self, subscription: Subscription) -> Sequence[tuple[int, Wanted]]:
        """The newest papers that a subscription wants, new or not. They are no arrivals, hence number 0."""
        catalogue = self._folio.catalogue
        return latest(catalogue.papers.values(), subscription.wanted, catalogue.people)

    def message(self, due: Due) -> Message:
        """A digest as it is posted."""
        return self._compose(due, self._failures())

    def row(self, due: Due) -> Delivery:
        """A digest as it is written down, before anything is sent."""
        subscription = due.subscription
        is_empty = not due.wanted and subscription.when_empty is WhenEmpty.SKIP
        return Delivery(
            key=due.key,
            channel=subscription.channel,
            state=State.EMPTY if is_empty else State.PLANNED,
            planned=self._clock(),
            papers=tuple(each.paper.key for _, each in due.wanted),
            numbers=tuple(number for number, _ in due.wanted if number),
            missed=due.missed,
            message=None if is_empty else self.message(due),
            reason="; ".join(self._failures()) if is_empty else "",
        )
