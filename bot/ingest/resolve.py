"""From pages as written to pages as known: readable text, and every date settled once and for all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bot.ingest.entries import ParsedEntry
from bot.ingest.pages import ParsedPage, ParsedPaper
from bot.ingest.problems import Problem, Severity, quoted
from bot.ingest.seeds import SeedFile
from bot.ingest.sidecars import Sidecar
from bot.library.code import code_links
from bot.library.keys import stable_key
from bot.library.latex import readable
from bot.library.models import Captured, CaptureSource, Listing, Page, Precision, Published
from bot.library.text import fold


@dataclass(frozen=True, slots=True)
class SettledDate:
    """A day whose year was inferred, and the digest of the page it was inferred on."""

    day: date
    digest: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What earlier loads settled: the day each page was first seen, and the year of each day without one.

    `first_seen` is by a page's digest. `dates` is by owner, title and the day as written. A later capture
    never settles them again, or every New Year would move papers; only another capture day stated for
    the very same page, which is a correction, does.
    """

    first_seen: Mapping[str, date] = field(default_factory=dict)
    dates: Mapping[str, SettledDate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Pages ready for the catalogue, the memory that goes with them, and problems met on the way."""

    pages: tuple[Page, ...]
    memory: Memory
    problems: tuple[Problem, ...]


def resolve(files: Sequence[SeedFile], memory: Memory, today: date) -> Resolution:
    """Settle capture days and dates of every page. `today` is the first-seen day of what is new."""
    work = _Resolver(dict(memory.first_seen), dict(memory.dates), today, _shared_names(files), [])
    pages = [page for file in files for page in work.pages(file)]
    return Resolution(tuple(pages), Memory(work.first_seen, work.dates), tuple(work.problems))


def _shared_names(files: Iterable[SeedFile]) -> frozenset[str]:
    """Names that own more than one page: those are several people until somebody says otherwise."""
    names = Counter(fold(page.owner) for file in files for page in file.pages)
    return frozenset(name for name, count in names.items() if count > 1)


@dataclass(slots=True)
class _Resolver:
    first_seen: dict[str, date]
    dates: dict[str, SettledDate]
    today: date
    shared_names: frozenset[str]
    problems: list[Problem]

    def pages(self, file: SeedFile) -> Iterator[Page]:
        """A file's pages, or its bare list of papers as one."""
        for page in file.pages:
            yield self.page(page, file.name, file.sidecar)
        if file.entries:
            yield Page(
                key=stable_key(file.name, "list"),
                owner="",
                source=file.name,
                captured=self._captured(file.digest, file.sidecar),
                listings=tuple(_listing_of(entry) for entry in file.entries),
            )

    def page(self, parsed: ParsedPage, source: str, sidecar: Sidecar) -> Page:
        captured = self._captured(parsed.digest, sidecar)
        shared = fold(parsed.owner) in self.shared_names
        return Page(
            key=stable_key(parsed.owner, source, parsed.line) if shared else stable_key(parsed.owner),
            owner=readable(parsed.owner),
            source=source,
            captured=captured,
            primary_field=parsed.primary_field,
            metrics=parsed.metrics,
            stated_papers=parsed.stated_papers,
            listings=tuple(self._listing(paper, parsed, captured, source) for paper in parsed.papers),
        )

    def _captured(self, digest: str, sidecar: Sidecar) -> Captured:
        first_seen = self.first_seen.setdefault(digest, self.today)
        if sidecar.captured:
            return Captured(sidecar.captured, CaptureSource.SIDECAR)
        return Captured(first_seen, CaptureSource.FIRST_SEEN)

    def _listing(self, paper: ParsedPaper, page: ParsedPage, captured: Captured, source: str) -> Listing:
        title, abstract = readable(paper.title), readable(paper.abstract)
        return Listing(
            title=title,
            raw_title=paper.title if paper.title != title else None,
            authors=tuple(readable(name) for name in paper.authors.names),
            et_al=paper.authors.et_al,
            affiliation=paper.authors.affiliation,
            fields=paper.meta.codes,
            published=self._published(paper, page, captured, source),
            code_flag=paper.meta.code,
            abstract=abstract,
            raw_abstract=paper.abstract if paper.abstract != abstract else None,
            links=code_links(abstract, flagged=paper.meta.code),
        )

    def _published(self, paper: ParsedPaper, page: ParsedPage, captured: Captured, source: str) -> Published | None:
        meta = paper.meta
        stated = meta.year is not None
        day = self._inferred(paper, page, captured) if meta.year is None else _day(meta.year, meta.month, meta.day)
        if day is None:
            message = f"the date of {quoted(paper.title)} does not exist; the paper has none."
            self.problems.append(Problem(Severity.WARNING, source, paper.line, message))
            return None
        if not stated and day > captured.day:
            message = f"{quoted(paper.title)} would be of {day}, after its page was captured; does its year lack?"
            self.problems.append(Problem(Severity.WARNING, source, paper.line, message))
        return Published(day, year_inferred=not stated)

    def _inferred(self, paper: ParsedPaper, page: ParsedPage, captured: Captured) -> date | None:
        meta = paper.meta
        key = _date_key(page, paper)
        settled = self.dates.get(key) or self._settled_under_another_title(page, paper)
        if settled is not None and settled.digest != page.digest:
            self.dates[key] = settled
            return settled.day
        day = _day(captured.day.year, meta.month, meta.day)
        if day is not None:
            self.dates[key] = SettledDate(day, page.digest)
        return day

    def _settled_under_another_title(self, page: ParsedPage, paper: ParsedPaper) -> SettledDate | None:
        """What was settled for this page and day where the title alone was corrected since.

        It is so where exactly one paper of that day is new on the page, and exactly one is gone from it.
        """
        of_day = [other for other in page.papers if other.meta.year is None and _same_day(other, paper)]
        new = [other for other in of_day if _date_key(page, other) not in self.dates]
        here = {_date_key(page, other) for other in of_day}
        begins, _, ends = _date_key(page, paper).split("\x1f")
        known = [key for key in self.dates if key.startswith(f"{begins}\x1f") and key.endswith(f"\x1f{ends}")]
        gone = [key for key in known if key not in here]
        return self.dates[gone[0]] if len(new) == len(gone) == 1 else None


def _date_key(page: ParsedPage, paper: ParsedPaper) -> str:
    title = fold(paper.title) or paper.title
    return "\x1f".join([fold(page.owner), title.replace("\x1f", " "), f"{paper.meta.month}-{paper.meta.day}"])


def _same_day(one: ParsedPaper, other: ParsedPaper) -> bool:
    return (one.meta.month, one.meta.day) == (other.meta.month, other.meta.day)


def _listing_of(entry: ParsedEntry) -> Listing:
    """An export's entry. CSL-JSON from BibTeX keeps its LaTeX."""
    title, abstract = readable(entry.title), readable(entry.abstract)
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
    day = _day(entry.year, entry.month or 1, entry.day or 1)
    precision = Precision.DAY if entry.day else Precision.MONTH if entry.month else Precision.YEAR
    return Published(day, precision=precision) if day else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
