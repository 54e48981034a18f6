"""A paper as some service tells it made into one of Folio's: clean and readable, with its identities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.ingest.entries import Place
from bot.library.code import code_links
from bot.library.identifiers import arxiv_id_in
from bot.library.latex import readable
from bot.library.models import Listing, Precision, Published
from bot.library.text import clean
from bot.sources.interface import LivePaper

_ARXIV_DOI = "10.48550/arxiv."


@dataclass(frozen=True, slots=True)
class Told:
    """What a service tells of one paper, as it writes it.

    `own_id` is the service's (`openalex:W1`), where it has one. `remarks` is more text that may say where the
    code is. `published` is as `2024-05-01`, or less of it.
    """

    title: str
    authors: Iterable[str]
    abstract: str
    url: str
    published: str
    arxiv_id: str | None = None
    doi: str = ""
    own_id: str | None = None
    fields: tuple[str, ...] = ()
    remarks: str = ""
    submitted: datetime | None = None
    announced: datetime | None = None


def live_paper(told: Told) -> LivePaper | None:
    """The paper, or None where nothing says which or what it is."""
    place = Place("", None, "", [])  # nobody is told of what is cut
    written = place.cut("a title", clean(told.title))
    arxiv_id, doi = _identifiers(told, place)
    identities = tuple(
        identity for identity in (_named("arxiv", arxiv_id), _named("doi", doi), told.own_id) if identity
    )
    if not written or not identities:
        return None
    worded = place.cut("an abstract", clean(told.abstract))
    title, abstract = _readable(written), _readable(worded)
    authors, et_al = place.authors(
        name for each in told.authors if (name := place.cut("a name", _readable(clean(each))))
    )
    listing = Listing(
        title=title,
        raw_title=written if written != title else None,
        authors=authors,
        et_al=et_al,
        fields=told.fields,
        published=_published(place, told.published),
        abstract=abstract,
        raw_abstract=worded if worded != abstract else None,
        links=code_links(f"{abstract} {clean(told.remarks)}", flagged=False),
        arxiv_id=arxiv_id,
        doi=doi,
    )
    return LivePaper(identities, listing, told.url, told.submitted, told.announced)


def newest_first(papers: Iterable[LivePaper]) -> tuple[LivePaper, ...]:
    """By day, as far as it is known; papers of one day stay in order. Each identity once."""
    once = {paper.identity: paper for paper in papers}
    return tuple(sorted(once.values(), key=day_of, reverse=True))


def day_of(paper: LivePaper) -> date:
    """The day a paper came out, or the first one of what is known of it."""
    published = paper.listing.published
    return published.day if published else date.min


def _identifiers(told: Told, place: Place) -> tuple[str | None, str | None]:
    """arXiv id and DOI. The DOI that arXiv gives every paper of its own is another form of its id."""
    doi = place.doi(told.doi, "")
    arxiv_id = told.arxiv_id or (arxiv_id_in((doi,)) if doi else None)
    return arxiv_id, None if doi and doi.startswith(_ARXIV_DOI) and arxiv_id else doi


def _named(service: str, identifier: str | None) -> str | None:
    return f"{service}:{identifier}" if identifier else None


def _published(place: Place, stated: str) -> Published | None:
    year, month, day = place.date(stated)
    if year is None:
        return None
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return Published(date(year, month or 1, day or 1), precision=precision)


def _readable(text: str) -> str:
    """Without LaTeX, unless nothing would be left."""
    return readable(text).strip() or text
