"""Times that depend on the day of the question: `last year`, `the past 12 months`, `two years ago`; and decades."""

import calendar
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from bot.answers.grammar.parts import season_before, season_of
from bot.answers.grammar.vocabulary import NUMBERS
from bot.library.wording import MONTHS as MONTH_NAMES
from bot.library.wording import day

# In words, the first and the last day, the months of any year.
Span = tuple[str, date | None, date | None, tuple[int, ...]]
# So far back goes every page.
_LONGEST = 1200


def _year(year: int) -> Span:
    return f"from {year}", date(year, 1, 1), date(year, 12, 31), ()


def _this_or_last(groups: Sequence[str], now: date) -> Span:
    this = groups[0] in {"this", "the current"}
    if groups[1] == "year" and groups[0] == "next":
        return _year(now.year + 1)
    if groups[1] == "year":
        return _year(now.year if this else now.year - 1)
    start = now.replace(day=1) if this else (now.replace(day=1) - timedelta(days=1)).replace(day=1)
    last = calendar.monthrange(start.year, start.month)[1]
    return f"from {MONTH_NAMES[start.month - 1]} {start.year}", start, start.replace(day=last), ()


def _back(groups: Sequence[str], now: date) -> Span:
    start = _before(groups[0], groups[1], now)
    return f"since {day(start)}", start, None, ()


def _aged(groups: Sequence[str], now: date) -> Span:
    """`older than two years`, `newer than six months`."""
    bound = _before(groups[1], groups[2], now)
    if groups[0] == "older":
        return f"before {day(bound)}", None, bound - timedelta(days=1), ()
    return f"since {day(bound)}", bound, None, ()


def _old(groups: Sequence[str], now: date) -> Span:
    """`less than a year old`, `at least two years old`."""
    return _aged(
        ("newer" if groups[0] in {"less than", "under", "at most", "no more than"} else "older", *groups[1:]), now
    )


def _ago(groups: Sequence[str], now: date) -> Span:
    return _year(now.year - _number(groups[0]))


def _decade(groups: Sequence[str], _now: date) -> Span:
    start = int(groups[0])
    return f"from {start} to {start + 9}", date(start, 1, 1), date(start + 9, 12, 31), ()


def _season(groups: Sequence[str], _now: date) -> Span:
    said, months = season_of(groups[0])
    return said, None, None, months


def _this_season(groups: Sequence[str], now: date) -> Span:
    return *season_before(groups[1], now, this=groups[0] == "this"), ()


def _number(text: str) -> int:
    return int(text) if text.isdigit() else NUMBERS.get(text, 1)


def _before(number: str, unit: str, now: date) -> date:
    """The day so many years, months, weeks or days before another."""
    count = _number(number)
    if unit[0] not in "ym":
        return now - timedelta(days=count * (7 if unit[0] == "w" else 1))
    year, month = divmod(now.year * 12 + now.month - 1 - min(count * (12 if unit[0] == "y" else 1), _LONGEST), 12)
    return date(year, month + 1, min(now.day, calendar.monthrange(year, month + 1)[1]))


RELATIVE: Mapping[str, Callable[[Sequence[str], date], Span]] = {
    "relative": _this_or_last,
    "back": _back,
    "past": lambda groups, now: _back(("1", groups[1]), now),
    "aged": _aged,
    "ago": _ago,
    "old": _old,
    "decade": _decade,
    "season": _season,
    "this season": _this_season,
}
