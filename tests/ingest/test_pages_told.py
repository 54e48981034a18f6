"""Several pages in one file, and what is said of a file that is odd or no page."""

from collections.abc import Sequence

import pytest

from bot.ingest.pages import parse_pages
from bot.ingest.problems import Severity
from tests.ingest.blocks import ABSTRACT, page, paper, parse, parts

# Several pages in one file


LASTS = [paper("One"), paper("One", abstract=""), paper("One", authors="", abstract="")]
TOPS = ["LG\nh-index5\n\n1 Papers", "citations5", "1 Papers", "LG\n\n1 Papers", "h-index5\n5papers"]
# A name and a single metric right below a title may be its author and something unknown.
CLEAR = [(last, top) for last in LASTS for top in TOPS if (last, top) != (LASTS[-1], "citations5")]


@pytest.mark.parametrize(("last", "top"), CLEAR)
@pytest.mark.parametrize("gap", ["\n\n", "\n\n\n\nShow more\n\n© 2026 Example. All rights reserved.\n\n"])
def test_several_pages_stand_in_one_file(last: str, top: str, gap: str) -> None:
    """Each page has its own owner, numbers and papers, also behind a paper that lacks something."""
    text = gap.join([page(last).rstrip(), f"Cyd Long\n\n{top}\n\n{paper('Two')}", page(paper("Three"), name="Di Much")])
    assert [(each.owner, [paper.title for paper in each.papers]) for each in parse(text)[0]] == [
        ("Ada Long", ["One"]), ("Cyd Long", ["Two"]), ("Di Much", ["Three"]),
    ]  # fmt: skip


def test_pages_without_blank_lines_stand_in_one_file() -> None:
    """A name above metrics begins a page there, too."""
    text = (page(paper("One")) + page(paper("Two"), name="Cyd Long")).replace("\n\n", "\n")
    assert [(each.owner, each.papers[0].title) for each in parse(text)[0]] == [("Ada Long", "One"), ("Cyd Long", "Two")]


@pytest.mark.parametrize("papers", [(), (paper(),)])
def test_pages_without_papers_stand_in_one_file(papers: Sequence[str]) -> None:
    """A metric that is there already belongs to the next page."""
    pages, _ = parse(page() + "\n" + page(*papers, name="Cyd Long"))
    assert [(each.owner, len(each.papers)) for each in pages] == [("Ada Long", 0), ("Cyd Long", len(papers))]


def test_a_page_whose_name_is_lost_is_nobody_elses() -> None:
    """Where files were joined without a line between, the name hangs on an abstract: an error, no wrong owner."""
    pages, problems = parse(page(paper("One")).rstrip() + page(paper("Two"), name="Cyd Long"))
    assert [(each.owner, [parts(paper) for paper in each.papers]) for each in pages] == [
        ("Ada Long", [("One", ("Bea Short", "Cy Low"), "")]),
    ]  # fmt: skip
    assert "whose page begins here is not clear" in problems[0]


# What is told


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (page(paper()).replace("1 Papers", "3 Papers"), 1, "says that it lists 3 papers; 1 were found"),
        (page(paper("One"), paper("one!")), 16, "repeats the title on line 9"),
        (page(header="h-index7\nFollow"), 4, "“Follow” is nothing that a profile page holds here"),
        (page(paper() + "\n\nShow more"), 15, "“Show more” is nothing"),
        (page(paper() + "\n\nOne thing\n\nAnd another"), 15, "“One thing” and what follows down to line 17 is nothing"),
        (page(header="h-index7\nNovelty158"), 4, "“Novelty158” cannot be, as a score out of 100"),
        (page(header="AI Score101%"), 3, "“AI Score101%” cannot be"),
        (page(header="citations40\nh-index7"), 4, "“h-index7” needs 49 citations; the page tells fewer"),
        (page(header="h-index7\nh-index8"), 3, "“h-index7” and “h-index8” contradict each other"),
        (page(paper(abstract=ABSTRACT + "\n\n" + "x" * 100_001)), 15, "“" + "x" * 60 + "…” is nothing"),
    ],
)
def test_what_is_odd_is_said_with_its_line(text: str, line: int, said: str) -> None:
    """One warning names the line and what was done."""
    pages, problems = parse_pages(text, "page.txt")
    assert len(pages) == 1
    assert [(problem.severity, problem.line) for problem in problems] == [(Severity.WARNING, line)]
    assert said in problems[0].message


def test_a_file_that_is_wrong_all_over_is_not_listed_line_by_line() -> None:
    """The first warnings, and how many more there are."""
    _, problems = parse_pages(page(paper()) + "LGMay 8\n\nx\n\n" * 999, "f")
    assert len(problems) == 201
    assert "more warnings" in problems[-1].message


@pytest.mark.parametrize(
    "text",
    ["", "Jane Doe", "Once upon a time.\n\nThere was a page.", "LG\nh-index7\n", "LG\nh-index7\n9papers", "9 Papers",
     "LGMay 8\nTitle\n", "We read 3 papers.\n\n3 papers\n\nThey were good.", "x" * 200_000, "[1, 2, 3]", "\u200b",
     "Read\n\n" * 99],
)  # fmt: skip
def test_what_is_no_page_is_refused_in_a_sentence(text: str) -> None:
    """No page comes out, and errors alone say why."""
    pages, problems = parse_pages(text, "page.txt")
    assert pages == ()
    assert {problem.severity for problem in problems} == {Severity.ERROR}
    assert problems[0].message.endswith(".")
