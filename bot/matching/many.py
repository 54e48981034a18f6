"""Which rows have which words, for many rows: arrays, so that no row is looked at that shares nothing."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.library.text import STOP_WORDS
from bot.matching.beginnings import Beginnings
from bot.matching.evidence import Evidence, Hits, Pool
from bot.matching.letter_pairs import LetterPairs
from bot.matching.lexicon import Lexicon
from bot.matching.runs import Runs, code

_Scores = NDArray[np.float32]
_Places = NDArray[np.int32]
_Arrays = tuple[Lexicon, NDArray[np.int64], _Places, Runs, Beginnings, _Scores, _Places]
# What a row gains that starts with the typed text.
_START = 0.15
# What a row loses by each of its letters: of rows that fit equally well the shortest are looked at.
_BY_LETTER = 1e-5
# How many words are enough to tell rows apart, and the share of rows from which all are added up at once.
_ENOUGH, _SPARSE = 2, 8


@dataclass(frozen=True, slots=True, eq=False)
class ManyRows:
    """Rows by word: those with the word w of the lexicon are `rows[starts[w]:starts[w + 1]]`."""

    lexicon: Lexicon
    starts: NDArray[np.int64]
    rows: _Places
    runs: Runs
    beginnings: Beginnings
    handicap: _Scores
    lasts: _Places

    @classmethod
    def build(cls, texts: Iterable[str], parts: Iterable[tuple[int, str]]) -> Self:
        """From the folded text of each row, and further words that some rows have."""
        tally = _Tally()
        begun, lengths = array("Q"), array("i")
        for text in texts:
            tally.add(text.split())
            begun.append(Beginnings.number(text))
            lengths.append(len(text))
        for place, word in parts:
            tally.add_to(place, word)
        return cls(*tally.arrays(begun, lengths))

    def rows_with(self, place: int) -> int:
        """How many rows have the word at a place of the lexicon."""
        return int(self.starts[place + 1] - self.starts[place])

    def as_last(self, place: int) -> float:
        """How often (0..1) a word of the lexicon is the last of its row."""
        return float(self.lasts[place]) / max(1, self.rows_with(place))

    def has_run(self, run: str) -> bool:
        """Whether a row has this run of initials."""
        return len(self.runs.having(run)) > 0

    def pool(self, evidence: Sequence[Evidence], text: str, wanted: int) -> Pool:
        """The likeliest `wanted` rows, or all that have any of the words."""
        total = sum(each.weight for each in evidence) or 1.0
        scores = np.zeros(len(self.handicap), np.float32)
        telling = _telling(evidence)
        found = {}
        for at in telling:
            groups = self._groups(evidence[at])
            similar, touched = self._similarities(groups)
            share = np.float32(evidence[at].weight / total)
            if len(touched) * _SPARSE < len(scores):
                scores[touched] += similar[touched] * share
            else:
                scores += similar * share
            found[at] = similar
        scores[self.beginnings.of(text)] += np.float32(_START)
        places = self._best(scores, wanted)
        listed: list[int] = places.tolist()
        hits = [
            _positive(listed, found[at][places].tolist()) if at in found else self._hits(each, places)
            for at, each in enumerate(evidence)
        ]
        return Pool(listed, hits)

    def _groups(self, evidence: Evidence) -> list[tuple[float, _Places]]:
        """Rows that have what a word may stand for, and how well, the best last."""
        groups = [(span.worth, self.rows[self.starts[span.first] : self.starts[span.end]]) for span in evidence.spans]
        groups += [(evidence.initials_worth, self.runs.having(run)) for run in evidence.initials]
        return sorted(groups, key=lambda group: group[0])

    def _similarities(self, groups: Sequence[tuple[float, _Places]]) -> tuple[_Scores, _Places]:
        """How well each row has a word, and the rows that have it at all."""
        similar = np.zeros(len(self.handicap), np.float32)
        if not groups:
            return similar, np.zeros(0, np.int32)
        touched = np.concatenate([rows for _, rows in groups])
        # Of several values for one row the last stays: the highest.
        similar[touched] = np.repeat(
            np.array([worth for worth, _ in groups], np.float32), [len(rows) for _, rows in groups]
        )
        return similar, touched

    def _hits(self, evidence: Evidence, places: _Places) -> Hits:
        """How well each of a few rows has a word; the rows of each of its known words are in order."""
        hits: Hits = {}
        for worth, rows in self._groups(evidence):
            if len(rows):
                found = rows[np.minimum(np.searchsorted(rows, places), len(rows) - 1)]
                hits.update(dict.fromkeys(places[found == places].tolist(), worth))
        return hits

    def _best(self, scores: _Scores, wanted: int) -> _Places:
        """The rows with the highest scores, by falling thresholds: quicker than a partial sort."""
        top = float(scores.max(initial=0.0))
        if top <= 0.0:
            return np.zeros(0, np.int32)
        for share in (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3):
            kept = np.flatnonzero(scores >= np.float32(share * top))
            if len(kept) >= wanted:
                break
        exact = scores[kept] - self.handicap[kept]
        return kept[np.argsort(-exact, kind="stable")[:wanted]].astype(np.int32)


def _telling(evidence: Sequence[Evidence]) -> Sequence[int]:
    """Which words say which rows to look at: not stop words, which half of all rows have, if there are others."""
    last = len(evidence) - 1
    telling = [at for at, each in enumerate(evidence) if at == last or each.word not in STOP_WORDS]
    return telling if len(telling) >= _ENOUGH else range(len(evidence))


def _positive(places: Sequence[int], similar: Sequence[float]) -> Hits:
    return {place: value for place, value in zip(places, similar, strict=True) if value > 0.0}


class _Numbers(dict[str, int]):
    """A number for each word, in the order in which words are met."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class _Tally:
    """The words of rows as they come, by number."""

    def __init__(self) -> None:
        self.numbers = _Numbers()
        self.words, self.lengths = array("i"), array("i")
        self.more_words, self.more_rows = array("i"), array("i")

    def add(self, words: Sequence[str]) -> None:
        """Count the words of the next row."""
        self.words.extend([self.numbers[word] for word in words])
        self.lengths.append(len(words))

    def add_to(self, row: int, word: str) -> None:
        """Count another word of a row."""
        self.more_words.append(self.numbers[word])
        self.more_rows.append(row)

    def arrays(self, begun: "array[int]", lengths: "array[int]") -> _Arrays:
        """Everything in order."""
        known = list(self.numbers)
        ordered = _in_order(known)
        rank = np.empty(len(known), np.int32)
        rank[[self.numbers[word] for word in ordered]] = np.arange(len(known), dtype=np.int32)
        words, rows = rank[_array(self.words)], np.repeat(np.arange(len(lengths), dtype=np.int32), _array(self.lengths))
        first = np.array([code(word[0]) for word in ordered] or [0], np.uint8)
        stop = np.array([word in STOP_WORDS for word in ordered] or [False])
        all_words = np.concatenate([words, rank[_array(self.more_words)]])
        all_rows = np.concatenate([rows, _array(self.more_rows)])
        pairs = np.sort(all_words.astype(np.uint64) << np.uint64(32) | all_rows.astype(np.uint64))
        counts = np.bincount(all_words, minlength=len(ordered))
        return (
            Lexicon(ordered, LetterPairs.build(ordered)),
            np.concatenate([[0], np.cumsum(counts)]),
            (pairs & np.uint64(0xFFFFFFFF)).astype(np.int32),
            Runs.build(first[words], rows, stop[words]),
            Beginnings.build(np.frombuffer(begun, np.uint64) if begun else np.zeros(0, np.uint64)),
            _array(lengths).astype(np.float32) * np.float32(_BY_LETTER),
            np.bincount(words[_ends(_array(self.lengths))], minlength=len(ordered)).astype(np.int32),
        )


def _ends(lengths: NDArray[np.int32]) -> _Places:
    """Where the last word of each row stands that has any."""
    return (np.cumsum(lengths)[lengths > 0] - 1).astype(np.int32)


def _array(numbers: "array[int]") -> NDArray[np.int32]:
    return np.array(numbers, np.int32)


def _in_order(words: Iterable[str]) -> list[str]:
    """Sorted, a first letter at a time, since sorting holds up every other thread."""
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], []).append(word)
    return [word for letter in sorted(by_letter) for word in sorted(by_letter[letter])]
