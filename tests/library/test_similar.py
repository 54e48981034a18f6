"""The nearest papers are those that a full count would give."""

from collections.abc import Sequence
from math import log

from hypothesis import given
from hypothesis import strategies as st

from bot.library.models import Paper
from bot.library.similar import _AUTHOR_WEIGHT, Neighbours, _tells
from bot.library.text import fold
from tests.digest.samples import paper

WORDS = ("pruning", "trees", "rare", "words", "of", "seas", "deep")
PEOPLE = ("Ada Long", "Bea Short", "Cy Tall")
PAPERS = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=5), st.sets(st.sampled_from(PEOPLE))), max_size=12
)


def _scores(of: Paper, papers: Sequence[Paper]) -> dict[str, float]:
    """What each other paper shares with one, every trait weighed by how few have it."""

    def traits(each: Paper) -> dict[str, float]:
        words = dict.fromkeys((word for word in fold(each.title).split() if _tells(word)), 1.0)
        return words | dict.fromkeys(map(fold, each.authors), _AUTHOR_WEIGHT)

    bearers = {trait: sum(trait in traits(each) for each in papers) for trait in traits(of)}
    return {
        each.key: sum(
            log(1 + len(papers) / bearers[trait]) * weight
            for trait, weight in traits(of).items()
            if trait in traits(each)
        )
        for each in papers
        if each.key != of.key
    }


@given(PAPERS, st.integers(1, 6))
def test_the_nearest_are_those_that_share_most(rows: list[tuple[list[str], set[str]]], limit: int) -> None:
    """In order; of equals the first by key."""
    papers = [
        paper(" ".join(words), authors=tuple(sorted(people)), key=f"p{number:02}")
        for number, (words, people) in enumerate(rows)
    ]
    index = Neighbours(papers)
    for each in papers:
        scores = {key: score for key, score in _scores(each, papers).items() if score > 0}
        best = sorted(scores, key=lambda key: (-round(scores[key], 9), key))[:limit]
        assert [near.paper.key for near in index.of(each, limit)] == best
