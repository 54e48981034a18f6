"""Live sources: how long a day's announcement takes to be read, and how long the event loop stands still for it.

    python -m pytest tests/benchmarks/test_sources.py -o addopts= -s

The feed comes over loopback, gzipped, as arXiv sends it. Gaps are those of a task that sleeps a millisecond at a time.
The last test shows the worst that a short answer, which is read in a thread, may do.
"""

import asyncio
import time

import pytest

from bot.sources.interface import Bookmark, Fetched, Papers
from tests.sources.loopback import Bench, LoopbackService, announcement_feed

LIMIT = 0.05
ABSTRACT = b"We show that a method of $O(n^2)$ steps is enough, and how it behaves on real data. " * 16
SHORT = 8 << 10


async def longest_gap(stop: asyncio.Event) -> float:
    """Seconds between two turns of a task that is always ready."""
    longest, last = 0.0, time.perf_counter()
    while not stop.is_set():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    return longest


async def fetched(feed: bytes) -> tuple[Fetched, float, float]:
    """What comes of a feed, after how long, and the longest gap meanwhile."""
    async with LoopbackService() as service, Bench(service, seconds=20) as bench:
        service.packs(feed)
        stop = asyncio.Event()
        gaps = asyncio.create_task(longest_gap(stop))
        start = time.perf_counter()
        result = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
        seconds = time.perf_counter() - start
        stop.set()
        return result, seconds, await gaps


@pytest.mark.parametrize("papers", [50, 400, 1_500])
async def test_a_day_is_read_while_the_loop_goes_on(papers: int) -> None:
    """From the request to the papers."""
    feed = announcement_feed([f"2611.{i:05}" for i in range(papers)]).replace(b"We test.", ABSTRACT)
    result, seconds, gap = await fetched(feed)
    assert isinstance(result, Papers)
    assert len(result.papers) == papers
    print(f"\n{papers:,} papers, {len(feed) / 1e6:.1f} MB: {seconds:.2f} s, longest gap {gap * 1000:.0f} ms")
    assert gap < LIMIT


@pytest.mark.parametrize("unit", [b"w" * 990 + b" ", b"a." * 495 + b" ", b"(" * 990 + b" ", b"@a" * 495 + b" "])
async def test_the_worst_short_answer(unit: bytes) -> None:
    """feedparser's search for addresses in names grows with the square of a word."""
    feed = announcement_feed(["2611.00001"]).replace(b"Ada Long", unit * ((SHORT - 800) // len(unit)))
    assert len(feed) <= SHORT
    _, seconds, gap = await fetched(feed)
    print(f"\n{unit[:4]!r}: {seconds * 1000:.0f} ms, longest gap {gap * 1000:.0f} ms")
    assert gap < LIMIT
