"""`/healthz` for whoever watches over the bot: one JSON object, 200 where all is well, 503 where not."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import orjson
from aiohttp import web

from bot.errors import FolioError

# Longer than any reconnect that goes well, and than any round.
_PATIENCE = timedelta(minutes=5)


class HealthPortTaken(FolioError):
    """Nothing can listen on the port."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is at a moment. Times are seconds; None for what has not happened yet or is not known.

    `digest_lag` is how long the oldest digest that could not be posted has waited.
    """

    connected: bool
    since_last_event: float | None
    latency: float | None
    papers: int
    pages: int
    library_age: float | None
    since_last_round: float | None
    digest_lag: float
    suspended_digests: int
    failing_sources: tuple[str, ...]
    problems: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether a watchdog can leave the bot alone."""
        return not self.problems


def judge(
    *, connected_since: datetime | None, disconnected_since: datetime | None, last_round: datetime | None, now: datetime
) -> tuple[str, ...]:
    """What is wrong, a sentence each. A short break is none: discord.py mends those."""
    away = now - disconnected_since if disconnected_since else timedelta()
    stuck = now - last_round if last_round and connected_since else timedelta()
    return (
        *(["Discord's gateway has been away for more than five minutes."] if away > _PATIENCE else []),
        *(["Digests have not been looked at for more than five minutes."] if stuck > _PATIENCE else []),
    )


@asynccontextmanager
async def served(probe: Callable[[], Health], port: int, host: str = "127.0.0.1") -> AsyncIterator[int]:
    """Answer on a port while the block runs; gives the port, which 0 leaves to the system. Raises HealthPortTaken."""

    async def answer(_: web.Request) -> web.Response:
        health = probe()
        return web.Response(
            body=orjson.dumps({"ok": health.is_well, **asdict(health)}),
            status=200 if health.is_well else 503,
            content_type="application/json",
        )

    application = web.Application()
    application.router.add_get("/healthz", answer)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        try:
            await site.start()
        except OSError as error:
            raise HealthPortTaken(
                f"HEALTH_PORT {port} cannot be used: {error.strerror}. Choose another one."
            ) from error
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
