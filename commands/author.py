"""/author: one person as a card."""

from discord import app_commands

from bot.views.answers import person_answer
from bot.views.replies import send
from commands.completion import Interaction, complete_person


@app_commands.command()
@app_commands.describe(name="The name or a part of it, in any order", private="Show the answer to you alone")
@app_commands.autocomplete(name=complete_person)
async def author(interaction: Interaction, name: str, private: bool = False) -> None:
    """A person: metrics with their date, papers, co-authors"""
    await send(interaction, person_answer(interaction.client.folio, name, private=private))
