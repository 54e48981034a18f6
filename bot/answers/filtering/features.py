"""Filters by what a page gives of a paper: an affiliation, an abstract, a date, a number of fields."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.filtering.choosing import Element
from bot.answers.grammar.filters import Condition, Kind, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.grammar.vocabulary import NUMBERS
from bot.library.models import Paper
from bot.library.wording import count

_GIVEN: dict[Cue, tuple[str, Callable[[Paper], bool]]] = {
    Cue.AFFILIATION: ("an affiliation", lambda paper: bool(paper.affiliation)),
    Cue.ABSTRACT: ("an abstract", lambda paper: bool(paper.abstract)),
    Cue.WHEN: ("a date", lambda paper: paper.published is not None),
    Cue.FIELD: ("a field", lambda paper: bool(paper.fields)),
}
# What may stand between `with` and a feature.
_SMALL = frozenset({"a", "an", "any", "the", "known", "listed", "given", "stated", "no", "and", "both", "code"})


def given(asked: Asked) -> Iterator[Element]:
    """Papers with, or without, an affiliation, an abstract, a date."""
    reading = asked.reading
    for cue in reading.at(*_GIVEN):
        is_tag = reading.words[cue.start : cue.end] in (["tag"], ["tags"])
        if is_tag and cue.start and reading.words[cue.start - 1] == "code":
            continue
        # Every paper has a field: who asks for those with a tag means the other one.
        name, fits = _GIVEN[Cue.AFFILIATION if is_tag else Cue(cue.cue)]
        condition = Condition(Kind.GIVEN, "with", name, fits)
        ahead = [c for c in reading.at(Cue.WITH, Cue.WITHOUT) if _SMALL.issuperset(reading.words[c.end : cue.start])]
        ahead = [c for c in ahead if c.end <= cue.start]
        # `with field work` is about something else.
        if ahead and cue.end not in reading.rest:
            without = any(c.cue is Cue.WITHOUT for c in ahead)
            yield Element(_without(condition) if without else condition, cue.start, cue.end, said=True)


def cut_short(asked: Asked) -> Iterator[Element]:
    """Papers whose list of authors stops at an “et al.”."""
    condition = Condition(Kind.SIZE, "with", "“et al.” behind the authors", lambda paper: paper.et_al)
    yield from (Element(condition, at, at + 1) for at, word in enumerate(asked.reading.words) if word == "etal")


def _without(condition: Condition) -> Condition:
    turned = negated(condition)
    return Condition(condition.kind, "without", condition.name, turned.fits)


def of_one_day(asked: Asked) -> Iterator[Element]:
    """Papers of a day that another paper has as well: `which papers share a date`."""
    reading = asked.reading
    days = [at for at, word in enumerate(reading.words) if word in {"day", "date"}]
    same = [at for at, word in enumerate(reading.words) if word in {"same", "share", "shares", "sharing", "shared"}]
    if not days or not same or reading.mentions or days[-1] < same[0]:
        return
    number = Counter(paper.published.day for paper in asked.shelf.papers if paper.published)
    condition = Condition(
        Kind.TIME,
        "",
        "of a day that another paper has",
        lambda p: p.published is not None and number[p.published.day] > 1,
    )
    yield Element(condition, same[0], days[-1] + 1, said=True)


def crossed(asked: Asked) -> Iterator[Element]:
    """Papers in several fields, in so many, or in one alone: `cross-listed`, `in two fields`, `in CL only`."""
    reading = asked.reading
    words = reading.words
    for cue in reading.at(Cue.FIELD):
        at = cue.start - 1
        if reading.fields and at >= 0 and words[at] in _OTHER:
            yield _beside_others(at, cue.end, reading)
            continue
        word = words[at] if at >= 0 else ""
        several = word in {"several", "multiple", "many"} or (word == "one" and "more" in words[max(0, at - 2) : at])
        number = None if word in {"both", "few"} else NUMBERS.get(word)
        if several:
            yield Element(_in_fields(2, None), max(0, at - 2) if word == "one" else at, cue.end, said=True)
        elif number and not reading.fields:
            yield Element(_in_fields(number, number), at, cue.end, said=True)
    for at in range(len(words) - 1):
        if words[at] in {"cross", "multi"} and words[at + 1] in {"listed", "posted", "listing", "field"}:
            yield Element(_in_fields(2, None), at, at + 2, said=True)
    for field in reading.fields:
        beside = {*words[field.end : field.end + 1], *(words[max(0, field.start - 2) : field.start])}
        alone = {"solely", "exclusively"} & beside or words[field.end : field.end + 1] in (["only"], ["alone"])
        if alone or words[max(0, field.start - 2) : field.start] in (
            ["only", "in"],
            ["only", "tagged"],
            ["just", "in"],
        ):
            yield Element(_in_fields(1, 1), field.end, field.end, said=True)


_OTHER = frozenset({"another", "other", "further", "additional", "second", "different"})


def _beside_others(at: int, end: int, reading: Reading) -> Element:
    """`in HC and another field`, `in HC and no other field`."""
    start = at
    while start and reading.words[start - 1] in {"at", "least", "one", "a", "an", "some", "any", "more"}:
        start -= 1
    none = start > 0 and reading.words[start - 1] in {"no", "without"}
    condition = replace(_in_fields(1, 1), partly=True) if none else _in_fields(2, None)
    return Element(condition, start - none, end, said=True)


def _in_fields(least: int, most: int | None) -> Condition:
    name = f"{count(least, 'field')}{' or more' if most is None else ' alone' if most == 1 else ''}"
    return Condition(
        Kind.GIVEN, "in", name, lambda paper: len(paper.fields) >= least and (most is None or len(paper.fields) <= most)
    )
