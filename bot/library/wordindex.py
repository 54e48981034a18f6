"""Which papers have a word that begins so: as if every text were folded and read, without reading any."""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from threading import Event
from typing import Self

from bot.courtesy import Abandoned
from bot.library.models import Paper
from bot.library.text import fold

# So many places fit two bytes.
_BLOCK = 1 << 16
# No folded word holds it, and none sorts behind it.
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Up to 65,536 papers. The words stand sorted in one text, word w from `ends[w]` to `ends[w + 1]`; the papers that
    have it are `places[starts[w]:starts[w + 1]]`, counted from the first of the block."""

    text: str
    ends: "array[int]"
    starts: "array[int]"
    places: "array[int]"

    @classmethod
    def of(cls, papers: Sequence[Paper], abandoned: Event) -> Self:
        """Read the papers. Raises Abandoned once the event is set."""
        held: dict[str, array[int]] = {}
        for place, paper in enumerate(papers):
            if abandoned.is_set():
                raise Abandoned
            for word in _words(paper):
                if word in held:
                    held[word].append(place)
                else:
                    held[word] = array("H", (place,))
        words = sorted(held)
        ends, starts, places = array("I", [0]), array("I", [0]), array("H")
        for word in words:
            ends.append(ends[-1] + len(word))
            places.extend(held.pop(word))
            starts.append(len(places))
        return cls("".join(words), ends, starts, places)

    def beginning(self, word: str) -> "array[int]":
        """Papers that have a word that begins so; one that has several stands there as often."""
        first, last = self._before(word), self._before(f"{word}{_LAST}")
        return self.places[self.starts[first] : self.starts[last]]

    def _before(self, text: str) -> int:
        """How many words sort before a text."""
        return bisect_left(range(len(self.ends) - 1), text, key=self._word)

    def _word(self, number: int) -> str:
        return self.text[self.ends[number] : self.ends[number + 1]]


@dataclass(frozen=True, slots=True, eq=False)
class WordIndex:
    """The words of papers, by their places in a row."""

    blocks: Sequence[Block]

    @classmethod
    def of(cls, papers: Sequence[Paper], abandoned: Event) -> Self:
        """Linear in the texts. Raises Abandoned once the event is set."""
        return cls([Block.of(papers[at : at + _BLOCK], abandoned) for at in range(0, len(papers), _BLOCK)])

    def beginning(self, word: str) -> set[int]:
        """The places of papers whose abstract, title or authors have a word that begins with a folded one."""
        held = [(number * _BLOCK, set(block.beginning(word))) for number, block in enumerate(self.blocks)]
        return {first + place for first, places in held for place in places}


def _words(paper: Paper) -> set[str]:
    """The folded words of a paper's abstract, title and authors."""
    texts = (paper.abstract, paper.title, *paper.authors)
    whole = " ".join(texts)
    if whole.isascii():
        return set(fold(whole).split())
    return {word for text in texts for word in fold(text if text.isascii() else _without_signs(text)).split()}


# What `fold` leaves out altogether: to the words on both sides it is not there.
_LEFT_OUT = "'`’‘´ʼ"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _without_signs(text: str) -> str:
    """A text without signs beyond ASCII, if it has no letters there: those take ten times as long, and are few."""
    if not all(map(_is_sign, set(_BEYOND_ASCII.findall(text)))):
        return text
    for sign in _LEFT_OUT:
        text = text.replace(sign, "")
    return text.encode("ascii", "replace").decode()


@cache
def _is_sign(char: str) -> bool:
    """Whether a character is a space to `fold`, or nothing: dashes, quotes, most of mathematics. Marks are letters’."""
    return char in _LEFT_OUT or not (fold(char) or unicodedata.combining(char))
