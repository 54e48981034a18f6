"""Long answers are read in a process of their own; what ends that process does not end Folio."""

import os
from datetime import timedelta

import pytest

from bot.sources.asking import Read, ask
from bot.sources.interface import Bookmark, Failed
from bot.sources.reading import Unreadable
from bot.sources.web import Call, Media, Web
from tests.sources.loopback import Bench, FakeTime, LoopbackService, announcement_feed

LONG = b" " * 9_000 + b"."


def own_process(data: bytes) -> int:
    """Where this is read."""
    return os.getpid()


def die(data: bytes) -> int:
    """As when memory runs out."""
    os._exit(9)


def refuse(data: bytes) -> int:
    """A reason for people."""
    raise Unreadable("sent nothing of use")


def break_down(data: bytes) -> int:
    """A bug of a library."""
    raise KeyError


async def asked(service: LoopbackService, data: bytes, reader) -> object:
    """What comes of an answer that is read so."""
    service.says(data)
    call = Call("It", service.url, Media.FEED, FakeTime().gate(timedelta()))
    async with Web() as web:
        return await ask(web, call, reader, lambda refusal: f"refuses ({refusal.status})")


async def test_a_short_answer_is_read_here_and_a_long_one_apart(service: LoopbackService) -> None:
    """A process takes longer than a short answer."""
    assert await asked(service, b".", own_process) == Read(os.getpid())
    service.plans.clear()
    apart = await asked(service, LONG, own_process)
    assert isinstance(apart, Read)
    assert apart.value != os.getpid()


@pytest.mark.parametrize("reader", [die, break_down])
async def test_a_process_that_ends_is_a_failure(service: LoopbackService, reader) -> None:
    """The reason names the service."""
    assert await asked(service, LONG, reader) == Failed("It sent an answer that takes too much time or memory to read.")


async def test_a_readers_fault_is_a_failure(service: LoopbackService, caplog: pytest.LogCaptureFixture) -> None:
    """And is logged, for whoever can mend it."""
    assert await asked(service, b".", break_down) == Failed("It sent an answer that Folio cannot read.")
    assert "KeyError" in caplog.text


@pytest.mark.parametrize("data", [b".", LONG])
async def test_a_readers_reason_is_told(service: LoopbackService, data: bytes) -> None:
    """Wherever it was read."""
    assert await asked(service, data, refuse) == Failed("It sent nothing of use.")


async def test_a_day_of_a_large_category_is_read(service: LoopbackService, bench: Bench) -> None:
    """Four hundred papers."""
    service.packs(announcement_feed([f"2611.{i:05}" for i in range(400)]))
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert len(getattr(fetched, "papers", ())) == 400
