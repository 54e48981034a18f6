"""/digest: new papers posted to a channel, and why or why not."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.digest.models import Frequency, WhenEmpty
from bot.digest.schedule import zones
from bot.errors import FolioError
from bot.library.text import fold
from bot.posting import missing_permissions
from bot.render import limits
from bot.render.subscriptions import label
from bot.views.digests import (
    channels_of,
    end,
    may_set_up,
    pause,
    resume,
    send_now,
    set_up,
    show_list,
    show_preview,
    show_status,
    show_why,
)
from bot.views.wishes import Wish
from commands.completion import Interaction, complete_field, complete_paper, complete_person

digest = app_commands.Group(
    name="digest",
    description="New papers posted to a channel, every day or every week",
    allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
)

_FREQUENCIES = {"daily": Frequency.DAILY, "on weekdays": Frequency.WEEKDAYS, "weekly, on Mondays": Frequency.WEEKLY}
_EMPTY = {"post nothing on days without news": WhenEmpty.SKIP, "say so on days without news": WhenEmpty.POST}

Command = TypeVar("Command", bound=Callable[..., Coroutine[Any, Any, None]])
Channel = discord.TextChannel | discord.ForumChannel | discord.Thread


class ChannelHidden(app_commands.AppCommandError, FolioError):
    """Folio does not see a channel."""


class PostingPlace(app_commands.Transformer):
    """A channel that digests can be posted to. discord.py's own choice for a forum asks for media channels as well."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """What Discord shows."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """What it lets people choose from."""
        kinds = discord.ChannelType
        return [kinds.text, kinds.news, kinds.forum, kinds.public_thread, kinds.private_thread, kinds.news_thread]

    async def transform(
        self, _: discord.Interaction[Any], value: app_commands.AppCommandChannel | app_commands.AppCommandThread, /
    ) -> Channel:
        """The channel as the client knows it."""
        known = value.resolve()
        if not isinstance(known, Channel):
            raise ChannelHidden(f"Folio cannot see {value.mention}. Give it View Channel there, then try again.")
        return known


async def complete_zone(_: Interaction, current: str) -> list[Choice[str]]:
    """Time zones that hold what is typed, those whose city begins so first."""
    typed = fold(current)
    held = [name for name in zones() if typed in fold(name)]
    ranked = sorted(held, key=lambda name: (not fold(name.rpartition("/")[2]).startswith(typed), name))
    return [Choice(name=name, value=name) for name in ranked[: limits.CHOICES]]


async def complete_subscription(interaction: Interaction, current: str) -> list[Choice[str]]:
    """This server's digests."""
    here = interaction.client.digests.ledger.of_server(interaction.guild_id or 0)
    names = channels_of(here, interaction.guild)
    labels = [(label(each, names[each.channel]), each.id) for each in here]
    return [Choice(name=name, value=key) for name, key in labels if fold(current) in fold(name)][: limits.CHOICES]


def of_several(command: Command) -> Command:
    """The option by which a command is told which digest is meant."""
    described = app_commands.describe(subscription="Which digest, where this server has several")
    return described(app_commands.autocomplete(subscription=complete_subscription)(command))


@digest.command()
@app_commands.describe(
    channel="Where digests are posted: a text or announcement channel, a forum, a thread",
    time="When, as HH:MM on a 24-hour clock",
    timezone="Whose clock: a city, such as Europe/Berlin",
    frequency="How often; daily unless you choose otherwise",
    field="Papers of one field only",
    author="Papers of one person only",
    keywords="Only papers with one of these words in title or abstract; commas between",
    exclude="No papers with one of these words; commas between",
    mention="A role to mention with each digest",
    empty="What to do on days without new papers",
)
@app_commands.autocomplete(timezone=complete_zone, field=complete_field, author=complete_person)
@app_commands.choices(
    frequency=[Choice(name=name, value=value.value) for name, value in _FREQUENCIES.items()],
    empty=[Choice(name=name, value=value.value) for name, value in _EMPTY.items()],
)
async def subscribe(
    interaction: Interaction,
    channel: app_commands.Transform[Channel, PostingPlace],
    time: app_commands.Range[str, 1, 8],
    timezone: app_commands.Range[str, 1, 60],
    frequency: str = Frequency.DAILY.value,
    field: app_commands.Range[str, 0, 60] = "",
    author: app_commands.Range[str, 0, 100] = "",
    keywords: app_commands.Range[str, 0, 400] = "",
    exclude: app_commands.Range[str, 0, 400] = "",
    mention: discord.Role | None = None,
    empty: str = WhenEmpty.SKIP.value,
) -> None:
    """Post new papers to a channel at a time of day; for moderators"""
    if not await may_set_up(interaction):
        return
    assert interaction.guild is not None  # by the group's contexts
    wish = Wish(
        guild=interaction.guild.id,
        channel=channel.id,
        in_thread=isinstance(channel, discord.Thread),
        actor=interaction.user.id,
        time=time,
        zone=timezone,
        frequency=Frequency(frequency),
        field=field,
        author=author,
        keywords=keywords,
        exclude=exclude,
        mention=mention.id if mention else None,
        when_empty=WhenEmpty(empty),
    )
    missing = missing_permissions(channel, interaction.guild.me, mention=wish.mention)
    await set_up(interaction, wish, channel.mention, missing)


@digest.command(name="list")
async def list_(interaction: Interaction) -> None:
    """The digests of this server: where, when, what"""
    await show_list(interaction)


@digest.command()
async def status(interaction: Interaction) -> None:
    """How the digests are doing: what was posted, what is next, what is in the way"""
    await show_status(interaction)


@digest.command()
@app_commands.describe(paper="The paper; half a title will do")
@app_commands.autocomplete(paper=complete_paper)
async def why(interaction: Interaction, paper: str) -> None:
    """Why a paper was posted, or was not"""
    await show_why(interaction, paper)


@digest.command()
@of_several
async def preview(interaction: Interaction, subscription: str = "") -> None:
    """The next digest as it would be now, for you alone"""
    await show_preview(interaction, subscription)


@digest.command(name="send")
@of_several
async def send_(interaction: Interaction, subscription: str = "") -> None:
    """Post what is new at once, beside the schedule; for moderators"""
    if await may_set_up(interaction):
        await send_now(interaction, subscription)


@digest.command()
@of_several
async def unsubscribe(interaction: Interaction, subscription: str = "") -> None:
    """End a digest; for moderators"""
    if await may_set_up(interaction):
        await end(interaction, subscription)


@digest.command(name="pause")
@of_several
async def pause_(interaction: Interaction, subscription: str = "") -> None:
    """Leave a digest out until it is resumed; for moderators"""
    if await may_set_up(interaction):
        await pause(interaction, subscription)


@digest.command(name="resume")
@of_several
async def resume_(interaction: Interaction, subscription: str = "") -> None:
    """Go on with a paused or suspended digest; for moderators"""
    if await may_set_up(interaction):
        await resume(interaction, subscription)
