"""/seeds: what is loaded, and changing it. For moderators."""

import discord
from discord import app_commands

from bot.render.reloads import history_card, status_card
from bot.views.correcting import open_paper_form, open_person_form, show_corrections
from bot.views.moderation import may_moderate, show_proposal, show_upload
from bot.views.replies import Reply, refuse, send
from commands.completion import Interaction, complete_paper, complete_person

seeds = app_commands.Group(
    name="seeds",
    description="What is loaded, and changing it; for moderators",
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    # Only a hint, which servers can change: every command and button asks again.
    default_permissions=discord.Permissions(manage_guild=True),
)


@seeds.command()
async def status(interaction: Interaction) -> None:
    """What is loaded, from which files, and whether they have changed"""
    if await may_moderate(interaction, "see the status of the seeds"):
        client = interaction.client
        folio, differs = client.folio, await client.reloads.differs()
        card = status_card(folio.library, differs, client.clock().date(), folio.store.reports)
        await send(interaction, Reply(card, private=True))


@seeds.command()
async def reload(interaction: Interaction) -> None:
    """Read the seeds folder and show what would change, before anything does"""
    if await may_moderate(interaction, "reload the seeds"):
        await show_proposal(interaction, "reload")


@seeds.command()
@app_commands.describe(file="A profile page (.txt), CSL-JSON (.json) or BibTeX (.bib) of at most 2 MB")
async def upload(interaction: Interaction, file: discord.Attachment) -> None:
    """Look at what a file would change, and put it into the seeds folder if you like it"""
    if await may_moderate(interaction, "upload a file"):
        await show_upload(interaction, file)


@seeds.command()
async def undo(interaction: Interaction) -> None:
    """Go back to the library before the last change, after a look at what that does"""
    if await may_moderate(interaction, "undo a change"):
        await show_proposal(interaction, "undo")


@seeds.command()
async def history(interaction: Interaction) -> None:
    """The last changes and attempts: who, when, how much"""
    if await may_moderate(interaction, "see the history"):
        await send(interaction, Reply(history_card(await interaction.client.reloads.history()), private=True))


@seeds.command()
@app_commands.describe(
    paper="The paper to correct: its code link, date, arXiv id, DOI, other names",
    author="The person to correct: other names, and the day their page was captured",
)
@app_commands.autocomplete(paper=complete_paper, author=complete_person)
async def correct(interaction: Interaction, paper: str = "", author: str = "") -> None:
    """Correct what a page says without editing it; with neither option, list what is corrected"""
    if not await may_moderate(interaction, "correct something"):
        return
    if paper and author:
        await refuse(interaction, "One at a time: name a paper or an author, not both.")
    elif paper:
        await open_paper_form(interaction, paper)
    elif author:
        await open_person_form(interaction, author)
    else:
        await show_corrections(interaction)
