"""Staying connected to Discord: whatever ends a connection there is a next one, and silence has an end."""

from __future__ import annotations

import asyncio
import logging
import random
import threading
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
from discord.gateway import KeepAliveHandler

from bot.errors import Deaf
from bot.health import Pulse

_log = logging.getLogger(__name__)

# discord.py resumes without a pause, however often it is thrown out: so many connections in half a minute are enough.
_MOST_AT_ONCE, _AT_ONCE = 4, 30.0
# One that has held for so long was a good one: the next pause is a short one again.
_GOOD = 60.0


@dataclass(frozen=True, slots=True)
class Nerves:
    """What is borne, in seconds.

    A connection without READY is given up after `unready`; without any for `deaf` the process is of no use. Pauses
    double from `pause` to `longest`. Discord gets `goodbye` to confirm that a connection is closed, and takes one
    IDENTIFY every `identify`.
    """

    unready: float = 120
    deaf: float = 600
    pause: float = 1
    longest: float = 60
    goodbye: float = 1
    identify: float = 5


class Unreachable(Exception):
    """Nothing answers where the gateway should be."""


class Unsteady(Exception):
    """Discord ends each connection as soon as it is made."""


# They end a connection for good: another one would end the same way.
_FINAL = (discord.ConnectionClosed, discord.PrivilegedIntentsRequired)


class Gateway:
    """A client's connection. `up` and `down` are told when Discord is there and when it is away; so is the pulse."""

    def __init__(self, client: discord.Client, nerves: Nerves, pulse: Pulse) -> None:
        self._client = client
        self._nerves = nerves
        self._pulse = pulse
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._opened: deque[float] = deque(maxlen=_MOST_AT_ONCE)
        self._up_since: float | None = None
        self._away_since = 0.0
        self._falls = 0
        self._identified: float | None = None
        self._said: set[str] = set()

    def up(self) -> None:
        """Discord is there."""
        self._pulse.up()
        self._up_since = _now()

    def down(self) -> None:
        """Discord is away, maybe still."""
        self._pulse.down()
        if self._up_since is not None:
            if _now() - self._up_since >= _GOOD:
                self._falls = 0
                self._said.clear()
            self._up_since, self._away_since = None, _now()

    async def before_identify(self) -> None:
        """Wait until Discord takes an IDENTIFY."""
        if self._identified is not None:
            await asyncio.sleep(self._identified + self._nerves.identify - _now())
        self._identified = _now()

    async def stay(self, connect: Callable[[], Awaitable[None]]) -> None:
        """Connect, again and again, until the client is closed. Raises Deaf, and what ends a connection for good.

        `connect` is the client’s own, which mends what it can by itself.
        """
        self._away_since = _now()
        self._guard_events()
        http: Any = self._client.http
        http.ws_connect = self._opening(http.ws_connect)
        while not self._client.is_closed():
            attempt = asyncio.ensure_future(connect())
            try:
                problem = await self._problem(attempt)
            finally:
                await self._cut(attempt)
            if self._client.is_closed():
                return
            # What the client was told before, such as that Discord is there, comes before that it is away.
            await asyncio.sleep(0)
            self.down()
            self._say(problem)
            self._check_patience()
            await asyncio.sleep(self._pause())

    async def _problem(self, attempt: asyncio.Future[None]) -> Exception:
        """Why a connection is no good any more. Raises Deaf, and what ends it for good."""
        began = _now()
        while not attempt.done():
            await asyncio.wait({attempt}, timeout=self._nerves.unready / 8)
            away = 0.0 if self._up_since is not None else _now() - max(began, self._away_since)
            if away > self._nerves.unready and not attempt.done():
                return TimeoutError(f"Discord has not said READY for {away:.0f} s")
            self._check_patience()
        error = None if attempt.cancelled() else attempt.exception()
        if isinstance(error, _FINAL) or (error is not None and not isinstance(error, Exception)):
            raise error
        return error or Unsteady("the connection ended without a reason")

    def _check_patience(self) -> None:
        away = 0.0 if self._up_since is not None else _now() - self._away_since
        if away >= self._nerves.deaf:
            raise Deaf(f"Discord has not been heard for {away / 60:.0f} minutes. Folio ends, to be started anew.")

    def _pause(self) -> float:
        self._falls += 1
        doubled = self._nerves.pause * 2.0 ** min(self._falls - 1, 30)
        return min(doubled, self._nerves.longest) * random.uniform(0.5, 1)  # noqa: S311  # nothing to guess

    def _say(self, problem: Exception) -> None:
        """One line for each kind of trouble while it lasts; the traceback where it is none of the network."""
        expected = isinstance(problem, Unreachable | Unsteady | TimeoutError)
        said = f"{type(problem).__name__}: {problem}"
        if said not in self._said:
            self._said.add(said)
            trace = None if expected else problem
            _log.warning("The connection to Discord is lost, and made anew: %s", said, exc_info=trace)

    async def _cut(self, attempt: asyncio.Future[None]) -> None:
        """End what is left of an attempt: the task, its heartbeats, its socket."""
        attempt.cancel()
        await asyncio.wait({attempt})
        with suppress(Exception):
            if self._client.ws is not None:
                await self._client.ws.close(code=4000)
        with suppress(Exception):
            if self._socket is not None:
                await self._socket.close()
        for thread in threading.enumerate():
            # One that never became the client's connection beats on all the same.
            if isinstance(thread, KeepAliveHandler) and thread.ws.socket is self._socket:
                thread.stop()

    def _opening(self, connect: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """The client’s way to open a socket, with an end to it, and to how often, and to how long it takes to close."""

        async def opened(url: str, *, compress: int = 0) -> Any:
            now = _now()
            if len(self._opened) == _MOST_AT_ONCE and now - self._opened[0] < _AT_ONCE:
                self._opened.clear()
                raise Unsteady("Discord ends each connection at once")
            try:
                async with asyncio.timeout(self._nerves.unready / 4):
                    socket = await connect(url, compress=compress)
            except (OSError, aiohttp.ClientError) as error:  # a timeout is an OSError, too
                raise Unreachable(str(error) or type(error).__name__) from error
            self._opened.append(now)
            close = socket.close

            async def close_soon(**how: Any) -> bool:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._nerves.goodbye):
                        return bool(await close(**how))
                return True

            socket.close = close_soon
            self._socket = socket
            return socket

        return opened

    def _guard_events(self) -> None:
        """One event that cannot be read costs that event, and not the connection; without READY there is none."""
        state: Any = self._client._connection
        state.parsers = {
            name: parse if name == "READY" else _guarded(name, parse) for name, parse in state.parsers.items()
        }


def _guarded(name: str, parse: Callable[[Any], None]) -> Callable[[Any], None]:
    def guarded(data: Any) -> None:
        try:
            parse(data)
        except Exception as error:  # noqa: BLE001  # whatever it was, the next event may be a good one
            _log.warning("An event %s from Discord cannot be read, and is left out: %r", name, error)

    return guarded


def _now() -> float:
    return asyncio.get_running_loop().time()
