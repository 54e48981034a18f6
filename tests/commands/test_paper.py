"""/paper, as members use it."""

import pytest
from simcord import InteractionResult

from tests.conftest import World, embed_of, menu_values, message_of, text_of
from tests.expected import PAPERS, ExpectedPaper

EVERY_WAY = [
    pytest.param(paper, typed, id=typed)
    for paper in PAPERS
    for typed in (paper.title, paper.title.lower(), paper.title.replace(":", ""), *paper.typed)
]


@pytest.mark.parametrize(("paper", "typed"), EVERY_WAY)
async def test_every_paper_is_found_however_people_type_it(world: World, paper: ExpectedPaper, typed: str) -> None:
    """Each of the nine papers is answered by title, part, acronym, lower case and typo."""
    result = await world.member.slash(world.channel, "paper", title=typed)
    card = embed_of(result)
    assert (card.title, result.ephemeral) == (paper.title, False)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title[:12])
async def test_a_card_says_everything_the_page_says(world: World, paper: ExpectedPaper) -> None:
    """A card has field, date, authors, code state, a readable abstract, and the page with its capture day."""
    card = embed_of(await world.member.slash(world.channel, "paper", title=paper.title))
    fields = {field.name: field.value or "" for field in card.fields}
    assert card.author.name == f"{paper.field} · {paper.day}"
    assert paper.said in (card.description or "")
    assert fields["Authors"].startswith(paper.first_author)
    assert " et al." in fields["Authors"]
    assert "Yuxuan Tong" in fields["Authors"]
    assert fields["Code"] == paper.code
    assert card.footer.text == "Yuxuan Tong’s page, captured 22 November 2026"


async def test_a_private_answer_is_private_and_has_nothing_to_delete(world: World) -> None:
    """`private` keeps the card to whoever asked."""
    result = await world.member.slash(world.channel, "paper", title="laminar", private=True)
    assert result.ephemeral
    assert "Delete" not in labels(result)


async def test_close_calls_get_a_private_menu_and_the_choice_is_public(world: World) -> None:
    """Words that several titles share are not guessed at; what is chosen is answered in the channel."""
    asked = await world.member.slash(world.channel, "paper", title="reinforcement learning")
    assert asked.ephemeral
    chosen = menu_values(asked)[1]
    answered = await world.member.select(message_of(asked), [chosen])
    assert not answered.ephemeral
    assert chosen.split("-")[0] in (embed_of(answered).title or "").casefold()


async def test_an_absent_paper_is_a_private_no_with_the_nearest_titles(world: World) -> None:
    """Nothing close: a private sentence, the nearest titles, a way to search again."""
    asked = await world.member.slash(world.channel, "paper", title="a cookbook of french sauces")
    assert asked.ephemeral
    assert "No paper here is called “a cookbook of french sauces”" in text_of(asked)
    assert "Search again" in labels(asked)


async def test_an_emoji_is_a_query_like_any_other(world: World) -> None:
    """Characters that count twice fit into the button that gives them back."""
    asked = await world.member.slash(world.channel, "paper", title="😀" * 40)
    assert asked.ephemeral
    assert "No paper here is called" in text_of(asked)


async def test_a_name_typed_as_a_title_is_offered_as_a_person(world: World) -> None:
    """Somebody who types a person into /paper is led to that person."""
    asked = await world.member.slash(world.channel, "paper", title="Ruofei Zhu")
    assert "It is a person’s name" in text_of(asked)
    answered = await world.member.select(message_of(asked), [menu_values(asked)[0]], custom_id="m/person/public")
    assert embed_of(answered).title == "Ruofei Zhu"


async def test_searching_again_mends_what_was_typed(world: World) -> None:
    """The form holds what was typed; what is sent with it is answered like the command."""
    asked = await world.member.slash(world.channel, "paper", title="zzzz qqqq")
    form = await world.member.click(message_of(asked), label="Search again")
    assert form.modal is not None
    assert "zzzz qqqq" in str(form.modal)
    answered = await world.member.submit_modal(form, {"text": "dapo"})
    assert (embed_of(answered).title or "").startswith("DAPO")
    assert not answered.ephemeral


async def test_completion_offers_keys_that_the_command_takes(world: World) -> None:
    """What autocomplete offers for `da` is right, fits Discord, and is answered when it is sent."""
    choices = await world.member.autocomplete(world.channel, "paper", "title", "da")
    assert [choice["name"][:4] for choice in choices[:2]] == ["DAPO", "DART"]
    assert all(len(choice["value"]) <= 40 and choice["value"].isascii() for choice in choices)
    answered = await world.member.slash(world.channel, "paper", title=choices[1]["value"])
    assert (embed_of(answered).title or "").startswith("DART-Math")


async def test_completion_of_nonsense_offers_it_as_typed(world: World) -> None:
    """Nothing is preselected for a text that is like no title: sending it says that there is none."""
    choices = await world.member.autocomplete(world.channel, "paper", "title", "zzzzqqq")
    assert choices[0] == {"name": "Look for “zzzzqqq”", "value": "zzzzqqq"}
    assert len(choices) > 1


async def test_completion_of_nothing_offers_the_newest(world: World) -> None:
    """Before a letter is typed, every paper is offered, newest first."""
    choices = await world.member.autocomplete(world.channel, "paper", "title", "")
    assert len(choices) == len(PAPERS)
    assert choices[0]["name"].startswith("GameGen-Verifier")


async def test_a_direct_message_is_answered_as_well(world: World) -> None:
    """Look-ups work in direct messages, too."""
    result = await world.member.user.slash("paper", title="dapo")
    assert (embed_of(result).title or "").startswith("DAPO")


async def test_look_ups_are_registered_for_user_installs(world: World) -> None:
    """Look-ups are registered for servers, direct messages and user installs; what a server decides for servers."""
    registered = await world.env.bot.http.get_global_commands(world.env.bot.application_id or 0)
    for command in registered:
        everywhere = command["name"] not in {"seeds", "digest", "watch"}
        assert sorted(command["contexts"] or []) == ([0, 1, 2] if everywhere else [0])
        assert sorted(command["integration_types"] or []) == ([0, 1] if everywhere else [0])


def labels(result: InteractionResult) -> list[str]:
    """The labels of a response's buttons."""
    assert result.response is not None
    return [part["label"] for row in result.response.components for part in row["components"] if part["type"] == 2]
