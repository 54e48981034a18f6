"""A title is found by whatever part of it somebody remembers; what is not there is not guessed at."""

import pytest

from bot.matching.outcome import Ambiguous, Found, NotFound
from bot.matching.titles import TitleIndex
from tests.matching.samples import OTHER_TITLES, TITLES, typos

INDEX = TitleIndex.build(TITLES.items())
OTHERS = TitleIndex.build((title, title) for title in OTHER_TITLES)


def found(query: str) -> str | None:
    """The key of the title that a query finds at once."""
    outcome = INDEX.resolve(query)
    return outcome.best.key if isinstance(outcome, Found) else None


def head(title: str) -> str:
    """The part before the colon."""
    return title.split(":", maxsplit=1)[0]


@pytest.mark.parametrize("key", TITLES)
def test_a_title_is_found_whole_or_by_its_head(key: str) -> None:
    """A whole title and the part before its colon find it, in any case, with or without spaces and hyphens."""
    for text in (TITLES[key], head(TITLES[key])):
        for query in (text, text.lower(), text.upper(), text.replace("-", " "), text.replace(" ", "")):
            assert found(query) == key, query


@pytest.mark.parametrize("key", TITLES)
def test_one_typo_anywhere_does_not_hide_a_title(key: str) -> None:
    """A title with one letter lost, doubled, wrong or swapped is found; so is its head, or it is offered first."""
    for query in typos(TITLES[key].lower()):
        assert found(query) == key, query
    for query in typos(head(TITLES[key]).lower()):
        outcome = INDEX.resolve(query)
        assert outcome.matches[0].key == key, query
        assert isinstance(outcome, Found) or (isinstance(outcome, Ambiguous) and key == "dapo"), query


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("dapo", "dapo"),
        ("dm", "dart"),
        ("dlcot", "demystifying"),
        ("otb", "baseline"),
        ("totb", "baseline"),
        ("ggv", "gamegen"),
        ("trm", "masking"),
        ("DVP", "pruning"),
    ],
)
def test_initials_find_a_title(query: str, key: str) -> None:
    """The initials of a title's head or beginning find it, stop words counted or not, camel case taken apart."""
    assert found(query) == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("dappo", "dapo"),
        ("dartmath", "dart"),
        ("dart math", "dart"),
        ("drat-math", "dart"),
        ("imagereword", "imagereward"),
        ("image reward", "imagereward"),
        ("gamegen verifer", "gamegen"),
        ("game gen verifier", "gamegen"),
        ("laminr", "laminar"),
        ("demistifying", "demystifying"),
    ],
)
def test_a_name_is_found_however_it_is_spaced_or_misspelt(query: str, key: str) -> None:
    """The name before the colon is found with other spaces, and with a letter wrong."""
    assert found(query) == key


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("long cot", "demystifying"),
        ("token baseline", "baseline"),
        ("otpimal tokne baseline", "baseline"),
        ("masking trust region", "masking"),
        ("dynamic vocab", "pruning"),
        ("scalable async rl", "laminar"),
        ("rl post training framework", "laminar"),
        ("human preferences text to image", "imagereward"),
        ("keypoint verification", "gamegen"),
        ("chain of thought", "demystifying"),
        ("large language model generated games", "gamegen"),
        ("difficulty-aware rejetion tuning", "dart"),
    ],
)
def test_some_words_of_a_title_find_it(query: str, key: str) -> None:
    """Words of a title find it in any order, cut short, misspelt, as initials of its words, or spelled out."""
    assert found(query) == key


@pytest.mark.parametrize(
    "query",
    [
        "attention is all you need",
        "a cookbook of french sauces",
        "diffusion models beat gans",
        "batch normalization",
        "grpo",
        "bert",
        "adam optimizer",
        "quantum chemistry",
    ],
)
def test_an_absent_title_is_not_found(query: str) -> None:
    """A title that is not there, near as some of its words may be, is NotFound."""
    assert isinstance(INDEX.resolve(query), NotFound)


@pytest.mark.parametrize(
    "query", ["dpo", "ppo", "reinforcement learning from human feedback", "policy gradient methods"]
)
def test_an_absent_title_is_never_an_answer(query: str) -> None:
    """What is one letter or a few words away from a title is not answered as if it were that title."""
    assert not isinstance(INDEX.resolve(query), Found)


@pytest.mark.parametrize("query", ["reinforcement learning", "long horizon", "llm", "rl", "the", "l", "da", "im"])
def test_what_several_titles_have_is_a_question_back(query: str) -> None:
    """A word that several titles have, and one or two letters, are Ambiguous and not a guess."""
    assert isinstance(INDEX.resolve(query), Ambiguous)


def test_two_papers_of_one_name_are_two_choices() -> None:
    """A head that two papers have, and a title that two papers have, offer both."""
    index = TitleIndex.build(
        [("a", "FIRe: Inverse Rendering"), ("b", "FiRe: Forests"), ("c", "Pooling"), ("d", "Pooling")]
    )
    for query, keys in (("fire", {"a", "b"}), ("pooling", {"c", "d"})):
        outcome = index.resolve(query)
        assert isinstance(outcome, Ambiguous)
        assert {match.key for match in outcome.choices[:2]} == keys


def test_initials_that_are_a_word_elsewhere_are_a_question_back() -> None:
    """Initials of one title that another title spells out are Ambiguous."""
    outcome = TitleIndex.build([("a", "Robot Localization: A Survey"), ("b", "Safe RL in Practice")]).resolve("rl")
    assert isinstance(outcome, Ambiguous)
    assert {match.key for match in outcome.choices} == {"a", "b"}


def test_a_key_finds_its_paper() -> None:
    """A paper's key, as autocomplete hands it over, is that paper whatever else it resembles."""
    outcome = TitleIndex.build([("dapo", "Laminar"), ("x", "DAPO")]).resolve("dapo")
    assert isinstance(outcome, Found)
    assert (outcome.best.key, outcome.best.score) == ("dapo", 1.0)


@pytest.mark.parametrize("title", OTHER_TITLES)
def test_titles_of_other_pages_are_found_as_well(title: str) -> None:
    """What holds for the shipped page holds for other titles: whole, by a long head, without a word, by one typo."""
    words = title.split()
    queries = [title, title.lower(), " ".join(words[1:]), " ".join(reversed(words)), *typos(title)[::7]]
    queries += [query for query in (head(title), *typos(head(title))[::3]) if len(head(title)) > 5]
    for query in queries:
        outcome = OTHERS.resolve(query)
        assert isinstance(outcome, Found), query
        assert outcome.best.name == title, query


@pytest.mark.parametrize("title", TITLES.values())
def test_titles_of_another_page_are_absent(title: str) -> None:
    """Titles and heads of one page are not taken for papers of another."""
    for query in (title, head(title), head(title).lower()):
        assert not isinstance(OTHERS.resolve(query), Found), query


def test_suggestions_start_with_what_is_typed() -> None:
    """While a title is being typed, titles that start so come first, and none is held back."""
    assert {match.key for match in INDEX.suggest("da")[:2]} == {"dapo", "dart"}
    assert INDEX.suggest("dynamic voc")[0].key == "pruning"
    assert len(INDEX.suggest("qqq")) == len(TITLES)


def test_suggestions_for_nothing_are_the_first_rows() -> None:
    """An empty text, or one of symbols, suggests the first rows in the order given."""
    for text in ("", "  ", "?!"):
        assert [match.key for match in INDEX.suggest(text, limit=3)] == list(TITLES)[:3]
