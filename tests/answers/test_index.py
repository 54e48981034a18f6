"""The index that questions are looked up in holds what a plain reading of every paper gives."""

from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.linking.gathering import names_of
from bot.answers.linking.names import Named
from bot.answers.linking.shelf import Shelf
from bot.answers.linking.tokens import quick_words
from bot.answers.words import find_words, last_words, stems_of, words_of
from bot.courtesy import Abandoned, Once
from bot.folio import Folio
from bot.library.models import Person
from tests.answers.libraries import open_pages


@pytest.fixture
async def folio(tmp_path: Path) -> Folio:
    """All invented pages."""
    return await open_pages(tmp_path, "brandvold", "sasaki", "karaca")


async def test_papers_are_held_by_their_stems(folio: Folio) -> None:
    """By those of their titles and abstracts, in order."""
    shelf = folio.shelf
    held, titled = defaultdict(list), defaultdict(list)
    for place, paper in enumerate(shelf.papers):
        for stem in {*stems_of(paper.title), *stems_of(paper.abstract)}:
            held[stem].append(place)
        for stem in set(stems_of(paper.title)):
            titled[stem].append(place)
    assert {stem: list(places) for stem, places in shelf.holders.items()} == held
    assert {stem: list(places) for stem, places in shelf.titled.items()} == titled
    assert shelf.title_stems == sorted(titled)


async def test_papers_are_called_what_they_call_themselves(folio: Folio) -> None:
    """Each name comes back as its paper writes it, with its bond and its span."""
    shelf = folio.shelf
    names = defaultdict(list)
    for place, paper in enumerate(shelf.papers):
        for name, coined in names_of(paper):
            names[name].append(Named(place, coined))
    assert dict(shelf.names) == names
    assert {first: list(row) for first, row in shelf.initials.items()} == {
        first: [name for name in names if name[0] == first] for first in {name[0] for name in names}
    }


async def test_people_are_found_by_the_words_of_their_names(folio: Folio) -> None:
    """Each word leads to everybody who has it."""

    def having(word: str) -> list[str]:
        return [person.key for person in folio.catalogue.people.values() if word in folded(person)]

    def folded(person: Person) -> set[str]:
        return {word.folded for word in words_of(person.name)}

    assert {word: list(keys) for word, keys in folio.shelf.people.items()} == {
        word: having(word) for person in folio.catalogue.people.values() for word in folded(person)
    }


async def test_building_stops_when_nobody_wants_it_any_more(folio: Folio) -> None:
    """A process that ends does not wait for an index."""
    shelf = Once(lambda abandoned: Shelf.build(folio.catalogue, folio.shelf.facets, folio.find_person, abandoned))
    shelf.abandon()
    with pytest.raises(Abandoned):
        shelf()
    assert not shelf.is_made


TEXTS = st.text("ab1.,'’_ -é中2n\x01\n", max_size=20)


@given(TEXTS)
def test_quick_words_are_the_words(text: str) -> None:
    """In another order, each as often."""
    assert sorted(quick_words(text)) == sorted(find_words(text))


@given(TEXTS, st.integers(1, 5))
def test_the_last_words_are_the_last_words(text: str, most: int) -> None:
    """As many, in their places."""
    assert last_words(text, most) == words_of(text)[-most:]
