"""Questions that an abstract's sentences answer: what, why, how, how many, which, whether."""

import re
from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.outcome import Answer, Answered, Closest, Declined
from bot.answers.retrieval.cutting import short_of, value_in
from bot.answers.retrieval.definitions import definition
from bot.answers.retrieval.roles import Role, roles_of
from bot.answers.retrieval.scoring import Hit, Sought, candidates, foreign, rank
from bot.answers.retrieval.topics import quote_of
from bot.answers.retrieval.wants import ASKING, Kind, Want, typed_by, want_of
from bot.answers.words import stem

# Least share of the question's words in the sentence: where its paper is named, and where it is not.
_NAMED, _UNNAMED = 0.4, 0.6
# What a sentence gains that holds the kind of value that is wanted.
_HAS_VALUE = 0.35
# How many sentences come near, and the least share of the words where no paper is named.
_CLOSEST, _CLOSE = 3, 0.3
_LISTS = re.compile(r":|\bincluding\b|\bsuch as\b|\bnamely\b|\(1\)|\bi\.e\.")


def about_abstracts(asked: Asked) -> Answer | None:
    """The sentence that says it, with the value cut out; the closest ones; None where nothing comes near."""
    want = want_of(asked)
    stems = _content(asked)
    kept = [each for each in stems if each not in typed_by(want.kind)]
    sought = Sought.of(kept, want.roles, asked.shelf, _light(asked))
    if not sought.telling and want.kind is Kind.PASSAGE:
        defined = definition(asked, want)
        if defined is not None:
            return _said(defined, want, asked)
    places = _places(asked, sought)
    if not places:
        return None
    named = asked.reading.place is not None
    hits = _by_kind(rank(sought, places, asked.shelf, _names(asked)), want, asked)
    if not hits:
        return _no_abstract(asked) if named else None
    if _is_told(hits[0], want, sought, asked, named=named):
        return _said(hits[0], want, asked)
    return _closest(hits, asked, named=named)


def _content(asked: Asked) -> list[str]:
    """Stems of what is asked about: all words but those that ask, and those that name papers and people."""
    reading = asked.reading
    names = {at for mention in reading.mentions if mention.name for at in _name_span(mention.name, mention.start, mention.end, reading.words)}
    names |= {at for people in reading.people for at in range(people.start, people.end)}
    return [stem(word) for at, word in enumerate(reading.words) if at not in names and word not in ASKING and len(word) > 1]


def _light(asked: Asked) -> list[str]:
    """Stems that name the paper, and so are in no need of standing in the sentence."""
    named = [m for m in asked.reading.mentions if m.name or asked.reading.place is not None]
    return asked.reading.stems([at for m in named for at in range(m.start, m.end)])


def _name_span(name: str, start: int, end: int, words: Sequence[str]) -> range:
    """Where in a mention the name itself stands."""
    for first in range(start, end):
        for last in range(first + 1, end + 1):
            if "".join(words[first:last]).removesuffix("s") == name.removesuffix("s"):
                return range(first, last)
    return range(start, end)


def _names(asked: Asked) -> list[str]:
    return [mention.name.removesuffix("s") for mention in asked.reading.mentions if mention.name]


def _places(asked: Asked, sought: Sought) -> list[int]:
    place = asked.reading.place
    if place is not None:
        return [place]
    named = {place for mention in asked.reading.mentions if mention.name for place in mention.places}
    if named:
        return sorted(named)
    return candidates(sought, asked.shelf) if sought.telling else []


def _by_kind(hits: Sequence[Hit], want: Want, asked: Asked) -> list[Hit]:
    """Sentences that hold a value of the wanted kind first, among those that are near enough."""
    if want.kind is Kind.PASSAGE or not hits:
        return list(hits)
    least = 0.4 * hits[0].score

    def rated(hit: Hit) -> float:
        near = hit.score >= least
        return hit.score + _HAS_VALUE * (near and value_in(hit, want, asked) is not None)

    return sorted(hits, key=lambda hit: -rated(hit))


def _is_told(best: Hit, want: Want, sought: Sought, asked: Asked, *, named: bool) -> bool:
    """Whether the best sentence is an answer: nothing of the question is foreign to its paper, and enough stands in it."""
    if foreign(sought, best.place, asked.shelf):
        return False
    value = value_in(best, want, asked)
    if (want.strict and value is None) or (want.listed and not _LISTS.search(best.sentence.text)):
        return False
    if sought.telling:
        return best.coverage >= (_NAMED if named else _UNNAMED)
    does = bool(sought.roles) and sought.roles[0] in roles_of(best.sentence.text)
    return named and (value is not None or does or best.coverage >= _UNNAMED or sought.roles[:1] == (Role.PROBLEM,))


def _said(hit: Hit, want: Want, asked: Asked) -> Answered:
    value = value_in(hit, want, asked)
    short = hit.sentence.text if value is None else short_of(value, hit, want)
    return Answered(short, (quote_of(hit, asked),), (asked.shelf.papers[hit.place].key,))


def _closest(hits: Sequence[Hit], asked: Asked, *, named: bool) -> Answer | None:
    near = hits[:_CLOSEST] if named else [hit for hit in hits if hit.coverage >= _CLOSE][:_CLOSEST]
    if not near:
        return None
    quotes = tuple(quote_of(hit, asked) for hit in near)
    return Closest("The page does not say this outright; the closest it comes:", quotes, asked.suggestions())


def _no_abstract(asked: Asked) -> Declined:
    title = asked.paper.title if asked.paper else ""
    return Declined(f"The page gives no abstract for “{title}”.", asked.suggestions())
