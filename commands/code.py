"""/code: the code state of a paper."""

from discord import app_commands

from bot.views.answers import code_answer
from bot.views.replies import send
from commands.completion import Interaction, complete_paper


@app_commands.command()
@app_commands.describe(
    title="The title, a part of it, an acronym; typos are fine", private="Show the answer to you alone"
)
@app_commands.autocomplete(title=complete_paper)
async def code(interaction: Interaction, title: str, private: bool = False) -> None:
    """Where a paper’s code is, if its page says so"""
    await send(interaction, code_answer(interaction.client.folio, title, private=private))
