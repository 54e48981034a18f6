"""/paper: one paper as a card."""

from discord import app_commands

from bot.views.answers import paper_answer
from bot.views.replies import send
from commands.completion import Interaction, complete_paper


@app_commands.command()
@app_commands.describe(
    title="The title, a part of it, an acronym; typos are fine", private="Show the answer to you alone"
)
@app_commands.autocomplete(title=complete_paper)
async def paper(interaction: Interaction, title: str, private: bool = False) -> None:
    """One paper: abstract, authors, field, date, code"""
    await send(interaction, paper_answer(interaction.client.folio, title, private=private))
