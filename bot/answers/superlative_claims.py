"""Whether a paper that is named is the newest or the oldest: `is it her latest paper`."""

from bot.answers.asked import Asked
from bot.answers.grammar.filters import Filters, Kind, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Declined
from bot.answers.selecting import filters_of
from bot.answers.superlatives import picked, superlatives_of
from bot.answers.wanted import FACT_IDLE
from bot.answers.wording import date_fact, dated

_WHETHER = frozenset({"is", "was"})


def about_ends(asked: Asked) -> Answer | None:
    """Yes or no, with the paper that is; None where nobody asks whether a named paper is the first or last."""
    reading, paper = asked.reading, asked.paper
    ends = superlatives_of(asked)
    if paper is None or not ends or reading.words[0] not in _WHETHER or reading.has(*_ELSE):
        return None
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


_ELSE = (Cue.WHY, Cue.HOW, Cue.WHO, Cue.WHERE, Cue.COUNT)
