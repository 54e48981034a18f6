"""Another person's name and metrics on a page: the list stays its owner's, and the box is told."""

import pytest

from bot.ingest.pages import parse_pages
from tests.conftest import SEEDS
from tests.ingest.blocks import page, paper

SHIPPED = (SEEDS / "yuxuan-tong.txt").read_text("utf-8")
TOP, LIST = SHIPPED.split("9 Papers\n", 1)
FIRST, OTHERS = LIST.split("\nLGMar 18", 1)
OTHERS = f"LGMar 18{OTHERS}"
HEADING = "9 Papers\n"
BOX = "Ada Rival\n\nCV\nh-index50\n99papers\n12,000citations\nNovelty70%\nAI Score80\n"
BARE_BOX = "Ada Rival\nh-index50\nNovelty70%\n"
TOLD = "the metrics of Ada Rival stand here without a list of papers"


@pytest.mark.parametrize("box", [BOX, BARE_BOX])
@pytest.mark.parametrize("gap", ["", "\n"])
@pytest.mark.parametrize(
    "parts",
    [
        ("BOX", TOP, HEADING, LIST),
        (TOP, "BOX", HEADING, LIST),
        (TOP, HEADING, "BOX", LIST),
        (TOP, HEADING, FIRST, "BOX", OTHERS),
        (TOP, HEADING, LIST, "BOX"),
    ],
)
def test_the_list_stays_its_owners_wherever_a_box_stands(parts: tuple[str, ...], gap: str, box: str) -> None:
    """Above, between, within or below: nobody gets another's papers or numbers, and a warning names the box."""
    text = "".join(f"\n{box}{gap}" if part == "BOX" else part for part in parts)
    pages, problems = parse_pages(text, "f")
    (whole,), _ = parse_pages(SHIPPED, "f")
    own = next(each for each in pages if each.owner == whole.owner)
    assert [each.title for each in own.papers] == [each.title for each in whole.papers]
    assert (own.primary_field, own.metrics, own.stated_papers) == ("LG", whole.metrics, 9)
    assert [(each.owner, len(each.papers)) for each in pages if each is not own] == [("Ada Rival", 0)]
    assert [TOLD in problem.message for problem in problems] == [True]


@pytest.mark.parametrize("where", [(TOP, "BOX", HEADING + LIST), (TOP + HEADING, "BOX", LIST), ("", "BOX", SHIPPED)])
def test_a_box_with_a_heading_of_its_own_takes_nothing_either(where: tuple[str, ...]) -> None:
    """Its heading counts papers that are not there, which is told."""
    text = "".join(f"\n{BOX}\n99 Papers\n\n" if part == "BOX" else part for part in where)
    pages, problems = parse_pages(text, "f")
    assert {each.owner: len(each.papers) for each in pages} == {"Yuxuan Tong": 9, "Ada Rival": 0}
    assert any("Ada Rival" in problem.message for problem in problems)


def test_a_co_author_in_the_box_takes_nothing() -> None:
    """Papers name both; the owner's own number of papers, or the far more frequent name, decides."""
    box = "\nZheng Zhang\nh-index50\n12,000citations\n\n"
    pages, _ = parse_pages(TOP + box + HEADING + LIST, "f")
    assert {each.owner: len(each.papers) for each in pages} == {"Yuxuan Tong": 9, "Zheng Zhang": 0}


@pytest.mark.parametrize(
    ("top", "authors"),
    [
        ("h-index5\n\nCyd Long\nh-index6", "Bea Short, Cy Low et al."),  # neither is named
        ("h-index5\n\nCyd Long\nh-index6", "Ada Long, Cyd Long et al."),  # both are
        ("h-index5\n1papers\n\nCyd Long\nh-index6", "Bea Short, Cyd Long et al."),  # the numbers say otherwise
    ],
)
def test_where_nothing_tells_whose_a_list_is_it_is_nobodys(top: str, authors: str) -> None:
    """An error names both; each keeps the numbers below the own name."""
    pages, problems = parse_pages(page(paper(authors=authors), header=top), "f")
    assert [(each.owner, each.metrics.h_index and each.metrics.h_index.text, each.papers) for each in pages] == [
        ("Ada Long", "5", ()), ("Cyd Long", "6", ()),
    ]  # fmt: skip
    assert "whose the papers below are is not clear, Ada Long or Cyd Long" in problems[0].message


def test_a_box_above_a_name_without_metrics_takes_nothing() -> None:
    """A name right above the list is its owner's where half of the papers name it; where fewer do, nobody's."""
    text = "\n\n".join([BARE_BOX, "Cyd Long", "2 Papers", paper("One", authors="Cyd Long, Cy Low"), paper("Two")])
    (box, own), problems = parse_pages(text, "f")
    assert (box.owner, box.papers, own.owner, len(own.papers)) == ("Ada Rival", (), "Cyd Long", 2)
    assert own.metrics.h_index is None
    assert [TOLD in each.message for each in problems] == [True]
    three = "\n\n".join([text, paper("Three")])
    pages, (problem, *_) = parse_pages(three, "f")
    assert [len(each.papers) for each in pages] == [0]
    assert "Ada Rival or Cyd Long" in problem.message


def test_a_box_between_name_and_metrics_leaves_nothing_that_may_be_anothers() -> None:
    """Numbers and subjects that contradict each other are not taken; the name is the one that papers name."""
    text = SHIPPED.replace("Yuxuan Tong\n", f"Yuxuan Tong\n\n{BOX}", 1)
    (read,), problems = parse_pages(text, "f")
    assert (read.owner, len(read.papers), read.primary_field) == ("Yuxuan Tong", 9, None)
    assert not any(getattr(read.metrics, name) for name in type(read.metrics).__slots__)
    assert len(problems) >= 5


@pytest.mark.parametrize("box", [BOX, f"{BARE_BOX}\n99 Papers\n"])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_wherever_a_box_is_dropped_nobody_gets_what_is_anothers(box: str, gap: str) -> None:
    """Above any line of the page: it is told, it has no papers, and none of its numbers is the owner's."""
    (whole,), _ = parse_pages(SHIPPED, "f")
    lines = SHIPPED.split("\n")
    for at in range(len(lines) + 1):
        text = "\n".join([*lines[:at], f"{gap}{box}{gap}", *lines[at:]])
        pages, problems = parse_pages(text, "f")
        assert problems
        assert not any(each.papers for each in pages if each.owner != whole.owner)
        for read in (each.metrics for each in pages if each.owner == whole.owner):
            assert all(getattr(read, name) in {None, getattr(whole.metrics, name)} for name in type(read).__slots__)
