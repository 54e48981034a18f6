"""What a title is called besides its whole text: the part before ":", its initials, the parts of its names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.library.text import STOP_WORDS, fold, squeeze
from bot.matching.query import MAX_CHARS, prepare

_SEGMENT_ENDS = re.compile(r"[:?!]| - |–|—")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def head(title: str) -> str:
    """The squeezed part before ":", empty without one."""
    if _SEGMENT_ENDS.search(title) is None:
        return ""
    segments = _segments(title)
    return squeeze(segments[0]) if len(segments) > 1 else ""


def parts(title: str) -> list[str]:
    """The words of a title's names in camel case: `image` and `reward` of `ImageReward`."""
    title = title[:MAX_CHARS]
    if _CAMEL.search(title) is None:
        return []
    whole = set(fold(title).split())
    return [word for word in fold(_CAMEL.sub(" ", title)).split() if word not in whole]


def initials(title: str) -> frozenset[str]:
    """First letters of the words of each segment, with and without its stop words: `totb` and `otb`."""
    return frozenset(_initials(_segments(title) + _segments(_CAMEL.sub(" ", title))))


def runs(folded: str) -> str:
    """The initials of all words of a text, with and without stop words."""
    return " ".join(_initials([folded]))


def _segments(title: str) -> list[str]:
    return [segment for segment in map(fold, _SEGMENT_ENDS.split(title[:MAX_CHARS])) if segment]


def _initials(segments: Iterable[str]) -> list[str]:
    found = []
    for segment in segments:
        words = segment.split()
        found.append("".join([word[0] for word in words]))
        found.append("".join([word[0] for word in words if word not in STOP_WORDS]))
    return [initials for initials in found if len(initials) > 1]


# While somebody types, the same titles are compared again and again.
_KEPT = 4096
known_text = lru_cache(_KEPT)(prepare)
known_head = lru_cache(_KEPT)(head)
known_initials = lru_cache(_KEPT)(initials)
