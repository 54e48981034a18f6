"""Lists, counts, superlatives and comparisons."""

import pytest

from bot.answers.outcome import Answered, Declined
from bot.asking import plain
from bot.folio import Folio
from bot.library.wording import aside
from tests.conftest import TODAY


@pytest.mark.parametrize(
    ("question", "starts"),
    [
        ("newest two papers", ["GameGen", "The Opt"]),
        ("newest 3 papers", ["GameGen", "The Opt", "Dynamic"]),
        ("first paper", ["ImageRe"]),
        ("CV and CL papers", ["Demysti", "DART-Ma", "ImageRe"]),
        ("when did he publish last", ["GameGen"]),
        ("papers between 2024 and 2025 not in LG", ["Demysti", "DART-Ma"]),
        ("papers where tong is first author", ["DART-Ma"]),
        ("LG papers with code", ["DAPO: A"]),
        ("joint papers of yingru li and jiacai liu", ["Dynamic", "Trust R"]),
        ("CL papers oldest first", ["DART-Ma", "Demysti"]),
        ("tsinghua papers", ["DAPO: A", "ImageRe"]),
        ("papers that mention mixture of experts", ["Trust R"]),
        ("papers not about RL", ["GameGen", "DART-Ma", "ImageRe"]),
        ("list the github repos", ["Demysti", "ImageRe"]),
        ("is laminar newer than dapo", ["Laminar", "DAPO: A"]),
        ("compare dapo and laminar", ["DAPO: A", "Laminar"]),
        ("what year did DAPO and DART come out", ["DAPO: A", "DART-Ma"]),
        ("did tong work with borui wan", ["Laminar"]),
    ],
)
async def test_papers_are_chosen_by_whatever_is_asked(folio: Folio, question: str, starts: list[str]) -> None:
    """Any combination of filters, order and number; the papers in their order."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert [folio.catalogue.papers[key].title[:7] for key in given.papers] == starts


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("how many papers have code", "3 papers with code listed"),
        ("how many LG papers since 2025", "6 papers in Machine Learning (cs.LG), since 2025"),
        ("how many papers are not in LG", "3 papers not in Machine Learning (cs.LG)"),
        ("is laminar newer than dapo", "Yes: Laminar is newer. Laminar: 14 October 2025; DAPO: 18 March 2025"),
        ("who are tongs coauthors", "19 co-authors named here: Jiawei Xu (3), Yingru Li (3)"),
        ("whose page is this", "Yuxuan Tong"),
        ("when was the page captured", "Yuxuan Tong: captured 22 November 2026"),
        ("is dapo from tsinghua", "Yes: tsinghua"),
        ("does dapo have code", "Yes: flagged as having code; the page gives no link"),
        ("is there code for dvp", "No: no code is listed for it"),
        ("acronym for trust region masking", "TRM"),
    ],
)
async def test_short_answers_say_it_first(folio: Folio, question: str, short: str) -> None:
    """The answer before its receipts."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(short)


async def test_a_whole_abstract_is_its_own_quote(folio: Folio) -> None:
    """Who asks for the abstract gets it."""
    given = folio.ask("show me the abstract of dart", TODAY)
    assert isinstance(given, Answered)
    (quote,) = given.quotes
    assert quote.text == folio.catalogue.papers[quote.paper].abstract


@pytest.mark.parametrize(
    "question",
    ["newest paper", "papers after dapo", "which papers are newer than gamegen", "is gamegen the newest paper",
     "papers of the same year as gamegen", "papers by tong"],
)  # fmt: skip
async def test_no_bracket_stands_within_another(folio: Folio, question: str) -> None:
    """A year that was inferred is said behind a comma where the date is in brackets itself."""
    said = plain(folio.ask(question, TODAY))
    assert ", year inferred)" in said
    assert "))" not in said


@pytest.mark.parametrize(
    ("text", "put"),
    [
        ("8 May 2026 (year inferred)", "8 May 2026, year inferred"),
        ("8 May 2026", "8 May 2026"),
        ("f(x)", "f(x)"),
        ("", ""),
    ],
)
def test_what_is_put_into_brackets_has_none_at_its_end(text: str, put: str) -> None:
    """Whatever it says."""
    assert aside(text) == put


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("papers from 28.12.2025", 2),
        ("papers since 1.1.2025", 7),
        ("papers from October 2025 to now", 5),
        ("Jan 2025 - Mar 2025 papers", 2),
        ("papers from June to September", 1),
        ("papers from twenty twenty-five", 5),
        ("papers before 1/1/2025", 2),
        ("I'm not interested in code, just papers from 2025", 5),
        ("papers from 2025 please, not necessarily with code", 5),
        ("papers that don't mention reinforcement learning", 3),
        ("which papers don't mention AIME", 8),
        ("anything but RL papers", 3),
        ("im doing a timeline, which papers are from 2025?", 5),
    ],
)
async def test_however_a_list_is_asked_for(folio: Folio, question: str, number: int) -> None:
    """Dates in any form, spans without an end, what does not matter, what must not be."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert len(given.papers) == number, given.short


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("does only DAPO have code", "No: 2 other papers with code listed"),
        ("do all papers have code", "No: 3 papers with code listed"),
        ("does only laminar have code", "No: 3 other papers with code listed"),
        ("are all papers by tong", "Yes: 9 papers by Yuxuan Tong"),
    ],
)
async def test_only_and_all_are_heeded(folio: Folio, question: str, short: str) -> None:
    """Yes or no, and which."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short == short


@pytest.mark.parametrize(
    "question",
    [
        "papers from 2025, sorry, I meant 2024",
        "papers from 2024? no, 2023",
        'who wrote "Attention Is All You Need"',
        "when was Attention Is All You Need published",
    ],
)
async def test_what_is_unclear_or_not_here_is_no_list(folio: Folio, question: str) -> None:
    """Who corrects themselves is asked again, and no other paper stands for one that is not here."""
    assert isinstance(folio.ask(question, TODAY), Declined)
