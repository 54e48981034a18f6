"""Which paper or person is meant: names in titles, acronyms, names introduced in abstracts, parts, slips."""

import pytest

from bot.answers.grammar.reading import read
from bot.answers.linking.coined import Bond, coined_by
from bot.folio import Folio
from bot.library.models import Paper
from tests.conftest import TODAY


def paper_of(title: str, abstract: str = "") -> Paper:
    """A paper with nothing but a title and an abstract."""
    return Paper("key", title, (), False, (), (), None, None, False, (), abstract, ())


@pytest.mark.parametrize(
    ("title", "abstract", "name", "bond"),
    [
        ("Zorblax: A Thing", "", "Zorblax", Bond.TITLE),
        ("Deep Quiet Nets", "We propose Deep Quiet Nets (DQN), which hush.", "DQN", Bond.TITLE),
        ("A Study", "On top of it, we introduce Quiet Feedback (QuFe), a tuner.", "QuFe", Bond.INTRODUCED),
        ("A Study", "Large Language Models (LLMs) are large.", "LLM", Bond.SPELLED_OUT),
        ("A Study", "We train a single policy, Wobble, in simulation.", "Wobble", Bond.INTRODUCED),
        ("A Study", "On FrogSet, our dataset of 100 frogs, it hops.", "FrogSet", Bond.INTRODUCED),
        ("A Study", "We play a game called NimBet with them.", "NimBet", Bond.INTRODUCED),
    ],
)
def test_papers_name_their_things(title: str, abstract: str, name: str, bond: Bond) -> None:
    """The part before the colon, acronyms in brackets, and what is introduced by name."""
    bonds = [coined.bond for coined in coined_by(paper_of(title, abstract)) if coined.name == name]
    assert bonds
    assert min(bonds) is bond


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("We use a beta-binomial observer model (BBO) here.", "beta-binomial observer model"),
        ("a graph representation of contact points (GCP) that", "graph representation of contact points"),
        ("the Decoupled Clip and Dynamic sAmpling Policy Optimization (DAPO)",
         "Decoupled Clip and Dynamic sAmpling Policy Optimization"),
        ("with long chains-of-thought (CoTs) enabling", "chains-of-thought"),
    ],
)  # fmt: skip
def test_acronyms_are_spelled_out_by_the_words_before_them(text: str, spelled: str) -> None:
    """The shortest run of words that has the letters, widened over a name in capitals."""
    spans = [coined.span for coined in coined_by(paper_of("A Study", text)) if coined.span]
    assert text[slice(*spans[0])] == spelled


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("what is dapo", "DAPO"),
        ("dartmath authors", "DART-Math"),
        ("wats image reward", "ImageReward"),
        ("wats image rewad", "ImageReward"),
        ("lamiinar speedup", "Laminar"),
        ("what date is the vocab pruning paper", "Dynamic Vocabulary"),
        ("who wrote the optimal token baseline", "The Optimal Token"),
        ("lead author of the long cot paper", "Demystifying"),
        ("what does the demystifying paper say", "Demystifying"),
        ("how many games are in verigame", "GameGen"),
        ("what is refl", "ImageReward"),
        ("what is TRM", "Trust Region"),
    ],
)
async def test_papers_are_meant_however_people_call_them(folio: Folio, question: str, start: str) -> None:
    """By name, by acronym, by words of the title, run together, torn apart or misspelt."""
    place = read(question, folio.shelf, TODAY).place
    assert place is not None
    assert folio.shelf.papers[place].title.startswith(start)


@pytest.mark.parametrize(
    "question", ["what is rl", "papers about language models", "who invented resnet", "is it open source"]
)
async def test_words_of_the_trade_name_no_paper(folio: Folio, question: str) -> None:
    """An acronym that several papers spell out, and what none has, mean no single paper."""
    assert read(question, folio.shelf, TODAY).place is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("papers with jiacai liu", [["Jiacai Liu"]]),
        ("papers by li", [["Yingru Li", "Ziniu Li"]]),
        ("tongs h index", [["Yuxuan Tong"]]),
        ("Tong Yuxuan citations", [["Yuxuan Tong"]]),
        ("anything with Broui Wan", [["Borui Wan"]]),
        ("y. tong papers", [["Yuxuan Tong"]]),
        ("papers by jiawei and jiacai", [["Jiawei Xu"], ["Jiacai Liu"]]),
    ],
)
async def test_people_are_meant_by_any_part_of_their_names(folio: Folio, question: str, names: list[list[str]]) -> None:
    """First, last, both, either order, an initial; several where several have the name."""
    people = read(question, folio.shelf, TODAY).people
    found = [sorted(folio.catalogue.people[key].name for key in named.keys) for named in people]
    assert found == names
