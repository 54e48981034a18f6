"""Titles by what people type: beginnings, lost or misspelt words, the part before ":", initials."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.matching.decision import Rule
from bot.matching.entries import Entries
from bot.matching.evidence import Rows, Scale
from bot.matching.few import FewRows
from bot.matching.identifiers import identifiers
from bot.matching.index import Identified
from bot.matching.outcome import UNLIKELY, Match
from bot.matching.query import literal, prepare
from bot.matching.reasons import Reason
from bot.matching.rows import NOTHING, Literals, Named, Ranking, RowIndex, by_form
from bot.matching.title_fit import TitleFit, fit
from bot.matching.title_forms import head, parts, runs
from bot.matching.title_query import TitleQuery, plain
from bot.matching.title_signs import WEIGHTS, signs, title_reasons

_RULE = Rule(sure=0.78, close=UNLIKELY)
# Titles without a head are a series that begin with so many equal words.
_SERIES = 4
# Rows that are compared letter by letter; more find hardly more among 94,697.
_POOL = 30


@dataclass(frozen=True, slots=True, eq=False)
class TitleIndex(RowIndex):
    """Titles that can be looked up; immutable once built."""

    entries: Entries
    rule: Rule
    weights: Mapping[str, float]
    rows: Rows
    literals: Literals
    ids: Mapping[str, str]
    scale: Scale

    @classmethod
    def of(cls, named: Mapping[str, Named]) -> Self:
        """From what papers are called, by key."""
        ids = [(each, key) for key, paper in named.items() for each in paper.ids]
        aliases = {key: paper.aliases for key, paper in named.items() if paper.aliases}
        return cls.build(((key, paper.name) for key, paper in named.items()), aliases, ids)

    @classmethod
    def build(
        cls,
        rows: Iterable[tuple[str, str]],
        aliases: Mapping[str, Sequence[str]] | None = None,
        ids: Iterable[tuple[str, str]] = (),
    ) -> Self:
        """From rows of (key, readable title).

        `aliases` are what else the paper of a key is called; `ids` are an arXiv id or DOI in any form and its key.
        """
        entries = Entries.build(rows, aliases or {})
        titles = entries.texts
        named = ({literal(title), head(title)} - {""} for title in titles)
        by_id = {known: key for text, key in ids if key in entries.places for known in identifiers(text).ids}
        if entries.many:
            # Loading arrays takes as long as the rest of a start; a small library does without.
            from bot.matching.literals import HashedLiterals  # noqa: PLC0415
            from bot.matching.many import ManyRows  # noqa: PLC0415

            folded = (prepare(title).folded for title in titles)
            more = ((place, word) for place, title in enumerate(titles) for word in parts(title))
            many = ManyRows.build(folded, more)
            return cls(entries, _RULE, WEIGHTS, many, HashedLiterals.build(named), by_id, Scale(many, len(titles)))
        texts = [prepare(title).folded for title in titles]
        words = [[*text.split(), *parts(title)] for text, title in zip(texts, titles, strict=True)]
        few = FewRows.build(words, texts, [runs(text) for text in texts])
        return cls(entries, _RULE, WEIGHTS, few, by_form(named), by_id, Scale(few, len(titles)))

    def beside(self, named: Mapping[str, Named]) -> Self:
        """A small index of other rows, by key, that compete with the rows of this one."""
        return replace(type(self).of(named), scale=self.scale)

    def _exact(self, text: str) -> Iterable[int]:
        return self.literals.get(literal(text), ())

    def identified(self, text: str) -> Identified:
        found = identifiers(text)
        keys = {self.ids[known] for known in found.ids if known in self.ids}
        return Identified(min(keys) if len(keys) == 1 else None, bool(found.ids), found.rest if found.ids else text)

    def family(self, match: Match) -> str:
        return head(match.name) or " ".join(prepare(match.name).words[:_SERIES])

    def plainer(self, text: str) -> str:
        return plain(prepare(text))

    def _ranking(self, text: str, wanted: int) -> Ranking:
        query = TitleQuery.of(text, self.rows)
        if not query.evidence:
            return NOTHING
        pool = self.rows.pool(query.evidence, query.text.folded, max(_POOL, wanted))
        texts = self.entries.texts
        fits = {place: fit(query, pool, place, texts[place]) for place in pool.places}

        def tell(best: int, others: Sequence[TitleFit]) -> Mapping[str, float]:
            return signs(query, why(best), texts[best], [fits[best], *others], self.scale)

        def why(place: int) -> Sequence[Reason]:
            return title_reasons(query, pool, place, texts[place])

        return Ranking({place: each.score for place, each in fits.items()}, fits, tell, why)
