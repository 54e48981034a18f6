"""The newest and the oldest of some papers, and those at a place counted from there."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.asked import Asked
from bot.answers.filtering.placing import places_in
from bot.answers.filtering.relating import dated_like
from bot.answers.grammar.filters import Filters, described
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.outcome import Answer, Answered, Fact
from bot.answers.wording import date_fact, dated
from bot.library.models import Paper
from bot.library.wording import ordinal

# Newest papers that are shown where nobody says how many, and the most that anybody is shown who does.
_SOME, _MOST = 3, 50
# Papers of the same day that are named beside the one that is picked.
_TWINS = 3
_PLURALS = frozenset({"papers", "publications", "pubs", "articles", "works", "preprints", "ones", "titles"})
# Places that are counted.
ORDINALS = {
    "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_ONE = frozenset({"paper", "publication", "pub", "article", "preprint", "work", "thing", "one"})


_NEXT = frozenset({"right", "directly", "immediately", "just", "next", "straight"})


@dataclass(frozen=True, slots=True)
class Superlative:
    """How many of the newest or oldest papers are wanted, or the one at which place."""

    oldest: bool
    number: int
    place: int = 1


def superlatives_of(asked: Asked) -> list[Superlative]:
    """What the question asks for: nothing, one end of the order, or both ends."""
    reading = asked.reading
    place = _ordinal(asked) or _next_to(asked)
    if place is not None:
        return [place]
    cues = [cue for cue in reading.at(Cue.NEWEST, Cue.OLDEST) if not _is_position(cue.start, reading)]
    kinds = list(dict.fromkeys(cue.cue for cue in cues))
    if len(kinds) == 2 and "and" in reading.words[cues[0].end : cues[-1].start]:
        return [Superlative(kind is Cue.OLDEST, 1) for kind in kinds]
    if not kinds:
        return []
    return [Superlative(reading.has(Cue.OLDEST) and not reading.has(Cue.NEWEST), _wanted(asked))]


def _is_position(at: int, reading: Reading) -> bool:
    """Whether a `first` or `last` is a place among the authors: `that list Ada Long first`."""
    return any(place.start <= at < place.end for place in places_in(reading))


def _ordinal(asked: Asked) -> Superlative | None:
    """`second newest`, `third paper`, `second to last`: the latter two count from the oldest and from the newest."""
    words = asked.reading.words
    newest, oldest = ({cue.start for cue in asked.reading.at(kind)} for kind in (Cue.NEWEST, Cue.OLDEST))
    if "penultimate" in words:
        return Superlative(oldest=False, number=1, place=2)
    for at, word in enumerate(words):
        number = ORDINALS.get(word, 0)
        behind = at + 2 if words[at + 1 : at + 2] in (["to"], ["most"]) else at + 1
        if number and behind in newest | oldest:
            return Superlative(behind in oldest, 1, number)
        if number and words[at + 1 : at + 2] and words[at + 1] in _ONE and not asked.reading.mentions:
            return Superlative(oldest=True, number=1, place=number)
    return None


def _next_to(asked: Asked) -> Superlative | None:
    """`right after Quiet Nets`: the next one."""
    words = asked.reading.words
    for at, word in enumerate(words[1:], 1):
        single = words[max(0, at - 2) : at] in (["the", "paper"], ["next", "paper"], ["the", "one"], ["next", "one"])
        if word in {"after", "before"} and (single or words[at - 1] in _NEXT) and list(dated_like(asked)):
            return Superlative(oldest=word == "after", number=1)
    return None


def counted_off(asked: Asked) -> set[int]:
    """Where it stands how many of the newest or oldest are wanted: `newest 3 papers`."""
    words = asked.reading.words
    cues = asked.reading.at(Cue.NEWEST, Cue.OLDEST)
    # `the next paper after that one`
    follows = {at for at, word in enumerate(words) if word == "next"} if _next_to(asked) else set[int]()
    beside = (at for cue in cues for at in (cue.start - 1, cue.end) if 0 <= at < len(words))
    return follows | {at for at in beside if _number(words[at])}


def _wanted(asked: Asked) -> int:
    words = asked.reading.words
    number = next((known for at in sorted(counted_off(asked)) if (known := _number(words[at]))), None)
    if number:
        return min(number, _MOST)
    # `which of her papers is the newest` asks for one.
    plurals = [at for at, word in enumerate(words) if word in _PLURALS and "of" not in words[max(0, at - 2) : at]]
    return _SOME if plurals else 1


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return NUMBERS.get(word)


def ordered(papers: Sequence[Paper], *, oldest: bool) -> list[Paper]:
    """Dated papers, newest or oldest first; those of one day stay as they are."""
    dates = [(paper.published.day, paper) for paper in papers if paper.published]
    return [paper for _, paper in (sorted(dates, key=lambda pair: pair[0]) if oldest else dates)]


def picked(papers: Sequence[Paper], wanted: Sequence[Superlative]) -> list[Paper]:
    """The papers that are asked for, each once; none where there are too few."""
    found = []
    for each in wanted:
        start = each.place - 1
        found += ordered(papers, oldest=each.oldest)[start : start + each.number]
    return list(dict.fromkeys(found))


def said_of(
    found: Sequence[Paper], wanted: Sequence[Superlative], papers: Sequence[Paper], filters: Filters, asked: Asked
) -> Answer:
    """The papers picked from those that fit, with who else has the day of a single one."""
    said, which = described(filters), _which(wanted)
    facts = [date_fact(paper) for paper in found]
    keys = tuple(paper.key for paper in found)
    if len(found) == 1:
        day = _day(found[0])
        twins = [p for p in papers if p.published and p.published.day == day and p.key != found[0].key]
        more = f"; and {len(twins) - _TWINS:,} more" if len(twins) > _TWINS else ""
        note = f"Of the same day: {'; '.join(paper.title for paper in twins[:_TWINS])}{more}." if twins else ""
        return Answered(dated(found[0]), tuple(facts), keys, note=note)
    counted = Fact(f"the {which} papers {said}".strip(), f"{len(found)} of {len(asked.shelf.papers):,}")
    number = "" if len(wanted) > 1 else f"{len(found)} "
    note = f"No more than {_MOST} are picked at once." if len(found) == _MOST < len(papers) else ""
    return Answered(f"The {which} {number}papers {said}".strip(), (counted, *facts), keys, note=note, lists=True)


def _day(paper: Paper) -> object:
    return paper.published.day if paper.published else None


def _which(wanted: Sequence[Superlative]) -> str:
    names = ["oldest" if each.oldest else "newest" for each in wanted]
    place = wanted[0].place
    return f"{ordinal(place)} {names[0]}" if place > 1 else " and ".join(names)
