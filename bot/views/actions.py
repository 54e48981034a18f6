"""What each button, menu and modal does, by the verb in its custom id."""

from __future__ import annotations

import io
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import MessageGone
from bot.library.selection import Selection
from bot.render import limits
from bot.render.bibtex import bibtex, citation_key
from bot.render.embeds import note
from bot.render.papers import abstract_pages, abstract_part, similar_card
from bot.views import correcting, digests, moderation, questions
from bot.views.answers import (
    code_reply,
    list_answer,
    paper_answer,
    paper_menu,
    paper_reply,
    person_answer,
    person_reply,
)
from bot.views.controls import Line, button, form, view
from bot.views.gone import Gone, paper_of, person_of
from bot.views.press import Press
from bot.views.replies import Reply, refuse, send
from bot.views.tickets import read_list_ticket
from bot.views.visibility import is_private, visibility

if TYPE_CHECKING:
    from bot.client import FolioClient

    Interaction = discord.Interaction[FolioClient]

Action = Callable[["Interaction", Press], Awaitable[None]]


async def show_paper(interaction: Interaction, press: Press) -> None:
    """A paper's card, private: from a menu or a button on a card that others see."""
    folio = interaction.client.folio
    await send(interaction, paper_reply(folio, paper_of(folio, press.value or press.argument), private=True))


async def choose_paper(interaction: Interaction, press: Press) -> None:
    """The paper chosen from a private menu, as private as the command was."""
    folio = interaction.client.folio
    await send(interaction, paper_reply(folio, paper_of(folio, press.value), private=is_private(press.argument)))


async def choose_code(interaction: Interaction, press: Press) -> None:
    """The code state of the paper chosen from a private menu."""
    folio = interaction.client.folio
    await send(interaction, code_reply(folio, paper_of(folio, press.value), private=is_private(press.argument)))


async def choose_person(interaction: Interaction, press: Press) -> None:
    """The person chosen from a menu."""
    folio = interaction.client.folio
    await send(interaction, person_reply(folio, person_of(folio, press.value), private=is_private(press.argument)))


async def show_code(interaction: Interaction, press: Press) -> None:
    """A paper's code state, private."""
    folio = interaction.client.folio
    await send(interaction, code_reply(folio, paper_of(folio, press.argument), private=True))


async def show_bibtex(interaction: Interaction, press: Press) -> None:
    """A paper's BibTeX entry: a private block to copy, or a file where a block cannot hold it."""
    folio = interaction.client.folio
    paper = paper_of(folio, press.argument)
    entry = bibtex(paper, [folio.catalogue.people[key].name for key in paper.owners])
    if "```" in entry or limits.width(entry) > limits.EMBED_DESCRIPTION - 20:
        file = discord.File(io.BytesIO(entry.encode()), f"{citation_key(paper)}.bib")
        await send(interaction, Reply(note("BibTeX, as a file."), file=file, private=True))
    else:
        await send(interaction, Reply(note(f"```bibtex\n{entry}```"), private=True))


async def show_similar(interaction: Interaction, press: Press) -> None:
    """Papers near a paper, private, with a menu to open one."""
    folio = interaction.client.folio
    paper = paper_of(folio, press.argument)
    near = await folio.similar(paper)
    controls = (paper_menu("show", "", "Open one", [each.paper for each in near]),) if near else ()
    await send(interaction, Reply(similar_card(paper, near), controls, private=True))


async def show_abstract(interaction: Interaction, press: Press) -> None:
    """A further part of a long abstract, private."""
    key, _, number = press.argument.partition("/")
    paper = paper_of(interaction.client.folio, key)
    total = len(abstract_pages(paper))
    part = int(number) if number.isascii() and number.isdigit() else 0
    if part >= total:
        raise Gone("The abstract has changed since this card was made. Please open the paper again.")
    more = (button("abstract", f"{key}/{part + 1}", "Next part"),) if part + 1 < total else ()
    await send(interaction, Reply(abstract_part(paper, part), more, private=True))


async def open_list(interaction: Interaction, press: Press) -> None:
    """A list, as a private message of its own."""
    selection, number = _ticket(press)
    await send(interaction, await list_answer(interaction.client.folio, selection, number, private=True))


async def list_by(interaction: Interaction, press: Press) -> None:
    """The list that was asked for, by the person chosen from a private menu."""
    shown, _, ticket = press.argument.partition("/")
    selection, _ = _ticket(Press(press.verb, ticket))
    folio = interaction.client.folio
    chosen = replace(selection, person=person_of(folio, press.value).key)
    await send(interaction, await list_answer(folio, chosen, private=is_private(shown)))


async def turn_page(interaction: Interaction, press: Press) -> None:
    """Another page of a list: in place for whoever asked for it, else as a private copy."""
    selection, number = _ticket(press)
    reply = await list_answer(interaction.client.folio, selection, number, private=True)
    if _is_theirs(interaction):
        kept = _delete_button(interaction)
        with suppress(MessageGone):  # whoever turned the page sees it all the same
            await interaction.response.edit_message(embed=reply.embed, view=view([*reply.controls, *kept]))
            return
    await send(interaction, reply)


async def delete(interaction: Interaction, press: Press) -> None:
    """Delete an answer, for whoever asked for it, or who may delete messages anyway."""
    asked = press.argument == str(interaction.user.id)
    if not asked and not interaction.permissions.manage_messages:
        await refuse(interaction, "Only whoever asked for this answer, or who may manage messages here, can delete it.")
        return
    try:
        await interaction.response.defer()
        await interaction.delete_original_response()
    except MessageGone:
        if not interaction.response.is_done():
            await refuse(interaction, "That answer is gone already.")


async def ask_again(interaction: Interaction, press: Press) -> None:
    """A modal with what was typed, to mend it."""
    kind, shown, text = (*press.argument.split("/", 2), "", "")[:3]
    if kind not in _SEARCHES:
        raise Gone("This button cannot be read any more. Please use the command again.")
    title = "Search for a paper" if kind == "paper" else "Search for a person"
    label = "Title, part of it, or acronym" if kind == "paper" else "Name or part of it"
    # Whatever else stood there would make the form's id longer than Discord takes.
    argument = f"{kind}/{visibility(private=is_private(shown))}"
    await interaction.response.send_modal(form("search", argument, title, [Line("text", label, text)]))


async def search(interaction: Interaction, press: Press) -> None:
    """What was typed into the modal, looked up like a command's option."""
    kind, _, shown = press.argument.partition("/")
    answer = _SEARCHES.get(kind)
    if answer is None:
        raise Gone("This form cannot be read any more. Please use the command again.")
    await send(interaction, answer(interaction.client.folio, press.value, private=is_private(shown)))


_SEARCHES: Mapping[str, Callable[..., Reply]] = {"paper": paper_answer, "author": person_answer}

ACTIONS: Mapping[str, Action] = {
    "show": show_paper,
    "paper": choose_paper,
    "codeof": choose_code,
    "person": choose_person,
    "code": show_code,
    "bibtex": show_bibtex,
    "similar": show_similar,
    "abstract": show_abstract,
    "list": open_list,
    "turn": turn_page,
    "listby": list_by,
    "delete": delete,
    "again": ask_again,
    "search": search,
    "askabout": questions.ask_about,
    "question": questions.answer_about,
    "asked": questions.answer_suggested,
    "whole": questions.show_whole,
    "apply": moderation.apply,
    "surely": moderation.apply_anyway,
    "applynews": moderation.apply_and_announce,
    "surelynews": moderation.announce_anyway,
    "cancel": moderation.cancel,
    "correct": correcting.open_form,
    "corrected": correcting.correct,
    "more": digests.show_more,
    "latest": digests.start_with_latest,
    "why": digests.why_chosen,
}


def _ticket(press: Press) -> tuple[Selection, int]:
    ticket = read_list_ticket(press.argument)
    if ticket is None:
        raise Gone("This list cannot be read any more. Please use the command again.")
    return ticket


def _is_theirs(interaction: Interaction) -> bool:
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return message is not None
    asked = message.interaction_metadata
    return asked is not None and asked.user.id == interaction.user.id


def _delete_button(interaction: Interaction) -> list[discord.ui.Item[Any]]:
    message = interaction.message
    if message is None or message.flags.ephemeral:
        return []
    return [button("delete", str(interaction.user.id), "Delete")]
