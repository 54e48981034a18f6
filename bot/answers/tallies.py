"""Papers counted by year, month, field, affiliation or author, and which of these has most."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.answers.asked import Asked
from bot.answers.coauthors import barred_people
from bot.answers.filtering.selecting import filters_of
from bot.answers.grammar.conditions import LAST
from bot.answers.grammar.filters import Condition, Filters, Kind, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.tallies import TALLY_WORDS, Mode, Tally, Unit, tally_of
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.superlatives import superlatives_of
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.wording import MONTHS, count, listed

_MOST = 12
_WRITING = frozenset({Unit.AUTHOR, Unit.FIRST_AUTHOR, Unit.NTH_AUTHOR})
_ELSE = (Cue.WHY, Cue.HOW, Cue.COMPARE, Cue.NEWER, Cue.OLDER, Cue.EXPAND, Cue.ACRONYM)


def about_tallies(asked: Asked) -> Answer | None:
    """Counts of papers by something, and their extremes; None where nothing is counted so."""
    reading = asked.reading
    tally = tally_of(reading)
    numbers = {word for word in reading.words if tally and tally.said and word.isdigit()}
    known = TALLY_WORDS | numbers
    left = [at for at in reading.rest if reading.words[at] not in known or at in reading.topic]
    if tally is None or left or reading.mentions or reading.has(*_ELSE) or _is_plain(tally, asked):
        return None
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    filters = Filters(tuple(each for each in filters.conditions if _is_filter(each, tally)))
    return _told(tally, filters, asked)


def _is_plain(tally: Tally, asked: Asked) -> bool:
    """Whether people or fields are asked for that another decision tells better, or too little is said."""
    reading = asked.reading
    if tally.mode is Mode.EACH and tally.unit in {Unit.AUTHOR, Unit.FIRST_AUTHOR} and reading.people:
        return True
    if tally.mode in {Mode.NAMES, Mode.EACH} and not tally.said and superlatives_of(asked):
        return True
    if tally.mode is not Mode.NAMES or tally.least > 1 or tally.most or tally.said:
        return False
    if tally.unit is Unit.AUTHOR:
        return not (reading.affiliations or reading.times or reading.fields or reading.has(Cue.CODE))
    return tally.unit is Unit.FIRST_AUTHOR or (bool(reading.fields) and tally.unit is Unit.FIELD)


def _is_filter(condition: Condition, tally: Tally) -> bool:
    """Whether a condition chooses papers: `besides her` bars an author from the counts instead."""
    if tally.unit in _WRITING and (condition.kind is Kind.ALONE or condition.turned):
        return condition.kind not in {Kind.ALONE, Kind.PERSON}
    return condition.kind not in {Kind.POSITION, Kind.GIVEN}


def _told(tally: Tally, filters: Filters, asked: Asked) -> Answer:
    papers = kept(asked.shelf.facets, filters)
    held: dict[str, list[Paper]] = {}
    for paper in papers:
        named = _at_place(tally.place, paper) if tally.place else _NAMES[tally.unit](paper, asked)
        for name in dict.fromkeys(named):
            held.setdefault(name, []).append(paper)
    # `most frequent co-author besides her`
    barred = [asked.person(key).name for named in barred_people(asked) for key in named.keys]
    for name in [*_own(tally, filters, asked), *(barred if tally.unit in _WRITING else [])]:
        held.pop(name, None)
    said = described(filters)
    if tally.mode is Mode.NONE:
        return _without(held, papers)
    if not held and tally.place:
        return Declined("The page does not tell: its lists of authors stop before that place.", asked.suggestions())
    if not held:
        return Declined(f"No paper here {said} has that.".replace("  ", " "), asked.suggestions())
    counts = Counter({name: len(found) for name, found in held.items()})
    note = _note(tally, papers)
    counts = Counter(
        {name: n for name, n in counts.items() if n >= tally.least and (not tally.most or n <= tally.most)}
    )
    if not counts:
        many = f"{tally.said} of these" if tally.said else "so many"
        short = f"No {tally.unit} is on {many} papers." if tally.unit in _WRITING else f"No {tally.unit} has {many}."
        return Answered(short, (Fact("papers here", str(len(papers))),), note=note)
    if tally.mode in {Mode.MOST, Mode.LEAST}:
        return _extreme(tally, counts, held, note)
    order = sorted(counts) if tally.unit is Unit.YEAR else [name for name, _ in counts.most_common()]
    facts = tuple(Fact(f"papers: {name}", str(counts[name])) for name in order)
    shown = "; ".join(f"{name}: {counts[name]}" for name in order[:_MOST])
    more = f"; and {len(order) - _MOST} more" if len(order) > _MOST else ""
    head = f"{count(len(order), str(tally.unit), _PLURALS[tally.unit])}: " if tally.mode is Mode.NAMES else ""
    return Answered(f"{head}{shown}{more}", facts, note=note)


def _without(held: Mapping[str, Sequence[Paper]], papers: Sequence[Paper]) -> Answer:
    """The years between the first and the last that have none."""
    years = sorted(map(int, held))
    empty = [str(year) for year in range(years[0], years[-1]) if str(year) not in held] if years else []
    span = f"from {years[0]} to {years[-1]}" if years else "at all"
    short = f"{listed(empty)}, of the years {span}" if empty else f"None: there are papers of every year {span}"
    facts = tuple(Fact(f"papers: {name}", str(len(found))) for name, found in sorted(held.items()))
    return Answered(short, facts or (Fact("papers here", str(len(papers))),))


def _extreme(tally: Tally, counts: Mapping[str, int], held: Mapping[str, Sequence[Paper]], note: str) -> Answer:
    number = max(counts.values()) if tally.mode is Mode.MOST else min(counts.values())
    names = [name for name, held_by in counts.items() if held_by == number]
    each = " each" if len(names) > 1 else ""
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    facts = tuple(Fact(f"papers: {name}", str(papers)) for name, papers in ranked[:_MOST])
    keys = tuple(paper.key for paper in held[names[0]]) if len(names) == 1 else ()
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return Answered(f"{listed(names[:_MOST])}{more}: {count(number, 'paper')}{each}", facts, keys, note)


def _own(tally: Tally, filters: Filters, asked: Asked) -> list[str]:
    """People who are on all of the papers anyway: the one asked about, or the owner of the only page."""
    everybody = tally.said and not asked.reading.has(Cue.COAUTHORS, Cue.HIM)
    if tally.unit is not Unit.AUTHOR or everybody:
        return []
    keys = [each.key for each in filters.conditions if each.kind is Kind.PERSON and each.key]
    return [asked.person(key).name for key in keys] or [
        person.name for person in asked.owners if len(asked.owners) == 1
    ]


def _note(tally: Tally, papers: Iterable[Paper]) -> str:
    papers = list(papers)
    undated = sum(paper.published is None for paper in papers)
    if tally.unit in {Unit.YEAR, Unit.MONTH} and undated:
        return f"{count(undated, 'paper')} without a date not counted."
    if tally.place == LAST and any(paper.et_al for paper in papers):
        return "Papers whose list of authors stops at “et al.” not counted."
    stops = tally.unit is Unit.AUTHOR and any(paper.et_al for paper in papers)
    return "Counted by the authors whom the page names; some lists stop at “et al.”." if stops else ""


def _at_place(place: int, paper: Paper) -> Sequence[str]:
    """The author at a place, from 1, the last as -1; nobody where the list stops before it."""
    if place == LAST:
        return [] if paper.et_al else paper.authors[-1:]
    return paper.authors[place - 1 : place]


def _fields(paper: Paper, _asked: Asked) -> list[str]:
    fields = [field_of(raw) for raw in paper.fields]
    return [f"{field.name} ({field.code})" if field.name != field.code else field.code for field in fields]


_NAMES: Mapping[Unit, Callable[[Paper, Asked], Iterable[str]]] = {
    Unit.YEAR: lambda paper, _: [str(paper.published.day.year)] if paper.published else [],
    Unit.MONTH: lambda paper, _: [MONTHS[paper.published.day.month - 1]] if paper.published else [],
    Unit.FIELD: _fields,
    Unit.AFFILIATION: lambda paper, _: [paper.affiliation] if paper.affiliation else [],
    Unit.FIRST_AUTHOR: lambda paper, _: paper.authors[:1],
    Unit.AUTHOR: lambda paper, asked: [person.name for person in asked.catalogue.authors(paper)],
}
_PLURALS = {
    Unit.YEAR: "years", Unit.MONTH: "months", Unit.FIELD: "fields", Unit.AFFILIATION: "affiliations",
    Unit.FIRST_AUTHOR: "first authors", Unit.NTH_AUTHOR: "authors at that place", Unit.AUTHOR: "authors",
}  # fmt: skip
