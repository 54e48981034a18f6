"""What one line can be: metrics glued to labels, headings, subjects, meta lines, names, buttons."""

import pytest

from bot.ingest.lines import Meta, read_codes, read_heading, read_label, read_lines, read_meta
from bot.ingest.names import Authors, is_one_name, is_prose, read_authors, read_team
from bot.ingest.prose import ends_sentence, is_furniture
from bot.library.models import Metric


@pytest.mark.parametrize(
    ("line", "name", "text", "value"),
    [
        ("h-index18", "h_index", "18", 18),
        ("H-Index: 18", "h_index", "18", 18),
        ("h‑index 18", "h_index", "18", 18),
        ("18 h-index", "h_index", "18", 18),
        ("9papers", "papers", "9", 9),
        ("1paper", "papers", "1", 1),
        ("0papers", "papers", "0", 0),
        ("Papers: 9", "papers", "9", 9),
        ("3,393citations", "citations", "3,393", 3393),
        ("3 393 citations", "citations", "3 393", 3393),
        ("3.393citations", "citations", "3.393", 3393),
        ("3’393citations", "citations", "3’393", 3393),
        ("1,23,456citations", "citations", "1,23,456", 123_456),
        ("1,234,567citations", "citations", "1,234,567", 1_234_567),
        ("12.4kcitations", "citations", "12.4k", 12_400),
        ("12,4K citations", "citations", "12,4K", 12_400),
        ("1.2Mcitations", "citations", "1.2M", 1_200_000),
        ("citations5", "citations", "5", 5),
        ("1citation", "citations", "1", 1),
        ("Novelty58%", "novelty", "58%", 58),
        ("Novelty: 58.5 %", "novelty", "58.5 %", 58.5),
        ("58% Novelty", "novelty", "58%", 58),
        ("AI Score62", "ai_score", "62", 62),
        ("AI-Score: 62%", "ai_score", "62%", 62),
    ],
)
def test_a_label_is_read_with_its_number(line: str, name: str, text: str, value: float) -> None:
    """Label and number come in either order; the text is the page's, the value what it is worth."""
    assert read_label(line) == (name, Metric(text, value))


@pytest.mark.parametrize(
    "line",
    [
        "h-index",
        "h-index—",
        "h-index18x",
        "i10-index25",
        "h-index18.5",
        "3,39citations",
        "1,234.567citations",
        "1,234kcitations",
        "12.45citations",
        "-3citations",
        "9papersand",
        "Novelty58%%",
        "AI Score62/100",
        "citations",
        "h-index18 9papers",
        "٣citations",
        "",
        " ",
    ],
)
def test_a_number_that_could_be_several_is_none(line: str) -> None:
    """What is half a label, or would have to be guessed, is no metric."""
    assert read_label(line) is None


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("9 Papers", 9),
        ("1 Paper", 1),
        ("1 Papers", 1),
        ("0 Papers", 0),
        ("1,234 Papers", 1234),
        ("9papers", None),
        ("9 papers", None),
        ("Papers", None),
        ("1,2,3 Papers", None),
        ("9 Papers by Ada", None),
    ],
)
def test_a_heading_is_a_count_and_papers(line: str, count: int | None) -> None:
    """`9 Papers`, with a space and a capital, stands above a list; `9papers` is a metric."""
    assert read_heading(line) == count


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("LG", ("LG",)),
        ("LG|stat.ML", ("LG", "stat.ML")),
        ("cs.LG | CV", ("cs.LG", "CV")),
        ("quant-ph", ("quant-ph",)),
        ("mtrl-sci", ("mtrl-sci",)),
        ("math.OC", ("math.OC",)),
        ("UK", None),
        ("other", None),
        ("soft", None),
        ("lg", None),
        ("example.com", None),
        ("LG CV", None),
        ("", None),
        ("|", None),
        ("LG|", None),
    ],
)
def test_a_subject_alone_is_one_that_arxiv_has(line: str, codes: tuple[str, ...] | None) -> None:
    """Two capitals may be a country, and a word with a dot an address."""
    assert read_codes(line) == codes


@pytest.mark.parametrize(
    ("line", "meta"),
    [
        ("LGFeb 6", Meta(("LG",), 2, 6, None, code=False)),
        ("LG|stat.ML|math.OCFeb 6, 2025Code", Meta(("LG", "stat.ML", "math.OC"), 2, 6, 2025, code=True)),
        ("cond-mat.mtrl-sciDec 31, 1999", Meta(("cond-mat.mtrl-sci",), 12, 31, 1999, code=False)),
        ("physics.comp-phMar 3Code", Meta(("physics.comp-ph",), 3, 3, None, code=True)),
        ("q-bio.NCJun 30, 2023", Meta(("q-bio.NC",), 6, 30, 2023, code=False)),
        ("quant-phMay 8", Meta(("quant-ph",), 5, 8, None, code=False)),
        ("CV | LG Apr 12, 2023 Code", Meta(("CV", "LG"), 4, 12, 2023, code=True)),
        ("LGMay 8 2025", Meta(("LG",), 5, 8, 2025, code=False)),
        ("LGMay 82025", Meta(("LG",), 5, 8, 2025, code=False)),
        ("LGSept 6", Meta(("LG",), 9, 6, None, code=False)),
        ("LGJune. 122025Code", Meta(("LG",), 6, 12, 2025, code=True)),
        ("ZZMay 8", Meta(("ZZ",), 5, 8, None, code=False)),
        ("Jun 1, 2020Code", Meta((), 6, 1, 2020, code=True)),
        ("LGFeb 29", Meta(("LG",), 2, 29, None, code=False)),
        ("LGMay 8, 0000", Meta(("LG",), 5, 8, 0, code=False)),
    ],
)
def test_a_meta_line_is_taken_apart(line: str, meta: Meta) -> None:
    """Codes, day, year and flag are glued; whether the day exists is settled later."""
    assert read_meta(line) == meta


@pytest.mark.parametrize("codes", ["geo-ph", "GEO-PH", "optics", "Quant-Ph", "cs.lg|GEO-PH"])
def test_subjects_that_are_no_two_capitals_stand_in_any_case(codes: str) -> None:
    """With a hyphen or a dot they are known however they are written, and `optics` is no word in front of a day."""
    meta = read_meta(f"{codes}Jul 11, 2021Code")
    assert meta is not None
    assert meta.codes == tuple(codes.split("|"))
    assert read_meta("otherwise Jul 11") is None


@pytest.mark.parametrize(
    "line",
    [
        "LG",
        "May",
        "LGMay",
        "LGMay 2025",
        "LG8 May 2025",
        "lgMay 8",
        "LGMay 8Codes",
        "Machine LearningMay 8",
        "LGMay 8, 2025 and more",
        "LG2025-05-08",
        "LGMAY 8",
        "On May 8",
        "LG|May 8",
    ],
)
def test_what_only_resembles_a_meta_line_is_none(line: str) -> None:
    """A day in prose, another way to write one, or a subject that arXiv cannot have."""
    assert read_meta(line) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Long", Authors(("Ada Long",))),
        ("Plato", Authors(("Plato",))),
        ("Ada Long, Bea Short et al.", Authors(("Ada Long", "Bea Short"), et_al=True)),
        ("Ada Long et al", Authors(("Ada Long",), et_al=True)),
        ("Ada Long, et al.", Authors(("Ada Long",), et_al=True)),
        ("Ada Long, Bea Short et al. · tsinghua", Authors(("Ada Long", "Bea Short"), True, "tsinghua")),
        ("Ada Long · MIT / Harvard", Authors(("Ada Long",), False, "MIT / Harvard")),
        ("Ada Long et al. · University of Oxford", Authors(("Ada Long",), True, "University of Oxford")),
        ("Ada Long et al. · tsinghua · bytedance", Authors(("Ada Long",), True, "tsinghua · bytedance")),
        ("Ada Long et al. ·", Authors(("Ada Long",), et_al=True)),
        ("Ada Long, Bea Short, and Cy Low", Authors(("Ada Long", "Bea Short", "Cy Low"))),
        ("O. Booij, Z. Zivkovic and B. Kröse", Authors(("O. Booij", "Z. Zivkovic", "B. Kröse"))),
        ("Ada Long & Bea Short", Authors(("Ada Long", "Bea Short"))),
        ("Ada Long; Bea Short", Authors(("Ada Long", "Bea Short"))),
        ("John Smith, Jr., Ada Long III", Authors(("John Smith, Jr.", "Ada Long III"))),
        ("J. R. Smith, A.-B. Low", Authors(("J. R. Smith", "A.-B. Low"))),
        ("Conan O’Brien, Eugene d'Eon", Authors(("Conan O’Brien", "Eugene d'Eon"))),
        ("Ludwig van Beethoven, Mihaela van der Schaar", Authors(("Ludwig van Beethoven", "Mihaela van der Schaar"))),
        ("shikun feng, Mingguo He, Zhewei Wei", Authors(("shikun feng", "Mingguo He", "Zhewei Wei"))),
        ("张三，李四、王五", Authors(("张三", "李四", "王五"))),
        ("محمد علي، أحمد حسن", Authors(("محمد علي", "أحمد حسن"))),
        ("राम शर्मा, सीता वर्मा", Authors(("राम शर्मा", "सीता वर्मा"))),
        ("Иван Петров", Authors(("Иван Петров",))),
        ("Qwen Team", Authors(("Qwen Team",))),
        ("DeepSeek-AI", Authors(("DeepSeek-AI",))),
        ("The ATLAS Collaboration", Authors(("The ATLAS Collaboration",))),
    ],
)
def test_author_lines_are_taken_apart(line: str, authors: Authors) -> None:
    """Names in any script, “et al.” and the affiliation behind a dot."""
    assert read_authors(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "",
        "et al.",
        "·",
        "We study learning",
        "we show it works",
        "Ada Long¹, Bea Short²",
        "Chiu*, Raffel*",
        "01.AI",
        "NeurIPS 2024 Oral",
        "Ada Long, +5 more",
        "Doe, Jane; Roe, Jo",
        "Ada Long · Bea Short · MIT",
        "Words.",
        "DAPO: An Open-Source System",
        "Learning for Robots",
        "https://example.com",
        "清华大学自然语言处理实验室",
        "However, deep models fail",
        "Is This a Name?",
    ],
)
def test_what_may_be_no_names_is_none(line: str) -> None:
    """A sentence, a badge, footnote marks, or names in an order that nobody can tell."""
    assert read_authors(line) is None


@pytest.mark.parametrize(
    ("line", "is_team"), [("bell hooks", True), ("the ATLAS collaboration", True), ("01.AI", False)]
)
def test_where_authors_stand_a_team_may_be_written_in_any_way(line: str, is_team: bool) -> None:
    """But a number is a badge rather than a team."""
    assert (read_team(line) is not None) is is_team


@pytest.mark.parametrize(
    ("line", "is_name"),
    [
        ("Yuxuan Tong", True),
        ("王小明", True),
        ("Mira Okafor-Lindström", True),
        ("J. R. Smith", True),
        ("Ada Long, Bea Short", False),
        ("Some random line", False),
        ("Student at MIT 2024", False),
    ],
)
def test_an_owner_has_one_name(line: str, is_name: bool) -> None:
    """A list is nobody's name, and neither is a phrase."""
    assert is_one_name(line) is is_name


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("We show it.", True),
        ("So we do.", True),
        ("It runs in 2.5x.", True),
        ("Open-source LLM RL.", True),
        ("Is it?", True),
        ("It is (so).", True),
        ("“It is.”", True),
        ("本文研究强化学习。", True),
        ("यह काम करता है।", True),
        ("Ada Long et al.", False),
        ("John Smith Jr.", False),
        ("J. R.", False),
        ("No end", False),
        ("", False),
    ],
)
def test_a_sentence_has_an_end(text: str, ends: bool) -> None:
    """In any script; an abbreviation at the end of a name is none."""
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("We show that it works.", True),
        ("word " * 35, True),
        ("Adaptive Long Context", False),
        ("Jean Claude van Damme.", False),
        ("Ada Long, Bea Short et al.", False),
        ("Show more", False),
        ("本文研究了强化学习的方法。", True),
    ],
)
def test_prose_is_long_or_ends_as_sentences_do(text: str, prose: bool) -> None:
    """A title, a name and a button are none."""
    assert is_prose(text) is prose


@pytest.mark.parametrize(
    "text",
    [
        "Skip to content",
        "Show more",
        "Follow",
        "Read more →",
        "© 2026 Example. All rights reserved.",
        "Copyright 2026",
        "h-index",
        "h-index—",
        "Citations: N/A",
        "18",
        "3,393",
        "58%",
    ],
)
def test_buttons_footers_and_halves_of_metrics_are_furniture(text: str) -> None:
    """What a browser copies along is known as such."""
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text", ["Yuxuan Tong", "h-index18", "A Title", "9papers", "Code Generation", "2048 by Search"]
)
def test_what_a_page_says_is_no_furniture(text: str) -> None:
    """A button's word inside a line does not make it one."""
    assert not is_furniture(text)


def test_lines_are_counted_as_editors_count_them() -> None:
    """CR, LF and both end a line; what stands in prose, such as U+2028, does not; blank lines open paragraphs."""
    lines = list(read_lines("\ufeffone\r\n\u200b\r\rtwo\u2028still\x0btwo\nthree"))
    assert [(line.index, line.number, line.text, line.opens) for line in lines] == [
        (0, 1, "one", True),
        (1, 4, "two still two", True),
        (2, 5, "three", False),
    ]


def test_a_blob_is_kept_only_to_be_quoted() -> None:
    """A line longer than any abstract or list of authors is nothing that a page holds."""
    (line,) = read_lines("x" * 5_000_000)
    assert line.furniture
    assert len(line.text) == 1_000
