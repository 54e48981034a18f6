"""Which of some people has more papers: both counts, and who leads."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.filters import Condition, Filters, Kind, by, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.metrics import METRICS
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.selecting import filters_of
from bot.answers.wording import person_suggestions
from bot.library.models import Paper
from bot.library.wording import count, listed

_MORE = frozenset({"more", "most", "oftener", "bigger", "larger"})
_FEWER = frozenset({"fewer", "fewest", "less", "least"})
_IDLE = frozenset(
    "appear appears appeared on more most fewer fewest less least than often frequently papers together joint shared "
    "common has have does do did number times prolific productive works worked show shows up and or versus him her "
    "collaborate collaborated collaborates count published overall here named listed".split()
)


def about_contests(asked: Asked) -> Answer | None:
    """Papers of each of some people, counted; None where people are not compared so."""
    reading = asked.reading
    words = set(reading.words)
    several = len(reading.people) > 1
    if not several or reading.mentions or not (_MORE | _FEWER) & words or reading.has(*METRICS):
        return None
    if [at for at in reading.rest if reading.words[at] not in _IDLE] or reading.has(Cue.WHY, Cue.HOW):
        return None
    unclear = next((named for named in reading.people if len(named.keys) > 1), None)
    if unclear is not None:
        people = [asked.person(key) for key in unclear.keys]
        reason = f"That may be {listed([person.name for person in people[:5]], 'or')}. Whom do you mean?"
        return Declined(reason, person_suggestions(people, Ask.PAPERS))
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    beside = tuple(each for each in filters.conditions if each.kind not in {Kind.PERSON, Kind.POSITION, Kind.SIZE})
    keys = list(dict.fromkeys(named.keys[0] for named in reading.people))
    return _ranked(keys, beside, asked, fewer=bool(_FEWER & words) and not _MORE & words)


def _ranked(keys: Sequence[str], beside: Sequence[Condition], asked: Asked, *, fewer: bool) -> Answer:
    found = {key: kept(asked.shelf.papers, Filters((by(key, asked.catalogue), *beside))) for key in keys}
    order = sorted(keys, key=lambda key: len(found[key]) * (1 if fewer else -1))
    best = [key for key in order if len(found[key]) == len(found[order[0]])]
    names = {key: asked.person(key).name for key in keys}
    facts = [Fact(f"papers by {names[key]}", str(len(found[key]))) for key in order]
    counts = "; ".join(f"{names[key]}: {count(len(found[key]), 'paper')}" for key in order)
    said = described(Filters(tuple(beside)))
    lead = f"{names[order[0]]}. " if len(best) == 1 else f"As many {'all' if len(best) > 2 else 'both'}. "
    papers: Sequence[Paper] = found[order[0]] if len(best) == 1 else ()
    note = f"Of papers {said}." if said else ""
    return Answered(f"{lead}{counts}", tuple(facts), tuple(paper.key for paper in papers), note)
