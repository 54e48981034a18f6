"""Any text is read, in time that grows with it, and nothing slow is loaded before it is needed."""

import subprocess
import sys
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library.latex import readable


def test_text_without_latex_needs_no_tables() -> None:
    """The slow import waits for the first macro, so that a start without LaTeX is not slowed down."""
    program = (
        "import sys; from bot.library.latex import readable;"
        "readable('$x^2$ -- ``y\\'\\''); assert 'pylatexenc' not in sys.modules;"
        "readable('$\\\\alpha$'); assert 'pylatexenc' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


FRAGMENTS = [
    *"${}\\^_'`\"~%&-[] \nxé1", "$$", "--", "---", "``", "''", "\\(", "\\)", "\\[", "\\]", "\\\\", "\\$", "\\{",
    "\\textbf{", "\\frac{", "}{", "\\sqrt[", "\\left", "\\right", "\\alpha", "\\foo{", "{\\em ", "\\'", "\\hat",
    "\\url{", "\\href{", "\\mathbb", "\\not", "\\text{", "\\operatorname*", "_{", "^{", "\\ss ", "\\overline{",
]  # fmt: skip


@settings(deadline=None)  # the first example may wait for the tables
@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=60).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Whatever people paste, there is an answer, and it is not much longer than the question."""
    assert len(readable(text)) <= 2 * len(text)


@settings(deadline=None)  # the first example may wait for the tables
@given(st.text().filter(lambda text: not any(sign in text for sign in ("\\", "$", "`", "''", "--"))))
def test_text_without_latex_is_untouched(text: str) -> None:
    """Without backslash, dollar, paired quotes and doubled hyphens there is nothing to do."""
    assert readable(text) == text


@settings(deadline=None)  # the first example may wait for the tables
@given(st.text(alphabet=st.characters(categories=["L", "N"], exclude_characters="\\${}"), min_size=1))
def test_plain_letters_in_a_formula_are_the_formula(letters: str) -> None:
    """Dollars around letters and digits go, the letters stay."""
    assert readable(f"${letters}$") == letters


HOSTILE = [
    "{", "$", "\\", "}", "\\textbf{", "{\\bf ", "$a ", "$a$", "\\(", "\\[", "$$", "``", "''", "``a ", "`a", '"a ',
    "--", "a--b ", "\\sqrt", "\\frac{a}", "\\hat", "\\'", "\\foo{", "\\foo[", "\\url{", "\\sqrt[", "^", "$^",
    "$\\left", "~$", "$\\not", "\\text{$", "\\textbf  ", "$\\frac{a}{b}$ ", "\\emph{\\foo} ",
]  # fmt: skip


def _hostile(unit: str, size: int) -> str:
    opened = unit * (size // len(unit))
    return opened + "}" * opened.count("{")


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_is_read_to_its_end(unit: str) -> None:
    """A hundred kilobytes of openings neither exhaust the stack nor swell."""
    text = _hostile(unit, 100_000)
    assert len(readable(text)) <= len(text) + 1


@pytest.mark.parametrize("unit", HOSTILE)
def test_work_grows_with_the_text_and_not_its_square(unit: str) -> None:
    """Twice the text takes at most about twice the calls."""
    readable("$\\alpha$")  # the tables are read once for all texts
    once, twice = (_calls(_hostile(unit, size)) for size in (4_000, 8_000))
    assert twice <= 2.2 * once


def _calls(text: str) -> int:
    """How many functions, Python's own among them, are called to read the text."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        readable(text)
    finally:
        sys.setprofile(before)
    return count
