"""Whether a question for a time asks for a paper's date, or for a time that its abstract tells."""

from collections.abc import Sequence

from bot.answers.grammar.cues import CueAt
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.words import stem
from bot.library.text import STOP_WORDS

# What only a paper does, or what one is called.
_PUBLISHING = frozenset(
    "publish publishes published publishing publication release releases released come comes came coming appear "
    "appears appeared post posted posting upload uploaded submit submitted submission write writes wrote written "
    "print printed online arxiv version drop dropped announce announced out date dated recent "
    "paper papers article articles preprint preprints publications pubs work works title titles abstract "
    "one thing thingy project busiest".split()
)
# What was done to something of a paper's name: only where it is the name of the paper itself is that the paper's date.
_MADE = frozenset(
    "introduce introduced introduces made make create created invented develop developed proposed designed built "
    "launch launched start started done presented found".split()
)
# Behind `when` where it asks; before anything else it joins: `the error when it is cold`.
_AUXILIARY = frozenset("was were is are did does do has have had can could should will would exactly".split())
_SPANS = frozenset("a an per each every one first second two three whole full next within".split())
# Words beside that tell nothing of what is asked about, and those by which a question is told of: `it asks when`.
_LIGHT = frozenset("exact exactly roughly about around year month day time first".split())
_INDIRECT = frozenset("ask asks asking tell tells say says know wonder see looking find".split())


def asks_for_date(reading: Reading, idle: frozenset[str]) -> bool:
    """Whether a question asks for the date of a paper; `idle` are words of such questions that tell nothing."""
    found = [cue for cue in reading.at(Cue.WHEN) if _asks(cue, reading, idle)]
    return bool(found) and (bool(_PUBLISHING & set(reading.words)) or _is_of_name(found, reading, idle))


def _asks(cue: CueAt, reading: Reading, idle: frozenset[str]) -> bool:
    """Whether a `month` or `year` is asked for, not a span of time: `after a month`, and `when` joins nothing."""
    words = reading.words
    before = words[cue.start - 1] if cue.start else ""
    if words[cue.start : cue.end] == ["when"]:
        following = words[cue.end : cue.end + 1]
        told = any(at < cue.start and words[at] not in idle | _INDIRECT for at in reading.rest)
        return not told or not following or following[0] in _AUXILIARY
    if words[cue.start : cue.end] == ["how", "old"] and not _PUBLISHING & set(words):
        named = {at for mention in reading.mentions for at in range(mention.start, mention.end)}
        left = [word for at, word in enumerate(words) if at not in named and not cue.start <= at < cue.end]
        return not reading.mentions or all(word in _AUXILIARY | _LIGHT | STOP_WORDS | idle for word in left)
    return cue.end - cue.start > 1 or not (before in _SPANS or before.isdigit())


def _is_of_name(found: Sequence[CueAt], reading: Reading, idle: frozenset[str]) -> bool:
    """Whether nothing but a paper is named beside the word for a time, by a name of its own where it was made."""
    named = {at for mention in reading.mentions for at in range(mention.start, mention.end)}
    asking = {at for cue in found for at in range(cue.start, cue.end)}
    own = {stem(reading.words[at]) for at in named}
    left = [at for at in reading.rest if at not in named | asking and reading.words[at] not in idle | _LIGHT]
    if any(stem(reading.words[at]) not in own for at in left):
        return False
    has_name = any(mention.name for mention in reading.mentions) or reading.place is None or not named
    return has_name or not _MADE & set(reading.words)
