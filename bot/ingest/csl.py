"""CSL-JSON, which Zotero and pandoc export: an array of items, each a paper."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from bot.ingest.entries import Day, ParsedEntry, Place, codes_in, warn_of_repeats
from bot.ingest.problems import Problem, Severity
from bot.library.identifiers import arxiv_id_in
from bot.library.text import clean

# Twice the largest library that Folio is measured with.
_MOST_ITEMS = 200_000
_REMEDY = "Export it again as CSL JSON."

Item = Mapping[str, Any]


def parse_csl(text: str, source: str) -> tuple[tuple[ParsedEntry, ...], tuple[Problem, ...]]:
    """Every paper in a file, with the problems met. Linear in the text; raises nothing."""
    items = _items(text, source)
    if isinstance(items, Problem):
        return (), (items,)
    problems: list[Problem] = []
    places = [Place(source, None, f"item {number}", problems) for number in range(1, len(items) + 1)]
    entries = [_read_item(item, number, places[number - 1]) for number, item in enumerate(items, start=1)]
    read = [(entry, place) for entry, place in zip(entries, places, strict=True) if entry]
    warn_of_repeats(read)
    return tuple(entry for entry, _ in read), tuple(problems)


def _items(text: str, source: str) -> list[Any] | Problem:
    try:
        items = _listed(orjson.loads(text))
    except orjson.JSONDecodeError as error:
        return Problem(Severity.ERROR, source, error.lineno, _reason_against(text, error))
    if items is None:
        reason = f"this is JSON, but no list of papers such as [{{“title”: …}}, …]. {_REMEDY}"
    elif not items:
        reason = "the file lists no papers."
    elif len(items) > _MOST_ITEMS:
        reason = f"the file lists {len(items):,} papers; at most {_MOST_ITEMS:,} are read. Split it."
    else:
        return items
    return Problem(Severity.ERROR, source, None, reason)


def _reason_against(text: str, error: orjson.JSONDecodeError) -> str:
    if not text.strip():
        return f"the file is empty. {_REMEDY}"
    if "limit" in error.msg:
        return f"brackets are nested too deep here for a list of papers. {_REMEDY}"
    return f"this is not JSON from column {error.colno} on. {_REMEDY}"


def _listed(document: Any) -> list[Any] | None:
    """The items of an array, of `{"items": …}`, or a single one that stands alone."""
    if isinstance(document, dict) and "items" in document:
        document = document["items"]
    if isinstance(document, dict) and "title" in document:
        return [document]
    return document if isinstance(document, list) else None


def _read_item(item: Any, number: int, place: Place) -> ParsedEntry | None:
    if not isinstance(item, dict):
        place.warn("is no paper such as {“title”: …}; it was left out.")
        return None
    title = _text(item, "title", place)
    if not title:
        place.warn("has no title; it was left out.")
        return None
    return ParsedEntry(
        number,
        place.cut("a title", title),
        *place.authors(_names(item.get("author"), place)),
        *_issued(item.get("issued"), place),
        abstract=place.cut("an abstract", _text(item, "abstract", place)),
        arxiv_id=arxiv_id_in(_string(item, key) for key in ("URL", "number", "note", "DOI")),
        doi=place.doi(_string(item, "DOI"), _string(item, "URL")),
        codes=_codes(_string(item, "note")),
    )


def _string(item: Item, key: str) -> str:
    given = item.get(key)
    return given if isinstance(given, str) else ""


def _text(item: Item, key: str, place: Place) -> str:
    """A field for people to read. A title may be a number: `1984`."""
    given = item.get(key)
    if isinstance(given, str):
        return shown(given)
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if given is not None:
        place.warn(f"has {key} as something other than text.")
    return ""


# Tags that CSL, JATS and MathML write into text; anything else in angle brackets is the author's own
# (`<mask>`, `x <a and b> c`). No repetition stands within another, so that every tag is scanned once.
_TAG = re.compile(
    r"</?(?:(?P<inline>i|b|u|s|em|strong|sub|sup|span|sc|scp|tt|small|code|font|a|italic|bold|monospace|"
    r"(?:jats:)?(?:italic|bold|sub|sup|sc|monospace|underline|inline-formula|tex-math|alternatives)|"
    r"(?:mml:)?(?:math|mrow|mi|mo|mn|msub|msup|msubsup|mfrac|msqrt|mtext|mover|munder|mstyle|mspace|semantics))|"
    r"p|div|br|li|ul|ol|h[1-6]|title|sec|list|jats:[a-z-]{1,30})(?:\s[^<>=]{1,60}=[^<>]*)?\s?/?>",
    re.I,
)
# Publishers head an abstract with its own name.
_HEADING = re.compile(r"^\s{0,20}<(jats:title|title|h[1-6])>\s{0,20}abstract[.:]?\s{0,20}</\1>", re.I)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)


def shown(text: str) -> str:
    """Text without tags and entities. A tag within a line leaves nothing behind (`CO<sub>2</sub>`), others a space."""
    if "<" in text:
        text = _TAG.sub(lambda tag: "" if tag["inline"] else " ", _HEADING.sub("", text))
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return clean(text)


_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")


def _names(given: Any, place: Place) -> Iterator[str]:
    if given is not None and not isinstance(given, list):
        place.warn("has authors that are no list of names; they were left out.")
        return
    names = [_name(author) for author in given or ()]
    if "" in names:
        place.warn("has an author without a name, who was left out.")
    yield from (place.cut("a name", name) for name in names if name)


def _name(author: Any) -> str:
    """First names first; what a particle such as `d’` ends in is joined to the next part."""
    if isinstance(author, str):
        return shown(author)
    if not isinstance(author, dict):
        return ""
    literal = _string(author, "literal")
    parts = [literal] if literal else [_string(author, part) for part in _NAME_PARTS]
    return shown("".join(part if part.endswith(("'", "’")) else f"{part} " for part in parts if part))


def _issued(given: Any, place: Place) -> Day:
    """The day of `{"date-parts": [[2019, 5, 12]]}`, `{"raw": "2019-05-12"}` or `"2019"`."""
    if isinstance(given, dict):
        given = _first_date(given.get("date-parts")) or _string(given, "raw") or _string(given, "literal")
    if given is None or isinstance(given, str | int):
        return place.date("" if given is None else str(given))
    place.warn("has something other than a date as its date; it was left out.")
    return place.date("")


def _first_date(parts: Any) -> str:
    """The beginning of a range of dates, which is how CSL writes single ones, too."""
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = first if isinstance(first, list) else []
    return "-".join(str(number) for number in numbers[:3] if isinstance(number, str | int | float))


_CLASSES = re.compile(r"^[ \t]{0,20}arxiv:\s?\S{1,40}\s\[([^\[\]\n]{1,100})\]", re.I | re.M)


def _codes(note: str) -> tuple[str, ...]:
    """The subjects in Zotero's `arXiv:2503.14476 [cs.LG]`."""
    found = _CLASSES.search(note)
    return codes_in(found[1]) if found else ()
