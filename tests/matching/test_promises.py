"""What holds for any rows and any query, of titles and of names."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.library.text import fold, squeeze
from bot.matching.index import Index
from bot.matching.names import NameIndex
from bot.matching.outcome import Ambiguous, Found, NotFound, Outcome
from bot.matching.query import MAX_CHARS, MAX_WORDS, prepare
from bot.matching.titles import TitleIndex
from tests.matching.samples import OTHER_TITLES, PEOPLE, TITLES

INDEXES = (TitleIndex, NameIndex)
BOTH = pytest.mark.parametrize("index", INDEXES)
FULL = (TitleIndex.build((title, title) for title in OTHER_TITLES), NameIndex.build((name, name) for name in PEOPLE))

LETTERS = st.text(st.sampled_from("abcdeéiouüßxyz"), min_size=1, max_size=8)
TEXTS = st.lists(LETTERS, min_size=1, max_size=6).map(" ".join)
ROWS = st.lists(TEXTS, min_size=1, max_size=8, unique=True).map(
    lambda names: [(f"key {i}", n) for i, n in enumerate(names)]
)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)


def names_of(outcome: Outcome) -> list[tuple[str, float]]:
    """What an outcome says of each match, in order."""
    return [(match.name, match.score) for match in outcome.matches]


@BOTH
@given(rows=ROWS)
@example(rows=[("key 0", "ü e")])
def test_an_entry_always_finds_itself(index: type[Index], rows: Sequence[tuple[str, str]]) -> None:
    """A name finds itself as written, in lower case, without accents and without spaces, alone or with its equals."""
    built = index.build(rows)
    for key, name in rows:
        for query in (name, name.lower(), fold(name), squeeze(fold(name))):
            outcome = built.resolve(query, limit=len(rows))
            assert not isinstance(outcome, NotFound)
            assert key in {match.key for match in outcome.matches if match.score == 1.0}


@BOTH
@given(rows=ROWS, query=st.one_of(TEXTS, ANYTHING), order=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(index: type[Index], rows: list[tuple[str, str]], query: str, order) -> None:
    """Rows in another order give the same outcome and, for a text with words, the same suggestions."""
    shuffled = order.sample(rows, len(rows))
    assert index.build(shuffled).resolve(query) == index.build(rows).resolve(query)
    if prepare(query).words:
        assert index.build(shuffled).suggest(query) == index.build(rows).suggest(query)


@BOTH
@given(rows=st.lists(st.tuples(ANYTHING, ANYTHING), max_size=5), query=ANYTHING, limit=st.integers(-1, 8))
def test_hostile_text_is_answered_within_the_limit(
    index: type[Index], rows: list[tuple[str, str]], query: str, limit: int
) -> None:
    """Any rows and any query give matches of those rows, best first, scores in 0..1, no more than the limit."""
    built = index.build(rows)
    for matches in (built.resolve(query, limit).matches, built.suggest(query, limit)):
        assert len(matches) <= max(limit, 1)
        assert {(match.key, match.name) for match in matches} <= set(rows)
        assert len({match.key for match in matches}) == len(matches)
        scores = [match.score for match in matches]
        assert scores == sorted(scores, reverse=True)
        assert all(0.0 <= score <= 1.0 for score in scores)


@pytest.mark.parametrize("index", FULL)
@pytest.mark.parametrize(
    "query", ["", " \t\n", "\x00\x1b", "…?!", "🙂🙃", "\ud800", "\u202e", "́", "a" * 10_000, "x y " * 5_000, "ﷺ" * 400]
)
def test_nothing_and_too_much_are_not_found(index: Index, query: str) -> None:
    """Queries of nothing, of symbols, of half a character and of a whole book are NotFound."""
    assert isinstance(index.resolve(query), NotFound)


def test_a_query_is_cut() -> None:
    """However long and whatever letters unfold into, what is compared has a greatest length."""
    for text in ("ab " * 5_000, "ﷺ" * 5_000, "a" * 10_000):
        assert len(prepare(text).words) <= MAX_WORDS
        assert len(prepare(text).folded) <= MAX_CHARS


@BOTH
def test_without_rows_nothing_is_found(index: type[Index]) -> None:
    """An index of no rows finds and suggests nothing."""
    built = index.build([])
    assert built.resolve("dapo") == NotFound(())
    assert built.suggest("") == built.suggest("dapo") == ()


@BOTH
def test_symbols_are_found_as_they_are_written(index: type[Index]) -> None:
    """A name without a letter finds itself."""
    outcome = index.build([("a", "?!"), ("b", "🙂"), ("c", "Words")]).resolve(" 🙂")
    assert isinstance(outcome, Found)
    assert outcome.best.key == "b"


@BOTH
def test_one_row_a_key(index: type[Index]) -> None:
    """Of several rows with one key one is kept, whichever came first."""
    rows = [("a", "Zed"), ("a", "Abel"), ("b", "Zed")]
    for given_rows in (rows, rows[::-1]):
        built = index.build(given_rows)
        assert [match.name for match in built.resolve("a").matches] == ["Abel"]
        assert sorted(match.key for match in built.suggest("")) == ["a", "b"]


def test_equal_scores_go_by_name_then_key() -> None:
    """Rows that fit equally well come in the order of their folded names, then of their keys."""
    outcome = TitleIndex.build([("2", "Tail"), ("1", "Tail"), ("3", "Head")]).resolve("Tail")
    assert [match.key for match in outcome.matches[:2]] == ["1", "2"]


def test_what_is_clear_among_few_is_a_question_among_many() -> None:
    """The same query finds a title among nine, and offers it among a hundred that are like it."""
    few = TitleIndex.build(TITLES.items())
    like = [f"Trust Region Methods for {letter}{digit} Systems" for letter in "abcdefghij" for digit in range(10)]
    many = TitleIndex.build([*TITLES.items(), *((title, title) for title in like)])
    assert isinstance(few.resolve("trust region"), Found)
    assert isinstance(many.resolve("trust region"), Ambiguous)
