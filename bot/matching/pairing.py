"""Which typed word stands for which word of a name, each word once."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.matching.slips import oddities

# What a beginning is worth against the whole word, a typed initial, a word where the name has an initial, and a word
# with its letters swapped: that is how people mistype a name, rarely another name.
BEGUN, INITIAL, INITIAL_ONLY, SWAPPED = 0.95, 0.9, 0.6, 0.85
# A word with fewer letters is another name with one letter wrong (Yu is not Wu), unless that is a slip of a finger.
_CORRECTED = 4
_SHORT_SLIP, _SHORT_ODD = 0.7, 0.4
# What a wrong letter costs in a word of so many, a wrong first letter more, and the least that counts at all.
_FAULT, _FIRST_WRONG, _LEAST = 1.25, 0.05, 0.35
# What an initial loses that stands for neither a first name before a last nor a last after a first.
_MISPLACED = 0.6


class Pair(NamedTuple):
    """A typed word's counterpart: its place in the name, and how alike they are (0..1)."""

    place: int
    similarity: float


class Alike(dict[tuple[str, str], float]):
    """How alike a typed word and a word of a name are (0..1), each pair of them compared once."""

    def __missing__(self, words: tuple[str, str]) -> float:
        similarity = self[words] = alike(*words)
        return similarity


def alike(typed: str, known: str) -> float:
    """How alike a typed word and a word of a name are (0..1)."""
    if len(typed) == 1:
        return INITIAL if known.startswith(typed) else 0.0
    if typed == known:
        return 1.0
    if len(known) == 1:
        return INITIAL_ONLY if typed.startswith(known) else 0.0
    if known.startswith(typed):
        return BEGUN if len(typed) >= _CORRECTED - 1 else 2 * BEGUN - 1
    if len(typed) < _CORRECTED:
        return _short_alike(typed, known)
    whole = _likeness(typed, known)
    begun = BEGUN * _likeness(typed, known[: len(typed)]) if len(known) > len(typed) else 0.0
    return max(whole, begun)


def pair(typed: Sequence[str], known: Sequence[str], similar: Alike) -> dict[int, Pair]:
    """For each typed word the likest word of the name that is still free, long words first."""
    pairs: dict[int, Pair] = {}
    free = set(range(len(known)))
    places = range(len(typed)) if len(typed) < 2 else sorted(range(len(typed)), key=lambda place: -len(typed[place]))
    for place in places:
        likest = max([(similar[typed[place], known[at]], -at) for at in free], default=(0.0, 0))
        if likest[0] > 0.0:
            pairs[place] = Pair(-likest[1], likest[0])
            free.discard(-likest[1])
    return pairs


def in_place(typed: Sequence[str], known: Sequence[str], pairs: dict[int, Pair], as_last: float) -> dict[int, Pair]:
    """The pairs, a lone initial worth less where it stands for another name than the first beside the last.

    `as_last` is how often the typed word is a last name (0..1): `chen f` is F. Chen rather than Chen F.
    """
    if len(typed) != 2 or len(pairs) != 2 or min(map(len, typed)) > 1:
        return pairs
    word, initial = pairs
    at, beside = pairs[word].place, pairs[initial].place
    if at == len(known) - 1 and beside == 0:
        share = 0.9 + 0.1 * as_last
    elif word == 0 and at == 0:
        share = 1.0 - 0.1 * as_last
    else:
        share = _MISPLACED
    return pairs | {initial: Pair(beside, share * pairs[initial].similarity)}


@lru_cache(64)
def weigh(typed: tuple[str, ...]) -> list[float]:
    """What each typed word counts: the root of its length, as a share of all."""
    weights = [math.sqrt(len(word)) for word in typed]
    return [weight / sum(weights) for weight in weights]


def _short_alike(typed: str, known: str) -> float:
    if sorted(typed) == sorted(known):
        return SWAPPED - 0.05
    if len(known) > _CORRECTED or OSA.distance(typed, known, score_cutoff=1) > 1:
        return 0.0
    return _SHORT_SLIP if typed[0] == known[0] and not oddities(typed, known) else _SHORT_ODD


def _likeness(typed: str, known: str) -> float:
    longest = max(len(typed), len(known))
    most = int((1.0 - _LEAST) * longest / _FAULT)
    faults = OSA.distance(typed, known, score_cutoff=most)
    if faults > most:
        return 0.0
    if faults == 1 and len(typed) == len(known) and sorted(typed) == sorted(known):
        return SWAPPED
    return 1.0 - _FAULT * faults / longest - (_FIRST_WRONG if typed[0] != known[0] else 0.0)
