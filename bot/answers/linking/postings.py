"""Which papers, or people, have a word: the places of each word in one row of numbers."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.matching.wordbook import WordBook

# Two bytes tell so many places apart: those beyond stand in a part of their own.
_PART = 1 << 16


@dataclass(frozen=True, slots=True, eq=False)
class Postings(Mapping[str, Sequence[int]]):
    """The places of each word in order: in each part, those of word w are `places[starts[w]:starts[w + 1]]`.

    There are ninety of them for each paper, so that a byte less is felt.
    """

    words: WordBook
    parts: "tuple[tuple[array[int], array[int]], ...]"

    @classmethod
    def of(cls, words: Sequence[str], held: "dict[int, array[int]]") -> Self:
        """From distinct words, and the places of each by its number, in order. What is taken over is let go of."""
        last = max((places[-1] for places in held.values()), default=0)
        parts = tuple((array("Q", [0]), array("H")) for _ in range(last // _PART + 1))
        for number in range(len(words)):
            having, end = held.pop(number), 0
            for part, (starts, places) in enumerate(parts):
                first, end = end, bisect_left(having, (part + 1) * _PART, lo=end)
                places.extend([place % _PART for place in having[first:end]])
                starts.append(len(places))
        return cls(WordBook.of(words), parts)

    def __getitem__(self, word: str) -> Sequence[int]:
        number = self.words.find(word)
        if number is None:
            raise KeyError(word)
        held = [memoryview(places)[starts[number] : starts[number + 1]] for starts, places in self.parts]
        return held[0] if len(held) == 1 else _joined(held)

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words.in_order())

    def __len__(self) -> int:
        return len(self.words)


def _joined(parts: Sequence[memoryview]) -> memoryview:
    import numpy as np  # noqa: PLC0415  # where papers are so many, it is there

    numbers = [np.frombuffer(part, np.uint16).astype(np.uint32) + number * _PART for number, part in enumerate(parts)]
    return np.concatenate(numbers).data


class Numbers(dict[str, int]):
    """A number for each word, in the order in which words are met."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Held:
    """The places that hold each thing, by its number, as they come."""

    def __init__(self) -> None:
        self.places: dict[int, array[int]] = {}

    def add(self, place: int, numbers: Iterable[int]) -> None:
        """Note what the next place holds, each thing once."""
        places = self.places
        for number in numbers:
            if number in places:
                places[number].append(place)
            else:
                places[number] = array("I", (place,))


@dataclass(frozen=True, slots=True, eq=False)
class Bearers(Mapping[str, Sequence[str]]):
    """The keys of those who have a word in their name."""

    bearers: Sequence[str]
    postings: Postings

    @classmethod
    def of(cls, bearers: Sequence[str], words: Iterable[Iterable[str]]) -> Self:
        """From the words of each bearer, each once, in order."""
        numbers, held = Numbers(), Held()
        for place, having in enumerate(words):
            held.add(place, [numbers[word] for word in having])
        return cls(bearers, Postings.of(list(numbers), held.places))

    def beginning(self, text: str) -> Iterator[str]:
        """The words that begin so; none for no text."""
        for drawer in self.postings.words.drawers.get(text[:1], {}).values():
            yield from drawer.beginning(text)

    def __getitem__(self, word: str) -> Sequence[str]:
        return [self.bearers[place] for place in self.postings[word]]

    def __contains__(self, word: object) -> bool:
        return word in self.postings

    def __iter__(self) -> Iterator[str]:
        return iter(self.postings)

    def __len__(self) -> int:
        return len(self.postings)
