"""/forget-me: what Folio keeps about somebody, removed."""

import discord
from discord import app_commands

from bot.library.wording import count
from bot.render.embeds import note
from bot.views.replies import polite
from commands.completion import Interaction


@app_commands.command(name="forget-me")
async def forget_me(interaction: Interaction) -> None:
    """Remove your name and id from everything that Folio keeps"""
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with polite(interaction):
        places = await interaction.client.forget(interaction.user.id)
        await interaction.edit_original_response(embed=_said(places))


def _said(places: int) -> discord.Embed:
    if not places:
        return note("Folio keeps nothing about you: you have changed no library, and set up no digest and no watch.")
    return note(
        f"Your name and id were removed in {count(places, 'place')}. The changes that you made stay, and so do "
        "digests that you set up: they are the server’s. Backups that the operator made are theirs to remove."
    )
