"""Reading a list that begins with the newest paper, page by page, until what was read before begins."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.sources.interface import Bookmark, Failed, Fetched, LivePaper, Note, NotModified, Papers
from bot.sources.papers import day_of, newest_first


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list. `total` is the length of the whole, `shown` how many entries stand here, read or not."""

    papers: tuple[LivePaper, ...]
    total: int
    shown: int
    etag: str | None = None
    modified: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list of papers, newest first. `page` reads one from a position on.

    `today` bounds what counts as read, for papers may be dated ahead. `overlap` is how far behind the newest known
    paper one may still appear that was not there before. A list that once held papers is not believed to hold
    none, unless it `may_be_empty`.
    """

    service: str
    page: Callable[[int, Bookmark], Awaitable[Page | NotModified | Failed]]
    today: date
    size: int
    most_pages: int
    overlap: timedelta
    may_be_empty: bool = False


async def read_list(whole: List, since: Bookmark) -> Fetched:
    """What the list holds back to where it was read before; one page of it the first time."""
    pages: list[Page] = []
    marks = since
    while not _ends(whole, pages, since):
        page = await whole.page(len(pages) * whole.size, marks)
        if not isinstance(page, Page):
            return page
        pages.append(page)
        marks = since.unmarked()
        if failed := _reason_against(whole, pages, since):
            return failed
    return _papers(whole, pages, since)


def _ends(whole: List, pages: list[Page], since: Bookmark) -> bool:
    if not pages:
        return False
    is_last = len(pages) * whole.size >= pages[-1].total or not pages[-1].shown
    return (
        is_last
        or len(pages) >= whole.most_pages
        or since.newest is None
        or _reaches(pages, since.newest - whole.overlap)
    )


def _reaches(pages: list[Page], day: date) -> bool:
    """Whether a page's last papers are older than that. One out of order does not count."""
    days = [day_of(paper) for paper in pages[-1].papers if paper.listing.published]
    return bool(days) and max(days[-3:]) < day


def _reason_against(whole: List, pages: list[Page], since: Bookmark) -> Failed | None:
    """Why the newest page must not be taken for the truth."""
    page, service = pages[-1], whole.service
    if page.shown and not page.papers:
        return Failed(f"{service} sent {page.shown} papers of which none can be read.")
    if len(pages) > 1:
        return None
    if page.total and not page.shown:
        return Failed(f"{service} says that there are {page.total:,} papers, and sent none of them.")
    if not page.total and since.newest is not None and not whole.may_be_empty:
        return Failed(f"{service} listed papers before, and lists none now.")
    if since.newest is None and _is_short(whole, pages):
        return Failed(f"{service} sent {page.shown} papers where there should be more.")
    return None


def _is_short(whole: List, pages: list[Page]) -> bool:
    """Whether entries are missing that the totals promise."""
    return any(page.shown < min(whole.size, page.total - i * whole.size) for i, page in enumerate(pages))


def _papers(whole: List, pages: list[Page], since: Bookmark) -> Papers:
    papers = newest_first(paper for page in pages for paper in page.papers)
    days = [day_of(paper) for paper in papers if paper.listing.published]
    is_short = _is_short(whole, pages)
    first, is_baseline = pages[0], since.newest is None
    bookmark = Bookmark(
        etag=None if is_short else first.etag,
        modified=None if is_short else first.modified,
        newest=since.newest if is_short else _newest(whole, since, days),
        floor=min(days, default=None) if is_baseline and first.total > first.shown else since.floor,
    )
    return Papers(
        tuple(paper for paper in papers if since.floor is None or day_of(paper) >= since.floor),
        bookmark,
        note=_note(whole, pages, since, is_short=is_short),
        about=first.about,
        unread=sum(page.shown - len(page.papers) for page in pages),
    )


def _newest(whole: List, since: Bookmark, days: list[date]) -> date | None:
    return max((min(day, whole.today) for day in [since.newest, *days] if day), default=None)


def _note(whole: List, pages: list[Page], since: Bookmark, *, is_short: bool) -> Note | None:
    if is_short:
        return Note.INCOMPLETE
    goes_on = len(pages) * whole.size < pages[-1].total
    if since.newest is not None and goes_on and not _reaches(pages, since.newest):
        return Note.CAPPED
    return None
