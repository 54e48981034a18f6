"""Papers by words that stand in their titles or abstracts, exactly as they are asked for."""

import re
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.filtering.selecting import filters_of
from bot.answers.filtering.topical import terms_in
from bot.answers.grammar.filters import Condition, Filters, Kind, negated
from bot.answers.grammar.literal import Literal, Scope, find_literal
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import read
from bot.answers.linking.shelf import Shelf
from bot.answers.listing import not_heeded, topic_of
from bot.answers.lists import of_filters
from bot.answers.outcome import Answer, Declined
from bot.answers.words import stems_of
from bot.library.models import Paper
from bot.library.text import fold
from bot.library.wording import listed

# Who asks so does not ask for papers.
_ELSE = (Cue.WHY, Cue.HOW, Cue.WHEN, Cue.WHO, Cue.WHERE)


# Signs that people name rather than type, and how they stand in a text.
_SIGNS = {
    "colon": ":", "comma": ",", "semicolon": ";", "question mark": r"\?", "question": r"\?", "exclamation mark": "!",
    "dash": "[-–—]", "hyphen": "-", "quotation mark": "[\"“”«»„]", "quote": "[\"“”«»„]", "bracket": r"[(\[]",
    "parenthesis": r"\(", "parenthese": r"\(", "number": r"\d", "digit": r"\d", "figure": r"\d",
    "percentage": r"\d ?%|\bper ?cent\b", "percent": r"\d ?%|\bper ?cent\b", "percent sign": "%",
}  # fmt: skip


def about_words(asked: Asked) -> Answer | None:
    """The papers with some words in title or abstract; None where none are asked for as they stand."""
    literal = find_literal(asked.reading.text)
    if literal is None:
        return None
    beside = Asked(read(literal.rest, asked.shelf, asked.now), asked.shelf, asked.now)
    also = terms_in(beside, topic_of(beside))
    # `but not Y`: nor may that stand there.
    if beside.reading.mentions or beside.reading.has(*_ELSE) or not all(term.barred for term in also):
        return None
    filters = filters_of(beside)
    if isinstance(filters, Declined):
        return filters
    words = _holding(literal, asked.shelf)
    barred = [negated(_holding(replace(literal, words=(" ".join(each.words),)), asked.shelf)) for each in also]
    whole = Filters((*filters.conditions, negated(words) if literal.bars else words, *barred))
    if not_heeded(whole, beside):
        return None
    return of_filters(whole, beside)


def _holding(literal: Literal, shelf: Shelf) -> Condition:
    """Papers whose text has the words in a row, whatever their case and hyphens."""
    runs = [f" {fold(words)} " for words in literal.words]
    named = () if literal.quoted else literal.words
    signs = [re.compile(sign, re.IGNORECASE) for words in named if (sign := _sign(words))]
    enough = all if literal.every else any
    # Only papers that have all words of a run somewhere need be read.
    places = [_with_all(words, shelf) for words in literal.words]
    near = frozenset.intersection(*places) if literal.every else frozenset().union(*places)
    keys = frozenset(shelf.papers[place].key for place in near)

    def fits(paper: Paper) -> bool:
        if signs:
            return enough(sign.search(_text(paper, literal.scope)) is not None for sign in signs)
        text = f" {fold(_text(paper, literal.scope))} " if paper.key in keys else ""
        return enough(run in text for run in runs)

    said = listed([f"“{words}”" for words in literal.words], "and" if literal.every else "or")
    return Condition(Kind.WORDS, "with", f"{said} in the {literal.scope}", fits)


def _sign(words: str) -> str | None:
    """The pattern of a sign that is named: `a colon`, `question marks`."""
    name = fold(words).removeprefix("a ").removeprefix("any ")
    return _SIGNS.get(name) or _SIGNS.get(name.removesuffix("s"))


def _with_all(words: str, shelf: Shelf) -> frozenset[int]:
    """The papers (by place) that have every word, in title or abstract."""
    held = [frozenset(shelf.holders.get(each, ())) for each in stems_of(words)]
    return frozenset.intersection(*held) if held else frozenset()


def _text(paper: Paper, scope: Scope) -> str:
    parts = {Scope.TITLE: paper.title, Scope.ABSTRACT: paper.abstract}
    return parts.get(scope, f"{paper.title} · {paper.abstract}")
