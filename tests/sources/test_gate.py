"""One call at a time, a pause between, none while a service wants to be left alone; how long that is."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.gate import Gate
from bot.sources.interface import Bookmark
from bot.sources.retry import LONGEST_WAIT, retry_after
from tests.sources.loopback import Bench, FakeTime, LoopbackService, announcement_feed, search_feed

NOW = datetime(2026, 11, 18, 17, tzinfo=UTC)


async def test_calls_wait_their_turn() -> None:
    """Ten at once go one after the other, three seconds after the end of the one before."""
    time = FakeTime()
    gate = time.gate(timedelta(seconds=3))
    begun: list[float] = []
    running = 0

    async def call() -> None:
        nonlocal running
        async with gate.turn() as wait:
            assert not wait
            running += 1
            assert running == 1
            begun.append(time.seconds)
            await asyncio.sleep(0)
            time.seconds += 0.5  # what the call takes
            running -= 1

    await asyncio.gather(*(call() for _ in range(10)))
    assert begun == [1000 + 3.5 * i for i in range(10)]


async def test_a_call_that_fails_gives_its_turn_back() -> None:
    """Also one that is cancelled while it waits."""
    time = FakeTime()
    gate = time.gate(timedelta(seconds=3))
    with pytest.raises(RuntimeError):
        async with gate.turn():
            raise RuntimeError
    async with gate.turn() as wait:
        assert not wait
    assert time.slept == [3.0]


async def test_a_closed_gate_lets_nobody_through() -> None:
    """And says for how long."""
    time = FakeTime()
    gate = time.gate(timedelta(seconds=3))
    gate.close(timedelta(seconds=60))
    gate.close(timedelta(seconds=10))
    async with gate.turn() as wait:
        assert wait == timedelta(seconds=60)
    time.seconds += 60
    async with gate.turn() as wait:
        assert not wait
    assert time.slept == []


async def test_the_real_clock_is_kept() -> None:
    """Without anything injected."""
    gate = Gate(timedelta(milliseconds=20))
    loop = asyncio.get_running_loop()
    start = loop.time()
    for _ in range(3):
        async with gate.turn():
            pass
    assert loop.time() - start >= 0.04


async def test_all_of_arxiv_shares_one_gate(service: LoopbackService, bench: Bench) -> None:
    """Its two addresses count as one; other services do not wait for it."""
    service.says(announcement_feed(["2611.00001"]))
    service.says(search_feed(["2611.00001"]))
    await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    await bench.source("arxiv-author", "Ada Long").fetch(Bookmark())
    await bench.source("semantic-scholar-author", "12345").fetch(Bookmark())
    assert [asked.time for asked in service.asked] == [1000.0, 1003.0, 1003.0]


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("0", timedelta()),
        (" 30 ", timedelta(seconds=30)),
        ("9" * 50, LONGEST_WAIT),
        ("Wed, 18 Nov 2026 17:00:30 GMT", timedelta(seconds=30)),
        ("Wed, 18 Nov 2026 12:00:30 -0500", timedelta(seconds=30)),
        ("Fri, 18 Nov 2033 17:00:30 GMT", LONGEST_WAIT),
        ("Wed, 18 Nov 2026 17:00:30", timedelta(seconds=30)),
        ("1.5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_how_long_to_wait(header: str | None, wait: timedelta | None) -> None:
    """Seconds or a date, a day at most."""
    assert retry_after(header, NOW) == wait


@given(st.text(max_size=60))
def test_any_header_is_a_wait_or_none(header: str) -> None:
    """Never an exception, never a wait below zero."""
    wait = retry_after(header, NOW)
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT
