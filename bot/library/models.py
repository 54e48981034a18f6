"""The records Folio knows: pages, papers and people. Frozen, comparable, free of Discord and of files."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.library.packed import packable

# What of a listing and its paper takes most room.
LONG_TEXTS = ("abstract", "raw_abstract")


@dataclass(frozen=True, slots=True)
class Metric:
    """A number as its page gives it: `text` is what people are shown (`12.4k`), `value` what is compared."""

    text: str
    value: float


@dataclass(frozen=True, slots=True)
class Metrics:
    """A page's own numbers. Each may be missing; nobody documents what the last two mean."""

    h_index: Metric | None = None
    papers: Metric | None = None
    citations: Metric | None = None
    novelty: Metric | None = None
    ai_score: Metric | None = None


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Published:
    """A paper's date, and whether its year was inferred from the day its page was captured.

    Where less than the day is known, `day` is the first day of the month or year that is.
    """

    day: date
    year_inferred: bool = False
    precision: Precision = Precision.DAY


class CaptureSource(StrEnum):
    """Where a page's capture day comes from."""

    FIRST_SEEN = "first seen"
    SIDECAR = "stated beside the page"
    CORRECTED = "corrected by a moderator"
    LIVE = "read live"


class Topic(StrEnum):
    """What of a paper, a person or a page a moderator can correct."""

    CODE = "code link"
    NAMES = "other names"
    DATE = "date"
    ARXIV = "arXiv id"
    DOI = "DOI"
    CAPTURED = "capture day"


@dataclass(frozen=True, slots=True)
class Captured:
    """The day a page was captured."""

    day: date
    source: CaptureSource


@packable(*LONG_TEXTS)
@dataclass(frozen=True, slots=True)
class Listing:
    """A paper as one page lists it. `raw_*` is the page's text where `title` or `abstract` reads differently."""

    title: str
    authors: tuple[str, ...] = ()
    et_al: bool = False
    affiliation: str | None = None
    fields: tuple[str, ...] = ()
    published: Published | None = None
    code_flag: bool = False
    abstract: str = ""
    raw_title: str | None = None
    raw_abstract: str | None = None
    links: tuple[str, ...] = ()
    arxiv_id: str | None = None
    doi: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One source: a profile page with its owner and numbers, or a bare list of papers, which has neither.

    `owner` is empty for a bare list. `source` is the file's name.
    """

    key: str
    owner: str
    source: str
    captured: Captured
    primary_field: str | None = None
    metrics: Metrics = field(default_factory=Metrics)
    stated_papers: int | None = None
    listings: tuple[Listing, ...] = ()


@packable(*LONG_TEXTS)
@dataclass(frozen=True, slots=True)
class Paper:
    """One paper, merged from every page that lists it.

    `owners` are keys of people whose own pages list it, `pages` those of every source, `other_titles` what
    sources call it that are not the one whose title stands, `aliases` what moderators do; `corrected` is what
    those changed.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    et_al: bool
    owners: tuple[str, ...]
    fields: tuple[str, ...]
    published: Published | None
    affiliation: str | None
    code_flag: bool
    links: tuple[str, ...]
    abstract: str
    pages: tuple[str, ...]
    other_titles: tuple[str, ...] = ()
    raw_title: str | None = None
    raw_abstract: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    aliases: tuple[str, ...] = ()
    corrected: tuple[Topic, ...] = ()

    @property
    def name(self) -> str:
        """What the paper is called where one name is wanted."""
        return self.title


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named on a page: its owner (`page` set) or a co-author.

    `papers` are keys, newest first. `namesake_papers` are papers of other pages that name somebody of an
    owner's name: names alone do not tell whether that is the owner. `may_be_several` marks a co-author
    whose papers share neither people nor fields.
    """

    key: str
    name: str
    papers: tuple[str, ...]
    page: str | None = None
    namesake_papers: tuple[str, ...] = ()
    may_be_several: bool = False
    aliases: tuple[str, ...] = ()
