"""What a title is called besides its whole text: the part before ":", its initials, the parts of its names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from bot.library.text import fold, squeeze
from bot.matching.query import Query, prepare

# English function words: left out of many initialisms, and no evidence that a title is meant.
STOP_WORDS = frozenset(
    "a an the of for in on with and to from via by at as is are be or its using towards toward into over under "
    "through without not your you we do does can how what why when it that this".split()
)
_SEGMENT_ENDS = re.compile(r"[:?!]| - |–|—")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class TitleForms:
    """A title's text, head (squeezed, empty without one), initials of its segments, and of all its words."""

    text: Query
    words: tuple[str, ...]
    head: str
    initials: frozenset[str]
    runs: str

    @classmethod
    def of(cls, title: str) -> Self:
        """The forms of a readable title."""
        text = prepare(title)
        segments, apart = _segments(title), _segments(_CAMEL.sub(" ", title))
        return cls(
            text=text,
            words=tuple(dict.fromkeys((*text.words, *" ".join(apart).split()))),
            head=squeeze(segments[0]) if len(segments) > 1 else "",
            initials=frozenset(_initials(segments)) | frozenset(_initials(apart)),
            runs=" ".join(_initials([text.folded])),
        )


def _segments(title: str) -> list[str]:
    return [segment for segment in map(fold, _SEGMENT_ENDS.split(title)) if segment]


def _initials(segments: Iterable[str]) -> list[str]:
    """First letters of the words of each segment, with and without its stop words: `totb` and `otb`."""
    found = []
    for segment in segments:
        words = segment.split()
        found.append("".join(word[0] for word in words))
        found.append("".join(word[0] for word in words if word not in STOP_WORDS))
    return [initials for initials in found if len(initials) > 1]
