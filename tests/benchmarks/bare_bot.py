"""The smallest discord.py bot with one command: what Folio's start and answers are measured against."""

import os

import discord
from discord import app_commands

CHOICE = "Attention Is All You Need"


@app_commands.command(description="Show one paper")
async def paper(interaction: discord.Interaction, title: str) -> None:
    """Answer with one embed that repeats the title."""
    await interaction.response.send_message(embed=discord.Embed(title=title, description="A paper"))


@paper.autocomplete("title")
async def suggest_titles(_: discord.Interaction, __: str) -> list[app_commands.Choice[str]]:
    """Suggest the same title whatever is typed."""
    return [app_commands.Choice(name=CHOICE, value=CHOICE)]


class BareBot(discord.Client):
    """A client with one command, synced at every start."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(paper)

    async def setup_hook(self) -> None:
        """Register the command before the gateway connects."""
        await self.tree.sync()


if __name__ == "__main__":
    BareBot().run(os.environ["DISCORD_TOKEN"])
