"""A service on 127.0.0.1 that answers as it is told, however badly, and what the sources are tried with around it."""

import asyncio
import gzip
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from bot.settings import Settings
from bot.sources.gate import Gate
from bot.sources.interface import Source
from bot.sources.kinds import Kind, Watch, parse_watch
from bot.sources.services import Services
from bot.sources.web import Web

RECORDED = Path(__file__).parent / "recorded"
XML, JSON, HTML = "application/xml", "application/json", "text/html; charset=utf-8"
# What somebody may watch of each kind.
VALUES = {
    Kind.ARXIV_CATEGORY: "cs.LG",
    Kind.ARXIV_AUTHOR: "Ada Long",
    Kind.ARXIV_QUERY: "ti:testing",
    Kind.OPENALEX_AUTHOR: "A5000000001",
    Kind.SEMANTIC_SCHOLAR_AUTHOR: "12345",
}
# A Wednesday noon in New York.
WEDNESDAY = datetime(2026, 11, 18, 17, tzinfo=UTC)


def recorded(name: str) -> bytes:
    """An answer as another project recorded it."""
    return (RECORDED / name).read_bytes()


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]
    time: float


Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class LoopbackService:
    """Answers requests one after another as planned; the last plan goes on for ever."""

    clock: Callable[[], float] = lambda: 0.0
    asked: list[Asked] = field(default_factory=list)
    plans: list[Answer] = field(default_factory=list)

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            first, *lines = head.split("\r\n")
            target = urlsplit(first.split(" ")[1])
            headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines if line)}
            self.asked.append(Asked(target.path, dict(parse_qsl(target.query)), headers, self.clock()))
            plan = self.plans.pop(0) if len(self.plans) > 1 else self.plans[0]
            await plan(writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def says(self, body: bytes = b"", media: str = XML, status: int = 200, **headers: str) -> None:
        """Answer with a body. A header is written `Retry_After="1"`."""
        named = {"Content-Type": media, **{name.replace("_", "-"): value for name, value in headers.items()}}
        self.sends(_head(status, {**named, "Content-Length": str(len(body))}) + body)

    def shows(self, document: object, **headers: str) -> None:
        """Answer with JSON."""
        self.says(json.dumps(document).encode(), JSON, **headers)

    def sends(self, data: bytes) -> None:
        """Send these bytes, HTTP or not, and hang up."""

        async def plan(writer: asyncio.StreamWriter) -> None:
            writer.write(data)

        self.plans.append(plan)

    def packs(self, body: bytes, media: str = XML) -> None:
        """Answer with a gzipped body."""
        self.says(gzip.compress(body), media, Content_Encoding="gzip")

    def streams(self, chunk: bytes, times: int, media: str = XML, **headers: str) -> None:
        """Answer with a body without a stated length, as long as somebody reads it."""

        async def plan(writer: asyncio.StreamWriter) -> None:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            writer.write(_head(200, {"Content-Type": media, **named}))
            for _ in range(times):
                writer.write(chunk)
                await writer.drain()
                self.streamed += len(chunk)

        self.streamed = 0
        self.plans.append(plan)

    def stalls(self) -> None:
        """Begin an answer and never go on."""

        async def plan(writer: asyncio.StreamWriter) -> None:
            writer.write(_head(200, {"Content-Type": XML, "Content-Length": "100"}) + b"<")
            await writer.drain()
            await asyncio.sleep(30)

        self.plans.append(plan)

    def resets(self) -> None:
        """Break the connection in the middle of an answer."""

        async def plan(writer: asyncio.StreamWriter) -> None:
            now = struct.pack("ii", 1, 0)
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
            writer.transport.abort()

        self.plans.append(plan)


def _head(status: int, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} X", "Connection: close", *(f"{name}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


@dataclass
class FakeTime:
    """Seconds that pass only in sleep."""

    seconds: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        """Seconds that never go back."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.seconds += seconds

    def gate(self, pause: timedelta) -> Gate:
        """A gate that nobody has to wait for."""
        return Gate(pause, clock=self.clock, sleep=self.sleep)


def settings_for(url: str, **others: Any) -> Settings:
    """Settings in which every service is this one."""
    named = {"arxiv_api_url": f"{url}/api", "arxiv_rss_url": f"{url}/rss", "openalex_url": url}
    return Settings(_env_file=None, semantic_scholar_url=url, **named, **others)  # type: ignore[call-arg]


class Bench:
    """Sources that all ask one loopback service."""

    def __init__(
        self, service: LoopbackService, *, seconds: float = 5.0, now: datetime = WEDNESDAY, **keys: str
    ) -> None:
        self.time = FakeTime()
        service.clock = self.time.clock
        web = Web(seconds=seconds, now=lambda: now)
        self.services = Services(settings_for(service.url, **keys), web=web, gate=self.time.gate, now=lambda: now)

    def source(self, kind: str, value: str) -> Source:
        """The source of what somebody typed."""
        watch = parse_watch(kind, value)
        assert isinstance(watch, Watch), watch
        return self.services.source(watch)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.services.close()


def search_feed(ids: Sequence[str], total: int | None = None, day: str = "2026-11-17") -> bytes:
    """Results of a search as arXiv writes them: invented papers of one day."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/{each}v1</id><title>Paper {each}</title>\n"
        f"<published>{day}T10:00:00Z</published><summary>We test.</summary>\n"
        f"<author><name>Ada Long</name></author><category term='cs.LG'/></entry>\n"
        for each in ids
    )
    return (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/'>\n"
        f"<title>arXiv Query</title><opensearch:totalResults>{len(ids) if total is None else total}"
        f"</opensearch:totalResults>\n{entries}</feed>"
    ).encode()


def announcement_feed(ids: Sequence[str], date: str = "Wed, 18 Nov 2026 00:00:00 -0500") -> bytes:
    """A day's announcement as arXiv writes it: invented papers."""
    items = "".join(
        f"<item><title>Paper {each}</title>\n<description>arXiv:{each}v1 Announce Type: new \nAbstract: We test."
        f"</description>\n<guid isPermaLink='false'>oai:arXiv.org:{each}v1</guid><category>cs.LG</category>\n"
        f"<pubDate>{date}</pubDate><arxiv:announce_type>new</arxiv:announce_type>\n"
        "<dc:creator>Ada Long, Bea Short</dc:creator></item>\n"
        for each in ids
    )
    return (
        "<rss xmlns:arxiv='http://arxiv.org/schemas/atom' xmlns:dc='http://purl.org/dc/elements/1.1/' version='2.0'>\n"
        f"<channel><title>cs.LG updates on arXiv.org</title>\n<pubDate>{date}</pubDate>\n{items}</channel></rss>"
    ).encode()
