"""A query in a title's own words: misspelt words mended, initials spelled out or drawn together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from bot.library.text import STOP_WORDS
from bot.matching.query import Query

# Letters of a word that may be a run of initials (`rl`, `cot`).
RUN_LETTERS = range(2, 6)
# A typed word that is had wholly, or not at all, stays as it is.
_SURE = frozenset({0.0, 1.0})


@dataclass(frozen=True, slots=True)
class Short:
    """Words of a query, first and past the last, that another word may stand for: `LLM` for its three."""

    first: int
    end: int
    word: str


def reworded(typed: Query, having: Sequence[float], shorts: Sequence[Short], known: Sequence[str]) -> str:
    """The typed words as the known ones have them; `having` is how well each typed word is had (0..1)."""
    here = {short.first: short for short in shorts if short.word in known}
    if not here and _SURE.issuperset(having):
        return typed.folded
    return " ".join(_reworded(typed.words, having, here, known))


def _reworded(
    typed: Sequence[str], having: Sequence[float], shorts: dict[int, Short], known: Sequence[str]
) -> Iterator[str]:
    place = 0
    while place < len(typed):
        if place in shorts:
            yield shorts[place].word
            place = shorts[place].end
            continue
        yield typed[place] if having[place] in (0.0, 1.0) else _meant(typed[place], known)
        place += 1


def _meant(word: str, known: Sequence[str]) -> str:
    """What a word that is not quite there stands for: words whose initials it is, or the likest."""
    begun = [other for other in known if other.startswith(word)]
    if begun:
        return word  # as far as it is typed
    if words := spelled_out(word, known):
        return words
    likest = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=50.0)
    cut = process.extractOne(word, [other[: len(word)] for other in known], scorer=fuzz.ratio, score_cutoff=50.0)
    if likest and (not cut or likest[1] >= cut[1]):
        return likest[0]
    return cut[0] if cut else word


def runs_of(word: str) -> list[str]:
    """The runs of initials that a word may be, in the plural or not."""
    return [run for run in dict.fromkeys((word, word.removesuffix("s"))) if len(run) in RUN_LETTERS]


def spelled_out(word: str, known: Sequence[str]) -> str:
    """The words in a row whose initials a word is, stop words counted or not; empty if there are none."""
    return next(filter(None, (_spelled_out(run, known) for run in runs_of(word))), "")


def _spelled_out(run: str, known: Sequence[str]) -> str:
    every = "".join([word[0] for word in known])
    if (start := every.find(run)) >= 0:
        return " ".join(known[start : start + len(run)])
    places = [place for place, word in enumerate(known) if word not in STOP_WORDS]
    start = "".join([every[place] for place in places]).find(run)
    return " ".join(known[places[start] : places[start + len(run) - 1] + 1]) if start >= 0 else ""
