"""Pages as text: the shipped one in full, and every oddity that such pages may have."""

from collections.abc import Callable
from itertools import count

import pytest

from bot.ingest.lines import Meta
from bot.ingest.names import Authors
from bot.ingest.papers import ParsedPaper
from bot.library.models import Metric, Metrics
from tests.ingest.blocks import ABSTRACT, SHIPPED, one, page, paper, parse, parts

TORN = "We show that it works, and how much it costs, and tear this text apart"
WRAPPED = "We show that it works on a page that\nis as narrow as this one, where lines\nend early. It costs little."

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
