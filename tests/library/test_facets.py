"""Lists that look nobody up keep what a look at every paper would keep."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.grammar.conditions import dated, in_field, linked, other_than, tagged, with_code
from bot.answers.grammar.filters import Condition, Filters, either, kept, negated
from bot.answers.grammar.times import Time
from bot.courtesy import Abandoned
from bot.library.catalogue import Catalogue
from bot.library.code import CodeLink, NoCode, code_state
from bot.library.facets import Facets
from bot.library.fields import field_of
from bot.library.models import Paper, Published
from bot.library.people import find_people
from bot.library.selection import Code, Selection, select
from bot.library.text import fold
from tests.digest.samples import paper

FIRST = date(2024, 11, 1)
WORDS = ("deep", "deeper", "Ünder", "o'clock", "p95", "nets")


@st.composite
def libraries(draw: st.DrawFn) -> Facets:
    """Papers as a catalogue orders them: newest first, those without a date last."""
    papers = [
        paper(
            f"{draw(st.sampled_from(WORDS))} {number}",
            abstract=" ".join(draw(st.lists(st.sampled_from(WORDS), max_size=3))),
            fields=tuple(draw(st.sets(st.sampled_from(["LG", "stat.ML", "CV", "odd"]), max_size=2))),
            published=draw(st.none() | st.integers(0, 500).map(lambda days: Published(FIRST + timedelta(days)))),
            affiliation=draw(st.sampled_from([None, "Delft", "delft", "MIT"])),
            code_flag=draw(st.booleans()),
            links=draw(st.sampled_from([(), ("https://github.com/a/b",)])),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    papers.sort(key=lambda each: -each.published.day.toordinal() if each.published else 0)
    return Facets.of({each.key: each for each in papers})


TIMES = st.builds(
    lambda start, days, months, is_open: Time("then", start, None if is_open else start + timedelta(days), months),
    st.integers(-50, 550).map(lambda days: FIRST + timedelta(days)),
    st.integers(0, 300),
    st.sampled_from([(), (1,), (11, 12)]),
    st.booleans(),
)
SIMPLE = st.one_of(
    st.sampled_from(["cs.LG", "stat.ML", "stat", "cs", "odd", "math"]).map(in_field),
    st.sampled_from(["delft", "mit", "oslo"]).map(tagged),
    TIMES.map(dated),
    st.booleans().map(lambda listed: with_code(listed=listed)),
    st.just(linked()),
    st.just(other_than(paper("deep 0"))),
)
CONDITIONS = st.one_of(SIMPLE, SIMPLE.map(negated), st.lists(SIMPLE, min_size=2, max_size=3).map(either))


@given(libraries(), st.lists(CONDITIONS, max_size=3))
def test_what_is_looked_up_is_what_fits(facets: Facets, conditions: list[Condition]) -> None:
    """Each condition by itself and all together, also turned round."""
    assert list(kept(facets, Filters(tuple(conditions)))) == [
        each for each in facets.papers if all(condition.fits(each) for condition in conditions)
    ]


def _naive(selection: Selection) -> Callable[[Paper], bool]:
    def keeps(each: Paper) -> bool:
        state = code_state(each)
        words = {word for text in (each.abstract, each.title, *each.authors) for word in fold(text).split()}
        return (
            (not selection.field or selection.field in {field_of(raw).code for raw in each.fields})
            and (selection.year is None or (each.published is not None and each.published.day.year == selection.year))
            and {Code.LINK: isinstance(state, CodeLink), Code.NONE: isinstance(state, NoCode),
                 Code.LISTED: not isinstance(state, NoCode), Code.ANY: True}[selection.code]
            and all(any(held.startswith(typed) for held in words) for typed in fold(selection.text).split())
        )  # fmt: skip

    return keeps


SELECTIONS = st.builds(
    Selection,
    field=st.sampled_from(["", "cs.LG", "odd"]),
    year=st.none() | st.sampled_from([2024, 2025, 0, 99_999]),
    code=st.sampled_from(Code),
    text=st.sampled_from(["", "dee", "deep", "deeper nets", "under", "oclock", "p9", "ada", "zz"]),
)


@given(libraries(), SELECTIONS)
def test_a_list_keeps_what_reading_every_paper_would_keep(facets: Facets, selection: Selection) -> None:
    """In the order of the library."""
    keeps = _naive(selection)
    assert list(select(facets, {}, selection)) == [each for each in facets.papers if keeps(each)]


def test_more_papers_than_a_block_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are found in every block."""
    monkeypatch.setattr("bot.library.wordindex._BLOCK", 2)
    papers = [paper(f"Deep {number}") for number in range(5)]
    facets = Facets.of({each.key: each for each in papers})
    assert facets.words.beginning("dee") == {0, 1, 2, 3, 4}
    assert facets.words.beginning("4") == {4}


def test_building_stops_when_nobody_wants_it_any_more() -> None:
    """A process that ends does not wait for an index."""
    abandoned = Event()
    abandoned.set()
    with pytest.raises(Abandoned):
        Facets.of({"a": paper("A")}, abandoned)


def test_a_catalogue_and_its_facets_agree() -> None:
    """Places are those of the catalogue."""
    listed = paper("A")
    catalogue = Catalogue({}, {listed.key: listed}, {}, find_people((), [listed]))
    assert Facets.of(catalogue.papers).of_keys([listed.key]) == [0]
