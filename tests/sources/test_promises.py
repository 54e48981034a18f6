"""What holds whatever a service sends: papers, not modified or failed, never an exception, never a false nothing."""

import asyncio
import re
from datetime import UTC, date, datetime

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.library.models import Listing, Precision, Published
from bot.sources.interface import Bookmark, Failed, Fetched, LivePaper, NotModified, Papers
from bot.sources.kinds import Kind, Watch, parse_watch
from bot.sources.services import Services
from bot.sources.web import Answer, Body, Call, Web
from tests.sources.loopback import (
    VALUES,
    WEDNESDAY,
    Bench,
    FakeTime,
    LoopbackService,
    announcement_feed,
    recorded,
    search_feed,
    settings_for,
)

WORKS = b'{"meta": {"count": 1}, "results": [%b]}' % recorded("openalex_work.json")
GOOD = {
    Kind.ARXIV_CATEGORY: announcement_feed(["2611.00001", "2611.00002"]),
    Kind.ARXIV_AUTHOR: search_feed(["2611.00001", "2611.00002"]),
    Kind.ARXIV_QUERY: recorded("arxiv_search.xml").replace(b">214881<", b">2<"),
    Kind.OPENALEX_AUTHOR: WORKS,
    Kind.SEMANTIC_SCHOLAR_AUTHOR: b'{"offset": 0, "data": %b}' % recorded("semantic_scholar_papers.json"),
}
JSON_LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
JSON_KEYS = st.sampled_from([*re.findall(r"\w+", """
    id doi title results meta count data offset next total paperId year authors name externalIds ArXiv DOI abstract
    abstract_inverted_index authorships author display_name locations landing_page_url publicationDate
""")])  # fmt: skip
DOCUMENTS = st.recursive(
    JSON_LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(JSON_KEYS, inner, max_size=6),
    max_leaves=25,
)


class CannedWeb(Web):
    """Answers every question about a list with the same bytes, and every other one well."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = data

    async def get(self, call: Call) -> Answer:
        """What it was given."""
        if "/authors/" in call.url:
            return Body(b'{"id": "https://openalex.org/A5000000001", "display_name": "Ada Long"}')
        return Body(self._data)


def fetched_from(kind: Kind, data: bytes, since: Bookmark) -> Fetched:
    """What a source makes of these bytes."""
    services = Services(
        settings_for("http://127.0.0.1:1"), web=CannedWeb(data), gate=FakeTime().gate, now=lambda: WEDNESDAY
    )
    watch = parse_watch(kind, VALUES[kind])
    assert isinstance(watch, Watch)
    return asyncio.run(services.source(watch).fetch(since))


BOOKMARKS = st.sampled_from([Bookmark(), Bookmark(newest=date(2026, 11, 1)), Bookmark(announced=date(2026, 11, 17))])


@given(st.sampled_from(Kind), st.binary(max_size=400), BOOKMARKS)
def test_any_bytes_are_a_failure(kind: Kind, data: bytes, since: Bookmark) -> None:
    """Nobody sends a feed by chance."""
    assert isinstance(fetched_from(kind, data, since), Failed)


@given(st.sampled_from([Kind.OPENALEX_AUTHOR, Kind.SEMANTIC_SCHOLAR_AUTHOR]), DOCUMENTS)
def test_any_json_is_papers_or_a_failure(kind: Kind, document: object) -> None:
    """Whatever stands under whatever key."""
    try:
        data = orjson.dumps(document)
    except (TypeError, orjson.JSONEncodeError):  # a number beyond 64 bits, or half of a letter
        return
    assert isinstance(fetched_from(kind, data, Bookmark()), Papers | Failed)


@given(st.sampled_from(Kind), st.integers(0, 20_000))
def test_a_cut_answer_is_a_failure(kind: Kind, length: int) -> None:
    """Wherever it breaks off."""
    data = GOOD[kind].rstrip()
    assert isinstance(fetched_from(kind, data[: length % len(data)], Bookmark()), Failed)


@given(st.sampled_from(Kind), st.data())
@settings(max_examples=200)
def test_a_garbled_answer_is_never_a_false_nothing(kind: Kind, data: st.DataObject) -> None:
    """A few bytes are others: there are still papers, or it is a failure."""
    body = bytearray(GOOD[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=6))
    fetched = fetched_from(kind, bytes(body), Bookmark())
    assert isinstance(fetched, Failed) or (isinstance(fetched, Papers) and fetched.papers)


@given(st.binary(max_size=300), st.booleans())
@settings(max_examples=60)
@example(b"\x00\x01 200 OK\r\n\r\n", False)
def test_any_bytes_on_the_wire_are_a_failure(data: bytes, has_head: bool) -> None:
    """Below HTTP, too."""

    async def fetch() -> Fetched:
        async with LoopbackService() as service, Bench(service) as bench:
            service.sends(b"HTTP/1.1 200 OK\r\n" + data if has_head else data)
            return await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())

    assert isinstance(asyncio.run(fetch()), Failed)


@pytest.mark.parametrize("kind", Kind)
def test_the_good_answers_are_good(kind: Kind) -> None:
    """Else the garbled ones would prove nothing."""
    fetched = fetched_from(kind, GOOD[kind], Bookmark())
    assert not isinstance(fetched, Papers) or fetched.papers
    assert isinstance(fetched, Papers), fetched


@pytest.mark.parametrize(
    "value",
    [
        LivePaper(
            ("arxiv:2611.00001", "s2:a"),
            Listing(
                "T", ("Ada Long",), published=Published(date(2026, 1, 1), precision=Precision.YEAR), fields=("cs.LG",)
            ),
            "https://arxiv.org/abs/2611.00001",
            datetime(2026, 11, 17, 10, tzinfo=UTC),
        ),
        Bookmark('"e"', "m", date(2026, 11, 1), date(2026, 1, 1), date(2026, 11, 2)),
        Watch(Kind.ARXIV_CATEGORY, "cs.LG"),
        NotModified(Bookmark()),
    ],
)
def test_values_come_back_from_json_as_they_were(value: object) -> None:
    """The store keeps them so."""
    document = orjson.loads(orjson.dumps(value))
    assert TypeAdapter(type(value)).validate_python(document) == value
