"""Work in another process: its parts, its failures, and the limits that end it."""

import time
from collections.abc import Iterator

import pytest

from bot.errors import SeedsError
from bot.worker import WorkerFailed, run_apart


def count_to(number: int) -> Iterator[int]:
    """Numbers from one on."""
    yield from range(1, number + 1)


def refuse() -> Iterator[int]:
    """One part, then a failure that is written for people."""
    yield 1
    raise SeedsError("There is no folder.")


def break_down() -> Iterator[int]:
    """A bug."""
    yield 1
    raise KeyError


def dawdle() -> Iterator[int]:
    """Work without an end in sight."""
    time.sleep(60)
    yield 1


def swell() -> Iterator[int]:
    """More memory than anybody has."""
    yield len(bytearray(4 << 30))


async def test_parts_come_back_in_order() -> None:
    """What the work yields is what its caller gets."""
    assert await run_apart(count_to, 1000, seconds=30, megabytes=500) == list(range(1, 1001))


async def test_a_failure_written_for_people_is_raised_as_it_is() -> None:
    """Its sentence reaches whoever asked."""
    with pytest.raises(SeedsError, match=r"There is no folder\."):
        await run_apart(refuse, seconds=30, megabytes=500)


@pytest.mark.parametrize(
    ("work", "seconds", "told"),
    [(dawdle, 1, "longer than 1 seconds"), (swell, 30, "500 MB"), (break_down, 30, "broke off")],
)
async def test_work_that_goes_wrong_is_ended_and_said(work, seconds: float, told: str) -> None:
    """Time, memory and bugs all end in a sentence, and the process is gone."""
    with pytest.raises(WorkerFailed, match=told):
        await run_apart(work, seconds=seconds, megabytes=500)
