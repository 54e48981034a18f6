"""The filters that a question names, or whom it means that nobody can tell."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.choosing import Element, conditions_of
from bot.answers.features import crossed, given, of_one_day, sized
from bot.answers.grammar.conditions import alone, by, dated, in_field, linked, listed_as, tagged, with_code
from bot.answers.grammar.filters import Condition, Filters, either, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.hosting import hosted
from bot.answers.kinship import kin_of
from bot.answers.linking.people import Named
from bot.answers.outcome import Ask, Declined, Suggestion
from bot.answers.placing import Place, places_in
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


def filters_of(asked: Asked, topics: Sequence[Element] = ()) -> Filters | Declined:
    """What must hold of the papers, beside topics; Declined where a name is nobody's here or several people's."""
    unclear = _unclear(asked)
    if unclear is not None:
        return unclear
    conditions = conditions_of(sorted([*elements_of(asked), *topics], key=lambda each: each.start), asked.reading)
    if asked.reading.has(Cue.ALONE):
        conditions.append(alone(asked.catalogue))
    return Filters(tuple(conditions))


def elements_of(asked: Asked) -> list[Element]:
    """Everything that the question says of papers, in its order."""
    elements = [
        *_people(asked),
        *_of_pages(asked),
        *(hosted(asked) or _code(asked)),
        *dated_like(asked),
        *given(asked),
        *sized(asked),
        *of_one_day(asked),
        *crossed(asked),
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


def _people(asked: Asked) -> Iterator[Element]:
    """Papers by those who are named, or as n-th author where that is asked for."""
    reading, catalogue = asked.reading, asked.catalogue
    # `papers by the first author of this one` names somebody else's place.
    kin = [(found.start, mention.end) for mention in reading.mentions if (found := kin_of(mention, asked))]
    places = [each for each in places_in(reading) if not any(start <= each.start < end for start, end in kin)]
    place = next(iter(places), None)
    for named in reading.people:
        at = place if place is not None and _is_nearest(named, place, asked) else None
        held = [listed_as(key, each.number, catalogue) for key in named.keys for each in (places if at else [])]
        condition = either(held) if len(held) > 1 else held[0] if held else by(named.keys, catalogue)
        # `where she is not first author`
        turned = at is not None and any(named.end <= cue.start < at.start for cue in reading.at(Cue.NOT))
        yield Element(negated(condition) if turned else condition, named.start, named.end, said=turned)
    if reading.people or not (reading.has(Cue.HIM) or place) or reading.has(Cue.ALONE) or len(asked.owners) != 1:
        return
    # `who is first author of his newest paper` asks who, not for his papers as first author.
    asks = None if reading.has(Cue.WHO) else place
    start = asks.start if asks else reading.at(Cue.HIM)[0].start if reading.has(Cue.HIM) else 0
    owner = asked.owners[0].key
    held = [listed_as(owner, each.number, catalogue) for each in (places if asks else [])]
    condition = either(held) if len(held) > 1 else held[0] if held else by([owner], catalogue)
    yield Element(condition, start, start + 1)


def position_of(asked: Asked) -> int | None:
    """The place among the authors that is asked about, from 1, the last as -1; None where none is."""
    return next((place.number for place in places_in(asked.reading)), None)


def _is_nearest(named: Named, place: Place, asked: Asked) -> bool:
    """Whether no other person stands nearer to the place that is asked about."""
    return named == min(asked.reading.people, key=lambda each: abs(each.start - place.start))


def _of_pages(asked: Asked) -> Iterator[Element]:
    reading = asked.reading
    for field in reading.fields:
        held = [in_field(code) for code in field.codes]
        yield Element(either(held) if len(held) > 1 else held[0], field.start, field.end)
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
    hosts = _HOSTS & set(reading.words)
    asks_which = any(words in {("which", host), ("what", host)} for words in pairwise(reading.words) for host in hosts)
    return reading.has(Cue.LINK) or asks_which or (bool(hosts) and not reading.has(Cue.PAPERS, Cue.COUNT))


def owners_of(asked: Asked) -> Sequence[Person]:
    """The people who are named; else the one owner of a page."""
    named = [asked.person(each.keys[0]) for each in asked.reading.people if len(each.keys) == 1]
    return named or (asked.owners if len(asked.owners) == 1 else [])
