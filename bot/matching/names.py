"""People by what is typed: any order, initials, beginnings, single typos, accents spelled out or left out."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Self

from rapidfuzz import fuzz, process

from bot.matching.decision import Rule
from bot.matching.entries import Entries
from bot.matching.index import Index, Scored, by_form
from bot.matching.name_forms import NameForms, literals
from bot.matching.pairing import ALIKE, BEGUN, ENOUGH, INITIAL, INITIAL_ONLY, pair
from bot.matching.query import Query
from bot.matching.vocabulary import Hits, Vocabulary, best

# Measured on samples of 20 to 3,000 real names: of queries that only one name fits 89 % and more are answered at
# once, of queries for absent people 2.5 % at most.
_RULE = Rule(clear=0.77, lead=0.05, close=0.65)
# Rows whose words are paired one by one with the typed ones; fewer lost names among 3,000.
_POOL = 50

# The recipe of the measured anchors, (0.8 · words + 0.4 · squeezed + 0.4 · partial ratio) / 1.6, with half of the
# squeezed ratio: it favours short names, so that `j. xu` would mean Jiawei rather than Jiazheng.
_WORDS, _SQUEEZED, _PARTIAL = 0.8, 0.2, 0.4
# Worth of the squeezed ratio alone (words run together, two typos), and of the name's initials.
_SQUEEZED_ALONE, _INITIALS = 0.93, 0.8
# What others keep beside a name that has the typed words whole: Liang, for `li`, beside Fei-Fei Li.
_BESIDE_WHOLE = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex(Index):
    """People who can be looked up; immutable once built."""

    entries: Entries
    rule: Rule
    forms: tuple[NameForms, ...]
    vocabulary: Vocabulary
    turns: tuple[str, ...]
    turned: tuple[int, ...]
    literals: Mapping[str, tuple[int, ...]]
    initials: Mapping[str, tuple[int, ...]]

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """From rows of (key, name as displayed)."""
        entries = Entries.build(rows)
        names = [name for _, name in entries.rows]
        forms = tuple(map(NameForms.of, names))
        return cls(
            entries,
            _RULE.among(len(forms)),
            forms,
            Vocabulary.build(form.words() for form in forms),
            tuple(turn for form in forms for turn in form.turns),
            tuple(place for place, form in enumerate(forms) for _ in form.turns),
            by_form(map(literals, names, forms)),
            by_form(form.initials() for form in forms),
        )

    def _exact(self, text: str) -> Collection[int]:
        return {place for form in literals(text, NameForms.of(text)) for place in self.literals.get(form, ())}

    def _scored(self, text: str, wanted: int) -> dict[int, Scored]:
        typed = NameForms.of(text)
        fits = (fit for query in typed.spellings for fit in self._fits(query, wanted))
        return self._whole_first(typed, dict(sorted(fits)))  # of several fits of a place the best comes last and stays

    def _fits(self, query: Query, wanted: int) -> Iterator[tuple[int, Scored]]:
        if query.words:
            yield from ((place, _fit(query, self.forms[place])) for place in self._pool(query, wanted))
        yield from ((place, Scored(_INITIALS, sure=False)) for place in self.initials.get(query.folded, ()))

    def _whole_first(self, typed: NameForms, scored: Mapping[int, Scored]) -> dict[int, Scored]:
        whole = {place for place in scored if _has_whole(self.forms[place], typed)}
        keeps = _BESIDE_WHOLE if whole else 1.0
        return {
            place: fit if place in whole else fit._replace(score=keeps * fit.score) for place, fit in scored.items()
        }

    def _pool(self, query: Query, wanted: int) -> list[int]:
        """The likeliest places by the words each shares with the query, or by the squeezed whole."""
        rough = [0.0] * len(self.forms)
        weights = [math.sqrt(len(word)) for word in query.words]
        for word, weight in zip(query.words, weights, strict=True):
            for place, similarity in self._word(word).items():
                rough[place] += weight * similarity / sum(weights)
        for _, ratio, turn in process.extract_iter(query.squeezed, self.turns, scorer=fuzz.ratio, score_cutoff=ALIKE):
            rough[self.turned[turn]] = max(rough[self.turned[turn]], ratio / 100)
        return nlargest(max(_POOL, wanted), range(len(rough)), key=lambda place: (rough[place], -place))

    def _word(self, word: str) -> Hits:
        if len(word) == 1:
            return self.vocabulary.beginning(word, INITIAL)
        initial = dict.fromkeys(self.vocabulary.alike(word[0]), INITIAL_ONLY)
        return best(self.vocabulary.alike(word), self.vocabulary.typing(word, BEGUN), initial)


def _has_whole(form: NameForms, typed: NameForms) -> bool:
    known = form.words()
    initials = {word[0] for word in known}
    return any(len(query.folded) > 1 and known | initials >= set(query.words) for query in typed.spellings)


def _fit(query: Query, form: NameForms) -> Scored:
    squeezed = max(fuzz.ratio(query.squeezed, turn) for turn in form.turns) / 100
    return max(_fit_spelling(query, spelling, squeezed) for spelling in form.spellings)


def _fit_spelling(query: Query, name: Query, squeezed: float) -> Scored:
    pairing = pair(query.words, name.words)
    partial = fuzz.partial_ratio(query.squeezed, name.squeezed) / 100
    mixed = (_WORDS * pairing.similarity + _SQUEEZED * squeezed + _PARTIAL * partial) / (_WORDS + _SQUEEZED + _PARTIAL)
    enough = len(query.squeezed) >= ENOUGH or query.squeezed in name.words
    return Scored(max(mixed, _SQUEEZED_ALONE * squeezed), pairing.sure and enough)
