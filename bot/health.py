"""`/healthz` for whoever watches over the bot: one JSON object, 200 where all is well, 503 where not."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import orjson
from aiohttp import web

from bot.errors import FolioError
from bot.folio import Folio
from bot.rounds import Rounds

# Longer than any reconnect that goes well, and than any round.
_PATIENCE = timedelta(minutes=5)


class HealthPortTaken(FolioError):
    """Nothing can listen on the port."""


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot is at a moment. Times are seconds; None for what has not happened yet or is not known.

    `digest_lag` is how long the oldest digest that could not be posted has waited; `worst_stall` for how many
    milliseconds nobody got a turn at worst, where WATCHDOG_MS is set.
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
    worst_stall: float | None
    problems: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether a watchdog can leave the bot alone."""
        return not self.problems


class Pulse:
    """When the gateway and the rounds last gave a sign of life."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.last_event: datetime | None = None
        self.last_round: datetime | None = None
        self.away_since: datetime | None = clock()
        self._has_been_up = False

    def event(self) -> None:
        """The gateway spoke."""
        self.last_event = self.clock()

    def up(self) -> None:
        """The gateway is there."""
        self.away_since, self._has_been_up = None, True

    def down(self) -> None:
        """The gateway is away, maybe still."""
        self.away_since = self.away_since or self.clock()

    def round_done(self) -> None:
        """Digests were looked at."""
        self.last_round = self.clock()

    def problems(self) -> tuple[str, ...]:
        """What is wrong, a sentence each. A short break is none: discord.py mends those."""
        now = self.clock()
        away = now - self.away_since if self.away_since else timedelta()
        stuck = now - self.last_round if self.last_round and self._has_been_up else timedelta()
        return (
            *(["Discord’s gateway has been away for more than five minutes."] if away > _PATIENCE else []),
            *(["Digests have not been looked at for more than five minutes."] if stuck > _PATIENCE else []),
        )


def take_pulse(
    pulse: Pulse,
    folio: Folio,
    rounds: Rounds | None,
    *,
    latency: float | None,
    troubles: Sequence[str],
    stalled: float | None,
) -> Health:
    """How the bot is. There are no rounds before the first login."""
    now = pulse.clock()
    ledger = rounds.digests.ledger if rounds else None
    waiting = [row.planned for row in ledger.unfinished() if row.is_open] if ledger else []
    revision = folio.library.revision
    return Health(
        connected=pulse.away_since is None,
        since_last_event=_seconds(pulse.last_event, now),
        latency=latency,
        papers=len(folio.catalogue.papers),
        pages=len(folio.library.pages),
        library_age=_seconds(revision.at if revision else None, now),
        since_last_round=_seconds(pulse.last_round, now),
        digest_lag=max(((now - planned).total_seconds() for planned in waiting), default=0.0),
        suspended_digests=sum(bool(each.suspended) for each in ledger.subscriptions) if ledger else 0,
        failing_sources=tuple(rounds.watching.failures()) if rounds else (),
        worst_stall=stalled,
        problems=(*pulse.problems(), *troubles),
    )


def _seconds(then: datetime | None, now: datetime) -> float | None:
    return (now - then).total_seconds() if then is not None else None


@asynccontextmanager
async def served(probe: Callable[[], Health], port: int, host: str = "127.0.0.1") -> AsyncIterator[int]:
    """Answer on a port while the block runs; gives the port, which 0 leaves to the system. Raises HealthPortTaken."""

    async def answer(_: web.Request) -> web.Response:
        try:
            health = probe()
        except Exception as error:  # noqa: BLE001  # that nobody can say how the bot is, is an answer, too
            told = {"ok": False, "problems": [f"How the bot is cannot be told: {type(error).__name__}."]}
            return web.Response(body=orjson.dumps(told), status=503, content_type="application/json")
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
