"""From pages as written to pages as known: capture days, dates that are settled once, and who is who."""

from datetime import date
from pathlib import Path

import pytest

from bot.ingest.resolve import Memory, Resolution, resolve
from bot.ingest.seeds import open_seeds, read_seeds
from bot.library.models import CaptureSource, Published
from tests.pages import PaperText, page_text

FEBRUARY = page_text("Ada Long", [PaperText("A Thing", meta="LGFeb 6")])


def load(folder: Path, memory: Memory, today: date, text: str = "", captured: str = "") -> Resolution:
    """Load a folder with one page on a day."""
    if text:
        (folder / "ada.txt").write_text(text)
    if captured:
        (folder / "ada.toml").write_text(f"captured = {captured}")
    return resolve(list(read_seeds(open_seeds(folder))), memory, today)


def published(resolution: Resolution) -> list[Published | None]:
    """The days of the papers."""
    return [listing.published for page in resolution.pages for listing in page.listings]


def inferred(year: int, month: int, day: int) -> Published:
    """A day whose year the page does not give."""
    return Published(date(year, month, day), year_inferred=True)


def test_a_day_without_a_year_is_settled_once(tmp_path: Path) -> None:
    """It is of the year of capture, marked as inferred, and stays so on every later load."""
    first = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY)
    later = load(tmp_path, first.memory, date(2027, 3, 1))
    assert published(first) == published(later) == [inferred(2026, 2, 6)]
    assert later.pages[0].captured.day == date(2026, 11, 22)
    assert later.pages[0].captured.source is CaptureSource.FIRST_SEEN
    assert later.memory == first.memory


def test_a_later_copy_of_the_page_moves_no_paper(tmp_path: Path) -> None:
    """A page captured anew next year keeps the years of the days that it already had, however often it changes."""
    memory = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY).memory
    newer = page_text("Ada Long", [PaperText("A Thing", meta="LGFeb 6"), PaperText("New", meta="LGFeb 7")])
    second = load(tmp_path, memory, date(2027, 3, 1), newer)
    assert published(second) == [inferred(2026, 2, 6), inferred(2027, 2, 7)]
    newest = newer.replace("New", "a THING!").replace("LGFeb 7", "LGFeb 8")
    third = load(tmp_path, second.memory, date(2028, 3, 1), newest)
    assert published(third) == [inferred(2026, 2, 6), inferred(2028, 2, 8)]


def test_a_mended_title_moves_no_paper(tmp_path: Path) -> None:
    """A typing error that is mended next year leaves the paper's year as it was settled, then and later."""
    first = load(tmp_path, Memory(), date(2026, 12, 30), FEBRUARY.replace("A Thing", "A Thnig of Beauty"))
    mended = FEBRUARY.replace("A Thing", "A Thing of Beauty")
    second = load(tmp_path, first.memory, date(2027, 1, 5), mended)
    third = load(tmp_path, second.memory, date(2028, 1, 5), mended.replace("We show", "We now show"))
    assert published(second) == published(third) == [inferred(2026, 2, 6)]


def test_another_paper_of_the_same_day_is_of_its_own_year(tmp_path: Path) -> None:
    """On a page captured anew the older paper shows its year, or is gone; a new title is a new paper."""
    memory = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY).memory
    papers = [PaperText("A Thing", meta="LGFeb 6, 2026"), PaperText("A Things", meta="LGFeb 6")]
    later = load(tmp_path, memory, date(2027, 3, 1), page_text("Ada Long", papers))
    assert published(later) == [Published(date(2026, 2, 6)), inferred(2027, 2, 6)]
    other = load(tmp_path, memory, date(2027, 3, 1), page_text("Ada Long", [PaperText("Else", meta="LGFeb 6")]))
    assert published(other) == [inferred(2027, 2, 6)]


def test_a_year_that_the_page_comes_to_state_wins(tmp_path: Path) -> None:
    """What is written is not inferred."""
    memory = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY).memory
    later = load(tmp_path, memory, date(2027, 3, 1), FEBRUARY.replace("LGFeb 6", "LGFeb 6, 2025"))
    assert published(later) == [Published(date(2025, 2, 6))]


def test_a_stated_capture_day_corrects_the_same_page(tmp_path: Path) -> None:
    """Somebody who says when the page was captured corrects what was inferred from the first day it was seen."""
    first = load(tmp_path, Memory(), date(2027, 3, 1), FEBRUARY)
    corrected = load(tmp_path, first.memory, date(2027, 3, 2), captured="2026-11-22")
    assert published(first) == [inferred(2027, 2, 6)]
    assert published(corrected) == [inferred(2026, 2, 6)]
    assert corrected.pages[0].captured.source is CaptureSource.SIDECAR


def test_a_capture_day_stated_for_a_newer_copy_moves_no_paper(tmp_path: Path) -> None:
    """It says when the copy was made, not that the older one's day was wrong."""
    memory = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY).memory
    newer = FEBRUARY.replace("We show", "We now show")
    assert published(load(tmp_path, memory, date(2027, 3, 1), newer, captured="2027-02-28")) == [inferred(2026, 2, 6)]


@pytest.mark.parametrize(
    ("meta", "day", "said"),
    [
        ("LGFeb 29", None, "does not exist in 2026"),
        ("LGFeb 30, 2025", None, "does not exist;"),
        ("LGMay 31, 0000", None, "does not exist;"),
        ("LGMay 32", None, "does not exist in 2026"),
        ("LGFeb 29, 2024", Published(date(2024, 2, 29)), None),
        ("LGMay 31, 9999", None, "cannot be of 9999"),
        ("LGMay 31, 0204", None, "cannot be of 0204"),
        ("LGMay 31, 1066", None, "cannot be of 1066"),
        ("LGMay 31, 2926", None, "cannot be of 2926"),
        ("LGMay 31, 2028", None, "cannot be of 2028"),
        ("LGMay 31, 2027", Published(date(2027, 5, 31)), "still to come"),
        ("LGNov 23, 2026", Published(date(2026, 11, 23)), None),
        ("LGMay 31, 1687", Published(date(1687, 5, 31)), None),
        ("LGNov 22", inferred(2026, 11, 22), None),
        ("LGDec 28", inferred(2026, 12, 28), "after its page was captured"),
    ],
)
def test_days_that_cannot_be_are_told(tmp_path: Path, meta: str, day: Published | None, said: str | None) -> None:
    """The paper stays, without a date where there is no such day, and a warning names its line."""
    result = load(tmp_path, Memory(), date(2026, 11, 22), page_text("Ada Long", [PaperText("A Thing", meta=meta)]))
    assert published(result) == [day]
    assert [problem.line for problem in result.problems] == ([9] if said else [])
    assert all(said in problem.message for problem in result.problems if said)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (
            "list.json",
            '[{"title": "A Thing", "author": [{"family": "Long"}], "issued": {"date-parts": [[2926]]}}]',
            None,
        ),
        ("list.bib", "\n@article{a, title = {A Thing}, author = {Long, Ada}, year = 2926}", 2),
    ],
)
def test_a_year_to_come_is_left_out_of_an_export(tmp_path: Path, name: str, text: str, line: int | None) -> None:
    """The paper stays, and a warning names it."""
    (tmp_path / name).write_text(text)
    result = load(tmp_path, Memory(), date(2026, 11, 22))
    assert published(result) == [None]
    assert [(problem.line, problem.message) for problem in result.problems] == [
        (line, "“A Thing” cannot be of 2926; the paper has no date.")
    ]


@pytest.mark.parametrize(
    "captured", ["2926-11-22", "0204-11-22", "2026-11-24", "1990-01-01", "0001-01-01", "9999-12-31"]
)
def test_a_capture_day_that_cannot_be_counts_as_unsaid(tmp_path: Path, captured: str) -> None:
    """It is told, and the day it was first seen counts."""
    result = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY, captured=captured)
    assert (result.pages[0].captured.day, result.pages[0].captured.source) == (
        date(2026, 11, 22), CaptureSource.FIRST_SEEN,
    )  # fmt: skip
    assert published(result) == [inferred(2026, 2, 6)]
    assert [problem.message for problem in result.problems] == [
        f"nobody can have copied it on {captured}, as is stated beside it; the day it was first seen counts."
    ]


def test_a_clock_that_runs_behind_takes_no_dates(tmp_path: Path) -> None:
    """A machine that wakes up in 1970 still knows that the days since then were."""
    text = page_text("Ada Long", [PaperText("A Thing", meta="LGFeb 6, 2026")])
    result = load(tmp_path, Memory(), date(1970, 1, 1), text, captured="2026-11-22")
    assert published(result) == [Published(date(2026, 2, 6))]
    assert result.pages[0].captured.day == date(2026, 11, 22)
    assert not result.problems


def test_the_leap_day_of_a_leap_year_is_one(tmp_path: Path) -> None:
    """And it stays settled where a later year has none."""
    leap = page_text("Ada Long", [PaperText("A Thing", meta="LGFeb 29")])
    first = load(tmp_path, Memory(), date(2028, 3, 1), leap)
    later = load(tmp_path, first.memory, date(2029, 3, 1), leap.replace("We show", "We now show"))
    assert published(first) == published(later) == [inferred(2028, 2, 29)]


def test_a_copy_of_a_page_is_no_second_person(tmp_path: Path) -> None:
    """The very same page in two files counts once; namesakes with other papers are two people."""
    (tmp_path / "copy.txt").write_text(f"\n\n{FEBRUARY}")
    copied = load(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY)
    assert len(copied.pages) == 1
    assert "stands in ada.txt, line 1, already" in copied.problems[0].message
    (tmp_path / "copy.txt").write_text(FEBRUARY.replace("A Thing", "Another"))
    two = load(tmp_path, Memory(), date(2026, 11, 22))
    assert len({page.key for page in two.pages}) == 2


def test_a_namesakes_key_outlives_an_edit_above(tmp_path: Path) -> None:
    """Buttons carry keys: a blank line more must not change whom they mean."""
    pages = [page_text("Ada Long", [PaperText(title)]) for title in ("One", "Two")]
    before = load(tmp_path, Memory(), date(2026, 11, 22), "\n\n".join(pages))
    after = load(tmp_path, Memory(), date(2026, 11, 22), "\n\n\n\n" + "\n\n\n\n".join(pages))
    assert [page.key for page in before.pages] == [page.key for page in after.pages]
    assert len({page.key for page in before.pages}) == 2


def test_a_bare_field_is_read_by_its_page(tmp_path: Path) -> None:
    """`GN` on a page of biology is genomics, also as the main field; alone it stays what it is."""
    papers = [PaperText("One", meta="QMMay 8, 2025"), PaperText("Two", meta="GN|PEMay 8, 2025")]
    text = page_text("Ada Long", papers).replace("\nLG\n", "\nGN\n")
    (page,) = load(tmp_path, Memory(), date(2026, 11, 22), text).pages
    assert (page.primary_field, [each.fields for each in page.listings]) == ("q-bio.GN", [("QM",), ("q-bio.GN", "PE")])
    alone = page_text("Ada Long", [PaperText("Two", meta="GNMay 8, 2025")]).replace("\nLG\n", "\nGN\n")
    (page,) = load(tmp_path, Memory(), date(2026, 11, 22), alone).pages
    assert (page.primary_field, page.listings[0].fields) == ("GN", ("GN",))


def test_latex_becomes_readable_and_is_kept(tmp_path: Path) -> None:
    """The page's own text stays beside what people are shown; a title of nothing but a space stays as it is."""
    papers = [PaperText(r"On $\alpha$", abstract=r"We show $O(n^2)$ here."), PaperText("$~$")]
    first, second = load(tmp_path, Memory(), date(2026, 11, 22), page_text("Ada Long", papers)).pages[0].listings
    assert (first.title, first.raw_title) == ("On α", r"On $\alpha$")
    assert (first.abstract, first.raw_abstract) == ("We show O(n²) here.", r"We show $O(n^2)$ here.")
    assert (second.title, second.raw_title) == ("$~$", None)
