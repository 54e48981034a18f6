"""What papers must mention, as conditions: `about pollen or moss`, `about games but not tokens`."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.asked import Asked
from bot.answers.filtering.barring import is_negated
from bot.answers.filtering.choosing import Element
from bot.answers.grammar.filters import Condition, Kind
from bot.answers.retrieval.forms import Mentioned, mentioned
from bot.library.text import STOP_WORDS
from bot.library.wording import listed

# With these between them words are two topics.
_PARTS = frozenset({"and", "or", "but", "nor", "not", "neither", "either", "without", "except"})
_WITHIN = STOP_WORDS - _PARTS


@dataclass(frozen=True, slots=True)
class Term:
    """One topic: where it stands, its words, the papers that mention it, and whether they are barred."""

    start: int
    end: int
    words: tuple[str, ...]
    found: Mentioned
    barred: bool

    @property
    def named(self) -> str:
        """The words in quotes, with other forms that count: `“RL” or “reinforcement learning”`."""
        return listed([f"“{each}”" for each in (" ".join(self.words), *self.found.others)], "or")


def terms_in(asked: Asked, positions: Sequence[int]) -> list[Term]:
    """The topics that words at these positions are: neighbours are one, unless an `and`, `or` or `not` parts them."""
    return [_term(run, asked) for run in _runs(asked, positions)]


def _runs(asked: Asked, positions: Sequence[int]) -> list[list[int]]:
    words = asked.reading.words
    runs: list[list[int]] = []
    for at in positions:
        if runs and _WITHIN.issuperset(words[runs[-1][-1] + 1 : at]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _term(run: Sequence[int], asked: Asked) -> Term:
    reading, start = asked.reading, run[0]
    read = [reading.words[at] for at in run]
    # What is looked for is said, not the slip that was typed.
    said = tuple(token.folded if token.mended else token.typed for token in (reading.tokens[at] for at in run))
    return Term(start, run[-1] + 1, said, mentioned(read, asked.shelf), is_negated(start, reading))


def mentioning(term: Term, asked: Asked) -> Element:
    """The condition that papers mention a topic; what bars it stands in front of it."""
    keys = frozenset(asked.shelf.papers[place].key for place in term.found.places)
    places = sorted(term.found.places)
    condition = Condition(Kind.WORDS, "mentioning", term.named, lambda paper: paper.key in keys, among=lambda _: places)
    return Element(condition, term.start, term.end)


def slips(terms: Sequence[Term], asked: Asked) -> str:
    """Which words were taken for slips, and read as which."""
    tokens = [asked.reading.tokens[at] for term in terms for at in range(term.start, term.end)]
    mended = [f"“{token.folded}” for “{token.typed}”" for token in tokens if token.mended]
    return f"Looked for {listed(mended)}." if mended else ""
