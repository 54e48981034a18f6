"""Reasons against a sentence that is not about what is asked, though it has some of its words."""

import re

from bot.answers.grammar.phrases import Cue
from bot.answers.retrieval.case import Case
from bot.answers.retrieval.concepts import GENERAL, is_soft
from bot.answers.retrieval.wants import ASKING, Kind
from bot.answers.words import stem

_STANDS = 0.1
# `which sounds are confused`: what was done to them must be told.
_WHAT_IS_DONE = re.compile(
    r"^(?:which|what|who) (?:\w+ ){1,3}?(?:is|are|was|were|gets?|got) ([a-z]+(?:ed|en|t))(?: most| often)?$"
)
# What a baseline is told by.
_COMPARES = re.compile(
    r"\b(?:baselines?|compar\w+|versus|vs|against|than|instead of|rather than|outperform\w*|beats?|surpass\w*|"
    r"exceed\w*|relative to|over (?:the |state)|unlike|existing|previous|prior|standard|classic\w*|vanilla|"
    r"alternatives?)\b",
    re.I,
)
_ASKS_BASELINE = re.compile(r"\bbaselines?\b|\bimproves? (?:over|on|upon)\b")


def tells_not_what_is_done(case: Case) -> bool:
    """Whether it is asked to what something is done that the sentence does not tell."""
    match = _WHAT_IS_DONE.match(case.text)
    if match is None or match.group(1) in ASKING or is_soft(match.group(1)):
        return False
    done = stem(match.group(1))
    return done not in GENERAL and done not in case.light and case.worth(done) < _STANDS


def compares_nothing(case: Case) -> bool:
    """Whether a baseline is asked for, and the sentence sets nothing beside anything."""
    if case.want.kind not in {Kind.PASSAGE, Kind.NAME} or not _ASKS_BASELINE.search(case.text):
        return False
    return "baselin" not in case.light and _COMPARES.search(case.best.sentence.text) is None


def asks_for_an_author(case: Case) -> bool:
    """Whether it is asked who is first or last, of no paper."""
    reading = case.asked.reading
    return reading.has(Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.NTH_AUTHOR) and not reading.mentions and not reading.rest
