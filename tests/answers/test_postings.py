"""Which papers have a word, for few of them and for more than two bytes tell apart."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.linking.postings import Postings

PLACES = st.lists(st.integers(0, 200_000), min_size=1, max_size=40, unique=True).map(sorted)


@given(st.lists(PLACES | st.just([0]), max_size=6))
def test_each_word_has_its_places_in_order(rows: list[list[int]]) -> None:
    """Counted, looked through, cut and asked for one by one."""
    words = [f"word{number}" for number in range(len(rows))]
    postings = Postings.of(words, {number: array("I", row) for number, row in enumerate(rows)})
    assert list(postings) == words
    for word, row in zip(words, rows, strict=True):
        held = postings[word]
        assert (len(held), list(held), list(held[:3]), held[-1]) == (len(row), row, row[:3], row[-1])
        assert all(type(place) is int for place in held)
    assert postings.get("another", ()) == ()
