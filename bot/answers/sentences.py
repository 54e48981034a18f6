"""An abstract's sentences, as spans of the stored text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.answers.words import Word, words_of

_END = re.compile(r"(?:[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\W_a-z]|[\"“‘'(\[]*[∀-⋿])|[。！？]+)")
_SHORT_FORM = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|vs|cf|resp|fig|figs|eq|eqs|w\.r\.t|etc|approx|no|nos|sec|ref|dr|prof|st)|(?:^|"
    r"[\s(])[A-Z])\.$",
    re.I,
)
# `after 9 m.` ends, whatever the unit is short for.
_UNIT = re.compile(r"(?<![.\w-])\d[\d.,]*\s?[^\W\d_]{1,5}\.$")
_ADDRESS = re.compile(r"https?://\S+")
# Abstracts taken apart that are at hand. A question looks at a dozen. With 2,048 of them a full garbage collection
# looked at 400,000 words, and stopped everybody for 100 ms.
KEPT = 256
# Abstracts are shorter; what is longer is no prose, and work must stay bounded.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the abstract from `start` to `end`; `words` are its own, counted from its start."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    stems: frozenset[str]


@lru_cache(maxsize=KEPT)
def sentences_of(abstract: str) -> tuple[Sentence, ...]:
    """The sentences of an abstract in order. Kept for the abstracts asked about last."""
    return tuple(_sentence(abstract, start, end) for start, end in _spans(abstract[:_LONGEST]))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(text):
        end = match.start() + len(match.group().rstrip())
        if _SHORT_FORM.search(text, max(start, end - 12), end) and not _UNIT.search(text, max(start, end - 24), end):
            continue
        if text[start:end].strip():
            yield start, end
        start = match.end()
    if text[start:].strip():
        yield start, len(text.rstrip())


def _sentence(abstract: str, start: int, end: int) -> Sentence:
    text = abstract[start:end]
    # An address has words as well, which say nothing.
    words = tuple(words_of(_ADDRESS.sub(lambda match: " " * len(match.group()), text)))
    return Sentence(start, end, text, words, frozenset(word.stem for word in words))
