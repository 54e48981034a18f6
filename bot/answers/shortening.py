"""Acronyms beside what they are short for, in either order: `graph neural network (GNN)`, `GNN (graph …)`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.linking.coined import coined_by
from bot.answers.words import stem, words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS, fold, squeeze

_BRACKETED = re.compile(r"[(\[]([A-Z][A-Za-z0-9]*[A-Z][A-Za-z]{0,3}?)s?[)\]]")
_TURNED = re.compile(r"\b([A-Z][A-Za-z0-9-]{1,9}) ?\(((?:[^()]|\([^()]*\)){5,90})\)")
_SHORTEST, _LONGEST = 3, 12


@dataclass(frozen=True, slots=True)
class Short:
    """An acronym, what it is short for, and where in the abstract that stands."""

    acronym: str
    spelled: str
    start: int
    end: int

    @property
    def stems(self) -> frozenset[str]:
        """The stems of what it is short for, stop words aside."""
        return frozenset(stem(word.folded) for word in words_of(self.spelled) if word.folded not in STOP_WORDS)


def shorts_of(paper: Paper) -> Iterator[Short]:
    """Every acronym that an abstract spells out. Linear in its text."""
    known = set()
    for coined in coined_by(paper):
        if coined.span is not None and len(coined.name) < _LONGEST and " " not in coined.name:
            start, end = coined.span
            if paper.abstract[start:end] != coined.name:
                known.add(coined.name)
                yield Short(coined.name, paper.abstract[start:end], start, end)
    for match in _BRACKETED.finditer(paper.abstract):
        first = _start_of(match.group(1), paper.abstract[: match.start()])
        if match.group(1) not in known and first is not None:
            end = len(paper.abstract[: match.start()].rstrip())
            yield Short(match.group(1), paper.abstract[first:end], first, end)
    for match in _TURNED.finditer(paper.abstract):
        if _is_short_for(match.group(1), match.group(2)):
            yield Short(match.group(1), match.group(2), match.start(2), match.end(2))


def spelled_in_title(acronym: str, title: str) -> str:
    """What a title says behind its colon, or in front of a bracket, where that spells the acronym; else nothing."""
    for match in _BRACKETED.finditer(title):
        first = _start_of(match.group(1), title[: match.start()])
        if match.group(1).casefold() == acronym and first is not None:
            return title[first : match.start()].rstrip()
    head, _, tail = title.partition(": ")
    heads = {squeeze(fold(head)), squeeze(fold(head.partition("-")[0]))}
    if not tail or len(acronym) < _SHORTEST or acronym not in heads:
        return ""
    for word in words_of(tail)[1:]:
        if _is_short_for(acronym, tail[: word.end]):
            return tail[: word.end]
    return ""


def _start_of(acronym: str, before: str) -> int | None:
    """Where the words in front of a bracket begin that have its letters in order, the first one at a word's start.

    After A. S. Schwartz and M. A. Hearst, A simple algorithm for identifying abbreviation definitions, 2003.
    """
    # `C2C` is click-to-cancel.
    letters = acronym.casefold().replace("2", "t").replace("4", "f")
    words = words_of(before[-200:])[-min(len(letters) + 5, 2 * len(letters)) :]
    if not words:
        return None
    offset = max(0, len(before) - 200)
    text, at = before[offset:].casefold(), len(before) - offset - 1
    starts = {word.start for word in words}
    for number, letter in enumerate(reversed(letters), 1):
        while at >= words[0].start and (text[at] != letter or (number == len(letters) and at not in starts)):
            at -= 1
        if at < words[0].start:
            return None
        at -= 1
    return offset + at + 1


def _is_short_for(acronym: str, spelled: str) -> bool:
    """Whether the acronym's letters are, in order, among the initials and capitals of the words."""
    letters = squeeze(fold(acronym))
    words = [word for word in words_of(spelled) if word.folded not in STOP_WORDS]
    marks = "".join(word.folded[0] + "".join(c.casefold() for c in word.text[1:] if c.isupper()) for word in words)
    found = iter(marks)
    return len(words) > 1 and all(letter in found for letter in letters)
