"""An answer before it is sent, and the few ways in which anything is sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
from discord import ui

from bot.errors import FolioError, NotDelivered, StoreError
from bot.moderation import why_not
from bot.render.embeds import note, plain_twin
from bot.render.limits import clip_escaped
from bot.views.asker import asker_of
from bot.views.controls import button, view
from bot.views.journal import FAILED, begin, note_outcome, note_undelivered, record
from bot.views.press import typed

if TYPE_CHECKING:
    from bot.client import FolioClient

_log = logging.getLogger(__name__)

_FAILED = "Something went wrong on Folio’s side, and its log says what. Please try again."
_BUSY = "Discord has not taken Folio’s answer. Please try again in a minute."
# Given back up to this length, so that the sentence above it always fits.
_LONGEST_TYPED = 1500
# Discord: the three seconds are over; somebody else (a second process) has answered.
_TOO_LATE = frozenset({10062, 40060})
# Discord or the way to it has failed, and nothing of Folio’s.
_AWAY = (NotDelivered, discord.DiscordServerError, discord.RateLimited, aiohttp.ClientError, TimeoutError)


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
    if _shows_embeds(interaction):
        extra["embed"] = reply.embed
    else:
        extra["content"] = plain_twin(reply.embed)
    await interaction.response.send_message(ephemeral=reply.private, **extra)
    note_outcome(interaction, "answered privately" if reply.private else "answered")


def _shows_embeds(interaction: discord.Interaction[FolioClient]) -> bool:
    """Whether embeds of the bot's are shown where an interaction comes from; in private messages they always are."""
    has = interaction.app_permissions
    # None at all means that nobody said which.
    return interaction.guild_id is None or has.embed_links or has.administrator or not has.value


async def admit(interaction: discord.Interaction[FolioClient]) -> bool:
    """Begin an answer, where somebody may have one now; who floods is told privately when to go on."""
    begin(interaction)
    client = interaction.client
    client.upkeep.answering(asyncio.current_task())
    again = client.pace.admit(interaction.user.id, interaction.guild_id, client.clock())
    if again is not None:
        # Discord counts in whole seconds; a moment too late is better than one too early.
        await refuse(interaction, f"That is more than Folio answers at once. Go on <t:{ceil(again.timestamp())}:R>.")
        record(interaction, "too much at once")
    return again is None


async def refuse(interaction: discord.Interaction[Any], sentence: str) -> None:
    """A private sentence, with what was typed into a form given back."""
    if await _said(interaction, sentence + _given_back(interaction)):
        note_outcome(interaction, "refused")


def _given_back(interaction: discord.Interaction[Any]) -> str:
    text = typed(interaction)
    return f"\n\nYou typed: {clip_escaped(text, _LONGEST_TYPED)}" if text else ""


async def _said(interaction: discord.Interaction[Any], text: str) -> bool:
    """Show a private sentence; whether Discord took it is noted otherwise."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(embed=note(text), ephemeral=True)
        else:
            await interaction.response.send_message(embed=note(text), ephemeral=True)
    except (*_AWAY, discord.HTTPException) as error:
        note_undelivered(interaction, error)
        return False
    return True


@asynccontextmanager
async def polite(interaction: discord.Interaction[Any]) -> AsyncIterator[None]:
    """Whatever Folio refuses inside is said privately, and is no failure of the command."""
    try:
        yield
    except NotDelivered:
        raise
    except FolioError as error:
        log_trouble(error)
        await refuse(interaction, str(error))


def log_trouble(error: FolioError) -> None:
    """Tell the operator what only they can mend; other refusals are between Folio and whoever asked."""
    if isinstance(error, StoreError):
        _log.error("%s", error)


async def tell_failure(interaction: discord.Interaction[Any], error: BaseException, what: str) -> None:
    """Tell whoever waits that something failed: in its own words where it has some; the log gets the rest."""
    if isinstance(error, _AWAY) or getattr(error, "code", None) in _TOO_LATE:
        note_undelivered(interaction, error)
        if interaction.response.is_done():
            # The first answer was taken, so Discord may take others.
            await _said(interaction, _BUSY)
    elif isinstance(error, FolioError):
        log_trouble(error)
        await refuse(interaction, str(error))
    else:
        _log.error("%s failed", what, exc_info=error)
        note_outcome(interaction, FAILED)
        await _said(interaction, _FAILED + _given_back(interaction))
