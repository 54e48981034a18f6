"""Filters by what another paper has: its field, its affiliation, its authors, the year beside it, the days around."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.answers.asked import Asked
from bot.answers.grammar.conditions import LAST, by, listed_as
from bot.answers.grammar.filters import Condition, Kind, negated
from bot.answers.grammar.positions import position_in
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.linking.mentions import Mention
from bot.answers.outcome import Answer, Declined
from bot.answers.wording import short_title
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.text import fold
from bot.library.wording import aside, count, listed, published

_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}
_UNIT = r"(?P<unit>year|month|day)"
_PLACE = r"(?:(?P<place>first|lead|second|third|fourth|last|senior|1st|2nd|3rd) )?(?P<authors>authors?)"
_NUMBER = rf"(?P<number>a|an|\d{{1,3}}|{'|'.join(NUMBERS)})"
_HAS = (
    rf"(?:{_PLACE}|(?P<field>field|fields|category|categories|area|subject)|"
    rf"(?P<tag>affiliation|institution|university|institute)|{_UNIT})"
)
# What may stand before the name of a paper so that others are meant.
_PATTERNS = {
    "beside": re.compile(rf"\b(?:(?:from|in|of|during) )?the {_UNIT} (?P<side>before|after)(?: the)?$"),
    "same": re.compile(
        rf"\b(?P<not>not )?(?:(?:from|in|with|by|of|on) )?(?:the )?same {_HAS} (?:as|like|of)(?: the| in| that of)?$"
    ),
    "other": re.compile(
        rf"\b(?:(?:from|in|with|by|of) )?(?:an? )?(?P<not>another|other|different) {_HAS}s? "
        r"(?:than|from|to|as)(?: the)?$"
    ),
    "author": re.compile(rf"\b(?P<not>not )?(?:by|from|of) (?:the )?{_PLACE} (?:of|on|behind)(?: the)?$"),
    "within": re.compile(r"\bwithin " + _NUMBER + r" (?P<span>day|week|month|year)s? (?:of|from|around)(?: the)?$"),
}
_ALIKE = re.compile(
    r"\b(?:(?:similar|related|comparable|akin|close) to|(?:papers|articles|works|something|anything) like)$"
)


@dataclass(frozen=True, slots=True)
class Kin:
    """A condition that a paper sets for others, and where the words begin that say it."""

    condition: Condition
    start: int


def kin_of(mention: Mention, asked: Asked) -> Kin | None:
    """What must hold of papers that have something of the one that is named; None where nothing is said so."""
    if mention.place is None:
        return None
    ahead = asked.reading.words[: mention.start]
    text = " ".join(ahead)
    for name, pattern in _PATTERNS.items():
        match = pattern.search(text)
        condition = _WAYS[name](match, asked.shelf.papers[mention.place], asked) if match else None
        if match and condition is not None:
            return Kin(condition, len(ahead) - len(match.group().split()))
    return None


def about_alike(asked: Asked) -> Answer | None:
    """That no page tells which papers are alike: never answered with the paper itself."""
    for mention in asked.reading.mentions:
        if mention.place is not None and _ALIKE.search(" ".join(asked.reading.words[: mention.start])):
            title = short_title(asked.shelf.papers[mention.place])
            return Declined(
                f"The pages do not tell what is like {title}. Papers of its field, its year or its authors can be "
                f"asked for: “papers in the same field as {title}”.",
                asked.suggestions(),
            )
    return None


def _beside(match: re.Match[str], paper: Paper, _asked: Asked) -> Condition | None:
    """Papers of the calendar year, month or day next to a paper's own."""
    if paper.published is None:
        return None
    unit, step = match["unit"], 1 if match["side"] == "after" else -1
    day = paper.published.day
    wanted = {
        "year": (day.year + step,),
        "month": divmod(day.year * 12 + day.month - 1 + step, 12),
        "day": ((day + timedelta(days=step)).toordinal(),),
    }[unit]

    def fits(other: Paper) -> bool:
        return other.published is not None and _unit_of(other, unit) == wanted

    return Condition(Kind.TIME, "", f"from the {unit} {match['side']} {_said(paper)}", fits)


def _unit_of(paper: Paper, unit: str) -> tuple[int, ...]:
    if paper.published is None:
        return ()
    day = paper.published.day
    return {"year": (day.year,), "month": (day.year, day.month - 1), "day": (day.toordinal(),)}[unit]


def _same(match: re.Match[str], paper: Paper, asked: Asked) -> Condition | None:
    """Papers that share something with a paper, itself not among them; turned round behind a `not`."""
    turned = bool(match["not"])
    if match["authors"]:
        shared = _by_authors(match, paper, asked, same=True)
        return shared and _other(shared.kind, shared.before, shared.name, paper, turned, shared.fits)
    if match["field"]:
        codes = {field_of(raw).code for raw in paper.fields}
        names = listed([f"{field_of(code).name} ({code})" for code in sorted(codes)], "or")
        return _other(Kind.FIELD, "in", names, paper, turned, lambda p: not codes.isdisjoint(_codes(p)))
    if match["tag"]:
        tag = fold(paper.affiliation or "")
        said = tag or f"as {short_title(paper)}, which has no affiliation"
        return _other(
            Kind.AFFILIATION, "tagged", said, paper, turned, lambda p: bool(tag) and fold(p.affiliation or "") == tag
        )
    if paper.published is None:
        return None
    unit, own = match["unit"], _unit_of(paper, match["unit"])
    said = f"from the {unit} of {_said(paper)}"
    return _other(Kind.TIME, "", said, paper, turned, lambda p: p.published is not None and _unit_of(p, unit) == own)


def _codes(paper: Paper) -> set[str]:
    return {field_of(raw).code for raw in paper.fields}


def _other(kind: Kind, before: str, name: str, paper: Paper, turned: bool, fits: Callable[[Paper], bool]) -> Condition:
    """Papers besides one of which something holds, or of which it does not."""
    condition = Condition(kind, before, name, fits)
    way = negated(condition) if turned else condition
    besides = "" if turned or kind is Kind.TIME else f", besides {short_title(paper)}"
    return Condition(kind, way.before, f"{name}{besides}", lambda other: other.key != paper.key and way.fits(other))


def _of_author(match: re.Match[str], paper: Paper, asked: Asked) -> Condition | None:
    condition = _by_authors(match, paper, asked, same=False)
    if condition is None:
        return None
    if {"other", "another"} & set(asked.reading.words):
        return _other(condition.kind, condition.before, condition.name, paper, bool(match["not"]), condition.fits)
    return negated(condition) if match["not"] else condition


def _by_authors(match: re.Match[str], paper: Paper, asked: Asked, *, same: bool) -> Condition | None:
    """Papers by a paper's first, second, … author, or by any of its authors; None where the list stops before."""
    authors = asked.catalogue.authors(paper)[: len(paper.authors)]
    number = position_in([match["place"]]) if match["place"] else None
    if number is None:
        single = match["authors"] == "author" and len(authors) != 1
        keys = [author.key for author in authors]
        if single or not keys:
            return None
        return _by_all(keys, asked) if same else by(keys, asked.catalogue)
    if (number == LAST and paper.et_al) or number > len(authors) or not authors:
        return None
    key = authors[number if number == LAST else number - 1].key
    return listed_as(key, number, asked.catalogue) if same else by([key], asked.catalogue)


def _by_all(keys: Sequence[str], asked: Asked) -> Condition:
    """Papers that name all of some people."""
    each = [by([key], asked.catalogue) for key in keys]
    return Condition(Kind.PERSON, "by", listed([one.name for one in each]), lambda p: all(one.fits(p) for one in each))


def _within(match: re.Match[str], paper: Paper, _asked: Asked) -> Condition | None:
    if paper.published is None:
        return None
    own = paper.published.day
    number = int(match["number"]) if match["number"].isdigit() else NUMBERS.get(match["number"], 1)
    most = number * _DAYS[match["span"]]

    def fits(other: Paper) -> bool:
        apart = abs((other.published.day - own).days) if other.published else most + 1
        return other.key != paper.key and apart <= most

    return Condition(Kind.TIME, "", f"within {count(number, match['span'])} of {_said(paper)}", fits)


def _said(paper: Paper) -> str:
    return f"{short_title(paper)} ({aside(published(paper.published))})"


_WAYS: dict[str, Callable[[re.Match[str], Paper, Asked], Condition | None]] = {
    "beside": _beside,
    "same": _same,
    "other": _same,
    "author": _of_author,
    "within": _within,
}
