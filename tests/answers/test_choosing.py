"""How filters hang together: what is barred, what is either, who stands where, how many authors there are."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Declined
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

# A question, how its answer begins, and how many papers it has.
_Row = tuple[str, str, int]
_BARRED: tuple[_Row, ...] = (
    # What one thing is barred with does not bar the code behind it.
    ("papers besides lantern with code", "2 papers with code listed, other than “Lantern", 2),
    ("which papers except lantern have code", "2 papers with code listed, other than “Lantern", 2),
    ("papers not by renn with code", "1 paper not by Tobias Renn, with code listed", 1),
    ("papers not in RO with code", "None of the 8 papers here is not in Robotics", 0),
    ("papers without haddad with code", "None of the 8 papers here is not by Noor Haddad, with code listed", 0),
    ("papers excluding 2024 with code", "2 papers not from 2024, with code listed", 2),
    ("newest paper besides thistle with code", "Oyster Sorting", 1),
    ("papers with code besides lantern", "2 papers with code listed, other than “Lantern", 2),
    ("papers that do not have any public code", "5 papers with no code listed", 5),
    ("papers not in RO and without code", "3 papers not in Robotics (cs.RO), with no code listed", 3),
    ("papers not in RO or without code", "5 papers not in Robotics (cs.RO) or with no code listed", 5),
    # A `not` goes on to what is listed with it.
    ("all papers except lantern and thistle", "6 papers other than “Lantern", 6),
    ("how many papers besides lantern and thistle have code", "1 paper with code listed, other than", 1),
    ("papers with code but not lantern or thistle", "1 paper with code listed, other than", 1),
    ("everything but lantern", "7 papers other than “Lantern", 7),
    ("all her papers but lantern", "7 papers by Imogen Castellaw, other than “Lantern", 7),
    ("what other papers than lantern have code", "2 papers with code listed, other than “Lantern", 2),
    ("papers except those by haddad and those from 2025", "3 papers not by Noor Haddad, not from 2025", 3),
    ("papers not by haddad and from 2025", "1 paper not by Noor Haddad, from 2025", 1),
    ("papers except lantern and those by deol", "4 papers not by Priyanka Deol, other than “Lantern", 4),
    ("no code and newer than 2024", "2 papers after 2024, with no code listed", 2),
)
_EITHER: tuple[_Row, ...] = (
    ("papers from 2022 and 2024", "3 papers from 2022 or from 2024", 3),
    ("papers from 2022, 2023 and 2025", "4 papers from 2022, from 2023 or from 2025", 4),
    ("how many papers in 2022 & 2024", "3 papers from 2022 or from 2024", 3),
    ("papers not from 2024 and 2025", "4 papers not from 2024 or from 2025", 4),
    ("papers between 2022 and 2024", "4 papers from 2022 to 2024", 4),
    ("papers from 2022 to 2024", "4 papers from 2022 to 2024", 4),
    ("papers from May and January", "2 papers from May or from January", 2),
    ("RO papers either with code or from 2025", "4 papers in Robotics (cs.RO), with code listed or from 2025", 4),
    ("RO papers with code or from 2025", "4 papers in Robotics (cs.RO), with code listed or from 2025", 4),
    ("papers by either haddad or quill from 2026", "2 papers by Noor Haddad or Bartholomew Quill, from 2026", 2),
    ("papers by quill from 2024 or by deol from 2023", "2 papers by Bartholomew Quill and from 2024 or by Priya", 2),
    ("RO papers with code or CV papers without code", "4 papers in Robotics (cs.RO) and with code listed or in", 4),
)
_STANDING: tuple[_Row, ...] = (
    ("papers with haddad but not as first author", "2 papers by Noor Haddad, not with Noor Haddad as first author", 2),
    ("papers where haddad is not first author", "6 papers not with Noor Haddad as first author", 6),
    ("papers led by renn or quill", "2 papers with Tobias Renn as first author or with Bartholomew Quill", 2),
    ("papers where the first author is renn or quill", "2 papers with Tobias Renn as first author or with Barth", 2),
    ("papers with renn as first author or quill as first author", "2 papers with Tobias Renn as first author or", 2),
    ("papers by deol as first author or with code", "4 papers with Priyanka Deol as first author or with code", 4),
    ("papers where neither castellaw nor haddad is first author", "3 papers not with Imogen Castellaw as first", 3),
    ("papers where castellaw is first or last", "4 papers with Imogen Castellaw as first author or last author", 4),
    ("papers by haddad and deol where haddad is first author", "1 paper by Noor Haddad and Priyanka Deol, with", 1),
)
_SIZES: tuple[_Row, ...] = (
    ("papers with two authors or more", "7 papers with at least 2 authors", 7),
    ("papers with three or more authors", "5 papers with at least 3 authors", 5),
    ("papers with 3+ authors", "5 papers with at least 3 authors", 5),
    ("papers with two authors or fewer", "3 papers with at most 2 authors", 3),
    ("papers with no more than two authors", "3 papers with at most 2 authors", 3),
    ("papers with one or two authors", "3 papers with 1 to 2 authors", 3),
    ("papers with 2-3 authors", "3 papers with 2 to 3 authors", 3),
    ("papers with two authors", "2 papers with 2 authors", 2),
    ("papers without two authors", "6 papers without 2 authors", 6),
    ("papers with more than two authors", "5 papers with at least 3 authors", 5),
    ("papers not written alone", "7 papers not by one author alone", 7),
    ("papers she did not write alone", "7 papers not by one author alone", 7),
    ("papers not by castellaw alone", "7 papers not by Imogen Castellaw and by one author alone", 7),
    ("papers not from 2022 written alone", "None of the 8 papers here is by one author alone, not from 2022", 0),
    ("papers by castellaw and quill alone", "1 paper by Imogen Castellaw and Bartholomew Quill, with 2 authors", 1),
    ("only by castellaw and deol", "1 paper by Imogen Castellaw and Priyanka Deol, with 2 authors", 1),
    ("solo papers", "1 paper by one author alone", 1),
)
_EVERY: tuple[_Row, ...] = (
    ("do all papers by renn have code", "Yes: 2 of 2 papers by Tobias Renn: with code listed", 2),
    ("does every paper by haddad have code", "No: 3 of 4 papers by Noor Haddad: with code listed", 3),
    ("do the RO papers have code", "No: 3 of 5 papers in Robotics (cs.RO): with code listed", 3),
    ("are all papers with code in RO", "Yes: 3 of 3 papers with code listed: in Robotics (cs.RO)", 3),
    ("are all papers by haddad in RO", "Yes: 4 of 4 papers by Noor Haddad: in Robotics (cs.RO)", 4),
    ("are all papers by renn from 2024 or 2025", "Yes: 2 of 2 papers by Tobias Renn: from 2024 or from 2025", 2),
    ("are all papers by quill without code", "No: 2 of 3 papers by Bartholomew Quill: with no code listed", 2),
    ("are all papers from 2025 by deol", "Not that the page tells", 1),
    ("do all papers have code", "No: 3 papers with code listed", 3),
    ("are there no papers from 2023", "No: 1 paper from 2023", 1),
    ("are there no papers from 2021", "Yes: none of the 8 papers here is from 2021", 0),
    ("aren't there any papers from 2023", "Yes: 1 paper from 2023", 1),
    ("is there no paper by quill with code", "No: 1 paper by Bartholomew Quill, with code listed", 1),
    ("do none of the papers by quill have code", "No: 1 paper by Bartholomew Quill, with code listed", 1),
    ("papers by quill with no code", "2 papers by Bartholomew Quill, with no code listed", 2),
)

_WORDS: tuple[_Row, ...] = (
    ("papers without the word radar", "7 papers without “radar” in the title or abstract", 7),
    ('papers that lack the word "falls"', "6 papers without “falls” in the title or abstract", 6),
    ("papers without the word radar by renn", "1 paper by Tobias Renn, without “radar” in the title or abstract", 1),
    ('papers without "for" in the title', "3 papers without “for” in the title", 3),
    ("papers that do not have learning in the title", "7 papers without “learning” in the title", 7),
    ("papers from 2025 without learning in the title", "1 paper from 2025, without “learning” in the title", 1),
    ("titles without learning", "7 papers without “learning” in the title", 7),
    ("papers with for in the title but not learning", "4 papers with “for” in the title, without “learning” in", 4),
    ("papers with for in the title", "5 papers with “for” in the title", 5),
    ("titles without code", "5 papers with no code listed", 5),
    ("papers that mention neither radar nor gravel", "6 papers not mentioning “radar” or “gravel”", 6),
    ("papers not containing gearboxes", "7 papers not mentioning “gearboxes”", 7),
)

_OTHERS: tuple[_Row, ...] = (
    ("papers by exactly one of haddad and deol", "5 papers by Noor Haddad or Priyanka Deol but not both", 5),
    ("papers by haddad or deol but not both", "5 papers by Noor Haddad or Priyanka Deol but not both", 5),
    ("papers by at least one of haddad and deol", "6 papers by Noor Haddad or Priyanka Deol", 6),
    ("papers by none of haddad and deol", "2 papers not by Noor Haddad or Priyanka Deol", 2),
    ("papers by both haddad and deol", "1 paper by Noor Haddad and Priyanka Deol", 1),
    ("did castellaw and quill write backlash compensation alone", "Yes: Bartholomew Quill and Imogen Castellaw", 1),
    ("was lantern written by renn and haddad alone", "No: Tobias Renn", 1),
    ("is castellaw the only author of thistle", "No: Imogen Castellaw", 1),
    ("papers with et al", "4 papers with “et al.” behind the authors", 4),
    ("papers without et al.", "4 papers without “et al.” behind the authors", 4),
    ("papers with a link", "2 papers with a link to code", 2),
    ("papers with code but without a link", "1 paper with code listed, without a link to code", 1),
    ("papers in RO and another field", "2 papers in Robotics (cs.RO), in 2 fields or more", 2),
    ("papers in RO and no other field", "3 papers in Robotics (cs.RO), in 1 field alone", 3),
    ("papers between lantern and thistle", "3 papers newer than Lantern", 3),
    ("what came between thistle and lantern", "3 papers", 3),
    ("papers after lantern and before thistle", "3 papers newer than Lantern", 3),
    ("how many days between lantern and thistle", "628 days", 2),
)

_TOGETHER: tuple[_Row, ...] = (
    ("papers without an affiliation by deol", "3 papers by Priyanka Deol, without an affiliation", 3),
    ("papers by quill neither as first nor as last author", "1 paper by Bartholomew Quill, not with", 1),
    ("papers where she is neither first nor last", "4 papers not with Imogen Castellaw as first author or last", 4),
    ("papers by haddad and deol or by quill", "4 papers by Noor Haddad and by Priyanka Deol or by Bartholomew", 4),
    ("papers by haddad, deol or quill", "7 papers by Noor Haddad, Priyanka Deol or Bartholomew Quill", 7),
    ("papers from 2025 with or without code", "2 papers from 2025", 2),
    ("papers before 2024 by neither deol nor quill", "1 paper not by Priyanka Deol or Bartholomew Quill, before", 1),
    ("all papers but the solo one", "7 papers not by one author alone", 7),
    ("papers that have neither code nor et al", "4 papers without “et al.” behind the authors, with no code", 4),
    ("papers with haddad first and renn third", "1 paper with Noor Haddad as first author, with Tobias Renn as", 1),
    ("papers with renn first and haddad second", "1 paper with Tobias Renn as first author, with Noor Haddad as", 1),
    ("newest papers by haddad and renn", "The newest 2 papers by Noor Haddad and Tobias Renn", 2),
    ("what did haddad and renn write first", "Lantern", 1),
    ("does any paper besides lantern have code", "2 papers with code listed, other than “Lantern", 2),
    ("does lantern have code", "Yes: ", 1),
    ("papers without a tag", "5 papers without an affiliation", 5),
    ("number of papers without the code tag", "5 papers with no code listed", 5),
    ("papers that carry no code", "5 papers with no code listed", 5),
    ("papers by quill with one other author", "1 paper by Bartholomew Quill, with 2 authors", 1),
    ("papers deol led", "1 paper with Priyanka Deol as first author", 1),
    ("papers except lantern, thistle or backlash", "5 papers not mentioning “backlash”, other than “Lantern", 5),
    ("papers with code or by deol but not from 2025", "4 papers not from 2025, with code listed or by Priya", 4),
)


@pytest.mark.parametrize(
    "rows",
    [_BARRED, _EITHER, _STANDING, _SIZES, _EVERY, _WORDS, _OTHERS, _TOGETHER],
    ids=["barred", "either", "standing", "sizes", "every", "words", "others", "together"],
)
async def test_filters_hang_together_as_they_are_said(tmp_path: Path, rows: tuple[_Row, ...]) -> None:
    """The heading says how the question was understood, and the papers are those it says."""
    folio = await open_pages(tmp_path, "castellaw")
    for question, begins, papers in rows:
        given = folio.ask(question, TODAY)
        assert isinstance(given, Answered), question
        assert given.short.startswith(begins), (question, given.short)
        assert len(given.papers) == papers, (question, given.short)


@pytest.mark.parametrize("question", ["newest paper of each field", "papers from even years"])
async def test_lists_within_lists_are_declined(tmp_path: Path, question: str) -> None:
    """Rather than half of what was asked is ignored."""
    folio = await open_pages(tmp_path, "castellaw")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Declined)
    assert "more than I can list at once" in given.reason


async def test_what_no_paper_can_be_is_not_taken_for_a_filter(tmp_path: Path) -> None:
    """Two people of two years in one breath: which year is whose is not for a list to guess."""
    folio = await open_pages(tmp_path, "castellaw")
    assert isinstance(folio.ask("papers by quill in 2024 and deol in 2023", TODAY), Declined)


async def test_a_topic_or_a_filter_is_either(tmp_path: Path) -> None:
    """`about A or by B` is no topic of B's papers, and a refusal says among which papers a topic was looked for."""
    folio = await open_pages(tmp_path, "castellaw")
    given = folio.ask("papers about radar or by deol", TODAY)
    assert isinstance(given, Answered)
    assert given.short == "4 papers mentioning “radar” or by Priyanka Deol"
    given = folio.ask("papers about radar by deol", TODAY)
    assert isinstance(given, Answered)
    assert given.short == "None of the 8 papers here is by Priyanka Deol, mentioning “radar”."
