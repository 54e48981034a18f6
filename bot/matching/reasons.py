"""Why a row matched: what each typed word stands for in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bot.matching.wording import Short, spelled_out

# Longest word in which one fault is a slip although it was not looked for.
_SHORT_WORD = 4
_BEGUN = 0.97
# In words of fewer letters a fault is the only one; with more of them they are strangers.
_SLIP = 3


class How(StrEnum):
    """How a typed word stands in a name."""

    WHOLE = "whole"
    JOINED = "run together"
    BEGUN = "begun"
    CUT = "cut short"
    INITIALS = "initials"
    SPELLED_OUT = "spelled out"
    MISSPELT = "misspelt"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Reason:
    """A typed word, what it stands for (empty: nothing) and how; `faults` counts the letters that are wrong."""

    typed: str
    known: str
    how: How
    faults: int = 0


def reasons(
    typed: Sequence[str], having: Sequence[float], shorts: Sequence[Short], known: Sequence[str]
) -> list[Reason]:
    """The reason of each typed word; `having` is how well each is had (0..1), `known` are the name's words."""
    # What is typed whole is not what another typed word is misspelt for.
    free = [word for word in known if word not in typed]
    shorts = [short for short in shorts if short.word in known]
    return [
        _drawn(word, shorts, place, known) or _alone(word, worth, known, free, last=place == len(typed) - 1)
        for place, (word, worth) in enumerate(zip(typed, having, strict=True))
    ]


def _drawn(word: str, shorts: Sequence[Short], place: int, known: Sequence[str]) -> Reason | None:
    """A word that is drawn together with others."""
    drawn = [short.word for short in shorts if short.first <= place < short.end]
    if not drawn or word in known:
        return None
    return Reason(word, drawn[0], How.JOINED if word in drawn[0] else How.SPELLED_OUT)


def _alone(word: str, worth: float, known: Sequence[str], free: Sequence[str], *, last: bool) -> Reason:
    """A word that stands for itself, or for words that it is the initials of."""
    if word in known:
        return Reason(word, word, How.WHOLE)
    if begun := [other for other in known if other.startswith(word)]:
        return Reason(word, begun[0], How.BEGUN if last else How.CUT)
    if worth > 0.0 and (words := spelled_out(word, known)):
        return Reason(word, words, How.INITIALS)
    if worth > 0.0 and free:
        return _misspelt(word, free, last=last)
    slips = [other for other in free if _is_short_slip(word, other)]
    return Reason(word, slips[0], How.MISSPELT, 1) if slips else Reason(word, "", How.ABSENT)


def _misspelt(word: str, known: Sequence[str], *, last: bool) -> Reason:
    def likeness(other: str) -> float:
        begun = _BEGUN * fuzz.ratio(word, other[: len(word)]) if last else 0.0
        return max(fuzz.ratio(word, other), begun)

    likest = max(known, key=likeness)
    ends = {len(likest), *(range(len(word) - 1, len(word) + 2) if last else ())}
    faults = min(OSA.distance(word, likest[:end]) for end in ends)
    return (
        Reason(word, likest, How.MISSPELT, faults)
        if faults <= max(1, len(word) // _SLIP)
        else Reason(word, "", How.ABSENT)
    )


def _is_short_slip(word: str, other: str) -> bool:
    if not 1 < len(word) <= _SHORT_WORD or OSA.distance(word, other, score_cutoff=1) > 1:
        return False
    return word[0] == other[0] or sorted(word) == sorted(other) or word == other[1:]
