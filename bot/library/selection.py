"""Which papers a list shows, and in which order."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

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
    words = fold(selection.text).split()
    kept = [paper for paper in _candidates(catalogue, selection) if _keeps(selection, words, paper)]
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


def _keeps(selection: Selection, words: Sequence[str], paper: Paper) -> bool:
    return (
        (not selection.field or field_of(selection.field).code in {field_of(raw).code for raw in paper.fields})
        and (selection.year is None or (paper.published is not None and paper.published.day.year == selection.year))
        and _keeps_code(selection.code, paper)
        and _holds_words(paper, words)
    )


def _keeps_code(code: Code, paper: Paper) -> bool:
    if code is Code.ANY:
        return True
    state = code_state(paper)
    match code:
        case Code.LISTED:
            return not isinstance(state, NoCode)
        case Code.LINK:
            return isinstance(state, CodeLink)
        case Code.NONE:
            return isinstance(state, NoCode)


def _holds_words(paper: Paper, words: Sequence[str]) -> bool:
    """Every word typed begins some word of the abstract, the title or the authors."""
    # Each text by itself: names hold letters beyond ASCII more often than abstracts do, which then need no folding.
    texts = (paper.abstract, paper.title, *paper.authors)
    return all(any(_begins_a_word(word, text) for text in texts) for word in words)


def _begins_a_word(word: str, text: str) -> bool:
    """Whether a folded word begins a word of a text as `fold` would have it."""
    plain = _plain(text)
    if plain is None:
        return f" {word}" in _folded(text)
    at = plain.find(word)
    while at > 0 and plain[at - 1].isalnum():
        at = plain.find(word, at + 1)
    return at >= 0


# What `fold` leaves out altogether: to the words on both sides it is not there.
_LEFT_OUT = "'`’‘´ʼ"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _plain(text: str) -> str | None:
    """A text as `fold` has it but for the signs between words, a fifth of the work; None where it holds letters
    beyond ASCII."""
    if not text.isascii() and not all(map(_is_sign, set(_BEYOND_ASCII.findall(text)))):
        return None
    for sign in _LEFT_OUT:
        if sign in text:
            text = text.replace(sign, "")
    return (text if text.isascii() else text.encode("ascii", "replace").decode()).lower()


@cache
def _is_sign(char: str) -> bool:
    """Whether a character is a space to `fold`, or nothing: dashes, quotes, most of mathematics. Marks are letters’."""
    return char in _LEFT_OUT or not (fold(char) or unicodedata.combining(char))


# Few texts of a library hold such letters, and folding takes ten times as long.
@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    return f" {fold(text)}"
