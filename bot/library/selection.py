"""Which papers a list shows, and in which order."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.library.facets import Facets
from bot.library.fields import field_of
from bot.library.models import Paper, Person
from bot.library.text import fold


class Order(StrEnum):
    """How a list is sorted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


class Code(StrEnum):
    """Which code states a list keeps."""

    ANY = "any"
    LISTED = "listed"
    LINK = "link"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: a person's key, a field's code, a year, a code state, words. Unset keeps all."""

    person: str = ""
    field: str = ""
    year: int | None = None
    code: Code = Code.ANY
    text: str = ""
    order: Order = Order.NEWEST


def select(facets: Facets, people: Mapping[str, Person], selection: Selection) -> Sequence[Paper]:
    """The papers a selection keeps. It reads none of them."""
    kept = facets.in_all(_groups(facets, people, selection))
    if selection.order is Order.TITLE:
        return sorted(kept, key=lambda paper: fold(paper.title))
    if selection.order is Order.OLDEST:
        dated = [paper for paper in kept if paper.published]
        return [*reversed(dated), *(paper for paper in kept if not paper.published)]
    return kept


def _groups(facets: Facets, people: Mapping[str, Person], selection: Selection) -> Iterator[Collection[int]]:
    """The places of those that each part of a selection keeps. Every word typed begins some word of a paper."""
    if selection.person:
        person = people.get(selection.person)
        yield facets.of_keys(person.papers) if person else ()
    if selection.field:
        yield facets.fields.get(field_of(selection.field).code, ())
    if selection.year is not None:
        yield facets.of_year(selection.year)
    match selection.code:
        case Code.LISTED:
            yield facets.listed
        case Code.LINK:
            yield facets.linked
        case Code.NONE:
            yield facets.others(facets.listed, facets.all)
    yield from (facets.words.beginning(word) for word in fold(selection.text).split())
