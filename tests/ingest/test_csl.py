"""CSL-JSON becomes papers, or a sentence that says what keeps it from being one; nothing raises."""

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ingest.csl import parse_csl
from bot.ingest.entries import ParsedEntry
from bot.ingest.problems import Severity
from bot.library.text import clean

ZOTERO = {
    "id": "http://zotero.org/users/1/items/A",
    "type": "article",
    "title": "Sparse <i>Widgets</i> for CO<sub>2</sub> &amp; R&D in <mask> models",
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We show\nA.</jats:p><jats:p>Then x &lt; y &#233; B.</jats:p>",
    "author": [
        {"family": "Long", "given": "Ada"},
        {"family": "Beer", "given": "Bea", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"family": "Alban", "given": "Cy", "dropping-particle": "d’"},
        {"literal": "The Widget Team"},
    ],
    "issued": {"date-parts": [["2025", 3, 18]]},
    "DOI": "https://doi.org/10.48550/arXiv.2503.99999",
    "URL": "http://arxiv.org/abs/2503.99999v2",
    "note": "arXiv:2503.99999 [cs.LG]\nComment: 9 pages",
}


def read(**item: Any) -> tuple[ParsedEntry, list[str]]:
    """One item, read as the only one of a file, and what is said about it."""
    (entry,), problems = parse_csl(json.dumps([{"title": "T", "author": [{"literal": "A"}]} | item]), "x.json")
    assert all(problem.severity is Severity.WARNING and problem.source == "x.json" for problem in problems)
    return entry, [problem.message for problem in problems]


def test_an_item_as_zotero_writes_it() -> None:
    """Tags and entities go, names are as displayed, and identifiers are bare."""
    assert read(**ZOTERO) == (
        ParsedEntry(
            place=1,
            title="Sparse Widgets for CO2 & R&D in <mask> models",
            authors=("Ada Long", "Bea van der Beer Jr.", "Cy d’Alban", "The Widget Team"),
            et_al=False,
            year=2025,
            month=3,
            day=18,
            abstract="We show A. Then x < y é B.",
            arxiv_id="2503.99999",
            doi="10.48550/arxiv.2503.99999",
            codes=("cs.LG",),
        ),
        [],
    )


@pytest.mark.parametrize("wrapped", [[ZOTERO], {"items": [ZOTERO]}, ZOTERO])
def test_the_three_shapes_of_a_file(wrapped: Any) -> None:
    """An array, an object with items, and a single item are all lists of papers."""
    entries, problems = parse_csl(json.dumps(wrapped), "x.json")
    assert ([entry.year for entry in entries], problems) == ([2025], ())


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "is empty"),
        (" \n ", 1, "is empty"),
        ('[\n{"title": "T",}]', 2, "not JSON from column 14"),
        ("@article{a, title={T}}", 1, "not JSON"),
        ('["\ud800"]', 1, "not JSON"),
        ("[" * 100_000, 1, "nested too deep"),
        ("[" * 5000 + "]" * 5000, 1, "nested too deep"),
        ('{"a":' * 5000 + "1" + "}" * 5000, 1, "nested too deep"),
        ("3", None, "no list of papers"),
        ('{"paper": []}', None, "no list of papers"),
        ('{"items": 3}', None, "no list of papers"),
        ("[]", None, "lists no papers"),
        ('{"items": []}', None, "lists no papers"),
        ("[" + "0," * 200_000 + "0]", None, "200,001 papers; at most 200,000"),
    ],
)
def test_what_is_no_list_of_papers_is_refused(text: str, line: int | None, words: str) -> None:
    """One error says why, and where."""
    entries, (problem,) = parse_csl(text, "x.json")
    assert (entries, problem.severity, problem.line) == ((), Severity.ERROR, line)
    assert words in problem.message


@pytest.mark.parametrize("item", [{}, {"title": None}, {"title": " "}, {"title": "<p> </p>"}, {"title": ["T"]}])
def test_an_item_without_a_title_is_left_out(item: dict[str, Any]) -> None:
    """The others stay, and the problem says which one it was."""
    entries, problems = parse_csl(json.dumps([item, {"title": "T", "author": ["A"]}]), "x.json")
    assert [entry.place for entry in entries] == [2]
    assert problems[-1].message == "item 1 has no title; it was left out."


@pytest.mark.parametrize("item", [None, 3, "T", [], [["title", "T"]], True])
def test_what_is_no_item_is_left_out(item: Any) -> None:
    """Anything may stand in an array."""
    entries, (problem,) = parse_csl(json.dumps([item]), "x.json")
    assert (entries, str(problem)) == ((), "x.json: item 1 is no paper such as {“title”: …}; it was left out.")


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        (None, (None, None, None)),
        ({}, (None, None, None)),
        ({"date-parts": [[None]]}, (None, None, None)),
        ({"date-parts": []}, (None, None, None)),
        ({"date-parts": [[2019]]}, (2019, None, None)),
        ({"date-parts": [["2019", "5", "12"]]}, (2019, 5, 12)),
        ({"date-parts": [[2019, 5], [2020, 1]]}, (2019, 5, None)),
        ({"raw": "2019-05-12"}, (2019, 5, 12)),
        ({"literal": "Sept. 2019"}, (2019, 9, None)),
        ({"raw": "12 May 2019"}, (2019, 5, 12)),
        ({"raw": "May 12, 2019"}, (2019, 5, 12)),
        ({"raw": "c. 2019"}, (2019, None, None)),
        ({"raw": "2019-05-12T10:00:00Z"}, (2019, 5, 12)),
        ("2019/5/12", (2019, 5, 12)),
        (2019, (2019, None, None)),
    ],
)
def test_dates_in_every_form(issued: Any, day: tuple[int | None, ...]) -> None:
    """CSL has one form, exporters have several; a date that is missing is nothing to speak of."""
    entry, said = read(issued=issued)
    assert ((entry.year, entry.month, entry.day), said) == (day, [])


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        ({"date-parts": [[2023, 2, 30]]}, (2023, 2, None)),
        ({"date-parts": [[2023, 13, 1]]}, (2023, None, None)),
        ({"date-parts": [[2023, 0]]}, (2023, None, None)),
        ({"date-parts": [[20230, 1]]}, (None, None, None)),
        ({"date-parts": [[-50]]}, (None, None, None)),
        ({"date-parts": [[1e300]]}, (None, None, None)),
        ({"raw": "in press"}, (None, None, None)),
        ({"raw": "2" * 5000}, (None, None, None)),
        (True, (None, None, None)),
        ([2019], (None, None, None)),
    ],
)
def test_impossible_dates_lose_what_is_impossible(issued: Any, day: tuple[int | None, ...]) -> None:
    """The rest of the date stays, and one warning says so."""
    entry, said = read(issued=issued)
    assert (entry.year, entry.month, entry.day) == day
    assert len(said) == 1
    assert "as its date" in said[0]


@pytest.mark.parametrize(
    ("fields", "arxiv_id", "doi"),
    [
        ({"URL": "https://arxiv.org/pdf/2503.99999v3.pdf"}, "2503.99999", None),
        ({"URL": "https://www.arxiv.org/abs/math.GT/0309999"}, "math/0309999", None),
        ({"number": "arXiv:hep-th/9901001v2"}, "hep-th/9901001", None),
        ({"note": "Accepted.\narXiv: 2503.99999"}, "2503.99999", None),
        ({"note": "A comment on arXiv:2503.99999"}, None, None),
        ({"DOI": "10.1000/A.B(3)"}, None, "10.1000/a.b(3)"),
        ({"DOI": "doi:10.1000/ab."}, None, "10.1000/ab"),
        ({"URL": "https://doi.org/10.1000%2Fab"}, None, "10.1000/ab"),
        ({"URL": 3, "DOI": [], "note": {}}, None, None),
    ],
)
def test_identifiers(fields: dict[str, Any], arxiv_id: str | None, doi: str | None) -> None:
    """They are found where exporters put them, and not where another paper's are."""
    entry, said = read(**fields)
    assert (entry.arxiv_id, entry.doi, said) == (arxiv_id, doi, [])


@pytest.mark.parametrize(
    ("item", "authors", "et_al", "words"),
    [
        ({"author": "Ada Long"}, (), False, "no list of names"),
        ({"author": {"family": "Long"}}, (), False, "no list of names"),
        ({"author": [3, {}, "Bea"]}, ("Bea",), False, "without a name"),
        ({"author": [{"family": 3, "given": "Cy"}]}, ("Cy",), False, None),
        ({"author": [{"literal": "A"}, {"family": "others"}]}, ("A",), True, None),
        ({"author": ["A"] * 1001}, ("A",) * 1000, True, "more than 1,000 authors"),
        ({"author": ["x " * 150]}, (("x " * 100).strip(),), False, "a name of more than 200"),
        ({"author": []}, (), False, "names no authors"),
    ],
)
def test_authors_of_the_wrong_kind(item: Any, authors: tuple[str, ...], et_al: bool, words: str | None) -> None:
    """Names that can be read are, and what cannot is said."""
    entry, said = read(**item)
    assert (entry.authors, entry.et_al) == (authors, et_al)
    assert words in said[0] if words else not said


def test_long_text_is_cut_at_a_word() -> None:
    """A title and an abstract have a longest length, which the warning names."""
    entry, said = read(title="word " * 250, abstract="a" * 30_000)
    assert (len(entry.title), entry.title[-5:], len(entry.abstract)) == (999, " word", 20_000)
    assert [("1,000" in said[0]), ("20,000" in said[1])] == [True, True]


def test_numbers_and_other_things_as_text() -> None:
    """A title may be a number; an abstract that is no text is left out."""
    entry, said = read(title=1984, abstract=["x"])
    assert (entry.title, entry.abstract) == ("1984", "")
    assert said == ["item 1 has abstract as something other than text."]


def test_a_repeated_paper_is_said_once() -> None:
    """The same title in another year is another paper."""
    items = [{"title": t, "author": ["A"], "issued": y} for t, y in (("T!", 2019), ("T", 2019), ("T", 2023))]
    entries, (problem,) = parse_csl(json.dumps(items), "x.json")
    assert len(entries) == 3
    assert problem.message == "item 2 repeats the title and year of item 1; they count as one paper."


HOSTILE = ["<", "<b ", "<b a=", "<jats:a", "<p>", "&", "&#1", "&a", "\u0301\u0316", "\u0301\u200b\u0316", "\n", "é"]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read_to_its_end(unit: str) -> None:
    """A hundred kilobytes of openings, entities or accents in every field are read, and nothing swells."""
    text = f"a{unit * (100_000 // len(unit))}"
    fields = ("abstract", "URL", "note", "DOI", "number")
    entry, _ = read(title=text, author=[text], issued={"raw": text}, **dict.fromkeys(fields, text))
    assert max(map(len, (entry.title, entry.abstract, *entry.authors))) <= 20_000


def test_a_number_too_long_for_an_entity_stays() -> None:
    """Python refuses to read a number of five thousand digits."""
    entity = f"&#{'1' * 5000};"
    assert read(abstract=entity)[0].abstract == entity


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ZOTERO, "raw", "family"]), inner),
    max_leaves=12,
)


OTHER_FIELDS = {key: JSON for key in ZOTERO if key != "title"}


@given(st.lists(st.fixed_dictionaries({"title": st.text(max_size=9)}, optional=OTHER_FIELDS) | JSON, max_size=3))
def test_any_json_is_read_without_an_error(items: list[Any]) -> None:
    """Whatever stands in a field, there is an answer."""
    entries, problems = parse_csl(json.dumps(items), "x.json")
    assert len(entries) <= len(items)
    assert entries or problems


@given(st.data())
def test_a_damaged_file_is_read_without_an_error(data: st.DataObject) -> None:
    """A piece cut out, doubled or replaced anywhere does not raise."""
    whole = json.dumps([ZOTERO, {"title": "T"}])
    start, end = (data.draw(st.integers(0, len(whole))) for _ in range(2))
    parse_csl(whole[:start] + data.draw(st.text(max_size=3)) + whole[end:], "x.json")


NAME = st.text(st.characters(categories=["L", "N", "P", "Zs", "Mn"], exclude_characters="<&'’"), max_size=20)


NAMES = st.lists(st.dictionaries(st.sampled_from(["family", "given", "literal"]), NAME), max_size=3)


@given(st.lists(st.tuples(NAME, NAMES), max_size=3))
@example([("Widgets  at Work", [{"family": "van\u00a0der Beer", "given": "Bea"}])])
def test_nothing_is_made_up(items: list[tuple[str, list[dict[str, str]]]]) -> None:
    """Every word of a title or a name stands in the source."""
    listed = [{"title": title, "author": authors} for title, authors in items]
    entries, _ = parse_csl(json.dumps(listed), "x.json")
    source = {word for title, authors in items for text in (title, *_values(authors)) for word in clean(text).split()}
    assert {word for entry in entries for text in (entry.title, *entry.authors) for word in text.split()} <= source


def _values(authors: list[dict[str, str]]) -> list[str]:
    return [text for author in authors for text in author.values()]
