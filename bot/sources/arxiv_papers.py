"""arXiv's feeds read as papers: announcements (RSS) and results of a search (Atom)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from bot.ingest.problems import quoted
from bot.library.identifiers import arxiv_id, arxiv_id_in
from bot.library.text import clean
from bot.sources.feeds import Entry, read_feed
from bot.sources.interface import LivePaper
from bot.sources.papers import Told, live_paper
from bot.sources.reading import ServiceSays, Unreadable

# Where arXiv's days begin and end.
NEW_YORK = ZoneInfo("America/New_York")
_NEW = frozenset({"new", "cross"})
_OLD = frozenset({"replace", "replace-cross"})
_FEED_ERROR = "feed error"
_ANNOUNCES = "updates on arxiv"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One day's announcement: its papers that are new here, how many entries made no sense, and its day in New York."""

    papers: tuple[LivePaper, ...]
    unread: int
    day: date | None


@dataclass(frozen=True, slots=True)
class Results:
    """A part of a search's results. `total` is how many there are in all, `shown` how many entries stand here."""

    papers: tuple[LivePaper, ...]
    total: int
    shown: int


def read_announcement(data: bytes) -> Announcement:
    """The announcement in a category's RSS feed. Raises Unreadable for anything else."""
    feed = read_feed(data)
    if feed.title.strip().casefold().startswith(_FEED_ERROR):
        raise ServiceSays(f"says {quoted(clean(feed.subtitle) or 'Feed error')}")
    if not feed.is_rss or _ANNOUNCES not in feed.title.casefold():
        raise Unreadable("sent a feed other than a day’s announcement")
    day = feed.published.astimezone(NEW_YORK).date() if feed.published else None
    fresh = [entry for entry in feed.entries if _announced_as(entry) not in _OLD]
    papers = tuple(paper for entry in fresh if (paper := _announced(entry)))
    if fresh and not papers:
        raise Unreadable(f"announced {len(fresh)} papers of which none can be read")
    return Announcement(papers, len(fresh) - len(papers), day)


def read_results(data: bytes) -> Results:
    """Results in the search's Atom feed. Raises Unreadable for anything else, its own errors included."""
    feed = read_feed(data)
    if error := next((entry for entry in feed.entries if _is_error(entry)), None):
        raise ServiceSays(f"says {quoted(clean(error.summary) or 'Error')}")
    if feed.is_rss or feed.total is None:
        raise Unreadable("sent a feed other than a search’s results")
    papers = tuple(paper for entry in feed.entries if (paper := _found(entry)))
    return Results(papers, feed.total, len(feed.entries))


def _is_error(entry: Entry) -> bool:
    return "/api/errors" in entry.id or (entry.title.strip() == "Error" and entry.published is None)


_STATED_TYPE = re.compile(r"announce type:\s{0,5}([a-z-]{1,20})", re.I)
_HEAD = re.compile(r".{0,300}?\babstract:\s?", re.I | re.S)


def _announced_as(entry: Entry) -> str:
    stated = _STATED_TYPE.search(entry.summary[:200])
    return entry.announce_type or (stated[1].casefold() if stated else "")


def _announced(entry: Entry) -> LivePaper | None:
    identifier = arxiv_id(entry.id.removeprefix("oai:arXiv.org:")) or arxiv_id_in((entry.id, entry.summary))
    kind = _announced_as(entry)
    if identifier is None or kind not in _NEW:
        return None
    head = _HEAD.match(entry.summary)
    told = _told(entry, identifier)
    return live_paper(
        replace(
            told,
            authors=tuple(_people(", ".join(entry.authors))),
            abstract=entry.summary[head.end() :] if head else entry.summary,
            published=_day(entry, identifier) if kind == "new" else _month(identifier),
            announced=entry.published,
        )
    )


def _found(entry: Entry) -> LivePaper | None:
    identifier = arxiv_id_in((entry.id,))
    if identifier is None:
        return None
    day = entry.published.date().isoformat() if entry.published else _month(identifier)
    return live_paper(replace(_told(entry, identifier), published=day, submitted=entry.published))


def _told(entry: Entry, identifier: str) -> Told:
    return Told(
        title=entry.title,
        authors=entry.authors,
        abstract=entry.summary,
        url=f"https://arxiv.org/abs/{identifier}",
        published="",
        arxiv_id=identifier,
        doi=entry.doi.split()[0] if entry.doi.strip() else "",
        fields=entry.terms,
        remarks=entry.comment,
    )


def _day(entry: Entry, identifier: str) -> str:
    """A new paper's date is that of its announcement; its submission, a few days before, is not in the feed."""
    return entry.published.astimezone(NEW_YORK).date().isoformat() if entry.published else _month(identifier)


def _month(identifier: str) -> str:
    """The month in an id: `2411.17700` is of November 2024, `hep-th/9901001` of January 1999."""
    digits = identifier.rpartition("/")[2][:4]
    century = 19 if "/" in identifier and digits > "90" else 20
    return f"{century}{digits[:2]}-{digits[2:]}"


_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


def _people(listed: str) -> Iterator[str]:
    """Names that stand in one line with commas between."""
    name = ""
    for piece in map(str.strip, listed.split(",")):
        if _SUFFIX.fullmatch(piece):
            name = f"{name}, {piece}"
            continue
        if name:
            yield name
        name = piece
    if name:
        yield name
