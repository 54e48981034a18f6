"""Places among authors that a question names: `second author`, `he is last`, `that list Ada Long first`."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.grammar.conditions import LAST
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.positions import position_in
from bot.answers.grammar.reading import Reading

_CUES = (Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.NTH_AUTHOR)
# Verbs that put somebody at a place, and those by which somebody stands there.
_LISTS = frozenset("list lists put puts name names credit credits place places with having".split())
_STANDS = frozenset(
    "is was are be neither comes come came listed named appears appear stands goes ranked as not always ever also "
    "in".split()
)
_LEADS = frozenset({"lead", "leads", "led", "head", "heads", "headed"})
# `with A first and B second`
_WITH = frozenset({"with", "and", "or"})
_BEHIND = frozenset({"on", "in", "of", "among", "for", "please", "and", "or", "nor", "but", "with", "from"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place among the authors, from 1, the last as -1, with the words that name it."""

    number: int
    start: int
    end: int


def places_in(reading: Reading) -> list[Place]:
    """Every place that is named, the ones that say `author` first."""
    found = [*_named(reading), *_bare(reading), *_led(reading)]
    found += [other for place in found for other in _beside(place, reading)]
    return list({place.start: place for place in reversed(found)}.values())[::-1]


def _named(reading: Reading) -> Iterator[Place]:
    for cue in reading.at(*_CUES):
        fixed = {Cue.FIRST_AUTHOR: 1, Cue.LAST_AUTHOR: LAST}.get(Cue(cue.cue))
        number = fixed or position_in(reading.words[cue.start : cue.end])
        if number is not None:
            yield Place(number, cue.start, cue.end)


def _led(reading: Reading) -> Iterator[Place]:
    """`papers that she led`, `how many did Ada Long lead`."""
    subjects = {named.end for named in reading.people} | {cue.end for cue in reading.at(Cue.HIM)}
    cued = {cue.start for cue in reading.at(*_CUES)}
    for at, word in enumerate(reading.words):
        if word in _LEADS and at in subjects and at not in cued and reading.has(Cue.PAPERS, Cue.COUNT):
            yield Place(1, at, at + 1)


def _beside(place: Place, reading: Reading) -> Iterator[Place]:
    """`first or` in front of `last author`, `or last` behind `is first`."""
    words = reading.words
    behind = place.end + 2 if words[place.end + 1 : place.end + 2] == ["as"] else place.end + 1
    for at, joint in ((place.start - 2, place.start - 1), (behind, place.end)):
        if 0 <= at < len(words) and words[joint] in {"or", "and", "nor"}:
            number = position_in([words[at]])
            ends = at < place.start or at + 1 == len(words) or words[at + 1] in _BEHIND
            if number is not None and ends and not words[at].isdigit():
                yield Place(number, at, at + 1)


def _bare(reading: Reading) -> Iterator[Place]:
    """An ordinal behind somebody, with nothing but a verb between: `where she comes first`, `who is third on it`."""
    words = reading.words
    people = [(named.start, named.end) for named in reading.people]
    subjects = [*people, *((cue.start, cue.end) for cue in reading.at(Cue.HIM, Cue.WHO))]
    covered = {at for cue in reading.at(*_CUES) for at in range(cue.start, cue.end)}
    asks = reading.has(Cue.PAPERS) or bool(reading.mentions)
    for at, word in enumerate(words):
        number = (
            position_in([word]) if not word.isdigit() and word not in {"lead", "leading", "final", "senior"} else None
        )
        if number is None or at in covered or (at + 1 < len(words) and words[at + 1] not in _BEHIND):
            continue
        for start, end in subjects:
            between = words[end:at]
            asker = words[end - 1] in {"who", "whom"}
            verb = bool(between) or asker or (start > 0 and words[start - 1] in _STANDS | _LISTS | _WITH)
            listed = start > 0 and words[start - 1] in _LISTS
            # `who wrote first`, `did he publish last` ask for time.
            if end <= at and verb and _STANDS.issuperset(between) and (listed or between or asks):
                yield Place(number, at, at + 1)
                break
