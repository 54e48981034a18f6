"""What the doctor learns from Discord, and how it says it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from discord.http import Route

from bot.digest.models import Subscription
from bot.doctor.account import look_at_discord
from bot.doctor.findings import Finding, Verdict
from bot.settings import Settings
from tests.digest.samples import subscription
from tests.doctor.portal import EMBED, Portal

SETTINGS = Settings(_env_file=None)  # type: ignore[call-arg]


@pytest.fixture
async def portal() -> AsyncIterator[Portal]:
    """A Discord that this process's discord.py asks."""
    async with Portal(timeout=20) as portal:
        with portal.pointing_here():
            yield portal


async def told(token: str, *subscriptions: Subscription) -> list[Finding]:
    """Everything that Discord is asked."""
    return [finding async for finding in look_at_discord(SETTINGS, token, subscriptions)]


def verdicts(findings: Sequence[Finding], verdict: Verdict) -> dict[str, str]:
    """What was found and what is to do, by what was looked at."""
    return {each.check: f"{each.found} {each.todo}".strip() for each in findings if each.verdict is verdict}


def at(portal: Portal, channel: int, **more: object) -> Subscription:
    """A digest for one of its channels."""
    return replace(subscription(guild=portal.guild_id, channel=channel), **more)  # type: ignore[arg-type]


async def test_a_bot_that_is_well(portal: Portal) -> None:
    """Who it is, that it needs no intent, its link, its servers, and that digests can be posted there."""
    portal.commands = [payload(portal)]
    findings = await told(portal.token, at(portal, portal.channel_id), at(portal, portal.thread, in_thread=True))
    assert {each.verdict for each in findings} == {Verdict.FINE}
    said = verdicts(findings, Verdict.FINE)
    assert "loopback-bot" in said["token"]
    assert said["invite link"].startswith("https://discord.com/oauth2/authorize?client_id=")
    assert said["servers"] == "The bot is in 1: Loopback."
    assert said["clock"] == "This machine’s clock goes with Discord’s."
    assert said["digests"].endswith("can be posted to.")
    assert portal.unknown == []
    assert not any(portal.token in str(each) for each in findings)


async def test_nothing_is_changed_and_no_session_is_opened(portal: Portal) -> None:
    """A bot that runs with the same token does not notice."""
    await told(portal.token, at(portal, portal.channel_id))
    assert {each.method for each in portal.requests} == {"GET"}
    assert portal.heard == []


async def test_a_wrong_token_is_not_an_unreachable_discord(portal: Portal) -> None:
    """The one is mended in the portal, the other is waited for; neither is shown."""
    (wrong,) = await told("canary-wrong")
    assert wrong.verdict is Verdict.BROKEN
    assert wrong.found == "Discord does not accept DISCORD_TOKEN."
    Route.BASE = "http://127.0.0.1:9"
    (away,) = await told("canary-right")
    assert away.verdict is Verdict.BROKEN
    assert "cannot be reached" in away.found
    assert "was not tried" in away.found
    assert "canary" not in f"{wrong}{away}"


async def test_what_is_in_the_way_of_digests_is_named(portal: Portal) -> None:
    """A missing permission, a channel that is gone, a server that was left, each with the digest that waits."""
    findings = await told(
        portal.token,
        at(portal, portal.closed, id="closed"),
        at(portal, 77, id="gone"),
        subscription(guild=5, id="left"),
    )
    found = [each.found for each in findings if each.verdict is Verdict.BROKEN]
    assert "1 digest for the server 5, which the bot is not in." in found
    assert any("in #closed it lacks Send Messages, Embed Links." in each for each in found)
    assert any("77 is gone" in each for each in found)


async def test_a_permission_that_a_server_took_away(portal: Portal) -> None:
    """By Discord's name for it; in threads, too."""
    portal.permissions &= ~EMBED
    findings = await told(portal.token, at(portal, portal.channel_id), at(portal, portal.thread, in_thread=True))
    found = [each.found for each in findings if each.verdict is Verdict.BROKEN]
    assert found == ["Loopback: in #general it lacks Embed Links.", "Loopback: in #a thread it lacks Embed Links."]


async def test_a_clock_that_is_wrong_is_looked_at(portal: Portal) -> None:
    """By Discord's own Date, either way; a second is none."""
    portal.date = format_datetime(datetime.now(UTC) - timedelta(minutes=3), usegmt=True)
    assert "ahead of Discord’s" in verdicts(await told(portal.token), Verdict.LOOK)["clock"]
    portal.date = format_datetime(datetime.now(UTC) + timedelta(minutes=3), usegmt=True)
    assert "behind Discord’s" in verdicts(await told(portal.token), Verdict.LOOK)["clock"]
    portal.date = "no date"
    assert not {"clock"} & {each.check for each in await told(portal.token)}


async def test_an_application_that_is_set_up_wrong(portal: Portal) -> None:
    """Commands that go elsewhere, intents that nobody needs, starts that are used up, no server, no commands."""
    portal.application["interactions_endpoint_url"] = "https://example.org/interactions"
    portal.application["flags"] = 1 << 18
    portal.remaining, portal.servers = 3, []
    findings = await told(portal.token)
    assert "never hears of them" in verdicts(findings, Verdict.BROKEN)["application"]
    looked = verdicts(findings, Verdict.LOOK)
    assert looked.keys() == {"starts", "servers", "commands"}
    assert "Message Content may be switched off" in verdicts(findings, Verdict.FINE)["intents"]


async def test_several_servers_without_named_ones_may_change_nothing(portal: Portal) -> None:
    """Which surprises moderators."""
    portal.servers.append({**portal.servers[0], "id": "5", "name": "Other"})
    assert "MODERATED_GUILDS" in verdicts(await told(portal.token), Verdict.LOOK)["moderation"]


async def test_a_portal_that_talks_nonsense_is_no_traceback(portal: Portal) -> None:
    """A proxy's login page, say."""

    async def page(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(page, "127.0.0.1", 0)
    Route.BASE = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    (finding,) = await told("canary")
    server.close()
    assert finding.verdict is Verdict.BROKEN
    assert "not Discord" in finding.found


def payload(portal: Portal) -> dict[str, object]:
    """A command as Discord knows it."""
    return {"id": "1", "application_id": str(portal.application_id), "name": "ask", "type": 1}
