"""One paper from the lines between a meta line and the next: title, authors, abstract.

What a paragraph is follows from where it stands first and from what it looks like second. Where two readings
are left, neither is taken: a gap is told, a wrong field would be believed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from bot.ingest.layout import Block
from bot.ingest.lines import Line, Meta
from bot.ingest.names import Authors, is_prose, read_authors, read_team
from bot.ingest.problems import quoted
from bot.ingest.prose import ends_sentence
from bot.ingest.report import Report

# A line of an abstract has at least this many words; one with fewer at its edge may be some button.
_FEW_WORDS = 12
_MOST_BUTTONS = 3
# Two lists of authors tell already that something is wrong; a third is not looked for.
_MOST_LISTS = 2
# A summary in a sentence may stand above an abstract, which is this many times as long.
_FAR_LONGER = 3
_COMMAS = (",", "，", "、", "،", ";")


@dataclass(frozen=True, slots=True)
class ParsedPaper:
    """A paper as written; text is clean but its LaTeX is as it was."""

    line: int
    meta: Meta
    title: str
    authors: Authors
    abstract: str


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines between blank ones that are one thing: authors, a text, or something unknown."""

    lines: Sequence[Line]
    text: str
    authors: Authors | None
    is_prose: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Paragraph":
        text = " ".join(line.text for line in lines)
        goes_on = all(line.text.endswith(_COMMAS) for line in lines[:-1])
        authors = read_authors(text) if goes_on else None
        return cls(lines, text, authors, authors is None and is_prose(text))

    @property
    def is_certain(self) -> bool:
        """Whether these are authors and nothing else."""
        return self.authors is not None and self.authors.certain


def read_paper(block: Block, report: Report) -> tuple[ParsedPaper | None, Sequence[Line]]:
    """The paper of a block, unless its title is in doubt, and the lines that are no part of it."""
    title = block.title
    if title is None:
        report.warn(block.line.number, f"no title stands below {quoted(block.line.text)}; that paper was left out.")
        return None, block.rest
    paragraphs = list(_paragraphs(block.rest))
    if _title_goes_on(block.rest, paragraphs):
        message = f"the title {quoted(title.text)} seems to go on below; that paper was left out. Put it on one line."
        report.warn(title.number, message)
        return None, block.rest
    listed = _find_authors(paragraphs)
    abstract = _find_abstract(paragraphs, listed)
    if listed is None:
        report.warn(title.number, f"no authors stand below {quoted(title.text)}.")
    used = {line.index for paragraph in (listed, abstract) if paragraph for line in paragraph.lines}
    authors = (listed.authors or read_team(listed.text)) if listed else None
    text = abstract.text if abstract else ""
    paper = ParsedPaper(title.number, block.meta, title.text, authors or Authors(), text)
    return paper, [line for line in block.rest if line.index not in used]


def _paragraphs(lines: Sequence[Line]) -> Iterator[_Paragraph]:
    """Lines between blank ones. Authors right above their abstract are a paragraph of their own."""
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or (lines[end].opens and not _goes_on(lines[end - 1], lines[end])):
            yield from _split(lines[start:end], is_first=start == 0)
            start = end


def _goes_on(line: Line, below: Line) -> bool:
    """Whether a text was torn apart in the middle of a sentence."""
    is_torn = not _is_short(line) and not ends_sentence(line.text) and read_authors(line.text) is None
    return is_torn and below.text[:1].islower()


def _split(lines: Sequence[Line], *, is_first: bool) -> Iterator[_Paragraph]:
    left = _Paragraph.of(_without_strays(lines))
    for _ in range(_MOST_LISTS):
        names = None if left.authors else _names_on_top(left.lines, is_first=is_first)
        if names is None:
            break
        yield _Paragraph.of(left.lines[names : names + 1])
        left = _Paragraph.of(_without_strays(left.lines[names + 1 :]))
    if left.lines:
        yield left if left.authors else _Paragraph.of(_without_buttons(left.lines))


def _names_on_top(lines: Sequence[Line], *, is_first: bool) -> int | None:
    """Which line lists authors, with nothing but some button above it."""
    for i, line in enumerate(lines[:_MOST_BUTTONS]):
        names, below = _Paragraph.of([line]), _Paragraph.of(lines[i + 1 :])
        alone = is_first and names.authors is not None and below.is_prose and not below.text[0].islower()
        if names.is_certain or (alone and not i):
            return i
        if names.is_prose:
            break
    return None


def _without_strays(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines without metrics, subjects and buttons at their edges, and without one that is there twice.

    Inside a text such a line is a part of it.
    """
    once = [line for above, line in pairwise([None, *lines]) if line and not (above and above.text == line.text)]
    texts = [i for i, line in enumerate(once) if line.is_text]
    return once[texts[0] : texts[-1] + 1] if texts else ()


def _without_buttons(lines: Sequence[Line]) -> Sequence[Line]:
    """A text without short lines that are no part of it: above, shorter than it is wide; below, after its end."""
    width = max(len(line.text) for line in lines)
    start, end = 0, len(lines)
    while start + 1 < end and _is_short(lines[start]) and _leaves_room(lines[start], lines[start + 1], width):
        start += 1
    while start + 1 < end and _is_short(lines[end - 1]) and ends_sentence(lines[end - 2].text):
        end -= 1
    return lines[start:end]


def _is_short(line: Line) -> bool:
    return len(line.text.split()) < _FEW_WORDS and not ends_sentence(line.text) and not line.text.endswith(":")


def _leaves_room(line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word would have fitted, so that no text was wrapped here."""
    return len(line.text) + 1 + len(following.text.split(maxsplit=1)[0]) <= width


def _title_goes_on(rest: Sequence[Line], paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether what stands right below a title, without a blank line, may be more of it."""
    below = list(takewhile(lambda line: not line.opens, rest))
    if not below or not paragraphs or paragraphs[0].lines[0].index > below[-1].index:
        return False
    are_authors = paragraphs[0].is_certain and not any(paragraph.is_certain for paragraph in paragraphs[1:2])
    return not are_authors and not paragraphs[0].is_prose


def _find_authors(paragraphs: Sequence[_Paragraph]) -> _Paragraph | None:
    """The paragraph between title and text that holds names; of two that could be it, neither."""
    slot = list(takewhile(lambda paragraph: not paragraph.is_prose, paragraphs))
    certain = [paragraph for paragraph in slot if paragraph.is_certain]
    named = certain or [paragraph for paragraph in slot if paragraph.authors]
    if named:
        return named[0] if len({paragraph.text for paragraph in named}) == 1 else None
    return slot[0] if len(slot) == 1 and len(paragraphs) > 1 and _may_be_team(slot[0]) else None


def _may_be_team(paragraph: _Paragraph) -> bool:
    return len(paragraph.lines) == 1 and read_team(paragraph.text) is not None


def _find_abstract(paragraphs: Sequence[_Paragraph], listed: _Paragraph | None) -> _Paragraph | None:
    """The first paragraph of prose, or a far longer one right below it: what else there is may be a footer.

    Where two lists of authors stand above it, or the only one below, it may be another paper's whose meta
    line is lost. Below authors, a few words that end as a sentence does are an abstract, too.
    """
    above = list(takewhile(lambda paragraph: not paragraph.is_prose, paragraphs))
    below = paragraphs[len(above) :]
    lists = {paragraph.text for paragraph in above if paragraph.is_certain}
    if len(lists) > 1 or (not lists and any(paragraph.is_certain for paragraph in below)):
        return None
    abstract: _Paragraph | None = None
    for paragraph in takewhile(lambda paragraph: paragraph.is_prose, below):
        if abstract is None or len(paragraph.text) > _FAR_LONGER * len(abstract.text):
            abstract = paragraph
    if abstract is None and listed is not None:
        short = (paragraph for paragraph in above[above.index(listed) + 1 :] if not paragraph.authors)
        return next((paragraph for paragraph in short if ends_sentence(paragraph.text)), None)
    return abstract
