"""Whether something holds of all of some papers, or of none: `do all papers by A have code`, `are there no …`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.claims import holds
from bot.answers.filtering.choosing import Element, conditions_of
from bot.answers.filtering.selecting import elements_of, filters_of
from bot.answers.grammar.filters import Filters, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.listing import not_heeded, topic_of
from bot.answers.lists import LISTED, as_list, counted
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.superlatives import superlatives_of
from bot.answers.wording import date_fact, here
from bot.library.models import Paper
from bot.library.wording import count

_AUX = r"(?:do|does|did|are|is|were|was|have|has|had)"
_PLURAL = r"(?:papers|publications|pubs|articles|preprints|works|titles)"
# `do all papers …`, `are the RO papers …`; `does none of the papers …`, `are there no papers …`; `aren't there any …`.
_ALL = re.compile(rf"^{_AUX} (?:(?:all|every|each|both)\b|(?:of )?(?:the|his|her|their|these)\b.*\b{_PLURAL}\b)")
_NONE = re.compile(rf"^{_AUX} (?:it true that )?(?:there )?(?P<not>none of|none|no|not any|not one|not a single)\b")
_NOT_ANY = re.compile(rf"^{_AUX} (?:there (?P<behind>not)|(?P<ahead>not) there)\b")
_SINGULAR = re.compile(r"\b(?:newest|latest|oldest|most recent)\b")
# Verbs behind which it stands what is said to hold.
_VERBS = frozenset({"have", "has", "come", "comes", "include", "carry", "belong", "appear", "provide", "lack"})
_RELATIVE = frozenset({"that", "which", "who"})
_JOINTS = frozenset({"and", "or", "nor"})


def about_every(asked: Asked) -> Answer | None:
    """Yes or no with the papers; None where nothing is said of all or none of some papers."""
    reading = asked.reading
    text = " ".join(reading.words)
    none, not_any = _NONE.search(text), _NOT_ANY.search(text)
    asks = reading.has(Cue.PAPERS, Cue.ANYTHING)
    if reading.mentions or reading.has(Cue.WHO, Cue.WHY, Cue.HOW, Cue.COUNT) or superlatives_of(asked):
        return None
    if none or not_any:
        return _of_any(_without(text, none or not_any, asked), bool(none)) if asks else None
    if not _ALL.search(text) or _SINGULAR.search(text) or not asks:
        return None
    return None if topic_of(asked) else _of_all(asked)


def _without(text: str, match: re.Match[str] | None, asked: Asked) -> Asked:
    """The question without the `no` that bars nothing, but asks whether there is none."""
    if match is None:
        return asked
    group = next(name for name, found in match.groupdict().items() if found)
    at = len(text[: match.start(group)].split())
    cues = [cue for cue in asked.reading.cues if not (cue.start <= at < cue.end and cue.cue in {Cue.NOT, Cue.WITHOUT})]
    left = [place for place in asked.reading.rest if asked.reading.words[place] != "none"]
    return replace(asked, reading=replace(asked.reading, cues=cues, rest=left))


def _of_any(asked: Asked, none: bool) -> Answer | None:
    """`are there no papers from 2018`: yes where there is none."""
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    if topic_of(asked) or not filters or not_heeded(filters, asked):
        return None
    found, said = kept(asked.shelf.facets, filters), described(filters)
    verdict = "Yes" if bool(found) != none else "No"
    if not found:
        return Answered(f"{verdict}: none of {here(asked.catalogue)} is {said}", (counted(found, said, asked),))
    return _listed(f"{verdict}: {count(len(found), 'paper')} {said}", found, said, asked)


def _of_all(asked: Asked) -> Answer | None:
    elements = elements_of(asked)
    subject, predicate = _parted(elements, asked)
    whole = filters_of(asked)
    if isinstance(whole, Declined):
        return whole
    if not subject or not predicate or not_heeded(whole, asked):
        return None
    some = Filters(tuple(conditions_of(subject, asked.reading)))
    held = Filters(tuple(conditions_of(predicate, asked.reading)))
    papers, of, said = kept(asked.shelf.facets, some), described(some), described(held)
    if not papers:
        fact = Fact(f"papers here {of}", f"0 of {len(asked.shelf.papers):,}")
        return Answered(f"None of {here(asked.catalogue)} is {of}.", (fact,))
    verdicts = [_verdict(paper, held) for paper in papers]
    fit = [paper for paper, verdict in zip(papers, verdicts, strict=True) if verdict]
    short = f"{len(fit):,} of {count(len(papers), 'paper')} {of}: {said}"
    if False in verdicts:
        others = [paper for paper, verdict in zip(papers, verdicts, strict=True) if verdict is False]
        return _listed(f"No: {short}", fit or others, f"{of}, {said}", asked, len(fit))
    known = "Yes" if len(fit) == len(papers) else "Not that the page tells, since lists of authors stop"
    return _listed(f"{known}: {short}", fit, f"{of}, {said}", asked, len(fit))


def _verdict(paper: Paper, filters: Filters) -> bool | None:
    held = [holds(condition, paper) for condition in filters.conditions]
    return False if False in held else None if None in held else True


def _listed(short: str, papers: Sequence[Paper], said: str, asked: Asked, number: int | None = None) -> Answered:
    shown = len(papers) if number is None else number
    fact = Fact(f"papers here {said}", f"{shown:,} of {len(asked.shelf.papers):,}")
    return as_list(short, [fact, *map(date_fact, papers[:LISTED])], papers)


def _parted(elements: Sequence[Element], asked: Asked) -> tuple[list[Element], list[Element]]:
    """What chooses the papers, and what is said of them: behind the verb, or the last that is named."""
    words = asked.reading.words
    first = elements[0].start if elements else 0
    noun = min((cue.end for cue in asked.reading.at(Cue.PAPERS)), default=first)
    verbs = [
        at
        for at in range(max(1, min(noun, first)), len(words))
        if words[at] in _VERBS and words[at - 1] not in _RELATIVE
    ]
    if verbs and any(element.start >= verbs[0] for element in elements):
        at = verbs[0]
        return [each for each in elements if each.start < at], [each for each in elements if each.start >= at]
    tail = len(elements) - 1
    while tail > 0 and _JOINTS & set(words[elements[tail - 1].end : elements[tail].start]):
        tail -= 1
    return list(elements[:tail]), list(elements[tail:])
