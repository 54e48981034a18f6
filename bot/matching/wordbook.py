"""Many distinct words in little room: those of one first letter and one length stand in one text, in order."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, overload


@dataclass(frozen=True, slots=True, eq=False)
class Drawer:
    """Words of one length in one text, in order, and the number of each."""

    length: int
    text: str
    numbers: "array[int]"

    def __len__(self) -> int:
        return len(self.numbers)

    def word(self, place: int) -> str:
        """The word at a place."""
        return self.text[place * self.length : (place + 1) * self.length]

    def words(self) -> list[str]:
        """All of them, in order."""
        text, length = self.text, self.length
        return [text[at : at + length] for at in range(0, len(text), length)]

    def first(self, beginning: str) -> int:
        """The place of the first word that does not come before a text."""
        low, high = 0, len(self.numbers)
        while low < high:
            middle = (low + high) // 2
            if self.word(middle) < beginning:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, word: str) -> int | None:
        """The number of a word of this length."""
        place = self.first(word)
        return self.numbers[place] if place < len(self.numbers) and self.word(place) == word else None

    def beginning(self, text: str) -> Iterator[str]:
        """Words that begin so."""
        for place in range(self.first(text), len(self)):
            word = self.word(place)
            if not word.startswith(text):
                return
            yield word

    def ending(self, text: str) -> Iterator[str]:
        """Words that end so; each once, in order."""
        offset = self.length - len(text)
        at = self.text.find(text, offset) if text and offset >= 0 else -1
        while at >= 0:
            place, where = divmod(at, self.length)
            if where == offset:
                yield self.word(place)
            # No other ending before that of this word, or of the next one.
            at = self.text.find(text, place * self.length + offset + (self.length if where >= offset else 0))


@dataclass(frozen=True, slots=True, eq=False)
class WordBook:
    """Distinct words that are not empty, numbered in the order in which they came."""

    drawers: Mapping[str, Mapping[int, Drawer]]
    count: int

    @classmethod
    def of(cls, words: Iterable[str]) -> Self:
        """From distinct words."""
        sorted_in: dict[tuple[str, int], list[tuple[str, int]]] = {}
        count = 0
        for count, word in enumerate(words, start=1):
            sorted_in.setdefault((word[0], len(word)), []).append((word, count - 1))
        drawers: dict[str, dict[int, Drawer]] = {}
        while sorted_in:
            (first, length), members = sorted_in.popitem()
            members.sort()
            text = "".join([word for word, _ in members])
            drawers.setdefault(first, {})[length] = Drawer(length, text, array("I", [number for _, number in members]))
        return cls(drawers, count)

    def __len__(self) -> int:
        return self.count

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.find(word) is not None

    def find(self, word: str) -> int | None:
        """The number of a word, or None for one that is not here."""
        drawer = self.drawer(word[:1], len(word))
        return None if drawer is None else drawer.find(word)

    def drawer(self, first: str, length: int) -> Drawer | None:
        """The words of a first letter and a length."""
        return self.drawers.get(first, {}).get(length)

    def in_order(self) -> list[str]:
        """All words in the order in which they came."""
        words = [""] * self.count
        for drawer in self._every():
            for number, word in zip(drawer.numbers, drawer.words(), strict=True):
                words[number] = word
        return words

    def _every(self) -> Iterator[Drawer]:
        return (drawer for drawers in self.drawers.values() for drawer in drawers.values())


@dataclass(frozen=True, slots=True, eq=False)
class Beginners(Sequence[str]):
    """The words of a book that begin with one letter, in the order in which they came."""

    drawers: Mapping[int, Drawer]

    def __len__(self) -> int:
        return sum(map(len, self.drawers.values()))

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> list[str]: ...

    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self.between(0, max(self.drawers, default=0))[place]

    def between(self, shortest: int, longest: int) -> list[str]:
        """Those of so many letters."""
        fits = [drawer for length, drawer in self.drawers.items() if shortest <= length <= longest]
        numbered = [pair for drawer in fits for pair in zip(drawer.numbers, drawer.words(), strict=True)]
        return [word for _, word in sorted(numbered)]
