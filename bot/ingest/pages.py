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
from bot.ingest.problems import Problem, Severity, quoted
from bot.library.models import Metrics
from bot.library.text import clean, fold

_LONGEST_OWNER = 120
# How far above the first metric the first name may stand.
_HEAD_LINES = 6
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


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    opens: bool  # whether a blank line, or nothing, stands above


@dataclass(slots=True)
class _Report:
    """Collects problems on the way through one file."""

    source: str
    problems: list[Problem] = field(default_factory=list)

    def warn(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(Severity.WARNING, self.source, line, message))

    def refuse(self, line: int | None, message: str) -> None:
        self.problems.append(Problem(Severity.ERROR, self.source, line, message))

    def unknown(self, line: _Line) -> None:
        self.warn(line.number, f"{quoted(line.text)} is nothing that a profile page holds here; it was left out.")


def parse_pages(text: str, source: str) -> tuple[tuple[ParsedPage, ...], tuple[Problem, ...]]:
    """Every page in a file, with the problems met. Linear in the text; raises nothing."""
    report = _Report(source)
    lines = list(_lines(text))
    starts = _page_starts(lines)
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


def _lines(text: str) -> Iterator[_Line]:
    """The lines that hold anything visible. Only CR and LF end a line: U+2028 and the like stand in prose."""
    opens = True
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        visible = clean(raw)
        if visible:
            yield _Line(number, visible, opens)
        opens = not visible


def _page_starts(lines: Sequence[_Line]) -> list[int]:
    """Indices of the names that pages begin with. A page ends only once its list has begun."""
    starts: list[int] = []
    in_list = True
    for i, line in enumerate(lines):
        if in_list and _is_name(lines, i) and _header_follows(lines, i):
            starts.append(i if starts else _first_name(lines, i))
            in_list = False
        in_list = in_list or read_heading(line.text) is not None or read_meta(line.text) is not None
    if not starts and _is_bare_page(lines):
        return [0]
    return starts


def _first_name(lines: Sequence[_Line], nearest: int) -> int:
    """The first page's name: the line above its metrics, or one a little higher where that is none.

    Buttons and titles of the site stand above or below a name; a name is two words or more of its own.
    """
    above = range(nearest, max(-1, nearest - _HEAD_LINES), -1)
    names = [i for i in above if _is_name(lines, i) and _reads_as_name(lines[i].text)]
    return names[0] if names else min((i for i in above if _is_name(lines, i) and i == 0), default=nearest)


def _reads_as_name(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and "," not in line and looks_like_authors(line) and len(read_authors(line).names) == 1


def _is_name(lines: Sequence[_Line], i: int) -> bool:
    line = lines[i]
    if i and not line.opens and read_meta(lines[i - 1].text):
        return False  # a title, whatever it looks like
    readers = (read_label, read_heading, read_meta, read_codes)
    return len(line.text) <= _LONGEST_OWNER and not any(reader(line.text) for reader in readers)


def _header_follows(lines: Sequence[_Line], i: int) -> bool:
    """Whether a metric or the list's heading comes next, with at most a subject between."""
    following = [line.text for line in lines[i + 1 : i + 3]]
    if following and read_codes(following[0]):
        del following[0]
    return bool(following) and (read_label(following[0]) is not None or read_heading(following[0]) is not None)


def _is_bare_page(lines: Sequence[_Line]) -> bool:
    """A name with papers and nothing else: every metric and the heading are optional."""
    following = lines[1:3] if len(lines) > 1 and read_codes(lines[1].text) else lines[1:2]
    return bool(lines) and _is_name(lines, 0) and bool(following) and read_meta(following[-1].text) is not None


def _read_page(lines: Sequence[_Line], report: _Report) -> ParsedPage | None:
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


def _read_header(lines: Iterable[_Line], report: _Report) -> _Header:
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


def _is_heading(line: _Line, header: _Header) -> bool:
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


def _read_papers(lines: Sequence[_Line], report: _Report) -> Iterator[ParsedPaper]:
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


def _title_below(lines: Sequence[_Line], i: int) -> str | None:
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


def _read_paper(lines: Sequence[_Line], meta: Meta, report: _Report) -> ParsedPaper:
    title, body = lines[0], list(lines[1:])
    if len(body) > 1 and not body[0].opens and not looks_like_authors(body[0].text):
        report.unknown(body.pop(0))
    authors = Authors((), et_al=False, affiliation=None)
    if body and _is_author_line(body):
        authors = read_authors(body.pop(0).text)
    else:
        report.warn(title.number, f"no authors stand below {quoted(title.text)}.")
    return ParsedPaper(title.number, meta, title.text, authors, _read_abstract(body, report))


def _is_author_line(body: Sequence[_Line]) -> bool:
    """Names, or anything short and unfinished with a paragraph below it: a team's name has no fixed form."""
    first = body[0].text
    if looks_like_authors(first):
        return True
    return len(first) <= _LONGEST_OWNER and not first.endswith((".", "!", "?", ":")) and not _goes_on(body)


def _goes_on(body: Sequence[_Line]) -> bool:
    """Whether the first line is a part of a longer paragraph."""
    return len(body) > 1 and not body[1].opens


def _read_abstract(body: Sequence[_Line], report: _Report) -> str:
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
