"""Finding a digest's message again by the mark in its footer, when its nonce is long forgotten or was never taken."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import discord

from bot.digest.models import Delivery

# Around the first attempt: clocks of hosts go wrong by minutes.
_SEARCHED = timedelta(minutes=15)
_MOST_SEARCHED = 1000
# And the newest, since clocks go wrong by hours, too: one call, and one call each.
_NEWEST, _NEWEST_POSTS = 100, 10


class TooMuch(Exception):
    """There is more to read than is read, so nobody knows."""


async def message_of(client: discord.Client, row: Delivery) -> discord.Message | None:
    """The bot's own message with a row's mark, if it stands. Raises TooMuch, and whatever discord.py raises."""
    me = client.user.id if client.user else 0
    channel = client.get_channel(row.channel)
    if isinstance(channel, discord.ForumChannel):
        candidates = _posts(channel, row, me)
    else:
        candidates = _messages(client.get_partial_messageable(row.channel, guild_id=row.key.guild), row)
    async for message in candidates:
        if message.author.id == me and _bears(message, row.key.mark):
            return message
    return None


async def _messages(channel: discord.PartialMessageable, row: Delivery) -> AsyncIterator[discord.Message]:
    """A channel's newest messages, then those around the first attempt."""
    async for message in channel.history(limit=_NEWEST):
        yield message
    since = (row.first_tried or row.planned) - _SEARCHED
    # Where an old copy of the ledger knows of no attempt, it may have been made at any time after.
    until = row.first_tried + _SEARCHED if row.first_tried else None
    read = 0
    async for message in channel.history(limit=_MOST_SEARCHED, after=since, before=until, oldest_first=True):
        read += 1
        yield message
    if read == _MOST_SEARCHED:
        raise TooMuch


async def _posts(forum: discord.ForumChannel, row: Delivery, me: int) -> AsyncIterator[discord.Message]:
    """First messages of the bot's own posts in a forum: the newest, and those of around the first attempt."""
    own = 0
    async for thread in _threads(forum):
        if thread.owner_id != me:
            continue
        own += 1
        if own <= _NEWEST_POSTS or _is_around(thread, row):
            with suppress(discord.NotFound):  # its first message was deleted
                yield await thread.fetch_message(thread.id)


async def _threads(forum: discord.ForumChannel) -> AsyncIterator[discord.Thread]:
    """A forum's posts: open ones, the newest first, then those archived last."""
    for thread in sorted(await forum.guild.active_threads(), key=lambda thread: thread.id, reverse=True):
        if thread.parent_id == forum.id:
            yield thread
    async for thread in forum.archived_threads(limit=50):
        yield thread


def _is_around(thread: discord.Thread, row: Delivery) -> bool:
    tried = row.first_tried or row.planned
    return abs(discord.utils.snowflake_time(thread.id) - tried) <= _SEARCHED


def _bears(message: discord.Message, mark: str) -> bool:
    return any(embed.footer.text and mark in embed.footer.text for embed in message.embeds)
