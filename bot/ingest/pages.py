"""Profile pages as text, read line by line. A page is a name, glued metrics, `N Papers`, then papers.

A paper is a meta line, a title, authors, an abstract, with blank lines between. What a line is follows
from where it stands first and from what it looks like second, since a title may look like anything.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.ingest.lines import (
    Authors,
    Meta,
    looks_like_authors,
    read_authors,
    read_codes,
    read_heading,
    read_label,
    read_meta,
)
from bot.ingest.outline import LONGEST_OWNER, Line, page_starts, visible_lines
from bot.ingest.problems import Problem, Severity, quoted
from bot.library.models import Metrics
from bot.library.text import fold

_PROSE_WORDS = 6
_SENTENCE_ENDS = (".", "!", "?", "。", "”", '"', ")", "’")


@dataclass(frozen=True, slots=True)
class ParsedPaper:
    """A paper as written; text is clean but its LaTeX is as it was."""

    line: int
    meta: Meta
    title: str
    authors: Authors
    abstract: str


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page as written. `digest` names its content, wherever the file is."""

    line: int
    owner: str
    digest: str
    primary_field: str | None
    metrics: Metrics
    stated_papers: int | None
    papers: tuple[ParsedPaper, ...]


@dataclass(slots=True)
class _Report:
    """Collects problems on the way through one file."""

    source: str
    problems: list[Problem] = field(default_factory=list)

    def warn(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(Severity.WARNING, self.source, line, message))

    def refuse(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(Severity.ERROR, self.source, line, message))

    def unknown(self, line: Line) -> None:
        self.warn(line.number, f"{quoted(line.text)} is nothing that a profile page holds here; it was left out.")


def parse_pages(text: str, source: str) -> tuple[tuple[ParsedPage, ...], tuple[Problem, ...]]:
    """Every page in a file, with the problems met. Linear in the text; raises nothing."""
    report = _Report(source)
    lines = list(visible_lines(text))
    starts = page_starts(lines)
    if not starts:
        report.refuse(
            None,
            "this is not a profile page: no name with metrics such as “h-index18” or a list such as "
            "“9 Papers” below it was found. Copy the whole page as plain text and save it again.",
        )
        return (), tuple(report.problems)
    for line in lines[: starts[0]]:
        report.unknown(line)
    bounds = zip(starts, [*starts[1:], len(lines)], strict=True)
    pages = [_read_page(lines[start:end], report) for start, end in bounds]
    return tuple(page for page in pages if page), tuple(report.problems)


def _read_page(lines: Sequence[Line], report: _Report) -> ParsedPage | None:
    name, rest = lines[0], lines[1:]
    body = next((i for i, line in enumerate(rest) if read_meta(line.text)), len(rest))
    header = _read_header(rest[:body], report)
    papers = tuple(_read_papers(rest[body:], report))
    page = ParsedPage(
        line=name.number,
        owner=name.text,
        digest=hashlib.sha256("\n".join(line.text for line in lines).encode("utf-8", "replace")).hexdigest(),
        primary_field=header.primary_field,
        metrics=header.metrics,
        stated_papers=header.stated_papers,
        papers=papers,
    )
    _compare_counts(page, report)
    _warn_of_repeats(page, report)
    return page


@dataclass(frozen=True, slots=True)
class _Header:
    primary_field: str | None = None
    metrics: Metrics = field(default_factory=Metrics)
    stated_papers: int | None = None


def _read_header(lines: Iterable[Line], report: _Report) -> _Header:
    header = _Header()
    for line in lines:
        if (label := read_label(line.text)) and not _is_heading(line, header):
            name, metric = label
            if getattr(header.metrics, name) is None:
                header = replace(header, metrics=replace(header.metrics, **{name: metric}))
            else:
                report.warn(line.number, f"{quoted(line.text)} repeats a metric; the first one stands.")
        elif (stated := read_heading(line.text)) is not None:
            header = replace(header, stated_papers=stated)
        elif (codes := read_codes(line.text)) and header.primary_field is None:
            header = replace(header, primary_field=codes[0])
        else:
            report.unknown(line)
    return header


def _is_heading(line: Line, header: _Header) -> bool:
    return header.stated_papers is None and read_heading(line.text) is not None


def _compare_counts(page: ParsedPage, report: _Report) -> None:
    """The metric may count more than the page lists; the list's own heading may not."""
    if page.stated_papers is not None and page.stated_papers != len(page.papers):
        report.warn(
            page.line,
            f"the page of {page.owner} says that it lists {page.stated_papers} papers; {len(page.papers)} were found.",
        )


def _warn_of_repeats(page: ParsedPage, report: _Report) -> None:
    seen: dict[str, int] = {}
    for paper in page.papers:
        first = seen.setdefault(fold(paper.title) or paper.title, paper.line)
        if first != paper.line:
            report.warn(
                paper.line,
                f"{quoted(paper.title)} repeats the title on line {first}; they count as one paper "
                "where their years are at most one apart.",
            )


def _read_papers(lines: Sequence[Line], report: _Report) -> Iterator[ParsedPaper]:
    """Papers from the first meta line on. Lines that fit nowhere are reported and left out."""
    i = 0
    while i < len(lines):
        meta = read_meta(lines[i].text)
        if meta is None:
            report.unknown(lines[i])
            i += 1
            continue
        title = _title_below(lines, i)
        if title is None:
            report.warn(lines[i].number, f"no title stands below {quoted(lines[i].text)}; that paper was left out.")
            i += 1
            continue
        end = next((j for j in range(i + 2, len(lines)) if read_meta(lines[j].text)), len(lines))
        yield _read_paper(lines[i + 1 : end], meta, report)
        i = end


def _title_below(lines: Sequence[Line], i: int) -> str | None:
    """The title below a meta line, or None where the next line is something else.

    A title that looks like a meta line is one only where a blank line follows it: otherwise it is the
    meta line of the next paper.
    """
    if i + 1 == len(lines):
        return None
    below = lines[i + 1]
    if read_meta(below.text):
        followed_by_blank = i + 2 == len(lines) or lines[i + 2].opens
        return below.text if followed_by_blank and not below.opens else None
    misses_title = below.opens and looks_like_authors(below.text) and "et al" in below.text
    return None if misses_title else below.text


def _read_paper(lines: Sequence[Line], meta: Meta, report: _Report) -> ParsedPaper:
    title, body = lines[0], list(lines[1:])
    if len(body) > 1 and not body[0].opens and not looks_like_authors(body[0].text):
        report.unknown(body.pop(0))
    authors = Authors((), et_al=False, affiliation=None)
    if body and _is_author_line(body):
        authors = read_authors(body.pop(0).text)
    else:
        report.warn(title.number, f"no authors stand below {quoted(title.text)}.")
    return ParsedPaper(title.number, meta, title.text, authors, _read_abstract(body, report))


def _is_author_line(body: Sequence[Line]) -> bool:
    """Names, or anything short and unfinished with a paragraph below it: a team's name has no fixed form."""
    first = body[0].text
    if looks_like_authors(first):
        return True
    return len(first) <= LONGEST_OWNER and not first.endswith((".", "!", "?", ":")) and not _goes_on(body)


def _goes_on(body: Sequence[Line]) -> bool:
    """Whether the first line is a part of a longer paragraph."""
    return len(body) > 1 and not body[1].opens


def _read_abstract(body: Sequence[Line], report: _Report) -> str:
    """The paragraph below the authors. A further one belongs to it only where it goes on in a sentence.

    Anything else may be what is left of another paper, and that must not be read as this one's.
    """
    abstract: list[str] = []
    ended = False
    for line in body:
        goes_on = not line.opens or line.text[:1].islower()
        ended = ended or (bool(abstract) and not goes_on) or (not abstract and not _is_prose(line.text))
        if ended:
            report.unknown(line)
        else:
            abstract.append(line.text)
    return " ".join(abstract)


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence, or long enough for one; less is some button of the page (“Show more”)."""
    return text.endswith(_SENTENCE_ENDS) or len(text.split()) >= _PROSE_WORDS or not text.isascii()
