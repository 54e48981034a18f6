"""Subscriptions and the ledger on disk: durable when acknowledged, many at once in few writes, never half."""

import asyncio
import errno
import os
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.digest.models import Delivery, Filter, Frequency, Key, Message, State, Subscription, WhenEmpty
from bot.errors import StoreError
from bot.ledger import Ledger
from bot.store.interface import DigestChange
from bot.store.media import Disk
from bot.store.tiny import TinyStore
from tests.digest.samples import GUILD, START, row, subscription
from tests.store.media import Died, DyingDisk, FullDisk, JournalDisk

DIGESTS, PREVIOUS = "digests.json", "digests.json.previous"
DAY = timedelta(days=1)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
moments = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))
numbers = st.integers(0, 2**63 - 1)
subscriptions = st.builds(
    Subscription,
    id=st.text("abcdefgh", min_size=4, max_size=4),
    guild=numbers,
    channel=numbers,
    actor=numbers,
    at=st.times(),
    zone=texts,
    starts=st.dates(),
    seen=st.integers(0, 10**6),
    frequency=st.sampled_from(Frequency),
    wanted=st.builds(Filter, texts, texts, texts, st.tuples(texts), st.tuples(texts, texts)),
    mention=st.none() | numbers,
    when_empty=st.sampled_from(WhenEmpty),
    waiting=st.lists(st.integers(1, 999), max_size=4).map(tuple),
    paused=st.booleans(),
    suspended=texts,
)
messages = st.builds(
    Message, texts, st.dictionaries(texts, texts | st.lists(texts)), st.lists(st.tuples(texts, texts, texts)).map(tuple)
)
rows = st.builds(
    Delivery,
    key=st.builds(Key, numbers, texts, st.dates(), st.integers(0, 99)),
    channel=numbers,
    state=st.sampled_from(State),
    planned=moments,
    papers=st.lists(texts, max_size=3).map(tuple),
    numbers=st.lists(st.integers(1, 999), max_size=3).map(tuple),
    message=st.none() | messages,
    first_tried=st.none() | moments,
    tried=st.none() | moments,
    not_before=st.none() | moments,
    message_id=st.none() | numbers,
    reason=texts,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=settings().max_examples // 5)
@given(
    st.lists(subscriptions, max_size=4, unique_by=lambda s: s.id), st.lists(rows, max_size=4, unique_by=lambda r: r.key)
)
def test_what_is_written_is_read_back_equal(some: list[Subscription], more: list[Delivery]) -> None:
    """Every field of every record, whatever text people put there."""

    async def through() -> None:
        store = TinyStore.in_memory()
        await store.write_down(DigestChange(tuple(some), tuple(more)))
        assert sorted(await store.subscriptions(), key=lambda s: s.id) == sorted(some, key=lambda s: s.id)
        assert {row.key: row for row in await store.deliveries()} == {row.key: row for row in more}
        await store.close()

    asyncio.run(through())


async def test_a_thousand_changes_at_once_are_few_writes(data: Path) -> None:
    """Each is durable once acknowledged; the disk is asked a few times, not a thousand."""
    disk = JournalDisk()
    store = TinyStore.open(data, disk)
    await asyncio.gather(*(store.write_down(DigestChange((numbered(i),), (row_of(i),))) for i in range(1000)))
    await store.close()
    assert disk.journal.count(f"replace {DIGESTS}") < 20
    after = TinyStore.open(data)
    assert {each.id for each in await after.subscriptions()} == {f"s{i}" for i in range(1000)}
    assert len(await after.deliveries()) == 1000
    await after.close()


async def test_who_was_forgotten_does_not_come_back_with_a_later_write(data: Path) -> None:
    """What is at hand for writing forgets them as well."""
    store = TinyStore.open(data)
    await store.write_down(DigestChange((replace(numbered(1), actor=77),), (row_of(1),)))
    await store.forget(77)
    await store.write_down(DigestChange((numbered(2),)))
    assert {each.id: each.actor for each in await store.subscriptions()} == {"s1": 0, "s2": 1}
    await store.close()


async def test_later_changes_of_one_row_win(data: Path) -> None:
    """Written together or one by one: planned, sending, sent ends as sent; what ends in between is gone."""
    store = TinyStore.open(data)
    states = (State.PLANNED, State.SENDING, State.SENT)
    await asyncio.gather(*(store.write_down(DigestChange((), (replace(row_of(1), state=each),))) for each in states))
    assert [each.state for each in await store.deliveries()] == [State.SENT]
    await asyncio.gather(
        store.write_down(DigestChange((numbered(1),), (row_of(1),))),
        store.write_down(DigestChange((), (), ("s1",), (row_of(1).key,))),
    )
    assert (list(await store.subscriptions()), list(await store.deliveries())) == ([], [])
    await store.close()


async def test_a_failure_is_told_to_everybody_who_waits_and_changes_nothing(data: Path) -> None:
    """On a full disk none of fifty is acknowledged; once there is room again, all can be."""
    disk = FullDisk()
    store = TinyStore.open(data, disk)
    await store.write_down(DigestChange((numbered(0),)))
    disk.full = True
    changes = [DigestChange((numbered(i),)) for i in range(1, 51)]
    results = await asyncio.gather(*map(store.write_down, changes), return_exceptions=True)
    assert all(isinstance(result, StoreError) for result in results)
    assert [each.id for each in await store.subscriptions()] == ["s0"]
    disk.full = False
    await asyncio.gather(*map(store.write_down, changes))
    assert len(await store.subscriptions()) == 51
    await store.close()


async def test_dead_at_any_step_of_a_write_every_acknowledged_one_is_there(tmp_path: Path) -> None:
    """The file is the old one or the new one, and which it is fits what was acknowledged."""
    for step in range(1, 50):
        disk, folder = DyingDisk(), tmp_path / str(step)
        store = TinyStore.open(folder, disk)
        await store.write_down(DigestChange((numbered(1),), (row_of(1),)))
        disk.arm(step)
        acknowledged = True
        try:
            await store.write_down(DigestChange((numbered(2),), (replace(row_of(1), state=State.SENDING),)))
        except Died:
            acknowledged = False
        await store.close()
        after = TinyStore.open(folder)
        found = ({each.id for each in await after.subscriptions()}, [each.state for each in await after.deliveries()])
        new, old = ({"s1", "s2"}, [State.SENDING]), ({"s1"}, [State.PLANNED])
        assert found in ([new] if acknowledged else [old, new])
        assert after.doubt is None
        await after.close()
        if not disk.happened:
            break
    assert step > 5


@pytest.mark.parametrize("harm", ["torn", "empty", "missing", "of another kind"])
async def test_a_damaged_ledger_is_the_one_before_and_says_so(data: Path, harm: str) -> None:
    """So that every channel is searched before anything is posted."""
    store = TinyStore.open(data)
    await store.write_down(DigestChange((numbered(1),), (row_of(1),)))
    await store.write_down(DigestChange((), (replace(row_of(1), state=State.SENDING),)))
    await store.close()
    path = data / DIGESTS
    match harm:
        case "torn":
            path.write_bytes(path.read_bytes()[:-20])
        case "empty":
            path.write_bytes(b"")
        case "missing":
            path.unlink()
        case _:
            path.write_bytes(b'{"subscriptions": {}}')
    after = TinyStore.open(data)
    assert after.doubt is not None
    assert any(DIGESTS in report for report in after.reports)
    assert [each.state for each in await after.deliveries()] == [State.PLANNED]
    await after.close()
    again = TinyStore.open(data)
    assert again.doubt == after.doubt  # whoever was killed meanwhile has not searched yet
    await again.close()


async def test_after_a_failed_write_nothing_is_forgotten_that_others_have_written(data: Path) -> None:
    """The ledger in memory is what the disk has, also where others are written while it is read again."""
    store = TinyStore.open(data, PickyDisk(b"bad"))
    ledger = await Ledger.open(store)

    async def write(name: str) -> None:
        with suppress(StoreError):
            await ledger.write(subscriptions=[subscription(id=name)])

    for turns in range(16):
        tasks = [asyncio.create_task(write("bad"))]
        for i in range(turns):
            await asyncio.sleep(0 if turns % 2 else 0.0002)
            tasks.append(asyncio.create_task(write(f"{turns}-{i}")))
        await asyncio.gather(*tasks)
        assert {each.id for each in ledger.subscriptions} == {each.id for each in await store.subscriptions()}
    assert len(ledger.subscriptions) > 50
    await store.close()


class PickyDisk(Disk):
    """A disk that takes everything but one word."""

    def __init__(self, word: bytes) -> None:
        self._word = word

    def write(self, path: Path, data: bytes) -> None:
        """Refuse it, or keep it."""
        if self._word in data:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        super().write(path, data)


async def test_a_day_whose_row_is_let_go_is_not_due_again() -> None:
    """Twenty posts beside the schedule push the day's own row out; the subscription knows that the day is over."""
    store = TinyStore.in_memory()
    ledger = await Ledger.open(store)
    made = subscription()
    await ledger.write(subscriptions=[made], deliveries=[row(state=State.SENT, message=None)])
    for part in range(1, 21):
        extra = row(key=Key(GUILD, made.id, START, part), state=State.SENT, message=None)
        await ledger.write(deliveries=[extra])
    assert START not in ledger.done(made.id)
    known = ledger.subscription(made.id)
    assert known is not None
    assert known.starts == START + DAY
    assert len(await store.deliveries()) <= 16
    await store.close()


async def test_posts_beside_the_schedule_leave_the_day_due() -> None:
    """Twenty of them in the morning do not stand for the evening's own."""
    store = TinyStore.in_memory()
    ledger = await Ledger.open(store)
    await ledger.write(subscriptions=[subscription()])
    for part in range(1, 21):
        await ledger.write(deliveries=[row(key=Key(GUILD, "abcd", START, part), state=State.SENT, message=None)])
    known = ledger.subscription("abcd")
    assert known is not None
    assert known.starts == START
    await store.close()


async def test_a_row_of_an_ended_subscription_is_not_kept() -> None:
    """Its post may come back after somebody has unsubscribed."""
    store = TinyStore.in_memory()
    ledger = await Ledger.open(store)
    await ledger.write(subscriptions=[subscription()], deliveries=[row()])
    await ledger.write(ended=["abcd"])
    await ledger.write(deliveries=[row(state=State.SENDING)])
    assert (list(await store.deliveries()), list(ledger.unfinished())) == ([], [])
    await store.close()


def numbered(i: int) -> Subscription:
    """A subscription of a number."""
    return subscription(id=f"s{i}")


def row_of(i: int) -> Delivery:
    """A row of it."""
    return row(key=Key(GUILD, f"s{i}", START))
