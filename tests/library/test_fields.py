"""Codes without their archive: read by what else the page tells, or left as they are."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.fields import archives_of, field_of, in_context, taxonomy


@pytest.mark.parametrize(
    ("code", "others", "read"),
    [
        ("GN", ["QM", "BM", "q-bio.PE"], "q-bio.GN"),
        ("GN", ["econ.EM", "EM", "QM"], "econ.GN"),
        ("AP", ["OC", "math.PR"], "math.AP"),
        ("AP", ["ML", "ME", "LG", "LG", "LG"], "stat.AP"),  # computer science has no such code
        ("CV", ["LG"], "cs.CV"),
        ("CV", ["math.FA", "RT"], "math.CV"),
        ("ST", ["ME", "ML"], "math.ST"),  # the sister of statistics
        ("SP", ["LG", "RO"], "eess.SP"),
        ("LG", ["math.FA", "RT"], "cs.LG"),  # no other has it
        ("math.GN", ["QM", "BM"], "math.GN"),
    ],
)
def test_a_code_of_several_archives_is_read_by_the_other_codes(code: str, others: list[str], read: str) -> None:
    """By the archive that most of them are of, among those that have it."""
    assert field_of(in_context(code, archives_of([code, *others]))).code == read


@pytest.mark.parametrize(
    ("code", "others"),
    [
        ("GN", []),
        ("GN", ["GN", "PR", "ST"]),
        ("GN", ["LG"]),
        ("AP", ["OC", "ML"]),
        ("SP", ["physics.geo-ph", "stat.AP"]),
    ],
)
def test_where_nothing_tells_a_code_stays_as_it_is_written(code: str, others: list[str]) -> None:
    """Its name is itself; no archive is guessed."""
    field = field_of(in_context(code, archives_of([code, *others])))
    assert (field.code, field.name, field.known) == (code, code, False)


@given(
    st.sampled_from(sorted({code.partition(".")[2] or code for code in taxonomy()})),
    st.sampled_from(sorted(taxonomy())),
)
def test_what_is_read_of_a_code_is_a_code_with_that_end(bare: str, other: str) -> None:
    """Whatever stands beside it."""
    read = in_context(bare, archives_of([other]))
    assert read == bare or (read in taxonomy() and read.endswith(f".{bare}"))
    assert in_context(read, archives_of([other])) == read


def test_codes_that_several_archives_have_tell_nothing() -> None:
    """Nor do unknown ones; a new subject of a known archive does."""
    assert archives_of(["GN", "CV", "QQ", "LG", "ML", "q-bio.ZZ", "gr-qc"]) == Counter(["cs", "stat", "q-bio", "gr-qc"])
