"""What papers are called, by squeezed name, kept as numbers: how a name is written stands in its paper's texts."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from bot.answers.linking.coined import Bond, Coined
from bot.library.models import Paper
from bot.matching.wordbook import WordBook

# In which text a name is written: in none, since initials are their own squeezed form, or in one of its paper.
_ITSELF, _ABSTRACT, _TITLE = range(3)
_BONDS = tuple(Bond)
# Names whose entries are at hand; a question asks for the same ones again and again.
_AT_HAND = 256


@dataclass(frozen=True, slots=True)
class Named:
    """A paper (by its place) that a name belongs to, and how."""

    place: int
    coined: Coined


def _numbers() -> "array[int]":
    return array("I")


def _kinds() -> "array[int]":
    return array("H")


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Names of papers, in the order of papers. Column by column, since there are a few of them a paper.

    For each the number of the name, the paper, the bond, in which text the name is written and where, and the span
    that spells it out (0 to 0 for none).
    """

    names: "array[int]" = field(default_factory=_numbers)
    places: "array[int]" = field(default_factory=_numbers)
    bonds: "array[int]" = field(default_factory=_kinds)
    texts: "array[int]" = field(default_factory=_kinds)
    starts: "array[int]" = field(default_factory=_numbers)
    ends: "array[int]" = field(default_factory=_numbers)
    span_starts: "array[int]" = field(default_factory=_numbers)
    span_ends: "array[int]" = field(default_factory=_numbers)

    def add(self, number: int, place: int, paper: Paper, key: str, coined: Coined) -> None:
        """Note that a paper is called so; `key` is the squeezed name."""
        text, start = _written(coined.name, key, paper)
        span = coined.span or (0, 0)
        self.names.append(number)
        self.places.append(place)
        self.bonds.append(coined.bond)
        self.texts.append(text)
        self.starts.append(start)
        self.ends.append(start + len(coined.name))
        self.span_starts.append(span[0])
        self.span_ends.append(span[1])

    def named(self, at: int, key: str, papers: Sequence[Paper]) -> Named:
        """One of them, as it was noted."""
        place = self.places[at]
        written = _texts(papers[place], key)[self.texts[at]][self.starts[at] : self.ends[at]]
        span = (self.span_starts[at], self.span_ends[at]) if self.span_ends[at] else None
        return Named(place, Coined(written, _BONDS[self.bonds[at]], span))


@dataclass(frozen=True, slots=True, eq=False)
class Names(Mapping[str, Sequence[Named]]):
    """What each squeezed name belongs to: the entries of name n are `order[starts[n]:starts[n + 1]]`."""

    papers: Sequence[Paper]
    words: WordBook
    entries: Entries
    starts: "array[int]"
    order: "array[int]"
    _at_hand: dict[str, Sequence[Named]] = field(default_factory=dict)

    @classmethod
    def of(cls, papers: Sequence[Paper], words: Sequence[str], entries: Entries) -> Self:
        """From all names in the order of their numbers, and what they belong to."""
        starts = array("I", [0] * (len(words) + 1))
        for number in entries.names:
            starts[number + 1] += 1
        for number in range(len(words)):
            starts[number + 1] += starts[number]
        order = array("I", sorted(range(len(entries.names)), key=entries.names.__getitem__))
        return cls(papers, WordBook.of(words), entries, starts, order)

    def __getitem__(self, name: str) -> Sequence[Named]:
        # Several questions may be asked at once, each in a thread of its own.
        held = self._at_hand.get(name)
        if held is None:
            number = self.words.find(name)
            if number is None:
                raise KeyError(name)
            held = self._entries(number, name)
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            self._at_hand[name] = held
        return held

    def __contains__(self, name: object) -> bool:
        return name in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words.in_order())

    def __len__(self) -> int:
        return len(self.words)

    def _entries(self, number: int, name: str) -> Sequence[Named]:
        entries = self.order[self.starts[number] : self.starts[number + 1]]
        return [self.entries.named(at, name, self.papers) for at in entries]


def _texts(paper: Paper, key: str) -> Sequence[str]:
    return (key, paper.abstract, paper.title, *paper.other_titles)


def _written(name: str, key: str, paper: Paper) -> tuple[int, int]:
    """In which text a name stands, and where: each was taken from one of them, or is initials."""
    if name == key:
        return _ITSELF, 0
    for number, text in enumerate(_texts(paper, key)[_ABSTRACT:], start=_ABSTRACT):
        if (start := text.find(name)) >= 0:
            return number, start
    raise ValueError(f"{name} is not in its paper")
