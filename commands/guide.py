"""/help and /about: what Folio does, and what it knows."""

from discord import app_commands

from bot.render.guide import about_card, help_card
from bot.views.replies import Reply, send
from commands.completion import Interaction


@app_commands.command(name="help")
async def help_(interaction: Interaction) -> None:
    """What Folio can do, as commands to click"""
    await send(interaction, Reply(help_card(interaction.client.tree.mentions()), private=True))


@app_commands.command()
async def about(interaction: Interaction) -> None:
    """What is loaded, from where, and how old it is"""
    folio, today = interaction.client.folio, interaction.client.clock().date()
    await send(interaction, Reply(about_card(folio.catalogue, folio.files, today), private=True))
