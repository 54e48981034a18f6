"""Subscriptions and deliveries as they are now, in memory, and every change of them on disk."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Self

from bot.digest.models import Delivery, Doubt, Key, Subscription
from bot.errors import StoreError
from bot.store.interface import DigestChange, Store

# Of what is over, so much is kept of each subscription: to show, and to say why.
_KEPT = 14


class Ledger:
    """What is written down about digests. Changes count at once, so that none is made on top of an old state.

    Whoever acts on a change waits for `write` first: only then is it durable.
    """

    def __init__(self, store: Store, subscriptions: Iterable[Subscription], deliveries: Iterable[Delivery]) -> None:
        self._store = store
        self._changes = 0
        self._fill(subscriptions, deliveries)

    @classmethod
    async def open(cls, store: Store) -> Self:
        """What the store has. Raises StoreError."""
        return cls(store, await store.subscriptions(), await store.deliveries())

    @property
    def subscriptions(self) -> Sequence[Subscription]:
        """All of them."""
        return list(self._subscriptions.values())

    def subscription(self, name: str) -> Subscription | None:
        """The one of an id."""
        return self._subscriptions.get(name)

    def of_server(self, guild: int) -> Sequence[Subscription]:
        """A server's subscriptions, by channel and time."""
        here = (each for each in self._subscriptions.values() if each.guild == guild)
        return sorted(here, key=lambda each: (each.channel, each.at, each.id))

    def rows(self, name: str) -> Sequence[Delivery]:
        """A subscription's deliveries, newest first."""
        rows = self._rows.get(name, {}).values()
        return sorted(rows, key=lambda row: (row.key.day, row.key.part), reverse=True)

    def delivery(self, key: Key) -> Delivery | None:
        """The row of a key."""
        return self._rows.get(key.subscription, {}).get(key)

    def done(self, name: str) -> set[date]:
        """Local days that have their scheduled delivery, whatever became of it."""
        return {key.day for key in self._rows.get(name, {}) if key.part == 0}

    def unfinished(self) -> Sequence[Delivery]:
        """Rows on which there is something left to do."""
        return [row for key in self._unfinished if (row := self.delivery(key)) is not None]

    async def write(
        self,
        *,
        subscriptions: Iterable[Subscription] = (),
        deliveries: Iterable[Delivery] = (),
        ended: Iterable[str] = (),
        forgotten: Iterable[Key] = (),
        settled: Doubt | None = None,
    ) -> None:
        """Change it, durably and as a whole. Raises StoreError; then everything is as the disk has it.

        Rows of a subscription that has ended meanwhile are left out: nothing would ever let go of them.
        """
        changed, gone = {each.id: each for each in subscriptions}, tuple(ended)
        known = (self._subscriptions.keys() | changed.keys()) - {*gone}
        rows = tuple(row for row in deliveries if row.key.subscription in known)
        old = self._old(rows)
        changed |= {each.id: each for each in self._past(old, changed)}
        dropped = (*forgotten, *(key for name in gone for key in self._rows.get(name, {})), *old)
        put = tuple(changed.values())
        self._changes += 1
        self._apply(put, rows, gone, dropped)
        try:
            await self._store.write_down(DigestChange(put, rows, gone, dropped, settled))
        except StoreError:
            await self._reread()
            raise

    def change(self, name: str, change: Callable[[Subscription], Subscription]) -> tuple[Subscription, ...]:
        """A subscription as it would be changed; none where it has ended meanwhile."""
        known = self._subscriptions.get(name)
        return (change(known),) if known is not None else ()

    def forget(self, person: int) -> None:
        """Know no more who subscribed; the store forgets for itself."""
        theirs = [each for each in self._subscriptions.values() if each.actor == person]
        self._subscriptions |= {each.id: replace(each, actor=0) for each in theirs}

    async def _reread(self) -> None:
        """Take what the disk has, and no older state than others have written down meanwhile."""
        changes = None
        while changes != self._changes:
            changes = self._changes
            subscriptions, rows = await self._store.subscriptions(), await self._store.deliveries()
        self._fill(subscriptions, rows)

    def _past(self, dropped: Iterable[Key], changed: Mapping[str, Subscription]) -> Iterator[Subscription]:
        """Subscriptions for which the day of a row that goes is over: without the row it would be due again."""
        last_days: dict[str, date] = {}
        for key in dropped:
            if key.part == 0:
                last_days[key.subscription] = max(key.day, last_days.get(key.subscription, date.min))
        for name, day in last_days.items():
            known = changed.get(name) or self._subscriptions[name]
            if known.starts <= day:
                yield replace(known, starts=day + timedelta(days=1))

    def _old(self, rows: Iterable[Delivery]) -> list[Key]:
        """Rows that new ones push out. What is unfinished stays."""
        old: list[Key] = []
        for name in {row.key.subscription for row in rows}:
            closed = [row.key for row in self.rows(name) if row.key not in self._unfinished]
            old += closed[_KEPT:]
        return old

    def _apply(
        self, put: Iterable[Subscription], rows: Iterable[Delivery], gone: Iterable[str], dropped: Iterable[Key]
    ) -> None:
        self._subscriptions |= {each.id: each for each in put}
        for row in rows:
            self._rows.setdefault(row.key.subscription, {})[row.key] = row
            if row.is_open or row.to_publish:
                self._unfinished[row.key] = None
            else:
                self._unfinished.pop(row.key, None)
        for key in dropped:
            self._rows.get(key.subscription, {}).pop(key, None)
            self._unfinished.pop(key, None)
        for name in gone:
            self._subscriptions.pop(name, None)

    def _fill(self, subscriptions: Iterable[Subscription], deliveries: Iterable[Delivery]) -> None:
        self._subscriptions: dict[str, Subscription] = {}
        self._rows: dict[str, dict[Key, Delivery]] = {}
        self._unfinished: dict[Key, None] = {}
        self._apply(subscriptions, deliveries, (), ())
