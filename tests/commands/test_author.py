"""/author, as members use it."""

import pytest

from tests.conftest import World, embed_of, menu_values, message_of, text_of

METRICS = {"h-index": "**18**", "Citations": "**3,393**", "Papers": "**9**", "Novelty": "**58%**", "AI Score": "**62**"}


@pytest.mark.parametrize("typed", ["Yuxuan Tong", "tong", "yuxuan", "Tong, Yuxuan", "y. tong", "Yuxaun Tong", "TONG Y"])
async def test_the_owner_is_found_however_people_type_the_name(world: World, typed: str) -> None:
    """The page's owner is answered in the channel, by any form of the name."""
    result = await world.member.slash(world.channel, "author", name=typed)
    assert (embed_of(result).title, result.ephemeral) == ("Yuxuan Tong", False)


async def test_every_metric_stands_on_the_owners_card(world: World) -> None:
    """All five numbers are the page's, with the day they were captured."""
    card = embed_of(await world.member.slash(world.channel, "author", name="yuxuan tong"))
    shown = [(field.name, field.value) for field in card.fields]
    assert all(metric in shown for metric in METRICS.items())
    assert "captured 22 November 2026" in (card.footer.text or "")
    assert card.author.name == "Machine Learning · 9 papers here, 2023–2026"


async def test_a_co_author_has_papers_and_no_metrics(world: World) -> None:
    """Nobody is shown another person's numbers."""
    card = embed_of(await world.member.slash(world.channel, "author", name="yingru li"))
    names = {field.name for field in card.fields}
    assert "No page of theirs is loaded, so there are no metrics" in (card.description or "")
    assert not names & {"h-index", "Citations", "Novelty", "AI Score"}
    assert "Trust Region Masking" in str([field.value for field in card.fields])


async def test_several_people_of_a_name_get_a_private_menu(world: World) -> None:
    """`li` is two people here: the bot asks, and the choice is answered in the channel."""
    asked = await world.member.slash(world.channel, "author", name="li")
    assert asked.ephemeral
    assert {value.rpartition("-")[0] for value in menu_values(asked)} >= {"yingru-li", "ziniu-li"}
    answered = await world.member.select(message_of(asked), [menu_values(asked)[0]])
    assert (embed_of(answered).title or "").endswith("Li")
    assert not answered.ephemeral


async def test_a_title_typed_as_a_name_is_offered_as_a_paper(world: World) -> None:
    """Somebody who types a paper into /author is led to that paper."""
    asked = await world.member.slash(world.channel, "author", name="imagereward")
    assert asked.ephemeral
    assert "It is a paper" in text_of(asked)
    answered = await world.member.select(message_of(asked), [menu_values(asked)[0]], custom_id="m/paper/public")
    assert (embed_of(answered).title or "").startswith("ImageReward")


async def test_an_absent_person_is_a_private_no(world: World) -> None:
    """Nobody close: a private sentence, never somebody else's card."""
    asked = await world.member.slash(world.channel, "author", name="Geoffrey Hinton")
    assert asked.ephemeral
    assert "Nobody here is called “Geoffrey Hinton”" in text_of(asked)


async def test_papers_and_co_authors_open_privately_from_a_card(world: World) -> None:
    """Menus on a public card answer whoever uses them, without filling the channel."""
    card = await world.member.slash(world.channel, "author", name="tong")
    paper = await world.other.select(message_of(card), [menu_values(card, "m/show/")[0]], custom_id="m/show/")
    person = await world.other.select(
        message_of(card), [menu_values(card, "m/person/private")[0]], custom_id="m/person/private"
    )
    assert paper.ephemeral
    assert person.ephemeral
    assert embed_of(paper).title
    assert embed_of(person).title


async def test_the_card_leads_to_all_papers_as_a_list(world: World) -> None:
    """The list of a person's papers opens privately."""
    card = await world.member.slash(world.channel, "author", name="tong")
    listed = await world.member.click(message_of(card), label="All papers as a list")
    assert listed.ephemeral
    assert embed_of(listed).title == "9 papers"
    assert embed_of(listed).author.name == "Papers by Yuxuan Tong, newest first"


async def test_completion_offers_the_owner_first(world: World) -> None:
    """Before a letter is typed, whoever has a page comes first; typing narrows it."""
    empty = await world.member.autocomplete(world.channel, "author", "name", "")
    typed = await world.member.autocomplete(world.channel, "author", "name", "ruof")
    assert (empty[0]["name"], typed[0]["name"]) == ("Yuxuan Tong", "Ruofei Zhu")
