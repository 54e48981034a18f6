"""People by what is typed: any order, initials, beginnings, single typos, accents spelled out."""

import math
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from typing import Self

from rapidfuzz import fuzz, process

from bot.library.text import squeeze
from bot.matching.decision import Candidate, Rule, decide, rule_for
from bot.matching.entries import Entries
from bot.matching.outcome import Found, Match, Outcome
from bot.matching.query import Query, literal, prepare
from bot.matching.vocabulary import Hits, Vocabulary, best

CLEAR, CLOSE, MARGIN = .80, .60, .02
SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"})
BEGUN, INNER = .95, 1
SURE_BEGUN = 3
INITIAL, INITIAL_INNER, INITIAL_OF = .9, .8, .7
COMMA = True
TURNED = .6
TOK, ROT, PART = .8, .4, .4
ROTMAX = .93
POOL = 50
SHORT = 4


def spellings(text: str) -> tuple[Query, ...]:
    last, comma, first = text[:300].partition(",")
    plain = unicodedata.normalize("NFC", f"{first} {last}" if COMMA and "," not in first else text[:300])
    return tuple(dict.fromkeys((prepare(plain), prepare(plain.translate(SPELLED)))))


def rotations(words):
    return tuple(dict.fromkeys(("".join(words), "".join(words[-1:] + words[:-1]), "".join(words[1:] + words[:1]))))


def similar(typed, known, last, place):
    if len(typed) == 1: return (INITIAL if place == 0 else INITIAL_INNER) if known.startswith(typed) else 0
    if typed == known: return 1.0
    if len(known) == 1: return INITIAL_OF if typed.startswith(known) else 0
    r = 0
    if len(typed) >= SHORT:
        r = 2 * fuzz.ratio(typed, known, score_cutoff=60) / 100 - 1
        r = max(r, 2 * BEGUN * (fuzz.ratio(typed, known[:len(typed)], score_cutoff=60)) / 100 - 1)
    elif known.startswith(typed): r = 2 * BEGUN - 1
    return max(r * (1 if last or r==0 else INNER), 0)


def pair(q, words):
    """(tok, sure)"""
    free = list(range(len(words))); got = {}; where = {}; sure = True
    for i in sorted(range(len(q)), key=lambda i: -len(q[i])):
        b = max(((similar(q[i], words[j], i == len(q) - 1, j), -j) for j in free), default=(0, 0))
        got[i] = b[0]
        if b[0] > 0:
            j = -b[1]
            free.remove(j); where[i] = j
            if len(words[j]) == 1 and len(q[i]) > 1: sure = False
        else: sure = False
        if 1 < len(q[i]) < SURE_BEGUN and got[i] < 1: sure = False
    if len(q) == 2 == len(where) and 1 in map(len, q) and max(map(len, q)) > 1:
        w = int(len(q[0]) == 1)
        if not (where[w] == len(words) - 1 or (w == 0 and where[w] == 0)): got[1 - w] *= TURNED
    wt = [math.sqrt(len(w)) for w in q]
    tok = sum(w * got[i] for i, w in enumerate(wt)) / (sum(wt) or 1)
    if sum(map(len, q)) < 3: sure = len(q) == 1 and len(q[0]) == 2 and got[0] == 1
    return tok, sure, bool(len(q) == 1 and got[0] == 1)


@dataclass(frozen=True, slots=True)
class NameForms:
    spelled: tuple[Query, ...]
    turns: tuple[str, ...]

    @classmethod
    def of(cls, name):
        sp = spellings(name)
        return cls(sp, tuple(dict.fromkeys(t for q in sp for t in rotations(q.words))))


@dataclass(frozen=True, slots=True)
class NameIndex:
    """People who can be looked up; immutable once built."""

    entries: Entries
    forms: tuple[NameForms, ...]
    vocabulary: Vocabulary
    turned: tuple
    literals: Mapping[str, tuple[int, ...]]

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Self:
        entries = Entries.build(rows)
        forms = tuple(NameForms.of(n) for _, n in entries.rows)
        literals = {}
        for place, (form, (_, name)) in enumerate(zip(forms, entries.rows)):
            for text in {literal(name), *form.turns, *("".join(sorted(q.words)) for q in form.spelled)}:
                literals[text] = (*literals.get(text, ()), place)
        turned = tuple((t, i) for i, f in enumerate(forms) for t in f.turns)
        return cls(entries, forms, Vocabulary.build([w for q in f.spelled for w in q.words] for f in forms), tuple(zip(*turned)), literals)

    def resolve(self, query: str, limit: int = 5) -> Outcome:
        if query in self.entries.places:
            return Found(self.entries.match(self.entries.places[query], 1.0), ())
        return decide(self._ranked(query, max(limit, 2)), rule_for(len(self.forms), CLEAR, CLOSE, MARGIN), limit)

    def suggest(self, text: str, limit: int = 25) -> tuple[Match, ...]:
        if not literal(text): return self.entries.first(limit)
        return tuple(c.match for c in self._ranked(text, limit))

    def _ranked(self, text, wanted):
        sp = spellings(text)
        exact = {r for q in sp for f in (q.squeezed or literal(text), "".join(sorted(q.words))) for r in self.literals.get(f, ())}
        if not sp[0].words and not exact: return []
        scores = {}; sure = {}
        pool = nsmallest(max(POOL, wanted), *self._pool(sp))
        for q in sp:
            for r in pool:
                s, ok = self._score(q, self.forms[r])
                if s > scores.get(r, -1): scores[r] = s; sure[r] = ok
        if any(ok == 2 for ok in sure.values()):
            scores = {r: s if sure[r] == 2 else .9 * s for r, s in scores.items()}
        scores = {r: .99 * min(s, 1) for r, s in scores.items()}
        for r in exact: scores[r] = 1.0
        return [Candidate(self.entries.match(r, scores[r]), r in exact, bool(sure.get(r))) for r in nsmallest(wanted, scores, key=lambda r: (-scores[r], r))]

    def _pool(self, sp):
        rough = dict.fromkeys(range(len(self.forms)), 0.0)
        for q in sp:
            total = sum(math.sqrt(len(w)) for w in q.words)
            tok = dict.fromkeys(rough, 0.0)
            for w in q.words:
                h = self.vocabulary.beginning(w, INITIAL) if len(w) == 1 else best(self.vocabulary.alike(w), self.vocabulary.typing(w, BEGUN), {r: INITIAL_OF for r in self.vocabulary.alike(w[0])})
                for r, s in h.items(): tok[r] += s * math.sqrt(len(w)) / total
            if self.turned:
                for _, ratio, i in process.extract_iter(q.squeezed, self.turned[0], scorer=fuzz.ratio, score_cutoff=60):
                    r = self.turned[1][i]
                    tok[r] = max(tok[r], ratio / 100)
            for r in rough: rough[r] = max(rough[r], tok[r])
        return rough, lambda r: (-rough[r], r)

    def _score(self, q, form):
        best = (0, False)
        for sp in form.spelled:
            tok, sure, whole = pair(q.words, sp.words)
            rot = max(fuzz.ratio(q.squeezed, x) for x in form.turns) / 100
            part = fuzz.partial_ratio(q.squeezed, sp.squeezed) / 100
            s = max((TOK * tok + ROT * rot + PART * part) / (TOK + ROT + PART), ROTMAX * rot)
            if rot > .9 and len(q.words) < len(sp.words): sure = sure or 1
            best = max(best, (s, 2 if whole and len(q.squeezed)>1 else sure))
        return best
