"""What is declined, what is only close, and that nobody gets somebody else's number."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Closest, Declined
from bot.folio import Folio
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

_OTHERS = [
    "yuxuan tang h index",
    "tang h-index",
    "wei tong citations",
    "Tong Zhang citations",
    "h index of hinton",
    "yuxuan li h-index",
    "h-index of the first author of dapo",
    "his advisor's h-index",
    "what is Will's h-index",
    "h-index of An",
    "h-index in 2024",
    "h index of tong's coauthor",
    "average h-index of the authors",
    "google scholar citations",
    "i10-index",
    "hans h-index",
    "anya's citations",
    "citations of qiying yu",
    "yingru li h-index",
    "Hé h-index",
    "is his h-index higher than hinton's",
    "Times h-index",
]


@pytest.mark.parametrize("question", _OTHERS)
async def test_the_owners_number_is_the_owners_alone(folio: Folio, question: str) -> None:
    """A word left over in a question for a metric is about somebody or something else."""
    assert not isinstance(folio.ask(question, TODAY), Answered)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("his email", "e-mail"),
        ("where was dapo published", "venues"),
        ("how many citations does DAPO have", "single papers"),
        ("most cited paper", "single papers"),
        ("last author of DAPO", "et al."),
        ("how many authors are on laminar", "et al."),
        ("phd advisor", "advisors"),
        ("what is DAPO's arxiv id", "arXiv"),
        ("what is his best paper", "verdicts"),
        ("papers by Yann LeCun", "Nobody here is called"),
        ("papers by li", "Yingru Li or Ziniu Li"),
        ("protein folding papers", "None of the 9 papers here mentions"),
    ],
)
async def test_a_no_says_what_is_not_there(folio: Folio, question: str, reason: str) -> None:
    """Which it is, and what can be asked instead."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Declined)
    assert reason in given.reason
    assert given.suggestions


@pytest.mark.parametrize(
    "question",
    [
        "did laminar use H100s or A100s",
        "DART-Math score on GSM8K",
        "name the 6 benchmarks in dart",
        "which base model did the long cot paper use",
        "what GPU type did laminar use",
        "why does DAPO use PPO with a value model",
        "which seven genres are in verigame",
        "how many TPUs did DART use",
    ],
)
async def test_what_is_not_said_outright_is_only_close(folio: Folio, question: str) -> None:
    """A presupposition that the abstract does not share, a list that it only counts."""
    assert isinstance(folio.ask(question, TODAY), Closest)


@pytest.mark.parametrize(
    "question", ["papers from 2022", "how many papers in quantum physics", "papers from 2019 with code"]
)
async def test_no_paper_is_an_answer(folio: Folio, question: str) -> None:
    """An empty list is said to be one."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith("None of the 9 papers here")


async def test_an_acronym_that_nobody_spells_out_stays_one(folio: Folio) -> None:
    """No words are found for letters."""
    given = folio.ask("what does KL stand for", TODAY)
    assert isinstance(given, Declined)
    assert given.reason == "No abstract here spells that out."


@pytest.mark.parametrize(
    "question",
    [
        "What is Yuxuan Tong's current h-index?",
        "What Is The H-Index Of Yuxuan Tong",
        "is the h-index 18?",
        "how well cited is he",
        "How many times has Tong been cited?",
        "what is the novelty percentage",
        "what number is shown for AI Score",
        "wats the h-index of this researcher",
        "citation total for yuxuan",
    ],
)
async def test_the_owners_number_is_given_however_it_is_asked_for(folio: Folio, question: str) -> None:
    """Words that are said of any number are nobody else's name."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert "captured 22 November 2026" in given.note


@pytest.mark.parametrize(
    "question",
    [
        "what river was seinenet tested on",
        "which rivers are in FjordVid",
        "name the 19 species",
        "what is the p-value in the stopping rule paper",
        "what GPU did seinenet use",
        "how many cameras does seinenet use",
    ],
)
async def test_a_name_or_a_number_of_something_else_is_no_answer(tmp_path: Path, question: str) -> None:
    """What stands near is not what was asked for."""
    folio = await open_pages(tmp_path, "brandvold")
    assert not isinstance(folio.ask(question, TODAY), Answered)
