"""Several pages of one name: one person's captures count once, and different people stay apart."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.resolve import Memory, Resolution, resolve
from bot.ingest.seeds import open_seeds, read_seeds
from tests.conftest import SEEDS
from tests.pages import PaperText, page_text

TODAY = date(2026, 11, 22)
SHIPPED = (SEEDS / "yuxuan-tong.txt").read_text("utf-8")
MORE = "\nLGNov 12\nA Newer Paper on Something\n\nBea Short, Cy Low et al.\n\nWe show that it is new, and works.\n"
NEWER = SHIPPED.replace("3,393", "3,500").replace("h-index18", "h-index19").replace("9 Papers", "10 Papers") + MORE


def load(folder: Path, memory: Memory | None = None, today: date = TODAY, **files: str) -> Resolution:
    """Read a folder of these files: `a` is `a.txt`, and `a_toml` what is stated beside it."""
    for name, text in files.items():
        (folder / (name.replace("_", ".") if "_" in name else f"{name}.txt")).write_text(text)
    return resolve(list(read_seeds(open_seeds(folder))), memory or Memory(), today)


def read(resolution: Resolution) -> list[tuple[str, str, int]]:
    """Each page's owner, file and number of papers."""
    return [(page.owner, page.source, len(page.listings)) for page in resolution.pages]


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_the_newer_capture_counts_and_the_older_is_told(tmp_path: Path, names: tuple[str, str]) -> None:
    """Whatever the files are called: one person, the newer numbers, and a notice with both days."""
    older, newer = names
    first = load(tmp_path, **{older: SHIPPED})
    both = load(tmp_path, first.memory, date(2026, 12, 24), **{newer: NEWER})
    assert read(both) == [("Yuxuan Tong", f"{newer}.txt", 10)]
    assert both.pages[0].key == first.pages[0].key
    (notice,) = both.problems
    assert (notice.source, notice.line) == (f"{older}.txt", 1)
    assert "(22 November 2026) gives way to" in notice.message
    assert f"{newer}.txt, line 1 (24 December 2026)" in notice.message


def test_of_captures_of_one_day_the_fuller_counts(tmp_path: Path) -> None:
    """Both files come with an empty data folder: more papers, then more citations, are newer."""
    assert read(load(tmp_path, a=NEWER, b=SHIPPED)) == [("Yuxuan Tong", "a.txt", 10)]
    cited = load(tmp_path, a=SHIPPED, b=SHIPPED.replace("3,393", "3,394"))
    assert read(cited) == [("Yuxuan Tong", "b.txt", 9)]


def test_a_stated_day_says_which_is_newer(tmp_path: Path) -> None:
    """Whatever the pages look like; and papers that only the older one lists are counted."""
    stated = load(tmp_path, a=SHIPPED, b=NEWER, b_toml="captured = 2026-11-20", a_toml="captured = 2026-11-21")
    assert read(stated) == [("Yuxuan Tong", "a.txt", 9)]
    assert "1 paper of it stands only here" in stated.problems[0].message


def test_of_two_copies_the_one_with_a_stated_day_counts(tmp_path: Path) -> None:
    """Folio has seen the other later, which tells nothing."""
    copied = load(tmp_path, a=SHIPPED, b=f"\n{SHIPPED}", b_toml="captured = 2026-11-01")
    assert read(copied) == [("Yuxuan Tong", "b.txt", 9)]
    assert [str(each) for each in copied.problems] == [
        "a.txt, line 1: this page stands in b.txt, line 2, already, word for word; it counts once."
    ]


def test_days_are_of_the_older_captures_year(tmp_path: Path) -> None:
    """As if each had been read when it was new, in any order of files."""
    older = page_text("Ada Long", [PaperText("One", meta="LGFeb 6"), PaperText("Two", meta="LGMar 7")])
    newer = page_text("Ada Long", [PaperText("One", meta="LGFeb 6"), PaperText("New", meta="LGApr 8")])
    stated = {"b_toml": "captured = 2025-06-01", "a_toml": "captured = 2026-06-01"}
    (page,) = load(tmp_path, a=newer, b=older, **stated).pages
    assert [each.published and each.published.day for each in page.listings] == [date(2025, 2, 6), date(2026, 4, 8)]


def test_several_captures_in_one_file_are_one_person(tmp_path: Path) -> None:
    """A further capture was pasted below."""
    assert read(load(tmp_path, a=f"{SHIPPED}\n\n{NEWER}")) == [("Yuxuan Tong", "a.txt", 10)]


def test_namesakes_with_nothing_in_common_are_two(tmp_path: Path) -> None:
    """Other papers and other numbers are another person's, without a word."""
    papers = [PaperText("Something Else"), PaperText("And Another")]
    two = load(tmp_path, a=SHIPPED, b=page_text("Yuxuan Tong", papers))
    assert read(two) == [("Yuxuan Tong", "a.txt", 9), ("Yuxuan Tong", "b.txt", 2)]
    assert len({page.key for page in two.pages}) == 2
    assert not two.problems


def test_namesakes_who_wrote_one_paper_together_are_two_and_told(tmp_path: Path) -> None:
    """One paper of many in common is no proof; nothing is dropped, and whoever keeps the files is told."""
    mine, yours = ([PaperText(f"{who} {at}") for at in range(5)] for who in ("Mine", "Yours"))
    two = load(
        tmp_path,
        a=page_text("Wei Wang", [*mine, PaperText("Ours")]),
        b=page_text("Wei Wang", [*yours, PaperText("Ours")]),
    )
    assert [papers for _, _, papers in read(two)] == [6, 6]
    assert "they count as two people" in two.problems[0].message


def test_numbers_without_a_list_belong_to_whoever_has_them(tmp_path: Path) -> None:
    """The top of a page alone, in another file: the list stays."""
    top = SHIPPED.partition("9 Papers")[0]
    assert read(load(tmp_path, a=top, b=SHIPPED)) == [("Yuxuan Tong", "b.txt", 9)]


def test_an_older_copy_taken_away_leaves_the_key_and_the_days(tmp_path: Path) -> None:
    """Doing what the notice says changes nothing that anybody has seen."""
    both = load(tmp_path, a=SHIPPED, b=NEWER)
    (tmp_path / "a.txt").unlink()
    alone = load(tmp_path, both.memory, date(2027, 3, 4))
    assert both.pages == alone.pages


TITLES = st.lists(st.sampled_from(["One", "Two", "Three", "Four", "Five", "Six"]), max_size=4)
PAGES = st.lists(
    st.tuples(st.sampled_from(["Ada Long", "ADA LÓNG", "Bo Xu"]), TITLES, st.integers(0, 2), st.sampled_from("ab")),
    max_size=6,
)  # fmt: skip


@given(PAGES, st.sampled_from(["", "2026-11-01"]))
def test_every_page_counts_or_is_told_and_none_twice(
    pages: list[tuple[str, list[str], int, str]], captured: str
) -> None:
    """Whatever stands where: keys are nobody else's, nobody counts twice, and reading again settles nothing anew."""
    with TemporaryDirectory() as name:
        for file in "ab":
            texts = [_page(*rest) for *rest, where in pages if where == file]
            (Path(name) / f"{file}.txt").write_text("\n\n".join(texts))
        if captured:
            (Path(name) / "a.toml").write_text(f"captured = {captured}")
        read_files = list(read_seeds(open_seeds(Path(name))))
        first = resolve(read_files, Memory(), TODAY)
        again = resolve(read_files, first.memory, date(2027, 3, 4))
    parsed = sum(len(file.pages) for file in read_files)
    passed_over = sum("gives way" in each.message or "word for word" in each.message for each in first.problems)
    assert len(first.pages) + passed_over == parsed
    assert len({page.key for page in first.pages}) == len(first.pages)
    assert (again.pages, again.memory) == (first.pages, first.memory)


def _page(owner: str, titles: list[str], number: int) -> str:
    top = f"{owner}\n\nLG\nh-index{number}\ncitations{number * 99}\nNovelty5{number}%\n\n{len(titles)} Papers\n\n"
    return top + "\n".join(f"LGFeb 6\n{title}\n\n{owner}, Cy Low\n\nWe show that it works.\n" for title in titles)
