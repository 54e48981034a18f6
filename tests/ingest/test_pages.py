"""Pages as text: the shipped one in full, every oddity that such pages may have, and ten thousand broken ones.

`HYPOTHESIS_PROFILE=mutate python -m pytest tests/ingest/test_pages.py` tries 10,000 mutations.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, count, groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ingest import lines, names, prose
from bot.ingest.lines import Meta
from bot.ingest.names import Authors
from bot.ingest.pages import ParsedPage, parse_pages
from bot.ingest.papers import ParsedPaper
from bot.ingest.problems import Severity
from bot.library.models import Metric, Metrics
from bot.library.text import clean
from tests.conftest import SEEDS
from tests.ingest.work import Watched

SHIPPED = (SEEDS / "yuxuan-tong.txt").read_text("utf-8")
LINES = SHIPPED.split("\n")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ABSTRACT = "We show that it works, and how much it costs."
TORN = "We show that it works, and how much it costs, and tear this text apart"
WRAPPED = "We show that it works on a page that\nis as narrow as this one, where lines\nend early. It costs little."


def parse(text: str) -> tuple[list[ParsedPage], list[str]]:
    """Pages, and problems as people read them."""
    pages, problems = parse_pages(text, "f")
    return list(pages), [str(problem) for problem in problems]


def one(text: str) -> ParsedPage:
    """The only page of a text."""
    (page,) = parse(text)[0]
    return page


def page(*papers: str, name: str = "Ada Long", header: str = "LG\nh-index7") -> str:
    """A page of papers given as blocks."""
    return "\n\n".join([name, header, f"{len(papers)} Papers", *papers]) + "\n"


def paper(
    title: str = "A Title",
    *,
    meta: str = "LGMay 8",
    authors: str = "Bea Short, Cy Low et al.",
    abstract: str = ABSTRACT,
) -> str:
    """One paper as a block."""
    return "\n\n".join(part for part in (f"{meta}\n{title}", authors, abstract) if part)


def parts(read: ParsedPaper) -> tuple[str, tuple[str, ...], str]:
    """What is told of a paper."""
    return read.title, read.authors.names, read.abstract


# The shipped page

SHIPPED_PAPERS = [
    (("CV",), (4, 12, 2023), True,
     "ImageReward: Learning and Evaluating Human Preferences for Text-to-Image Generation",
     ("Jiazheng Xu", "Xiao Liu", "Yuchen Wu"), "tsinghua"),
    (("LG",), (3, 18, 2025), True, "DAPO: An Open-Source LLM Reinforcement Learning System at Scale",
     ("Qiying Yu", "Zheng Zhang", "Ruofei Zhu"), "tsinghua"),
    (("CL",), (2, 5, 2025), True, "Demystifying Long Chain-of-Thought Reasoning in LLMs",
     ("Edward Yeo", "Yuxuan Tong", "Morry Niu"), None),
    (("LG",), (2, 6, None), False, "The Optimal Token Baseline: Variance Reduction for Long-Horizon LLM-RL",
     ("Yingru Li", "Jiawei Xu", "Ziniu Li"), None),
    (("LG",), (5, 8, None), False,
     "GameGen-Verifier: Parallel Keypoint-Based Verification for LLM-Generated Games via Runtime State Injection",
     ("Chaobo Jia", "Ruipeng Wan", "Ting Sun"), None),
    (("LG",), (12, 28, 2025), False, "Trust Region Masking for Long-Horizon LLM Reinforcement Learning",
     ("Yingru Li", "Jiacai Liu", "Jiawei Xu"), None),
    (("LG",), (12, 28, 2025), False, "Dynamic Vocabulary Pruning: Stable LLM-RL by Taming the Tail",
     ("Yingru Li", "Jiawei Xu", "Jiacai Liu"), None),
    (("LG",), (10, 14, 2025), False, "Laminar: A Scalable Asynchronous RL Post-Training Framework",
     ("Guangming Sheng", "Yuxuan Tong", "Borui Wan"), None),
    (("CL",), (6, 18, 2024), False, "DART-Math: Difficulty-Aware Rejection Tuning for Mathematical Problem-Solving",
     ("Yuxuan Tong", "Xiwen Zhang", "Rui Wang"), None),
]  # fmt: skip


def test_the_shipped_page_is_read_in_full() -> None:
    """Owner, field, five metrics and nine papers, each with everything it has, and no warning."""
    (read,), problems = parse(SHIPPED)
    assert problems == []
    assert (read.line, read.owner, read.primary_field, read.stated_papers) == (1, "Yuxuan Tong", "LG", 9)
    assert read.metrics == Metrics(
        h_index=Metric("18", 18), papers=Metric("9", 9), citations=Metric("3,393", 3393),
        novelty=Metric("58%", 58), ai_score=Metric("62", 62),
    )  # fmt: skip
    shipped_lines = SHIPPED.split("\n")
    for each, expected, line in zip(read.papers, SHIPPED_PAPERS, count(13, 7), strict=False):
        codes, (month, day, year), flag, title, authors, affiliation = expected
        assert each == ParsedPaper(
            line,
            Meta(codes, month, day, year, flag),
            title,
            Authors(authors, True, affiliation),
            shipped_lines[line + 3],
        )
    assert len(read.papers) == len(SHIPPED_PAPERS)


SAME: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "CRCRLF": lambda text: text.replace("\n", "\r\r\n"),
    "a mark": lambda text: "\ufeff" + text,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "blank lines doubled": lambda text: text.replace("\n\n", "\n\n\n"),
    "blank lines full of spaces": lambda text: text.replace("\n\n", "\n \t\u200b\n"),
    "blank lines gone": lambda text: text.replace("\n\n", "\n"),
    "blank lines everywhere": lambda text: text.replace("\n", "\n\n"),
    "more at the end": lambda text: text + "\n\n\n",
    "spaces at the ends": lambda text: text.replace("\n", "  \n  "),
    "invisible characters": lambda text: text.replace("DAPO", "D\u200bAPO\u202e"),
    "a separator in a text": lambda text: text.replace("a ", "a\u2028"),
}


@pytest.mark.parametrize("how", SAME)
def test_how_the_text_was_saved_does_not_matter(how: str) -> None:
    """Line ends, marks, odd spaces, invisible characters and blank lines leave every field as it is."""
    expected, (read, problems) = one(SHIPPED), parse(SAME[how](SHIPPED))
    assert problems == []
    assert [(each.meta, *parts(each)) for each in read[0].papers] == [(e.meta, *parts(e)) for e in expected.papers]
    assert (read[0].owner, read[0].primary_field, read[0].metrics) == (
        expected.owner, expected.primary_field, expected.metrics,
    )  # fmt: skip


# The top of a page


@pytest.mark.parametrize(
    ("header", "shown", "field"),
    [
        ("h-index18", {"h_index": "18"}, None),
        ("AI Score62\nNovelty58%\nLG\n12.4kcitations\n1paper", {"ai_score": "62", "novelty": "58%", "citations": "12.4k", "papers": "1"}, "LG"),  # noqa: E501
        ("LG|CV\n\nh-index: 18\n\n3\u202f393 citations", {"h_index": "18", "citations": "3 393"}, "LG"),
        ("0papers\n0citations", {"papers": "0", "citations": "0"}, None),
        ("h-index18\n18\ncitations\nNovelty—", {"h_index": "18"}, None),
        ("h-index18\nUK", {"h_index": "18"}, None),
        ("9papers\n9papers", {"papers": "9"}, None),
        ("12 Papers", {"papers": "12"}, None),
        ("h-index7\nh-index8\ncitations5", {"citations": "5"}, None),
        ("h-index7\nNovelty158\nAI Score100", {"h_index": "7", "ai_score": "100"}, None),
    ],
)  # fmt: skip
def test_metrics_come_in_any_order_and_each_may_be_missing(
    header: str, shown: dict[str, str], field: str | None
) -> None:
    """What is not there is not there; of two different numbers for one thing neither is believed."""
    read = one(page(paper(), header=header))
    metrics = {name: metric.text for name in Metrics.__slots__ if (metric := getattr(read.metrics, name))}
    assert (read.owner, read.primary_field, metrics, read.stated_papers) == ("Ada Long", field, shown, 1)


@pytest.mark.parametrize(
    ("text", "stated", "papers"),
    [
        (page(), 0, 0),
        ("Ada Long\n\n0 Papers", 0, 0),
        ("Ada Long\nh-index7", None, 0),
        ("Ada Long\n\n1 Paper\n\n" + paper(), 1, 1),
        ("Ada Long\n\n" + paper(), None, 1),
        ("Ada Long\n\nLG\n\n" + paper(), None, 1),
        ("bell hooks\n\nLG\n\n" + paper(), None, 1),
        ("0xAda\n\nLG\nh-index7\n9papers\n\n" + paper(), None, 1),
        ("Ada Long\n\n" + paper(meta="May 8, 2025"), None, 1),
    ],
)
def test_nearly_everything_may_be_missing(text: str, stated: int | None, papers: int) -> None:
    """A name with a metric, a heading or a paper is a page."""
    (read,), problems = parse(text)
    assert (read.owner, read.stated_papers, len(read.papers)) == (text.split("\n", maxsplit=1)[0], stated, papers)
    assert problems == []


@pytest.mark.parametrize(
    "owner", ["Юлия Ким", "王小明", "محمد علي", "सीता वर्मा", "Zoë Ó Briain-Ångström", "Plato", "J. R. Q. Doe"]
)
def test_an_owner_has_any_name(owner: str) -> None:
    """In any script, alone on the first line; a paper may even bear it."""
    read = one(page(paper(owner, authors=owner), name=owner))
    assert (read.owner, parts(read.papers[0])) == (owner, (owner, (owner,), ABSTRACT))


@pytest.mark.parametrize(
    "above", ["Skip to content", "Some random line", "Home\nSearch\nLog in", "© 2026 Example", "12", "a.b/c"]
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_stands_above_the_name_is_left_out(above: str, gap: str) -> None:
    """Buttons and the like are told with their line, and the name stays the name."""
    (read,), problems = parse(above + gap + page(paper()))
    assert read.owner == "Ada Long"
    assert problems[0].startswith(f"f, line 1: “{above.splitlines()[0]}”")


@pytest.mark.parametrize("below", ["Edit profile", "Student at MIT since 2024", "@ada"])
def test_what_is_no_name_gives_way_to_the_name_above(below: str) -> None:
    """A line between the name and the metrics is told; a single line that reads as a name is the name."""
    (read,), problems = parse(page(paper(), name=f"Ada Long\n\n{below}"))
    assert read.owner == "Ada Long"
    assert problems == [f"f, line 3: “{below}” is nothing that a profile page holds here; it was left out."]


def test_of_two_names_the_one_that_papers_name_is_the_owners() -> None:
    """A university below the name, or a site's name above it, looks like a name as well."""
    known = paper(authors="Ada Long, Cy Low")
    for name in ("Ada Long\nTsinghua University", "Scholar Inbox\n\nAda Long", "Ada Long\n\nTsinghua University"):
        (read,), problems = parse(page(known, name=name))
        assert read.owner == "Ada Long"
        assert len(problems) == 1
    read_pages, problems = parse(page(paper(), name="Ada Long\nTsinghua University"))
    assert read_pages == []
    assert "whose page begins here is not clear" in problems[0]


# Papers


@pytest.mark.parametrize(
    "title",
    ["May 8", "LGMay 8", "LGMay 8, 2025Code", "h-index18", "9 Papers", "9papers", "3 citations", "LG", "Code", "et al.",
     "12", "Ada Long", "Follow", "Show more", "Is It?", "It Is.", "Ada Long, Bea Short", "·", "© 2026", "<html>",
     "深度学习", "$x^2$", "https://example.com", "N/A"],
)  # fmt: skip
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_a_title_may_look_like_anything(title: str, gap: str) -> None:
    """What stands right below a meta line is the title, with blank lines or without."""
    read = one(page(paper("Before"), paper(title), paper("After")).replace("\n\n", gap))
    assert [parts(each) for each in read.papers] == [
        (name, ("Bea Short", "Cy Low"), ABSTRACT) for name in ("Before", title, "After")
    ]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Bea Short", ("Bea Short",)),
        ("Plato", ("Plato",)),
        ("bell hooks", ("bell hooks",)),
        ("the ATLAS collaboration", ("the ATLAS collaboration",)),
        ("Bea Short,\nCy Low", ("Bea Short", "Cy Low")),
        ("01.AI", ()),
        ("NeurIPS 2024 Oral", ()),
        ("Work in progress on this and that and more", ()),
        ("Bea Short\n\nCy Low", ()),
        ("Oral\n\nBea Short, Cy Low", ("Bea Short", "Cy Low")),
        ("Bea Short, Cy Low\n\nDi Much, Ed Few", ()),
        ("", ()),
    ],
)
def test_authors_are_believed_where_nothing_else_could_be(authors: str, names: tuple[str, ...]) -> None:
    """A team, a badge above, two lines that could be names: the paper stays, and a doubt costs the names only."""
    (read,), problems = parse(page(paper(authors=authors)))
    assert (read.papers[0].title, read.papers[0].authors.names) == ("A Title", names)
    assert any("no authors stand below “A Title”" in problem for problem in problems) is (not names)


@pytest.mark.parametrize(
    ("abstract", "read_as"),
    [
        ("Words.", "Words."),
        ("It is so. We show that it works.", "It is so. We show that it works."),
        (WRAPPED, WRAPPED.replace("\n", " ")),
        (WRAPPED.replace(" narrow ", "\n9papers\n"), WRAPPED.replace("narrow", "9papers").replace("\n", " ")),
        (WRAPPED.replace(" narrow ", "\nLGMay 8\n"), WRAPPED.replace("narrow", "LGMay 8").replace("\n", " ")),
        (f"Abstract\n{ABSTRACT}", ABSTRACT),
        (f"NeurIPS 2024 Oral\n{ABSTRACT * 3}", ABSTRACT * 3),
        (f"{ABSTRACT}\nVerified Account", ABSTRACT),
        (f"{ABSTRACT}\n9papers", ABSTRACT),
        (f"{ABSTRACT}\n{ABSTRACT}", ABSTRACT),
        (f"12 citations\n\n{ABSTRACT}", ABSTRACT),
        (f"We show it.\n\n{ABSTRACT * 9}", ABSTRACT * 9),
        (f"{ABSTRACT}\n\nA further paragraph, with as many words as a footer has, is left out.", ABSTRACT),
        (f"{TORN}\n\nin the middle of a sentence.", f"{TORN} in the middle of a sentence."),
        ("本文研究强化学习的方法。", "本文研究强化学习的方法。"),
        ("12 citations", ""),
        ("LG", ""),
        ("A few words without an end", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_abstract_is_one_paragraph_of_prose(abstract: str, read_as: str) -> None:
    """Broken lines are joined; what only stands beside it, or is no prose, is left out."""
    read = one(page(paper(abstract=abstract), paper("After")))
    assert [parts(each) for each in read.papers] == [
        ("A Title", ("Bea Short", "Cy Low"), read_as), ("After", ("Bea Short", "Cy Low"), ABSTRACT),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("LGMay 8", "no title stands below “LGMay 8”"),
        ("LGMay 8\n\nBea Short, Cy Low et al.\n\nWe show that it works.", "no title stands below “LGMay 8”"),
        ("LGMay 8\nBea Short, Cy Low et al.\n\nWe show that it works.", "no title stands below “LGMay 8”"),
        (f"LGMay 8\n{'word ' * 90}\n\nBea Short, Cy Low", "no title stands below “LGMay 8”"),
        ("LGMay 8\nA Title\nof Two Lines\n\nBea Short, Cy Low", "the title “A Title” seems to go on below"),
        ("LGMay 8\nCode\nA Title\n\nBea Short, Cy Low", "the title “Code” seems to go on below"),
        ("LGMay 8\nLGMay 9, 2025\nA Title\n\nBea Short, Cy Low", "no title stands below “LGMay 8”"),
        ("Machine LearningMay 8\nA Title\n\nBea Short, Cy Low\n\nWe show it.", "is nothing that a profile page holds"),
    ],
)  # fmt: skip
def test_a_paper_whose_title_is_in_doubt_is_left_out(block: str, said: str) -> None:
    """Its lines go to no other paper."""
    (read,), problems = parse(page(paper("Before"), block, paper("After")))
    told = [each for each in read.papers if each.title != "A Title"]
    assert [parts(each) for each in told] == [(name, ("Bea Short", "Cy Low"), ABSTRACT) for name in ("Before", "After")]
    assert any(said in problem for problem in problems)


def test_a_paper_may_lack_authors_and_abstract() -> None:
    """Between others, and at the end of the page."""
    blocks = [
        paper("One", abstract=""),
        paper("Two", authors=""),
        paper("Three", authors="", abstract=""),
        paper("Four", abstract=""),
    ]
    names = ("Bea Short", "Cy Low")
    assert [parts(each) for each in one(page(*blocks)).papers] == [
        ("One", names, ""), ("Two", (), ABSTRACT), ("Three", (), ""), ("Four", names, ""),
    ]  # fmt: skip


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


# Broken pages

JUNK = [
    "Show more",
    "NeurIPS 2024 Oral",
    "Some random line",
    "9papers",
    "LG",
    "May 8, 2025",
    "@#$%",
    "Bea Short, Cy Low et al.",
]


def single_edits(text: str) -> Iterator[str]:
    """Every line dropped, doubled, swapped with the next, and parted from it; junk above every line."""
    each = text.split("\n")
    for i in range(len(each)):
        yield "\n".join([*each[:i], *each[i + 1 :]])
        yield "\n".join([*each[:i], each[i], *each[i:]])
        yield "\n".join([*each[:i], "", *each[i:]])
        yield "\n".join([*each[:i], *reversed(each[i : i + 2]), *each[i + 2 :]])
        for junk in JUNK:
            yield "\n".join([*each[:i], junk, *each[i:]])
            yield "\n".join([*each[:i], "", junk, "", *each[i:]])


@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_one_broken_line_gives_no_wrong_field(gap: str) -> None:
    """Wherever it is: what is read is as on the whole page, or it is missing and something is said."""
    text = SHIPPED.replace("\n\n", gap)
    whole = one(text)
    papers = {each.title: each for each in whole.papers}
    for edited in single_edits(text):
        pages, problems = parse_pages(edited, "f")
        assert pages or problems
        for read in pages:
            assert (read.owner, read.primary_field or "LG") == (whole.owner, "LG")
            assert all(
                getattr(read.metrics, name) in {getattr(whole.metrics, name), None} for name in Metrics.__slots__
            )
            for each in read.papers:
                expected = papers[each.title]
                assert each.meta == expected.meta
                assert each.authors in {expected.authors, Authors()}
                assert each.abstract in {expected.abstract, ""}


@pytest.mark.parametrize("junk", ["Show more", "NeurIPS 2024 Oral", "Some random line", "@#$%", "12 downloads"])
@pytest.mark.parametrize("around", [[], [""]])
def test_what_is_left_out_is_told_with_its_line(junk: str, around: list[str]) -> None:
    """Every line that no field holds lies within the lines that some problem names."""
    for i in range(len(LINES)):
        pages, problems = parse_pages("\n".join([*LINES[:i], *around, junk, *around, *LINES[i:]]), "f")
        told = [(problem.line or 0, re.search(r"down to line (\d+)", problem.message)) for problem in problems]
        number = i + len(around) + 1
        is_told = any(first <= number <= (int(last[1]) if last else first) for first, last in told)
        assert is_told or any(junk in field for read in pages for field in texts_of(read)) or not pages


POSITIONS = st.integers(0, len(SHIPPED))
PIECES = st.text(max_size=12) | st.sampled_from(
    ["LGMay 8", "May 8", "9papers", "9 Papers", "h-index18", "Code", "et al.", " · ", "Ada Long", "LG|stat.ML",
     "9" * 40, "\n", "\n\n", "\r", "\r\n", "\ufeff", "\u00a0", "\u2028", "\u202e", "\u200b", "\x00", "\ud800", "𝔘",
     "\u0301" * 40, "。"]
)  # fmt: skip
KINDS = [
    "drop",
    "double",
    "swap",
    "insert",
    "cut",
    "glue",
    "drop a sign",
    "double signs",
    "swap signs",
    "insert signs",
    "CRLF",
]
EDITS = st.lists(st.tuples(st.sampled_from(KINDS), POSITIONS, POSITIONS, PIECES), min_size=1, max_size=8)


@given(EDITS, POSITIONS, st.booleans())
@example([("insert", 0, 0, "")], len(SHIPPED), True)
def test_a_broken_page_raises_nothing_and_invents_nothing(
    edits: list[tuple[str, int, int, str]], length: int, cut: bool
) -> None:
    """Whatever is dropped, doubled, swapped, inserted or cut off: every field stands on the page as it is."""
    text = mutate(edits)
    text = text[:length] if cut else text
    pages, problems = parse_pages(text, "f")
    assert pages or problems
    held = clean(text)
    once = " ".join(line for line, _ in groupby(filter(None, map(clean, re.split(r"[\r\n]", text)))))
    for read in pages:
        for field in chain(texts_of(read), numbers_of(read)):
            assert field in held or field in once, field


def mutate(edits: list[tuple[str, int, int, str]]) -> str:
    """The shipped page with changes made to its lines and characters."""
    each = list(LINES)
    for kind, at, other, piece in edits:
        i, j = at % len(each), other % len(each)
        start, end = sorted((at % (len(each[i]) + 1), other % (len(each[i]) + 1)))
        head, tail = each[i][:start], each[i][start:]
        match kind:
            case "drop" if len(each) > 1:
                del each[i]
            case "double":
                each.insert(j, each[i])
            case "swap":
                each[i], each[j] = each[j], each[i]
            case "insert":
                each.insert(i, piece)
            case "cut":
                each[i] = head
            case "glue":
                each[i : i + 2] = [piece.join(each[i : i + 2])]
            case "drop a sign":
                each[i] = head + tail[1:]
            case "double signs":
                each[i] = head + each[i][start:end] + tail
            case "swap signs":
                each[i] = head + tail[1:2] + tail[:1] + tail[2:]
            case "insert signs":
                each[i] = head + piece + tail
            case "CRLF":
                each = [line + "\r" for line in each]
    return "\n".join(each)


def texts_of(read: ParsedPage) -> Iterator[str]:
    """Every text that a page is read as."""
    yield from (read.owner, read.primary_field or "")
    yield from (metric.text for name in Metrics.__slots__ if (metric := getattr(read.metrics, name)))
    for each in read.papers:
        yield from (each.title, *each.authors.names, each.authors.affiliation or "", *each.meta.codes, each.abstract)


def numbers_of(read: ParsedPage) -> Iterator[str]:
    """Every number and flag that a page is read as, as it must stand there."""
    if read.stated_papers is not None:
        yield f"{read.stated_papers:,} Paper" if "," in f"{read.stated_papers:,}" else f"{read.stated_papers} Paper"
    for each in read.papers:
        yield from (MONTHS[each.meta.month - 1], f" {each.meta.day}")
        yield "" if each.meta.year is None else f"{each.meta.year:04}"
        yield "Code" if each.meta.code else ""
        yield " et" if each.authors.et_al else ""


# The work

BLOCKS = {
    "pages": SHIPPED + "\n\n",
    "papers": paper() + "\n\n",
    "meta lines": "LGMay 8\n" * 50,
    "days": "May 8\n\n" * 50,
    "labels": "h-index7\n" * 50,
    "names with labels": "Ada Long\nh-index7\n\n" * 30,
    "names": "Ada Long\n\n" * 50,
    "lists of names": "Ada Long, Bea Short et al.\n" * 50,
    "short lines": "a\n" * 50,
    "long lines": "a, " * 300 + "\n\n",
    "subjects": "LG|" * 60 + "\n",
    "digits": "1," * 90 + "\n",
    "spaces": " " * 300 + "a\n",
    "dots": "A · " * 500 + "\n",
    "signs": "\u202e\u200b" * 500 + "\n",
}


@pytest.mark.parametrize(
    "start", ["", page(paper()) + "\nLGMay 8\nA Title\n\n", page(paper()) + "\nLGMay 8\nA Title\n"]
)
@pytest.mark.parametrize("kind", BLOCKS)
def test_the_work_grows_with_the_text(kind: str, start: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text is twice the calls and twice the characters that patterns are tried on, for hostile text, too."""
    watched = Watched(monkeypatch, lines, names, prose)
    small, large = (watched.work(partial(parse_pages, start + BLOCKS[kind] * times, "f")) for times in (8, 16))
    for before, after in zip(small, large, strict=True):
        assert after < before * 2.3 + 100
