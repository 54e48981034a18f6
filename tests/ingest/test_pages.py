"""Pages as text: the shipped one in full, every oddity that such pages have, and ten thousand broken ones.

`HYPOTHESIS_PROFILE=mutate python -m pytest tests/ingest/test_pages.py` tries 10,000 mutations.
"""

import re
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.pages import ParsedPage, ParsedPaper, parse_pages
from bot.ingest.problems import Severity
from bot.library.text import clean
from tests.conftest import SEEDS

SHIPPED = (SEEDS / "yuxuan-tong.txt").read_text("utf-8")

# Codes, month, day, year, flag, title, authors, affiliation, the abstract's beginning and end.
PAPERS = [
    ("CV", 4, 12, 2023, True, "ImageReward: L", "Jiazheng Xu|Xiao Liu|Yuchen Wu", "tsinghua", "We present", "ImageReward}."),  # noqa: E501
    ("LG", 3, 18, 2025, True, "DAPO: An Open-", "Qiying Yu|Zheng Zhang|Ruofei Zhu", "tsinghua", "Inference", "LLM RL."),
    ("CL", 2, 5, 2025, True, "Demystifying L", "Edward Yeo|Yuxuan Tong|Morry Niu", None, "Scaling", "long-cot."),
    ("LG", 2, 6, None, False, "The Optimal To", "Yingru Li|Jiawei Xu|Ziniu Li", None, "Reinforcement", "tasks."),
    ("LG", 5, 8, None, False, "GameGen-Verifi", "Chaobo Jia|Ruipeng Wan|Ting Sun", None, "LLM-based", "16.6x."),
    ("LG", 12, 28, 2025, False, "Trust Region M", "Yingru Li|Jiacai Liu|Jiawei Xu", None, "Policy", "LLM-RL."),
    ("LG", 12, 28, 2025, False, "Dynamic Vocabu", "Yingru Li|Jiawei Xu|Jiacai Liu", None, "Reinforcement", "bias."),
    ("LG", 10, 14, 2025, False, "Laminar: A Sca", "Guangming Sheng|Yuxuan Tong|Borui Wan", None, "Rein", "time."),
    ("CL", 6, 18, 2024, False, "DART-Math: Dif", "Yuxuan Tong|Xiwen Zhang|Rui Wang", None, "Solving", "-solving."),
]  # fmt: skip


def one(text: str) -> ParsedPage:
    """The only page of a text."""
    (page,) = parse_pages(text, "page.txt")[0]
    return page


def page(*papers: str, name: str = "Ada Long", header: str = "LG\nh-index7") -> str:
    """A page of papers given as blocks."""
    return "\n\n".join([name, header, f"{len(papers)} Papers", *papers]) + "\n"


def first(block: str) -> ParsedPaper:
    """The paper that a block is read as."""
    return one(page(block)).papers[0]


def test_the_shipped_page_is_read_in_full() -> None:
    """Owner, field, five metrics and nine papers, each with everything it has, and no warning."""
    pages, problems = parse_pages(SHIPPED, "yuxuan-tong.txt")
    (read,) = pages
    metrics = {name: getattr(read.metrics, name).text for name in type(read.metrics).__slots__}
    assert (read.owner, read.primary_field, read.stated_papers, problems) == ("Yuxuan Tong", "LG", 9, ())
    assert metrics == {"h_index": "18", "papers": "9", "citations": "3,393", "novelty": "58%", "ai_score": "62"}
    assert read.metrics.citations is not None
    assert read.metrics.citations.value == 3393
    assert len(read.papers) == len(PAPERS)
    for paper, expected in zip(read.papers, PAPERS, strict=True):
        code, month, day, year, flag, title, authors, affiliation, begins, ends = expected
        meta = paper.meta
        assert (meta.codes, meta.month, meta.day, meta.year, meta.code) == ((code,), month, day, year, flag)
        assert paper.title.startswith(title)
        assert (paper.authors.names, paper.authors.et_al) == (tuple(authors.split("|")), True)
        assert paper.authors.affiliation == affiliation
        assert paper.abstract.startswith(begins)
        assert paper.abstract.endswith(ends)


SAME: list[Callable[[str], str]] = [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: text.replace("\n", "\r"),
    lambda text: "\ufeff" + text,
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace("\n\n", "\n\n\n\n"),
    lambda text: text.replace("\n\n", "\n \t \n"),
    lambda text: text + "\n\n\n",
    lambda text: text.replace("\n", "  \n"),
    lambda text: text.replace("DAPO", "D\u200bAPO\u202e"),
    lambda text: text.replace("\n\n", "\n"),
]


@pytest.mark.parametrize("change", SAME, ids=range(len(SAME)))
def test_how_the_text_was_saved_does_not_matter(change: Callable[[str], str]) -> None:
    """Line ends, marks, odd spaces, invisible characters and blank lines leave every field as it is."""
    expected, read = one(SHIPPED), one(change(SHIPPED))
    assert (read.owner, read.metrics, read.stated_papers) == (expected.owner, expected.metrics, expected.stated_papers)
    for paper, other in zip(read.papers, expected.papers, strict=True):
        assert (paper.meta, paper.title, paper.authors, paper.abstract) == (
            other.meta, other.title, other.authors, other.abstract,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("h-index18", {"h_index": "18"}),
        ("AI Score62\nNovelty58%\n12.4kcitations\nLG\n1paper", {"ai_score": "62", "novelty": "58%", "citations": "12.4k", "papers": "1"}),  # noqa: E501
        ("h-index: 18\n3 393citations", {"h_index": "18", "citations": "3 393"}),
        ("1.2Mcitations", {"citations": "1.2M"}),
        ("0papers\n0citations", {"papers": "0", "citations": "0"}),
    ],
)  # fmt: skip
def test_metrics_come_in_any_order_and_each_may_be_missing(header: str, shown: dict[str, str]) -> None:
    """Labels are glued to numbers; what is not there is not there."""
    metrics = one(page(header=header)).metrics
    assert {name: metric.text for name in type(metrics).__slots__ if (metric := getattr(metrics, name))} == shown


@pytest.mark.parametrize(("text", "value"), [("3,393", 3393), ("12.4k", 12_400), ("1.2M", 1_200_000), ("999", 999)])
def test_a_metric_is_worth_what_it_says(text: str, value: float) -> None:
    """Thousands are separated by commas, and k and M multiply."""
    metric = one(page(header=f"{text}citations")).metrics.citations
    assert metric is not None
    assert metric.value == value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LG|stat.ML|math.OCFeb 6, 2025Code", (("LG", "stat.ML", "math.OC"), 2, 6, 2025, True)),
        ("quant-phMar 3", (("quant-ph",), 3, 3, None, False)),
        ("cond-mat.mtrl-sciDec 31, 1999", (("cond-mat.mtrl-sci",), 12, 31, 1999, False)),
        ("Jun 1, 2020Code", ((), 6, 1, 2020, True)),
        ("CV | LG Apr 12, 2023 Code", (("CV", "LG"), 4, 12, 2023, True)),
    ],
)
def test_meta_lines_are_taken_apart(line: str, expected: tuple[Any, ...]) -> None:
    """Codes, day, year and flag are glued together."""
    meta = first(f"{line}\nA Title\n\nAda Long\n\nWe show it.").meta
    assert (meta.codes, meta.month, meta.day, meta.year, meta.code) == expected


@pytest.mark.parametrize(
    "title", ["May 8", "LGMay 8, 2025Code", "h-index18", "9 Papers", "3 citations", "LG", "Code", "et al."]
)
def test_a_title_may_look_like_anything(title: str) -> None:
    """What stands right below a meta line is the title."""
    paper = first(f"LGMay 8\n{title}\n\nAda Long, Bea Short et al.\n\nWe show that it works.")
    assert (paper.title, paper.authors.names, paper.abstract) == (
        title,
        ("Ada Long", "Bea Short"),
        "We show that it works.",
    )


@pytest.mark.parametrize(
    ("line", "names", "et_al", "affiliation"),
    [
        ("Ada Long, Bea Short et al. · tsinghua", ("Ada Long", "Bea Short"), True, "tsinghua"),
        ("Ada Long and Bea Short", ("Ada Long", "Bea Short"), False, None),
        ("Ada Long", ("Ada Long",), False, None),
        ("A. B. Smith, Jr., C. D'Angelo and Ines van der Meer", ("A. B. Smith, Jr.", "C. D'Angelo", "Ines van der Meer"), False, None),  # noqa: E501
        ("王 小明, Łukasz Øster · école normale", ("王 小明", "Łukasz Øster"), False, "école normale"),
        ("محمد علي, Мария Иванова et al", ("محمد علي", "Мария Иванова"), True, None),
        ("The DeepSeek Team", ("The DeepSeek Team",), False, None),
    ],
)  # fmt: skip
def test_author_lines_are_taken_apart(line: str, names: tuple[str, ...], et_al: bool, affiliation: str | None) -> None:
    """Names in any script, “et al.” and the affiliation behind a dot."""
    paper = first(f"LGMay 8\nA Title\n\n{line}\n\nWe show it.")
    assert (paper.authors.names, paper.authors.et_al, paper.authors.affiliation) == (names, et_al, affiliation)
    assert paper.abstract == "We show it."


def test_an_abstract_may_be_missing() -> None:
    """A paper without one is followed by the next paper, or by nothing."""
    papers = one(page("LGMay 8\nOne\n\nAda Long, Bea Short", "LGMay 9\nTwo\n\nC. van der Berg")).papers
    assert [(paper.title, paper.abstract) for paper in papers] == [("One", ""), ("Two", "")]
    assert papers[1].authors.names == ("C. van der Berg",)


def test_several_pages_stand_in_one_file() -> None:
    """Each page has its own owner, numbers and papers, also behind a paper without an abstract."""
    text = page("LGMay 8\nOne\n\nBea Short") + page(
        "CLMay 9\nTwo\n\nCyd Low\n\nWords.", name="Cyd Low", header="citations5"
    )
    pages, problems = parse_pages(text, "two.txt")
    assert [(each.owner, [paper.title for paper in each.papers]) for each in pages] == [
        ("Ada Long", ["One"]),
        ("Cyd Low", ["Two"]),
    ]
    assert problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (page("LGMay 8\nOne\n\nAda Long").replace("1 Papers", "3 Papers"), "says that it lists 3 papers; 1 were found"),
        (page("LGMay 8\nOne\n\nAda Long", "LGMay 9\none!\n\nAda Long"), "repeats the title on line"),
        (page(header="h-index7\nFollow"), "“Follow” is nothing that a profile page holds here"),
        (page("LGMay 8\nOne\n\nAda Long\n\nWe show it.\n\nShow more"), "“Show more” is nothing"),
        (page() + "LGMay 8", "no title stands below “LGMay 8”"),
        (page(header="h-index7\nh-index8"), "repeats a metric; the first one stands"),
    ],
)
def test_what_is_odd_is_said_with_its_line(text: str, said: str) -> None:
    """A warning names the line and what was done."""
    pages, problems = parse_pages(text, "page.txt")
    assert len(pages) == 1
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert said in problems[0].message
    assert problems[0].line is not None


@pytest.mark.parametrize(
    "text", ["", "Jane Doe", "Once upon a time.\n\nThere was a page.", "LG\nh-index7\n", "LGMay 8\nTitle\n"]
)
def test_what_is_no_page_is_refused_in_a_sentence(text: str) -> None:
    """No page comes out, and one error says why."""
    pages, problems = parse_pages(text, "page.txt")
    assert pages == ()
    assert problems[-1].severity is Severity.ERROR
    assert "not a profile page" in problems[-1].message


LINES = SHIPPED.split("\n")
edits = st.lists(
    st.tuples(
        st.sampled_from(["drop", "double", "swap", "insert", "cut", "glue", "character"]),
        st.integers(0, len(LINES)),
        st.integers(0, len(LINES)),
        st.text(max_size=12)
        | st.sampled_from(["LGMay 8", "9papers", "h-index18", "\r", "\u2028", "et al.", "\x00", ""]),
    ),
    min_size=1,
    max_size=8,
)


@given(edits, st.integers(0, len(SHIPPED)))
def test_a_broken_page_raises_nothing_and_invents_nothing(
    changes: list[tuple[str, int, int, str]], length: int
) -> None:
    """Whatever is dropped, doubled, swapped, inserted or cut off: every field stands on the page as it is."""
    text = mutate(changes)[: max(length, 1)]
    held = clean(text)
    for read in parse_pages(text, "page.txt")[0]:
        fields = [read.owner, read.primary_field or "", *(m.text for m in metrics_of(read))]
        for paper in read.papers:
            fields += [paper.title, *paper.authors.names, paper.authors.affiliation or "", *paper.meta.codes]
            fields += [*([str(paper.meta.year)] if paper.meta.year else []), paper.abstract]
        for field in fields:
            assert field in held or squeeze(field) in squeeze(held), field


def test_the_work_grows_with_the_text() -> None:
    """Twice the page is twice the calls, for a page of papers and for hostile lines alike."""
    for block in (SHIPPED + "\n\n", "LGMay 8\n" * 50, "h-index" * 40 + "\n", "a, " * 300 + "\n\n", "LG|" * 60 + "\n"):
        small, large = calls(block * 8), calls(block * 16)
        assert large < small * 2.4, block[:20]


def mutate(changes: list[tuple[str, int, int, str]]) -> str:
    """The shipped page with changes made to its lines."""
    lines = list(LINES)
    for kind, at, other, text in changes:
        i, j = at % max(len(lines), 1), other % max(len(lines), 1)
        if not lines or kind == "insert":
            lines.insert(i, text)
        elif kind == "drop":
            del lines[i]
        elif kind == "double":
            lines.insert(i, lines[i])
        elif kind == "swap":
            lines[i], lines[j] = lines[j], lines[i]
        elif kind == "cut":
            lines[i] = lines[i][: other % (len(lines[i]) + 1)]
        elif kind == "glue" and i + 1 < len(lines):
            lines[i : i + 2] = [lines[i] + lines[i + 1]]
        else:
            lines[i] = lines[i][:j] + text + lines[i][j:]
    return "\n".join(lines)


def metrics_of(read: ParsedPage) -> list[Any]:
    """The metrics that a page gives."""
    return [metric for name in type(read.metrics).__slots__ if (metric := getattr(read.metrics, name))]


def squeeze(text: str) -> str:
    """Without spaces: lines of one field are joined by one."""
    return re.sub(r"\s", "", text)


def calls(text: str) -> int:
    """How many functions are called to parse a text."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        parse_pages(text, "page.txt")
    finally:
        sys.setprofile(None)
    return counted
