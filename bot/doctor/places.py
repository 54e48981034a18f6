"""The channels that digests go to: whether each is there, and what the bot may do in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

import aiohttp
import discord

from bot.digest.models import Subscription
from bot.doctor.findings import Finding, broken, fine
from bot.library.wording import count
from bot.posting import missing_permissions

_CHECK = "digests"
_PATIENCE = 20.0


class Places:
    """What Discord says about servers' channels, asked for as they are needed."""

    def __init__(self, client: discord.Client, names: Mapping[int, str]) -> None:
        self._client = client
        self._names = names

    async def look_at(self, server: int, subscriptions: Sequence[Subscription]) -> AsyncIterator[Finding]:
        """One finding for a server's digests that can be posted, and one for each that cannot."""
        if server not in self._names:
            found = f"{count(len(subscriptions), 'digest')} for the server {server}, which the bot is not in."
            yield broken(_CHECK, found, "Invite it again; the digests wait.")
            return
        try:
            async with asyncio.timeout(_PATIENCE):
                guild = await self._client.fetch_guild(server, with_counts=False)
                me = await guild.fetch_member(self._client.user.id if self._client.user else 0)
                channels = {channel.id: channel for channel in await guild.fetch_channels()}
        except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as error:
            yield broken(_CHECK, f"{self._names[server]} cannot be looked at: {type(error).__name__}.", "Try again.")
            return
        well = []
        for subscription in subscriptions:
            reason = await _in_the_way(guild, me, channels, subscription)
            if reason:
                todo = f"Mend that in {guild.name}; the digest {subscription.id} waits, and nothing of it is lost."
                yield broken(_CHECK, f"{guild.name}: {reason}", todo)
            else:
                well.append(subscription.id)
        if well:
            yield fine(_CHECK, f"{guild.name}: the channels of {', '.join(well)} can be posted to.")


async def _in_the_way(
    guild: discord.Guild,
    me: discord.Member,
    channels: Mapping[int, discord.abc.GuildChannel],
    subscription: Subscription,
) -> str:
    """Why a digest cannot be posted; empty where it can."""
    channel: discord.abc.GuildChannel | discord.Thread | None = channels.get(subscription.channel)
    parent = channel
    if channel is None and subscription.in_thread:
        channel = await _thread(guild, subscription.channel)
        parent = channels.get(channel.parent_id) if channel else None
    if channel is None or parent is None:
        return f"the channel {subscription.channel} is gone, or the bot cannot see it."
    missing = missing_permissions(channel, me, mention=subscription.mention, has=parent.permissions_for(me))
    return f"in #{channel.name} it lacks {', '.join(missing)}." if missing else ""


async def _thread(guild: discord.Guild, channel: int) -> discord.Thread | None:
    try:
        async with asyncio.timeout(_PATIENCE):
            found = await guild.fetch_channel(channel)
    except (discord.HTTPException, discord.InvalidData, discord.RateLimited, aiohttp.ClientError, OSError):
        return None
    return found if isinstance(found, discord.Thread) else None
