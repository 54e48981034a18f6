"""Which papers a list, a count or a superlative is about."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.grammar.times import Time
from bot.library.catalogue import Catalogue
from bot.library.code import NoCode, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
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
    """The papers that fit, in their order."""
    return [paper for paper in papers if _fits(paper, filters, catalogue)]


def _fits(paper: Paper, filters: Filters, catalogue: Catalogue) -> bool:
    return (
        all(time.holds(paper.published) for time in filters.times)
        and _fits_code(paper, filters)
        and _fits_fields(paper, filters)
        and (not filters.affiliation or filters.affiliation == (paper.affiliation or "").casefold())
        and _fits_people(paper, filters, catalogue)
    )


def _fits_code(paper: Paper, filters: Filters) -> bool:
    if filters.linked and not paper.links:
        return False
    return filters.code is None or filters.code is not isinstance(code_state(paper), NoCode)


def _fits_fields(paper: Paper, filters: Filters) -> bool:
    codes = {field_of(raw).code for raw in paper.fields}
    codes |= {code.partition(".")[0] for code in codes}
    return codes.issuperset(filters.fields) and codes.isdisjoint(filters.not_fields)


def _fits_people(paper: Paper, filters: Filters, catalogue: Catalogue) -> bool:
    if not (filters.people or filters.not_people or filters.first_author or filters.alone):
        return True
    if filters.alone and (paper.et_al or len(catalogue.authors(paper)) != 1):
        return False
    authors = {person.key for person in catalogue.authors(paper)}
    if not authors.issuperset(filters.people) or not authors.isdisjoint(filters.not_people):
        return False
    if not filters.first_author:
        return True
    first = catalogue.authors(paper)[:1] if paper.authors else ()
    return any(person.key == filters.first_author for person in first)


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
