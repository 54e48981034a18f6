"""The filters that a question names, or whom it means that nobody can tell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.filtering.barring import is_negated, is_without
from bot.answers.filtering.choosing import Element, conditions_of
from bot.answers.filtering.features import crossed, cut_short, given, of_one_day
from bot.answers.filtering.hosting import hosted
from bot.answers.filtering.placing import places_in
from bot.answers.filtering.relating import dated_like
from bot.answers.filtering.sizes import sized, unaccompanied
from bot.answers.filtering.standing import of_people
from bot.answers.filtering.strangers import stranger_in
from bot.answers.grammar.conditions import dated, in_field, linked, tagged, with_code
from bot.answers.grammar.filters import Filters, Kind, either, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.linking.people import Named
from bot.answers.outcome import Ask, Declined, Suggestion
from bot.answers.wording import person_suggestions
from bot.library.models import Person
from bot.library.wording import listed

_HOSTS = frozenset({"repo", "repos", "repository", "repositories", "github", "gitlab"})
# Words by which everybody of a name is meant.
_EVERYBODY = frozenset(
    "anyone anybody someone somebody any named people persons surname surnamed everyone everybody family".split()
)


def filters_of(asked: Asked, topics: Sequence[Element] = ()) -> Filters | Declined:
    """What must hold of the papers, beside topics; Declined where a name is nobody's here or several people's."""
    unclear = _unclear(asked)
    if unclear is not None:
        return unclear
    elements = sorted([*elements_of(asked), *topics], key=lambda each: each.start)
    return Filters(tuple(conditions_of(elements, asked.reading)))


def elements_of(asked: Asked) -> list[Element]:
    """Everything that the question says of papers, in its order."""
    elements = [
        *of_people(asked),
        *_of_pages(asked),
        *(hosted(asked) or _code(asked)),
        *dated_like(asked),
        *given(asked),
        *sized(asked),
        *unaccompanied(asked),
        *of_one_day(asked),
        *crossed(asked),
        *cut_short(asked),
    ]
    return sorted(elements, key=lambda element: element.start)


def _unclear(asked: Asked) -> Declined | None:
    """Why nobody can tell whom the question means, if so."""
    reading = asked.reading
    for named in reading.people:
        if len(named.keys) > 1 and not means_everybody(asked):
            return Declined(f"That may be {_names(named, asked)}. Whom do you mean?", _suggested(named, asked))
    stranger = stranger_in(asked)
    if stranger is not None:
        return stranger
    if reading.people or not reading.has(Cue.HIM) or reading.has(Cue.ALONE) or len(asked.owners) < 2:
        return None
    names = listed([person.name for person in asked.owners[:5]], "or")
    return Declined(f"Several pages are loaded. Do you mean {names}?", person_suggestions(asked.owners, Ask.PAPERS))


def means_everybody(asked: Asked) -> bool:
    """Whether all bearers of a name are meant: `anyone named Xu`."""
    several = len(asked.reading.people) > 1 and "or" in asked.reading.words
    return several or bool(_EVERYBODY & set(asked.reading.words))


def _names(named: Named, asked: Asked) -> str:
    return listed([asked.person(key).name for key in named.keys[:5]], "or")


def _suggested(named: Named, asked: Asked) -> tuple[Suggestion, ...]:
    return person_suggestions([asked.person(key) for key in named.keys], Ask.PAPERS)


def position_of(asked: Asked) -> int | None:
    """The place among the authors that is asked about, from 1, the last as -1; None where none is."""
    return next((place.number for place in places_in(asked.reading)), None)


def _of_pages(asked: Asked) -> Iterator[Element]:
    reading = asked.reading
    for field in reading.fields:
        held = [in_field(code) for code in field.codes]
        yield Element(either(held) if len(held) > 1 else held[0], field.start, field.end)
    yield from (Element(dated(each.time), each.start, each.end) for each in reading.times)
    yield from (Element(tagged(tag), start, end) for tag, start, end in reading.affiliations)


def _code(asked: Asked) -> Iterator[Element]:
    """Papers with code, or those without; with an address of it, or without one."""
    reading = asked.reading
    links = [cue for cue in reading.at(Cue.LINK) if _LINKS.issuperset(reading.words[cue.start : cue.end])]
    for start, end in _code_spans(reading):
        barred = is_without(start, reading)
        yield Element(with_code(listed=not barred), start, end, said=True)
        if not barred and not links and _wants_links(asked):
            yield Element(linked(), start, end, said=True)
    for link in links:
        barred = is_negated(link.start, reading)
        if barred or reading.has(Cue.CODE) or any(cue.end <= link.start <= cue.end + 1 for cue in reading.at(Cue.WITH)):
            # A paper without a link has none to show.
            condition = replace(negated(linked()), kind=Kind.GIVEN) if barred else linked()
            yield Element(condition, link.start, link.end, said=True)


_LINKS = frozenset({"link", "links", "url", "urls", "web", "address"})


def _code_spans(reading: Reading) -> list[tuple[int, int]]:
    """Where code is asked for; `code on github` is one place."""
    spans: list[tuple[int, int]] = []
    for cue in reading.at(Cue.CODE):
        if spans and _OF_CODE.issuperset(reading.words[spans[-1][1] : cue.start]):
            spans[-1] = (spans[-1][0], cue.end)
        else:
            spans.append((cue.start, cue.end))
    return spans


_OF_CODE = frozenset(
    {"on", "at", "in", "a", "the", "link", "links", "or", "and", "public", "available", "its", "their"}
)


def _wants_links(asked: Asked) -> bool:
    """Whether addresses are asked for: `all code links`, `list the repos`."""
    reading = asked.reading
    hosts = _HOSTS & set(reading.words)
    asks_which = any(words in {("which", host), ("what", host)} for words in pairwise(reading.words) for host in hosts)
    return asks_which or (bool(hosts) and not reading.has(Cue.PAPERS, Cue.COUNT))


def owners_of(asked: Asked) -> Sequence[Person]:
    """The people who are named; else the one owner of a page."""
    named = [asked.person(each.keys[0]) for each in asked.reading.people if len(each.keys) == 1]
    return named or (asked.owners if len(asked.owners) == 1 else [])
