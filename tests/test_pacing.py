"""A flood from one person or server is held back, and nobody else notices."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pacing import MOST_OF_A_PERSON, MOST_OF_A_SERVER, WINDOW, Pace
from tests.conftest import World, embed_of, message_of, noon, text_of

START = datetime(2027, 1, 15, 12, tzinfo=UTC)


def test_a_person_may_ask_so_often_and_is_told_when_again() -> None:
    """The time is right: then it is answered."""
    pace = Pace()
    assert [pace.admit(1, 9, START) for _ in range(MOST_OF_A_PERSON)] == [None] * MOST_OF_A_PERSON
    again = pace.admit(1, 9, START + timedelta(seconds=1))
    assert again == START + WINDOW
    assert pace.admit(2, 9, START) is None
    assert pace.admit(1, 9, again) is None


def test_a_server_may_ask_so_often() -> None:
    """However many people it has; other servers and direct messages go on."""
    pace = Pace()
    for person in range(MOST_OF_A_SERVER):
        assert pace.admit(person, 9, START) is None
    assert pace.admit(1000, 9, START) is not None
    assert pace.admit(1000, 8, START) is None
    assert pace.admit(1001, None, START) is None


def test_a_clock_that_was_set_back_holds_nobody() -> None:
    """Nor does one that jumps ahead."""
    pace = Pace()
    for _ in range(MOST_OF_A_PERSON):
        pace.admit(1, None, START)
    assert pace.admit(1, None, START - timedelta(days=1)) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 0.5)), max_size=400))
def test_never_more_than_the_limit_in_any_window(steps: list[tuple[int, float]]) -> None:
    """Whoever asks, whenever."""
    pace, now, admitted = Pace(), START, list[tuple[int, datetime]]()
    for person, pause in steps:
        now += timedelta(seconds=pause)
        if pace.admit(person, None, now) is None:
            admitted.append((person, now))
    for person, moment in admitted:
        window = [other for other, at in admitted if other == person and moment <= at < moment + WINDOW]
        assert len(window) <= MOST_OF_A_PERSON


async def test_a_flood_is_answered_privately_with_a_time_and_others_go_on(world: World) -> None:
    """Commands and buttons count alike."""
    card = await world.member.slash(world.channel, "paper", title="dapo")
    pace = world.env.bot.pace  # type: ignore[attr-defined]
    for _ in range(MOST_OF_A_PERSON - 1):
        pace.admit(world.member.id, world.channel.guild.id if world.channel.guild else None, noon())
    told = await world.member.click(message_of(card), label="BibTeX")
    assert told.ephemeral
    assert f"<t:{int((noon() + WINDOW).timestamp())}:R>" in text_of(told)
    refused = await world.member.slash(world.channel, "paper", title="dapo")
    assert refused.ephemeral
    assert embed_of(await world.other.slash(world.channel, "paper", title="dapo")).title
