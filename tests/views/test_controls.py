"""Buttons, menus and forms on cards: what they do, for whom, after a restart, and when nobody knows them."""

from pathlib import Path

import discord
from simcord import ResponseMessage

from bot.folio import Folio
from tests.conftest import World, embed_of, make_client, menu_values, message_of, send_with_ids, text_of
from tests.pages import PaperText, folio_on, page_text


async def test_bibtex_is_a_private_block_to_copy(world: World) -> None:
    """The entry comes with its authors, year and link."""
    card = await world.member.slash(world.channel, "paper", title="imagereward")
    entry = await world.other.click(message_of(card), label="BibTeX")
    text = text_of(entry)
    assert entry.ephemeral
    assert text.startswith("```bibtex\n@misc{xu2023imagereward,")
    assert "author = {Jiazheng Xu and Xiao Liu and Yuchen Wu and others}" in text
    assert "year = {2023}" in text


async def test_similar_papers_say_what_they_share(world: World) -> None:
    """Neighbours are explained, and open from a menu."""
    card = await world.member.slash(world.channel, "paper", title="otb")
    near = await world.other.click(message_of(card), label="Similar papers")
    assert near.ephemeral
    assert "Yingru Li" in text_of(near)
    opened = await world.other.select(message_of(near), [menu_values(near)[0]])
    assert embed_of(opened).title


async def test_the_code_state_is_behind_its_button(world: World) -> None:
    """A paper without a link has a button that says why."""
    card = await world.member.slash(world.channel, "paper", title="dapo")
    state = await world.other.click(message_of(card), label="Code: flagged, no link")
    assert state.ephemeral
    assert embed_of(state).description == "Flagged as having code; the page gives no link."


async def test_whoever_asked_can_delete_an_answer(world: World) -> None:
    """Delete takes the message away."""
    card = await world.member.slash(world.channel, "paper", title="dapo")
    await world.member.click(message_of(card), label="Delete")
    assert card.response is None


async def test_others_cannot_delete_an_answer_but_a_moderator_can(world: World) -> None:
    """A stranger is told why not; who may manage messages may."""
    card = await world.member.slash(world.channel, "paper", title="dapo")
    refused = await world.other.click(message_of(card), label="Delete")
    assert refused.ephemeral
    assert "Only whoever asked" in text_of(refused)
    await world.moderator.click(message_of(card), label="Delete")
    assert card.response is None


async def test_cards_outlive_a_restart(world: World, folio: Folio) -> None:
    """Buttons and menus of a card sent before a restart are answered after it."""
    card = await world.member.slash(world.channel, "paper", title="dapo")
    message = message_of(card)
    await world.env.restart_bot(make_client(folio))
    state = await world.member.click(message, label="Code: flagged, no link")
    author = await world.member.select(message, [menu_values(card)[0]])
    assert embed_of(state).description == "Flagged as having code; the page gives no link."
    assert embed_of(author).title == "Qiying Yu"


async def test_a_form_outlives_a_restart(world: World, folio: Folio) -> None:
    """What is typed into a form opened before a restart is answered after it."""
    asked = await world.member.slash(world.channel, "author", name="zzzz qqqq")
    form = await world.member.click(message_of(asked), label="Search again")
    await world.env.restart_bot(make_client(folio))
    answered = await world.member.submit_modal(form, {"text": "tong"})
    assert embed_of(answered).title == "Yuxuan Tong"


async def test_a_paper_that_is_gone_is_said_to_be(world: World, tmp_path: Path) -> None:
    """A card of a paper that left the library says so in private."""
    card = await world.member.slash(world.channel, "paper", title="dapo")
    message = message_of(card)
    await world.env.restart_bot(make_client(await folio_on(tmp_path, ada=page_text("Ada Long", []))))
    gone = await world.member.click(message, label="BibTeX")
    assert gone.ephemeral
    assert "not in the library any more" in text_of(gone)


async def test_an_unknown_id_gets_a_private_sentence(world: World) -> None:
    """A button that this version does not know is answered, not left spinning."""
    channel = world.env.bot.get_channel(world.channel.id)
    ids = [
        "b/forgotten/x",
        "somebody-elses-id",
        "b/SHOW/x",
        "b/code_of/x",
        "b/v2/x",
        "b/",
        "b//",
        "/",
    ]
    sent = await send_with_ids(channel, *ids)
    for custom_id in ids:
        answer = await world.member.click(sent, custom_id=custom_id)
        assert answer.ephemeral
        assert "leads nowhere now" in text_of(answer)


async def test_hostile_arguments_are_answered_in_private(world: World) -> None:
    """Arguments that no version ever wrote are refused in a sentence."""
    channel = world.env.bot.get_channel(world.channel.id)
    ids = ["b/turn/9999999999999|x|y|z|qq|", "b/abstract/nope/1", "b/list/", "b/again/", "b/show/%s"]
    sent = await send_with_ids(channel, *ids)
    for custom_id in ids:
        answer = await world.member.click(sent, custom_id=custom_id)
        assert answer.ephemeral, custom_id
        assert "Please" in (text := text_of(answer)) or "any more" in text


async def test_a_long_abstract_goes_on_behind_a_button_and_nothing_is_lost(world: World, tmp_path: Path) -> None:
    """Part after part, the words on the card and behind its buttons are the abstract's, none cut."""
    abstract = " ".join(f"Sentence number {number} of the abstract says something new." for number in range(160))
    page = page_text("Ada Long", [PaperText("A Long Story", abstract)])
    await world.env.restart_bot(make_client(await folio_on(tmp_path, ada=page)))
    shown = await world.member.slash(world.channel, "paper", title="a long story")
    parts = [text_of(shown).partition("\n\n*The abstract goes on")[0]]
    label = "Rest of the abstract"
    while has_button(shown.response, label):
        shown = await world.member.click(message_of(shown), label=label)
        assert shown.ephemeral
        parts.append(text_of(shown))
        label = "Next part"
    assert len(parts) > 2
    assert " ".join(parts) == abstract
    assert all(part.endswith(".") for part in parts)


async def test_pages_of_a_list_turn_in_place_for_whoever_asked(world: World, tmp_path: Path) -> None:
    """The asker's message changes; somebody else gets a private copy; a restart between does not matter."""
    page = page_text("Ada Long", [PaperText(f"Paper Number {number}") for number in range(25)])
    library = await folio_on(tmp_path, ada=page)
    await world.env.restart_bot(make_client(library))
    listed = await world.member.slash(world.channel, "papers", author="ada long", text="number")
    assert embed_of(listed).title == "25 papers · page 1 of 3"
    await world.env.restart_bot(make_client(library))
    await world.member.click(message_of(listed), label="Next")
    assert embed_of(listed).title == "25 papers · page 2 of 3"
    assert embed_of(listed).author.name == "Papers by Ada Long, with “number”, newest first"
    copy = await world.other.click(message_of(listed), label="Next")
    assert copy.ephemeral
    assert embed_of(copy).title == "25 papers · page 3 of 3"
    assert embed_of(listed).title == "25 papers · page 2 of 3"
    await world.member.click(message_of(listed), label="Delete")
    assert listed.response is None


def has_button(message: ResponseMessage | None, label: str) -> bool:
    """Whether a message has a button with this label."""
    assert message is not None
    return any(part.get("label") == label for row in message.components for part in row["components"])


async def test_without_embed_links_an_answer_is_plain_text_that_names_the_permission(world: World) -> None:
    """Everything of the card that a message can hold."""
    guild = world.channel.guild
    assert guild is not None
    plain = guild.create_text_channel("plain", overwrites={guild.me: discord.PermissionOverwrite(embed_links=False)})
    answer = await world.member.slash(plain, "paper", title="dapo")
    assert answer.response is not None
    assert answer.response.embeds == []
    assert answer.response.content.startswith("*Machine Learning")
    assert "**DAPO: An Open-Source LLM Reinforcement Learning System at Scale**" in answer.response.content
    assert "lacks the permission **Embed Links** here" in answer.response.content
    assert len(answer.response.content) <= 2000
