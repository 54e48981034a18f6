"""The one place that talks HTTP: what a service answers, within limits of time and size, or why there is no answer.

A key may stand in a call's headers or parameters. So nothing of a call is ever put into a sentence, and no
exception of aiohttp leaves this file: many of them hold the address with everything in it.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.sources.gate import Gate
from bot.sources.interface import Bookmark, Failed
from bot.sources.retry import retry_after
from bot.sources.unpacking import BadBody, TooLong, unpack

USER_AGENT = "Folio (a Discord bot; watches for new papers)"
SECONDS = 20.0
# A day of arXiv's largest archive has 3 MB.
MOST_BYTES = 5 << 20
# What explains a refusal is a sentence.
_MOST_OF_A_REFUSAL = 8 << 10
_CHUNK = 64 << 10
_LONGEST_MARK = 300
_MOST_HOPS = 3
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
# How long a service is left alone that is busy and does not say for how long.
_A_WHILE = timedelta(minutes=1)


class Media(Enum):
    """What a service is asked for: its name, and the content types that are never it."""

    FEED = ("a feed", ("html", "json", "image/", "audio/", "video/"))
    DOCUMENT = ("JSON", ("html", "xml", "image/", "audio/", "video/"))


@dataclass(frozen=True, slots=True)
class Call:
    """One question to a service. `parameters` and `headers` may hold a key, so they are not shown anywhere."""

    service: str
    url: str
    media: Media
    gate: Gate
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    since: Bookmark = field(default_factory=Bookmark)


@dataclass(frozen=True, slots=True)
class Body:
    """A whole answer, unpacked."""

    data: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The service has nothing newer than what its marks in the bookmark stand for."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The service says that the question is wrong (a status from 400 to 499)."""

    status: int
    data: bytes


Answer = Body | Unchanged | Refusal | Failed


class Web:
    """Asks services. `now` is only for dates in Retry-After."""

    def __init__(self, *, seconds: float = SECONDS, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._seconds, self._now = seconds, now
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(self, call: Call) -> Answer:
        """What the service answers, or that it did not."""
        async with call.gate.turn() as wait:
            if wait:
                return Failed(f"{call.service} asked to be left alone for a while.", wait)
            return await self._answer(call)

    async def _answer(self, call: Call) -> Answer:
        service = call.service
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(call)
        except TooLong:
            return Failed(f"{service} sent more than {MOST_BYTES >> 20} MB, so reading was stopped.")
        except BadBody:
            return Failed(f"{service} sent an answer that cannot be unpacked.")
        except TimeoutError:
            return Failed(f"{service} did not answer within {self._seconds:g} seconds.")
        except aiohttp.ClientPayloadError:
            return Failed(f"{service}’s answer broke off.")
        except aiohttp.ClientConnectorError:
            return Failed(f"{service} could not be reached.")
        except (aiohttp.ServerDisconnectedError, OSError):
            return Failed(f"{service} broke off the connection.")
        except (aiohttp.ClientError, ValueError):  # addresses and headers that break the rules of HTTP
            return Failed(f"{service} sent an answer that is no HTTP.")

    async def _follow(self, call: Call) -> Answer:
        url = start = URL(call.url).update_query(dict(call.parameters))
        for _ in range(1 + _MOST_HOPS):
            async with self._opened().get(url, headers=_headers(call), allow_redirects=False) as response:
                if response.status not in _MOVED:
                    return await self._read(call, response)
                target = url.join(URL(response.headers.get("Location", "")))
            if not _same_place(start, target):
                return Failed(f"{call.service} sends to another address, which is not followed.")
            url = target.update_query(dict(call.parameters))
        return Failed(f"{call.service} sends from one address to the next without end.")

    def _opened(self) -> aiohttp.ClientSession:
        """The session, made where it is first needed since it belongs to the running event loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                auto_decompress=False,  # unpacked by ourselves, since a small body may unpack to gigabytes
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            )
        return self._session

    async def _read(self, call: Call, response: aiohttp.ClientResponse) -> Answer:
        service, status = call.service, response.status
        if status == 304 and (call.since.etag or call.since.modified):
            return Unchanged()
        if status in _BUSY:
            wait = retry_after(response.headers.get("Retry-After"), self._now())
            call.gate.close(wait or _A_WHILE)
            return Failed(f"{service} is busy (HTTP {status}).", wait)
        if 400 <= status < 500:
            return Refusal(status, await _explanation(response))
        if status != 200:
            return Failed(f"{service} has a problem of its own (HTTP {status}).")
        name, never = call.media.value
        if any(each in response.content_type for each in never):
            return Failed(f"{service} sent something other than {name}.")
        data = await _body(response, MOST_BYTES)
        if not data.strip():
            return Failed(f"{service} sent an empty answer.")
        return Body(data, _mark(response.headers.get("ETag")), _mark(response.headers.get("Last-Modified")))


async def _body(response: aiohttp.ClientResponse, most: int) -> bytes:
    return await unpack(response.content.iter_chunked(_CHUNK), response.headers.get("Content-Encoding", ""), most)


async def _explanation(response: aiohttp.ClientResponse) -> bytes:
    try:
        return await _body(response, _MOST_OF_A_REFUSAL)
    except (TooLong, BadBody):
        return b""


def _mark(header: str | None) -> str | None:
    """A service's mark of a version, if it is one that a bookmark can keep."""
    return header if header and len(header) <= _LONGEST_MARK and header.isprintable() else None


def _headers(call: Call) -> dict[str, str]:
    marks = {"If-None-Match": call.since.etag, "If-Modified-Since": call.since.modified}
    return {**call.headers, **{name: mark for name, mark in marks.items() if mark}}


def _same_place(start: URL, target: URL) -> bool:
    """Whether a key may go there: the same host and port, or its encrypted door."""
    if target.host != start.host:
        return False
    return target.origin() == start.origin() or (
        (start.scheme, target.scheme) == ("http", "https") and target.is_default_port()
    )
