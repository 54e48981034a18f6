"""Which papers, or people, have a word: the places of each word in one row of numbers."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from bot.matching.wordbook import WordBook


@dataclass(frozen=True, slots=True, eq=False)
class Postings(Mapping[str, Sequence[int]]):
    """The places of each word in order: those of word w are `places[starts[w]:starts[w + 1]]`."""

    words: WordBook
    starts: "array[int]"
    places: "array[int]"

    @classmethod
    def of(cls, words: Sequence[str], held: "dict[int, array[int]]") -> Self:
        """From distinct words, and the places of each by its number. What is taken over is let go of."""
        starts, places = array("Q", [0]), array("I")
        for number in range(len(words)):
            places.extend(held.pop(number))
            starts.append(len(places))
        return cls(WordBook.of(words), starts, places)

    def __getitem__(self, word: str) -> Sequence[int]:
        number = self.words.find(word)
        if number is None:
            raise KeyError(word)
        return memoryview(self.places)[self.starts[number] : self.starts[number + 1]]

    def __contains__(self, word: object) -> bool:
        return word in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words.in_order())

    def __len__(self) -> int:
        return len(self.words)


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

    def __getitem__(self, word: str) -> Sequence[str]:
        return [self.bearers[place] for place in self.postings[word]]

    def __contains__(self, word: object) -> bool:
        return word in self.postings

    def __iter__(self) -> Iterator[str]:
        return iter(self.postings)

    def __len__(self) -> int:
        return len(self.postings)
