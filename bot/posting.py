"""Posting digests to Discord: the one place that knows how."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord import ui

from bot.calls import within
from bot.delivering import NotPublished
from bot.digest.ledger import (
    Again,
    Deleted,
    FindOutcome,
    NotThere,
    Posted,
    PostOutcome,
    Unreadable,
)
from bot.digest.models import Delivery, Message, Subscription
from bot.finding import TooMuch, message_of
from bot.refusals import refusal
from bot.render.embeds import note
from bot.render.escape import escape
from bot.render.limits import clip
from bot.views.controls import button, menu, option, view

_log = logging.getLogger(__name__)

# A call that takes longer than this may have arrived or not; with its nonce it is made again.
_PATIENCE = 40
_AWAY = "The server is out of reach at Discord’s right now."
_FORUM_POST_NAME = 100
_ALREADY_PUBLISHED, _SERVER = 40033, 500
# What discord.py raises where an answer is no JSON, or not the JSON that it knows. What was called may have been done.
_UNREADABLE = (ValueError, LookupError, TypeError, AttributeError)
# What goes wrong on the way, whatever Discord would have said.
_BROKEN = (discord.RateLimited, aiohttp.ClientError, OSError, *_UNREADABLE)

# Server errors that the post under way in this task has met.
_failures: ContextVar[list[int]] = ContextVar("_failures")


class DiscordPoster:
    """The `Poster` on a client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    def bars(self, subscription: Subscription) -> str:
        """Why nothing can be posted there, as far as the client knows; HTTP has the last word."""
        guild = self._client.get_guild(subscription.guild)
        if guild is None:
            return "Folio is not in that server any more."
        if guild.unavailable:
            return ""
        channel = guild.get_channel_or_thread(subscription.channel)
        if channel is None:
            # The client does not know archived threads, which a post brings back.
            return "" if subscription.in_thread else "That channel is gone, or Folio cannot see it."
        missing = missing_permissions(channel, guild.me, mention=subscription.mention)
        return f"In {channel.mention} Folio lacks: {', '.join(missing)}." if missing else ""

    def takes_nonce(self, channel: int) -> bool:
        """Forum posts are threads, whose route has no nonce."""
        return not isinstance(self._client.get_channel(channel), discord.ForumChannel)

    async def post(self, row: Delivery) -> PostOutcome:
        """Post a row's message. Its nonce makes Discord show it once, however often it is sent within minutes."""
        if self._is_away(row):
            return Again(_AWAY, False)
        failures: list[int] = []
        _failures.set(failures)
        outcome = await self._try_to_post(row)
        if failures and not isinstance(outcome, Posted | Deleted):
            # discord.py has tried several times; what became of the last says nothing of those before.
            after = outcome.after if isinstance(outcome, Again) else timedelta()
            return Again(outcome.reason, True, after)
        return outcome

    async def _try_to_post(self, row: Delivery) -> PostOutcome:
        assert row.message is not None  # until it is sent
        parts = _parts(row, row.message)
        try:
            async with within(self._client, _PATIENCE):
                return await self._post(row, row.message.name, parts)
        except discord.RateLimited as error:
            return Again("Discord asks for a pause.", False, timedelta(seconds=error.retry_after))
        except discord.HTTPException as error:
            return refusal(error)
        except aiohttp.ClientConnectorError as error:
            return Again(f"Discord cannot be reached: {error.strerror}", False)
        except (aiohttp.ClientError, OSError) as error:  # a timeout is an OSError, too
            return Again(f"The connection broke: {type(error).__name__}", True)
        except _UNREADABLE as error:
            return Again(f"Discord’s answer cannot be read: {type(error).__name__}", True)

    async def find(self, row: Delivery) -> FindOutcome:
        """Search for a message of the bot's with the row's mark: around the first attempt, and the newest."""
        if self._is_away(row):
            return Again(_AWAY, True)
        try:
            async with within(self._client, _PATIENCE):
                message = await message_of(self._client, row)
        except TooMuch:
            return Unreadable("Whether it was posted cannot be told: too much was written there since.")
        except (discord.Forbidden, discord.NotFound) as error:
            return Unreadable(f"Whether it was posted cannot be read: {error.text or error.status}")
        except (discord.HTTPException, *_BROKEN) as error:
            return Again(f"The channel could not be searched: {type(error).__name__}", True)
        return Posted(message.id, message.channel.id, self._publishes(row.channel)) if message else NotThere()

    async def publish(self, row: Delivery) -> None:
        """Send a posted message on to the channel's followers."""
        assert row.message_id is not None  # only what was posted is published
        try:
            async with within(self._client, _PATIENCE):
                await self._channel(row.channel, row.key.guild).get_partial_message(row.message_id).publish()
        except (discord.Forbidden, discord.NotFound) as error:
            raise NotPublished(error.text or str(error.status), final=True) from error
        except discord.HTTPException as error:
            if error.code != _ALREADY_PUBLISHED:
                raise NotPublished(error.text or str(error.status), final=False) from error
        except _BROKEN as error:
            raise NotPublished(type(error).__name__, final=False) from error

    async def tell(self, subscription: Subscription, sentence: str) -> None:
        """A private message to whoever subscribed; where they take none, the log has it."""
        text = (
            f"The digest `{subscription.id}` of <#{subscription.channel}> is suspended. {escape(sentence)}\n"
            "Nothing is lost: it goes on by itself, with everything missed, once that is mended."
        )
        try:
            async with within(self._client, _PATIENCE):
                user = await self._client.fetch_user(subscription.actor)
                await user.send(embed=note(text))
        except (discord.HTTPException, *_BROKEN) as error:
            _log.warning("Nobody could be told that the digest %s is suspended: %s", subscription.id, error)

    async def _post(self, row: Delivery, name: str, parts: dict[str, Any]) -> PostOutcome:
        if self.takes_nonce(row.channel):
            sent = await self._channel(row.channel, row.key.guild).send(**parts, nonce=row.key.nonce)
            return Posted(sent.id, row.channel, self._publishes(row.channel))
        forum = self._client.get_channel(row.channel)
        assert isinstance(forum, discord.ForumChannel)  # as `takes_nonce` says
        made = await forum.create_thread(name=clip(name, _FORUM_POST_NAME), **parts)
        return Posted(made.message.id, made.thread.id)

    def _is_away(self, row: Delivery) -> bool:
        """Whether Discord has no news of a row's server, so that nobody knows what its channel is."""
        guild = self._client.get_guild(row.key.guild)
        return guild is not None and guild.unavailable and self._client.get_channel(row.channel) is None

    def _channel(self, channel: int, guild: int) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(channel, guild_id=guild)

    def _publishes(self, channel: int) -> bool:
        known = self._client.get_channel(channel)
        return isinstance(known, discord.TextChannel) and known.is_news()


def failures_noted() -> aiohttp.TraceConfig:
    """What a client needs so that a post knows of the attempts that discord.py makes again by itself."""
    trace = aiohttp.TraceConfig()

    async def note(_: aiohttp.ClientSession, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
        if ended.response.status >= _SERVER:
            _failures.get([]).append(ended.response.status)

    trace.on_request_end.append(note)
    return trace


def missing_permissions(
    channel: discord.abc.GuildChannel | discord.Thread,
    me: discord.Member,
    *,
    mention: int | None,
    has: discord.Permissions | None = None,
) -> list[str]:
    """What Folio would need in a channel to post digests there and does not have, as Discord names it.

    `has` is what it may do there, where the channel itself does not know.
    """
    has = has if has is not None else channel.permissions_for(me)
    speaks = has.send_messages_in_threads if isinstance(channel, discord.Thread) else has.send_messages
    says = "Send Messages in Threads" if isinstance(channel, discord.Thread) else "Send Messages"
    needed = {
        "View Channel": has.view_channel,
        "Create Posts" if isinstance(channel, discord.ForumChannel) else says: speaks,
        "Embed Links": has.embed_links,
        "Read Message History": has.read_message_history,
    }
    role = me.guild.get_role(mention) if mention else None
    if role is not None and not role.mentionable:
        needed["Mention @everyone, @here, and All Roles"] = has.mention_everyone
    return [name for name, given in needed.items() if not given]


def _parts(row: Delivery, message: Message) -> dict[str, Any]:
    """A frozen message as discord.py sends it: no mention but the one chosen role."""
    controls: list[ui.Item[Any]] = []
    if message.has_more:
        key = row.key
        controls.append(button("more", f"{key.subscription}/{key.day}/{key.part}/{message.shown}", "More"))
    if message.options:
        controls.append(menu("show", "", "Open a paper", [option(*each) for each in message.options]))
    role = [discord.Object(message.mention)] if message.mention else []
    parts: dict[str, Any] = {
        "embed": discord.Embed.from_dict(message.embed),
        "allowed_mentions": discord.AllowedMentions(everyone=False, users=False, roles=role, replied_user=False),
    }
    if message.mention:
        parts["content"] = f"<@&{message.mention}>"
    if controls:
        parts["view"] = view(controls)
    return parts
