"""OpenAlex and Semantic Scholar: people by id, whatever shape their papers come in."""

import json
from datetime import date
from typing import Any

import pytest

from bot.library.models import Precision, Published
from bot.sources.interface import Bookmark, Failed, Note, NotModified, Papers
from bot.sources.openalex import read_work
from bot.sources.semantic_scholar import read_paper
from tests.sources.loopback import JSON, Bench, LoopbackService, recorded

AUTHOR = {"id": "https://openalex.org/A5000000001", "display_name": "Ada Long"}


def work(number: int, day: str = "2026-11-17", **others: Any) -> dict[str, Any]:
    """A work as OpenAlex has it."""
    return {"id": f"https://openalex.org/W{number}", "title": f"Work {number}", "publication_date": day, **others}


def works(listed: list[Any], count: int | None = None) -> dict[str, Any]:
    """A page of works."""
    return {"meta": {"count": len(listed) if count is None else count}, "results": listed}


def test_a_recorded_work_is_a_paper() -> None:
    """The abstract in its order, the DOI without its address, the authors' names."""
    paper = read_work(json.loads(recorded("openalex_work.json")))
    assert paper is not None
    assert paper.identities == ("doi:10.7717/peerj.4375", "openalex:W2741809807")
    assert paper.listing.authors == ("Heather Piwowar", "Jason Priem", "Vincent Larivière")
    assert paper.listing.abstract.startswith(
        "Despite growing interest in Open Access (OA) to scholarly literature, there is"
    )
    assert paper.listing.published == Published(date(2018, 2, 13))
    assert paper.url == "https://doi.org/10.7717/peerj.4375"


@pytest.mark.parametrize(
    "others",
    [
        {"doi": "https://doi.org/10.48550/arxiv.2503.14476"},
        {"locations": [{"landing_page_url": None}, {"landing_page_url": "http://arxiv.org/abs/2503.14476"}]},
    ],
)
def test_a_work_on_arxiv_is_arxivs_paper(others: dict[str, Any]) -> None:
    """So that it is one with what arXiv tells of it."""
    paper = read_work(work(7, **others))
    assert paper is not None
    assert paper.identities == ("arxiv:2503.14476", "openalex:W7")
    assert paper.listing.arxiv_id == "2503.14476"


@pytest.mark.parametrize(
    "index",
    [None, [], "text", {"a": None}, {"a": ["x"]}, {"a": 5}, {"deep": [[1]]}],
)
def test_a_work_without_an_abstract_has_none(index: Any) -> None:
    """Nor does one with a broken index fail."""
    paper = read_work(work(7, abstract_inverted_index=index))
    assert paper is not None
    assert paper.listing.abstract == ""


def test_an_endless_abstract_is_cut() -> None:
    """Positions far away take no room, and there are never too many."""
    index = {"end": [10**15], "a": list(range(200_000))}
    paper = read_work(work(7, title="<i>E. coli</i> &amp; us", abstract_inverted_index=index))
    assert paper is not None
    assert paper.listing.title == "E. coli & us"
    assert len(paper.listing.abstract) <= 20_000


@pytest.mark.parametrize(
    "broken", [{}, {"id": 5}, {"id": "https://openalex.org/W1"}, {"id": "", "title": "T"}, {"id": "W1", "title": None}]
)
def test_a_work_that_cannot_be_named_is_none(broken: dict[str, Any]) -> None:
    """It is counted as unread."""
    assert read_work(broken) is None


async def test_openalex_is_asked_for_the_person_then_the_works(service: LoopbackService, bench: Bench) -> None:
    """A merged author answers 301 to the id that is left, which has the works."""
    service.says(status=301, Location="/authors/A5000000002")
    service.shows({"id": "https://openalex.org/A5000000002", "display_name": "Ada Long"})
    service.shows(works([work(2), None, work(1, "2026-11-01")]), ETag='"w1"')
    fetched = await bench.source("openalex-author", "A5000000001").fetch(Bookmark())
    assert isinstance(fetched, Papers)
    assert [paper.identity for paper in fetched.papers] == ["openalex:W2", "openalex:W1"]
    assert (fetched.about, fetched.unread) == ("Ada Long", 1)
    assert fetched.bookmark == Bookmark(etag='"w1"', newest=date(2026, 11, 17))
    assert [asked.path for asked in service.asked] == ["/authors/A5000000001", "/authors/A5000000002", "/works"]
    query = service.asked[2].query
    assert (query["filter"], query["sort"]) == ("author.id:A5000000002", "publication_date:desc")
    assert "api_key" not in query


async def test_openalex_works_that_have_not_changed(service: LoopbackService, bench: Bench) -> None:
    """The marks are those of the works, not of the author."""
    service.shows(AUTHOR)
    service.says(status=304)
    known = Bookmark(etag='"w1"', newest=date(2026, 11, 17))
    assert await bench.source("openalex-author", "A5000000001").fetch(known) == NotModified(known)
    assert "if-none-match" not in service.asked[0].headers
    assert service.asked[1].headers["if-none-match"] == '"w1"'


@pytest.mark.parametrize(
    ("kind", "value", "status", "reason"),
    [
        ("openalex-author", "A5000000001", 404, "OpenAlex knows no author A5000000001."),
        (
            "openalex-author", "A5000000001", 403,
            "OpenAlex refuses the key. Whoever runs the bot can check OPENALEX_API_KEY.",
        ),
        ("semantic-scholar-author", "12345", 404, "Semantic Scholar knows no author 12345."),
        ("semantic-scholar-author", "12345", 400, "Semantic Scholar refuses the question (HTTP 400)."),
    ],
)  # fmt: skip
async def test_a_refusal_says_what_to_do(
    service: LoopbackService, bench: Bench, kind: str, value: str, status: int, reason: str
) -> None:
    """In a sentence for whoever added the watch."""
    service.says(b'{"error": "no"}', JSON, status)
    assert await bench.source(kind, value).fetch(Bookmark()) == Failed(reason)


def test_recorded_papers_of_semantic_scholar() -> None:
    """Null abstracts, a paper without a year, days that are known and days that are not."""
    papers = [read_paper(each) for each in json.loads(recorded("semantic_scholar_papers.json"))]
    told = {paper.listing.title: paper for paper in papers if paper}
    assert len(told) == 5
    logic = told["Systems of Logic Based on Ordinals"]
    assert logic.identities[0] == "doi:10.1016/b978-044450423-4/50007-3"
    assert logic.identities[1].startswith("s2:")
    assert logic.listing.published == Published(date(2012, 12, 31))
    assert logic.listing.abstract == ""
    utopian = told["Dystopian or Utopian? Two Images of Alan Turing"]
    assert utopian.listing.published == Published(date(2022, 1, 1), precision=Precision.YEAR)
    assert utopian.listing.abstract
    assert told["Computing Machinery and Intelligence 1. the Imitation Game"].listing.published is None


async def test_semantic_scholar_is_read_to_its_end(service: LoopbackService, bench: Bench) -> None:
    """Its lists are in no order of time, so each part may hold a new paper. Nulls are passed over."""
    ada = [{"authorId": "12345", "name": "Ada Long"}, {"authorId": None, "name": "Bea Short"}]
    new = {"paperId": "b2", "title": "New", "year": 2026, "authors": ada, "externalIds": {"ArXiv": "2611.00001v2"}}
    service.shows({"offset": 0, "next": 1, "data": [{"paperId": "a1", "title": "Old", "year": 1950, "authors": ada}]})
    service.shows({"offset": 1, "data": [None, new]})
    fetched = await bench.source("semantic-scholar-author", "12345").fetch(Bookmark(etag='"known"'))
    assert isinstance(fetched, Papers)
    assert [asked.headers.get("if-none-match") for asked in service.asked] == ['"known"', None]
    assert [paper.identity for paper in fetched.papers] == ["arxiv:2611.00001", "s2:a1"]
    assert (fetched.about, fetched.unread, fetched.note) == ("Ada Long", 1, None)
    assert [asked.query["offset"] for asked in service.asked] == ["0", "1"]
    assert service.asked[0].path == "/author/12345/papers"
    assert bench.time.slept == [1.0]


async def test_semantic_scholar_without_papers(service: LoopbackService, bench: Bench) -> None:
    """A list of none has no `data`. Where there were papers before, that is not believed."""
    service.shows({"total": 0, "offset": 0})
    source = bench.source("semantic-scholar-author", "12345")
    assert await source.fetch(Bookmark()) == Papers((), Bookmark())
    known = Bookmark(newest=date(2026, 1, 1))
    assert await source.fetch(known) == Failed("Semantic Scholar listed papers before, and lists none now.")


@pytest.mark.parametrize(
    "document",
    [
        {"offset": 0, "next": 0, "data": []},
        {"offset": 0, "next": 200},
        {"offset": 0, "total": 3},
        {"offset": 0, "data": {"paperId": "a"}},
        {"data": []},
        {"offset": 0, "data": [None]},
        {"error": "internal"},
    ],
)
async def test_a_broken_list_of_semantic_scholar_is_a_failure(
    service: LoopbackService, bench: Bench, document: dict[str, Any]
) -> None:
    """Never an empty list, and never one without end."""
    service.shows(document)
    assert isinstance(await bench.source("semantic-scholar-author", "12345").fetch(Bookmark()), Failed)


async def test_a_list_without_end_is_left(service: LoopbackService, bench: Bench) -> None:
    """After 25 parts, and that is said."""
    for part in range(30):
        service.shows({"offset": part, "next": part + 1, "data": [{"paperId": f"a{part}", "title": "T", "year": 2026}]})
    fetched = await bench.source("semantic-scholar-author", "12345").fetch(Bookmark())
    assert isinstance(fetched, Papers)
    assert (len(fetched.papers), fetched.note) == (25, Note.CAPPED)
