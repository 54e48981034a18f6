"""Papers as an export file lists them, and what the readers of such files share: limits, dates, identifiers."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from bot.ingest.plausible import FIRST_YEAR
from bot.ingest.problems import Problem, Severity, quoted
from bot.library.fields import taxonomy
from bot.library.identifiers import doi_in
from bot.library.text import clean, fold

# More characters, and more authors, than anything real has, so that one broken entry cannot fill the library.
_LIMITS = {"a title": 1_000, "an abstract": 20_000, "a name": 200}
_MOST_AUTHORS = 1_000
# How a list says that it goes on, folded.
_OTHERS = frozenset({"others", "et al"})


@dataclass(frozen=True, slots=True)
class ParsedEntry:
    """A paper as an export file gives it. Text is clean; BibTeX's LaTeX is readable, CSL's is as it was.

    `place` is a line (BibTeX) or the position of an item (CSL), from 1. Names are as displayed, first names
    first. `links` are of code, `codes` are arXiv's subjects.
    """

    place: int | None
    title: str
    authors: tuple[str, ...]
    et_al: bool
    year: int | None
    month: int | None
    day: int | None
    abstract: str
    arxiv_id: str | None
    doi: str | None
    links: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


Day = tuple[int | None, int | None, int | None]
NO_DAY: Day = (None, None, None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands and what people call it there (`item 5`); problems with it join `problems`."""

    source: str
    line: int | None
    name: str
    problems: list[Problem]

    def warn(self, message: str) -> None:
        """Say what is wrong with the entry; its name comes first."""
        self.problems.append(Problem(Severity.WARNING, self.source, self.line, f"{self.name} {message}"))

    def cut(self, what: str, text: str) -> str:
        """`a title`, `an abstract` or `a name`, up to its last whole word within the limit."""
        limit = _LIMITS[what]
        if len(text) <= limit:
            return text
        self.warn(f"has {what} of more than {limit:,} characters; the rest was left out.")
        return text[: limit + 1].rpartition(" ")[0] or text[:limit]

    def authors(self, names: Iterable[str]) -> tuple[tuple[str, ...], bool]:
        """The names, and whether there are more: the list says so at its end, or is too long."""
        listed = list(islice(names, _MOST_AUTHORS + 1))
        if len(listed) > _MOST_AUTHORS:
            self.warn(f"names more than {_MOST_AUTHORS:,} authors; the rest were left out.")
            return tuple(listed[:_MOST_AUTHORS]), True
        goes_on = bool(listed) and fold(listed[-1]) in _OTHERS
        named = listed[:-1] if goes_on else listed
        if not named:
            self.warn("names no authors.")
        return tuple(named), goes_on

    def date(self, stated: str) -> Day:
        """The date that is stated, without what does not exist of it: 2023-02-30 is 2023-02."""
        if not stated.strip():
            return NO_DAY
        read = day_in(stated)
        existing = _existing(*read)
        if existing != read or existing == NO_DAY:
            self.warn(f"has {quoted(clean(stated))} as its date; what is no date of that was left out.")
        return existing

    def doi(self, stated: str, url: str) -> str | None:
        """The DOI that is stated, else the one that the address leads to."""
        if not stated.strip():
            return doi_in(url)
        if (doi := doi_in(stated)) is None:
            self.warn(f"has {quoted(clean(stated))} as its DOI, which is none; it was left out.")
        return doi


def warn_of_repeats(read: Iterable[tuple[ParsedEntry, Place]]) -> None:
    """Say which entries repeat the title and year of an earlier one."""
    first: dict[tuple[str, int | None], Place] = {}
    for entry, place in read:
        before = first.setdefault((fold(entry.title) or entry.title, entry.year), place)
        if before is not place:
            where = before.name if before.line is None else f"{before.name} on line {before.line}"
            place.warn(f"repeats the title and year of {where}; they count as one paper.")


_LONGEST_DATE = 100
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_ISO = re.compile(r"\s*(\d{4})(?!\d)(?:[-/](\d{1,2})(?!\d)(?:[-/](\d{1,2})(?!\d))?)?")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_WORD = re.compile(r"[^\W\d_]{3,}")
# What is still to come is told where the day is known on which the file is read.
_LAST_YEAR = 2999


def day_in(text: str) -> Day:
    """Year, month and day of `2019-05-12`, `2019/5`, `12 May 2019`, `Sept. 2019` or `c. 2019`."""
    if len(text) > _LONGEST_DATE:
        return NO_DAY
    if iso := _ISO.match(text):
        year, month, day = (int(part) if part else None for part in iso.groups())
        return year, _month_in(text) if month is None else month, day
    found = _YEAR.search(text)
    month = _month_in(text) if found else None
    numbers = _DAY.search(text) if month else None
    return int(found[0]) if found else None, month, int(numbers[0]) if numbers else None


def _month_in(text: str) -> int | None:
    words = [word.casefold() for word in _WORD.findall(text)]
    return next((i for i, name in enumerate(_MONTHS, start=1) if any(map(name.startswith, words))), None)


def _existing(year: int | None, month: int | None, day: int | None) -> Day:
    if year is None or not FIRST_YEAR <= year <= _LAST_YEAR:
        return NO_DAY
    if month is None or not 1 <= month <= 12:
        return year, None, None
    if day is None or not 1 <= day <= monthrange(year, month)[1]:
        return year, month, None
    return year, month, day


def codes_in(text: str) -> tuple[str, ...]:
    """arXiv's codes among the words of a text: `cs.LG, stat.ML`."""
    return tuple(dict.fromkeys(code for code in re.split(r"[\s,;|]+", text) if code in taxonomy()))
