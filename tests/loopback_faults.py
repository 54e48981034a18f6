"""Loopback Discord that misbehaves on purpose: verbs for what goes wrong at its gateway and its API."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests import loopback_payloads as payloads
from tests.loopback_channels import LoopbackChannels
from tests.loopback_discord import COMMAND, DISPATCH_EVENT, GOING_AWAY, IDENTIFY, INVALID_SESSION, RECONNECT
from tests.loopback_payloads import JSON
from tests.loopback_records import Recorded

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
CALLBACK = "/callback"


@dataclass(slots=True)
class _Fault:
    """What calls whose path holds `at` meet next. `after` is whether Discord does first what it is asked."""

    at: str
    method: str
    times: int
    act: Callable[[web.Request], Awaitable[web.StreamResponse | None]]
    after: bool


class FaultyDiscord(LoopbackChannels):
    """A Discord with everything that may go wrong. Without a verb it is a good one."""

    def __init__(self, kinds: tuple[int, ...] = (), **more: Any) -> None:
        super().__init__(kinds, **more)
        self.connections = 0  # how often a client came
        self._faults: list[_Fault] = []
        self._refusing = self._throwing_out = self._mute = self._stalling = False

    # The gateway.

    async def drops_connection(self, *, resume: bool = True) -> None:
        """Close the connection, and forget the session unless it may be resumed."""
        if not resume:
            self._sessions.clear()
        await self.drop(GOING_AWAY)

    async def invalidates_session(self, *, resumable: bool) -> None:
        """Say that the session is no good any more."""
        if not resumable:
            self._sessions.clear()
        await self._tell(INVALID_SESSION, resumable)

    async def asks_to_reconnect(self) -> None:
        """Opcode 7, as before an update of Discord's."""
        await self._tell(RECONNECT)

    def falls_silent(self) -> None:
        """Hear and say nothing any more on the connections that there are: they look open."""
        self._live = None
        for each in self._connections:
            assert each.socket._req is not None and each.socket._req.transport is not None
            each.socket._req.transport.pause_reading()

    def refuses_connections(self, *, refuse: bool = True) -> None:
        """Let nobody connect to the gateway; the API goes on."""
        self._refusing = refuse

    def throws_out(self, *, throw: bool = True) -> None:
        """End each connection right after its first word."""
        self._throwing_out = throw

    def says_nothing(self, *, mute: bool = True) -> None:
        """Confirm heartbeats, and answer neither IDENTIFY nor RESUME."""
        self._mute = mute

    def stalls_connections(self, *, stall: bool = True) -> None:
        """Take whoever connects, and not even greet them."""
        self._stalling = stall

    async def sends_bytes(self, data: bytes) -> None:
        """A frame of bytes that may be no part of the stream."""
        assert self._live is not None
        live, self._live = self._live, None
        await live.socket.send_bytes(data)

    async def says_ready_again(self) -> None:
        """READY and the guild once more, on the same connection."""
        assert self._live is not None
        await self._identify(self._live)

    async def sends(self, event: str | None, data: Any) -> None:
        """An event of any name with anything in it."""
        await self._tell(DISPATCH_EVENT, data, event)

    async def sends_raw(self, text: str) -> None:
        """A frame that may be no JSON."""
        assert self._live is not None
        live, self._live = self._live, None
        await live.socket.send_str(text)

    async def loses_guild(self, *, unavailable: bool) -> None:
        """The guild is out of reach, or has thrown the bot out."""
        gone = {"id": str(self.guild_id), **({"unavailable": True} if unavailable else {})}
        await self.sends("GUILD_DELETE", gone)

    async def brings_guild_back(self) -> None:
        """The guild is there again."""
        await self.sends("GUILD_CREATE", self._guild())

    # The API.

    def answers_next(
        self, status: int, *, at: str = CALLBACK, method: str = "", times: int = 1, after: bool = False, **more: Any
    ) -> None:
        """A status and Discord's error code with it."""

        async def act(_: web.Request) -> web.Response:
            return payloads.refused(status, more.get("code", 0), f"{status}: as the test asks")

        self._faults.append(_Fault(at, method, times, act, after))

    def asks_for_pause(
        self,
        seconds: float | None,
        *,
        at: str = CALLBACK,
        method: str = "",
        times: int = 1,
        via: bool = True,
        everywhere: bool = False,
    ) -> None:
        """429: with its length or without, from Discord itself (`via`) or from what stands before it."""

        async def act(_: web.Request) -> web.Response:
            if seconds is None:
                return web.Response(status=429, text="<html>error 1015</html>", content_type="text/html")
            told = payloads.answer({"message": "slow down", "retry_after": seconds, "global": everywhere}, 429)
            told.headers.update({"Retry-After": str(seconds), **({"Via": "1.1 google"} if via else {})})
            return told

        self._faults.append(_Fault(at, method, times, act, after=False))

    def slowly(self, seconds: float, *, at: str = CALLBACK, method: str = "", times: int = 1) -> None:
        """Take so long, and do it then."""

        async def act(_: web.Request) -> None:
            await asyncio.sleep(seconds)

        self._faults.append(_Fault(at, method, times, act, after=False))

    def never(self, *, at: str = CALLBACK, method: str = "", times: int = 1, after: bool = False) -> None:
        """Take the call and say nothing, as a connection does whose other end is gone."""

        async def act(_: web.Request) -> web.Response:
            await self._over.wait()
            return web.Response(status=500)

        self._faults.append(_Fault(at, method, times, act, after))

    def hangs_up(self, *, at: str = CALLBACK, method: str = "", times: int = 1, after: bool = False) -> None:
        """Reset the connection."""

        async def act(request: web.Request) -> web.Response:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()

        self._faults.append(_Fault(at, method, times, act, after))

    def garbles(self, *, at: str = CALLBACK, method: str = "", times: int = 1) -> None:
        """Do it, and answer with half an object."""

        async def act(_: web.Request) -> web.Response:
            return web.Response(body=b'{"id": "1', content_type="application/json")

        self._faults.append(_Fault(at, method, times, act, after=True))

    async def asks(self, name: str, /, **options: Any) -> str:
        """Use a command without waiting for an answer, and give the interaction's id."""
        data = await self._command(name, options)
        return await self._dispatched(COMMAND, data)

    def answers(self, interaction: str) -> int:
        """How many answers to an interaction were taken."""
        return len(self._exchanges[f"token-{interaction}"].answers)

    def tries(self, path: str = CALLBACK) -> list[Recorded]:
        """The calls whose path holds this."""
        return [call for call in self.requests if path in call.path]

    # How.

    async def _tell(self, op: int, data: Any = None, event: str | None = None) -> None:
        live = self._live
        assert live is not None
        if op in (INVALID_SESSION, RECONNECT) or event == "READY":
            self._live = None
        await live.send(op, data, event)

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        self.connections += 1
        if self._refusing:
            return web.Response(status=503)
        if self._stalling:
            await asyncio.wait([asyncio.create_task(self._over.wait())], timeout=0.5)
        return await super()._gateway(request)

    async def _hear(self, connection: payloads.Connection, payload: JSON) -> None:
        if payload["op"] >= IDENTIFY:
            if self._throwing_out:
                await connection.socket.close(code=GOING_AWAY)
                return
            if self._mute:
                return
        await super()._hear(connection, payload)

    async def _authorized(self, request: web.Request, call: Recorded, handler: Handler) -> web.StreamResponse:
        for fault in self._faults:
            if fault.times and fault.at in call.path and fault.method in ("", call.method):
                fault.times -= 1
                done = await super()._authorized(request, call, handler) if fault.after else None
                self._changed()
                answer = await fault.act(request)
                return answer or done or await super()._authorized(request, call, handler)
        return await super()._authorized(request, call, handler)
