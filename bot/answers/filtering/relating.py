"""Filters that another paper sets: newer than it, of its year, all but it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.filtering.barring import is_negated
from bot.answers.filtering.choosing import Element
from bot.answers.filtering.kinship import kin_of
from bot.answers.grammar.conditions import other_than
from bot.answers.grammar.filters import Condition, Kind
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.mentions import Mention
from bot.answers.wording import short_title
from bot.library.models import Paper
from bot.library.wording import aside, published

_AFTER = frozenset({"newer", "after", "since", "later", "younger", "recent"})
_BEFORE = frozenset({"older", "before", "earlier", "predating", "prior"})
_SAME = frozenset({"year", "month", "day"})
# How far ahead of a paper the word may stand that relates to it: `more recent than the`.
_AHEAD = 3


def dated_like(asked: Asked) -> Iterator[Element]:
    """Conditions that the papers named set for others."""
    for mention in asked.reading.mentions:
        condition = related(mention, asked)
        if condition is not None:
            yield Element(condition, _start(mention, asked), mention.end, said=True)


def _start(mention: Mention, asked: Asked) -> int:
    """Where the words begin that relate to the paper."""
    kin = kin_of(mention, asked)
    if kin is not None:
        return kin.start
    first = max(0, mention.start - _AHEAD)
    words = asked.reading.words
    says = _AFTER | _BEFORE | {"between"}
    return next((at for at in range(first, mention.start) if words[at] in says), mention.start)


def related(mention: Mention, asked: Asked) -> Condition | None:
    """The condition that a mention sets for other papers, None where the paper itself is meant."""
    if mention.place is None or mention.start == 0:
        return None
    paper, reading = asked.shelf.papers[mention.place], asked.reading
    if (kin := kin_of(mention, asked)) is not None:
        return kin.condition
    ahead = reading.words[max(0, mention.start - _AHEAD) : mention.start]
    if is_left_out(mention, asked) or _asks_for_others(asked):
        return other_than(paper)
    if paper.published is None:
        return None
    ends = between(asked)
    if ends is not None:
        # The earlier of both is where the span begins.
        first = min(ends, key=lambda end: _days_between(paper, end))
        return _than(paper, 1, "newer than") if paper == first else _than(paper, -1, "older than")
    if "same" in reading.words[max(0, mention.start - 2 * _AHEAD) : mention.start] and _SAME & set(reading.words):
        return _of_same(paper, next(word for word in ("day", "month", "year") if word in reading.words))
    compares = bool({"than", "after", "before", "since", "to"} & set(ahead[-2:]))
    for words, sign, said in ((_AFTER, 1, "newer than"), (_BEFORE, -1, "older than")):
        if words & set(ahead) and compares:
            return _than(paper, sign, said)
    return None


def is_left_out(mention: Mention, asked: Asked) -> bool:
    """Whether all papers but this one are asked for: `besides Quiet Nets`."""
    reading = asked.reading
    excludes = reading.has(Cue.NOT) or "but" in reading.words
    return mention.place is not None and mention.start > 0 and excludes and is_negated(mention.start, reading)


def between(asked: Asked) -> tuple[Paper, Paper] | None:
    """Two papers as the ends of a span of time: `papers between A and B`; None where their distance is asked for."""
    reading = asked.reading
    named = [mention for mention in reading.mentions if mention.place is not None]
    if len(named) != 2 or len(reading.mentions) != 2 or named[0].start == 0 or _DISTANCE & set(reading.words):
        return None
    first, second = named
    ahead = reading.words[max(0, first.start - 2) : first.start]
    joined = set(reading.words[first.end : second.start]) <= {"and", "the", "paper"}
    asks = reading.has(Cue.PAPERS, Cue.ANYTHING) or bool(_CAME & set(reading.words))
    if "between" not in ahead or not joined or not asks:
        return None
    ends = [asked.shelf.papers[each.place] for each in named if each.place is not None]
    return (ends[0], ends[1]) if all(end.published for end in ends) else None


_DISTANCE = frozenset("day days week weeks month months year years long time gap difference differences apart".split())
_CAME = frozenset("came come published appeared released written wrote".split())


def spanned(asked: Asked) -> bool:
    """Whether papers are asked for that several named ones bound: `papers after A and before B`."""
    reading = asked.reading
    named = reading.mentions
    asks = reading.has(Cue.PAPERS, Cue.ANYTHING)
    return between(asked) is not None or (len(named) > 1 and asks and all(related(each, asked) for each in named))


def _asks_for_others(asked: Asked) -> bool:
    """`MIT is on this paper and which other one`: others of the same people or place."""
    reading = asked.reading
    others = {"other", "another", "else"} & set(reading.words)
    return bool(others) and bool(reading.people or reading.affiliations) and reading.has(Cue.PAPERS, Cue.WHICH)


def _than(paper: Paper, sign: int, said: str) -> Condition:
    return Condition(
        Kind.TIME,
        "",
        f"{said} {short_title(paper)} ({aside(published(paper.published))})",
        lambda other: _days_between(paper, other) * sign > 0,
    )


def _days_between(first: Paper, second: Paper) -> int:
    """Days from the first paper to the second; 0 where a date is not known."""
    if first.published is None or second.published is None:
        return 0
    return (second.published.day - first.published.day).days


def _of_same(paper: Paper, unit: str) -> Condition:
    length = {"year": 4, "month": 7, "day": 10}[unit]
    wanted = paper.published.day.isoformat()[:length] if paper.published else ""
    others = replace(other_than(paper), kind=Kind.TIME)
    return Condition(
        Kind.TIME,
        "",
        f"from the {unit} of {short_title(paper)} ({aside(published(paper.published))})",
        lambda other: (
            others.fits(other) and other.published is not None and other.published.day.isoformat()[:length] == wanted
        ),
    )
