"""A process that is told to end does, whatever hangs; one that is of no use any more ends by itself, and says so."""

import asyncio
import time
from pathlib import Path

from bot.digest.models import WhenEmpty
from bot.store.interface import DigestChange
from bot.store.tiny import TinyStore
from tests import loopback_process
from tests.loopback_channels import TEXT
from tests.loopback_faults import FaultyDiscord
from tests.loopback_subscribers import wanted

DEAF = """
from bot.__main__ import app
from bot.gateway import Nerves
unready, _, _, _, goodbye, identify = Nerves.__init__.__defaults__
Nerves.__init__.__defaults__ = (unready, 0.5, 0.05, 0.1, goodbye, identify)
app(["serve"])
"""
FROZEN = """
import asyncio, time
from bot.ending import ended_if_frozen

async def main():
    async with ended_if_frozen(0.3, 0.1):
        await asyncio.sleep(0.2)
        time.sleep(20)

asyncio.run(main())
"""


async def test_told_to_end_it_does_although_discord_hangs(tmp_path: Path) -> None:
    """An answer, a digest and the gateway hang: exit 0 within seconds, no traceback, and the digest is written down."""
    async with FaultyDiscord((TEXT,), timeout=20) as server:
        store = TinyStore.open(tmp_path / "data")
        await store.write_down(DigestChange(tuple(wanted(server, WhenEmpty.POST))))
        await store.close()
        server.never(times=99)
        server.never(at="/messages", times=99)
        async with loopback_process.folio(server, tmp_path) as folio:
            await server.asks("paper", title="dapo")
            async with asyncio.timeout(20):
                while not (server.tries() and server.tries("/messages")):
                    await asyncio.sleep(0.01)
            server.falls_silent()
            told = time.monotonic()
            assert await folio.end() == 0
            assert time.monotonic() - told < 8
        assert "Traceback" not in folio.logged()
        store = TinyStore.open(tmp_path / "data")
        (row,) = await store.deliveries()
        await store.close()
        assert row.state.value == "sending"


async def test_a_deaf_one_says_so_and_ends_with_1(tmp_path: Path) -> None:
    """So that a service manager starts it anew."""
    async with FaultyDiscord(timeout=20) as server:
        environment = {
            "SEEDS_DIR": str(loopback_process.SEEDS),
            "DATA_DIR": str(tmp_path / "data"),
            "LOG_LEVEL": "ERROR",
        }
        async with loopback_process.running(server, "-c", DEAF, folder=tmp_path, **environment) as folio:
            await server.ready()
            server.refuses_connections()
            await server.drops_connection()
            assert await folio.ended() == 1
        assert folio.logged() == "Discord has not been heard for 0 minutes. Folio ends, to be started anew.\n"


async def test_a_frozen_one_ends_with_1_and_shows_where(tmp_path: Path) -> None:
    """Nothing in the loop can say so any more."""
    async with (
        FaultyDiscord() as server,
        loopback_process.running(server, "-c", FROZEN, folder=tmp_path) as process,
    ):
        assert await process.ended() == 1
    assert "in main" in process.logged()
