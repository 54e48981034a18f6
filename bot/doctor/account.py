"""The bot as Discord knows it: token, intents, servers, and what it may do where digests go. Asks, changes nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import discord

from bot.digest.models import Subscription
from bot.doctor.findings import Finding, broken, fine, look
from bot.doctor.places import Places
from bot.invitation import invitation
from bot.settings import Settings

INVITE = "invite link"
_TOKEN, _APP, _INTENTS = "token", "application", "intents"
_SERVERS, _STARTS, _CLOCK = "servers", "starts", "clock"
_PATIENCE = 20.0
_AWAY = (aiohttp.ClientError, OSError, discord.HTTPException, discord.RateLimited)
_RETRY = "Look at the network and at discordstatus.com, then try again."
_PRIVILEGED = {
    "Presence": ("gateway_presence", "gateway_presence_limited"),
    "Server Members": ("gateway_guild_members", "gateway_guild_members_limited"),
    "Message Content": ("gateway_message_content", "gateway_message_content_limited"),
}
# Discord allows a bot a thousand new sessions a day, and takes its token away above that.
_FEW_STARTS = 100
# Discord's header has whole seconds, and is some on its way.
_APART = timedelta(seconds=5)
_NAMED = 10


@dataclass(slots=True)
class Clocks:
    """How far this machine's clock was ahead of Discord's at each answer."""

    ahead: list[timedelta] = field(default_factory=list)

    def trace(self) -> aiohttp.TraceConfig:
        """What a session needs so that each answer is noted."""
        trace = aiohttp.TraceConfig()

        async def note(_: aiohttp.ClientSession, __: object, ended: aiohttp.TraceRequestEndParams) -> None:
            try:
                then = parsedate_to_datetime(ended.response.headers.get("Date", ""))
                self.ahead.append(datetime.now(UTC) - then)
            except (ValueError, TypeError):  # none, or one without a zone
                return

        trace.on_request_end.append(note)
        return trace

    def finding(self) -> Finding | None:
        """What the answers tell together: the nearest counts, since the others were longer on their way."""
        if not self.ahead:
            return None
        off = min(self.ahead, key=abs)
        if abs(off) <= _APART:
            return fine(_CLOCK, "This machine’s clock goes with Discord’s.")
        way = "ahead of" if off > timedelta() else "behind"
        found = f"This machine’s clock is {abs(off).total_seconds():,.0f} s {way} Discord’s."
        return look(_CLOCK, found, "Let the system set its clock (timedatectl set-ntp true): digests go by it.")


async def look_at_discord(
    settings: Settings, token: str, subscriptions: Sequence[Subscription]
) -> AsyncIterator[Finding]:
    """Everything that Discord says about the bot. `token` is only ever handed to discord.py."""
    clocks = Clocks()
    async with _client(clocks) as client:
        try:
            async with asyncio.timeout(_PATIENCE):
                await client.login(token)
        except discord.LoginFailure:
            yield broken(_TOKEN, "Discord does not accept DISCORD_TOKEN.", "Copy it again from the portal, page “Bot”.")
            return
        except _AWAY as error:
            yield broken(_TOKEN, f"Discord cannot be reached: {_why(error)}. The token was not tried.", _RETRY)
            return
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield broken(_TOKEN, f"What answers is not Discord: {type(error).__name__}.", _RETRY)
            return
        for finding in _who(client):
            yield finding
        clock = clocks.finding()
        if clock:
            yield clock
        async for finding in _where(client, settings, subscriptions):
            yield finding


@asynccontextmanager
async def _client(clocks: Clocks) -> AsyncIterator[discord.Client]:
    """A client that never connects to the gateway: a bot that runs stays the only one there."""
    client = discord.Client(intents=discord.Intents.none(), http_trace=clocks.trace(), max_ratelimit_timeout=30)
    try:
        yield client
    finally:
        await client.close()


def _who(client: discord.Client) -> Iterator[Finding]:
    application = client.application
    assert client.user is not None  # after login
    assert application is not None
    yield fine(_TOKEN, f"Discord accepts it: {client.user} ({client.user.id}).")
    if application.interactions_endpoint_url:
        todo = "In the portal, page “General Information”, empty Interactions Endpoint URL."
        yield broken(_APP, "Commands go to another address, so Folio never hears of them.", todo)
    flags = application.flags
    given = [name for name, each in _PRIVILEGED.items() if any(getattr(flags, flag) for flag in each)]
    extra = f" {', '.join(given)} may be switched off in the portal." if given else ""
    yield fine(_INTENTS, f"Folio needs none of the privileged intents.{extra}")
    yield fine(INVITE, invitation(application.id))


async def _where(
    client: discord.Client, settings: Settings, subscriptions: Sequence[Subscription]
) -> AsyncIterator[Finding]:
    try:
        async with asyncio.timeout(_PATIENCE):
            guilds = [guild async for guild in client.fetch_guilds(limit=None, with_counts=False)]
            limit = (await client.http.get_bot_gateway())[2]
            application = client.application_id or 0
            commands = await client.http.get_global_commands(application)
    except _AWAY as error:
        yield broken(_SERVERS, f"Discord does not say where the bot is: {_why(error)}.", _RETRY)
        return
    yield _starts(limit["remaining"], limit["total"])
    yield _commands(len(commands))
    yield _servers(guilds)
    if len(guilds) > 1 and not settings.moderated_guilds:
        found = f"{len(guilds)} servers share the library, so only the application’s owners may change it."
        yield look("moderation", found, "Name those that may in MODERATED_GUILDS.")
    places = Places(client, {guild.id: guild.name for guild in guilds})
    for server in sorted({each.guild for each in subscriptions}):
        async for finding in places.look_at(server, [each for each in subscriptions if each.guild == server]):
            yield finding


def _starts(remaining: int, total: int) -> Finding:
    found = f"Discord allows {remaining:,} of {total:,} new connections until tomorrow."
    if remaining < min(_FEW_STARTS, total):
        return look(
            _STARTS, found, "The bot starts again and again: look into its log before Discord resets the token."
        )
    return fine(_STARTS, found)


def _commands(number: int) -> Finding:
    if not number:
        return look("commands", "Discord knows none of the bot’s commands.", "Start the bot once; it tells Discord.")
    return fine("commands", f"Discord knows {number} commands.")


def _servers(guilds: Sequence[discord.Guild]) -> Finding:
    if not guilds:
        return look(_SERVERS, "The bot is in no server.", "Open the invite link above.")
    names = ", ".join(guild.name for guild in guilds[:_NAMED])
    more = f" and {len(guilds) - _NAMED} more" if len(guilds) > _NAMED else ""
    return fine(_SERVERS, f"The bot is in {len(guilds)}: {names}{more}.")


def _why(error: BaseException) -> str:
    """An error in a few words, without an address: some hold what nobody must read."""
    if isinstance(error, TimeoutError):
        return f"no answer within {_PATIENCE:.0f} s"
    if isinstance(error, discord.HTTPException):
        return f"it answers with {error.status}"
    if isinstance(error, discord.RateLimited):
        return f"it asks for a pause of {error.retry_after:.0f} s"
    return getattr(error, "strerror", None) or type(error).__name__
