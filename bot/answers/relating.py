"""Filters that another paper sets: newer than it, of its year, all but it."""

from collections.abc import Iterator
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.choosing import Element, is_negated
from bot.answers.grammar.conditions import other_than
from bot.answers.grammar.filters import Condition, Kind
from bot.answers.grammar.phrases import Cue
from bot.answers.kinship import kin_of
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
    if (between := _between(mention, asked)) is not None:
        return between
    ahead = reading.words[max(0, mention.start - _AHEAD) : mention.start]
    if (is_negated(mention.start, reading) and reading.has(Cue.NOT)) or _asks_for_others(asked):
        return other_than(paper)
    if paper.published is None:
        return None
    if "same" in reading.words[max(0, mention.start - 2 * _AHEAD) : mention.start] and _SAME & set(reading.words):
        return _of_same(paper, next(word for word in ("day", "month", "year") if word in reading.words))
    compares = bool({"than", "after", "before", "since", "to"} & set(ahead[-2:]))
    for words, sign, said in ((_AFTER, 1, "newer than"), (_BEFORE, -1, "older than")):
        if words & set(ahead) and compares:
            return _than(paper, sign, said)
    return None


def _between(mention: Mention, asked: Asked) -> Condition | None:
    """`papers between this one and that one`: newer than the older of two, older than the newer."""
    reading = asked.reading
    known = [each for each in reading.mentions if each.place is not None]
    asks = reading.has(Cue.PAPERS, Cue.ANYTHING) or {"came", "appeared"} & set(reading.words)
    if len(known) != 2 or mention not in known or not asks or reading.has(Cue.COMPARE, Cue.WHEN, Cue.HOW, Cue.COUNT):
        return None
    first, second = known
    joined = reading.words[first.end : second.start]
    if "between" not in reading.words[max(0, first.start - 2) : first.start] or "and" not in joined:
        return None
    paper, other = (asked.shelf.papers[each.place or 0] for each in (mention, second if mention is first else first))
    if paper.published is None or other.published is None:
        return None
    return _than(paper, *((1, "newer than") if paper.published.day <= other.published.day else (-1, "older than")))


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
