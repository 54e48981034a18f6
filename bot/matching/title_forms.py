"""What a title is called besides its whole text: the part before ":", its initials, the parts of its names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from bot.library.text import STOP_WORDS, fold, squeeze
from bot.matching.query import MAX_CHARS, Query, prepare

_SEGMENT_ENDS = re.compile(r"[:?!]| - |–|—")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class TitleForms:
    """A title in the forms that people type.

    `words` are its words and the parts of those in camel case; `head` is the squeezed part before ":", empty
    without one; `initials` are those of whole segments; `runs` those of all words, with and without stop words.
    """

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
            initials=frozenset(_initials(segments + apart)),
            runs=" ".join(_initials([text.folded])),
        )


def _segments(title: str) -> list[str]:
    return [segment for segment in map(fold, _SEGMENT_ENDS.split(title[:MAX_CHARS])) if segment]


def _initials(segments: Iterable[str]) -> list[str]:
    """First letters of the words of each segment, with and without its stop words: `totb` and `otb`."""
    found = []
    for segment in segments:
        words = segment.split()
        found.append("".join(word[0] for word in words))
        found.append("".join(word[0] for word in words if word not in STOP_WORDS))
    return [initials for initials in found if len(initials) > 1]
