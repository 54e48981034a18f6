"""Whose a list is where somebody else's name and metrics stand in the middle of a page.

A box with another person's numbers may be copied along with a page, above its list or among its papers. The list
below it is its owner's all the same: what papers and numbers tell of that decides, and where they tell nothing, or
contradict each other, the list is nobody's.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.ingest.headers import Top
from bot.ingest.layout import Block
from bot.ingest.lines import Line
from bot.ingest.names import is_one_name
from bot.ingest.papers import ParsedPaper
from bot.ingest.report import Report
from bot.library.text import fold


@dataclass(slots=True)
class Section:
    """A page's lines: its top, its papers as they stand and as they are read, and what stands below the last one."""

    top: Top
    blocks: list[Block] = field(default_factory=list)
    papers: Sequence[ParsedPaper] = ()
    below: Sequence[Line] = ()

    @property
    def line(self) -> int:
        """Where the page begins."""
        first = self.top.name or (self.top.below[0] if self.top.below else self.blocks[0].line)
        return first.number

    def texts(self) -> Iterator[str]:
        """Every line of the page."""
        yield from (line.text for line in (self.top.name, *self.top.below) if line)
        for block in self.blocks:
            yield from (line.text for line in (block.line, block.title, *block.rest) if line)

    @property
    def heading(self) -> Line | None:
        """The line above the list that says how many papers are in it."""
        return next((line for line in reversed(self.top.below) if line.heading is not None), None)

    @property
    def lacks(self) -> int | None:
        """How many papers its heading counts that are not here; None without a heading."""
        return None if self.heading is None else (self.heading.heading or 0) - len(self.papers)

    @property
    def own_name(self) -> str:
        """Its name as it is compared; empty where it is lost."""
        name = self.top.name.text if self.top.name else ""
        return fold(name) or name

    def counts(self, papers: Sequence[ParsedPaper]) -> bool:
        """Whether its own numbers say that it has so many papers more."""
        if self.lacks:
            return self.lacks == len(papers)
        heading = self.heading
        metrics = (line.label for line in self.top.below if line.label and line is not heading)
        return ("papers", len(papers)) in ((name, metric.value) for name, metric in metrics)


def settle_lists(sections: Sequence[Section], report: Report) -> list[Section]:
    """Sections whose lists are their own. A box without a list stays a page, and is told."""
    settled = [part for section in sections for part in _parted(section, report)]
    for at, section in enumerate(settled):
        rivals = list(_rivals(settled, at))
        if rivals:
            _settle(rivals, section, report)
    if any(section.papers for section in settled):
        _tell_boxes(settled, report)
    return settled


def _parted(section: Section, report: Report) -> Iterator[Section]:
    """A page with a second name between its metrics and its list, as two, where half of the list is by that one."""
    top = section.top
    names = [at for at, line in enumerate(top.below) if line.is_text and is_one_name(line.text)]
    named = _named(section.papers) if names and top.name else Counter[str]()
    at = next((at for at in names if named[fold(top.below[at].text)]), None)
    if at is None or named[section.own_name]:
        yield section
    elif named[fold(top.below[at].text)] * 2 >= len(section.papers):
        yield Section(Top(top.name, top.below[:at]))
        yield Section(Top(top.below[at], top.below[at + 1 :]), section.blocks, section.papers, section.below)
    else:
        _leave_out(section, [top.name, top.below[at]], report)
        yield section


def _named(papers: Sequence[ParsedPaper]) -> Counter[str]:
    """How many papers name somebody, by name as it is compared."""
    return Counter(name for paper in papers for name in {fold(author) for author in paper.authors.names})


def _rivals(sections: Sequence[Section], at: int) -> Iterator[Section]:
    """The pages above whose list this one's may be: boxes without any, up to a page whose list is not complete."""
    section = sections[at]
    if not section.papers or section.top.name is None:
        return
    for other in (sections[i] for i in range(at - 1, -1, -1)):
        is_box = other.lacks is None and not other.papers
        if other.top.name is not None and (is_box or ((other.lacks or 0) > 0 and section.lacks != 0)):
            yield other
        if other.top.name is None or not is_box:
            return


def _settle(rivals: Sequence[Section], section: Section, report: Report) -> None:
    """Leave a list, hand it over, or leave it out: by who is named in it, and by whose numbers fit it."""
    candidates = (section, *rivals)
    named = _named(section.papers)
    by_name = _clearly_first(candidates, [named[each.own_name] for each in candidates])
    by_count = _clearly_first(candidates, [each.counts(section.papers) for each in candidates])
    owner = by_name or by_count
    if owner is not None and (by_count is None or by_count is owner):
        if owner is not section:
            _hand_over(section, owner)
    elif owner is not None or any(each.lacks is None for each in rivals):
        _leave_out(section, [each.top.name for each in reversed(candidates)], report)


def _leave_out(section: Section, names: Sequence[Line | None], report: Report) -> None:
    """Give a list to nobody, and say whose it may be."""
    message = (
        f"whose the papers below are is not clear, {' or '.join(name.text for name in names if name)}, so they were "
        "left out. Remove the name and the metrics that are not the page’s own."
    )
    report.refuse(section.line, message)
    section.papers, section.blocks = (), []


def _clearly_first(candidates: Sequence[Section], votes: Sequence[int]) -> Section | None:
    """Who has at least twice the votes of any other."""
    most = max(votes)
    first = [each for each, number in zip(candidates, votes, strict=True) if number * 2 > most]
    return first[0] if len(first) == 1 else None


def _hand_over(section: Section, owner: Section) -> None:
    """Give a section's list, with its heading where the owner has none, to whom it belongs."""
    heading = section.heading if owner.heading is None else None
    if heading is not None:
        owner.top = Top(owner.top.name, [*owner.top.below, heading])
        section.top = Top(section.top.name, [line for line in section.top.below if line is not heading])
    owner.blocks, section.blocks = [*owner.blocks, *section.blocks], []
    owner.papers, section.papers = [*owner.papers, *section.papers], ()


def _tell_boxes(sections: Sequence[Section], report: Report) -> None:
    for section in sections:
        if section.top.name is not None and not section.papers and section.heading is None:
            message = (
                f"the metrics of {section.top.name.text} stand here without a list of papers, beside another page; "
                "they count as a page without papers. If they came along with that page, remove them."
            )
            report.warn(section.line, message)
