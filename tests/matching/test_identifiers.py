"""arXiv ids and DOIs are understood in every form in which people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.identifiers import identifiers
from bot.matching.outcome import Found, NotFound
from bot.matching.titles import TitleIndex
from tests.matching.samples import TITLES

IDS = [("arXiv:2503.14476", "dapo"), ("doi:10.1145/3292500.3330701", "dart"), ("arXiv:math/0309136", "otb")]
INDEX = TitleIndex.build([*TITLES.items(), ("otb", "Another")], ids=IDS)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2503.14476", "dapo"),
        ("arXiv:2503.14476v2", "dapo"),
        ("arxiv 2503.14476", "dapo"),
        ("https://arxiv.org/abs/2503.14476", "dapo"),
        ("http://www.arxiv.org/pdf/2503.14476v1.pdf", "dapo"),
        ("<https://arxiv.org/html/2503.14476>", "dapo"),
        ("https://doi.org/10.48550/arXiv.2503.14476", "dapo"),
        ("look at arXiv:2503.14476, please", "dapo"),
        ("10.1145/3292500.3330701", "dart"),
        ("DOI: 10.1145/3292500.3330701.", "dart"),
        ("https://dx.doi.org/10.1145%2F3292500.3330701".replace("%2F", "/"), "dart"),
        ("arXiv:math.GT/0309136v1", "otb"),
        ("https://arxiv.org/abs/math/0309136", "otb"),
    ],
)
def test_a_pasted_identifier_is_its_paper(text: str, key: str) -> None:
    """A link, an id with or without its version and a DOI find their paper, and autocomplete offers it first."""
    outcome = INDEX.resolve(text)
    assert isinstance(outcome, Found)
    assert outcome.best.key == key
    assert INDEX.suggest(text)[0].key == key


def test_an_unknown_identifier_is_not_another_paper() -> None:
    """An identifier that nobody has is NotFound, and leaves what else is typed to be looked up."""
    assert INDEX.resolve("https://arxiv.org/abs/1706.03762") == NotFound(())
    outcome = INDEX.resolve("trust region masking arXiv:1706.03762")
    assert isinstance(outcome, Found)
    assert outcome.best.key == "masking"


@pytest.mark.parametrize(
    "text", ["dapo 2025", "gpt 4.0", "3.14159", "version 12.34567", "1234.56789.1", "10.5 million"]
)
def test_numbers_are_not_identifiers(text: str) -> None:
    """Years, versions and decimal numbers are words like others."""
    assert identifiers(text).ids == ()


@given(st.text(max_size=60))
def test_any_text_has_identifiers_or_stays_as_it_is(text: str) -> None:
    """A text without an identifier is not changed."""
    found = identifiers(text)
    assert found.ids or found.rest == text
