"""Subscriptions and the ledger in a file of their own, written at every step of a delivery.

Its records stay at hand as they are written: encoding thousands anew for every step would stall the event loop.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import TypeAlias

from bot.digest.models import Delivery, Doubt, Key, Subscription
from bot.errors import StoreError
from bot.store.forgetting import NOBODY, rewrite
from bot.store.interface import DigestChange
from bot.store.media import Medium, Unconfirmed
from bot.store.migrations import Tables
from bot.store.records import Database, read_record, written
from bot.store.seal import member, seal, seal_members, unseal

Members: TypeAlias = Mapping[str, Mapping[int, bytes]]

_SUBSCRIPTIONS, _DELIVERIES, _DOUBT = "subscriptions", "deliveries", "doubt"
# All tables are read as a whole before the file is trusted.
DIGEST_KINDS: dict[str, type[object]] = {_SUBSCRIPTIONS: Subscription, _DELIVERIES: Delivery, _DOUBT: Doubt}


def in_doubt(data: bytes, doubt: Doubt) -> bytes:
    """A ledger that was restored, as bytes that say so: whoever starts next must know as well. Raises DamagedFile."""
    generation, tables = unseal(data, "the ledger")
    known = [read_record(each, Doubt, _DOUBT) for each in tables.get(_DOUBT, {}).values()]
    both = replace(
        doubt,
        copied=doubt.copied or any(each.copied for each in known),
        settled=not doubt.copied and all(each.settled for each in known),
        seen_is_old=doubt.seen_is_old or any(each.seen_is_old for each in known),
    )
    return seal(generation + 1, {**tables, _DOUBT: {"1": dict(written(both, _DOUBT))}})


@dataclass(slots=True)
class Waiting:
    """A change that waits for its write, and what became of it."""

    change: DigestChange
    error: StoreError | None = None
    is_written: bool = False


@dataclass(slots=True)
class DigestFile:
    """The file, and the changes that wait for it: a thousand at once are one write, not a thousand."""

    medium: Medium
    database: Database
    # As they are in the file: each its number and its JSON. None until the first write.
    _members: Members | None = None
    _generation: int = 0
    # Put in on one thread, taken out on another.
    _waiting: SimpleQueue[Waiting] = field(default_factory=SimpleQueue)

    @classmethod
    def on(cls, medium: Medium) -> "DigestFile":
        """The file on a medium."""
        return cls(medium, Database(medium))

    def subscriptions(self) -> Sequence[Subscription]:
        """Every subscription."""
        return self.database.all(_SUBSCRIPTIONS, Subscription)

    def deliveries(self) -> Sequence[Delivery]:
        """Every row of the ledger."""
        return self.database.all(_DELIVERIES, Delivery)

    def doubt(self) -> Doubt | None:
        """What is not known of the ledger, where it was restored."""
        return self.database.get(_DOUBT, Doubt)

    def forget(self, person: int) -> int:
        """Remove whoever subscribed; the subscription is the server's, and stays. In how many places."""
        # What is at hand still names them; the next write reads the file again.
        self._members = None
        return rewrite(
            self.database,
            _SUBSCRIPTIONS,
            Subscription,
            lambda each: replace(each, actor=NOBODY) if each.actor == person else each,
        )

    def wait(self, change: DigestChange) -> Waiting:
        """Take a change in line."""
        waiting = Waiting(change)
        self._waiting.put(waiting)
        return waiting

    def write(self, asked: Waiting) -> None:
        """Write everything in line, in one transaction; later changes win. Raises StoreError for what was asked.

        Whoever comes later finds the own change written along.
        """
        if not asked.is_written and asked.error is None:
            self._write_all()
        if asked.error is not None:
            raise asked.error

    def _write_all(self) -> None:
        taken = list(_everything_in(self._waiting))
        try:
            self._write([waiting.change for waiting in taken])
        except StoreError as error:
            for waiting in taken:
                waiting.error = error
        else:
            for waiting in taken:
                waiting.is_written = True

    def _write(self, changes: Sequence[DigestChange]) -> None:
        subscriptions: dict[int, Subscription | None] = {}
        deliveries: dict[int, Delivery | None] = {}
        for change in changes:
            subscriptions |= {_subscription_id(each.id): each for each in change.subscriptions}
            subscriptions |= {_subscription_id(ended): None for ended in change.ended}
            deliveries |= {_delivery_id(each.key): each for each in change.deliveries}
            deliveries |= {_delivery_id(key): None for key in change.forgotten}
        members = self._members or self._read()
        settled = [replace(each.settled, settled=True) for each in changes if each.settled is not None]
        changed = {
            _SUBSCRIPTIONS: _changed(members[_SUBSCRIPTIONS], subscriptions, _SUBSCRIPTIONS),
            _DELIVERIES: _changed(members[_DELIVERIES], deliveries, _DELIVERIES),
            _DOUBT: _changed(members[_DOUBT], dict(enumerate(settled[-1:], start=1)), _DOUBT),
        }
        try:
            self.medium.save(seal_members(self._generation + 1, changed))
        except Unconfirmed:
            self._keep(changed)
            raise
        self._keep(changed)

    def _keep(self, members: Members) -> None:
        self._members = members
        self._generation += 1

    def _read(self) -> Members:
        data = self.medium.load()
        tables: Tables = {}
        if data is not None:
            self._generation, tables = unseal(data, self.medium.name)
        return {
            name: {int(doc_id): member(doc_id, record) for doc_id, record in tables.get(name, {}).items()}
            for name in DIGEST_KINDS
        }


def _changed(members: Mapping[int, bytes], records: Mapping[int, object | None], table: str) -> Mapping[int, bytes]:
    """The members of a table with these records, and without those that are None. Raises StoreError."""
    gone = [doc_id for doc_id, record in records.items() if record is None]
    new = {
        doc_id: member(str(doc_id), written(record, table)) for doc_id, record in records.items() if record is not None
    }
    changed = {**members, **new}
    for doc_id in gone:
        changed.pop(doc_id, None)
    return changed


def _everything_in(queue: SimpleQueue[Waiting]) -> Iterator[Waiting]:
    with suppress(Empty):
        while True:
            yield queue.get_nowait()


def _subscription_id(name: str) -> int:
    return _number(name)


def _delivery_id(key: Key) -> int:
    return _number(f"{key.guild}/{key.subscription}/{key.day}/{key.part}")


def _number(name: str) -> int:
    """A document's number for a name: 63 bits, so that no two names share one."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8]) >> 1
