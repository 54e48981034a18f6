"""Services at their worst: every source says that it failed and why, soon, and asks for no more than it may."""

import zlib
from datetime import timedelta

import pytest

from bot.sources.interface import Bookmark, Failed, Papers
from tests.sources.loopback import (
    HTML,
    JSON,
    XML,
    Bench,
    LoopbackService,
    announcement_feed,
    recorded,
    search_feed,
)

KINDS = {
    "arxiv-category": "cs.LG",
    "arxiv-author": "Ada Long",
    "arxiv-query": "ti:testing",
    "openalex-author": "A5000000001",
    "semantic-scholar-author": "1234567",
}
HALF = search_feed([f"2611.{i:05}" for i in range(100)])[:5_000]
RSS = b"<rss version='2.0'><channel><title>%b</title></channel></rss>"
BOMB = b"<!DOCTYPE x [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + RSS % b"&b;"
OUTSIDE = b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + RSS % b"&a;"
# What is sent, and what is said of it where a feed and where JSON was asked for.
NO_FEED, NO_JSON, OTHER_SHAPE = "something other than a feed", "something other than JSON", "JSON of another shape"
BODIES = {
    "a web page": (b"<!DOCTYPE html><html><body>Busy</body></html>", "a web page", NO_JSON),
    "a web page without a head": (b"<html><body>Busy<br></html>", "a web page", NO_JSON),
    "a broken web page": (b" <!-- x --> <html lang=en><p>Busy", "a web page", NO_JSON),
    "truncated": (HALF, "a feed that breaks off", NO_JSON),
    "an entity bomb": (BOMB, "a document type", NO_JSON),
    "an external entity": (OUTSIDE, "a document type", NO_JSON),
    "other XML": (b"<a><b/></a>", NO_FEED, NO_JSON),
    "another feed": (RSS % b"News of the day", "a feed other than", NO_JSON),
    "other JSON": (b'{"message": "maintenance"}', NO_FEED, "something other than a"),
    "an array": (b"[null]", NO_FEED, OTHER_SHAPE),
    "deep JSON": (b"[" * 100_000, NO_FEED, NO_JSON),
    "deep XML": (b"<a>" * 2_000, "XML of a shape", NO_JSON),
    "many attributes": (b"<rss %b/>" % b" ".join(b"a%d='1'" % i for i in range(99)), "XML of a shape", NO_JSON),
    "an endless attribute": (b"<rss a='%b'/>" % (b"w" * 5_000), "XML of a shape", NO_JSON),
    "an endless word": (b"<rss>" + b"<a>ww</a>" * 800 + b"</rss>", "XML with a word longer", NO_JSON),
    "zeros": (b"\0" * 5_000, NO_FEED, NO_JSON),
    "UTF-16": ("\ufeff<rss version='2.0'/>".encode("utf-16-le"), NO_FEED, NO_JSON),
    "another encoding": (b"<?xml version='1.0' encoding='latin-1'?><rss version='2.0'>\xe9</rss>", NO_FEED, NO_JSON),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", BODIES)
async def test_a_wrong_body_is_a_failure_with_a_reason(service: LoopbackService, bench: Bench, kind: str, body: str):
    """What is not the service's answer is never an empty list of papers."""
    data, as_feed, as_json = BODIES[body]
    is_arxiv = kind.startswith("arxiv")
    service.says(data, XML if is_arxiv else JSON)
    fetched = await bench.source(kind, KINDS[kind]).fetch(Bookmark())
    assert isinstance(fetched, Failed)
    assert (as_feed if is_arxiv else as_json) in fetched.reason


@pytest.mark.parametrize("kind", KINDS)
async def test_a_page_of_a_wrong_content_type_is_not_read(service: LoopbackService, bench: Bench, kind: str):
    """The header alone says that this is no answer."""
    service.says(b"<html>", HTML)
    fetched = await bench.source(kind, KINDS[kind]).fetch(Bookmark())
    assert isinstance(fetched, Failed)
    assert "sent something other than" in fetched.reason


@pytest.mark.parametrize("kind", KINDS)
async def test_an_empty_body_is_a_failure(service: LoopbackService, bench: Bench, kind: str):
    """Nothing at all is not the same as nothing new."""
    service.says(b" \n", "application/octet-stream")
    fetched = await bench.source(kind, KINDS[kind]).fetch(Bookmark())
    assert isinstance(fetched, Failed)
    assert "empty" in fetched.reason


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("status", [400, 404, 410, 500, 502, 504, 204, 206, 304])
async def test_other_statuses_are_failures(service: LoopbackService, bench: Bench, kind: str, status: int):
    """Also 304, where nothing was said of what is known."""
    service.says(b"", status=status)
    assert isinstance(await bench.source(kind, KINDS[kind]).fetch(Bookmark()), Failed)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("99999999999999999999", timedelta(days=1)),
        ("Wed, 18 Nov 2026 17:10:00 GMT", timedelta(minutes=10)),
        ("Wed, 18 Nov 2020 17:10:00 GMT", timedelta()),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
async def test_a_busy_service_is_left_alone(
    service: LoopbackService, bench: Bench, status: int, header: str | None, wait: timedelta | None
):
    """Its Retry-After is told; until then nothing of that service is asked, whatever its other sources want."""
    service.says(status=status, **({"Retry_After": header} if header else {}))
    first = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert isinstance(first, Failed)
    assert first.retry_after == wait
    second = await bench.source("arxiv-author", "Ada Long").fetch(Bookmark())
    assert isinstance(second, Failed)
    assert second.retry_after == (wait or timedelta(minutes=1))
    assert len(service.asked) == 1
    bench.time.seconds += (wait or timedelta(minutes=1)).total_seconds()
    service.plans.clear()
    service.says(search_feed(["2611.00001"]))
    assert isinstance(await bench.source("arxiv-author", "Ada Long").fetch(Bookmark()), Papers)


async def test_a_hundred_megabytes_are_stopped_at_the_cap(service: LoopbackService, bench: Bench):
    """A body without a length is read as far as five megabytes."""
    service.streams(b"<a> </a>" * 8_192, 1_600)
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert fetched == Failed("arXiv sent more than 5 MB, so reading was stopped.")
    assert service.streamed < 20 << 20


async def test_a_packed_gigabyte_is_stopped_at_the_cap(service: LoopbackService, bench: Bench):
    """What counts is what a body unpacks to."""
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    assert len(bomb) < 1 << 20
    service.says(bomb, Content_Encoding="gzip")
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert fetched == Failed("arXiv sent more than 5 MB, so reading was stopped.")


@pytest.mark.parametrize(
    ("body", "encoding"), [(b"no gzip", "gzip"), (b"<a/>", "br"), (b"", "gzip"), (b"\x1f\x8b\x08", "gzip")]
)
async def test_a_badly_packed_body_is_a_failure(service: LoopbackService, bench: Bench, body: bytes, encoding: str):
    """Whatever the header promises."""
    service.says(body, Content_Encoding=encoding)
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert fetched == Failed("arXiv sent an answer that cannot be unpacked.")


async def test_a_packed_body_is_read(service: LoopbackService, bench: Bench):
    """gzip is what services answer with."""
    service.packs(announcement_feed(["2611.00001"]))
    assert isinstance(await bench.source("arxiv-category", "cs.LG").fetch(Bookmark()), Papers)
    assert service.asked[0].headers["accept-encoding"] == "gzip"
    assert "Folio" in service.asked[0].headers["user-agent"]


async def test_a_stalled_service_is_given_up(service: LoopbackService):
    """The whole call has one limit of time, not each byte."""
    service.stalls()
    async with Bench(service, seconds=0.2) as bench:
        fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert fetched == Failed("arXiv did not answer within 0.2 seconds.")


async def test_a_reset_and_a_closed_door_are_failures(service: LoopbackService, bench: Bench):
    """Nothing of the network's own exceptions comes out."""
    service.resets()
    assert isinstance(await bench.source("arxiv-category", "cs.LG").fetch(Bookmark()), Failed)
    service._server.close()
    fetched = await bench.source("arxiv-author", "Ada Long").fetch(Bookmark())
    assert fetched == Failed("arXiv could not be reached.")


BROKEN = {
    "nothing": (b"", "broke off the connection"),
    "no HTTP": (b"hello\r\n\r\n", "no HTTP"),
    "a status of six digits": (b"HTTP/1.1 999999 X\r\n\r\n", "no HTTP"),
    "a length below zero": (b"HTTP/1.1 200 X\r\nContent-Length: -1\r\n\r\n<", "no HTTP"),
    "less than was said": (b"HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n<rss", "answer broke off"),
    "broken chunks": (b"HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<rss", ""),
    "too many headers": (b"HTTP/1.1 200 X\r\n" + b"A: b\r\n" * 50_000 + b"\r\n", ""),
    "an endless header": (b"HTTP/1.1 200 X\r\nA: " + b"b" * 100_000 + b"\r\n\r\n", "no HTTP"),
    "a header of other bytes": (b"HTTP/1.1 200 X\r\nContent-Type: \xff\r\nContent-Length: 4\r\n\r\n<rss", "breaks off"),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_broken_http_is_a_failure(service: LoopbackService, bench: Bench, name: str):
    """As a proxy with a fault sends it."""
    data, reason = BROKEN[name]
    service.sends(data)
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert isinstance(fetched, Failed)
    assert reason in fetched.reason


@pytest.mark.parametrize("target", ["{}/works", "{}", "ftp://127.0.0.1/", "file:///etc/passwd", "https://127.0.0.1:1/"])
async def test_no_other_host_is_asked(service: LoopbackService, bench: Bench, target: str):
    """A redirect elsewhere fails: nothing on the operator's own network may be asked, nor a key be given away."""
    async with LoopbackService() as other:
        other.shows({"id": "https://openalex.org/A5000000001"})
        service.says(status=302, Location=target.format(other.url))
        fetched = await bench.source("openalex-author", "A5000000001").fetch(Bookmark())
        assert fetched == Failed("OpenAlex sends to another address, which is not followed.")
        assert (len(service.asked), other.asked) == (1, [])


async def test_a_redirect_to_nowhere_is_a_failure(service: LoopbackService, bench: Bench):
    """An address that is none."""
    service.says(status=302, Location="http://[")
    assert isinstance(await bench.source("openalex-author", "A5000000001").fetch(Bookmark()), Failed)


async def test_redirects_in_a_circle_end(service: LoopbackService, bench: Bench):
    """After three."""
    service.says(status=301, Location="/again")
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
    assert fetched == Failed("arXiv sends from one address to the next without end.")
    assert len(service.asked) == 4


@pytest.mark.parametrize("plan", ["refuse", "say", "break", "stall", "redirect", "echo"])
async def test_a_key_is_never_shown(service: LoopbackService, caplog: pytest.LogCaptureFixture, plan: str):
    """Neither in a reason, nor in a log, nor in anything's repr."""
    caplog.set_level("DEBUG")
    secret = "canary-5f1d"
    plans = {
        "refuse": lambda: service.says(b'{"error": "bad key canary-5f1d"}', JSON, 403),
        "say": lambda: service.says(b'{"error": "bad key canary-5f1d"}', JSON),
        "break": service.resets,
        "stall": service.stalls,
        "redirect": lambda: service.says(status=301, Location="https://example.org/?api_key=canary-5f1d"),
        "echo": lambda: service.says(b"canary-5f1d", JSON, 400),
    }
    plans[plan]()
    async with Bench(service, seconds=0.2, openalex_api_key=secret, semantic_scholar_api_key=secret) as bench:
        sources = bench.source("openalex-author", "A5000000001"), bench.source("semantic-scholar-author", "12345")
        for source in sources:
            fetched = await source.fetch(Bookmark())
            assert isinstance(fetched, Failed)
            assert secret not in repr((fetched, source, bench.services, vars(bench.services)))
    assert service.asked[0].query["api_key"] == service.asked[-1].headers["x-api-key"] == secret
    assert secret not in caplog.text


@pytest.mark.parametrize("body", [search_feed(["2611.00001"]), b"x" * 100_000, b""])
async def test_a_refusal_without_a_reason_has_its_number(service: LoopbackService, bench: Bench, body: bytes):
    """Whatever stands in it."""
    service.says(body, status=400)
    fetched = await bench.source("arxiv-author", "Ada Long").fetch(Bookmark())
    assert fetched == Failed("arXiv refuses the question (HTTP 400).")


async def test_arxivs_own_errors_are_told_in_its_words(service: LoopbackService, bench: Bench):
    """Its “Error” entry, with status 400 or 200, and its “Feed error” of a category that does not exist."""
    service.says(recorded("arxiv_error.xml"), status=400)
    service.says(recorded("arxiv_error.xml"))
    service.says(recorded("arxiv_error.xml").replace(b"<title>Error<", b"<title>Wrong<"))
    service.says(recorded("arxiv_error.xml").replace(b"/api/errors", b"/help"))
    service.says(recorded("arxiv_feed_error.xml"))
    query = bench.source("arxiv-query", "id:abc")
    said = Failed("arXiv says “incorrect id format for abc”.")
    assert [await query.fetch(Bookmark()) for _ in range(4)] == [said] * 4
    fetched = await bench.source("arxiv-category", "astroph").fetch(Bookmark())
    assert isinstance(fetched, Failed)
    assert fetched.reason.startswith("arXiv says “Bad archive 'astroph'.")
