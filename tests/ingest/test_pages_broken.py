"""Broken pages, ten thousand of them and more: nothing is raised, invented or looked at for long.

`HYPOTHESIS_PROFILE=mutate python -m pytest tests/ingest/test_pages_broken.py` tries 10,000 mutations.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain, groupby

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ingest import lines, names, prose
from bot.ingest.names import Authors
from bot.ingest.pages import ParsedPage, parse_pages
from bot.library.models import Metrics
from bot.library.text import clean
from tests.ingest.blocks import SHIPPED, one, page, paper
from tests.ingest.work import Watched

LINES = SHIPPED.split("\n")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

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
