"""From pages as written to pages as known: readable text, and every date settled once and for all."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher

from bot.ingest.copies import Placed, find_people, folded_owner
from bot.ingest.doubles import doubles
from bot.ingest.entries import ParsedEntry
from bot.ingest.listings import existing_day, legible, listing_of
from bot.ingest.pages import ParsedPage
from bot.ingest.papers import ParsedPaper
from bot.ingest.plausible import is_possible_capture, is_possible_year, is_to_come
from bot.ingest.problems import Problem, Severity, quoted
from bot.ingest.seeds import BIBTEX_SUFFIX, SeedFile
from bot.library.code import code_links
from bot.library.fields import archives_of, in_context
from bot.library.keys import stable_key
from bot.library.models import Captured, CaptureSource, Listing, Page, Published
from bot.library.text import fold

# How alike two titles are, of 1, where one is the other with a typing error mended.
_NEARLY = 0.8


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
    work = _Resolver(dict(memory.first_seen), dict(memory.dates), today)
    work.meet(files)
    pages = [page for file in files for page in work.pages(file)]
    problems = (*work.problems, *doubles(pages))
    return Resolution(tuple(pages), Memory(work.first_seen, work.dates), problems)


@dataclass(slots=True)
class _Resolver:
    first_seen: dict[str, date]
    dates: dict[str, SettledDate]
    today: date
    problems: list[Problem] = field(default_factory=list)
    counted: dict[str, list[tuple[str, Placed]]] = field(default_factory=dict)
    titles: dict[tuple[str, str], list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.titles = {}
        for key in self.dates:
            owner, title, day = key.split("\x1f")
            self.titles.setdefault((owner, day), []).append(title)

    def meet(self, files: Iterable[SeedFile]) -> None:
        """Find out which pages count, by the files they stand in, and under which keys.

        What does not settles dates all the same, the oldest first, as if it had been read when it was new.
        """
        for file in files:
            stated = file.sidecar.captured
            if stated and not is_possible_capture(stated, self.today):
                message = (
                    f"nobody can have copied it on {stated}, as is stated beside it; the day it was first seen counts."
                )
                self._warn(file.name, None, message)
        placed = [self._placed(page, file) for file in files for page in file.pages]
        for namesakes in find_people(placed).values():
            for person in namesakes:
                newest = person.newest
                self.problems += person.notices()
                if len(person.captures) > 1:
                    for older in sorted(person.captures.values(), key=lambda each: each.captured.day):
                        self._settle(older)
                # Namesakes are told apart by file and order, which edits of other lines leave alone.
                apart = (person.home, person.number) if len(namesakes) > 1 else ()
                self.counted.setdefault(newest.file, []).append((stable_key(newest.page.owner, *apart), newest))

    def _placed(self, page: ParsedPage, file: SeedFile) -> Placed:
        return Placed(page, file.name, self._captured(page.digest, file))

    def _settle(self, placed: Placed) -> None:
        for paper in placed.page.papers:
            if paper.meta.year is None:
                self._inferred(paper, placed.page, placed.captured)

    def pages(self, file: SeedFile) -> Iterator[Page]:
        """A file's pages that count, in their order, and its bare list of papers as one."""
        for key, placed in sorted(self.counted.get(file.name, ()), key=lambda each: each[1].page.line):
            yield self.page(key, placed)
        if file.entries:
            yield Page(
                key=stable_key(file.name, "list"),
                owner="",
                source=file.name,
                captured=self._captured(file.digest, file),
                listings=tuple(self._entry(entry, file.name) for entry in file.entries),
            )

    def page(self, key: str, placed: Placed) -> Page:
        parsed = placed.page
        subject = [parsed.primary_field] if parsed.primary_field else []
        archives = archives_of([*subject, *(code for paper in parsed.papers for code in paper.meta.codes)])
        return Page(
            key=key,
            owner=legible(parsed.owner),
            source=placed.file,
            captured=placed.captured,
            primary_field=in_context(subject[0], archives) if subject else None,
            metrics=parsed.metrics,
            stated_papers=parsed.stated_papers,
            listings=tuple(self._listing(paper, placed, archives) for paper in parsed.papers),
        )

    def _captured(self, digest: str, file: SeedFile) -> Captured:
        first_seen = self.first_seen.setdefault(digest, self.today)
        stated = file.sidecar.captured
        if stated and is_possible_capture(stated, self.today):
            return Captured(stated, CaptureSource.SIDECAR)
        return Captured(first_seen, CaptureSource.FIRST_SEEN)

    def _listing(self, paper: ParsedPaper, placed: Placed, archives: Counter[str]) -> Listing:
        title, abstract = legible(paper.title), legible(paper.abstract)
        return Listing(
            title=title,
            raw_title=paper.title if paper.title != title else None,
            authors=tuple(legible(name) for name in paper.authors.names),
            et_al=paper.authors.et_al,
            affiliation=paper.authors.affiliation,
            fields=tuple([in_context(code, archives) for code in paper.meta.codes]),
            published=self._published(paper, placed),
            code_flag=paper.meta.code,
            abstract=abstract,
            raw_abstract=paper.abstract if paper.abstract != abstract else None,
            links=code_links(abstract, flagged=paper.meta.code),
        )

    def _entry(self, entry: ParsedEntry, source: str) -> Listing:
        if entry.year is None or is_possible_year(entry.year, self.today):
            return listing_of(entry)
        message = f"{quoted(entry.title)} cannot be of {entry.year:04}; the paper has no date."
        self._warn(source, entry.place if source.casefold().endswith(BIBTEX_SUFFIX) else None, message)
        return listing_of(replace(entry, year=None))

    def _published(self, paper: ParsedPaper, placed: Placed) -> Published | None:
        page, captured, source = placed.page, placed.captured, placed.file
        year, month, number = paper.meta.year, paper.meta.month, paper.meta.day
        stated = year is not None
        day = self._inferred(paper, page, captured) if year is None else existing_day(year, month, number)
        if day is not None and not is_possible_year(day.year, self.today):
            self._warn(source, paper.line, f"{quoted(paper.title)} cannot be of {day.year:04}; the paper has no date.")
            return None
        if day is None:
            when = "" if stated else f" in {captured.day.year}, when its page was captured"
            self._warn(
                source, paper.line, f"the date of {quoted(paper.title)} does not exist{when}; the paper has none."
            )
            return None
        if not stated and day > captured.day:
            message = f"{quoted(paper.title)} would be of {day}, after its page was captured; write its year beside it."
            self._warn(source, paper.line, message)
        if stated and is_to_come(day, self.today):
            self._warn(source, paper.line, f"{quoted(paper.title)} is of {day}, which is still to come.")
        return Published(day, year_inferred=not stated)

    def _inferred(self, paper: ParsedPaper, page: ParsedPage, captured: Captured) -> date | None:
        key = _date_key(page, paper)
        settled = self.dates.get(key) or self._settled_under_another_title(page, paper)
        if settled is None or settled.digest == page.digest:
            day = existing_day(captured.day.year, paper.meta.month, paper.meta.day)
            settled = SettledDate(day, page.digest) if day else None
        if settled is not None:
            if key not in self.dates:
                owner, title, written = key.split("\x1f")
                self.titles.setdefault((owner, written), []).append(title)
            self.dates[key] = settled
        return settled.day if settled else None

    def _settled_under_another_title(self, page: ParsedPage, paper: ParsedPaper) -> SettledDate | None:
        """What was settled for this page and day where the title was mended since.

        It is so where exactly one title of that day is gone from the page, and reads nearly like this one: on
        a page captured anew, an older paper shows its year.
        """
        owner, title, written = _date_key(page, paper).split("\x1f")
        here = {_title(other) for other in page.papers if _written(other) == written}
        gone = [known for known in self.titles.get((owner, written), ()) if known not in here]
        is_mended = len(gone) == 1 and SequenceMatcher(None, gone[0], title).ratio() > _NEARLY
        return self.dates["\x1f".join([owner, gone[0], written])] if is_mended else None

    def _warn(self, source: str, line: int | None, message: str) -> None:
        self.problems.append(Problem(Severity.WARNING, source, line, message))


def _date_key(page: ParsedPage, paper: ParsedPaper) -> str:
    return "\x1f".join([folded_owner(page), _title(paper), _written(paper)])


def _title(paper: ParsedPaper) -> str:
    return _folded(paper.title).replace("\x1f", " ")


def _written(paper: ParsedPaper) -> str:
    return f"{paper.meta.month}-{paper.meta.day}"


def _folded(text: str) -> str:
    return fold(text) or text
