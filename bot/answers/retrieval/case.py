"""The best sentence beside what is asked: what the reasons against it are read from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.answers.asked import Asked
from bot.answers.retrieval.concepts import GENERAL
from bot.answers.retrieval.meanings import meanings
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.sought import Sought, Standing, is_initials, title_stems
from bot.answers.retrieval.wants import IN_UNIT, Want

# A word that is less near any in a sentence is missing there.
_STANDS = 0.1


@dataclass(frozen=True, slots=True)
class Case:
    """The ranked sentences beside what is asked; `light` are stems that name the paper, `named` if one is meant."""

    hits: Sequence[Hit]
    want: Want
    sought: Sought
    light: Collection[str]
    asked: Asked
    named: bool

    @property
    def best(self) -> Hit:
        """The sentence in question."""
        return self.hits[0]

    @property
    def text(self) -> str:
        """The question in folded words."""
        return " ".join(self.asked.reading.words)

    def worth(self, stem: str) -> float:
        """How well the sentence stands for a stem: 0..1."""
        standing = Standing(Sought.of([stem], (), self.asked.shelf), self.best.sentence.stems)
        return standing.of(stem, self.best.sentence.stems)

    def telling_share(self) -> float:
        """The share (0..1) of the telling words, without those that may be said of anything, that the sentence has."""
        asked = [each for each in self.sought.telling if each not in GENERAL and each not in self.light]
        standing = Standing(self.sought, self.best.sentence.stems)
        weights = self.sought.weights
        whole = sum(weights[each] for each in asked)
        return (
            sum(weights[each] * standing.of(each, self.best.sentence.stems) for each in asked) / whole if whole else 0.0
        )

    def missing(self) -> list[str]:
        """The telling words that the sentence has not, but for those that name its paper."""
        own = {*self.light, *title_stems(self.asked.shelf.papers[self.best.place].title)} | GENERAL
        standing = Standing(self.sought, self.best.sentence.stems)
        telling = (each for each in self.sought.telling if each not in own)
        absent = [each for each in telling if standing.of(each, self.best.sentence.stems) < _STANDS]
        return [each for each in absent if not is_initials(each, self.best.sentence.text)]

    def is_only(self) -> bool:
        """Whether it is the one sentence of its paper with a number in the unit asked for, and no name is missing."""
        own = [hit for hit in self.hits if hit.place == self.best.place and hit.signs.get("value") == IN_UNIT]
        asks = set(self.sought.telling) - set(self.light) - GENERAL
        # Shares are too common to be told apart by their unit.
        is_one = self.named and bool(asks) and own == [self.best] and self.want.unit != "percent"
        return is_one and all(each in meanings().rows for each in self.missing())
