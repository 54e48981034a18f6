"""Answers to interactions on their way to Discord: handed in again where that is safe, never beyond their time.

discord.py’s own way waits a second after a first refusal, which is half of what an interaction allows, waits for as
long as it is told to, and cannot tell an answer that was taken from one that was lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import aiohttp
import discord
import orjson
from discord.http import Route
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.errors import MessageGone, NotDelivered

_UNKNOWN_INTERACTION, _UNKNOWN_WEBHOOK, _EXPIRED_TOKEN, _ACKNOWLEDGED, _UNKNOWN_MESSAGE = (
    10062,
    10015,
    50027,
    40060,
    10008,
)
_TOO_LATE = frozenset({_UNKNOWN_INTERACTION, _UNKNOWN_WEBHOOK, _EXPIRED_TOKEN})
_TOO_MANY, _SERVER = 429, 500
_CALLBACK = "/callback"
_UNREADABLE = "Discord’s answer cannot be read"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long something is tried, in seconds: attempts begin until `until`, the first takes at most `first`.

    Later ones may take `later`. `pause` comes after a first refusal, and doubles.
    """

    until: float
    first: float
    later: float
    pause: float


# Discord waits three seconds for a first answer; one that hangs so long leaves time for another.
FIRST_ANSWER = Patience(until=2.9, first=2.3, later=5, pause=0.2)
# What follows is possible for a quarter of an hour; nobody looks at a spinner for longer than this.
WHAT_FOLLOWS = Patience(until=60, first=15, later=15, pause=0.5)


@dataclass(frozen=True, slots=True)
class _Taken:
    """Discord has it; what it said about it."""

    said: Any


@dataclass(frozen=True, slots=True)
class _Again:
    """It may be handed in again, where `may_be_there` is harmless, after a pause that Discord asks for."""

    reason: str
    may_be_there: bool
    after: float | None = None


class Wire(AsyncWebhookAdapter):
    """What discord.py sends answers to interactions with.

    An interaction takes one first answer and refuses a second one, so a first answer can be handed in again: that it
    was acknowledged already means then that the lost one has arrived. Changes and deletions are the same twice. A
    further message is handed in again only where Discord has answered with an error: one whose connection broke may
    be there already.
    """

    def __init__(self, first: Patience = FIRST_ANSWER, rest: Patience = WHAT_FOLLOWS) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._first, self._rest = first, rest

    async def request(  # noqa: PLR0913  # as the library calls it
        self,
        route: Route,
        session: aiohttp.ClientSession,
        *,
        payload: dict[str, Any] | None = None,
        multipart: list[dict[str, Any]] | None = None,
        proxy: str | None = None,
        proxy_auth: aiohttp.BasicAuth | None = None,
        files: Sequence[discord.File] | None = None,
        reason: str | None = None,
        auth_token: str | None = None,
        params: dict[str, Any] | None = None,
    ) -> Any:
        """One call, until Discord has taken it. Raises NotDelivered, and discord.HTTPException for a wrong call."""
        call = _Call(
            route, session, payload, multipart, tuple(files or ()), params, {"proxy": proxy, "proxy_auth": proxy_auth}
        )
        return await call.made(self._first if call.is_first else self._rest)


@dataclass(slots=True)
class _Call:
    """A call under way. `unsure` is whether an earlier attempt may have arrived."""

    route: Route
    session: aiohttp.ClientSession
    payload: dict[str, Any] | None
    multipart: list[dict[str, Any]] | None
    files: tuple[discord.File, ...]
    params: dict[str, Any] | None
    proxy: dict[str, Any]
    unsure: bool = False

    @property
    def is_first(self) -> bool:
        """Whether it is the first answer to an interaction."""
        return self.route.path.endswith(_CALLBACK)

    async def made(self, patience: Patience) -> Any:
        """What Discord said once it has taken the call."""
        clock = asyncio.get_running_loop().time
        began, attempts = clock(), 0
        while True:
            outcome = await self._attempt(attempts, patience.later if attempts else patience.first)
            if isinstance(outcome, _Taken):
                return self._as_expected(outcome.said)
            self.unsure |= outcome.may_be_there
            pause = patience.pause * 2**attempts if outcome.after is None else outcome.after
            attempts += 1
            if clock() - began + pause > patience.until or (outcome.may_be_there and self._is_seen_twice()):
                raise NotDelivered(outcome.reason)
            await asyncio.sleep(pause)

    async def _attempt(self, number: int, seconds: float) -> _Taken | _Again:
        for file in self.files:
            file.reset(seek=number)
        try:
            async with (
                asyncio.timeout(seconds),
                self.session.request(
                    self.route.method,
                    self.route.url,
                    data=self._body(),
                    params=self.params,
                    headers=self._headers(),
                    **self.proxy,
                ) as response,
            ):
                return self._read(response, _parsed(await response.read()))
        except TimeoutError:
            # An attempt that has used up its own time needs no pause as well.
            return _Again("Discord did not answer in time", may_be_there=True, after=0)
        except aiohttp.ClientConnectorError as error:
            return _Again(f"Discord cannot be reached: {error.strerror}", may_be_there=False)
        except (aiohttp.ClientError, OSError) as error:
            return _Again(f"the connection broke: {type(error).__name__}", may_be_there=True)
        except RuntimeError as error:
            if self.session.closed:
                raise NotDelivered("Folio is stopping") from error
            raise

    def _body(self) -> aiohttp.FormData | bytes | None:
        if self.multipart:
            form = aiohttp.FormData(quote_fields=False)
            for part in self.multipart:
                form.add_field(**part)
            return form
        return None if self.payload is None else orjson.dumps(self.payload)

    def _headers(self) -> dict[str, str]:
        return {} if self.payload is None or self.multipart else {"Content-Type": "application/json"}

    def _read(self, response: aiohttp.ClientResponse, said: Any) -> _Taken | _Again:
        """What an answer means for the call. Raises NotDelivered and discord.HTTPException."""
        status, code = response.status, said.get("code", 0) if isinstance(said, dict) else 0
        if status < 300:
            is_odd = not self.is_first and self.route.method in {"GET", "PATCH"} and not isinstance(said, dict)
            return _Again(_UNREADABLE, may_be_there=True) if is_odd else _Taken(said)
        if status == _TOO_MANY:
            return _Again("Discord asks for a pause", may_be_there=False, after=_pause_asked(response, said))
        if status >= _SERVER:
            return _Again(f"Discord answered with {status}", may_be_there=self.is_first)
        if self.is_first and code == _ACKNOWLEDGED and self.unsure:
            return _Taken(None)
        if self.route.method == "DELETE" and code == _UNKNOWN_MESSAGE:
            return _Taken(None)
        if code in _TOO_LATE:
            raise NotDelivered("it came too late", late=True)
        if code == _ACKNOWLEDGED:
            raise NotDelivered("another process has answered")
        if code == _UNKNOWN_MESSAGE:
            raise MessageGone("the message is gone")
        kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
        raise kind(response, said if isinstance(said, dict) else str(said))

    def _is_seen_twice(self) -> bool:
        """Whether handing it in twice would show it twice: only for a further message."""
        return self.route.method == "POST" and not self.is_first

    def _as_expected(self, said: Any) -> Any:
        """What discord.py reads from an answer. Of a first one it needs no more than whose it is."""
        if self.is_first:
            return {"interaction": {"id": str(self.route.webhook_id), "type": 0}}
        if self._is_seen_twice() and not isinstance(said, dict):
            raise NotDelivered(_UNREADABLE)
        return said


def _parsed(body: bytes) -> Any:
    """The JSON of an answer, or its text."""
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return body.decode("utf-8", "replace")


def _pause_asked(response: aiohttp.ClientResponse, said: Any) -> float | None:
    """For how many seconds Discord, or what stands before it, wants to be left alone; None where it does not say."""
    told = said.get("retry_after") if isinstance(said, dict) else None
    try:
        seconds = float(response.headers.get("Retry-After", "") if told is None else told)
    except (TypeError, ValueError):
        return None
    return max(seconds, 0) if isfinite(seconds) else None
