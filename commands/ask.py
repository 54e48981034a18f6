"""/ask: a question in one's own words, answered from the pages or not at all."""

from discord import app_commands

from bot.views.asking import question_answer
from bot.views.replies import send
from commands.completion import Interaction


@app_commands.command()
@app_commands.describe(
    question="For example: how many GPUs did they use, papers from 2025 with code, what is …",
    private="Show the answer to you alone",
)
async def ask(interaction: Interaction, question: app_commands.Range[str, 1, 300], private: bool = False) -> None:
    """A question about papers or people, answered with its source or not at all"""
    client = interaction.client
    reply = await question_answer(client.folio, question, client.clock().date(), private=private)
    await send(interaction, reply)
