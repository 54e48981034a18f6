"""A person is found by name in any order and however it is written; one name is never taken for another."""

import pytest

from bot.matching.names import NameIndex
from bot.matching.outcome import Ambiguous, Found, NotFound
from tests.matching.samples import PEOPLE, typos

INDEX = NameIndex.build((name, name) for name in PEOPLE)


def found(index: NameIndex, query: str) -> str | None:
    """The person whom a query finds at once."""
    outcome = index.resolve(query)
    return outcome.best.name if isinstance(outcome, Found) else None


def index_of(*names: str) -> NameIndex:
    """An index of invented or well-known people."""
    return NameIndex.build((f"key-{name}", name) for name in names)


@pytest.mark.parametrize("name", PEOPLE)
def test_a_name_is_found_in_any_order(name: str) -> None:
    """First or last name first, with a comma, in any case, and run together, a name finds its person."""
    first, last = name.split()
    for query in (
        name,
        name.upper(),
        f"{last} {first}",
        f"{last}, {first}",
        f"{first}{last}",
        f"{last}{first}".lower(),
    ):
        assert found(INDEX, query) == name, query


@pytest.mark.parametrize("name", PEOPLE)
def test_an_initial_and_a_last_name_find_a_person(name: str) -> None:
    """`F. Last`, `Last F` and `Last, F.` find the only one whom they fit, and offer both of two."""
    first, last = name.split()
    fitting = {other for other in PEOPLE if other.endswith(f" {last}") and other[0] == name[0]}
    for query in (f"{first[0]}. {last}", f"{last} {first[0]}", f"{last}, {first[0]}."):
        outcome = INDEX.resolve(query)
        assert isinstance(outcome, Found) == (len(fitting) == 1), query
        assert {match.name for match in outcome.matches[: len(fitting)]} == fitting, query


@pytest.mark.parametrize("name", PEOPLE)
def test_one_typo_does_not_hide_a_person(name: str) -> None:
    """A name with one letter lost, doubled, wrong or swapped finds its person, or offers that person first."""
    for query in typos(name.lower()):
        outcome = INDEX.resolve(query)
        assert not isinstance(outcome, NotFound), query
        assert outcome.matches[0].name == name, query


@pytest.mark.parametrize(
    "query", ["tong", "yuxuan", "yux", "y. tong", "tong y", "yuxuan t", "Yuxaun Tong", "yuxun tong", "Tong, Yuxuan"]
)
def test_the_owner_of_the_page_is_found(query: str) -> None:
    """The only Tong is found by either name, by initials beside a name, and by misspelt names."""
    assert found(INDEX, query) == "Yuxuan Tong"


def test_a_last_name_of_several_is_a_question_back() -> None:
    """`li` and `zhang` offer everybody of that name first."""
    for query, names in (("li", {"Yingru Li", "Ziniu Li"}), ("zhang", {"Zheng Zhang", "Xiwen Zhang"})):
        outcome = INDEX.resolve(query)
        assert isinstance(outcome, Ambiguous)
        assert {match.name for match in outcome.choices[:2]} == names


def test_li_is_not_liang() -> None:
    """A short name that is somebody's whole name is not the beginning of somebody else's."""
    index = index_of("Percy Liang", "Fei-Fei Li")
    assert found(index, "li") == "Fei-Fei Li"
    assert found(index, "liang") == "Percy Liang"
    assert found(index_of("Percy Liang", "Hao Liang"), "hao li") is None


@pytest.mark.parametrize("query", ["q", "y", "qi", "yt", "j. xu"])
def test_too_little_is_a_question_back(query: str) -> None:
    """One or two letters that are nobody's name, and an initial that fits two people, are Ambiguous."""
    assert isinstance(INDEX.resolve(query), Ambiguous)


@pytest.mark.parametrize(
    "query",
    [
        "yann lecun",
        "kaiming he",
        "fei-fei li",
        "xiao wang",
        "yu zhang",
        "wei liu",
        "hao chen",
        "j. smith",
        "asdf",
        "kun yu",
    ],
)
def test_somebody_absent_is_never_an_answer(query: str) -> None:
    """Somebody who is not there is not taken for one who shares a first or last name."""
    assert not isinstance(INDEX.resolve(query), Found)


@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("Jürgen Müller", ["jurgen muller", "juergen mueller", "Mueller, Juergen", "Müller", "mueller", "J. Müller"]),
        ("Juergen Mueller", ["Jürgen Müller", "müller"]),
        ("Søren Åberg", ["soren aberg", "soeren aaberg", "Aberg, S."]),
        ("Hans Weiß", ["weiss", "Weiß, Hans", "hans weiss"]),
        ("François-Pierre Paty", ["francoispierre paty", "francois pierre paty", "Paty, F.", "françois-pierre paty"]),
        ("Lydia Y. Chen", ["lydia chen", "Chen, Lydia", "lydia y chen"]),
        ("Paolo Robuffo Giordano", ["Giordano, Paolo Robuffo", "Robuffo Giordano, Paolo", "paolo giordano"]),
        ("Chen, Wei", ["wei chen", "Chen Wei"]),
        ("李飞飞", ["李飞飞"]),
    ],
)
def test_accents_hyphens_and_middle_names_are_optional(name: str, queries: list[str]) -> None:
    """Marks may be left out or spelled out on either side, hyphens and middle names left out, commas used."""
    index = index_of(name, "Percy Liang", "Noor Haddad", "Kim Oh")
    for query in queries:
        assert found(index, query) == name, query


def test_a_full_name_may_be_somebody_known_by_an_initial() -> None:
    """Where the page has only an initial, a full name is a close call: it may be another person."""
    outcome = index_of("Y. LeCun", "Percy Liang").resolve("yann lecun")
    assert isinstance(outcome, Ambiguous)
    assert outcome.choices[0].name == "Y. LeCun"


def test_two_people_of_one_name_are_two_choices() -> None:
    """One name that two people have offers both, whatever the order of the words."""
    outcome = NameIndex.build([("a", "Wei Chen"), ("b", "Chen Wei"), ("c", "Wei Cheng")]).resolve("wei chen")
    assert isinstance(outcome, Ambiguous)
    assert [match.key for match in outcome.choices[:2]] == ["b", "a"]


def test_a_typed_initial_is_not_the_last_name_itself() -> None:
    """`B. Banerjee` needs a first name with B: Sean Banerjee is offered at most."""
    assert found(index_of("Sean Banerjee", "Percy Liang"), "b. banerjee") is None


def test_suggestions_start_with_what_is_typed() -> None:
    """While a name is being typed, names that start so come first, and nobody is held back."""
    assert {match.name for match in INDEX.suggest("jia")[:4]} == {
        "Chaobo Jia",
        "Jiazheng Xu",
        "Jiawei Xu",
        "Jiacai Liu",
    }
    assert INDEX.suggest("guangm")[0].name == "Guangming Sheng"
    assert len(INDEX.suggest("qqq")) == len(PEOPLE)
    assert [match.name for match in INDEX.suggest("", limit=2)] == ["Jiazheng Xu", "Xiao Liu"]
