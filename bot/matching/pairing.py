"""Which typed word stands for which word of a name, each word once."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# Shorter words are never corrected: with one letter wrong they are other names (Yu is not Wu).
CORRECTED = 4
# Percent. Words less alike than this are strangers.
ALIKE = 60.0
# What a beginning is worth against the whole word, a typed initial, a word where the name has an initial, and a
# short word with its letters swapped: that is how people mistype a name, rarely another name.
BEGUN, INITIAL, INITIAL_ONLY, SWAPPED = 0.95, 0.9, 0.7, 0.8
# What an initial keeps that stands for neither a first name before a last nor a last after a first.
_MISPLACED = 0.6
# Fewer letters are a beginning of too many names to be sure: Li is not Liang.
ENOUGH = 3
# In a word of up to so many letters a second slip makes another name.
_SHORT = 5


class Pair(NamedTuple):
    """A typed word's counterpart: its place in the name, and how alike they are (0..1)."""

    place: int
    similarity: float


class Pairing(NamedTuple):
    """Mean similarity (0..1) of the typed words, and whether each is surely in the name."""

    similarity: float
    sure: bool


def pair(typed: Sequence[str], known: Sequence[str]) -> Pairing:
    """How well a name's words stand for the typed ones; a typed word counts by the root of its length."""
    pairs = _pairs(typed, known)
    weights = [math.sqrt(len(word)) for word in typed]
    shared = sum(weights[place] * at.similarity for place, at in pairs.items())
    sure = all(_is_sure(typed[place], known[at.place]) for place, at in pairs.items())
    return Pairing(shared / sum(weights), sure and len(pairs) == len(typed))


def alike(typed: str, known: str) -> float:
    """How alike a typed word and a word of a name are: 0..1, sharpened (2r − 1) where letters differ."""
    if len(typed) == 1:
        return INITIAL if known.startswith(typed) else 0.0
    if typed == known:
        return 1.0
    if len(known) == 1:
        return INITIAL_ONLY if typed.startswith(known) else 0.0
    if len(typed) < CORRECTED:
        if known.startswith(typed):
            return 2 * BEGUN - 1
        return SWAPPED if _is_swapped(typed, known) else 0.0
    whole = fuzz.ratio(typed, known, score_cutoff=ALIKE)
    begun = BEGUN * fuzz.ratio(typed, known[: len(typed)], score_cutoff=ALIKE)
    return max(0.0, 2 * max(whole, begun) / 100 - 1)


def _pairs(typed: Sequence[str], known: Sequence[str]) -> dict[int, Pair]:
    """For each typed word the likest word of the name that is still free, long words first."""
    pairs: dict[int, Pair] = {}
    free = dict(enumerate(known))
    for place in sorted(range(len(typed)), key=lambda place: -len(typed[place])):
        likest = max((Pair(at, alike(typed[place], word)) for at, word in free.items()), key=_likeness, default=None)
        if likest is not None and likest.similarity > 0:
            pairs[place] = likest
            del free[likest.place]
    return _misplaced(typed, known, pairs)


def _likeness(pair: Pair) -> tuple[float, int]:
    return pair.similarity, -pair.place


def _misplaced(typed: Sequence[str], known: Sequence[str], pairs: dict[int, Pair]) -> dict[int, Pair]:
    """The pairs, the initial worth less where it and a word are neither `F Last` nor `Last F` nor `First L`."""
    if len(typed) != 2 or len(pairs) != 2 or min(map(len, typed)) > 1:
        return pairs
    word, initial = pairs
    at = pairs[word].place
    if at == len(known) - 1 or word == at == 0:
        return pairs
    return pairs | {initial: pairs[initial]._replace(similarity=_MISPLACED * pairs[initial].similarity)}


def _is_swapped(typed: str, known: str) -> bool:
    return sorted(typed) == sorted(known)


def _is_sure(typed: str, known: str) -> bool:
    if len(typed) == 1 or _is_swapped(typed, known):
        return True
    if len(typed) < ENOUGH or len(known) == 1:
        return False
    return _is_slip(typed, known) or _is_slip(typed, known[: len(typed)])


def _is_slip(typed: str, known: str) -> bool:
    """Whether two words differ by what fingers do: Wang and Zhang are two surnames, not one mistyped."""
    if typed[0] != known[0] and sorted(typed[:2]) != sorted(known[:2]):
        return False
    slips = 1 if len(typed) <= _SHORT else 2
    return OSA.distance(typed, known, score_cutoff=slips) <= slips
