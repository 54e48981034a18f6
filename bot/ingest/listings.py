"""An export's entries as papers, and what the readers of pages share with them: readable text, days that exist."""

from datetime import date

from bot.ingest.entries import ParsedEntry
from bot.library.code import code_links
from bot.library.latex import readable
from bot.library.models import Listing, Precision, Published


def listing_of(entry: ParsedEntry) -> Listing:
    """An export's entry. CSL-JSON from BibTeX keeps its LaTeX."""
    title, abstract = legible(entry.title), legible(entry.abstract)
    return Listing(
        title=title,
        raw_title=entry.title if entry.title != title else None,
        authors=entry.authors,
        et_al=entry.et_al,
        fields=entry.codes,
        published=_stated(entry),
        abstract=abstract,
        raw_abstract=entry.abstract if entry.abstract != abstract else None,
        links=entry.links or code_links(abstract, flagged=False),
        arxiv_id=entry.arxiv_id,
        doi=entry.doi,
    )


def _stated(entry: ParsedEntry) -> Published | None:
    """An export gives a year, a month or a day; the rest counts as the first."""
    if entry.year is None:
        return None
    day = existing_day(entry.year, entry.month or 1, entry.day or 1)
    precision = Precision.DAY if entry.day else Precision.MONTH if entry.month else Precision.YEAR
    return Published(day, precision=precision) if day else None


def legible(text: str) -> str:
    """Without LaTeX, unless nothing would be left."""
    return readable(text).strip() or text


def existing_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
