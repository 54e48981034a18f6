"""Which rows have which words, for few rows: each is looked at, without arrays."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Self

from bot.matching.evidence import Evidence, Hits, Pool
from bot.matching.lexicon import Lexicon

# What a row gains that starts with the typed text.
_START = 0.15


@dataclass(frozen=True, slots=True, eq=False)
class FewRows:
    """Rows by word, in the order of the lexicon; the folded text of each row, and its runs of initials."""

    lexicon: Lexicon
    rows: Sequence[Sequence[int]]
    texts: Sequence[str]
    runs: Sequence[str]

    @classmethod
    def build(cls, words: Sequence[Iterable[str]], texts: Sequence[str], runs: Sequence[str]) -> Self:
        """From the words, the text and the runs of initials of each row."""
        having: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(words):
            for word in dict.fromkeys(row):
                having[word].append(place)
        lexicon = Lexicon.of(having)
        return cls(lexicon, [having[word] for word in lexicon.words], texts, runs)

    def rows_with(self, place: int) -> int:
        """How many rows have the word at a place of the lexicon."""
        return len(self.rows[place])

    def as_last(self, place: int) -> float:
        """How often (0..1) a word of the lexicon is the last of its row."""
        word = self.lexicon.words[place]
        return sum(self.texts[row].endswith(f" {word}") for row in self.rows[place]) / len(self.rows[place])

    def has_run(self, run: str) -> bool:
        """Whether a row has this run of initials."""
        return any(run in runs for runs in self.runs)

    def pool(self, evidence: Sequence[Evidence], text: str, wanted: int) -> Pool:
        """The likeliest `wanted` rows."""
        hits = [self._hits(each) for each in evidence]
        total = sum(each.weight for each in evidence) or 1.0
        rough = [_START if row.startswith(text) else 0.0 for row in self.texts]
        for each, having in zip(evidence, hits, strict=True):
            for place, worth in having.items():
                rough[place] += each.weight / total * worth
        return Pool(nlargest(wanted, range(len(rough)), key=lambda place: (rough[place], -place)), hits)

    def _hits(self, evidence: Evidence) -> Hits:
        hits: Hits = {}
        for span in sorted(evidence.spans, key=lambda span: span.worth):
            for rows in self.rows[span.first : span.end]:
                hits.update(dict.fromkeys(rows, span.worth))
        for run in evidence.initials:
            for place, runs in enumerate(self.runs):
                if run in runs and hits.get(place, 0.0) < evidence.initials_worth:
                    hits[place] = evidence.initials_worth
        return hits
