"""People that filters name: whose papers, and as which author: `led by A or B`, `with C but not as first author`."""

from collections.abc import Iterator, Sequence

from bot.answers.asked import Asked
from bot.answers.filtering.choosing import Element
from bot.answers.filtering.kinship import kin_of
from bot.answers.filtering.placing import Place, places_in
from bot.answers.filtering.sizes import is_barred_with
from bot.answers.grammar.conditions import by, listed_as
from bot.answers.grammar.filters import Condition, either, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.people import Named

# Between people of whom the same is asked.
_OR = frozenset({"or", "nor", "either", "neither"})
# Before a place that belongs to who is named ahead of it.
_AS = frozenset("as is was are being comes came listed named appears stands not isnt and".split())
# Before somebody whose papers are asked for, rather than one of whom something is said.
_OF = frozenset({"by", "with", "of", "from", "has", "have", "having", "including", "featuring"})
_BESIDE = frozenset({"author", "coauthor", "co", "on", "an", "still", "listed", "among", "involved", "is"})


def of_people(asked: Asked) -> Iterator[Element]:
    """Papers by those who are named, or as n-th author where that is asked for; else by whom `he` means."""
    people = asked.reading.people
    # `papers by the first author of this one` names somebody else's place.
    kin = [(found.start, each.end) for each in asked.reading.mentions if (found := kin_of(each, asked))]
    places = [each for each in places_in(asked.reading) if not any(start <= each.start < end for start, end in kin)]
    if not people:
        yield from _of_owner(asked, places)
        return
    groups = _groups(people, asked)
    for group in groups:
        held = [place for place in places if _nearest(place, groups, asked) is group]
        yield from _of_group(group, held, asked)


def _groups(people: Sequence[Named], asked: Asked) -> list[list[Named]]:
    """People with nothing but an `or` between them."""
    groups: list[list[Named]] = []
    for named in people:
        between = asked.reading.words[groups[-1][-1].end : named.start] if groups else []
        if between and _OR.issuperset(between):
            groups[-1].append(named)
        else:
            groups.append([named])
    return groups


def _nearest(place: Place, groups: list[list[Named]], asked: Asked) -> list[Named]:
    """The people to whom a place among the authors belongs."""
    bound = asked.reading.words[place.start - 1] in _AS if place.start else False

    def distance(group: list[Named]) -> tuple[int, bool]:
        ahead = group[-1].end <= place.start
        gap = place.start - group[-1].end if ahead else max(0, group[0].start - place.end)
        return gap, ahead != bound

    return min(groups, key=distance)


def _of_group(group: list[Named], places: Sequence[Place], asked: Asked) -> Iterator[Element]:
    catalogue = asked.catalogue
    if not places:
        papers = [named for named in group if not is_barred_with(named, asked.reading)]
        yield from (Element(by(named.keys, catalogue), named.start, named.end) for named in papers)
        return
    numbers = list(dict.fromkeys(place.number for place in places))
    first, last = min(place.start for place in places), max(place.end for place in places)
    barred = any(group[-1].end <= cue.start < first for cue in asked.reading.at(Cue.NOT))
    if barred and _is_author(group, last, asked):
        yield from (Element(by(named.keys, catalogue), named.start, named.end) for named in group)
    for named in group:
        condition = _at(named.keys, numbers, asked)
        if barred:
            # `where she is not first author`
            yield Element(negated(condition), first, last, said=True)
        else:
            start = min(named.start, first) if named is group[0] else named.start
            yield Element(condition, start, max(named.end, last) if named is group[-1] else named.end)


def _is_author(group: list[Named], last: int, asked: Asked) -> bool:
    """Whether the papers are theirs all the same: `by A, but not as first author`, `A is not first but author`."""
    words = asked.reading.words
    ahead = words[group[0].start - 1] if group[0].start else ""
    papers = any(cue.start == group[-1].end for cue in asked.reading.at(Cue.PAPERS))
    beside = words[last : last + 1] in (["but"], ["though"]) and bool(_BESIDE & set(words[last + 1 : last + 3]))
    return ahead in _OF | {"either"} or papers or beside


def _at(keys: Sequence[str], numbers: Sequence[int], asked: Asked) -> Condition:
    held = [listed_as(key, number, asked.catalogue) for key in keys for number in sorted(numbers, key=_order)]
    return either(held) if len(held) > 1 else held[0]


def _order(number: int) -> int:
    return number if number > 0 else 1000


def _of_owner(asked: Asked, places: Sequence[Place]) -> Iterator[Element]:
    """Papers of the only page's owner, where `he` or a place is all that is said."""
    reading = asked.reading
    if not (reading.has(Cue.HIM) or places) or reading.has(Cue.ALONE) or len(asked.owners) != 1:
        return
    # `who is first author of his newest paper` asks who, not for his papers as first author.
    asks = [] if reading.has(Cue.WHO) else places
    start = asks[0].start if asks else reading.at(Cue.HIM)[0].start if reading.has(Cue.HIM) else 0
    numbers = list(dict.fromkeys(place.number for place in asks))
    owner = (asked.owners[0].key,)
    condition = _at(owner, numbers, asked) if numbers else by(owner, asked.catalogue)
    yield Element(condition, start, start + 1)
