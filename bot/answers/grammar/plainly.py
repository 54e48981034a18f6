"""Dates and spans of a question in the plain form that everything else reads."""

import re

from bot.answers.grammar.vocabulary import MONTHS, NUMBERS

_NAMES = {number: name for name, number in reversed(MONTHS.items())}
_M = "|".join(sorted(MONTHS, key=len, reverse=True))
_Y = r"(?:19|20)\d\d"
_POINT = rf"(?:(?:{_M})\.? {_Y}|{_Y})"
_DOTTED = re.compile(rf"(?<![\d.])(\d{{1,2}})\.(\d{{1,2}})\.({_Y})(?!\d)")
_SLASHED = re.compile(rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})/({_Y})(?!\d)")
_YEAR_MONTH = re.compile(rf"(?<![\d.])({_Y})[./](\d{{1,2}})(?![\d.]*\d)")
_MONTH_YEAR = re.compile(rf"(?<![\d./])(\d{{1,2}})/({_Y})(?!\d)")
# `form 2021` is a slip that is a word.
_FORM = re.compile(rf"\bform (?={_POINT}\b)", re.IGNORECASE)
_TO_NOW = re.compile(
    r"\b(?:from|between) ([\w ]{3,25}?) (?:to|until|till|and|-|–) (?:now|today|(?:the )?present|date)\b", re.IGNORECASE
)
_DASHED = re.compile(rf"\b({_POINT}) ?[-–—] ?({_POINT})\b", re.IGNORECASE)
# `2018, 2020 and 2023`
_LISTED = re.compile(rf"\b({_Y}) ?[,&+] ?(?={_Y}\b)")
_AND_MORE = re.compile(r"\b(\d{1,2})\+(?= (?:co-?)?(?:authors|people))", re.IGNORECASE)
# What asks for nothing: `with or without code`.
_WHATEVER = re.compile(r"\bwith (?:or|and) without (?:any )?(?:code|links?|an? affiliations?)\b", re.IGNORECASE)
_DIGITS = {
    word: number
    for word, number in NUMBERS.items()
    if 0 < number < 10 and word not in {"couple", "few", "both", "single"}
}
_SPELLED = re.compile(rf"\btwenty[ -]twenty(?:[ -]({'|'.join(_DIGITS)}))?\b", re.IGNORECASE)


def plainly(text: str) -> str:
    """A question with its dates spelled out and its open spans closed."""
    text = _SPELLED.sub(lambda match: str(2020 + _DIGITS.get((match.group(1) or "").casefold(), 0)), text)
    text = _DOTTED.sub(lambda match: _day(match, month_first=False), text)
    text = _SLASHED.sub(_slashed, text)
    text = _YEAR_MONTH.sub(lambda match: _month(match.group(2), match.group(1)) or match.group(), text)
    text = _MONTH_YEAR.sub(lambda match: _month(match.group(1), match.group(2)) or match.group(), text)
    text = _FORM.sub("from ", text)
    text = _TO_NOW.sub(r"since \1", text)
    text = _WHATEVER.sub("", text)
    text = _LISTED.sub(r"\1 and ", text)
    text = _AND_MORE.sub(r"\1 or more", text)
    return _DASHED.sub(r"from \1 to \2", text)


def _slashed(match: re.Match[str]) -> str:
    """Whether the day or the month comes first, the numbers tell; where they do not, it is as in America."""
    return _day(match, month_first=int(match.group(1)) <= 12)


def _day(match: re.Match[str], *, month_first: bool) -> str:
    first, second, year = match.groups()
    day, month = (second, first) if month_first else (first, second)
    named = _month(month, year)
    return f"{int(day)} {named}" if named and 0 < int(day) <= 31 else match.group().replace(".", "-")


def _month(month: str, year: str) -> str:
    """`march 2025`; nothing where there is no such month."""
    name = _NAMES.get(int(month))
    return f"{name} {year}" if name else ""
