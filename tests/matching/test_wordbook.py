"""Many words in little room."""

from hypothesis import given
from hypothesis import strategies as st

from bot.matching.spelling import likest
from bot.matching.wordbook import Beginners, WordBook

WORDS = st.lists(st.text("abé中", min_size=1, max_size=6), unique=True)
TEXT = st.text("abé中", min_size=1, max_size=6)


@given(WORDS, TEXT)
def test_words_keep_their_order_and_their_numbers(words: list[str], other: str) -> None:
    """Each word has the number in which it came; what never came has none."""
    book = WordBook.of(words)
    assert book.in_order() == words
    assert [book.find(word) for word in words] == list(range(len(words)))
    assert (other in book) is (other in words)
    assert len(book) == len(words)


@given(WORDS, TEXT)
def test_words_are_found_by_how_they_begin_and_end(words: list[str], part: str) -> None:
    """All words of one length and first letter that begin so, or end so, and no other."""
    for first, drawers in WordBook.of(words).drawers.items():
        for length, drawer in drawers.items():
            here = sorted(word for word in words if word[0] == first and len(word) == length)
            assert drawer.words() == here
            assert list(drawer.beginning(part)) == [word for word in here if word.startswith(part)]
            assert list(drawer.ending(part)) == [word for word in here if word.endswith(part)]


@given(WORDS, TEXT, st.sampled_from([0.5, 0.7, 0.84]))
def test_the_likest_among_those_of_one_letter_is_that_among_all_in_a_row(
    words: list[str], typed: str, least: float
) -> None:
    """Lengths that cannot be like enough are passed over, and change nothing."""
    for first, drawers in WordBook.of(words).drawers.items():
        row = [word for word in words if word[0] == first]
        assert list(Beginners(drawers)) == row
        assert likest(typed, Beginners(drawers), least) == likest(typed, row, least)
