"""How long lies between somebody's first and last paper."""

import re

from bot.answers.asked import Asked
from bot.answers.comparisons import apart
from bot.answers.filtering.selecting import filters_of
from bot.answers.grammar.filters import described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Declined
from bot.answers.superlatives import ordered

_FIRST = r"(?:very )?(?:first|oldest|earliest)"
_LAST = r"(?:very )?(?:last|newest|latest|most recent)"
_NOUN = r"(?: (?:paper|publication|one|article|preprint)s?)?"
_WHOSE = r"(?: (?:the|her|his|their))?"
_ENDS = re.compile(
    rf"\b{_FIRST}{_NOUN} (?:and|to|until){_WHOSE} {_LAST}\b|\b{_LAST}{_NOUN} (?:and|to){_WHOSE} {_FIRST}\b"
)
_LONG = re.compile(r"\b(?:how long|how many (?:years|months|weeks|days)|how much time|time|span|gap|number of \w+)\b")
_IDLE = frozenset(
    "time span between long much years year months month weeks week days day lie lies passed went by gap apart from "
    "lay there is are was elapsed".split()
)


def about_spans(asked: Asked) -> Answer | None:
    """The days between the oldest and the newest paper that fit; None where no such span is asked for."""
    reading = asked.reading
    text = " ".join(reading.words)
    if reading.mentions or not _ENDS.search(text) or not _LONG.search(text):
        return None
    if any(reading.words[at] not in _IDLE for at in reading.rest) or reading.has(Cue.CODE, Cue.WHY, Cue.ABOUT):
        return None
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    papers = ordered(kept(asked.shelf.facets, filters), oldest=True)
    if len(papers) < 2:
        said = described(filters)
        return Declined(f"Fewer than two papers here {said} have a date.".replace("  ", " "), asked.suggestions())
    return apart([papers[0], papers[-1]], asked)
