"""Co-authors and authors without some of them, and metrics over several pages."""

from pathlib import Path

import pytest

from bot.answers.outcome import Answered, Declined
from tests.answers.libraries import open_pages
from tests.conftest import TODAY

_COAUTHORS = (
    ("co-authors besides Haddad", "3 co-authors named here besides Noor Haddad: Bartholomew Quill (3), Priyanka Deol"),
    ("co-authors except Haddad and Quill", "2 co-authors named here besides Noor Haddad or Bartholomew Quill: "),
    ("Haddad's collaborators excluding Renn", "3 co-authors named here besides Tobias Renn: Imogen Castellaw (4)"),
    ("how many co-authors does she have besides Haddad", "3 co-authors named here besides Noor Haddad"),
    ("most frequent co-author besides Haddad", "Priyanka Deol and Bartholomew Quill: 3 papers each"),
    ("who wrote with Renn but not with Deol", "Nobody else is named here beside Tobias Renn and never beside"),
    ("common co-authors of Haddad and Deol", "2 co-authors named here beside Noor Haddad and Priyanka Deol, on one"),
    ("who besides Castellaw wrote Thistle", "Bartholomew Quill and Noor Haddad et al."),
    ("who else wrote Thistle", "Bartholomew Quill and Noor Haddad et al."),
    ("authors of Lantern other than Renn", "Noor Haddad and Imogen Castellaw et al."),
    ("are Noor Haddad and Tobias Renn the same person", "Two people, as the pages name them"),
    # as before
    ("co-authors of Haddad", "4 co-authors named here: Imogen Castellaw (4), Tobias Renn (2)"),
    ("did Haddad work with Deol", "Yes, 1 paper together"),
    ("who wrote Thistle", "Imogen Castellaw, Bartholomew Quill, Noor Haddad et al."),
    ("most frequent co-author", "Noor Haddad: 4 papers"),
)
_STANDINGS = (
    ("who has the highest h-index", "Szabolcs Erdőhegyi. Szabolcs Erdőhegyi: 31; Noor van Dalsum: 11; "),
    ("least cited person", "Imogen Castellaw. Imogen Castellaw: 214"),
    ("whose h-index is 7", "Imogen Castellaw: 7"),
    ("who has more than 500 citations", "Szabolcs Erdőhegyi: 2,954; Noor van Dalsum: 642"),
    ("whose h-index is 99", "Nobody whose page is loaded."),
    ("average h-index", "16.3 on average: "),
    ("list h-indexes", "Szabolcs Erdőhegyi: 31; Noor van Dalsum: 11; Imogen Castellaw: 7"),
    ("who has the higher h-index, Castellaw or van Dalsum", "Noor van Dalsum. "),
    ("is Castellaw more cited than van Dalsum", "No: "),
    ("is van Dalsum more cited than Castellaw", "Yes: "),
    ("which page has most papers", "Szabolcs Erdőhegyi. "),
    ("h-index of Castellaw", "h-index 7"),
    ("how many papers do Castellaw and van Dalsum have in total", "16 papers by Imogen Castellaw or Noor van Dalsum"),
)


@pytest.mark.parametrize(("question", "begins"), _COAUTHORS, ids=[question for question, _ in _COAUTHORS])
async def test_somebody_is_left_out_who_is_to_be(tmp_path: Path, question: str, begins: str) -> None:
    """A barred co-author is not the one who is asked about."""
    folio = await open_pages(tmp_path, "castellaw")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(begins)


@pytest.mark.parametrize(("question", "begins"), _STANDINGS, ids=[question for question, _ in _STANDINGS])
async def test_metrics_of_several_pages_are_held_against_each_other(tmp_path: Path, question: str, begins: str) -> None:
    """Every number that decides is said."""
    folio = await open_pages(tmp_path, "castellaw", "noor-van-dalsum", "szabolcs-erdohegyi")
    given = folio.ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(begins)


@pytest.mark.parametrize("question", ["h-index", "total citations", "who has the highest h-index, Castellaw or Smith"])
async def test_whose_number_is_not_clear_is_asked_back(tmp_path: Path, question: str) -> None:
    """One number for several people is nobody's."""
    folio = await open_pages(tmp_path, "castellaw", "noor-van-dalsum")
    assert isinstance(folio.ask(question, TODAY), Declined)
