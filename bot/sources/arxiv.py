"""arXiv: a category's announcements by RSS, authors and searches by its API."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.sources.arxiv_calendar import deadline, has_missed, is_weekend
from bot.sources.arxiv_papers import NEW_YORK, Announcement, read_announcement, read_results
from bot.sources.asking import Read, ask
from bot.sources.gate import Gate
from bot.sources.interface import Bookmark, Failed, Fetched, Note, NotModified, Papers
from bot.sources.kinds import Kind, Watch
from bot.sources.paging import List, Page, read_list
from bot.sources.papers import newest_first
from bot.sources.reading import ServiceSays, Unreadable
from bot.sources.web import Call, Media, Refusal, Web

SERVICE = "arXiv"
# Its terms: at most one request every three seconds from one connection, counted over all of its addresses.
PAUSE = timedelta(seconds=3)
PAGE = 100
_MOST_PAGES = 10
# Papers that moderators hold back appear among those of the day they were submitted.
_HELD = timedelta(days=4)
_REFUSED = "refuses the question (HTTP {})"


@dataclass(frozen=True, slots=True)
class Arxiv:
    """The service: its two addresses, and the gate that both share."""

    web: Web
    api_url: str
    rss_url: str
    gate: Gate
    now: Callable[[], datetime]

    async def announcement(self, category: str, since: Bookmark) -> Read[Announcement] | NotModified | Failed:
        """A category's feed of the day."""
        call = Call(SERVICE, f"{self.rss_url}/{category}", Media.FEED, self.gate, since=since)
        return await ask(self.web, call, read_announcement, _why)

    def results(self, query: str, *, may_be_empty: bool = False) -> List:
        """Everything that a search finds, newest first."""

        async def page(start: int, since: Bookmark) -> Page | NotModified | Failed:
            told = await ask(self.web, self._search(query, start, since), read_results, _why)
            if not isinstance(told, Read):
                return told
            return Page(told.value.papers, told.value.total, told.value.shown, told.etag, told.modified)

        return List(SERVICE, page, self.now().date(), PAGE, _MOST_PAGES, _HELD, may_be_empty)

    def _search(self, query: str, start: int, since: Bookmark) -> Call:
        parameters = {
            "search_query": query, "sortBy": "submittedDate", "sortOrder": "descending",
            "start": str(start), "max_results": str(PAGE),
        }  # fmt: skip
        return Call(SERVICE, self.api_url, Media.FEED, self.gate, parameters, since=since)


@dataclass(frozen=True, slots=True)
class ArxivSearch:
    """The papers of an author's name, or of a search in arXiv's own syntax."""

    watch: Watch
    arxiv: Arxiv

    async def fetch(self, since: Bookmark) -> Fetched:
        """What the search finds."""
        name = self.watch.value
        query = f'au:"{name}"' if self.watch.kind is Kind.ARXIV_AUTHOR else name
        return await read_list(self.arxiv.results(query), since)


@dataclass(frozen=True, slots=True)
class ArxivCategory:
    """What is announced in a category. The feed holds one day; what a longer gap swallowed is searched for."""

    watch: Watch
    arxiv: Arxiv

    async def fetch(self, since: Bookmark) -> Fetched:
        """The last announcement, and those that were missed since the bookmark."""
        answer = await self.arxiv.announcement(self.watch.value, since)
        today = self.arxiv.now().astimezone(NEW_YORK).date()
        if isinstance(answer, NotModified):
            return replace(answer, note=Note.RESTING if is_weekend(today) else None)
        if isinstance(answer, Failed):
            return answer
        announcement, last = answer.value, since.announced
        day = announcement.day or today
        told = Papers(
            newest_first(announcement.papers),
            Bookmark(answer.etag, answer.modified, announced=max(last, day) if last else day),
            note=None if announcement.papers or not (is_weekend(day) or is_weekend(today)) else Note.RESTING,
            unread=announcement.unread,
        )
        if last is None or not has_missed(last, day):
            return told
        return _joined(told, await self._missed(last, day), last)

    async def _missed(self, last: date, day: date) -> Fetched:
        """What was submitted for the announcements between two."""
        first, end = (f"{deadline(each).astimezone(UTC):%Y%m%d%H%M}" for each in (last, day))
        query = f"{_category(self.watch.value)} AND submittedDate:[{first} TO {end}]"
        # Everything is to be read, which a bookmark of long ago asks for.
        return await read_list(self.arxiv.results(query, may_be_empty=True), Bookmark(newest=date.min + _HELD))


def _category(value: str) -> str:
    """A search's term for a category, or for an archive with all that it is divided into."""
    return f"cat:{value}" if "." in value else f"(cat:{value} OR cat:{value}.*)"


def _joined(told: Papers, missed: Fetched, last: date) -> Fetched:
    """Both, or neither: the bookmark says that nothing is missing since the last announcement that was read."""
    if not isinstance(missed, Papers):
        return missed if isinstance(missed, Failed) else told
    papers = newest_first((*missed.papers, *told.papers))
    if missed.note is Note.INCOMPLETE:
        told = replace(told, bookmark=Bookmark(announced=last))
    return replace(told, papers=papers, note=missed.note or told.note, unread=told.unread + missed.unread)


def _why(refusal: Refusal) -> str:
    """arXiv's own words, which stand in a feed of their own, else the bare number."""
    try:
        read_results(refusal.data)
    except ServiceSays as error:
        return str(error)
    except Unreadable:
        return _REFUSED.format(refusal.status)
    return _REFUSED.format(refusal.status)
