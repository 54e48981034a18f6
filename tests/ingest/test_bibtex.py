"""BibTeX becomes papers, or a sentence that says what keeps it from being one; nothing raises."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ingest.bibtex import parse_bibtex
from bot.ingest.entries import ParsedEntry
from bot.ingest.problems import Severity

EXCERPT = Path(__file__).with_name("ads_excerpt.bib").read_text("utf-8")


def read(fields: str, before: str = "") -> tuple[ParsedEntry, list[str]]:
    """One entry with a title and an author unless it has its own, and what is said about it."""
    for name in ("title", "author"):
        fields += "" if name in fields else f", {name} = {{A}}"
    (entry,), problems = parse_bibtex(f"{before}@article{{k, {fields.lstrip(', ')}}}", "x.bib")
    assert all(problem.severity is Severity.WARNING and problem.source == "x.bib" for problem in problems)
    return entry, [problem.message for problem in problems]


def test_a_real_export() -> None:
    """Braces, ties and month macros are read; of repeated fields the first stands, and one warning an entry says so."""
    (nyx, kathena, raja), problems = parse_bibtex(EXCERPT, "ads.bib")
    assert nyx == ParsedEntry(
        place=4,
        title="Nyx: A Massively Parallel AMR Code for Computational Cosmology",
        authors=("Ann S. Almgren", "John B. Bell", "Mike J. Lijewski", "Zarija Lukić", "Ethan Van Andel"),
        et_al=False,
        year=2013,
        month=3,
        day=None,
        abstract="",
        arxiv_id="1301.4498",
        doi="10.1088/0004-637x/765/1/39",
        codes=("astro-ph.IM",),
    )
    assert (kathena.year, kathena.month, kathena.arxiv_id, kathena.codes) == (2019, 5, "1905.04341", ("cs.DC",))
    assert kathena.authors[-1] == "Brian W. O'Shea"
    assert (raja.authors[0], raja.year, raja.arxiv_id) == ("D. A. Beckingsale", 2019, None)
    (said,) = problems
    assert str(said).startswith("ads.bib, line 24: “kathena” has “journal, year, pages” more than once; the first")


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_lines_may_end_in_any_way(ends: str) -> None:
    """Files of other systems have the same lines."""
    assert parse_bibtex(EXCERPT.replace("\n", ends), "ads.bib") == parse_bibtex(EXCERPT, "ads.bib")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"{{Scaling {LLM}s}}", "Scaling LLMs"),
        (r'"{Quoted} {"}braces{"}"', 'Quoted "braces"'),
        (r"{\textbf{The} {LLM} and \emph {x {Y}}}", "The LLM and x Y"),
        (r"{{\'E}t{\'e} in {\L}{\'o}d{\'z}, Stra{\ss}e, na{\"\i}ve}", "Été in Łódź, Straße, naïve"),
        (r"{$x_{ij}^{2}$ and {H}$_2$O}", "x_ij² and H₂O"),
        (r"{Sets $\{0,1\}^{n}$}", "Sets {0,1}ⁿ"),
        (r"{{AT\&T} at 50\%}", "AT&T at 50%"),
        (r"{{``}Words{''} --- at~last}", "“Words” — at last"),
        (r"{\texorpdfstring{$\alpha$}{alpha} and \url{http://x.org/~a}}", "alpha and http://x.org/~a"),
        (r"{In \apj{} and {\unknown x}}", r"In \apj{} and {\unknown x}"),
        ("{Over\n\n   lines\u200b}", "Over lines"),
        ("bare", "bare"),
        ("1984", "1984"),
    ],
)
def test_titles_are_read_as_latex(written: str, shown: str) -> None:
    """Protective braces go, macros become Unicode, unknown ones stay."""
    entry, said = read(f"title = {written}")
    assert (entry.title, said) == (shown, [])


@pytest.mark.parametrize(
    ("written", "authors", "et_al"),
    [
        ("Long, Ada and Bea Short", ("Ada Long", "Bea Short"), False),
        ("{Beer}, B.~C. AND van der Berg, Cy", ("B. C. Beer", "Cy van der Berg"), False),
        ("King, Jr., Martin and Smith, John, III", ("Martin King Jr.", "John Smith III"), False),
        ("{The Team of A and B, Inc.} and others", ("The Team of A and B, Inc.",), True),
        ("Long, Ada and\n  et al.", ("Ada Long",), True),
        (r"Erd{\H o}s, P{\'a}l and and G{\"o}del,", ("Pál Erdős", "Gödel"), False),
        ("Smith, V and Smith, M.D.", ("V Smith", "M.D. Smith"), False),
        ("Sandy Anderson and Andy Band", ("Sandy Anderson", "Andy Band"), False),
    ],
)
def test_authors_are_shown_first_names_first(written: str, authors: tuple[str, ...], et_al: bool) -> None:
    """Every form that BibTeX knows, and organisations whole."""
    entry, said = read(f"author = {{{written}}}")
    assert (entry.authors, entry.et_al, said) == (authors, et_al, [])


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("year = 2019, month = feb", (2019, 2, None)),
        ('year = "2019", month = "Dec", day = {7}', (2019, 12, 7)),
        ("year = {2019}, month = {5}, day = {12}", (2019, 5, 12)),
        ('year = 2019, month = "10~" # jan', (2019, 1, 10)),
        ("year = 2019, month = sep # {~10}", (2019, 9, 10)),
        ("date = {2019-05-12}, year = {2020}, month = jan", (2019, 5, 12)),
        ("date = 2019-05", (2019, 5, None)),
        ("date = {2019-05-12/2019-06-01}", (2019, 5, 12)),
        ("year = {{2019}}", (2019, None, None)),
        ("year = {2019}, year = {2021}", (2019, None, None)),
        ("year = {}", (None, None, None)),
    ],
)
def test_dates_in_every_form(fields: str, day: tuple[int | None, ...]) -> None:
    """Years, months by macro, word or number, and biblatex's dates."""
    entry, _ = read(fields)
    assert (entry.year, entry.month, entry.day) == day


def test_macros_stand_for_their_text() -> None:
    """They are joined, nested and defined again, and their names know no case."""
    defined = '@string{who = "Long, Ada"} @STRING(Who = who # " and Bea") @string{t = {A {B}} # " (C)"}'
    entry, said = read("title = T # { D}, author = WHO, year = 2020", defined)
    assert (entry.title, entry.authors, said) == ("A B (C) D", ("Ada Long", "Bea"), [])


@pytest.mark.parametrize(
    ("fields", "arxiv_id", "doi", "codes"),
    [
        ("eprint = {2503.99999v2}, archivePrefix = {arXiv}, primaryClass = {cs.LG}", "2503.99999", None, ("cs.LG",)),
        (
            "eprint = {hep-th/9901001}, eprinttype = {arxiv}, eprintclass = {hep-th}",
            "hep-th/9901001",
            None,
            ("hep-th",),
        ),
        ("eprint = {arXiv:2503.99999}", "2503.99999", None, ()),
        ("eprint = {2503.99999}, eprinttype = {jstor}", None, None, ()),
        ("journal = {arXiv preprint arXiv:2503.99999}", "2503.99999", None, ()),
        ("journal = {CoRR}, volume = {abs/2503.99999}", "2503.99999", None, ()),
        (r"howpublished = {\url{https://arxiv.org/abs/2503.99999}}", "2503.99999", None, ()),
        (r"doi = {10.1000/A\_b}", None, "10.1000/a_b", ()),
        ("url = {https://doi.org/10.1000%2Fab}", None, "10.1000/ab", ()),
        ("note = {Reply to arXiv:2503.99999}", None, None, ()),
    ],
)
def test_identifiers(fields: str, arxiv_id: str | None, doi: str | None, codes: tuple[str, ...]) -> None:
    """They are found where exporters put them."""
    entry, said = read(fields)
    assert (entry.arxiv_id, entry.doi, entry.codes, said) == (arxiv_id, doi, codes, [])


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("year = {in press}", "“in press” as its date"),
        ("year = 2019, month = 13", "“2019-13” as its date"),
        ("date = {2023-02-30}", "“2023-02-30” as its date"),
        ("eprint = {nonsense}, archiveprefix = {arXiv}", "“nonsense” as its arXiv id"),
        ("doi = {nonsense}", "“nonsense” as its DOI"),
        ("author = {}", "names no authors"),
        ("author = {Ada Long, Bea Short, Cy Young}", "write “and” between names"),
        ("Pages = 1, pages = 2, Note = 3, note = 4", "“pages, note” more than once"),
        (f"title = {{{'word ' * 300}}}", "a title of more than 1,000"),
        (f"abstract = {{{'word ' * 5000}}}", "an abstract of more than 20,000"),
        (f"author = {{{' and '.join('A' * 1001)}}}", "more than 1,000 authors"),
        (f"author = {{{'word ' * 50}}}", "a name of more than 200"),
    ],
)
def test_what_cannot_be_read_is_said_once(fields: str, words: str) -> None:
    """The paper stays, and one warning names it."""
    _, (said,) = read(fields)
    assert said.startswith("“k” ")
    assert words in said


def test_every_block_is_a_paper_a_warning_or_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """Comments are ignored, keys may repeat, broken entries are named, and the log stays empty."""
    caplog.set_level(logging.DEBUG)
    text = """Anything may stand between entries, even somebody@example.org.
@comment{jabref-meta: databaseType:bibtex;} @preamble{"\\newcommand{\\x}{y}"}
@book{twice, title = {One}, author = {A}}
@Software(twice, title = {Two}, author = {A})
@misc{unfinished, title = {Three
@misc{, title = {Four}, year = 2020}
@misc{none, year = 2020}
@misc{, title = {Four}, author = {B}, year = 2020}"""
    entries, problems = parse_bibtex(text, "x.bib")
    assert [(entry.place, entry.title) for entry in entries] == [(3, "One"), (4, "Two"), (6, "Four"), (8, "Four")]
    assert [(problem.line, problem.message.partition(";")[0]) for problem in problems] == [
        (4, "“twice” is the name of another entry, on line 3, too"),
        (5, "what begins with “@misc{unfinished, title = {Three” is broken: a brace, quote, comma or “=” is missing"),
        (6, "an entry without a name names no authors."),
        (7, "“none” has no title"),
        (8, "an entry without a name repeats the title and year of an entry without a name on line 6"),
    ]
    assert not caplog.records


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no entry such as"),
        ("@comment{nothing}", "no entry such as"),
        ('[{"title": "T"}]', "no entry such as"),
        ("@a{b}" * 50_001, "50,001 entries; at most 50,000"),
        (" " * 20_000_001, "20,000,001 characters; at most 20,000,000"),
    ],
)
def test_what_is_no_bibtex_is_refused(text: str, words: str) -> None:
    """One error says why."""
    entries, (problem,) = parse_bibtex(text, "x.bib")
    assert (entries, problem.severity, problem.line) == ((), Severity.ERROR, None)
    assert words in problem.message


_STRINGS = "".join(f"@string{{a{i} = {' # '.join([f'a{i - 1}'] * 10)}}}" for i in range(1, 30))
HOSTILE = {
    "braces nested": "@a{k, title = {" + "{" * 100_000 + "x" + "}" * 100_000 + "}}",
    "braces open": "@a{k, title = {" + "{" * 100_000,
    "macros nested": "@a{k, title = {" + "\\textbf{" * 20_000 + "}" * 20_000 + "}}",
    "at signs": "@" * 200_000,
    "blocks on a line": "@a{" * 10_000,
    "blocks open": "@a{b, c = {\n" * 5_000,
    "quotes": "@a{k, title = " + '"' * 100_000 + "}",
    "equals signs": "@a{k, " + "=" * 100_000 + "}",
    "fields": "@a{k, " + "c = 1, " * 20_000 + "}",
    "macros that grow": '@string{a0 = "' + "x" * 100 + '"}' + _STRINGS + "@a{k, title = a29}",
    "a macro used often": '@string{a = "' + "x " * 50_000 + '"}' + "@a{k, title = a}" * 2_000,
    "joined": "@string{a = {xxx}}@a{k, title = " + "a # " * 50_000 + "a}",
    "names": "@a{k, title = {T}, author = { " + "and " * 50_000 + "}}",
    "commas": "@a{k, title = {T}, author = {" + "a, Jr, " * 20_000 + "}}",
    "accents": "@a{k, title = {T}, abstract = {a" + "\u0301\u0316" * 50_000 + "}}",
    "one line": "@a{k, title = {" + "word " * 40_000 + "}}",
    "no end": "@a{k, title = {T}, note = {" + "\n" * 200_000,
    "controls": "@a{k\x00\u202e, title = {\x00" + "\u202e" * 100_000 + "T}}",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    """There is an answer, and what is in it is not much longer than what was asked."""
    entries, problems = parse_bibtex(text, "x.bib")
    assert problems
    assert sum(len(entry.title) + len(entry.abstract) for entry in entries) <= 5 * len(text)
    assert all(len(problem.message) < 250 for problem in problems)


PIECES = [
    *'{}",=#@()\\~$%\n',
    " and ",
    "@string{",
    "@comment{",
    "@article{",
    "title",
    "\\'",
    "{\\",
    "month = jan",
    "\ud800",
]


@given(st.data())
def test_a_damaged_file_is_read_without_an_error(data: st.DataObject) -> None:
    """Pieces cut out, doubled or put in anywhere do not raise."""
    text = EXCERPT
    for _ in range(data.draw(st.integers(1, 4))):
        start, end = (data.draw(st.integers(0, len(text))) for _ in range(2))
        text = text[:start] + data.draw(st.sampled_from(PIECES) | st.text(max_size=3)) + text[end:]
    parse_bibtex(text, "x.bib")


@given(st.lists(st.sampled_from([*PIECES, "a", "title = {T}", "author = {A}"]), max_size=40).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Whatever follows the head of an entry, there is an answer."""
    entries, problems = parse_bibtex(f"@a{{k, {text}", "x.bib")
    assert entries or problems


def test_the_parser_is_loaded_when_it_is_needed() -> None:
    """A start without BibTeX is not slowed down."""
    program = (
        "import sys; from bot.ingest.bibtex import parse_bibtex; assert 'bibtexparser' not in sys.modules;"
        "parse_bibtex('@a{k, title = {T}}', ''); assert 'bibtexparser' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
