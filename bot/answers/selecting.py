"""The filters that a question names, or whom it means that nobody can tell."""

from collections.abc import Iterator, Sequence

from bot.answers.asked import Asked
from bot.answers.choosing import Element, conditions_of
from bot.answers.features import given, of_one_day, sized
from bot.answers.grammar.filters import (
    LAST,
    Condition,
    Filters,
    alone,
    by,
    dated,
    either,
    in_field,
    linked,
    listed_as,
    tagged,
    with_code,
)
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.positions import position_in
from bot.answers.grammar.reading import Reading
from bot.answers.linking.people import Named
from bot.answers.outcome import Ask, Declined, Suggestion
from bot.answers.relating import dated_like
from bot.answers.strangers import stranger_in
from bot.answers.wording import person_suggestions
from bot.library.models import Person
from bot.library.wording import listed

_HOSTS = frozenset({"repo", "repos", "repository", "repositories", "github", "gitlab"})
# Words by which everybody of a name is meant.
_EVERYBODY = frozenset(
    "anyone anybody someone somebody any named people persons surname surnamed everyone everybody family".split()
)
# Cues that name a place among authors.
POSITIONS = (Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.NTH_AUTHOR)


def filters_of(asked: Asked) -> Filters | Declined:
    """What must hold of the papers; Declined where a name is nobody's here or several people's."""
    unclear = _unclear(asked)
    if unclear is not None:
        return unclear
    elements = [
        *_people(asked),
        *_of_pages(asked),
        *_code(asked),
        *dated_like(asked),
        *given(asked),
        *sized(asked),
        *of_one_day(asked),
    ]
    conditions = conditions_of(sorted(elements, key=lambda element: element.start), asked.reading)
    if asked.reading.has(Cue.ALONE):
        conditions.append(alone(asked.catalogue))
    return Filters(tuple(conditions))


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


def _people(asked: Asked) -> Iterator[Element]:
    """Papers by those who are named, or as n-th author where that is asked for."""
    reading, catalogue = asked.reading, asked.catalogue
    places = reading.at(*POSITIONS)
    for named in reading.people:
        number = position_of(asked) if places and _is_nearest(named, asked) else listed_at(named, reading)
        held = [by(key, catalogue) if number is None else listed_as(key, number, catalogue) for key in named.keys]
        yield Element(either(held) if len(held) > 1 else held[0], named.start, named.end)
    if reading.people or not (reading.has(Cue.HIM) or places) or reading.has(Cue.ALONE) or len(asked.owners) != 1:
        return
    # `who is first author of his newest paper` asks who, not for his papers as first author.
    key, number = asked.owners[0].key, None if reading.has(Cue.WHO) else position_of(asked)
    at = places[0] if places else reading.at(Cue.HIM)[0]
    yield Element(by(key, catalogue) if number is None else listed_as(key, number, catalogue), at.start, at.end)


def listed_at(named: Named, reading: Reading) -> int | None:
    """The place in `papers that list Ada Long first`."""
    if not named.start or reading.words[named.start - 1] not in _LISTS:
        return None
    return position_in(reading.words[named.end : named.end + 1])


# Verbs that put somebody at a place.
_LISTS = frozenset("list lists put puts name names credit credits place places".split())


def position_of(asked: Asked) -> int | None:
    """The place among the authors that is asked about, from 1, the last as -1; None where none is."""
    reading = asked.reading
    for cue in reading.at(*POSITIONS):
        match cue.cue:
            case Cue.FIRST_AUTHOR:
                return 1
            case Cue.LAST_AUTHOR:
                return LAST
            case _:
                return position_in(reading.words[cue.start : cue.end])
    return None


def _is_nearest(named: Named, asked: Asked) -> bool:
    """Whether no other person stands nearer to the place that is asked about."""
    cue = asked.reading.at(*POSITIONS)[0]
    return named == min(asked.reading.people, key=lambda each: abs(each.start - cue.start))


def _of_pages(asked: Asked) -> Iterator[Element]:
    reading = asked.reading
    yield from (Element(in_field(each.code), each.start, each.end) for each in reading.fields)
    yield from (Element(dated(each.time), each.start, each.end) for each in reading.times)
    yield from (Element(tagged(tag), start, end) for tag, start, end in reading.affiliations)


def _code(asked: Asked) -> Iterator[Element]:
    """Papers with code, or those without: a `no` stands at most three words ahead."""
    reading = asked.reading
    if not reading.has(Cue.CODE):
        return
    code = reading.at(Cue.CODE)[0]
    barred = any(cue.end <= code.start < cue.end + 3 for cue in reading.at(Cue.WITHOUT, Cue.NOT))
    condition: Condition = with_code(listed=not barred)
    yield Element(condition, code.start, code.end, said=True)
    if not barred and _wants_links(asked):
        yield Element(linked(), code.start, code.end, said=True)


def _wants_links(asked: Asked) -> bool:
    """Whether addresses are asked for: `all code links`, `list the repos`."""
    reading = asked.reading
    return reading.has(Cue.LINK) or (bool(_HOSTS & set(reading.words)) and not reading.has(Cue.PAPERS, Cue.COUNT))


def owners_of(asked: Asked) -> Sequence[Person]:
    """The people who are named; else the one owner of a page."""
    named = [asked.person(each.keys[0]) for each in asked.reading.people if len(each.keys) == 1]
    return named or (asked.owners if len(asked.owners) == 1 else [])
