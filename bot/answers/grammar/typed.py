"""Words with what is typed between them, which tells names apart: a comma, a stroke, a possessive."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.answers.words import Word


class Typed(NamedTuple):
    """A word as written, folded, and what is typed between it and the one before."""

    text: str
    folded: str
    ahead: str

    @property
    def owned(self) -> bool:
        """Whether the word before has a possessive."""
        return self.ahead[:1] in {"'", "’"}


def parted(text: str, words: Sequence[Word]) -> list[Typed]:
    """The words of a text, each with what is typed ahead of it."""
    ends = [0, *(word.end for word in words)]
    return [Typed(word.text, word.folded, text[end : word.start]) for end, word in zip(ends, words, strict=False)]
