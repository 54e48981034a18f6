"""How well sentences answer a question: by its words, its names, and what the sentence does."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nlargest

from bot.answers.linking.coined import Bond
from bot.answers.linking.shelf import Shelf
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.meanings import around
from bot.answers.retrieval.rating import rate, score
from bot.answers.retrieval.sought import KIN, Sought
from bot.answers.sentences import Sentence
from bot.library.models import Paper
from bot.library.text import fold, squeeze

# Papers whose sentences are looked at, by the words they hold. More changes no answer on 9 papers and costs at 10,000.
_POOL = 12
# Of so few papers all are looked at: people may share no word with any.
_ALL = 24
# For a word that fewer papers hold others of its meaning are looked for.
_RARE = 3
# Words that more papers hold tell little; so many papers found by rarer words need no telling apart by these.
_FEW, _MANY = 1000, 3000


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence of the paper at `place`: its score, the share of the question's words it has (0..1), and the signs."""

    place: int
    sentence: Sentence
    score: float
    coverage: float
    signs: Mapping[str, float] = field(default_factory=dict)


def candidates(sought: Sought, shelf: Shelf, allowed: Sequence[int] | None = None) -> list[int]:
    """The papers that hold most of what is sought, best first; at most `_POOL`."""
    if allowed is not None and len(allowed) <= _POOL:
        return list(allowed)
    if len(shelf.papers) <= _ALL:
        return list(range(len(shelf.papers)) if allowed is None else allowed)
    scores: dict[int, float] = {}
    for each in sorted(sought.weights, key=lambda each: -sought.weights[each]):
        for place in _holding(each, scores, shelf):
            scores[place] = scores.get(place, 0.0) + sought.weights[each]
        for other, worth in _standing_for(each, shelf).items():
            for place in _holding(other, scores, shelf)[:_FEW]:
                scores[place] = scores.get(place, 0.0) + sought.weights[each] * worth / 2
    if allowed is not None:
        kept = set(allowed)
        scores = {place: score for place, score in scores.items() if place in kept}
    best = nlargest(_POOL, ((score, -place) for place, score in scores.items()))
    return [-place for _, place in best]


def _standing_for(each: str, shelf: Shelf) -> dict[str, float]:
    """Stems that may stand for one, and what each is worth in its stead: by meaning only for one that few hold."""
    near = around(each) if len(shelf.holders.get(each, ())) < _RARE else ()
    return {**dict(near), **dict.fromkeys(kin_of(each), KIN)}


def _holding(each: str, found: Mapping[int, float], shelf: Shelf) -> Sequence[int]:
    """The papers that hold a stem; of one that very many hold, those that were found by rarer ones."""
    holders = shelf.holders.get(each, ())
    if len(holders) <= _FEW or len(found) < _POOL:
        return holders
    return sorted(set(found).intersection(holders)) if len(found) < _MANY else ()


def rank(
    sought: Sought,
    places: Iterable[int],
    shelf: Shelf,
    names: Sequence[str] = (),
    values: Callable[[Hit], Mapping[str, float]] = lambda _: {},
) -> list[Hit]:
    """Sentences of these papers, best first. `names` are squeezed names in the question, `values` signs of values."""
    hits = [hit for place in places for hit in _of_paper(sought, place, shelf, names, values)]
    return sorted(hits, key=lambda hit: (-hit.score, hit.place, hit.sentence.start))


def _of_paper(
    sought: Sought,
    place: int,
    shelf: Shelf,
    names: Sequence[str],
    values: Callable[[Hit], Mapping[str, float]],
) -> Iterator[Hit]:
    things = [name for name in names if not _is_own(name, place, shelf)]
    for rated in rate(sought, shelf.papers[place]):
        hit = Hit(place, rated.sentence, 0.0, rated.coverage)
        signs = {**rated.signs, **values(hit), "thing": _has_any(things, rated.sentence)}
        yield replace(hit, score=score(signs), signs=signs)


def _is_own(name: str, place: int, shelf: Shelf) -> bool:
    """Whether a name is the paper's own, which all its sentences share, rather than of something in it."""
    held = (named for named in shelf.names.get(name, ()) if named.place == place)
    return any(named.coined.bond is Bond.TITLE for named in held) or _is_head(name, shelf.papers[place])


def _is_head(name: str, paper: Paper) -> bool:
    return squeeze(fold(paper.title)).startswith(name)


def _has_any(names: Sequence[str], sentence: Sentence) -> float:
    squeezed = "".join(word.folded for word in sentence.words) if names else ""
    return float(any(name in squeezed for name in names))
