"""Rounds go on, whatever happens in one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.supervisor import Chore, Supervisor


class Unspeakable(Exception):
    """An error that cannot even be printed."""

    def __str__(self) -> str:
        raise RuntimeError("not even this")


@pytest.fixture
async def supervisor() -> AsyncIterator[Supervisor]:
    """One with nothing to do yet."""
    made = Supervisor()
    yield made
    await made.close(0.1)


async def at_once() -> None:
    """Ready."""


def raising(error: BaseException) -> Callable[[], Awaitable[None]]:
    """Work that fails so."""

    async def work() -> None:
        raise error

    return work


FAILURES = [
    ValueError("a bug"),
    Unspeakable(),
    asyncio.CancelledError(),
    TimeoutError(),
    RecursionError(),
    MemoryError(),
]


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: type(error).__name__)
async def test_a_round_that_fails_is_told_once_and_made_again(
    supervisor: Supervisor, caplog: pytest.LogCaptureFixture, error: BaseException
) -> None:
    """In the log once, in /healthz for as long as it lasts; when it works again, that is said, too."""
    caplog.set_level(logging.INFO, logger="bot")
    rounds, works = 0, False

    async def work() -> None:
        nonlocal rounds
        rounds += 1
        if not works:
            raise error

    supervisor.start(Chore("The round of tests", work, every=0.001, bound=5), at_once)
    await until(lambda: rounds > 5)
    assert len(caplog.records) == 1
    assert len(supervisor.problems()) == 1
    assert supervisor.problems()[0].startswith("The round of tests ")
    works = True
    await until(lambda: not supervisor.problems())
    assert caplog.records[-1].getMessage() == "The round of tests works again."


async def test_a_log_that_fails_ends_no_round(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk for the log is full: there is a next round nevertheless."""
    rounds = 0

    async def work() -> None:
        nonlocal rounds
        rounds += 1
        raise ValueError

    def fail(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(logging.getLogger("bot.supervisor"), "error", fail)
    supervisor.start(Chore("The round of tests", work, every=0.001, bound=5), at_once)
    await until(lambda: rounds > 5)


async def test_a_round_that_hangs_is_broken_off_and_never_made_twice_at_once(
    supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    """The next one begins when the stuck one has ended, however long that takes."""
    under_way, most, ended = 0, 0, 0

    async def work() -> None:
        nonlocal under_way, most, ended
        under_way += 1
        most = max(most, under_way)
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.02)
            under_way, ended = under_way - 1, ended + 1

    supervisor.start(Chore("The round of tests", work, every=0.001, bound=0.01), at_once)
    await until(lambda: ended > 2)
    assert most == 1
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "has not come to an end" in supervisor.problems()[0]


async def test_at_the_end_what_is_under_way_may_end(supervisor: Supervisor, caplog: pytest.LogCaptureFixture) -> None:
    """A short one ends by itself, a long one is broken off; both quietly, and nothing begins any more."""
    short, long = [], []

    async def work_briefly() -> None:
        short.append("begun")
        await asyncio.sleep(0.02)
        short.append("ended")

    async def work_for_ever() -> None:
        long.append("begun")
        await asyncio.sleep(3600)
        long.append("ended")

    supervisor.start(Chore("A short round", work_briefly, every=0.0, bound=5), at_once)
    supervisor.start(Chore("A long round", work_for_ever, every=0.0, bound=5), at_once)
    await until(lambda: short and long)
    await supervisor.close(0.1)
    assert short[-1] == "ended"
    assert long == ["begun"]
    assert caplog.records == []
    before = len(short)
    await asyncio.sleep(0.02)
    assert len(short) == before


async def until(true: Callable[[], object]) -> None:
    """Wait for it."""
    async with asyncio.timeout(5):
        while not true():
            await asyncio.sleep(0.001)
