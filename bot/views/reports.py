"""What was found damaged, told to the first moderator who comes by."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.errors import StoreError
from bot.moderation import why_not
from bot.render.reloads import reports_card
from bot.views.asker import asker_of

if TYPE_CHECKING:
    from discord import app_commands

    from bot.client import FolioClient

_log = logging.getLogger(__name__)

# Groups of commands that are for moderators, or that they use.
_MODERATORS = frozenset({"seeds", "watch", "digest"})


class Reports:
    """Tells once, whoever comes first. What cannot be shown or noted is tried again with the next command."""

    def __init__(self) -> None:
        self._is_done = False

    async def tell(
        self, interaction: discord.Interaction[FolioClient], command: app_commands.Command[Any, Any, Any]
    ) -> None:
        """Add a private message to the answer of a moderator's command, if there is something to tell."""
        client = interaction.client
        is_meant = command.qualified_name.split()[0] in _MODERATORS and interaction.response.is_done()
        if self._is_done or not is_meant or why_not(asker_of(interaction), client.rules()) is not None:
            return
        self._is_done = True
        try:
            if reports := await client.folio.store.untold():
                await interaction.followup.send(embed=reports_card(reports), ephemeral=True)
                await client.folio.store.told()
        except (StoreError, discord.HTTPException, aiohttp.ClientError) as error:
            self._is_done = isinstance(error, StoreError)
            _log.warning("a report could not be told: %s", error)
