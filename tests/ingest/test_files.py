"""Files before they are pages: what is text, what lies in the folder, what is stated beside a page, and dates."""

import os
from datetime import date
from pathlib import Path

import pytest

from bot.errors import SeedsError
from bot.ingest.decode import decode
from bot.ingest.problems import Problem, Severity
from bot.ingest.resolve import Memory, Resolution, resolve
from bot.ingest.seeds import open_seeds, read_seeds
from bot.ingest.sidecars import read_sidecar
from bot.library.models import CaptureSource, Published
from tests.pages import PaperText, page_text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t", "empty"),
        (b"  <!DOCTYPE html><p>", "HTML"),
        (b"\xef\xbb\xbf<html lang='en'>", "HTML"),
        (b"<?xml version='1.0'?><html>", "HTML"),
        (b"PK\x03\x04rest", "zip"),
        (b"%PDF-1.7", "PDF"),
        ("Ada Long".encode("utf-16"), "UTF-16"),
        (b"Ada\x00Long", "binary"),
        (b"Ada\nLong\n\xff\xfe", "line 3 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    """The reason says what the file is and what to do."""
    refused = decode(data, "page.txt")
    assert isinstance(refused, Problem)
    assert refused.severity is Severity.ERROR
    assert said in refused.message


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Windows editors write one."""
    assert decode(b"\xef\xbb\xbfAda", "page.txt") == "Ada"


def test_only_pages_of_the_folder_itself_are_read(tmp_path: Path) -> None:
    """Hidden files, folders, links and other endings are left out; each that looks like a page is named."""
    (tmp_path / "ada.TXT").write_text(page_text("Ada Long", []))
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "link.txt").symlink_to("/etc/passwd")
    (tmp_path / "lonely.toml").write_text("captured = 2026-01-01")
    seeds = open_seeds(tmp_path)
    assert [file.name for file in read_seeds(seeds)] == ["ada.TXT"]
    said = {problem.source: problem.message for problem in seeds.problems}
    assert set(said) == {"notes.md", "link.txt", "lonely.toml"}
    assert "links are not followed" in said["link.txt"]
    assert "there is no file lonely.txt" in said["lonely.toml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no named pipes in folders")
def test_a_pipe_in_the_folder_does_not_hang_the_start(tmp_path: Path) -> None:
    """What is no ordinary file is left out."""
    os.mkfifo(tmp_path / "pipe.txt")
    assert "no ordinary file" in open_seeds(tmp_path).problems[0].message


def test_a_missing_folder_is_said_with_its_setting(tmp_path: Path) -> None:
    """The sentence names SEEDS_DIR."""
    with pytest.raises(SeedsError, match="SEEDS_DIR"):
        open_seeds(tmp_path / "nowhere")


def test_the_fingerprint_follows_every_file(tmp_path: Path) -> None:
    """A change in a page or in what is stated beside it is a change; the same bytes are none."""
    (tmp_path / "ada.txt").write_text(page_text("Ada Long", []))
    first = open_seeds(tmp_path).fingerprint
    assert open_seeds(tmp_path).fingerprint == first
    (tmp_path / "ada.toml").write_text("captured = 2026-01-01")
    assert open_seeds(tmp_path).fingerprint != first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("captured = '2026-11-22'", "without quotes"),
        ("captured = 2026-11-22T10:00:00", "without quotes"),
        ("captured = ", "not TOML"),
        ("capturd = 2026-11-22", "is unknown"),
    ],
)
def test_a_wrong_sidecar_is_said_and_counts_as_unsaid(text: str, said: str) -> None:
    """A typing error beside a page costs a sentence, not the page."""
    sidecar, problems = read_sidecar(text.encode(), "ada.toml")
    assert sidecar.captured is None
    assert said in problems[0].message


def settle(folder: Path, memory: Memory, today: date, text: str = "", captured: str = "") -> Resolution:
    """Load a folder with one page on a day."""
    if text:
        (folder / "ada.txt").write_text(text)
    if captured:
        (folder / "ada.toml").write_text(f"captured = {captured}")
    return resolve(list(read_seeds(open_seeds(folder))), memory, today)


def published(resolution: Resolution) -> Published | None:
    """The day of the only paper."""
    return resolution.pages[0].listings[0].published


FEBRUARY = page_text("Ada Long", [PaperText("A Thing", meta="LGFeb 6")])


def test_a_day_without_a_year_is_settled_once(tmp_path: Path) -> None:
    """It is of the year of capture, marked as inferred, and stays so on every later load."""
    first = settle(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY)
    later = settle(tmp_path, first.memory, date(2027, 3, 1))
    assert published(first) == published(later) == Published(date(2026, 2, 6), year_inferred=True)
    assert later.pages[0].captured.day == date(2026, 11, 22)
    assert later.pages[0].captured.source is CaptureSource.FIRST_SEEN


def test_a_later_copy_of_the_page_moves_no_paper(tmp_path: Path) -> None:
    """A page captured anew next year keeps the years of the days that it already had."""
    first = settle(tmp_path, Memory(), date(2026, 11, 22), FEBRUARY)
    newer = page_text("Ada Long", [PaperText("A Thing", meta="LGFeb 6"), PaperText("New", meta="LGFeb 7")])
    later = settle(tmp_path, first.memory, date(2027, 3, 1), newer)
    days = [listing.published.day for listing in later.pages[0].listings if listing.published]
    assert days == [date(2026, 2, 6), date(2027, 2, 7)]


def test_a_mended_title_moves_no_paper(tmp_path: Path) -> None:
    """A typing error in a title that is mended next year leaves the paper's year as it was settled."""
    first = settle(tmp_path, Memory(), date(2026, 12, 30), FEBRUARY.replace("A Thing", "A Thnig"))
    later = settle(tmp_path, first.memory, date(2027, 1, 5), FEBRUARY)
    assert published(later) == Published(date(2026, 2, 6), year_inferred=True)


def test_a_stated_capture_day_corrects_the_same_page(tmp_path: Path) -> None:
    """Somebody who says when the page was captured corrects what was inferred from the first day it was seen."""
    first = settle(tmp_path, Memory(), date(2027, 3, 1), FEBRUARY)
    corrected = settle(tmp_path, first.memory, date(2027, 3, 2), captured="2026-11-22")
    assert published(first) == Published(date(2027, 2, 6), year_inferred=True)
    assert published(corrected) == Published(date(2026, 2, 6), year_inferred=True)
    assert corrected.pages[0].captured.source is CaptureSource.SIDECAR


@pytest.mark.parametrize(("meta", "said"), [("LGFeb 29", "does not exist"), ("LGFeb 30, 2025", "does not exist")])
def test_a_day_that_does_not_exist_is_no_day(tmp_path: Path, meta: str, said: str) -> None:
    """The paper stays, without a date, and a warning names it."""
    result = settle(tmp_path, Memory(), date(2026, 11, 22), page_text("Ada Long", [PaperText("A Thing", meta=meta)]))
    assert published(result) is None
    assert said in result.problems[0].message


def test_a_day_after_the_capture_is_doubted(tmp_path: Path) -> None:
    """A day without a year that lies after the capture is kept as the rule has it, with a warning."""
    result = settle(
        tmp_path, Memory(), date(2026, 1, 5), page_text("Ada Long", [PaperText("A Thing", meta="LGDec 28")])
    )
    assert published(result) == Published(date(2026, 12, 28), year_inferred=True)
    assert "after its page was captured" in result.problems[0].message
