"""Reading a question: times, fields, cues, shorthand, typing slips, and what is left over."""

from datetime import date

import pytest

from bot.answers.grammar.conditions import by, dated, with_code
from bot.answers.grammar.filters import Filters, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading, read
from bot.answers.grammar.times import Time, find_time
from bot.folio import Folio

NOW = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("papers from 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("december 2025 papers", date(2025, 12, 1), date(2025, 12, 31)),
        ("what was published dec 28 2025", date(2025, 12, 28), date(2025, 12, 28)),
        ("on 28 december 2025", date(2025, 12, 28), date(2025, 12, 28)),
        ("2025 12 28", date(2025, 12, 28), date(2025, 12, 28)),
        ("since 2023", date(2023, 1, 1), None),
        ("2023 or later", date(2023, 1, 1), None),
        ("after october 2025", date(2025, 11, 1), None),
        ("before 2022", None, date(2021, 12, 31)),
        ("until march 2024", None, date(2024, 3, 31)),
        ("between 2024 and 2025", date(2024, 1, 1), date(2025, 12, 31)),
        ("from 2025 to 2024", date(2024, 1, 1), date(2025, 12, 31)),
        ("2021 2023", date(2021, 1, 1), date(2023, 12, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("this year", date(2026, 1, 1), date(2026, 12, 31)),
        ("last month", date(2026, 10, 1), date(2026, 10, 31)),
        ("in the past two years", date(2024, 11, 22), None),
    ],
)
def test_times_are_days(text: str, first: date | None, last: date | None) -> None:
    """Whatever names a time is the days from its first to its last."""
    found = find_time(text.split(), NOW)
    assert found is not None
    assert (found.time.first, found.time.last) == (first, last)


@pytest.mark.parametrize("text", ["may i ask", "february 30 2025", "99 2025 13", "in one of them", "13 13 13"])
def test_what_is_no_day_is_no_time(text: str) -> None:
    """`may` is a verb, and there is no thirtieth of February."""
    found = find_time(text.split(), NOW)
    assert found is None or found.time.said == "from 2025"


def test_a_month_alone_is_one_of_any_year() -> None:
    """`in december` has no year to be of."""
    found = find_time(["papers", "in", "december"], NOW)
    assert found is not None
    assert found.time == Time("from December", months=(12,))


def asked(folio: Folio, question: str) -> Reading:
    """A question read against a library."""
    return read(question, folio.shelf, NOW)


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("LG papers", ["cs.LG"]),
        ("cs.LG papers", ["cs.LG"]),
        ("computer vision papers", ["cs.CV"]),
        ("cv papers", ["cs.CV"]),
        ("papers not in CL", ["cs.CL"]),
        ("is it done", []),
        ("machine learning papers", ["cs.LG"]),
    ],
)
async def test_fields_by_code_and_by_name(folio: Folio, question: str, codes: list[str]) -> None:
    """A code in capitals, or in small letters where papers are asked for; a name whole or to its first `and`."""
    assert [code for field in asked(folio, question).fields for code in field.codes] == codes


@pytest.mark.parametrize(
    ("question", "cue"),
    [
        ("whats his h-idx", Cue.H_INDEX),
        ("hndex", Cue.H_INDEX),
        ("how manny citaitons", Cue.CITATIONS),
        ("pubs flagged code", Cue.CODE),
        ("lead author of the long CoT paper", Cue.FIRST_AUTHOR),
        ("what does DART stand for", Cue.EXPAND),
        ("who wrote it", Cue.WHO),
        ("solo papers", Cue.ALONE),
        ("papers oldest first", Cue.OLDEST_FIRST),
    ],
)
async def test_phrases_ask_for_what_they_mean(folio: Folio, question: str, cue: Cue) -> None:
    """Cues are found in shorthand and through a slip as well."""
    assert asked(folio, question).has(cue)


async def test_what_nothing_accounts_for_is_left_over(folio: Folio) -> None:
    """A stranger's name stands alone; small words do not."""
    reading = asked(folio, "what is the h-index of professor zweistein please")
    assert [reading.words[at] for at in reading.rest] == ["zweistein"]


async def test_a_known_word_is_never_mended(folio: Folio) -> None:
    """Only what nothing knows is taken for a slip, and never for another short name."""
    assert asked(folio, "tang h-index").tokens[0].typed == "tang"
    assert not asked(folio, "tang h-index").people
    assert [token.folded for token in asked(folio, "auhtors of dapo").tokens] == ["authors", "of", "dapo"]


async def test_filters_are_said_as_they_are_kept(folio: Folio) -> None:
    """What is said of a list is what was kept."""
    (tong,) = (person.key for person in folio.catalogue.people.values() if person.page)
    year = dated(Time("from 2025", date(2025, 1, 1), date(2025, 12, 31)))
    filters = Filters((with_code(listed=True), year, by([tong], folio.catalogue)))
    papers = kept(folio.shelf.facets, filters)
    assert [paper.title[:4] for paper in papers] == ["DAPO", "Demy"]
    assert described(filters) == "by Yuxuan Tong, from 2025, with code listed"
