"""Lists by topic, field and code host: what is asked for as it stands, in any form, and what must not be."""

from pathlib import Path

import pytest

from bot.answers.grammar.slots import find_slots
from bot.answers.outcome import Answer, Answered, Closest, Declined
from bot.folio import Folio
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

_SHIPPED = (
    ("papers about RL", 6),
    ("papers on reinforcement learning", 6),
    ("which papers use reinforcement learning", 6),
    ("how many RL papers", 6),
    ("reinforcement learning papers without code", 4),
    ("papers about reinforcement learning from 2025", 5),
    ("papers about reinforcement learning by Yingru Li", 3),
    ("LLM papers", 8),
    ("papers that don't mention LLMs", 1),
    ("papers about LLMs without code", 6),
    ("papers about RL but not long-horizon", 4),
    ("papers about LLMs that do not mention RL", 2),
    ("papers that mention RL and not GPU", 5),
    ("RL papers but not LLM", 0),
    ("papers about RL or games", 7),
    ("papers with LLM in the title but not RL", 3),
    ("papers with RL in the title but not LLM", 1),
    ("how many papers on wheat", 0),
    ("papers about works", 4),
    ("papers about results", 2),
    ("LG/CL papers", 8),
    ("computer science papers", 9),
    ("papers with code on gitlab", 0),
    ("papers whose code is on github", 2),
    ("papers without github link", 7),
    ("papers with code but without a link", 1),
    ("alle Papers ohne Code", 6),
    ("I love RL. Which papers mention it?", 6),
    ("papers form 2025", 5),
    ("papers from 03/2025", 1),
)
_STARTS = (
    ("newest paper about reinforcement learning", "The Optimal Token Baseline"),
    ("newest paper that mentions a baseline", "GameGen-Verifier"),
    ("is the newest paper from 2025", "No: GameGen-Verifier"),
    ("is the newest paper about games", "Yes: GameGen-Verifier"),
    ("is the code of ImageReward on gitlab", "No: https://github.com"),
    ("does ImageReward have a github repo", "Yes: https://github.com"),
    ("is DAPO's code on github", "Not that the page tells: it is flagged"),
    ("how many percent of papers have code", "3 of 9 papers (33 %)"),
)
_INVENTED = (
    ("szabolcs-erdohegyi", "papers about qubits but not shadows", ["MirrorBench"]),
    ("szabolcs-erdohegyi", "papers about classical shadow tomography", ["Thrifty Shadows"]),
    ("szabolcs-erdohegyi", "papers about CST", ["Thrifty Shadows"]),
    ("szabolcs-erdohegyi", "papers that mention 2021", ["Tail Risk", "Queues, Cranes"]),
    ("szabolcs-erdohegyi", "papers from 2021", []),
    ("castellaw", "papers about falls", ["Thistle", "Learning to Fall"]),
    ("castellaw", "papers about falls with code", ["Thistle"]),
    ("castellaw", "papers from fall", ["Backlash", "Warm-Started"]),
    ("noor-van-dalsum", "papers about bees", ["GazeGarden"]),
    ("noor-van-dalsum", "papers that mention Germany or Oslo", ["Who Pays", "The Price"]),
    (
        "noor-van-dalsum",
        "papers by Obi or about privacy",
        ["Second", "Who Pays", "RecipeLens", "Sketchback", "Attention"],
    ),
    ("noor-van-dalsum", "papers on gitlab", ["HapticShelf"]),
)


@pytest.mark.parametrize(("question", "number"), _SHIPPED)
async def test_topics_are_filters(folio: Folio, question: str, number: int) -> None:
    """In any form that pages give them, beside every other filter; what is barred is left out."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert len(given.papers) == number, given.short


@pytest.mark.parametrize(("question", "starts"), _STARTS)
async def test_one_paper_is_held_against_what_is_said(folio: Folio, question: str, starts: str) -> None:
    """The newest of them, and whether it is so; a host is the one that is named."""
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(starts)


@pytest.mark.parametrize(("page", "question", "starts"), _INVENTED)
async def test_topics_on_other_pages(tmp_path: Path, page: str, question: str, starts: list[str]) -> None:
    """The papers that mention it, and no others."""
    folio = await open_pages(tmp_path, page)
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    titles = [folio.catalogue.papers[key].title for key in given.papers]
    assert len(titles) == len(starts), titles
    assert {start for start in starts if any(title.startswith(start) for title in titles)} == set(starts)


@pytest.mark.parametrize("word", ["wheat", "search", "people", "links", "lists", "whales", "beer", "planes", "driving"])
async def test_what_nobody_mentions_is_no_list(folio: Folio, word: str) -> None:
    """No word is taken for another, and none is left out."""
    given = folio.ask(f"papers about {word}", TODAY)
    assert isinstance(given, Declined)
    assert given.reason == f"None of the 9 papers here mentions “{word}”."


async def test_a_slip_is_told(tmp_path: Path) -> None:
    """What is no word is looked for as the one that it is a slip of, which the answer says."""
    folio = await open_pages(tmp_path, "noor-van-dalsum")
    given = folio.ask("papers about privcay", TODAY)
    assert isinstance(given, Answered)
    assert given.note == "Looked for “privacy” for “privcay”."
    assert len(given.papers) == 2


async def test_a_code_is_every_field_that_is_called_so(tmp_path: Path) -> None:
    """`GT` here is one field, physics are several archives."""
    folio = await open_pages(tmp_path, "szabolcs-erdohegyi")
    given: Answer = folio.ask("papers in physics", TODAY)
    assert isinstance(given, Answered)
    assert len(given.papers) == 8


@pytest.mark.parametrize("question", ["papers on quantum computing", "papers in economics theory"])
async def test_half_of_a_topic_is_only_near(folio: Folio, question: str) -> None:
    """A paper with one of two words is not about both."""
    assert isinstance(folio.ask(question, TODAY), Closest)


@pytest.mark.parametrize(
    ("question", "slots"),
    [
        ("papers about wheat from 2025", ["wheat"]),
        ("papers that mention neither norway nor wales", ["norway nor wales"]),
        ("papers about bees but not wheat", ["bees", "wheat"]),
        ("papers with her on them", []),
        ("papers on the same day", []),
        ("papers on his page", []),
        ("papers without code", []),
        ("papers without moss", ["moss"]),
        ("what does the paper say about moss", []),
        ("how many mention moss", ["moss"]),
        ("papers about", []),
    ],
)
def test_where_topics_stand(question: str, slots: list[str]) -> None:
    """Behind what opens them, up to the next filter."""
    words = question.split()
    assert [" ".join(words[slot.start : slot.end]) for slot in find_slots(words)] == slots
