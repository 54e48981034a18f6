"""Which of some people, years, fields or affiliations has more papers: both counts, and which leads."""

from collections import Counter
from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.filtering.selecting import elements_of
from bot.answers.grammar.filters import Condition, Filters, Kind, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.lists import LISTED
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.wording import METRICS, date_fact, person_suggestions
from bot.library.wording import count, listed

_MORE = frozenset({"more", "most", "oftener", "bigger", "larger"})
_FEWER = frozenset({"fewer", "fewest", "less", "least"})
_IDLE = frozenset(
    "appear appears appeared on more most fewer there publish published write wrote year years which did got "
    "fewest less least than often frequently papers together joint shared "
    "common has have does do did number times prolific productive works worked show shows up and or versus him her "
    "collaborate collaborated collaborates count published overall here named listed each".split()
)


def about_contests(asked: Asked) -> Answer | None:
    """Papers of each of some people, years, fields or affiliations, counted; None where none are compared so."""
    reading = asked.reading
    # `at least one of them` holds nothing against anything.
    words = set(" ".join(reading.words).replace("at least", "").replace("at most", "").split())
    asks_several = bool({"each", "vs", "versus"} & words) or len(reading.at(Cue.COUNT)) > 1
    counts_each = asks_several and reading.has(Cue.COUNT) and reading.has(Cue.PAPERS)
    compares = counts_each or bool((_MORE | _FEWER) & words)
    if reading.mentions or not compares or reading.has(*METRICS, Cue.WHY, Cue.HOW):
        return None
    if [at for at in reading.rest if reading.words[at] not in _IDLE] or not _BETWEEN & words:
        return None
    unclear = next((named for named in reading.people if len(named.keys) > 1), None)
    if unclear is not None:
        people = [asked.person(key) for key in unclear.keys]
        reason = f"That may be {listed([person.name for person in people[:5]], 'or')}. Whom do you mean?"
        return Declined(reason, person_suggestions(people, Ask.PAPERS))
    elements = elements_of(asked)
    kinds = Counter(element.condition.kind for element in elements if element.condition.kind in _COMPARED)
    kind, number = max(kinds.items(), key=lambda item: item[1], default=(Kind.PERSON, 0))
    if number < 2:
        return None
    sides = [element.condition for element in elements if element.condition.kind is kind]
    beside = [each.condition for each in elements if each.condition.kind not in {kind, Kind.PERSON, Kind.SIZE}]
    return _ranked(sides, beside, asked, fewer=bool(_FEWER & words) and not _MORE & words)


# What is compared by its papers, and words between the two.
_COMPARED = frozenset({Kind.PERSON, Kind.FIELD, Kind.AFFILIATION, Kind.TIME})
_BETWEEN = frozenset({"or", "than", "vs", "versus", "and", "between"})


def _ranked(sides: Sequence[Condition], beside: Sequence[Condition], asked: Asked, *, fewer: bool) -> Answer:
    found = [(side.name, kept(asked.shelf.facets, Filters((side, *beside)))) for side in sides]
    order = sorted(found, key=lambda pair: len(pair[1]) * (1 if fewer else -1))
    best = [name for name, papers in order if len(papers) == len(order[0][1])]
    facts = [Fact(f"papers: {name}", str(len(papers))) for name, papers in order]
    counts = "; ".join(f"{name}: {count(len(papers), 'paper')}" for name, papers in order)
    said = described(Filters(tuple(beside)))
    lead = f"{order[0][0]}. " if len(best) == 1 else f"As many {'all' if len(best) > 2 else 'both'}. "
    # The winner's come first; the answer rests on the others' as well.
    papers = list(dict.fromkeys(paper for _, papers in order for paper in papers))[:LISTED]
    note = f"Of papers {said}." if said else ""
    return Answered(
        f"{lead}{counts}".replace("from ", ""),
        (*facts, *map(date_fact, papers)),
        tuple(paper.key for paper in papers),
        note,
    )
