"""/watch: live sources of new papers. They feed the library that all servers share, so only its moderators decide."""

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.library.text import fold
from bot.render import limits
from bot.render.embeds import note
from bot.render.escape import escape
from bot.render.limits import clip
from bot.render.watches import added_card, watches_card
from bot.sources.kinds import Kind, Watch, WatchRefused, parse_watch
from bot.views.moderation import may_moderate
from bot.views.replies import Reply, refuse, send
from commands.completion import Interaction

watch = app_commands.Group(
    name="watch",
    description="Live sources of new papers; for moderators",
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    # Only a hint, which servers can change: every command asks again.
    default_permissions=discord.Permissions(manage_guild=True),
)

_KINDS = {
    "an arXiv category": Kind.ARXIV_CATEGORY,
    "an author on arXiv": Kind.ARXIV_AUTHOR,
    "a search on arXiv": Kind.ARXIV_QUERY,
    "an author on OpenAlex": Kind.OPENALEX_AUTHOR,
    "an author on Semantic Scholar": Kind.SEMANTIC_SCHOLAR_AUTHOR,
}


async def complete_watch(interaction: Interaction, current: str) -> list[Choice[str]]:
    """What is watched."""
    typed = fold(current)
    named = [(each.watch.name, _ticket(each.watch)) for each in interaction.client.watching.watches]
    kept = [(name, value) for name, value in named if typed in fold(name) and len(value) <= limits.CHOICE_NAME]
    return [Choice(name=clip(name, limits.CHOICE_NAME), value=value) for name, value in kept[: limits.CHOICES]]


@watch.command()
@app_commands.describe(
    kind="What to watch", value="A category such as cs.LG, a name, a search, or an author’s id or address"
)
@app_commands.choices(kind=[Choice(name=name, value=kind.value) for name, kind in _KINDS.items()])
async def add(interaction: Interaction, kind: str, value: app_commands.Range[str, 1, 400]) -> None:
    """Take new papers of a live source into the library, and announce them"""
    if not await may_moderate(interaction, f"watch {kind} {value}"):
        return
    wanted = parse_watch(kind, value)
    if isinstance(wanted, WatchRefused):
        await refuse(interaction, wanted.sentence)
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    watching = interaction.client.watching
    added = await watching.add(wanted, interaction.user.id)
    await interaction.edit_original_response(embed=added_card(added, watching.brought(wanted)))


@watch.command(name="list")
async def list_(interaction: Interaction) -> None:
    """What is watched, and how reading it goes"""
    if await may_moderate(interaction, "see what is watched"):
        watching = interaction.client.watching
        card = watches_card([(each, watching.brought(each.watch)) for each in watching.watches])
        await send(interaction, Reply(card, private=True))


@watch.command()
@app_commands.describe(source="What to watch no longer")
@app_commands.autocomplete(source=complete_watch)
async def remove(interaction: Interaction, source: str) -> None:
    """Watch a source no longer; what it brought stays"""
    if not await may_moderate(interaction, f"stop watching {source}"):
        return
    watching = interaction.client.watching
    meant = [
        each.watch for each in watching.watches if source in {_ticket(each.watch), each.watch.name, each.watch.value}
    ]
    if len(meant) != 1:
        await refuse(interaction, "It is not clear which one that is. Choose it from the list below the option.")
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    await watching.remove(meant[0])
    text = f"{escape(meant[0].name)} is watched no longer. The papers that it brought stay."
    await interaction.edit_original_response(embed=note(text))


def _ticket(source: Watch) -> str:
    return f"{source.kind}:{source.value}"
