"""How well a person's name fits a typed one: its words in any order, the letters in a row, the whole."""

from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.matching.name_forms import known_turns
from bot.matching.pairing import Alike, Pair, in_place, pair, weigh
from bot.matching.query import Query

# The recipe of the measured anchors, (0.8 · words + 0.4 · squeezed + 0.4 · partial ratio) / 1.6, with half of the
# squeezed ratio: it favours short names, so that `j. xu` would mean Jiawei rather than Jiazheng.
_WORDS, _SQUEEZED, _STRETCH = 0.8, 0.2, 0.4
# Worth of the squeezed ratio alone: words run together, two typos.
_SQUEEZED_ALONE = 0.93
# What others keep beside a name that has the typed words whole: Liang, for `li`, beside Fei-Fei Li.
BESIDE_WHOLE = 0.9


class NameFit(NamedTuple):
    """How well a name fits (0..1), its words alone, whether it has every typed word, and which stand for which."""

    score: float
    words: float
    whole: bool
    name: Query
    pairs: dict[int, Pair]


def fit(typed: Query, spellings: Sequence[Query], similar: Alike, as_last: float) -> NameFit:
    """Compare a typed name with a person's in their spellings."""
    return max([_fit(typed, name, similar, as_last) for name in spellings], key=lambda fit: fit.score)


def _fit(typed: Query, name: Query, similar: Alike, as_last: float) -> NameFit:
    pairs = in_place(typed.words, name.words, pair(typed.words, name.words, similar), as_last)
    words = sum([weight * pairs[at].similarity for at, weight in enumerate(weigh(typed.words)) if at in pairs])
    squeezed = max([fuzz.ratio(typed.squeezed, turn) for turn in known_turns(name.words)]) / 100
    # Twice in a row, so that a stretch may run on from the last word to the first.
    stretch = fuzz.partial_ratio(typed.squeezed, name.squeezed * 2) / 100
    mixed = (_WORDS * words + _SQUEEZED * squeezed + _STRETCH * stretch) / (_WORDS + _SQUEEZED + _STRETCH)
    initials = [word[0] for word in name.words]
    whole = len(typed.folded) > 1 and all(word in name.words or word in initials for word in typed.words)
    return NameFit(max(mixed, _SQUEEZED_ALONE * squeezed), words, whole, name, pairs)
