"""Live sources: how long a day's announcement takes to be read, and how long the event loop stands still for it.

    python -m pytest tests/benchmarks/test_sources.py -o addopts= -s

The feed comes over loopback, gzipped, as arXiv sends it. Gaps are those of a task that sleeps a millisecond at a time.
The last test shows the worst that a short answer, which is read at once, may do.
"""

import asyncio
import time
from contextlib import suppress

import pytest

from bot.sources.arxiv_papers import read_announcement
from bot.sources.interface import Bookmark, Papers
from bot.sources.reading import Unreadable
from tests.sources.loopback import Bench, LoopbackService, announcement_feed

LIMIT = 0.05
ABSTRACT = b"We show that a method of $O(n^2)$ steps is enough, and how it behaves on real data. " * 16
AT_ONCE = 8 << 10


async def longest_gap(stop: asyncio.Event) -> float:
    """Seconds between two turns of a task that is always ready."""
    longest, last = 0.0, time.perf_counter()
    while not stop.is_set():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


@pytest.mark.parametrize("papers", [50, 400, 1_500])
async def test_a_day_is_read_while_the_loop_goes_on(papers: int) -> None:
    """From the request to the papers."""
    feed = announcement_feed([f"2611.{i:05}" for i in range(papers)]).replace(b"We test.", ABSTRACT)
    async with LoopbackService() as service, Bench(service, seconds=20) as bench:
        service.packs(feed)
        stop = asyncio.Event()
        gaps = asyncio.create_task(longest_gap(stop))
        start = time.perf_counter()
        fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
        seconds = time.perf_counter() - start
        stop.set()
        gap = await gaps
    assert isinstance(fetched, Papers)
    assert len(fetched.papers) == papers
    print(f"\n{papers:,} papers, {len(feed) / 1e6:.1f} MB: {seconds:.2f} s, longest gap {gap * 1000:.0f} ms")
    assert gap < LIMIT


@pytest.mark.parametrize("unit", [b"w" * 990 + b" ", b"a." * 495 + b" ", b"(" * 990 + b" ", b"@a" * 495 + b" "])
def test_the_worst_short_answer(unit: bytes) -> None:
    """feedparser's search for addresses in names grows with the square of a word."""
    feed = announcement_feed(["2611.00001"]).replace(b"Ada Long", unit * ((AT_ONCE - 800) // len(unit)))
    assert len(feed) <= AT_ONCE
    start = time.perf_counter()
    with suppress(Unreadable):
        read_announcement(feed)
    seconds = time.perf_counter() - start
    print(f"\n{unit[:4]!r}: {seconds * 1000:.0f} ms")
    assert seconds < LIMIT
