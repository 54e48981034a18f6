"""The local preview: the real bot in a simulated Discord in the browser, without a token.

The only file of Folio that knows simcord.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import discord
import simcord
from simcord import ChannelHandle, Env, MemberActor

from bot.client import FolioClient
from bot.render.guide import welcome_text


async def preview(client: FolioClient, announce: Callable[[str], None], stop: asyncio.Event, port: int | None) -> None:
    """Serve the preview until `stop` is set. `announce` is given its address once it can be opened."""
    async with simcord.run(client, check_errors=False) as env:
        channel, viewers = _world(env)
        assert client.user is not None  # the simulated login is done
        await client.user.edit(username="Folio")
        client.fetch = discord.Attachment.read  # the simulated CDN knows no network
        client.tree.ids.clear()  # the preview shows mentions of commands as their source
        await _welcome(client, channel)
        await env.settle()
        async with env.preview(channel, viewers=viewers, layout="channel", port=port) as page:
            announce(page.url)
            await stop.wait()


def _world(env: Env) -> tuple[ChannelHandle, list[MemberActor]]:
    """A server with a channel, a member and a moderator."""
    guild = env.create_guild("Folio preview")
    channel = guild.create_text_channel("papers")
    moderators = guild.create_role(
        "Moderators", permissions=discord.Permissions(manage_guild=True, manage_messages=True)
    )
    member = guild.add_member(env.create_user("member", global_name="Member"))
    moderator = guild.add_member(env.create_user("moderator", global_name="Moderator"), roles=[moderators])
    return channel, [member, moderator]


async def _welcome(client: FolioClient, channel: ChannelHandle) -> None:
    """What to type, as the channel's first message."""
    await client.get_partial_messageable(channel.id).send(welcome_text())
