"""Which sentence and which value in it is the answer: on a small page made for it, and on pages of others."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

PAGE = """Brunhild Saltmarsh

q-bio
h-index5
3papers
77citations

3 Papers

PEMar 4, 2021
ReedCount: Counting Marsh Birds from Kayaks

Brunhild Saltmarsh, Odo Fennimore

Marsh birds are usually counted by plane, which costs about 900 euros per hour. We present ReedCount, a \
protocol for counting from kayaks. Of 212 nests, 140 hatched, 51 were flooded and 21 were not found again. \
Ducks account for 58% of the records and rails for 12%. The mean counting time fell from 80 to 25 minutes per \
pond after we trained the volunteers. The lidar lost track after 7 m. Wind is neglected.

PEJul 19, 2022
Salt Tax on the Coast

Odo Fennimore, Brunhild Saltmarsh

The salt tax was introduced in 1904 on one side of the bay. We study 3,200 boreholes between 1998 and 2016. On one \
side prices fell by 6% and on the other side they rose by 3%. At a frost of -4 degrees the boreholes froze. In \
brine from 11 of the boreholes we found algae. The introduction of a minimum depth of 12 meters in 2009 did not \
change the share of dry boreholes, which remained at 5.5%.

QMJan 22, 2024
MudNet: Crab Burrows from Photographs

Brunhild Saltmarsh

MudNet finds crab burrows. It uses a ConvLSTM-9 pretrained on MudBase and a threshold for rejection. We \
release a dataset of 8,100 photographs from 14 beaches, of which 950 show a crab. At the 95% level the camera \
underestimates the density by 17%. With 33 children aged 6 to 9 we tested the app. The error is 4.1%, half the \
error of the manual survey. The camera draws 1.9 W. Night was not tested.
"""


@pytest.fixture
async def marsh(tmp_path: Path) -> Folio:
    """Folio on the page above."""
    (tmp_path / "saltmarsh.txt").write_text(PAGE, encoding="utf-8")
    return await Folio.open(tmp_path, TinyStore.in_memory(), TODAY, keep=False)


def short(folio: Folio, question: str) -> str:
    """The short answer, or nothing where there is none."""
    given = folio.ask(question, TODAY)
    return given.short if isinstance(given, Answered) else ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("when was the salt tax introduced", "1904"),
        ("in which year was the salt tax introduced", "1904"),
        ("from when to when did they study boreholes", "between 1998 and 2016"),
        ("when was the salt tax paper published", "19 July 2022"),
        ("which year is salt tax", "19 July 2022"),
        ("when was ReedCount introduced", "4 March 2021"),
        ("ReedCount when", "4 March 2021"),
    ],
)
async def test_a_time_of_the_abstract_is_not_the_date_of_its_paper(marsh: Folio, question: str, said: str) -> None:
    """`when` asks for the paper's date only beside words of publishing, or of the paper's own name."""
    assert short(marsh, question) == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how many nests hatched", "140 hatched"),
        ("how many nests were flooded", "51"),
        ("how many nests were not found", "21"),
        ("what share of records are rails", "12%"),
        ("what share of records are ducks", "58% of the records"),
        ("how many photographs show a crab", "950"),
        ("by how much does the camera underestimate the density", "17%"),
        ("what was the minimum depth", "12 meters"),
        ("power draw of the camera", "1.9 W"),
        ("at what temperature did the boreholes freeze", "-4 degrees"),
        ("how old were the children", "6 to 9"),
    ],
)
async def test_a_value_is_the_one_that_the_question_is_bound_to(marsh: Folio, question: str, said: str) -> None:
    """Of several numbers of a sentence, the one in whose clause the words of the question stand."""
    assert short(marsh, question).startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how long did counting take before", "80"),
        ("how long did counting take after training", "25 minutes"),
        ("by how much did the counting time fall", "from 80 to 25 minutes"),
    ],
)
async def test_one_end_of_a_change_is_told_where_it_is_asked_for(marsh: Folio, question: str, said: str) -> None:
    """Else the change is."""
    assert short(marsh, question) == said


@pytest.mark.parametrize("question", ["was the minimum depth 12 meters", "error of the manual survey"])
async def test_where_nothing_binds_the_question_to_one_value_the_sentence_is_told(marsh: Folio, question: str) -> None:
    """That is right, and honest."""
    given = marsh.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short == given.quotes[0].text


@pytest.mark.parametrize(
    "question",
    [
        "what does ReedCount cost",
        "what percent of beaches were flooded",
        "baseline of MudNet",
        "how many datasets did MudNet create",
        "how many beaches were drowned",
    ],
)
async def test_a_number_of_something_else_is_no_answer(marsh: Folio, question: str) -> None:
    """What is asked about is not in the clause of any value."""
    assert short(marsh, question) == ""


async def test_what_a_model_is_trained_on_is_no_model(marsh: Folio) -> None:
    """And the other way round."""
    assert short(marsh, "what model does MudNet use") == "ConvLSTM-9"


@pytest.mark.parametrize(
    ("page", "question", "said"),
    [
        ("castellaw", "how many falls did the MPC baseline have", "27"),
        ("castellaw", "how many falls did Thistle have", "4"),
        ("castellaw", "by how much did falls drop with Thistle", "from 27 to 4"),
        ("castellaw", "how much data does the Gaussian process use", "only 12 minutes of data"),
        ("castellaw", "how much power does the radar consume", "3.5 W"),
        ("castellaw", "how many staged falls", "60 staged falls"),
        ("castellaw", "what sizes of oysters can it handle", "between 40 mm and 130 mm"),
        ("szabolcs-erdohegyi", "by how much does GARCH underestimate", "19%"),
        ("szabolcs-erdohegyi", "by how much is the number of samples reduced", "41%"),
        ("szabolcs-erdohegyi", "temperature of the graphene calculation", "10 K"),
        ("noor-van-dalsum", "what does C2C stand for", "click-to-cancel"),
    ],
)
async def test_values_on_pages_of_others(tmp_path: Path, page: str, question: str, said: str) -> None:
    """The same on pages that were not made for it."""
    assert short(await open_pages(tmp_path, page), question) == said
