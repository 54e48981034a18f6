"""Titles by what people type: beginnings, lost or misspelt words, names before the colon, initials."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from typing import Self

from rapidfuzz import fuzz

from bot.matching.decision import Candidate, decide, rule_for
from bot.matching.entries import Entries
from bot.matching.outcome import Found, Match, Outcome
from bot.matching.query import Query, literal, prepare
from bot.matching.title_forms import STOP_WORDS, TitleForms
from bot.matching.vocabulary import Hits, Vocabulary, best

CLEAR, CLOSE = 0.70, 0.55
_STOP_WEIGHT = 0.3
_PARTIAL, _START = 0.4, 0.1
SHARP_START = True
_TOTAL = 1 + _PARTIAL + _START
_INNER_BEGUN = 0.85
BEGUN = .97
_RUNS = {2: 0.8, 3: 0.8, 4: 0.8, 5: 0.8}
_HEAD = 0.9
_HEAD_ALIKE = 70.0
_WHOLE_INITIALS, _LEADING_INITIALS = 0.9, 0.81
_INITIALS = range(2, 11)
_LONG = 4
_COMPACT = 85.0
_LETTERS = 3
_NOT_EXACT = 0.99




@dataclass(frozen=True, slots=True)
class TitleIndex:
    """Titles that can be looked up; immutable once built."""

    entries: Entries
    forms: tuple[TitleForms, ...]
    vocabulary: Vocabulary
    literals: Mapping[str, tuple[int, ...]]

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """From rows of (key, readable title)."""
        entries = Entries.build(rows)
        forms = tuple(TitleForms.of(title) for _, title in entries.rows)
        literals: dict[str, tuple[int, ...]] = {}
        for place, (form, (_, title)) in enumerate(zip(forms, entries.rows, strict=True)):
            for text in {literal(title), form.head} - {""}:
                literals[text] = (*literals.get(text, ()), place)
        return cls(entries, forms, Vocabulary.build(form.words for form in forms), literals)

    def resolve(self, query: str, limit: int = 5) -> Outcome:
        """What a submitted title means, with at most `limit` matches."""
        if query in self.entries.places:
            return Found(self.entries.match(self.entries.places[query], 1.0), ())
        return decide(self._ranked(query, max(limit, 2)), rule_for(len(self.forms), CLEAR, CLOSE), limit)

    def suggest(self, text: str, limit: int = 25) -> tuple[Match, ...]:
        """The likeliest titles for a text still being typed, best first; the first rows for an empty one."""
        if not literal(text):
            return self.entries.first(limit)
        return tuple(candidate.match for candidate in self._ranked(text, limit))

    def _ranked(self, text, wanted):
        query = prepare(text)
        exact = self.literals.get(literal(text), ())
        if not query.words and not exact: return []
        hits = self._hits(query)
        named = self._named(query)
        scores = self._scores(query, hits, wanted)
        for r, s in named.items(): scores[r] = max(scores.get(r, 0), s)
        scores = {r: _NOT_EXACT * min(s,1) for r, s in scores.items()}
        for r in exact: scores[r] = 1.0
        out = []
        for r in nsmallest(wanted, scores, key=lambda r: (-scores[r], r)):
            out.append(Candidate(self.entries.match(r, scores[r]), r in exact, self._sure(query, hits, named, r)))
        return out

    def _sure(self, query, hits, named, r):
        form = self.forms[r]
        if query.squeezed in form.initials: return True
        inf = [(w, h) for w, _, h in hits if w not in STOP_WORDS]
        if sum(len(w) for w, h in inf) < _LETTERS: return False
        if r in named and (len(query.squeezed) >= _LONG or any(i.startswith(query.squeezed) for i in form.initials)): return True
        if all(r in h for w, h in inf if len(w) >= _LONG) and any(r in h for w, h in inf): return True
        near = fuzz.partial_ratio if len(query.squeezed) <= len(form.text.squeezed) else fuzz.ratio
        return near(query.squeezed, form.text.squeezed) >= _COMPACT

    def _hits(self, query):
        last = len(query.words) - 1
        return [(w, math.sqrt(len(w)) * (_STOP_WEIGHT if w in STOP_WORDS else 1), self._word(w, i == last)) for i, w in enumerate(query.words)]

    def _word(self, word, last):
        begun = self.vocabulary.typing(word, BEGUN) if last else self.vocabulary.beginning(word, _INNER_BEGUN if len(word) >= 3 else 0)
        found = best(self.vocabulary.alike(word), begun)
        if word in STOP_WORDS: return found
        for run in {word, word.removesuffix("s")}:
            credit = _RUNS.get(len(run), 0)
            if not credit: continue
            for r, t in enumerate(self.forms):
                if run in t.runs and found.get(r, 0) < credit: found[r] = credit
        return found

    def _scores(self, query, hits, wanted):
        total = sum(w for _, w, _ in hits) or 1
        tok = dict.fromkeys(range(len(self.forms)), 0.0)
        for _, w, b in hits:
            for r, s in b.items(): tok[r] += w * s / total
        floor = min(nlargest(wanted, tok.values()), default=0)
        scores = {}
        L = len(query.squeezed)
        for r, t in tok.items():
            if t + _PARTIAL + _START < floor: continue
            text = self.forms[r].text
            p = fuzz.partial_ratio(query.folded, text.folded) / 100
            s = fuzz.ratio(query.squeezed, text.squeezed[:L]) / 100
            if SHARP_START: s = max(0, 2 * s - 1)
            scores[r] = (t + _PARTIAL * p + _START * s) / _TOTAL
        return scores

    def _named(self, query):
        scores = {}
        L = len(query.squeezed)
        if L >= 3:
            for r, t in enumerate(self.forms):
                if len(t.head) >= 4:
                    h = fuzz.ratio(query.squeezed, t.head, score_cutoff=_HEAD_ALIKE) / 100
                    if h: scores[r] = _HEAD * h
        if len(query.words) == 1 and L in _INITIALS:
            for r, t in enumerate(self.forms):
                for v in t.initials:
                    if v.startswith(query.squeezed):
                        scores[r] = max(scores.get(r, 0), _WHOLE_INITIALS if v == query.squeezed else _LEADING_INITIALS)
        return scores
