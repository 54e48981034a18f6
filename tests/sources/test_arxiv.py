"""arXiv's papers: announcements, searches, what is new in them, and what a gap swallowed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.library.models import Precision, Published
from bot.sources.arxiv_calendar import deadline, has_missed
from bot.sources.arxiv_papers import read_announcement, read_results
from bot.sources.interface import Bookmark, Failed, Note, NotModified, Papers
from tests.sources.loopback import WEDNESDAY, Bench, LoopbackService, announcement_feed, recorded, search_feed

TUESDAY, FRIDAY = "Tue, 17 Nov 2026 00:00:00 -0500", "Fri, 20 Nov 2026 00:00:00 -0500"
SATURDAY = datetime(2026, 11, 21, 17, tzinfo=UTC)


def test_an_announcement_holds_what_is_new_and_cross_listed() -> None:
    """A replaced paper is not a new one; a name in one line is several people."""
    announcement = read_announcement(recorded("arxiv_announcement.xml"))
    assert announcement.day == date(2024, 11, 28)
    assert announcement.unread == 0
    one, two, cross = announcement.papers
    assert [paper.identity for paper in announcement.papers] == [
        "arxiv:2411.17701",
        "arxiv:2411.17702",
        "arxiv:2202.06515",
    ]
    assert two.listing.authors == ("Hyewon Jeong", "Suyeol Yun", "Hammaad Adam")
    assert two.listing.fields == ("eess.SP", "cs.LG")
    assert two.listing.abstract.startswith("Electrocardiograms (ECGs) are")
    assert two.listing.links == ("https://github.com/mandiehyewon/goodviews_ecg.git",)
    assert two.url == "https://arxiv.org/abs/2411.17702"
    assert one.announced == datetime(2024, 11, 28, 5, tzinfo=UTC)
    assert one.listing.published == Published(date(2024, 11, 28))
    assert cross.listing.published == Published(date(2022, 2, 1), precision=Precision.MONTH)


def test_results_of_a_search_are_papers() -> None:
    """Identity without a version, the day of the first one, every author, the DOI."""
    results = read_results(recorded("arxiv_search.xml"))
    assert (results.total, results.shown) == (214_881, 2)
    paper = results.papers[0]
    assert paper.identities == ("arxiv:2202.12139", "doi:10.1109/icstw55395.2022.00035")
    assert paper.published == datetime(2022, 2, 24, 15, 5, 19, tzinfo=UTC)
    assert paper.listing.published == Published(date(2022, 2, 24))
    assert paper.listing.authors == ("Mohit Kumar Ahuja", "Arnaud Gotlieb", "Helge Spieker")
    assert paper.listing.fields == ("cs.SE", "cs.LG")
    assert paper.announced is None


def test_an_id_of_the_old_style_keeps_its_slash() -> None:
    """`astro-ph/0601001v1` without its version; a summary without the spaces before it."""
    (paper,) = read_results(recorded("arxiv_old_id.xml")).papers
    assert paper.identity == "arxiv:astro-ph/0601001"
    assert paper.url == "https://arxiv.org/abs/astro-ph/0601001"
    assert paper.listing.abstract.startswith("We derive the frequencies")


def test_markup_in_text_is_the_authors_own() -> None:
    """What stands between `<` and `>` in an abstract is not taken for a tag; LaTeX becomes readable."""
    feed = search_feed(["2611.00001"]).replace(b"We test.", rb"For a&lt;b and c&gt;d, $O(n^2)$ &amp;amp; Erd\H{o}s.")
    (paper,) = read_results(feed).papers
    assert paper.listing.abstract == "For a<b and c>d, O(n²) &amp; Erdős."
    assert paper.listing.raw_abstract == r"For a<b and c>d, $O(n^2)$ &amp; Erd\H{o}s."


def test_a_suffix_belongs_to_the_name_before_it() -> None:
    """Announcements part names by commas, and suffixes, too."""
    feed = announcement_feed(["2611.00001"]).replace(b"Ada Long, Bea", b"Ada Long, Jr., Bea")
    (paper,) = read_announcement(feed).papers
    assert paper.listing.authors == ("Ada Long, Jr.", "Bea Short")


def test_a_day_that_does_not_exist_is_none() -> None:
    """The month of the id stands in for it."""
    feed = search_feed(["2611.00001"], day="soon")
    (paper,) = read_results(feed).papers
    assert paper.published is None
    assert paper.listing.published == Published(date(2026, 11, 1), precision=Precision.MONTH)


def test_markup_in_an_announcement_is_the_authors_own() -> None:
    """RSS calls its text HTML; arXiv's is not."""
    feed = announcement_feed(["2611.00001"]).replace(
        b"We test.", rb"For a&lt;b and c&gt;d, &lt;b&gt; &amp;amp; p&lt;0.1."
    )
    (paper,) = read_announcement(feed).papers
    assert paper.listing.abstract == "For a<b and c>d, <b> &amp; p<0.1."


async def test_a_search_is_asked_for_the_newest_first(service: LoopbackService, bench: Bench) -> None:
    """An author's name as one phrase."""
    service.says(search_feed(["2611.00001", "2611.00002"]))
    fetched = await bench.source("arxiv-author", "Long, Ada").fetch(Bookmark())
    assert isinstance(fetched, Papers)
    assert len(fetched.papers) == 2
    assert fetched.bookmark == Bookmark(newest=date(2026, 11, 17))
    assert service.asked[0].path == "/api"
    assert service.asked[0].query == {
        "search_query": 'au:"Ada Long"', "sortBy": "submittedDate", "sortOrder": "descending",
        "start": "0", "max_results": "100",
    }  # fmt: skip


async def test_a_total_without_entries_is_a_failure(service: LoopbackService, bench: Bench) -> None:
    """arXiv answers so when its index is out of order."""
    service.says(search_feed([], total=12))
    service.says(search_feed([], total=0))
    source = bench.source("arxiv-author", "Ada Long")
    assert await source.fetch(Bookmark()) == Failed("arXiv says that there are 12 papers, and sent none of them.")
    nothing = await source.fetch(Bookmark())
    assert isinstance(nothing, Papers)
    assert nothing.papers == ()
    known = Bookmark(newest=date(2026, 11, 1))
    assert await source.fetch(known) == Failed("arXiv listed papers before, and lists none now.")


async def test_recorded_nothing_is_nothing(service: LoopbackService, bench: Bench) -> None:
    """A search that finds nothing is no failure."""
    service.says(recorded("arxiv_nothing.xml"))
    fetched = await bench.source("arxiv-query", "ti:nonsense").fetch(Bookmark())
    assert fetched == Papers((), Bookmark())


async def test_pages_are_read_back_to_the_bookmark(service: LoopbackService, bench: Bench) -> None:
    """An outage of weeks loses nothing, and a first reading takes one page only."""
    pages = [
        search_feed([f"2611.{page}{i:04}" for i in range(100)], 1_000, f"2026-11-{18 - page:02}") for page in range(8)
    ]
    for page in pages:
        service.says(page, ETag='"first"' if page is pages[0] else '"later"')
    source = bench.source("arxiv-query", "cat:cs.LG")
    fetched = await source.fetch(Bookmark(etag='"known"', newest=date(2026, 11, 17)))
    assert isinstance(fetched, Papers)
    assert [asked.query["start"] for asked in service.asked] == [str(100 * page) for page in range(7)]
    assert len(fetched.papers) == 700
    assert fetched.note is None
    assert fetched.bookmark == Bookmark(etag='"first"', newest=date(2026, 11, 18))
    assert [asked.headers.get("if-none-match") for asked in service.asked] == ['"known"', *[None] * 6]
    assert bench.time.slept == [3.0] * 6
    service.plans.clear()
    service.says(pages[0])
    first = await source.fetch(Bookmark())
    assert isinstance(first, Papers)
    assert first.bookmark.floor == date(2026, 11, 18)
    assert len(first.papers) == 100


async def test_more_than_can_be_fetched_is_said(service: LoopbackService, bench: Bench) -> None:
    """A thousand papers a time; the rest is not silently gone."""
    service.says(search_feed([f"2611.{i:05}" for i in range(100)], 5_000))
    fetched = await bench.source("arxiv-query", "cat:cs.LG").fetch(Bookmark(newest=date(2026, 11, 1)))
    assert isinstance(fetched, Papers)
    assert fetched.note is Note.CAPPED
    assert len(service.asked) == 10


async def test_a_day_to_come_is_not_read_up_to(service: LoopbackService, bench: Bench) -> None:
    """A wrong date far away would else end every later reading after one page."""
    service.says(search_feed(["2611.00001"], day="2099-01-01"))
    fetched = await bench.source("arxiv-author", "Ada Long").fetch(Bookmark())
    assert fetched.bookmark == Bookmark(newest=WEDNESDAY.date())


async def test_a_short_page_is_asked_for_again(service: LoopbackService, bench: Bench) -> None:
    """What is missing of it is not lost: the bookmark stays. As a baseline it would not do at all."""
    service.says(search_feed(["2611.00001"], total=40), ETag='"short"')
    source = bench.source("arxiv-author", "Ada Long")
    known = Bookmark(newest=date(2026, 11, 16))
    fetched = await source.fetch(known)
    assert isinstance(fetched, Papers)
    assert (fetched.note, fetched.bookmark) == (Note.INCOMPLETE, known)
    assert await source.fetch(Bookmark()) == Failed("arXiv sent 1 papers where there should be more.")


async def test_what_was_there_before_the_first_reading_is_not_new(service: LoopbackService, bench: Bench) -> None:
    """A paper that slips onto the page because another one vanished."""
    service.says(search_feed(["2611.00001"], day="2026-11-17"))
    fetched = await bench.source("arxiv-author", "Ada Long").fetch(
        Bookmark(newest=date(2026, 11, 17), floor=date(2026, 11, 18))
    )
    assert isinstance(fetched, Papers)
    assert fetched.papers == ()


async def test_entries_without_sense_are_counted(service: LoopbackService, bench: Bench) -> None:
    """One is left out; where all are, the answer is none."""
    broken = search_feed(["2611.00001", "nonsense"])
    service.says(broken)
    service.says(search_feed(["nonsense"]))
    source = bench.source("arxiv-author", "Ada Long")
    fetched = await source.fetch(Bookmark())
    assert isinstance(fetched, Papers)
    assert (len(fetched.papers), fetched.unread) == (1, 1)
    assert await source.fetch(Bookmark()) == Failed("arXiv sent 1 papers of which none can be read.")


async def test_an_announcement_that_makes_no_sense_is_a_failure(service: LoopbackService, bench: Bench) -> None:
    """One item without sense is left out and counted."""
    service.says(announcement_feed(["2611.00001", "nonsense"]))
    service.says(announcement_feed(["nonsense"]))
    source = bench.source("arxiv-category", "cs.LG")
    fetched = await source.fetch(Bookmark())
    assert isinstance(fetched, Papers)
    assert (len(fetched.papers), fetched.unread) == (1, 1)
    assert await source.fetch(Bookmark()) == Failed("arXiv announced 1 papers of which none can be read.")


async def test_what_has_not_changed_is_not_sent_again(service: LoopbackService, bench: Bench) -> None:
    """The service's own marks go into the bookmark and back to it."""
    service.says(announcement_feed(["2611.00001"]), ETag='"a1"', Last_Modified="Wed, 18 Nov 2026 05:00:00 GMT")
    service.says(status=304)
    source = bench.source("arxiv-category", "cs.LG")
    first = await source.fetch(Bookmark())
    assert isinstance(first, Papers)
    assert await source.fetch(first.bookmark) == NotModified(first.bookmark)
    assert service.asked[1].headers["if-none-match"] == '"a1"'
    assert service.asked[1].headers["if-modified-since"] == "Wed, 18 Nov 2026 05:00:00 GMT"
    assert service.asked[1].path == "/rss/cs.LG"


async def test_a_weekend_is_known_as_one(service: LoopbackService) -> None:
    """An empty feed on a Saturday is rest; the same on a working day is a quiet day or a holiday."""
    async with Bench(service, now=SATURDAY) as bench:
        for day in ("Sat, 21 Nov 2026 00:00:00 -0500", FRIDAY):
            service.plans.clear()
            service.says(announcement_feed([], day))
            fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark())
            assert isinstance(fetched, Papers)
            assert (fetched.papers, fetched.note) == ((), Note.RESTING)
        service.plans.clear()
        service.says(status=304)
        known = Bookmark(etag='"a1"', announced=date(2026, 11, 20))
        assert await bench.source("arxiv-category", "cs.LG").fetch(known) == NotModified(known, Note.RESTING)
    service.plans.clear()
    service.says(recorded("arxiv_empty_day.xml"))
    async with Bench(service) as bench:
        fetched = await bench.source("arxiv-category", "test").fetch(Bookmark())
    assert fetched == Papers((), Bookmark(announced=date(2024, 11, 28)))


async def test_missed_announcements_are_searched_for(service: LoopbackService, bench: Bench) -> None:
    """Read on Tuesday, then not before Friday: what was announced on Wednesday and Thursday comes, too."""
    service.says(announcement_feed(["2611.00009"], FRIDAY))
    service.says(search_feed(["2611.00005", "2611.00004"]))
    fetched = await bench.source("arxiv-category", "cs.LG").fetch(Bookmark(announced=date(2026, 11, 17)))
    assert isinstance(fetched, Papers)
    assert [paper.identity for paper in fetched.papers] == ["arxiv:2611.00009", "arxiv:2611.00005", "arxiv:2611.00004"]
    assert service.asked[1].query["search_query"] == "cat:cs.LG AND submittedDate:[202611161900 TO 202611191900]"
    assert fetched.bookmark.announced == date(2026, 11, 20)


async def test_a_gap_that_cannot_be_filled_is_a_failure(service: LoopbackService, bench: Bench) -> None:
    """Else the bookmark would say that nothing is missing."""
    service.says(announcement_feed(["2611.00009"], FRIDAY))
    service.says(status=500)
    source = bench.source("arxiv-category", "cs.LG")
    assert isinstance(await source.fetch(Bookmark(announced=date(2026, 11, 17))), Failed)
    service.plans.clear()
    service.says(announcement_feed(["2611.00009"], FRIDAY))
    service.says(search_feed(["2611.00005"], total=2))
    fetched = await source.fetch(Bookmark(announced=date(2026, 11, 17)))
    assert isinstance(fetched, Papers)
    assert (fetched.note, fetched.bookmark) == (Note.INCOMPLETE, Bookmark(announced=date(2026, 11, 17)))


async def test_a_holiday_is_no_failure(service: LoopbackService, bench: Bench) -> None:
    """A gap in which nothing was announced is empty."""
    service.says(announcement_feed(["2611.00009"], FRIDAY))
    service.says(search_feed([]))
    fetched = await bench.source("arxiv-category", "math").fetch(Bookmark(announced=date(2026, 11, 18)))
    assert isinstance(fetched, Papers)
    assert len(fetched.papers) == 1
    assert service.asked[1].query["search_query"].startswith("(cat:math OR cat:math.*) AND ")


@pytest.mark.parametrize(
    ("last", "now", "missed"),
    [
        (17, 17, False),
        (17, 18, False),
        (17, 19, True),
        (20, 23, False),
        (20, 24, True),
        (21, 23, False),
        (22, 24, True),
    ],
)
def test_a_gap_is_a_working_day_between(last: int, now: int, missed: bool) -> None:
    """From Friday to Monday nothing is missed. In November 2026 the 20th is a Friday."""
    assert has_missed(date(2026, 11, last), date(2026, 11, now)) is missed


def test_a_deadline_is_the_afternoon_of_the_working_day_before() -> None:
    """Monday announces what came until Friday; a weekend nothing since Friday's announcement."""
    friday = datetime(2026, 11, 20, 19, tzinfo=UTC)
    assert deadline(date(2026, 11, 23)) == friday
    assert deadline(date(2026, 11, 21)) == deadline(date(2026, 11, 20)) == friday - timedelta(days=1)
    assert deadline(date(2026, 7, 8)) == datetime(2026, 7, 7, 18, tzinfo=UTC)
