"""Which papers are near another: they share authors, or telling words of the title."""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from bot.library.models import Paper
from bot.library.text import STOP_WORDS, fold

# A shared author says more than a shared word that is as rare.
_AUTHOR_WEIGHT = 1.5
_SHORTEST_WORD = 3
# More than sums of a few weights in another order differ by.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A paper near another, and what the two share, most telling first."""

    paper: Paper
    authors: tuple[str, ...]
    words: tuple[str, ...]


class Neighbours:
    """An index from authors and title words to papers, by their places."""

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._papers: Sequence[Paper] = tuple(papers)
        self._authors: dict[str, array[int]] = {}
        self._words: dict[str, array[int]] = {}
        folded: dict[str, str] = {}
        for place, paper in enumerate(self._papers):
            for name in paper.authors:
                if name not in folded:
                    folded[name] = fold(name)
            _note(place, dict.fromkeys([folded[name] for name in paper.authors]), self._authors)
            _note(place, filter(_tells, dict.fromkeys(fold(paper.title).split())), self._words)
        for bearers in (self._authors, self._words):
            # What only one paper has is shared with none.
            for lone in [trait for trait, having in bearers.items() if len(having) == 1]:
                del bearers[lone]

    def of(self, paper: Paper, limit: int = 5) -> Sequence[Neighbour]:
        """The nearest to one of these: the sum of log(1 + papers / bearers) over what is shared."""
        shared = self._shared(paper)
        weights = {trait: self._weight(trait, having) for trait, having in shared.items()}
        ranked = sorted(weights, key=lambda trait: -weights[trait])
        # One more than wanted: the paper itself is the nearest of all.
        scores = _best_scores([(shared[trait], weights[trait]) for trait in ranked], limit + 1)
        near = ((-score, self._papers[place].key, place) for place, score in scores.items())
        best = sorted(each for each in near if each[1] != paper.key)[:limit]
        return [
            self._neighbour(place, [trait for trait in ranked if _stands_in(place, shared[trait])])
            for *_, place in best
        ]

    def _shared(self, paper: Paper) -> dict[tuple[str, str], "array[int]"]:
        """Who has the same authors and telling words, each trait as the paper writes it."""
        authors = {fold(name): name for name in paper.authors}
        words = dict.fromkeys(filter(_tells, fold(paper.title).split()))
        having = [(("author", name), self._authors.get(folded)) for folded, name in authors.items()]
        having += [(("word", word), self._words.get(word)) for word in words]
        return {trait: places for trait, places in having if places is not None}

    def _weight(self, trait: tuple[str, str], having: "array[int]") -> float:
        rarity = math.log(1 + len(self._papers) / len(having))
        return rarity * (_AUTHOR_WEIGHT if trait[0] == "author" else 1.0)

    def _neighbour(self, place: int, shared: Sequence[tuple[str, str]]) -> Neighbour:
        authors = tuple(name for kind, name in shared if kind == "author")
        words = tuple(word for kind, word in shared if kind == "word")
        return Neighbour(self._papers[place], authors, words)


def _best_scores(traits: "Sequence[tuple[array[int], float]]", limit: int) -> dict[int, float]:
    """Sums of weights by place, whole for the `limit` highest and all that may equal them.

    The heaviest come first; once all that is left weighs less than the last of the best has, no further place can come
    among them, and long rows need not be read (MaxScore: Turtle and Flood, 1995).
    """
    left = sum(weight for _, weight in traits)
    scores: dict[int, float] = {}
    least = 0.0
    for places, weight in traits:
        if left < least:
            scores = {place: score for place, score in scores.items() if score + left >= least}
            for place in scores:
                if _stands_in(place, places):
                    scores[place] += weight
        else:
            for place in places:
                scores[place] = scores.get(place, 0.0) + weight
        left -= weight
        least = min(nlargest(limit, scores.values())) - _ROUNDING if len(scores) >= limit else 0.0
    return scores


def _stands_in(place: int, places: "array[int]") -> bool:
    """Whether a row in order has a place."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _note(place: int, traits: Iterable[str], having: "dict[str, array[int]]") -> None:
    for trait in traits:
        if trait in having:
            having[trait].append(place)
        else:
            having[trait] = array("I", (place,))


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word not in STOP_WORDS
