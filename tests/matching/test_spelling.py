"""Words that fingers got wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.spelling import Speller, is_slip, likest

SPELLER = Speller.build(["papers", "authors", "code", "tong", "when", "with", "the", "verifier", "difference"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("paeprs", "papers"),
        ("papres", "papers"),
        ("paperrs", "papers"),
        ("auhtors", "authors"),
        ("uathors", "authors"),
        ("verifire", "verifier"),
        ("diferrence", None),
        ("coed", "code"),
        ("tang", None),
        ("wang", None),
        ("chen", None),
        ("xyz", None),
        ("pap", None),
    ],
)
def test_one_slip_is_mended_and_another_word_is_not(typed: str, meant: str | None) -> None:
    """Letters swapped, doubled, lost or added; in short words no letter is exchanged for another."""
    assert SPELLER.mend(typed) == meant


def test_a_letter_lost_of_four_is_found() -> None:
    """Three letters may be a word of four."""
    assert list(SPELLER.lost_letter("wth")) == ["with"]


@given(st.text("abcdef", min_size=4, max_size=9), st.text("abcdef", min_size=4, max_size=9))
def test_what_is_mended_is_a_slip_away(known: str, typed: str) -> None:
    """Nothing is mended that is not one slip of a known word."""
    mended = Speller.build([known]).mend(typed)
    assert mended is None or (mended == known and is_slip(typed, known))


@given(
    st.lists(st.text("abc", min_size=1, max_size=7), unique=True, max_size=30), st.text("abc", min_size=4, max_size=7)
)
def test_no_word_a_slip_away_is_missed(words: list[str], typed: str) -> None:
    """What halves of words lead to is what looking at each word leads to."""
    near = [word for word in words if len(word) > 2 and is_slip(typed, word)]
    assert (Speller.build(words).mend(typed) is None) is (not near)
    assert Speller.build(words).mend(typed) in {None, *near}


def test_the_likest_is_found_if_it_is_like_enough() -> None:
    """The nearest of some texts, or none."""
    assert likest("imagerewad", ["imagereward", "laminar"], 0.8) == "imagereward"
    assert likest("quicksort", ["imagereward", "laminar"], 0.8) is None
