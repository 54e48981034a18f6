"""Text as people compare it and as they may be shown it; field codes by name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.fields import field_of
from bot.library.text import clean, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Müller-Öz", "muller oz"),
        ("O’Brien", "obrien"),
        ("Łukasz Øster", "lukasz oster"),
        ("Straße", "strasse"),
        ("  DAPO:  An  Open-Source ", "dapo an open source"),
        ("ﬁne ½", "fine 1 2"),
        ("王 小明", "王 小明"),
        ("!?", ""),
    ],
)
def test_folding_drops_what_people_leave_out(text: str, folded: str) -> None:
    """Case, accents, strokes, ligatures and punctuation do not count."""
    assert fold(text) == folded


@given(st.text(max_size=100))
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text is folded."""
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=100))
def test_clean_text_is_one_visible_line(text: str) -> None:
    """No control or direction characters, no double spaces, no line breaks."""
    cleaned = clean(text)
    assert cleaned == cleaned.strip()
    assert "  " not in cleaned
    assert not set(cleaned) & set("\u202e\u2066\u200b\ufeff\x00\n\r\t\u2028")


@pytest.mark.parametrize(
    ("raw", "code", "name"),
    [
        ("LG", "cs.LG", "Machine Learning"),
        ("CL", "cs.CL", "Computation and Language"),
        ("CV", "cs.CV", "Computer Vision and Pattern Recognition"),
        ("ML", "stat.ML", "Machine Learning (Statistics)"),
        ("IV", "eess.IV", "Image and Video Processing"),
        ("stat.ML", "stat.ML", "Machine Learning (Statistics)"),
        ("math.OC", "math.OC", "Optimization and Control"),
        ("OC", "math.OC", "Optimization and Control"),
        ("quant-ph", "quant-ph", "Quantum Physics"),
        ("cond-mat.mtrl-sci", "cond-mat.mtrl-sci", "Materials Science"),
        ("QQ", "QQ", "QQ"),
    ],
)
def test_field_codes_show_their_names(raw: str, code: str, name: str) -> None:
    """A bare code finds its archive; an unknown one stays as it is."""
    field = field_of(raw)
    assert (field.code, field.name) == (code, name)


def test_endless_accents_are_cut_short() -> None:
    """A letter under a hundred thousand marks costs no more than one under thirty."""
    assert len(clean("a" + "\u0301\u0316" * 50_000)) <= 31
