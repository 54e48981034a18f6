"""Which papers a list shows, and in which order."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.library.catalogue import Catalogue
from bot.library.code import CodeLink, NoCode, code_state
from bot.library.fields import field_of
from bot.library.models import Paper
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


def select(catalogue: Catalogue, selection: Selection) -> Sequence[Paper]:
    """The papers a selection keeps. Linear in the catalogue."""
    kept = [paper for paper in _candidates(catalogue, selection) if _keeps(selection, paper)]
    if selection.order is Order.TITLE:
        return sorted(kept, key=lambda paper: fold(paper.title))
    if selection.order is Order.OLDEST:
        dated = [paper for paper in kept if paper.published]
        return [*reversed(dated), *(paper for paper in kept if not paper.published)]
    return kept


def _candidates(catalogue: Catalogue, selection: Selection) -> Sequence[Paper]:
    if not selection.person:
        return list(catalogue.papers.values())
    person = catalogue.people.get(selection.person)
    return catalogue.papers_of(person) if person else []


def _keeps(selection: Selection, paper: Paper) -> bool:
    return (
        (not selection.field or field_of(selection.field).code in {field_of(raw).code for raw in paper.fields})
        and (selection.year is None or (paper.published is not None and paper.published.day.year == selection.year))
        and _keeps_code(selection.code, paper)
        and (not selection.text or _holds_words(paper, selection.text))
    )


def _keeps_code(code: Code, paper: Paper) -> bool:
    state = code_state(paper)
    match code:
        case Code.ANY:
            return True
        case Code.LISTED:
            return not isinstance(state, NoCode)
        case Code.LINK:
            return isinstance(state, CodeLink)
        case Code.NONE:
            return isinstance(state, NoCode)


def _holds_words(paper: Paper, text: str) -> bool:
    """Every word typed begins some word of the title, the authors or the abstract."""
    held = f" {fold(' '.join([paper.title, *paper.authors, paper.abstract]))}"
    return all(f" {word}" in held for word in fold(text).split())
