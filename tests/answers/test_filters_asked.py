"""Questions with filters, places, counts and claims, each with how its answer begins."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Declined
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

_FILTERS = (
    ("SD or AS papers", "4 papers in Sound (cs.SD) or Audio and Speech Processing (eess.AS)"),
    ("neither SD nor CL", "1 paper not in Sound (cs.SD) or Computation and Language (cs.CL)"),
    ("papers with keiko asano but without oisin breathnach", "3 papers by Keiko Asano, not by Oisín Breathnach"),
    ("papers not from edinburgh", "7 papers not tagged edinburgh"),
    ("papers from edinburgh or tcd", "3 papers tagged edinburgh or tcd"),
    ("2026 but no code", "1 paper from 2026, with no code listed"),
    ("papers from '24", "2 papers from 2024"),
    ("papers from the first half of 2026", "3 papers from January to June 2026"),
    ("papers newer than murmur", "None of the 9 papers here is newer than Murmur"),
    ("all tcheng papers except parsnip", "3 papers by Rosalind Tcheng, other than"),
    ("papers where asano comes first", "2 papers with Keiko Asano as first author"),
    ("papers where halloran isn't first author", "6 papers not with Dmitri Halloran as first author"),
    ("on how many papers is he last", "2 papers with Dmitri Halloran as last author"),
    ("papers with two authors", "4 papers with 2 authors"),
    ("papers in more than one field", "3 papers in 2 fields or more"),
    ("papers only in CL", "3 papers in Computation and Language (cs.CL), in 1 field alone"),
    ("which paper has no abstract", "1 paper without an abstract"),
    ("titles with whispered in them", "2 papers with “whispered” in the title"),
    ("papers with a question mark in the title", "1 paper with “a question mark” in the title"),
    ("what percentage of the papers have code", "4 of 9 papers (44 %) with code listed"),
    ("does he have more than 5 papers", "Yes: 9 papers"),
    ("second newest paper", "Grammatical Gender in Speech Translation"),
    ("when did he first publish with asano", "Room Impulse Responses from Floor Plans"),
)
_TALLIES = (
    ("which year was his busiest", "2026: 4 papers"),
    ("how many papers per year", "2023: 2; 2024: 2; 2025: 1; 2026: 4"),
    ("most common field", "Computation and Language (cs.CL): 6 papers"),
    ("who is first author most often", "Dmitri Halloran: 3 papers"),
    ("who wrote with him in 2026", "3 authors: Keiko Asano: 2; Pelumi Adeyemi: 2; Rosalind Tcheng: 2"),
    ("asano or adeyemi, who has more papers with him", "Keiko Asano. Keiko Asano: 4 papers; Pelumi Adeyemi: 3 papers"),
    ("more SD or AS papers?", "Sound (cs.SD). Sound (cs.SD): 3 papers; Audio and Speech Processing (eess.AS): 1 paper"),
)
_CLAIMS = (
    ("is murmur from 2024", "No: 14 August 2026"),
    ("did asano work on murmur", "Yes: Dmitri Halloran, Keiko Asano, Pelumi Adeyemi et al."),
    ("is tcheng on murmur", "Not that the page tells"),
    ("is asano second author of murmur", "Yes: "),
    ("who is third on murmur", "Pelumi Adeyemi: third of"),
    ("where in the author order is halloran on parsnip", "Dmitri Halloran is first"),
    ("is parsnip his latest", "No: the newest is Murmur"),
    ("murmur or the floor plan paper, which has code", "Murmur. "),
    ("who is on both murmur and parsnip", "Dmitri Halloran"),
    ("how many days between murmur and parsnip", "168 days"),
    ("does his newest paper have code", "Yes: https://github.com/halloran-speech/murmur"),
    ("does he have more than 1k citations", "No: 903 citations"),
    ("acronym for word error rate", "WER"),
    ("dialect bias paper?", "A Field Guide to Dialect Bias"),
)


@pytest.mark.parametrize("table", [_FILTERS, _TALLIES, _CLAIMS], ids=["filters", "tallies", "claims"])
async def test_what_is_asked_is_what_is_said(tmp_path: Path, table: tuple[tuple[str, str], ...]) -> None:
    """An answer begins with what it is about, so that whoever reads it sees how the question was understood."""
    folio = await open_pages(tmp_path, "halloran")
    for question, begins in table:
        given = folio.ask(question, TODAY)
        assert isinstance(given, Answered), question
        assert given.short.startswith(begins), (question, given.short)


async def test_a_filter_that_is_not_understood_is_no_list(tmp_path: Path) -> None:
    """A list that ignores a word of its filter would be wrong without showing it."""
    folio = await open_pages(tmp_path, "halloran")
    for question in (
        "papers with more than 10 citations",
        "papers from stanford with code",
        "which coauthor is from edinburgh",
        "papers with keiko asahina",
        "middle author papers",
    ):
        assert isinstance(folio.ask(question, TODAY), Declined), question
