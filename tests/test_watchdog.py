"""A loop that stands still is noted, with what held it up."""

import asyncio
import time

import pytest

from bot.watchdog import watched


def hold_everybody_up(seconds: float) -> None:
    """Work that gives nobody a turn."""
    time.sleep(seconds)


async def test_a_stall_is_told_with_its_length_and_its_stack(caplog: pytest.LogCaptureFixture) -> None:
    """Once, however many follow within seconds; the worst is kept."""
    with watched(40) as stalls:
        assert stalls is not None
        await asyncio.sleep(0.03)
        hold_everybody_up(0.15)
        await told(caplog, 1)
        hold_everybody_up(0.25)
        await asyncio.sleep(0.06)
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    assert "hold_everybody_up" in record.getMessage()
    assert 100 <= record.fields["milliseconds"] <= 400  # type: ignore[attr-defined]
    assert 200 <= stalls.worst <= 600
    assert stalls.untold == 1


async def test_short_turns_are_none_and_off_is_off(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is said about work within the limit, and nobody watches where no limit is set."""
    with watched(2000) as stalls, watched(None) as nobody:
        hold_everybody_up(0.02)
        await asyncio.sleep(0.01)
    assert stalls is not None
    assert (stalls.worst, nobody, caplog.records) == (0.0, None, [])


async def told(caplog: pytest.LogCaptureFixture, times: int) -> None:
    """Wait for so many warnings."""
    async with asyncio.timeout(5):
        while len(caplog.records) < times:
            await asyncio.sleep(0.005)
