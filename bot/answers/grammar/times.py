"""Days, months and years in a question, and what a paper's date must be to fit."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answers.grammar.parts import HALF, PART_OF_YEAR, SEASON, part_of_year
from bot.answers.grammar.relative import RELATIVE
from bot.answers.grammar.vocabulary import MONTHS, NUMBERS
from bot.library.models import Published
from bot.library.wording import MONTHS as MONTH_NAMES
from bot.library.wording import day


@dataclass(frozen=True, slots=True)
class Time:
    """From `first` to `last`, both included, either open; or some months of any year. `said` is it in words."""

    said: str
    first: date | None = None
    last: date | None = None
    months: tuple[int, ...] = ()

    def holds(self, published: Published | None) -> bool:
        """Whether a paper's date fits. A paper without a date fits no time."""
        if published is None:
            return False
        return (
            (self.first is None or published.day >= self.first)
            and (self.last is None or published.day <= self.last)
            and (not self.months or published.day.month in self.months)
        )


@dataclass(frozen=True, slots=True)
class TimeAt:
    """A time with the words that say it: `start` to `end`."""

    time: Time
    start: int
    end: int


_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_Y = r"(?:19|20)\d\d"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_D} )?(?:of )?(?:{_M})(?: {_D}(?!\d))?(?: (?:of )?{_Y})?"
_POINT = rf"(?:{PART_OF_YEAR}|{_Y} \d\d \d\d|{_DAY}|(?:{_M}) {_Y}|{_Y})"
_MORE = "|".join(NUMBERS)
_PATTERNS = (
    (re.compile(rf"\b(?:between ({_POINT}) and|(?:between|from|in) ({_POINT}) (?:to|until|till|through)) ({_POINT})\b"),
     "between"),
    # `from 2018 and 2023` names two years.
    (re.compile(rf"\b({_Y}) (?:to |through |until |till )?({_Y})\b"), "between"),
    (re.compile(
        rf"\b(?:since|starting(?: in| from)?|beginning(?: in)?|from) ({_POINT})(?: on(?:wards?)?|"
        rf" onwards?)\b"), "since"),
    (re.compile(rf"\b(?:since|starting(?: in| from)?|beginning in|no earlier than) ({_POINT})\b"), "since"),
    (re.compile(rf"\b({_POINT}) (?:or later|or newer|and later|onwards?|and after|and newer)\b"), "since"),
    (re.compile(rf"\b(?:(?:from|in) )?({_POINT}) at (?:the )?latest\b"), "until"),
    (re.compile(rf"\b(?:(?:from|in) )?({_POINT}) at (?:the )?earliest\b"), "since"),
    (re.compile(rf"\b(?:after|post|later than|newer than|more recent than|past) ({_POINT})\b"), "after"),
    (re.compile(rf"\b(?:before|pre|prior to|older than|earlier than) ({_POINT})\b"), "before"),
    (re.compile(rf"\b(?:until|till|up to|through|up until|no later than|by the end of) ({_POINT})\b"), "until"),
    (re.compile(rf"\b({_POINT}) (?:or earlier|or older|and earlier|and before)\b"), "until"),
    (re.compile(rf"\b(?:(?:in|from|during|of|on|for|dated|by|year|the year|back in|posted|was) )*({_POINT})\b"), "in"),
    (re.compile(r"\b(?:in |from |during |of )?(this|last|previous|the current) (year|month)\b"), "relative"),
    (re.compile(r"\b(?:in |from |during |over |within )?(?:the |this )?(past) (year|month|week)\b"), "past"),
    (re.compile(rf"\b(older|newer|younger) than (\d{{1,2}}|{_MORE}|an?) (years?|months?|weeks?|days?)\b"), "aged"),
    (re.compile(
        rf"\b(less than|under|at most|no more than|more than|over|at least) (\d{{1,2}}|{_MORE}|an?) "
        rf"(years?|months?|weeks?|days?) old\b"), "old"),
    (re.compile(rf"\b(?:from |in )?(\d{{1,2}}|{_MORE}|a) years? (ago)\b"), "ago"),
    (re.compile(r"\b(?:from |in |of |during )?(?:the )?((?:19|20)\d0)(s)\b"), "decade"),
    (re.compile(
        r"\b(?:in |from |during |of )?(?:the )?(this|last|past|previous) (quarter|spring|summer|autumn|fall|winter)"
        r"(?! of)\b"), "this season"),
    (re.compile(r"\b(?:in |from |of )(next) (year)\b"), "relative"),
    (SEASON, "season"),
    (HALF, "season"),
    (re.compile(
        rf"\b(?:in |from |during |over |within )?(?:the |these )?(?:last|past|previous) (\d{{1,2}}|{_MORE}) "
        rf"(years?|months?|weeks?|days?)\b"), "back"),
)  # fmt: skip
# `may` and `march` are words as well: alone they are months only behind one of these.
_BEFORE_MONTH = frozenset({"in", "from", "during", "of", "since", "after", "before", "until", "by", "late", "early"})


def find_time(words: Sequence[str], now: date) -> TimeAt | None:
    """The first time that a question's folded words name, if any."""
    text = " ".join(words)
    for pattern, relation in _PATTERNS:
        for match in pattern.finditer(text):
            if not (places := _places(words, match.start(), match.end())):
                continue  # within a word, as in `28.12.2025`
            start, end = places[0], places[-1] + 1
            time = _time(relation, [group for group in match.groups() if group], now)
            if time is not None and not _is_no_month(words, start, end, time):
                return TimeAt(time, start, end)
    return None


def _places(words: Sequence[str], start: int, end: int) -> list[int]:
    """The words that begin between two offsets of their text."""
    offsets, at = [], 0
    for word in words:
        offsets.append(at)
        at += len(word) + 1
    return [place for place, offset in enumerate(offsets) if start <= offset < end]


def _is_no_month(words: Sequence[str], start: int, end: int, time: Time) -> bool:
    if len(time.months) != 1 or words[end - 1] not in {"may", "march", "mar", "jan", "dec", "sep"}:
        return False
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    # `from January and May`
    listed = before in {"and", "or", "nor"} and words[start - 2 : start - 1] == ["·"]
    return end - start == 1 and before not in _BEFORE_MONTH and not listed and not after.startswith(("paper", "pub"))


def _time(relation: str, groups: Sequence[str], now: date) -> Time | None:
    if relation in RELATIVE:
        return Time(*RELATIVE[relation](groups, now))
    year = re.search(_Y, groups[-1])
    if relation == "between" and year is not None and not re.search(_Y, groups[0]):
        # `between January and June 2025`
        groups = [f"{groups[0]} {year.group()}", *groups[1:]]
    spans = [_span(group) for group in groups]
    if any(span is None for span in spans):
        return None
    known = [span for span in spans if span is not None]
    if relation == "in":
        return known[0]
    if relation == "between" and all(len(span.months) == 1 for span in known):
        return _of_months(known[0].months[0], known[1].months[0])
    bounds = [(span.first, span.last) for span in known]
    first, last = bounds[0]
    if first is None or last is None or bounds[-1][1] is None:
        return None
    match relation:
        case "between":
            ends = sorted([first, last, *(b for b in bounds[1] if b)])
            return Time(f"from {_bare(known[0])} to {_bare(known[1])}", ends[0], ends[-1])
        case "since":
            return Time(f"since {_bare(known[0], first)}", first)
        case "after":
            return Time(f"after {_bare(known[0], last)}", last + timedelta(days=1))
        case "before":
            return Time(f"before {_bare(known[0], first)}", None, first - timedelta(days=1))
        case _:
            return Time(f"until {_bare(known[0], last)}", None, last)


def _of_months(first: int, last: int) -> Time:
    """The months from one to another, of any year: `from November to February` goes over the turn of the year."""
    months = tuple((first - 1 + at) % 12 + 1 for at in range((last - first) % 12 + 1))
    return Time(f"from {MONTH_NAMES[first - 1]} to {MONTH_NAMES[last - 1]}", months=months)


def _bare(time: Time, bound: date | None = None) -> str:
    """A time without its `from`; of a part of a year the day that bounds it."""
    bare = time.said.partition(" ")[2]
    return day(bound) if bound is not None and " to " in bare else bare


def _span(text: str) -> Time | None:
    """A day, a month or a year as the days it has; a month alone is one of any year."""
    part = part_of_year(text)
    if part is not None:
        return Time(*part)
    parts = text.split()
    year = next((int(part) for part in parts if re.fullmatch(_Y, part)), None)
    month = next((MONTHS[part] for part in parts if part in MONTHS), None)
    days = [int(re.sub(r"\D", "", part)) for part in parts if re.fullmatch(_D, part)]
    if month is None and len(days) == 2:
        month, days = days[0], days[1:]
    if month is None:
        return Time(f"from {year}", date(year, 1, 1), date(year, 12, 31)) if year else None
    if not 1 <= month <= 12:
        return None
    if year is None:
        return Time(f"from {MONTH_NAMES[month - 1]}", months=(month,)) if not days else None
    longest = calendar.monthrange(year, month)[1]
    if not days:
        return Time(f"from {MONTH_NAMES[month - 1]} {year}", date(year, month, 1), date(year, month, longest))
    if not 1 <= days[0] <= longest:
        return None
    exact = date(year, month, days[0])
    return Time(f"from {day(exact)}", exact, exact)
