"""Which papers a list, a count or a superlative is about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.answers.grammar.times import Time
from bot.library.catalogue import Catalogue
from bot.library.code import NoCode, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.text import fold
from bot.library.wording import listed


@dataclass(frozen=True, slots=True)
class Filters:
    """What must hold of a paper. `people` are keys; `fields` are codes or whole archives (`stat`)."""

    people: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()
    first_author: str = ""
    alone: bool = False
    fields: tuple[str, ...] = ()
    not_fields: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()
    code: bool | None = None
    linked: bool = False
    affiliation: str = ""

    def __bool__(self) -> bool:
        return self != Filters()


def kept(papers: Sequence[Paper], filters: Filters, catalogue: Catalogue) -> list[Paper]:
    """The papers that fit, in their order. Linear, and quick where only few things must hold."""
    checks = list(_checks(filters, catalogue))
    return [paper for paper in papers if all(fits(paper) for fits in checks)]


def _checks(filters: Filters, catalogue: Catalogue) -> Iterator[Callable[[Paper], bool]]:
    """What must hold, cheap and telling checks first."""
    for key in (*filters.people, *filter(None, [filters.first_author])):
        yield partial(_is_among, frozenset(catalogue.people[key].papers))
    for key in filters.not_people:
        yield partial(_is_not_among, frozenset(catalogue.people[key].papers))
    for time in filters.times:
        yield partial(_is_from, time)
    if filters.fields or filters.not_fields:
        yield partial(_fits_fields, filters)
    if filters.affiliation:
        yield partial(_is_tagged, filters.affiliation)
    if filters.code is not None or filters.linked:
        yield partial(_fits_code, filters)
    if filters.first_author:
        yield partial(_is_led_by, catalogue.people[filters.first_author].name)
    if filters.alone:
        yield partial(_is_by_one, catalogue)


def _is_among(keys: frozenset[str], paper: Paper) -> bool:
    return paper.key in keys


def _is_not_among(keys: frozenset[str], paper: Paper) -> bool:
    return paper.key not in keys


def _is_from(time: Time, paper: Paper) -> bool:
    return time.holds(paper.published)


def _is_tagged(tag: str, paper: Paper) -> bool:
    return fold(paper.affiliation or "") == tag


def _is_led_by(name: str, paper: Paper) -> bool:
    return bool(paper.authors) and fold(paper.authors[0]) == fold(name)


def _is_by_one(catalogue: Catalogue, paper: Paper) -> bool:
    return not paper.et_al and len(paper.authors) < 2 and len(catalogue.authors(paper)) == 1


def _fits_code(filters: Filters, paper: Paper) -> bool:
    if filters.linked and not paper.links:
        return False
    return filters.code is None or filters.code is not isinstance(code_state(paper), NoCode)


def _fits_fields(filters: Filters, paper: Paper) -> bool:
    codes = {field_of(raw).code for raw in paper.fields}
    codes |= {code.partition(".")[0] for code in codes}
    return codes.issuperset(filters.fields) and codes.isdisjoint(filters.not_fields)


def described(filters: Filters, catalogue: Catalogue) -> str:
    """The filters in words, as they follow `papers`: `by Ada Long, in Robotics, from 2025, with code listed`."""
    by = listed([catalogue.people[key].name for key in filters.people])
    first = catalogue.people[filters.first_author].name if filters.first_author else ""
    parts = [
        f"by {by}" if by else "",
        f"not by {listed([catalogue.people[key].name for key in filters.not_people])}" if filters.not_people else "",
        f"with {first} as first author" if first else "",
        "by one author alone" if filters.alone else "",
        f"in {listed([_named(code) for code in filters.fields])}" if filters.fields else "",
        f"not in {listed([_named(code) for code in filters.not_fields], 'or')}" if filters.not_fields else "",
        f"tagged {filters.affiliation}" if filters.affiliation else "",
        *(time.said for time in filters.times),
        _CODE[filters.code],
        "with a link to code" if filters.linked else "",
    ]
    return ", ".join(part for part in parts if part)


def _named(code: str) -> str:
    field = field_of(code)
    return f"{field.name} ({field.code})" if field.name != field.code else code


_CODE = {None: "", True: "with code listed", False: "with no code listed"}
