"""Papers by what they have to do with another: its year, its field, its authors; parts of time, places, tallies."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Declined
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

_RELATIONS = (
    ("papers from the year before Lantern", "1 paper from the year before Lantern (30 May 2024)"),
    ("papers from the year after Lantern", "2 papers from the year after Lantern (30 May 2024)"),
    ("papers from another year than Lantern", "6 papers not from the year of Lantern"),
    ("papers not from the same year as Lantern", "6 papers not from the year of Lantern"),
    ("papers within a year of Lantern", "2 papers within 1 year of Lantern"),
    ("papers in the same field as Lantern", "4 papers in Robotics (cs.RO), besides Lantern"),
    ("papers in another field than Lantern", "3 papers not in Robotics (cs.RO)"),
    ("papers with the same affiliation as Lantern", "1 paper tagged ntnu, besides Lantern"),
    ("papers with the same authors as Lantern", "1 paper by Tobias Renn, Noor Haddad and Imogen Castellaw, besides"),
    ("papers by the first author of Lantern", "2 papers by Tobias Renn"),
    ("papers by the second author of Lantern with code", "3 papers by Noor Haddad, with code listed"),
    ("newest paper by the first author of Thistle", "Cable-Driven Pruning Arms for Dense Vineyards"),
    ("how many papers by the first author of Lantern", "2 papers by Tobias Renn"),
    ("the paper after Lantern", "Backlash Compensation for Low-Cost Gearboxes"),
    ("the next paper after Lantern", "Backlash Compensation for Low-Cost Gearboxes"),
    ("papers between Lantern and Thistle", "3 papers newer than Lantern (30 May 2024) and older than Thistle"),
    ("papers after Lantern and before Thistle", "3 papers newer than Lantern (30 May 2024) and older than Thistle"),
    # as before
    ("papers after Lantern", "5 papers newer than Lantern (30 May 2024)"),
    ("papers from the same year as Lantern", "1 paper from the year of Lantern (30 May 2024)"),
    ("which is newer, Lantern or Thistle", "Thistle is newer"),
    ("first author of Lantern", "Tobias Renn"),
    ("field of Lantern", "Robotics"),
)
_PARTS = (
    ("papers from the first half", "5 papers from January to June of any year"),
    ("papers from the first half of 2025", "1 paper from January to June 2025"),
    ("papers from the third quarter", "2 papers from July to September of any year"),
    ("papers from last spring", "1 paper from March to May 2026"),
    ("papers from 2024 at the latest", "4 papers until 2024"),
    ("papers from 2024 at the earliest", "6 papers since 2024"),
    ("list papers from oldest to newest", "8 papers"),
    ("newest papers", "The newest 3 papers"),
)
_PLACES = (
    ("papers with Haddad second", "1 paper with Noor Haddad as second author"),
    ("papers with Haddad in first place", "2 papers with Noor Haddad as first author"),
    ("papers with Castellaw last", "2 papers with Imogen Castellaw as last author"),
    ("who is second author most often", "Imogen Castellaw: 3 papers"),
    ("second newest paper by Haddad with code", "Oyster Sorting"),
    ("percentage of papers by Haddad", "4 of 8 papers (50 %) by Noor Haddad"),
    ("what share of Haddad's papers have code", "3 of 4 papers (75 %) by Noor Haddad"),
    ("who has three papers", "2 authors: Priyanka Deol: 3; Bartholomew Quill: 3"),
    ("who has more than three papers", "2 authors: Imogen Castellaw: 8; Noor Haddad: 4"),
    ("co-authors with fewer than three papers", "1 author: Tobias Renn: 2"),
    ("which years had only one paper", "2 years: 2022: 1; 2023: 1"),
    ("years without papers", "None: there are papers of every year from 2022 to 2026"),
    ("does Deol have more than two papers", "Yes: 3 papers by Priyanka Deol"),
)
_STATIONS = (
    ("is Renn at ntnu", "2 papers by Tobias Renn tagged ntnu; the pages do not say whose affiliation it is"),
    ("is Castellaw the owner of this page", "Yes: this is the page of Imogen Castellaw"),
    ("is Haddad the first author of Thistle", "No: Imogen Castellaw, Bartholomew Quill, Noor Haddad"),
    ("how many years between her first and last paper", "1,539 days (about 4.2 years). "),
    ("how many days between the first and last paper by Renn", "387 days. "),
    ("papers less than two years old by Deol", "2 papers by Priyanka Deol, since "),
    ("papers older than a year from 2022", "1 paper "),
    ("when did she publish most", "2026, 2025 and 2024: 2 papers each"),
    ("when was Thistle published", "17 February 2026"),
)
_ALL = (*_STATIONS, *_RELATIONS, *_PARTS, *_PLACES)


@pytest.mark.parametrize(("question", "begins"), _ALL, ids=[question for question, _ in _ALL])
async def test_papers_are_told_by_their_relations(tmp_path: Path, question: str, begins: str) -> None:
    """Another paper, a part of a year, a place among authors and a number of papers are conditions."""
    folio = await open_pages(tmp_path, "castellaw")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "papers similar to Lantern",
        "papers like Lantern",
        "papers citing Lantern",
        "is Castellaw a professor",
        "is Haddad from Norway",
        "is she young",
    ],
)
async def test_what_no_page_tells_of_two_papers_is_declined(tmp_path: Path, question: str) -> None:
    """It is never the paper itself."""
    folio = await open_pages(tmp_path, "castellaw")
    assert isinstance(folio.ask(question, TODAY), Declined)
