"""Which papers are near another: they share authors, or telling words of the title."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.library.models import Paper
from bot.library.text import STOP_WORDS, fold

# A shared author says more than a shared word that is as rare.
_AUTHOR_WEIGHT = 1.5
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper near another, and what the two share, most telling first."""

    paper: Paper
    authors: tuple[str, ...]
    words: tuple[str, ...]


class Neighbours:
    """An index from authors and title words to papers."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers: Mapping[str, Paper] = {paper.key: paper for paper in papers}
        self._bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
        for paper in self._papers.values():
            for trait in _traits(paper):
                self._bearers[trait].append(paper.key)

    def of(self, paper: Paper, limit: int = 5) -> Sequence[Neighbour]:
        """The nearest papers: the sum of log(1 + papers / bearers) over what is shared (inverse document frequency)."""
        names = _traits(paper)
        weights = {trait: self._weight(trait) for trait in names if trait in self._bearers}
        scores: Counter[str] = Counter()
        for trait, weight in weights.items():
            for key in self._bearers[trait]:
                scores[key] += weight  # type: ignore[assignment]  # Counter is typed for whole numbers
        del scores[paper.key]
        best = sorted(scores, key=lambda key: (-scores[key], key))[:limit]
        ranked = sorted(weights, key=lambda trait: -weights[trait])
        return [
            self._neighbour(self._papers[key], [t for t in ranked if key in self._bearers[t]], names) for key in best
        ]

    def _weight(self, trait: tuple[str, str]) -> float:
        rarity = math.log(1 + len(self._papers) / len(self._bearers[trait]))
        return rarity * (_AUTHOR_WEIGHT if trait[0] == "author" else 1.0)

    @staticmethod
    def _neighbour(paper: Paper, shared: Sequence[tuple[str, str]], names: Mapping[tuple[str, str], str]) -> Neighbour:
        authors = tuple(names[trait] for trait in shared if trait[0] == "author")
        words = tuple(names[trait] for trait in shared if trait[0] == "word")
        return Neighbour(paper, authors, words)


def _traits(paper: Paper) -> dict[tuple[str, str], str]:
    """What may be shared, folded, with how this paper writes it."""
    authors = {("author", fold(name)): name for name in paper.authors}
    words = {("word", fold(word)): word for word in fold(paper.title).split()}
    return authors | {trait: word for trait, word in words.items() if _tells(trait[1])}


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in STOP_WORDS
