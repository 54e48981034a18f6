"""The top of a page: whose it is, its subject, its metrics, and how many papers it says that it lists."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, takewhile

from bot.ingest.lines import Line
from bot.ingest.names import is_one_name, is_prose, read_authors
from bot.ingest.plausible import is_possible_metric, needed_citations
from bot.ingest.problems import quoted
from bot.ingest.prose import ends_sentence
from bot.ingest.report import Report
from bot.library.models import Metric, Metrics
from bot.library.text import fold

_LONGEST_OWNER = 120
_MOST_WORDS = 8
# Where two files were joined without a line between, a name hangs on the end of a sentence.
_GLUED = re.compile(r"[^\W\d_]{2}[.!?。][^\W\d_]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where lines stand: right below a title, above the first paper, in a file whose blank lines tell nothing."""

    below_title: bool
    above_papers: bool
    even: bool


@dataclass(frozen=True, slots=True)
class Top:
    """A page's name and what stands between it and the papers. The name may be lost, or stand further up."""

    name: Line | None
    below: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Header:
    """What a page says of its owner."""

    primary_field: str | None = None
    metrics: Metrics = field(default_factory=Metrics)
    stated_papers: int | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring lines that belong to a header, at `start` to `end`; `closes` where nothing follows them."""

    start: int
    end: int
    kinds: frozenset[str]
    closes: bool

    @property
    def is_header(self) -> bool:
        """Whether only a page has this: two metrics, or a heading with its list below."""
        return len(self.kinds) > 1 or (self.closes and "heading" in self.kinds)


def find_tops(lines: Sequence[Line], *, place: Place) -> tuple[Sequence[Line], list[Top]]:
    """What stands above any page in lines without papers, and the tops of the pages that begin in them.

    `place` says what else is known of where they stand.
    """
    solid = [line for line in lines if not line.furniture]
    tops: list[tuple[Line, bool]] = []
    kinds: frozenset[str] = frozenset()
    for run in _runs(solid):
        goes_on = bool(tops) and not run.kinds & kinds
        if not goes_on and run.start and _is_owner(solid, run, place):
            tops.append((solid[run.start - 1], True))
            kinds = run.kinds
        elif not tops and run.is_header:
            tops.append((_nameless_start(solid, run.start), False))
            kinds = run.kinds
        else:
            kinds |= run.kinds
    return _cut(lines, tops)


def bare_top(lines: Sequence[Line]) -> tuple[Sequence[Line], list[Top]]:
    """The top of a page with few or no metrics: the lines above its first paper."""
    solid = [line for line in lines if not line.furniture]
    *_, last = (None, *takewhile(lambda line: not line.heads, solid))
    if last is None:
        return (), [Top(None, lines)]
    return _cut(lines, [(last, _may_be_owner(last))])


def _runs(lines: Sequence[Line]) -> Iterator[_Run]:
    start = 0
    for heads, group in groupby(lines, key=lambda line: line.heads):
        run = list(group)
        kinds = frozenset("heading" if line.heading is not None else line.label[0] for line in run if line.label)
        if heads and kinds:
            yield _Run(start, start + len(run), kinds, closes=start + len(run) == len(lines))
        start += len(run)


def _nameless_start(lines: Sequence[Line], start: int) -> Line:
    """Where a page without a name begins: its name may hang on the end of a text right above."""
    return lines[start - 1] if start and is_prose(lines[start - 1].text) else lines[start]


def _is_owner(lines: Sequence[Line], run: _Run, place: Place) -> bool:
    """Whether the line above metrics is a name. Of a single metric much else could be said."""
    line = lines[run.start - 1]
    if not _may_be_owner(line):
        return False
    if len(run.kinds) > 1:
        return line.opens or is_one_name(line.text)
    ends_paragraph = run.closes or place.above_papers or (lines[run.end].opens and not place.even)
    stands_for_authors = place.below_title and run.start == 1 and "heading" not in run.kinds
    return line.opens and is_one_name(line.text) and ends_paragraph and not stands_for_authors


def _may_be_owner(line: Line) -> bool:
    is_short = len(line.text) <= _LONGEST_OWNER and len(line.text.split()) <= _MOST_WORDS
    if not is_short or not line.is_text or _GLUED.search(line.text):
        return False
    listed = read_authors(line.text)
    return not (is_prose(line.text) or ends_sentence(line.text) or (listed and listed.certain))


def _cut(lines: Sequence[Line], tops: Sequence[tuple[Line, bool]]) -> tuple[Sequence[Line], list[Top]]:
    """Split neighbouring lines where tops begin; the flag tells whether that is with a name."""
    starts = [line.index - lines[0].index for line, _ in tops]
    bounds = pairwise([*starts, len(lines)])
    cut = [
        Top(line, lines[start + 1 : end]) if named else Top(None, lines[start:end])
        for (line, named), (start, end) in zip(tops, bounds, strict=True)
    ]
    return lines[: starts[0]] if starts else lines, cut


def find_owner(top: Top, above: Iterable[Line], authors: Iterable[str]) -> Line | None:
    """The line that names a page's owner: the one above the metrics, if no other could be it as well.

    Where one could (`Jane Doe`, then `Tsinghua University`), or where the name is lost, the one that papers
    name as an author is it. A line that does not read as a name gives way to a single one that does.
    """
    rivals = {fold(line.text) or line.text: line for line in above if line.is_text and is_one_name(line.text)}
    candidates = rivals | ({fold(top.name.text) or top.name.text: top.name} if top.name else {})
    if top.name is not None and len(candidates) == 1:
        return top.name
    full = [line for line in rivals.values() if " " in line.text]
    if top.name is not None and len(full) == 1 and not is_one_name(top.name.text):
        return full[0]
    named = candidates.keys() & {fold(author) for author in authors}
    return candidates[named.pop()] if len(named) == 1 else None


def read_header(lines: Sequence[Line], report: Report) -> Header:
    """What lines below a name say. The last `N Papers` is the list's heading, any other a metric."""
    heading = next((line for line in reversed(lines) if line.heading is not None), None)
    subjects: list[Line] = []
    metrics: dict[str, list[Line]] = {}
    for line in lines:
        if line.label and line is not heading and not is_possible_metric(*line.label):
            report.warn(line.number, f"{quoted(line.text)} cannot be, as a score out of 100; it was left out.")
        elif line.label and line is not heading:
            metrics.setdefault(line.label[0], []).append(line)
        elif line.codes and (heading is None or line.index < heading.index):
            subjects.append(line)
        elif line is not heading:
            report.leave_out([line])
    agreed = [_agreed(told, report) for told in metrics.values()]
    numbers = Metrics(**dict(label for label in agreed if label))
    if needed := needed_citations(numbers):
        told = metrics["h_index"][0]
        message = f"{quoted(told.text)} needs {needed:,} citations; the page tells fewer. One of the two is wrong."
        report.warn(told.number, message)
    return Header(
        primary_field=_subject(subjects, report, mixed=None in agreed),
        metrics=numbers,
        stated_papers=heading.heading if heading else None,
    )


def _subject(told: Sequence[Line], report: Report, *, mixed: bool) -> str | None:
    """The first subject; where two people's metrics stand together, one that every line tells alike."""
    if mixed and len({line.codes for line in told}) > 1:
        report.leave_out(told)
        return None
    report.leave_out(told[1:])
    return told[0].codes[0] if told and told[0].codes else None


def _agreed(told: Sequence[Line], report: Report) -> tuple[str, Metric] | None:
    """A metric that every line tells alike; of two different numbers neither is believed."""
    first = told[0]
    other = next((line for line in told if line.label != first.label), None)
    if other is not None:
        message = f"{quoted(first.text)} and {quoted(other.text)} contradict each other; neither was taken."
        report.warn(first.number, message)
        return None
    report.leave_out(told[1:])
    return first.label
