"""What is counted by what: `busiest year`, `papers per field`, `how many different co-authors`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.answers.grammar.bounds import bounded_by
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.positions import position_in
from bot.answers.grammar.reading import Reading
from bot.answers.grammar.vocabulary import NUMBERS


class Unit(StrEnum):
    """What papers are counted by."""

    YEAR = "year"
    MONTH = "month"
    FIELD = "field"
    AFFILIATION = "affiliation"
    FIRST_AUTHOR = "first author"
    NTH_AUTHOR = "author at that place"
    AUTHOR = "author"


class Mode(StrEnum):
    """What is wanted of the counts."""

    MOST = "most"
    LEAST = "least"
    EACH = "each"
    NAMES = "names"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Tally:
    """Papers counted by a unit, and what of the counts is wanted: at least so many, and at most (0 for no limit).

    `said` are the bounds as the question has them, nothing where it has none; `place` is where among the authors
    people are counted, from 1, the last as -1.
    """

    unit: Unit
    mode: Mode
    least: int = 1
    most: int = 0
    said: str = ""
    place: int = 0


_UNITS = (
    (Unit.YEAR, r"years?|annual(?:ly)?|yearly"),
    (Unit.MONTH, r"months?|monthly"),
    (Unit.FIRST_AUTHOR, r"(?:first|lead|1st) authors?|first authored|leads"),
    (Unit.NTH_AUTHOR, r"(?:second|2nd|third|3rd|fourth|4th|fifth|5th|last|final|senior) authors?"),
    (Unit.FIELD, r"fields?|categor(?:y|ies)|subjects?|areas?|tags?|disciplines?|subfields?|research fields?"),
    (Unit.AFFILIATION, r"affiliations?|universit(?:y|ies)|unis?|institut(?:ions?|es?)|organi[sz]ations?|labs?"),
    (Unit.AUTHOR, r"who|whom|whose|persons?|people|author|authors|co ?authors?|collaborators?|colleagues?|names?"),
)
_MOST = (
    r"busiest|most (?:productive|prolific|active|common|frequent|often|papers|publications|pubs|popular|used|output|"
    r"work|times|stuff|articles|works|named|listed|shared|joint|frequently|regular|releases|represented|of (?:the|"
    r"his|her|"
    r"their) (?:papers|publications|work))|(?:the )?most$|most (?:with|by|from|in|on|here)|published (?:the )?most|"
    r"main|top|highest number|peak|mostly|biggest number|greatest number|largest number|best represented|more than once"
)
_LEAST = (
    r"quietest|slowest|rarest|fewest|least (?:productive|prolific|active|common|frequent|often|papers|publications|"
    r"popular|used|output|represented)|lowest number|(?:the )?least$|smallest number"
)
_EACH = (
    r"(?:per|each|every|by|for each|for every|in each|by each) (?:{unit})|(?:{unit}) (?:by|after) (?:{unit})|"
    r"breakdown|break down|distribution|histogram|tally|spread|yearly|annually|split"
)
_NAMES = (
    r"(?:how many|number of|count of|all|list|name|who are) (?:all )?(?:the |his |her |their )?"
    r"(?:different |distinct |unique |separate |other )?(?:{unit})\b"
)
_WHICH = (
    r"(?:(?:which|what|list|list the|all) (?:{unit})s? (?:did|do|does|are|were|has|have|is|here)|"
    r"different (?:{unit}))\b"
)
_ENDS = frozenset({Mode.MOST, Mode.LEAST})
# `which years have no papers`
_NOTHING = (
    r"(?: \w+){0,3} (?:(?:no|without|without any|zero|0) (?:papers?|publications?|pubs|articles?|works?)|"
    r"(?:publish|published|wrote|write|released|release) nothing)\b"
)
# `the paper with most authors` compares papers.
_OF_PAPERS = re.compile(r"\b(?:most|fewest|least|more|many) (?:co ?)?(?:authors|names|people)\b")


def tally_of(reading: Reading) -> Tally | None:
    """What the question counts by what; None where it counts nothing so."""
    text = " ".join(reading.words)
    newest = {
        at for cue in reading.at(Cue.NEWEST, Cue.OLDEST) if cue.end - cue.start > 1 for at in range(cue.start, cue.end)
    }
    words = " ".join("·" if at in newest else word for at, word in enumerate(reading.words))
    if reading.has(Cue.WHEN) and reading.words[0] == "when" and (mode := _mode(words, "year", Unit.YEAR)) in _ENDS:
        # `when did she publish most`
        return Tally(Unit.YEAR, mode)
    for unit, pattern in _UNITS:
        if not re.search(rf"\b(?:{pattern})\b", text):
            continue
        if re.search(rf"\b(?:{pattern})\b{_NOTHING}", text):
            return Tally(unit, Mode.NONE) if unit is Unit.YEAR else None
        bounded = bounded_by(text, pattern)
        if bounded is not None:
            return Tally(unit, Mode.NAMES, *bounded)
        bounds = _bounds(text) if unit is Unit.AUTHOR and reading.has(Cue.COAUTHORS) else None
        if bounds is not None:
            return Tally(unit, Mode.NAMES, *bounds)
        mode = _mode(words, pattern, unit) or (Mode.NAMES if unit is Unit.AUTHOR and _is_limited(reading) else None)
        if mode is not None:
            return Tally(unit, mode, place=_place(text) if unit is Unit.NTH_AUTHOR else 0)
    return None


def _place(text: str) -> int:
    words = text.split()
    return next(number for at, word in enumerate(words[1:]) if word in _NAMED and (number := position_in([words[at]])))


_NAMED = frozenset({"author", "authors"})


def _is_limited(reading: Reading) -> bool:
    """Whether co-authors of some papers only are asked for: `who wrote with her in 2026`."""
    return reading.has(Cue.COAUTHORS) and bool(reading.times or reading.fields)


def _bounds(text: str) -> tuple[int, int] | None:
    """How many papers somebody must be on: `more than once`, `at least 3 papers`, `only once`."""
    if re.search(r"\bmore than (?:once|one)\b|\bmultiple (?:times|papers)\b|\brepeat(?:ed)?(?:ly)?\b", text):
        return 2, 0
    if re.search(r"\b(?:once|only one|just one|exactly one)\b", text):
        return 1, 1
    match = re.search(r"\b(at least|more than) (\w+)(?: or more)? (?:papers?|times|works?|publications?)\b", text)
    number = _number(match.group(2)) if match else None
    if match is None or number is None:
        return None
    return number + (match.group(1) == "more than"), 0


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) < 4 else NUMBERS.get(word)


def _mode(text: str, unit: str, kind: Unit) -> Mode | None:
    if kind is Unit.AUTHOR and _OF_PAPERS.search(text):
        return None
    for mode, pattern in ((Mode.LEAST, _LEAST), (Mode.MOST, _MOST), (Mode.EACH, _EACH), (Mode.NAMES, _NAMES)):
        if re.search(rf"\b(?:{pattern.replace('{unit}', unit)})", text):
            return mode
    plural = kind in {Unit.YEAR, Unit.MONTH, Unit.FIELD, Unit.AFFILIATION}
    return Mode.NAMES if plural and re.search(rf"\b{_WHICH.replace('{unit}', unit)}", text) else None


# Words that a question of this kind may have besides.
TALLY_WORDS = frozenset(
    "busiest busy productive prolific active common frequent frequently often most least fewest quietest rarest "
    "slowest "
    "breakdown break distribution histogram tally spread per each every different distinct unique separate main top "
    "highest lowest number peak mostly biggest greatest largest smallest year years yearly annual annually month "
    "months monthly names name person people colleague colleagues popular used output regular represented publishing "
    "publication appear appears appeared show shows shown up turn turns publish times other besides named listed "
    "collaborate collaborates lab labs once down split best productivity research papers stuff joint shared "
    "occurs occur "
    "comes come partner partners most all had has was is record well along alongside more than counts only "
    "just exactly nothing zero no without fewer over under wrote saw repeated repeatedly multiple "
    "least 2 3 4 5 6".split()
)
