"""Reading attachments, from a server that lies in every way it can."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from bot.ingest.uploads import LARGEST_UPLOAD, UploadRefused
from bot.views.fetching import download

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Cdn:
    """A server on loopback; `sent` counts the bytes it got rid of."""

    url: str = ""
    sent: int = 0
    handlers: dict[str, Handler] = field(default_factory=dict)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Answer as the path says."""
        return await getattr(self, request.path.strip("/"))(request)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """An honest file."""
        return web.Response(body="Ada Löng".encode())

    async def bomb(self, request: web.Request) -> web.StreamResponse:
        """Few bytes that would be many."""
        return web.Response(body=gzip.compress(bytes(50_000_000)), headers={"Content-Encoding": "gzip"})

    async def elsewhere(self, request: web.Request) -> web.StreamResponse:
        """A redirect into somebody's network."""
        raise web.HTTPFound("http://169.254.169.254/latest/meta-data")

    async def endless(self, request: web.Request) -> web.StreamResponse:
        """Chunk after chunk, with no length said."""
        stream = web.StreamResponse()
        await stream.prepare(request)
        while self.sent < 500_000_000:
            await stream.write(bytes(100_000))
            self.sent += 100_000
        return stream

    async def stalled(self, request: web.Request) -> web.StreamResponse:
        """Headers, and then nothing."""
        stream = web.StreamResponse()
        await stream.prepare(request)
        await asyncio.sleep(1)
        return stream

    async def broken(self, request: web.Request) -> web.StreamResponse:
        """Less than was promised."""
        stream = web.StreamResponse(headers={"Content-Length": "1000"})
        await stream.prepare(request)
        await stream.write(b"half")
        assert request.transport is not None
        request.transport.abort()
        return stream

    async def gone(self, request: web.Request) -> web.StreamResponse:
        """Nothing there."""
        raise web.HTTPNotFound


@pytest.fixture
async def cdn() -> AsyncIterator[Cdn]:
    """The server, running."""
    served = Cdn()
    app = web.Application()
    app.router.add_get("/{kind}", served.answer)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    served.url = f"http://127.0.0.1:{port}"
    yield served
    await runner.cleanup()


async def test_an_honest_file_is_read(cdn: Cdn) -> None:
    """Byte for byte."""
    assert await download(f"{cdn.url}/page") == "Ada Löng".encode()


@pytest.mark.parametrize("kind", ["bomb", "elsewhere", "stalled", "broken", "gone"])
async def test_whatever_is_wrong_is_a_sentence(cdn: Cdn, kind: str) -> None:
    """What to do next stands in it."""
    with pytest.raises(UploadRefused, match="upload it again"):
        await download(f"{cdn.url}/{kind}", seconds=0.3)


async def test_no_more_is_read_than_is_taken(cdn: Cdn) -> None:
    """A file that never ends is left after two megabytes."""
    with pytest.raises(UploadRefused, match="larger than it said"):
        await download(f"{cdn.url}/endless")
    assert cdn.sent < LARGEST_UPLOAD + 20_000_000
