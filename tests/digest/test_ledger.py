"""What becomes of a delivery: step by step, and under a Discord that does anything it can while the process dies.

HYPOTHESIS_PROFILE=explore python -m pytest tests/digest/test_ledger.py
"""

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.ledger import (
    Again,
    Barred,
    Deleted,
    LockedOut,
    Move,
    NotThere,
    Posted,
    Rejected,
    Unreadable,
    after_find,
    after_post,
    begun,
    next_move,
    published,
    superseded,
    unpublished,
)
from bot.digest.models import Delivery, Key, State
from tests.digest.samples import GUILD, NOON, START, row, subscription
from tests.digest.town import ANY_CHANNEL, FORUM, NEWS, Crash, Discord, Town, is_over, well

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
LONG_AGO = NOON - HOUR

outcomes = st.sampled_from(
    [
        Posted(5, 22), Posted(5, 22, publishes=True), Deleted(), Again("503", True), Again("429", False, 9 * SECOND),
        Barred("403"), Rejected("400"), LockedOut("401"),
    ]
)  # fmt: skip
findings = st.sampled_from([Posted(5, 22), NotThere(), Unreadable("403"), Again("500", True)])


def tried(first: Any = NOON, last: Any = None, **more: Any) -> Delivery:
    """A row whose call has begun."""
    return row(state=State.SENDING, first_tried=first, tried=last or first, attempts=1, **more)


def test_a_planned_row_is_sent() -> None:
    """Whether its channel takes nonces or not."""
    assert next_move(row(), NOON, takes_nonce=True) is Move.SEND
    assert next_move(row(), NOON, takes_nonce=False) is Move.SEND


@pytest.mark.parametrize(
    ("age", "takes_nonce", "move"),
    [
        (10 * SECOND, True, Move.SEND),  # Discord remembers the nonce
        (59 * SECOND, True, Move.SEND),
        (2 * MINUTE, True, Move.FIND),
        (10 * SECOND, False, Move.WAIT),  # it may still be on its way, and nothing would keep it from being there twice
        (2 * MINUTE, False, Move.FIND),
        (-HOUR, True, Move.FIND),  # the clock was set back, so nobody knows how old it is
        (-HOUR, False, Move.FIND),
    ],
)
def test_an_attempt_is_made_again_or_searched_for(age: timedelta, takes_nonce: bool, move: Move) -> None:
    """Young with its nonce, old by its mark."""
    assert next_move(tried(NOON - age), NOON, takes_nonce=takes_nonce) is move


@given(outcomes, st.timedeltas(timedelta(), HOUR))
def test_a_pause_that_discord_asks_for_is_kept(outcome: Any, passed: timedelta) -> None:
    """However long it is: nothing is sent before its end."""
    for after in (9 * SECOND, 4 * MINUTE, 20 * MINUTE, HOUR):
        for may_have_arrived in (False, True):
            waits = after_post(tried(), Again("429", may_have_arrived, after), NOON, 0.5)
            move = next_move(waits, NOON + passed, takes_nonce=True)
            assert (move is Move.WAIT) == (passed < after)


def test_a_clock_that_was_ahead_leaves_no_pause_behind() -> None:
    """It was set back by a day: what was to wait for a minute does not wait for a day."""
    waits = after_post(tried(), Again("429", False, MINUTE), NOON, 0.5)
    assert next_move(waits, NOON - 24 * HOUR, takes_nonce=True) is Move.SEND


@pytest.mark.parametrize("outcome", [Again("429", False), LockedOut("401")])
def test_what_surely_was_not_taken_is_as_if_never_tried(outcome: Any) -> None:
    """But only where no earlier attempt may have arrived."""
    assert after_post(tried(), outcome, NOON, 0.5).state is State.PLANNED
    later = after_post(tried(LONG_AGO, NOON), outcome, NOON, 0.5)
    assert (later.state, later.first_tried) == (State.SENDING, LONG_AGO)


@pytest.mark.parametrize("outcome", [Barred("403"), Rejected("400")])
def test_a_refusal_is_final_and_says_whether_it_may_be_there(outcome: Any) -> None:
    """Failed where it surely is not, uncertain where an earlier attempt may have arrived."""
    assert after_post(tried(), outcome, NOON, 0.5).state is State.FAILED
    assert after_post(tried(LONG_AGO, NOON), outcome, NOON, 0.5).state is State.UNCERTAIN


def test_a_deleted_post_was_posted() -> None:
    """Somebody deleted it; it is not posted again."""
    after = after_post(tried(), Deleted(), NOON, 0.5)
    assert (after.state, after.message_id, after.to_publish) == (State.SENT, None, False)


def test_publishing_is_a_step_of_its_own() -> None:
    """It never makes a sent row anything that would be sent again."""
    sent = after_post(tried(), Posted(5, 22, publishes=True), NOON, 0.5)
    assert (sent.state, sent.to_publish) == (State.SENT, True)
    assert published(sent).state is State.PUBLISHED
    later, never = unpublished(sent, "429", final=False), unpublished(sent, "403", final=True)
    assert (later.state, later.to_publish) == (State.SENT, True)
    assert (never.state, never.to_publish) == (State.SENT, False)
    assert not published(sent).to_publish


@given(st.lists(st.one_of(outcomes, findings), max_size=12), st.floats(0, 1))
def test_no_way_leads_back_from_an_end(taken: list[Any], jitter: float) -> None:
    """An open row has its message, a closed one has none and a reason unless it went well; pauses are bounded."""
    made, now = row(), NOON
    for outcome in taken:
        now += 20 * SECOND
        before = made
        made = (
            after_post(begun(made, now), outcome, now, jitter)
            if not isinstance(outcome, NotThere | Unreadable)
            else (after_find(made, outcome, now, jitter))
        )
        assert made.key == before.key
        assert made.numbers == before.numbers
        assert made.is_open == (made.message is not None)
        if made.not_before is not None:
            assert now < made.not_before <= now + 5 * MINUTE
        if not made.is_open:
            assert made.reason or made.state is State.SENT
            return
        assert superseded(made).state is State.FAILED


@given(st.integers(0, 2**63), st.text(max_size=30), st.dates(), st.integers(0, 99))
def test_a_nonce_is_the_keys_and_short_enough(guild: int, name: str, day: Any, part: int) -> None:
    """25 characters at most, the same for ever, another for every other key."""
    key = Key(guild, name, day, part)
    assert key.nonce == Key(guild, name, day, part).nonce
    assert 0 < len(key.nonce) <= 25
    assert key.nonce.startswith(key.mark)
    assert Key(guild, name, day, part + 1).mark != key.mark


def test_a_key_and_its_mark_do_not_change_with_versions() -> None:
    """What is posted already must be found again by a later Folio."""
    assert Key(GUILD, "abcd", START).nonce == "lf4oqo6b2qbwpuybklkjfubbn"


# The model check


class Chaos:
    """What may happen at each step, by chance; after so many steps everything is well."""

    def __init__(self, seed: int, steps: int) -> None:
        self._chance = random.Random(seed)
        self._left = steps

    def __call__(self, among: Any) -> str:
        """Half of the time what is best."""
        self._left -= 1
        if self._left < 0 or self._chance.random() < 0.5:
            return well(among)
        return str(self._chance.choice(among))


async def through_chaos(seed: int) -> tuple[Town, Discord]:
    """Three days of three channels' digests, with crashes at every step, then two days on which all is well."""
    chance = random.Random(seed)
    town = Town(Chaos(seed, chance.randint(5, 60)))
    discord = Discord(town, memory=timedelta(minutes=chance.uniform(2, 5)))
    choose, town.choose = town.choose, well
    digests = await town.start(discord)
    for channel in (ANY_CHANNEL, FORUM, NEWS):
        await digests.subscribe(subscription(channel=channel))
    town.choose = choose
    for hour in range(24 * 5):
        if hour % 24 == 0:
            town.seeds.add(2, town.clock().date())
        if hour >= 24 * 3:
            town.choose, town.wrong = well, timedelta()
            discord.barred, discord.unreadable = set(), set()
        elif chance.random() < 0.1:
            town.wrong = chance.choice([timedelta(), -2 * HOUR, 2 * MINUTE, -30 * SECOND])
            discord.barred = {chance.choice([ANY_CHANNEL, FORUM, 0, 0])}
            discord.unreadable = {chance.choice([ANY_CHANNEL, FORUM, 0, 0])}
            for shown in town.shown:
                shown.deleted |= chance.random() < 0.1 and town.rows_done(shown)
        for _ in range(chance.randint(1, 3)):
            town.now += timedelta(seconds=chance.choice([1, 20, 60, 90, 400]))
            with suppress(Crash):
                await digests.round()
            if town.dead or digests.deliveries.halted:
                town.now += timedelta(seconds=chance.choice([0.1, 1, 10, 100, 400]))
                digests = await town.start(discord)
        town.now = town.now.replace(minute=0, second=0) + HOUR
    return town, discord


@settings(max_examples=settings().max_examples // 4)
@given(st.integers(0, 2**32))
def test_a_channel_sees_each_delivery_once_whatever_discord_does_and_whenever_folio_dies(seed: int) -> None:
    """At most once always; exactly once where the ledger says so; and where it does not, the papers come later."""
    town, _ = asyncio.run(through_chaos(seed))
    times = {key: sum(shown.row.key == key for shown in town.shown) for key in town.last_of}
    assert all(count <= 1 for count in times.values()), times
    assert sum(times.values()) == len(town.shown)
    for key, last in town.last_of.items():
        assert is_over(last.state), last
        assert times[key] == 1 or last.state not in {State.SENT, State.PUBLISHED}, last
        assert times[key] == 0 or last.state is not State.FAILED, last
        assert last.state is not State.UNCERTAIN or last.reason
    for name in town.subscriptions:
        told = [paper for shown in town.shown if shown.row.key.subscription == name for paper in shown.papers]
        unsure = {
            n
            for key, r in town.last_of.items()
            if key.subscription == name and r.state is State.UNCERTAIN
            for n in r.numbers
        }
        assert len(told) == len(set(told)), "twice"
        owed = {paper for paper, number in town.seeds.news.items() if number and number not in unsure}
        assert owed <= set(told), "lost"
