"""Parts of years: halves, quarters, seasons, early and late."""

import calendar
import re
from datetime import date

from bot.library.wording import MONTHS as MONTH_NAMES

_YEAR = r"(?:19|20)\d\d"
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "latter": 2}
# First month and number of months; a winter begins in December of its year.
_NAMED = {
    "early": (1, 4), "start": (1, 4), "beginning": (1, 4), "mid": (5, 4), "middle": (5, 4), "late": (9, 4),
    "end": (9, 4), "spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "fall": (9, 3), "winter": (12, 3),
}  # fmt: skip
_HALF = rf"(?:{'|'.join(_NTH)}|last) (?:half|quarter)"
_SEASON = "spring|summer|autumn|fall|winter"
_PART = rf"(?:{_HALF}|q[1-4]|h[12]|{'|'.join(_NAMED)})"
# `the first half of 2025`, `q1 2025`, `2025 q1`; without groups, to stand in other patterns.
PART_OF_YEAR = rf"(?:(?:the )?{_PART}(?: of)?(?: the)?(?: year)? {_YEAR}|{_YEAR}(?: s)? {_PART})"
# A season of any year: `fall` is a word as well and needs one of these around it.
SEASON = re.compile(rf"\b(?:in|from|during|of|over)(?: the)? ({_SEASON})\b|\b({_SEASON}) (?=papers?\b|pubs?\b)")

# `the first half`, `the third quarter`: of any year where none is said.
HALF = re.compile(
    rf"\b(?:(?:in|from|during|of|over) )?(?:the )?((?:{'|'.join(_NTH)}) (?:half|quarter))"
    r"(?: of (?:the|any|each|every|a) year)?(?! of)\b"
)


def part_of_year(text: str) -> tuple[str, date, date] | None:
    """A part of a year with its months in words, its first and its last day; None where there is none."""
    year, part = re.search(_YEAR, text), re.search(_PART, text)
    if year is None or part is None:
        return None
    start, months = _months(part.group())
    first = date(int(year.group()), start, 1)
    end = start + months - 1
    last_year, last_month = first.year + (end - 1) // 12, (end - 1) % 12 + 1
    last = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    till = f"{MONTH_NAMES[last_month - 1]} {last_year}"
    return f"from {MONTH_NAMES[start - 1]}{'' if last_year == first.year else f' {first.year}'} to {till}", first, last


def season_of(name: str) -> tuple[str, tuple[int, ...]]:
    """The months of a season, a half or a quarter of any year, in words and by number."""
    start, months = _months(name)
    numbers = tuple((start + step - 1) % 12 + 1 for step in range(months))
    return f"from {MONTH_NAMES[numbers[0] - 1]} to {MONTH_NAMES[numbers[-1] - 1]} of any year", numbers


def season_before(name: str, now: date, *, this: bool) -> tuple[str, date, date]:
    """A season or quarter of this year, or the last one that is over: in words, its first and its last day."""
    if name == "quarter":
        at = (now.month - 1) // 3 - (not this)
        year, part = now.year + at // 4, f"q{at % 4 + 1}"
    else:
        year, part = now.year, name
    found = part_of_year(f"{part} {year}")
    assert found is not None  # as a part and a year are in it
    if name != "quarter" and not this and found[2] >= now:
        return season_before(name, now.replace(year=now.year - 1, month=12, day=31), this=True)
    return found


def _months(part: str) -> tuple[int, int]:
    if part in _NAMED:
        return _NAMED[part]
    if part[0] in "qh" and part[1:].isdigit():
        months = 3 if part[0] == "q" else 6
        return months * (int(part[1]) - 1) + 1, months
    which, unit = part.split()
    months = 6 if unit == "half" else 3
    number = _NTH.get(which, 12 // months)
    return months * (min(number, 12 // months) - 1) + 1, months
