"""Whether a paper is the newest or the oldest: `is it her latest paper`, `is the newest paper from 2024`."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.filtering.choosing import conditions_of
from bot.answers.filtering.selecting import elements_of, filters_of
from bot.answers.filtering.topical import mentioning, terms_in
from bot.answers.grammar.filters import Filters, Kind, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.listing import topic_of
from bot.answers.outcome import Answer, Answered, Declined
from bot.answers.superlatives import Superlative, picked, superlatives_of
from bot.answers.wanted import FACT_IDLE
from bot.answers.wording import date_fact, dated

_WHETHER = frozenset({"is", "was"})


def about_ends(asked: Asked) -> Answer | None:
    """Yes or no, with the paper that is; None where nobody asks whether a named paper is the first or last."""
    reading, paper = asked.reading, asked.paper
    ends = superlatives_of(asked)
    if not ends or reading.words[0] not in _WHETHER or reading.has(*_ELSE):
        return None
    if paper is None:
        return _of_the_end(asked, ends)
    if any(reading.words[at] not in FACT_IDLE for at in reading.rest) or not reading.has(Cue.HIM, Cue.PAPERS):
        return None
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    kinds = tuple(each for each in filters.conditions if each.kind is not Kind.PAPER)
    found = picked(kept(asked.shelf.facets, Filters(kinds)), ends)
    if len(found) != 1:
        return None
    which = "oldest" if ends[0].oldest else "newest"
    if paper in found:
        return Answered(f"Yes: {dated(paper)}", (date_fact(paper),), (paper.key,))
    short = f"No: the {which} is {dated(found[0])}"
    return Answered(short, (date_fact(paper), date_fact(found[0])), (paper.key, found[0].key))


def _of_the_end(asked: Asked, ends: Sequence[Superlative]) -> Answer | None:
    """`is the newest paper from 2024`: what stands behind the paper is held against the one that is the newest."""
    reading = asked.reading
    papers = [cue for cue in reading.at(Cue.PAPERS) if cue.start and cue.end == cue.start + 1]
    if len(papers) != 1 or reading.mentions or reading.has(Cue.NOT, Cue.WITHOUT) or ends[0].number > 1:
        return None
    if reading.has(Cue.HIM) and len(asked.owners) != 1:
        return None
    topics = [mentioning(term, asked) for term in terms_in(asked, topic_of(asked))]
    elements = sorted([*elements_of(asked), *topics], key=lambda each: each.start)
    behind = [each for each in elements if each.start >= papers[0].end]
    # `is the newest paper by Ada Long from 2024`: whose is said of the paper, unless nothing else is.
    whose = [each for each in behind if each.condition.kind is Kind.PERSON]
    claimed = [each for each in behind if each not in whose] or whose
    if not claimed:
        return None
    chosen = conditions_of([each for each in elements if each not in claimed], reading)
    found = picked(kept(asked.shelf.facets, Filters(tuple(chosen))), ends)
    if len(found) != 1:
        return None
    paper = found[0]
    conditions = conditions_of(claimed, reading)
    holds = all(each.fits(paper) for each in conditions)
    stops = paper.et_al and any(each.kind is Kind.PERSON and not each.fits(paper) for each in conditions)
    verdict = "Yes" if holds else "Not that the page tells, whose list of authors stops" if stops else "No"
    return Answered(f"{verdict}: {dated(paper)}", (date_fact(paper),), (paper.key,))


_ELSE = (Cue.WHY, Cue.HOW, Cue.WHO, Cue.WHERE, Cue.COUNT)
