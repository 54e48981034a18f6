"""An answer before it is sent, and the few ways in which anything is sent."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import ui

from bot.errors import FolioError
from bot.moderation import why_not
from bot.render.embeds import note, plain_twin
from bot.render.limits import clip_escaped
from bot.views.asker import asker_of
from bot.views.controls import button, view
from bot.views.journal import begin, note_outcome, record
from bot.views.press import typed

if TYPE_CHECKING:
    from bot.client import FolioClient

_log = logging.getLogger(__name__)

_FAILED = "Something went wrong on Folio’s side, and its log says what. Please try again."
# Given back up to this length, so that the sentence above it always fits.
_LONGEST_TYPED = 1500
# Discord: the three seconds are over; somebody else (a second process) has answered.
_TOO_LATE = frozenset({10062, 40060})


@dataclass(frozen=True, slots=True)
class Reply:
    """What will be shown. `private` is decided before the first response, which fixes it.

    `correctable` names what a moderator can correct on it, as the button for that does.
    """

    embed: discord.Embed
    controls: tuple[ui.Item[Any], ...] = ()
    private: bool = False
    file: discord.File | None = None
    correctable: str = ""


async def send(interaction: discord.Interaction[FolioClient], reply: Reply) -> None:
    """The first and only response. A public one can be deleted by whoever asked, a card be corrected by moderators."""
    controls = list(reply.controls)
    if reply.correctable and why_not(asker_of(interaction), interaction.client.rules()) is None:
        controls.append(button("correct", reply.correctable, "Correct"))
    if not reply.private:
        controls.append(button("delete", str(interaction.user.id), "Delete"))
    extra: dict[str, Any] = {"file": reply.file} if reply.file else {}
    if controls:
        extra["view"] = view(controls)
    note_outcome(interaction, "answered privately" if reply.private else "answered")
    if _shows_embeds(interaction):
        extra["embed"] = reply.embed
    else:
        extra["content"] = plain_twin(reply.embed)
    await interaction.response.send_message(ephemeral=reply.private, **extra)


def _shows_embeds(interaction: discord.Interaction[FolioClient]) -> bool:
    """Whether embeds of the bot's are shown where an interaction comes from; in private messages they always are."""
    has = interaction.app_permissions
    # None at all means that nobody said which.
    return interaction.guild_id is None or has.embed_links or has.administrator or not has.value


async def is_admitted(interaction: discord.Interaction[FolioClient]) -> bool:
    """Whether somebody may be answered now; who floods is told privately when to go on."""
    begin(interaction)
    client = interaction.client
    again = client.pace.admit(interaction.user.id, interaction.guild_id, client.clock())
    if again is not None:
        # Discord counts in whole seconds; a moment too late is better than one too early.
        await refuse(interaction, f"That is more than Folio answers at once. Go on <t:{ceil(again.timestamp())}:R>.")
        record(interaction, "too much at once")
    return again is None


async def refuse(interaction: discord.Interaction[Any], sentence: str) -> None:
    """A private sentence, with what was typed into a form given back."""
    note_outcome(interaction, "refused")
    text = typed(interaction)
    kept = f"\n\nYou typed: {clip_escaped(text, _LONGEST_TYPED)}" if text else ""
    shown = note(sentence + kept)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(embed=shown, ephemeral=True)
        else:
            await interaction.response.send_message(embed=shown, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError) as error:
        _log.warning("a refusal could not be shown: %s", error)


async def tell_failure(interaction: discord.Interaction[Any], error: BaseException, what: str) -> None:
    """Tell whoever waits that something failed: in its own words where it has some; the log gets the rest."""
    if isinstance(error, FolioError):
        await refuse(interaction, str(error))
    elif isinstance(error, aiohttp.ClientError) or getattr(error, "code", None) in _TOO_LATE:
        _log.warning("%s could not be answered: %s", what, error)
    else:
        _log.error("%s failed", what, exc_info=error)
        await refuse(interaction, _FAILED)
        note_outcome(interaction, "failed")
