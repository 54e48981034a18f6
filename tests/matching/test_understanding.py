"""What people say around a title, run together, or call a paper otherwise; and why something matched."""

import pytest

from bot.matching.names import NameIndex
from bot.matching.outcome import Ambiguous, Found, NotFound
from bot.matching.reasons import How
from bot.matching.titles import TitleIndex
from tests.matching.samples import PEOPLE, TITLES

INDEX = TitleIndex.build(TITLES.items())


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("the dapo paper", "dapo"),
        ("dapo 2025", "dapo"),
        ("that imagereward article", "imagereward"),
        ("trustregionmasking", "masking"),
        ("trustregion masking", "masking"),
        ("longcot", "demystifying"),
        ("long cot", "demystifying"),
        ("dynamicvocab", "pruning"),
        ("large language model generated games", "gamegen"),
    ],
)
def test_words_around_and_words_run_together_do_not_matter(query: str, key: str) -> None:
    """`the … paper`, a year, lost spaces and initials for words find the title."""
    outcome = INDEX.resolve(query)
    assert outcome.matches[0].key == key
    assert isinstance(outcome, Found), outcome


def test_initials_stand_for_two_words_as_well() -> None:
    """`reinforcement learning` may be the RL of a title, if other words speak for it."""
    assert INDEX.resolve("scalable async reinforcement learning").matches[0].key == "laminar"


def test_another_paper_is_not_found_by_the_words_that_it_shares() -> None:
    """A remembered sentence with another word in between is asked about, not answered."""
    index = TitleIndex.build([("not", "Attention Is Not All You Need: Rank Collapse"), ("x", "Graph Pooling")])
    assert not isinstance(index.resolve("attention is all you need"), Found)


def test_other_names_of_a_paper_find_it_under_its_title() -> None:
    """An alias matches as a title does, misspelt as well; what is shown is the title, once."""
    index = TitleIndex.build(TITLES.items(), {"dapo": ["Clip Higher Policy Optimization", "DAPO"]})
    for query in ("clip higher policy optimization", "clip higer", "Clip Higher"):
        outcome = index.resolve(query)
        assert isinstance(outcome, Found), query
        assert (outcome.best.key, outcome.best.name) == ("dapo", TITLES["dapo"])
    keys = [match.key for match in index.suggest("dapo clip")]
    assert len(keys) == len(set(keys)) == len(TITLES)


def test_nicknames_find_people() -> None:
    """Other names of somebody are theirs; a name that is another's nickname as well is asked about."""
    index = NameIndex.build(
        ((name, name) for name in PEOPLE), {"Edward Yeo": ["Ned", "Teddy Yeo"], "Rui Wang": ["Ned"]}
    )
    outcome = index.resolve("teddy yeo")
    assert isinstance(outcome, Found)
    assert outcome.best.name == "Edward Yeo"
    asked = index.resolve("ned")
    assert isinstance(asked, Ambiguous)
    assert {match.name for match in asked.choices[:2]} == {"Edward Yeo", "Rui Wang"}


def test_the_reasons_of_a_match_are_told() -> None:
    """Each typed word says what it stands for."""
    why = {
        reason.typed: (reason.known, reason.how) for reason in INDEX.why("demistifying long cot reas", "demystifying")
    }
    assert why == {
        "demistifying": ("demystifying", How.MISSPELT),
        "long": ("long", How.WHOLE),
        "cot": ("chain of thought", How.INITIALS),
        "reas": ("reasoning", How.BEGUN),
    }
    people = NameIndex.build((name, name) for name in PEOPLE)
    assert [reason.how for reason in people.why("y. tong", "Yuxuan Tong")] == [How.INITIALS, How.WHOLE]
    assert INDEX.why("dapo", "no such key") == ()


def test_one_series_does_not_fill_autocomplete() -> None:
    """Of titles with one head five come before the others, and none is left out."""
    series = [(f"s{number}", f"Robots at Work: Part {number}") for number in range(40)]
    others = [(f"o{number}", f"Robots in Field {number}") for number in range(3)]
    shown = [match.key for match in TitleIndex.build([*series, *others]).suggest("robots")]
    assert {"o0", "o1", "o2"} <= set(shown[:8])
    assert len(shown) == 25


def test_confidence_falls_as_more_could_be_meant() -> None:
    """A misspelt word is less sure than a whole one, and less among many that are like it."""
    sure, misspelt = INDEX.resolve("trust region masking"), INDEX.resolve("trust regoin masikng")
    assert isinstance(sure, Found)
    assert isinstance(misspelt, Found)
    assert 0.7 < misspelt.confidence <= sure.confidence <= 1.0
    assert not isinstance(INDEX.resolve("trust region policy optimization"), Found)


@pytest.mark.parametrize("query", ["transformer", "qqqq", "diffusion"])
def test_what_is_like_nothing_is_not_found(query: str) -> None:
    """A word that no title has is NotFound."""
    assert isinstance(INDEX.resolve(query), NotFound)
