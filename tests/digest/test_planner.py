"""Histories of digests: whatever happens, each date has one delivery, and each new paper is announced once."""

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.digest.history import OFTEN, History


@settings(max_examples=settings().max_examples // 4)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(OFTEN), min_size=12, max_size=36))
def test_whatever_happens_each_date_has_one_delivery_and_each_paper_one_announcement(
    seed: int, steps: list[str]
) -> None:
    """Reloads, undo, mended titles, outages, pauses, wrong clocks, lost channels, refusals, restarts: never, none."""
    asyncio.run(History(seed).live(steps))
