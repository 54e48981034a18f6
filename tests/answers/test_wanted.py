"""Facts of a paper, asked for in the many ways in which people do."""

import shutil
from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Declined
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.answers.libraries import open_pages
from tests.conftest import SEEDS, TODAY

WHEN = (
    "when did {} go up|what day did {} go up|when was {} uploaded|when did {} drop|when did {} hit arxiv|"
    "when did {} go live|when was {} submitted|how long ago was {} published|date on the {} paper|"
    "when did they put {} on arxiv|is {} old|how new is {}|{} timestamp|when did {} become public|"
    "the day {} was announced|when was the {} preprint made public|when did {} see the light of day|"
    "{}'s submission day|{} out since when"
)
AUTHORS = (
    "names on the {} paper|who are the people on {}|who's on the {} paper|who is listed on {}|{} credits|"
    "who is credited on {}|author line of {}|byline of {}|{} team|{} written by whom|{} was written by|{} by who|"
    "by whom is {}|which researchers wrote {}|whose work is {}|whose paper is {}|who signed {}|{} contributors|"
    "who contributed to {}|which names appear on {}|{} paper ppl|who are {}'s creators"
)
FIELD = (
    "what field code does {} carry|{} arxiv cat|which cat is {} in|which arxiv section is {} in|{} topic code|"
    "{} domain|under which field is {} listed|what area does {} fall under|which letters are in front of {}|"
    "field label on {}|what's {} labelled as|which field does {} sit in"
)
AFFILIATION = (
    "affiliation next to the {} authors|where is {} from|which school is {} from|home institution of {}|"
    "where was {} made"
)
CODE = (
    "gh link for {}|{} gh|did they put the {} code anywhere|which github org hosts {}|where's the source for {}|"
    "can i download {}|where do i clone {}|{} clone url|where is {} hosted|which github account is {} under|"
    "{} scripts|reproduce {} code|{} software"
)


FIELD_OF = (
    "which research area is vasconcelos mainly filed under|which field does she work in|"
    "what kind of researcher is she|field label of vasconcelos|under which field is ingrid vasconcelos filed|"
    "main field shown under the name"
)
NOTHING = (
    "how does {} label images|did people like {}|who benefits from {}|when does {} fail|"
    "is the label noise of {} high|which old cameras does {} need|how many people run {}|what is new about {}|"
    "who pays for {}"
)
SPELLED = (
    "what does {} stand for|{} full form|what's {} short for|expand {}|spell out {}|{} acronym|"
    "what is the acronym {}|what words make up {}|full name of {}|what is {} an acronym for|{} written out|"
    "decode {}|break down the acronym {}|{} initials|whats the long name of {}|{} in full|"
    "meaning of the acronym {}"
)
DEFINED = (
    "what is {}|whats {}|{}?|explain {}|tell me about {}|{} tldr|{} in one sentence|{} definition|"
    "what's the {} thing|what kind of method is {}|what sort of thing is {}|can you explain {} to me|{} eli5|"
    "give me the gist of {}|{} in short|{} for dummies|quick summary of {}|sum up {}|what's {} all about|"
    "{} - what is it|what would you call {}"
)
FIRST = (
    "first author of {}|who is listed first on {}|first name on {}|who's first on the {} paper|principal author of {}|"
    "whose name is first on {}|name the first author of {}|who comes first in the author list of {}"
)
TITLE = (
    "full title of {}|what's {}'s title|what is the {} paper called|what's the full name of the {} paper|"
    "how is the {} paper titled|what's the name of the {} paper"
)
BASE = (
    "what base model does {} use|{} backbone|which model is {} built on|what model did {} train|{} starting model|"
    "which llm does {} start from|what's the underlying model in {}|on which model is {} trained|model behind {}|"
    "what was fine-tuned in {}|which checkpoint did {} start with"
)
# Of the whole page, and what they give first.
OF_PAGE = {
    "newest paper|what came out last|his freshest paper|most current paper": "KelpCast",
    "how many works|how much papers does she have|how many entries are on the page|papers in total": "10 papers",
    "her collaborators|with whom did vasconcelos write|who are the co-writers|her research partners": "co-authors",
}
# A paper of which a page tells everything, and what it tells.
PAPER = "planktonzip"
TOLD = {
    WHEN: "30 October 2024",
    AUTHORS: "Jun Takamori, Ingrid Vasconcelos, Freya Ostrowe",
    FIELD: "QM",
    AFFILIATION: "jamstec",
    FIRST: "Jun Takamori",
    TITLE: "PlanktonZip: Lossless Onboard Compression for Autonomous Imaging Gliders",
    CODE: "https://github.com/takamori-ocean/planktonzip",
}


@pytest.fixture
async def folio(tmp_path: Path) -> Folio:
    """A page of ten papers."""
    return await open_pages(tmp_path, "ingrid-vasconcelos")


@pytest.mark.parametrize("ways", TOLD)
async def test_however_a_fact_is_asked_for_it_is_given(folio: Folio, ways: str) -> None:
    """The fact stands in the short answer."""
    for way in ways.split("|"):
        given = folio.ask(way.format(PAPER), TODAY)
        assert isinstance(given, Answered), way
        assert TOLD[ways].casefold() in given.short.casefold(), way


@pytest.mark.parametrize("ways", OF_PAGE)
async def test_what_is_asked_of_the_page_is_given_too(folio: Folio, ways: str) -> None:
    """The newest paper, how many there are, co-authors."""
    for way in ways.split("|"):
        given = folio.ask(way, TODAY)
        assert isinstance(given, Answered), way
        assert OF_PAGE[ways] in given.short, way


async def test_where_more_is_asked_no_fact_is_the_answer(folio: Folio) -> None:
    """The same words are of the abstract where others stand beside them."""
    for way in NOTHING.split("|"):
        given = folio.ask(way.format(PAPER), TODAY)
        short = given.short if isinstance(given, Answered) else ""
        assert not any(told.casefold() in short.casefold() for told in TOLD.values() if len(told) > 2), way


async def test_however_an_acronym_is_asked_for_it_is_spelled_out(folio: Folio) -> None:
    """Also where it is called an acronym."""
    for way in SPELLED.split("|"):
        given = folio.ask(way.format("DVM"), TODAY)
        assert isinstance(given, Answered), way
        assert given.short.casefold() == "diel vertical migration", way


async def test_however_a_thing_is_asked_for_the_sentence_that_introduces_it_comes(folio: Folio) -> None:
    """Words that ask for it in brief ask for nothing more."""
    for way in DEFINED.split("|"):
        given = folio.ask(way.format(PAPER), TODAY)
        assert isinstance(given, Answered), way
        assert given.short.startswith("We describe PlanktonZip, a lossless codec"), way


async def test_a_person_s_field_is_asked_for_in_as_many_ways(folio: Folio) -> None:
    """The page's own field comes first."""
    for way in FIELD_OF.split("|"):
        given = folio.ask(way, TODAY)
        assert isinstance(given, Answered), way
        assert "q-bio.PE" in given.short, way


async def test_a_follow_up_is_about_its_paper_whatever_others_are_called(folio: Folio) -> None:
    """Two words of another title are no name, one of its own is; a bare word is a question about it."""
    papers = {paper.title.split(":")[0]: key for key, paper in folio.catalogue.papers.items()}
    for question in ("who", "what's this", "when", "where do the larvae go", "which noise refuges are there"):
        given = folio.ask(question, TODAY, papers["PlanktonZip"])
        told = given.papers if isinstance(given, Answered) else {quote.paper for quote in getattr(given, "quotes", ())}
        assert set(told) <= {papers["PlanktonZip"]}, question
    other = folio.ask("and when did FinPrint come out", TODAY, papers["PlanktonZip"])
    assert isinstance(other, Answered)
    assert other.papers == (papers["FinPrint"],)


async def test_however_a_base_model_is_asked_for_it_is_named() -> None:
    """By what is made of it, or started from it."""
    folio = await Folio.open(SEEDS, TinyStore.in_memory(), TODAY, keep=False)
    for way in BASE.split("|"):
        given = folio.ask(way.format("dapo"), TODAY)
        assert isinstance(given, Answered), way
        assert given.short == "Qwen2.5-32B", way


@pytest.mark.parametrize("question", ["who has the highest ai score", "is tong more novel than sasaki"])
async def test_of_numbers_that_nobody_documents_there_is_no_verdict(tmp_path: Path, question: str) -> None:
    """Both are given, and nobody has more or is better."""
    for file in SEEDS.glob("*.t*"):
        shutil.copy(file, tmp_path)
    folio = await open_pages(tmp_path, "sasaki")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert not given.short.startswith(("Yes", "No", "Yuxuan Tong. "))
    assert "nobody documents" in given.note.casefold()


async def test_what_one_person_is_beside_another_no_abstract_tells(tmp_path: Path) -> None:
    """It is declined rather than answered by some sentence."""
    folio = await open_pages(tmp_path, "sasaki", "brandvold")
    assert isinstance(folio.ask("is sasaki smarter than brandvold", TODAY), Declined)


async def test_of_one_page_nobody_has_most(folio: Folio) -> None:
    """Its number is given, and that there is no other page; co-authors have none."""
    given = folio.ask("who has the highest h-index", TODAY)
    assert isinstance(given, Answered)
    assert given.short == "Only the page of Ingrid Vasconcelos is loaded: h-index 23"
    assert isinstance(folio.ask("who has the highest h-index among her coauthors", TODAY), Declined)
