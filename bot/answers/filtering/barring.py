"""What a `not`, an `except` or a `without` of a question bars: `besides X and Y`, `neither A nor B`, `all but X`."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.grammar.cues import CueAt
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.library.text import STOP_WORDS

# Words between a `not` and what it bars, or between two filters that belong together.
BETWEEN = STOP_WORDS | set(
    "about by with papers paper or and nor either from in on of the ones those written wrote published tagged field "
    "any is are were was else year out came affiliation anything both stuff "
    "mention mentions mentioning contain contains containing say says saying have has having "
    "use uses using need needs involve involves discuss "
    "discusses cover covers talk include includes deal deals rely relies do does".split()
)
# Words that carry a `not` on to what stands behind them, and those that only name papers again.
_JOINTS = frozenset({"and", "or", "nor", "as", "well", "also"})
_AGAIN = frozenset("the those these ones papers paper any anything everything all his her their a an".split())
_PLACES = frozenset("by from in with of on tagged about having have has published written".split())
# Ways to leave something out, rather than to say what must not be.
_LEAVES_OUT = frozenset(
    "except excluding exclude besides other apart minus leaving leave but rather all everything anything".split()
)
_EVERYTHING = frozenset({"all", "every", "everything", "any", "anything", "everyone", "anyone", "everybody"})
# Adjectives that may stand between a `no` and code.
_FAR = 3


@dataclass(frozen=True, slots=True)
class _Span:
    """Something that is named, with its words: `start` to `end`."""

    kind: str
    start: int
    end: int


def is_negated(start: int, reading: Reading, since: int = 0) -> bool:
    """Whether a `not`, `except` or `without` stands right before, prepositions aside; or before what this is listed
    with: the second title of `except one and another`."""
    return _negation(start, reading, since) is not None or (since == 0 and _is_carried(start, reading))


def has_own(start: int, reading: Reading, since: int) -> bool:
    """Whether a `not` of its own stands before something, behind a place of the question."""
    return _negation(start, reading, since) is not None


def is_without(start: int, reading: Reading) -> bool:
    """Whether code is barred: by what stands before it, with adjectives between, but by no `not` of something else."""
    if is_negated(start, reading):
        return True
    named = {at for span in _named(reading) for at in range(span.start, span.end)}
    for cue in reading.at(Cue.NOT, Cue.WITHOUT):
        between = range(cue.end, start)
        if cue.end <= start <= cue.end + _FAR and not named & set(between) and not _begins_anew(between, reading):
            return True
    return False


def _begins_anew(between: range, reading: Reading) -> bool:
    """Whether a `with` behind another word starts the next filter: `not about frost with code`."""
    told = [at for at in between if reading.words[at] not in BETWEEN]
    starts = {cue.start for cue in reading.at(Cue.WITH)} | {
        at for at in between if reading.words[at] in {"that", "which", "but", "and"}
    }
    return bool(told) and any(told[0] < at for at in starts if at in between)


def _negation(start: int, reading: Reading, since: int) -> CueAt | None:
    cues = [cue for cue in reading.at(Cue.NOT, Cue.WITHOUT) if since <= cue.start and cue.end <= start]
    direct = next((cue for cue in cues if _reaches(reading.words[cue.end : start])), None)
    return direct or _but(start, reading, since)


def _reaches(between: Sequence[str]) -> bool:
    """Whether a `not` reaches what stands behind these words: in `without an affiliation by A` it does not."""
    ends = any(word in _NOUNS and behind in _PLACES for word, behind in pairwise(between))
    return BETWEEN.issuperset(between) and not ends


_NOUNS = frozenset({"affiliation", "field"})


def _but(start: int, reading: Reading, since: int) -> CueAt | None:
    """`all her papers but one`: a `but` right before what is named."""
    words = reading.words
    at = start - 2 if start > 1 and words[start - 1] in {"the", "for"} else start - 1
    leaves = at >= since and words[at : at + 1] == ["but"] and bool(_EVERYTHING & set(words[:at]))
    return CueAt(Cue.NOT, at, at + 1) if at >= 0 and leaves else None


def _is_carried(start: int, reading: Reading) -> bool:
    spans = _named(reading)
    at = next((at for at, span in enumerate(spans) if span.start <= start < span.end), None)
    if at is None:
        # Words that name nothing: what papers are about.
        at = len([span for span in spans if span.end <= start])
        spans = [*spans[:at], _Span("words", start, start + 1)]
    return bool(at) and _carries(spans[at - 1], spans[at], reading) and is_negated(spans[at - 1].start, reading)


def _carries(first: _Span, second: _Span, reading: Reading) -> bool:
    """Whether what bars one thing bars the next as well."""
    between = set(reading.words[first.end : second.start])
    if not between <= _JOINTS | _AGAIN | _PLACES:
        return False
    # A time has its preposition among its own words.
    placed = between & _PLACES or (second.kind == "time" and not reading.words[second.start].isdigit())
    if not between & _JOINTS:
        # `except X, Y and Z`: the commas are gone.
        return (first.kind == second.kind or (second.kind == "words" and first.kind == "paper")) and not between
    if first.kind == second.kind:
        return True
    negation = _negation(first.start, reading, 0)
    said = set(reading.words[negation.start : negation.end]) if negation is not None else _LEAVES_OUT
    if {"or", "nor"} & between:
        # `without code or from 2020` asks for either, `neither with code or from 2020` for none.
        return bool(said & (_LEAVES_OUT | {"neither", "not"}))
    # `except those by X and those from 2020`, `except by X and from 2020`; but `not by X and from 2020` asks for 2020.
    ahead = {*reading.words[negation.end : first.start + 1]} if negation is not None else set[str]()
    return bool(said & _LEAVES_OUT and (between & _AGAIN or ahead & _PLACES or not placed))


def _named(reading: Reading) -> list[_Span]:
    """Everything that is named, in the question's order."""
    groups: Sequence[tuple[str, Sequence[tuple[int, int]]]] = (
        ("paper", [(each.start, each.end) for each in reading.mentions]),
        ("person", [(each.start, each.end) for each in reading.people]),
        ("field", [(each.start, each.end) for each in reading.fields]),
        ("time", [(each.start, each.end) for each in reading.times]),
        ("code", [(each.start, each.end) for each in reading.at(Cue.CODE)]),
        ("affiliation", [(start, end) for _, start, end in reading.affiliations]),
    )
    found = [_Span(kind, start, end) for kind, spans in groups for start, end in spans]
    return sorted(found, key=lambda span: span.start)
