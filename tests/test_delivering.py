"""Deliveries and rounds in a virtual town: what the model checks meet too seldom to be relied on for."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.digest.models import State, WhenEmpty
from bot.digests import Digests
from tests.digest.samples import subscription
from tests.digest.town import ANY_CHANNEL, FORUM, NEWS, Crash, Discord, Town, well

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


@pytest.fixture
def town() -> Town:
    """A town where all is well."""
    return Town()


@pytest.fixture
def discord(town: Town) -> Discord:
    """Its Discord."""
    return Discord(town)


async def due(town: Town, discord: Discord, *channels: int) -> Digests:
    """Digests with two papers that are due in these channels."""
    digests = await town.start(discord)
    for channel in channels:
        await digests.subscribe(subscription(channel=channel))
    town.seeds.add(2, town.clock().date())
    town.now += DAY
    return digests


def only(*wrong: str):  # type: ignore[no-untyped-def]
    """Something that happens whenever it can."""
    return lambda among: next((each for each in wrong if each in among), among[0])


@pytest.mark.parametrize("channel", [ANY_CHANNEL, FORUM])
async def test_an_old_ledger_searches_before_it_posts(town: Town, discord: Discord, channel: int) -> None:
    """The write of `sending` was torn after the message had gone out; a search that fails is made again first."""
    await due(town, discord, channel)
    planned = town.clock()
    town.choose = only("crash after it was accepted")
    digests = await town.start(discord)
    with pytest.raises(Crash):
        await digests.round()
        town.alive()
    assert len(town.shown) == 1
    town.rows = {key: replace(row, state=State.PLANNED, first_tried=None, tried=None) for key, row in town.rows.items()}
    town.ledger_is_old, town.choose = True, only("cannot be searched")
    town.now += 10 * MINUTE
    digests = await town.start(discord)
    for _ in range(3):
        await digests.round()
        town.now += 10 * MINUTE
    assert len(town.shown) == 1
    town.choose = well
    await digests.round()
    (row,) = town.rows.values()
    assert (len(town.shown), row.state) == (1, State.SENT)
    assert town.now > planned


async def test_an_old_ledger_does_not_keep_new_digests_back(town: Town, discord: Discord) -> None:
    """What is not found is posted; days later nothing is searched for any more."""
    town.ledger_is_old = True
    digests = await due(town, discord, ANY_CHANNEL)
    await digests.round()
    town.seeds.add(1, town.clock().date())
    town.now += 3 * DAY
    discord.unreadable.add(ANY_CHANNEL)
    await digests.round()
    assert len(town.shown) == 2


async def test_numbers_go_on_where_an_older_state_was_restored(town: Town, discord: Discord) -> None:
    """The state is a reload behind the ledger: the next paper is announced all the same."""
    digests = await due(town, discord, ANY_CHANNEL)
    before = town.seeds.seen
    town.seeds.add(3, town.clock().date())
    await digests.round()
    town.seeds.seen = before
    digests = await town.start(discord)
    town.seeds.add(1, town.clock().date())
    town.now += DAY
    await digests.round()
    assert "paper 6" in town.shown[-1].papers


async def test_who_unsubscribes_while_others_are_planned_stays_unsubscribed(town: Town, discord: Discord) -> None:
    """And who pauses stays paused: a plan is made of what is, not of what was."""
    digests = await due(town, discord, *[ANY_CHANNEL] * 120)
    first, *_, paused, ended = digests.ledger.subscriptions
    planning = asyncio.create_task(digests.round())
    while not digests.ledger.rows(first.id):
        await asyncio.sleep(0)
    await digests.end(ended.id)
    await digests.pause(paused.id)
    await planning
    assert ended.id not in town.subscriptions
    assert town.subscriptions[paused.id].paused
    assert not {ended.id, paused.id} & {shown.row.key.subscription for shown in town.shown}
    assert len(town.shown) == 118


async def test_what_is_paused_before_it_could_be_posted_is_not_posted(town: Town, discord: Discord) -> None:
    """Its papers are in the digest after it was resumed."""
    digests = await due(town, discord, ANY_CHANNEL)
    town.choose = only("asked to wait long")
    await digests.round()
    (known,) = digests.ledger.subscriptions
    await digests.pause(known.id)
    town.choose = well
    town.now += DAY
    await digests.round()
    assert (town.shown, town.rows) == ([], {})
    await digests.resume(known.id)
    town.now += DAY
    await digests.round()
    assert [sorted(shown.papers) for shown in town.shown] == [["paper 1", "paper 2"]]


async def test_a_long_pause_is_no_hot_loop(town: Town, discord: Discord) -> None:
    """Discord asks for fifty minutes: one call in that time, not thousands."""
    digests = await due(town, discord, ANY_CHANNEL)
    town.choose = only("asked to wait long")
    for _ in range(40):
        await digests.round()
        town.now += MINUTE
    assert discord.calls == 1


async def test_channels_that_are_known_to_be_closed_hold_up_nobody(town: Town, discord: Discord) -> None:
    """No refusal of Discord's, so no rest: forty closed channels, and the open one has its digest."""
    digests = await due(town, discord, *[FORUM] * 40, ANY_CHANNEL)
    discord.known_barred.add(FORUM)
    await digests.round()
    assert [shown.row.channel for shown in town.shown] == [ANY_CHANNEL]
    assert len(town.told) == 40


async def test_a_refused_token_after_a_lost_answer_keeps_the_attempt(town: Town, discord: Discord) -> None:
    """After the token was renewed an hour later the channel is searched: the message is there."""
    answers = iter(["accepted, answer lost", "no token"])
    digests = await due(town, discord, ANY_CHANNEL)
    town.choose = lambda among: next(answers) if "accepted" in among else among[0]
    await digests.round()
    assert digests.deliveries.halted
    town.choose = well
    town.now += 60 * MINUTE
    await (await town.start(discord)).round()
    (row,) = town.rows.values()
    assert (len(town.shown), row.state) == (1, State.SENT)


async def test_publishing_that_fails_for_a_while_never_posts_again(town: Town, discord: Discord) -> None:
    """It is tried with every round, and in the end published once."""
    digests = await due(town, discord, NEWS)
    town.choose = only("not now")
    for _ in range(5):
        await digests.round()
        town.now += 3 * MINUTE
    town.choose = well
    await digests.round()
    (row,) = town.rows.values()
    assert (len(town.shown), town.shown[0].published, row.state) == (1, 1, State.PUBLISHED)


async def test_a_month_away_is_one_post_that_says_so(town: Town, discord: Discord) -> None:
    """Also where every day without news has its own."""
    digests = await town.start(discord)
    await digests.subscribe(subscription(when_empty=WhenEmpty.POST))
    town.seeds.add(3, town.clock().date())
    town.now += 30 * DAY
    digests = await town.start(discord)
    for _ in range(3):
        await digests.round()
    assert [shown.row.missed for shown in town.shown] == [29]


async def test_twenty_posts_beside_the_schedule_make_no_second_digest(town: Town, discord: Discord) -> None:
    """Whoever has something sent all day long still has one digest a day."""
    digests = await due(town, discord, ANY_CHANNEL)
    await digests.round()
    (known,) = digests.ledger.subscriptions
    for _ in range(20):
        town.seeds.add(1, town.clock().date())
        await digests.send_now(known)
    await digests.round()
    assert sum(not shown.row.key.part for shown in town.shown) == 1
    town.now += DAY
    town.seeds.add(1, town.clock().date())
    await digests.round()
    assert sum(not shown.row.key.part for shown in town.shown) == 2
