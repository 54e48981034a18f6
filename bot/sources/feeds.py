"""Atom and RSS read into plain entries. The one file that knows feedparser.

feedparser takes anything for a feed, reads what is broken as far as it goes, and needs 39 s for an author's name of
100,000 letters. So the bytes pass a strict look first: well-formed UTF-8 XML without a document type, and of the
shape that feeds have.
"""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from xml.parsers import expat

from bot.sources.reading import Unreadable

# A feed has five levels and an element three attributes; the longest word in one is an address.
_MOST_LEVELS = 30
_MOST_ATTRIBUTES = 20
_LONGEST_WORD = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one paper. Text is as the feed has it."""

    id: str
    title: str
    summary: str
    authors: tuple[str, ...]
    terms: tuple[str, ...]
    published: datetime | None
    announce_type: str
    doi: str
    comment: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's own words, its date, how many entries there are in all (None where it does not say), and those here."""

    title: str
    subtitle: str
    published: datetime | None
    total: int | None
    is_rss: bool
    entries: tuple[Entry, ...]


def read_feed(data: bytes) -> Feed:
    """The feed in these bytes. Raises Unreadable for anything else."""
    _Look().at(data)
    import feedparser  # noqa: PLC0415 - slow to import

    try:
        parsed = feedparser.parse(
            io.BytesIO(data),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,  # an abstract's `a<b` is no tag; text is made safe where it is shown
            resolve_relative_uris=False,
        )
    except Exception:  # noqa: BLE001  # of dates and addresses that make no sense, feedparser raises all sorts
        raise Unreadable("sent a feed that cannot be read") from None
    if parsed.bozo or not parsed.version:
        raise Unreadable("sent something other than a feed")
    return _feed(parsed)


class _Look:
    """Passes through XML once, and refuses what no feed has."""

    def __init__(self) -> None:
        self._level = 0
        self._word = 0

    def at(self, data: bytes) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Unreadable(_broken(data, error)) from None

    def _doctype(self, name: str, *_: object) -> None:
        if name.casefold() == "html":
            raise Unreadable("sent a web page instead of a feed")
        raise Unreadable("sent XML with a document type, which no feed needs")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._level += 1
        if self._level == 1 and name.casefold() == "html":
            raise Unreadable("sent a web page instead of a feed")
        if self._level > _MOST_LEVELS or len(attributes) > _MOST_ATTRIBUTES:
            raise Unreadable("sent XML of a shape that no feed has")
        if max(map(len, attributes.values()), default=0) > _LONGEST_WORD:
            raise Unreadable("sent XML of a shape that no feed has")

    def _end(self, _: str) -> None:
        self._level -= 1

    def _text(self, text: str) -> None:
        """A word may come in pieces, even through tags, and feedparser puts them together."""
        words = re.split(r"\s", text)
        longest = max(self._word + len(words[0]), *map(len, words))
        self._word = len(words[-1]) if len(words) > 1 else longest
        if longest > _LONGEST_WORD:
            raise Unreadable("sent XML with a word longer than any feed has")


# expat's numbers of what an end in the midst of things is.
_ENDS_EARLY = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR, expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)  # fmt: skip
_WEB_PAGE = re.compile(rb"\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


def _broken(data: bytes, error: expat.ExpatError) -> str:
    if _WEB_PAGE.match(data[:5_000]):
        return "sent a web page instead of a feed"
    if error.code in _ENDS_EARLY and data.lstrip().startswith(b"<"):
        return "sent a feed that breaks off"
    return "sent something other than a feed"


def _feed(parsed: Any) -> Feed:
    head = parsed.feed
    total = _text(head, "opensearch_totalresults").strip()
    return Feed(
        title=_text(head, "title"),
        subtitle=_text(head, "subtitle"),
        published=_instant(head, "published_parsed"),
        total=int(total) if total.isascii() and total.isdigit() and len(total) < _LONGEST_NUMBER else None,
        is_rss=str(parsed.version).startswith("rss"),
        entries=tuple(map(_entry, parsed.entries)),
    )


_LONGEST_NUMBER = 12


def _entry(entry: Any) -> Entry:
    return Entry(
        id=_text(entry, "id") or _text(entry, "link"),
        title=_text(entry, "title"),
        summary=_text(entry, "summary"),
        authors=tuple(_text(author, "name") for author in _listed(entry, "authors")),
        terms=_terms(entry),
        published=_instant(entry, "published_parsed"),
        announce_type=_text(entry, "arxiv_announce_type").strip().casefold(),
        doi=_text(entry, "arxiv_doi"),
        comment=_text(entry, "arxiv_comment"),
    )


def _terms(entry: Any) -> tuple[str, ...]:
    """The subjects, the main one first."""
    main = entry.get("arxiv_primary_category")
    tags = [*([main] if isinstance(main, Mapping) else []), *_listed(entry, "tags")]
    return tuple(dict.fromkeys(term for tag in tags if (term := _text(tag, "term"))))


def _text(item: Any, key: str) -> str:
    given = item.get(key)
    return given if isinstance(given, str) else ""


def _listed(item: Any, key: str) -> Sequence[Any]:
    given = item.get(key)
    return [each for each in given if isinstance(each, Mapping)] if isinstance(given, list) else []


def _instant(item: Any, key: str) -> datetime | None:
    """feedparser gives instants as UTC."""
    given = item.get(key)
    if not isinstance(given, struct_time):
        return None
    try:
        return datetime(*given[:6], tzinfo=UTC)
    except ValueError:
        return None
