"""Titles by what people type: beginnings, lost or misspelt words, the part before ":", initials."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations
from typing import NamedTuple, Self

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from bot.library.text import STOP_WORDS
from bot.matching.decision import Rule
from bot.matching.entries import Entries
from bot.matching.index import Index, Scored, by_form
from bot.matching.query import Query, literal, prepare
from bot.matching.title_forms import TitleForms
from bot.matching.vocabulary import Hits, Vocabulary, best

# Measured on samples of 9 to 3,000 real titles: of queries that only one title fits 97 % and more are answered at
# once, of queries for absent titles 2.5 % at most.
_RULE = Rule(clear=0.70, lead=0.02, close=0.58)
# Rows that are compared letter by letter, by the words they share; more did not change one answer in 3,000.
_POOL = 60

# The recipe of the measured anchors: (words + 0.4 · partial ratio + 0.1 · start) / 1.5.
_PARTIAL, _START = 0.4, 0.1
# Worth of a word not typed to its end: the last word is still being typed, one before it is cut short.
_TYPING, _CUT_SHORT = 0.97, 0.85
# Worth of initials for words and of words for initials; how many letters of a query's word may be a run of the
# title's initials (`rl`, `cot`), and how many words of a query a word of the title (`large language model`, LLM):
# two are too often such a word by chance.
_RUN = 0.8
# Two words may be one name run together or torn apart; in more, each word counts for itself.
_FEW_WORDS = 2
# Another word in a title of so many letters is more than so many slips.
_LONG, _SLIPS = 12, 2
_RUN_LETTERS, _SPELLED_OUT = range(2, 6), range(3, 6)
# Worth of the part before ":" where it is this much alike (percent), and of a segment's initials.
_HEAD, _HEAD_ALIKE = 0.9, 70.0
_WHOLE_INITIALS, _LEADING_INITIALS = 0.9, 0.81

# A query with fewer letters outside stop words is a guess.
_ENOUGH = 3
# A word (of the query, or standing alone before ":") with fewer letters may be missing or wrong by chance.
_TELLING = 4
# Percent of the query's letters in one stretch of the title: then it does not matter where its words end.
_ONE_STRETCH = 85.0


class _Word(NamedTuple):
    """A word of the query, what it counts, and the titles that have it or one like it."""

    text: str
    weight: float
    hits: Hits


@dataclass(frozen=True, slots=True, eq=False)
class TitleIndex(Index):
    """Titles that can be looked up; immutable once built."""

    entries: Entries
    rule: Rule
    forms: tuple[TitleForms, ...]
    heads: tuple[str, ...]
    vocabulary: Vocabulary
    literals: Mapping[str, tuple[int, ...]]

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]]) -> Self:
        """From rows of (key, readable title)."""
        entries = Entries.build(rows)
        titles = [title for _, title in entries.rows]
        forms = tuple(map(TitleForms.of, titles))
        return cls(
            entries,
            _RULE.among(len(forms)),
            forms,
            tuple(form.head if len(form.head) >= _TELLING else "" for form in forms),
            Vocabulary.build(form.words for form in forms),
            by_form({literal(title), form.head} - {""} for title, form in zip(titles, forms, strict=True)),
        )

    def _exact(self, text: str) -> Collection[int]:
        return self.literals.get(literal(text), ())

    def _scored(self, text: str, wanted: int) -> dict[int, Scored]:
        query = prepare(text)
        if not query.words:
            return {}
        words = self._spelled_out([*map(self._word, query.words[:-1]), self._last_word(query.words[-1])])
        named = best(self._by_head(query), self._by_initials(query))
        shared = _shared(words, len(self.forms))
        return {
            place: Scored(
                max(_fit(query, self.forms[place].text, shared[place]), named.get(place, 0.0)),
                sure=self._is_sure(query, words, place),
                exact=query.folded in self.forms[place].initials,
            )
            for place in {*self._pool(query, shared, wanted), *named}
        }

    def _pool(self, query: Query, shared: Sequence[float], wanted: int) -> list[int]:
        def rough(place: int) -> tuple[float, int]:
            starts = self.forms[place].text.squeezed.startswith(query.squeezed)
            return shared[place] + (_START if starts else 0.0), -place

        return nlargest(max(_POOL, wanted), range(len(shared)), key=rough)

    def _word(self, word: str) -> _Word:
        cut_short = self.vocabulary.beginning(word, _CUT_SHORT) if len(word) >= _ENOUGH else {}
        return _Word(word, math.sqrt(len(word)), best(self.vocabulary.alike(word), cut_short, self._by_run(word)))

    def _last_word(self, word: str) -> _Word:
        typing = self.vocabulary.typing(word, _TYPING)
        return _Word(word, math.sqrt(len(word)), best(self.vocabulary.alike(word), typing, self._by_run(word)))

    def _spelled_out(self, words: list[_Word]) -> list[_Word]:
        """The words, each also found where the initials of several in a row are a word: `LLM` for its three."""
        for start, end in combinations(range(len(words) + 1), 2):
            if end - start in _SPELLED_OUT:
                initials = "".join(word.text[0] for word in words[start:end])
                hits = best(self.vocabulary.having(initials, _RUN), self.vocabulary.having(f"{initials}s", _RUN))
                if hits:
                    words[start:end] = [word._replace(hits=best(word.hits, hits)) for word in words[start:end]]
        return words

    def _by_run(self, word: str) -> Hits:
        runs = {run for run in (word, word.removesuffix("s")) if len(run) in _RUN_LETTERS} - STOP_WORDS
        return {p: _RUN for run in runs for p, form in enumerate(self.forms) if run in form.runs}

    def _by_head(self, query: Query) -> Hits:
        if len(query.squeezed) < _ENOUGH:
            return {}
        near = process.extract_iter(query.squeezed, self.heads, scorer=fuzz.ratio, score_cutoff=_HEAD_ALIKE)
        return {place: _HEAD * ratio / 100 for _, ratio, place in near}

    def _by_initials(self, query: Query) -> Hits:
        if len(query.words) > 1 or len(query.squeezed) == 1:
            return {}
        leading = {p: _LEADING_INITIALS for p, form in enumerate(self.forms) if _leads(query, form)}
        return leading | {p: _WHOLE_INITIALS for p in leading if query.squeezed in self.forms[p].initials}

    def _is_sure(self, query: Query, words: Sequence[_Word], place: int) -> bool:
        """Whether a title has all that was typed: as its name, in one stretch, or each word that tells."""
        telling = [word for word in words if word.text not in STOP_WORDS]
        if sum(len(word.text) for word in telling) < _ENOUGH:
            return False
        missing = [word.text for word in telling if place not in word.hits]
        if not missing:
            return True
        if self._is_slip(query, place):
            return True
        # A number or a letter more is a sibling (`… 2`, `…-X`), and so is a phrase with another word in it.
        sibling = len(query.words) > _FEW_WORDS or any(len(word) < _ENOUGH or not word.isalpha() for word in missing)
        return not sibling and self._is_named(query, place)

    def _is_slip(self, query: Query, place: int) -> bool:
        """Whether a long text is the title, or its beginning, but for what two slips of a finger do."""
        typed, title = query.squeezed, self.forms[place].text.squeezed
        if len(typed) < _LONG:
            return False
        whole = min(title, title[: len(typed)], key=lambda known: abs(len(known) - len(typed)))
        return OSA.distance(typed, whole, score_cutoff=_SLIPS) <= _SLIPS

    def _is_named(self, query: Query, place: int) -> bool:
        title = self.forms[place].text
        if len(query.words) == 1 and _leads(query, self.forms[place]):
            return True
        if len(query.squeezed) < _TELLING:
            return False
        near = fuzz.ratio if len(query.squeezed) > len(title.squeezed) else fuzz.partial_ratio
        is_head = fuzz.ratio(query.squeezed, self.heads[place]) >= _HEAD_ALIKE
        return is_head or near(query.squeezed, title.squeezed) >= _ONE_STRETCH


def _shared(words: Sequence[_Word], titles: int) -> list[float]:
    """For each title the mean similarity of the query's words to it."""
    shared = [0.0] * titles
    total = sum(word.weight for word in words)
    for word in words:
        for place, similarity in word.hits.items():
            shared[place] += word.weight * similarity / total
    return shared


def _fit(query: Query, title: Query, shared: float) -> float:
    partial = fuzz.partial_ratio(query.folded, title.folded) / 100
    start = fuzz.ratio(query.squeezed, title.squeezed[: len(query.squeezed)]) / 100
    return (shared + _PARTIAL * partial + _START * max(0.0, 2 * start - 1)) / (1 + _PARTIAL + _START)


def _leads(query: Query, form: TitleForms) -> bool:
    return any(initials.startswith(query.squeezed) for initials in form.initials)
