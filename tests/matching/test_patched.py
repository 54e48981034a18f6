"""A large index with a handful of changes answers as one that is built anew."""

from itertools import product

import pytest

from bot.matching.index import Index
from bot.matching.names import NameIndex
from bot.matching.outcome import Found, NotFound, Outcome
from bot.matching.patched import Changes, patched
from bot.matching.rows import Named
from bot.matching.titles import TitleIndex
from tests.matching.samples import OTHER_TITLES, PEOPLE, TITLES

_PARTS = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa")
WORDS = ["".join(parts) for parts in product(_PARTS, _PARTS, _PARTS)]
# More than are looked at one by one.
MANY = {
    word: Named(f"{word.title()} {other} for {third} {word}")
    for word, other, third in zip(WORDS, WORDS[7:] + WORDS[:7], WORDS[401:] + WORDS[:401], strict=True)
}
TITLED = MANY | {key: Named(title) for key, title in TITLES.items()}
CALLED = {word: Named(f"{word.title()} {other.title()}") for word, other in zip(WORDS, WORDS[::-1], strict=True)}
CALLED |= {name: Named(name) for name in PEOPLE}


def changed(before: dict[str, Named], changes: Changes) -> dict[str, Named]:
    """What things are called after some changes."""
    return {key: named for key, named in (before | changes).items() if named is not None}


def renewed(index: Index, after: dict[str, Named], changes: Changes) -> Index:
    """The index with the changes."""
    new = patched(index, changes, ((key, named.name) for key, named in after.items()))
    assert new is not None
    return new


def best(index: Index, query: str) -> tuple[type[Outcome], str]:
    """What kind of answer a query gets, and the first match if it is close."""
    outcome = index.resolve(query)
    return type(outcome), "" if isinstance(outcome, NotFound) else outcome.matches[0].key


CHANGES: Changes = {
    "dapo": Named("Laminar Two: An Open-Source System", ("The DAPO Sequel",), ("arXiv:2403.01234",)),
    "laminar": None,
    "new": Named(OTHER_TITLES[0], (), ("10.1234/NEW.1",)),
    WORDS[3]: Named("Trust Region Methods in the Wild"),
}
QUERIES = [
    *(title.lower() for title in TITLES.values()),
    *(
        "dapo",
        "laminar",
        "trust region",
        "trust regoin maskng",
        "rgb-d mirror",
        OTHER_TITLES[0],
        "sequel",
        "otb",
        WORDS[3],
    ),
    *(MANY[word].name.lower() for word in WORDS[:40:7]),
]


@pytest.mark.parametrize("query", QUERIES)
def test_changed_titles_are_found_as_in_an_index_built_anew(query: str) -> None:
    """What is gone is not found, what is new and renamed is, and everything else is as before."""
    after = changed(TITLED, CHANGES)
    anew, quick = TitleIndex.of(after), renewed(TitleIndex.of(TITLED), after, CHANGES)
    assert best(quick, query) == best(anew, query)
    assert "laminar" not in {match.key for match in quick.resolve(query, 25).matches}
    assert len(quick.suggest(query)) == len({match.key for match in quick.suggest(query)})


def test_identifiers_keys_and_the_first_rows_follow_a_change() -> None:
    """Pasted identifiers and keys mean what they mean now, and no text shows the rows in their new order."""
    after = changed(TITLED, CHANGES)
    quick = renewed(TitleIndex.of(TITLED), after, CHANGES)
    for query in ("https://arxiv.org/abs/2403.01234v2", "dapo", "the dapo sequel"):
        outcome = quick.resolve(query)
        assert isinstance(outcome, Found)
        assert (outcome.best.key, outcome.best.name) == ("dapo", "Laminar Two: An Open-Source System")
    assert quick.suggest("https://doi.org/10.1234/new.1")[0].key == "new"
    assert not isinstance(quick.resolve(TITLES["laminar"]), Found)
    assert [match.key for match in quick.suggest("", 3)] == list(after)[:3]


def test_changes_add_up_until_there_are_too_many() -> None:
    """A second change keeps the first; hundreds of them, and changes of a small index, ask for a new index."""
    first: Changes = {"new": Named(OTHER_TITLES[0])}
    second: Changes = {"newer": Named(OTHER_TITLES[1]), "new": None}
    once = renewed(TitleIndex.of(TITLED), changed(TITLED, first), first)
    after = changed(changed(TITLED, first), second)
    twice = renewed(once, after, second)
    found = twice.resolve(OTHER_TITLES[1])
    assert isinstance(found, Found)
    assert found.best.key == "newer"
    assert not isinstance(twice.resolve(OTHER_TITLES[0]), Found)
    assert patched(once, dict.fromkeys(WORDS[:400]), []) is None
    assert patched(TitleIndex.of({"a": Named("A")}), first, []) is None


@pytest.mark.parametrize(
    "query", ["yuxuan tong", "tong, y.", "yuxuna tong", "jiazheng xu", "maria lopez", "lopez, maria"]
)
def test_changed_people_are_found_as_in_an_index_built_anew(query: str) -> None:
    """The same holds for people."""
    changes: Changes = {"Jiazheng Xu": None, "m": Named("María López", ("Mia López",))}
    after = changed(CALLED, changes)
    anew, quick = NameIndex.of(after), renewed(NameIndex.of(CALLED), after, changes)
    assert best(quick, query) == best(anew, query)
    assert "Jiazheng Xu" not in {match.key for match in quick.resolve(query, 25).matches}
    assert isinstance(quick.resolve("mia lopez"), Found)
