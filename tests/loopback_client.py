"""Folio's own client before a loopback Discord, in this process: nerves and patience of a hundredth."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.client import FolioClient
from bot.digest.arrivals import Seen, arrive
from bot.folio import Folio
from bot.gateway import Nerves
from bot.reloading import Reloads
from bot.store.interface import DigestChange
from bot.store.tiny import TinyStore
from bot.surroundings import Surroundings
from bot.wire import Patience, Wire
from commands import COMMANDS
from tests.conftest import SEEDS, Silent
from tests.loopback_faults import FaultyDiscord

NERVES = Nerves(unready=2.0, deaf=30, pause=0.01, longest=0.05, goodbye=0.05, identify=0.01)
FIRST = Patience(until=0.6, first=0.25, later=0.5, pause=0.01)
REST = Patience(until=0.8, first=0.25, later=0.5, pause=0.01)


@dataclass(frozen=True, slots=True)
class Connected:
    """A client under way, and the task that keeps it there."""

    client: FolioClient
    running: asyncio.Task[None]

    async def until(self, wanted: bool, seconds: float = 5) -> None:
        """Wait until /healthz would say that the client is connected, or is not."""
        async with asyncio.timeout(seconds):
            while self.client.health().connected is not wanted:
                await asyncio.sleep(0.005)


@asynccontextmanager
async def connected(
    server: FaultyDiscord,
    folder: Path,
    change: DigestChange | None = None,
    heartbeat_timeout: float = 60,
    **around: Any,
) -> AsyncIterator[Connected]:
    """A connected client with all commands, whose library is news, and with what `change` writes down first."""
    store = TinyStore.open(folder / "data")
    folio = await Folio.open(SEEDS, store, datetime.now(UTC).date())
    folio.seen = arrive(Seen(), folio.catalogue.papers.values(), folio.catalogue.papers, datetime.now(UTC).date())
    if change is not None:
        await store.write_down(change)
    with server.pointing_here():
        reloads = Reloads(folio, SEEDS, lambda: datetime.now(UTC))
        surroundings = Surroundings(**{"nerves": NERVES, "wire": Wire(FIRST, REST), **around})
        client = FolioClient(folio, COMMANDS, reloads, Silent, surroundings, heartbeat_timeout=heartbeat_timeout)
        client._connection.guild_ready_timeout = 0.02
        running = asyncio.create_task(client.start(server.token))
        made = Connected(client, running)
        try:
            await server.ready()
            await made.until(True)
            yield made
        finally:
            await client.close()
            await asyncio.wait({running}, timeout=5)
            await store.close()
