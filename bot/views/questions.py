"""What the buttons and the form of questions do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.views.asking import marked_reply, question_answer, suggested_answer
from bot.views.controls import Line, form
from bot.views.gone import Gone, paper_of
from bot.views.press import Press
from bot.views.replies import send
from bot.views.visibility import is_private

if TYPE_CHECKING:
    from bot.client import FolioClient

    Interaction = discord.Interaction[FolioClient]


async def ask_about(interaction: Interaction, press: Press) -> None:
    """A modal for a question about one paper."""
    key, _, shown = press.argument.partition("/")
    paper = paper_of(interaction.client.folio, key)
    line = Line("text", "Your question", hint="For example: how was it tested?")
    await interaction.response.send_modal(form("question", f"{paper.key}/{shown}", "Ask about this paper", [line]))


async def answer_about(interaction: Interaction, press: Press) -> None:
    """The question typed into the modal, about its paper unless it names another."""
    key, _, shown = press.argument.partition("/")
    client = interaction.client
    paper = paper_of(client.folio, key)
    reply = await question_answer(
        client.folio, press.value, client.clock().date(), about=paper.key, private=is_private(shown)
    )
    await send(interaction, reply)


async def answer_suggested(interaction: Interaction, press: Press) -> None:
    """A suggested question, answered as if it had been typed."""
    reply = await suggested_answer(interaction.client.folio, press.argument, interaction.client.clock().date())
    if reply is None:
        raise Gone("What this question is about is not in the library any more. /about says what is loaded.")
    await send(interaction, reply)


async def show_whole(interaction: Interaction, press: Press) -> None:
    """The abstract that a quote stands in, with the quote marked."""
    key, _, span = press.argument.partition("/")
    start, _, end = span.partition("/")
    paper = paper_of(interaction.client.folio, key)
    known = all(part.isascii() and part.isdigit() and len(part) < 8 for part in (start, end))
    await send(interaction, marked_reply(paper, int(start) if known else 0, int(end) if known else 0))
