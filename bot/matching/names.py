"""People by what is typed: any order, initials, beginnings, single typos, accents spelled out or left out."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.matching.decision import Rule
from bot.matching.entries import Entries
from bot.matching.evidence import Evidence, Rows, Scale, Span
from bot.matching.few import FewRows
from bot.matching.name_fit import BESIDE_WHOLE, NameFit, fit
from bot.matching.name_forms import NameForms, known_forms, literals
from bot.matching.name_signs import WEIGHTS, name_reasons, signs
from bot.matching.pairing import BEGUN, INITIAL, INITIAL_ONLY, Alike
from bot.matching.query import Query, literal
from bot.matching.rows import Literals, Named, Ranking, RowIndex, by_form

_RULE = Rule(sure=0.85, close=0.65)
# Rows whose words are paired one by one with the typed ones.
_POOL = 30
# Worth of a name's initials.
_INITIALS = 0.8
# Worth of a whole name run together that is a word of others' names: Han Wang, for `hanwang`.
_RUN_TOGETHER = 0.965


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex(RowIndex):
    """People who can be looked up; immutable once built."""

    entries: Entries
    rule: Rule
    weights: Mapping[str, float]
    rows: Rows
    literals: Literals
    initials: Literals
    scale: Scale

    @classmethod
    def of(cls, named: Mapping[str, Named]) -> Self:
        """From what people are called, by key."""
        aliases = {key: person.aliases for key, person in named.items() if person.aliases}
        return cls.build(((key, person.name) for key, person in named.items()), aliases)

    @classmethod
    def build(cls, rows: Iterable[tuple[str, str]], aliases: Mapping[str, Sequence[str]] | None = None) -> Self:
        """From rows of (key, name as displayed); `aliases` are what else the person of a key is called."""
        entries = Entries.build(rows, aliases or {})
        names = entries.texts
        called, initials = map(literals, names), (NameForms.of(name).initials() for name in names)
        if entries.many:
            # Loading arrays takes as long as the rest of a start; a small library does without.
            from bot.matching.literals import HashedLiterals  # noqa: PLC0415
            from bot.matching.many import ManyRows  # noqa: PLC0415

            many = ManyRows.build((NameForms.of(name).spellings[0].folded for name in names), _other_words(names))
            literally, by_initials = HashedLiterals.build(called), HashedLiterals.build(initials)
            return cls(entries, _RULE, WEIGHTS, many, literally, by_initials, Scale(many, len(names)))
        forms = list(map(NameForms.of, names))
        few = FewRows.build([form.words() for form in forms], [form.spellings[0].folded for form in forms], [])
        return cls(entries, _RULE, WEIGHTS, few, by_form(called), by_form(initials), Scale(few, len(names)))

    def beside(self, named: Mapping[str, Named]) -> Self:
        """A small index of other rows, by key, that compete with the rows of this one."""
        return replace(type(self).of(named), scale=self.scale)

    def _exact(self, text: str) -> Iterable[int]:
        typed = NameForms.of(text)
        if same := {place for form in typed.same() for place in self.literals.get(form, ())}:
            return same
        if self._is_name(typed):
            return self._spelled_so(typed.spellings[0])  # `cheng` is a name, not G. Chen with the ends joined
        return set(self._glued(typed)) or self.literals.get(f"={literal(text)}", ())

    def _spelled_so(self, typed: Query) -> list[int]:
        """People whose whole name this word is as well as one of its words: `ü e` is `ue e`, and `ue` run together."""
        called = self.literals.get(f"={typed.squeezed}", ())
        return [place for place in called if typed.words[0] in known_forms(self.entries.texts[place]).words()]

    def _is_name(self, typed: NameForms) -> bool:
        words = typed.spellings[0].words
        return len(words) == 1 and self.rows.lexicon.find(words[0]) is not None

    def _glued(self, typed: NameForms) -> Iterator[int]:
        return (place for query in typed.spellings for place in self.literals.get(query.squeezed, ()))

    def _ranking(self, text: str, wanted: int) -> Ranking:
        typed = NameForms.of(text)
        fits: dict[int, tuple[NameFit, Query]] = {}
        for query in typed.spellings:
            for place, each in self._fits(query, wanted):
                if place not in fits or each.score > fits[place][0].score:
                    fits[place] = each, query
        keeps = BESIDE_WHOLE if any(each.whole for each, _ in fits.values()) else 1.0
        scores = {place: each.score if each.whole else keeps * each.score for place, (each, _) in fits.items()}

        def tell(best: int, others: Sequence[NameFit]) -> Mapping[str, float]:
            return signs(fits[best][1], [ranked[best], *others], self.scale)

        ranked = {place: each._replace(score=scores[place]) for place, (each, _) in fits.items()}
        return Ranking(scores, ranked, tell, lambda place: name_reasons(fits[place][1], fits[place][0]))

    def _fits(self, query: Query, wanted: int) -> Iterator[tuple[int, NameFit]]:
        if not query.words:
            return
        pool = self.rows.pool([*map(self._evidence, query.words)], query.folded, max(_POOL, wanted))
        similar, as_last, texts = Alike(), self._as_last(max(query.words, key=len)), self.entries.texts
        for place in pool.places:
            yield place, fit(query, known_forms(texts[place]).spellings, similar, as_last)
        for place in self.initials.get(query.folded, ())[:_POOL]:
            yield place, NameFit(_INITIALS, 0.0, False, query, {})
        if len(query.words) == 1 and self.rows.lexicon.find(query.folded) is not None:
            yield from self._run_together(query)

    def _run_together(self, query: Query) -> Iterator[tuple[int, NameFit]]:
        """People whose names without spaces are a word that is a name of its own as well."""
        for place in self.literals.get(query.squeezed, ()):
            name = known_forms(self.entries.texts[place]).spellings[0]
            if name.squeezed == query.squeezed and min(map(len, name.words)) > 1:
                yield place, NameFit(_RUN_TOGETHER, 1.0, True, name, {})

    def _as_last(self, word: str) -> float:
        known = self.rows.lexicon.find(word)
        return 0.5 if known is None else self.rows.as_last(known)

    def _evidence(self, word: str) -> Evidence:
        """The words of names that a typed word may stand for."""
        lexicon = self.rows.lexicon
        spans = [Span(*lexicon.beginning(word), INITIAL if len(word) == 1 else BEGUN)]
        if len(word) > 1:
            spans += [Span(at, at + 1, 2 * ratio / 100 - 1) for at, ratio in lexicon.alike(word)]
            spans += [Span(at, at + 1, BEGUN * (2 * ratio / 100 - 1)) for at, ratio in lexicon.typing(word)]
            spans.append(Span(*lexicon.exactly(word[0]), INITIAL_ONLY))
        return Evidence(word, math.sqrt(len(word)), spans)


def _other_words(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Words that only other spellings of a name have, with its place."""
    for place, name in enumerate(names):
        first, *others = NameForms.of(name).spellings
        yield from ((place, word) for other in others for word in set(other.words) - set(first.words))
