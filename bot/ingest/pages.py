"""Profile pages as text, read line by line. A page is a name, glued metrics, `N Papers`, then papers.

A paper is a meta line, a title, authors, an abstract, with blank lines between. What a line is follows
from where it stands first and from what it looks like second, since a title may look like anything.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from bot.ingest.headers import Place, bare_top, find_owner, find_tops, read_header
from bot.ingest.layout import Block, Layout
from bot.ingest.lines import Line
from bot.ingest.papers import ParsedPaper, read_paper
from bot.ingest.problems import Problem, quoted
from bot.ingest.report import Report
from bot.ingest.whose import Section, settle_lists
from bot.library.models import Metrics
from bot.library.text import fold


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


def parse_pages(text: str, source: str) -> tuple[tuple[ParsedPage, ...], tuple[Problem, ...]]:
    """Every page in a file, with the problems met. Linear in the text; raises nothing."""
    report = Report(source)
    above, sections = _sections(Layout.of(text))
    if not sections:
        report.refuse(
            None,
            "this is not a profile page: no name with metrics such as “h-index18” or a list such as "
            "“9 Papers” below it was found. Copy the whole page as plain text and save it again.",
        )
        return (), report.problems()
    pages: list[ParsedPage] = []
    for section in sections:
        section.papers, section.below = _read_papers(section.blocks, report)
    for section in settle_lists(sections, report):
        page, above = _read_page(section, above, report)
        pages += [page] if page else []
    report.leave_out(above)
    return tuple(pages), report.problems() if pages else tuple(report.errors)


def _sections(layout: Layout) -> tuple[Sequence[Line], list[Section]]:
    """The lines above the first page, and the pages. A further page in a file needs a metric or a heading."""
    before, blocks = layout.blocks()
    above, tops = find_tops(before, place=Place(below_title=False, above_papers=bool(blocks), even=layout.even))
    if blocks and not tops:
        above, tops = bare_top(before)
    sections = [Section(top) for top in tops]
    for block in blocks:
        place = Place(below_title=block.title is not None, above_papers=False, even=layout.even)
        rest, tops = find_tops(block.rest, place=place)
        block.rest = list(rest)
        sections[-1].blocks.append(block)
        sections += [Section(top) for top in tops]
    return above, sections


def _read_page(section: Section, above: Sequence[Line], report: Report) -> tuple[ParsedPage | None, Sequence[Line]]:
    """A page, unless its owner is in doubt, and what stands below its last paper. `above` stands over its name."""
    papers = tuple(section.papers)
    owner = find_owner(section.top, above, (author for paper in papers for author in paper.authors.names))
    report.leave_out(line for line in (*above, section.top.name) if line and line is not owner)
    if owner is None:
        message = (
            "whose page begins here is not clear, so it was left out. Above the metrics and the papers a page has "
            "one name, on a line of its own."
        )
        report.refuse(section.line, message)
        return None, section.below
    header = read_header(section.top.below, report)
    digest = hashlib.sha256("\n".join(section.texts()).encode("utf-8", "replace")).hexdigest()
    page = ParsedPage(
        owner.number, owner.text, digest, header.primary_field, header.metrics, header.stated_papers, papers
    )
    _compare_counts(page, report)
    _warn_of_repeats(page, report)
    return page, section.below


def _read_papers(blocks: Sequence[Block], report: Report) -> tuple[tuple[ParsedPaper, ...], Sequence[Line]]:
    """Papers, and what stands below the last one."""
    papers: list[ParsedPaper] = []
    below: Sequence[Line] = ()
    for block in blocks:
        report.leave_out(below)
        paper, below = read_paper(block, report)
        papers += [paper] if paper else []
    return tuple(papers), below


def _compare_counts(page: ParsedPage, report: Report) -> None:
    """The metric may count more than the page lists; the list's own heading may not."""
    if page.stated_papers is not None and page.stated_papers != len(page.papers):
        report.warn(
            page.line,
            f"the page of {page.owner} says that it lists {page.stated_papers} papers; {len(page.papers)} were found.",
        )


def _warn_of_repeats(page: ParsedPage, report: Report) -> None:
    seen: dict[str, int] = {}
    for paper in page.papers:
        first = seen.setdefault(fold(paper.title) or paper.title, paper.line)
        if first != paper.line:
            report.warn(
                paper.line,
                f"{quoted(paper.title)} repeats the title on line {first}; they count as one paper "
                "where their years are at most one apart.",
            )
