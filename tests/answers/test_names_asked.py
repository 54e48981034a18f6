"""Names in questions: of people who are here, nearly here, and not here."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Declined
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

_UNKNOWN = (
    # mixed of two people
    ("did Noor Castellaw write Thistle", "Noor Castellaw"),
    ("is Priyanka Renn an author of Lantern", "Priyanka Renn"),
    ("papers by Tobias Haddad", "Tobias Haddad"),
    ("how many papers did Imogen Quill write", "Imogen Quill"),
    ("co-authors of Imogen Deol", "Imogen Deol"),
    ("did Noor Smith write Lantern", "Noor Smith"),
    # near a word of the language, or one
    ("papers by Smith", "Smith"),
    ("papers by ford", "ford"),
    ("how many papers did Smith write", "Smith"),
    ("newest paper by Moore", "Moore"),
    ("papers by Haddad and Moore", "Moore"),
    ("papers by haddad and smith with code", "smith"),
    ("which papers did Smith and Haddad write", "Smith"),
    ("has she worked with Moore", "Moore"),
    ("did she write with smith", "smith"),
    ("is Smith an author of Thistle", "Smith"),
    ("is Thistle by Smith", "Smith"),
    ("Smith papers", "Smith"),
    ("smith's papers", "smith"),
    ("papers by Jane Smith", "Jane Smith"),
    ("papers by J. Smith", "J Smith"),
    ("papers by van der Meer", "van der Meer"),
    ("papers by May", "May"),
    ("papers by Mark", "Mark"),
    ("papers by Page", "Page"),
    ("papers by Field", "Field"),
    ("papers by Autor", "Autor"),
    ("papers by Tang", "Tang"),
    ("papers by gene", "gene"),
    ("papers from Google", "Google"),
    ("papers by Haddad, Smith", "Smith"),
    ("papers by Dr Smith", "Smith"),
    ("smith's newest paper", "smith"),
    ("papers written with Levine", "Levine"),
    ("papers where Levine is last", "Levine"),
    ("papers without Smith", "Smith"),
    ("co-authors besides Smith", "Smith"),
    ("is Smith on Lantern", "Smith"),
)
_KNOWN = (
    ("papers by Haddad", "4 papers by Noor Haddad"),
    ("papers by hadad", "4 papers by Noor Haddad"),
    ("papers by N. Haddad", "4 papers by Noor Haddad"),
    ("papers by Haddad, Renn", "2 papers by Noor Haddad and Tobias Renn"),
    ("papers by Haddad wihtout code", "1 paper by Noor Haddad, with no code listed"),
    ("did Haddad write Lantern", "Yes: Tobias Renn, Noor Haddad"),
    ("is Lantern by Renn", "Yes: Tobias Renn, Noor Haddad"),
    ("papers by Prof. Haddad", "4 papers by Noor Haddad"),
    ("papers by Haddad/Renn", "2 papers by Noor Haddad and Tobias Renn"),
    ("papers except Lantren", "7 papers other than “Lantern"),
    ("papers from Q2 2024", "1 paper from April to June 2024"),
    ("when did Renn publish last", "Oyster Sorting"),
    ("papers by year", "2022: 1; 2023: 1; 2024: 2; 2025: 2; 2026: 2"),
    ("papers by field", "Robotics (cs.RO): 5"),
    ("papers by ntnu", "2 papers tagged ntnu"),
    ("papers by May 2024", "1 paper from May 2024"),
    ("papers from May", "1 paper from May"),
    ("which papers reduce falls by training", "Learning to Fall"),
    ("Castellaw and Haddad papers", "4 papers by Imogen Castellaw and Noor Haddad"),
)


@pytest.mark.parametrize(("question", "name"), _UNKNOWN, ids=[question for question, _ in _UNKNOWN])
async def test_a_name_that_nobody_has_is_said_to_be_unknown(tmp_path: Path, question: str, name: str) -> None:
    """It is no word of the language, and the question is not answered without it."""
    folio = await open_pages(tmp_path, "castellaw")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Declined)
    assert given.reason.startswith(f"Nobody here is called “{name}”")


@pytest.mark.parametrize(("question", "begins"), _KNOWN, ids=[question for question, _ in _KNOWN])
async def test_what_stands_where_names_do_may_be_known_or_none(tmp_path: Path, question: str, begins: str) -> None:
    """People are found as before, and years, fields and affiliations are no names."""
    folio = await open_pages(tmp_path, "castellaw")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(begins)
