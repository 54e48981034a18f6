"""A gateway that drops, invalidates, refuses, falls silent and talks nonsense, before the real discord.py."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.digest.models import WhenEmpty
from bot.errors import Deaf
from bot.store.interface import DigestChange
from tests.loopback_channels import TEXT
from tests.loopback_client import NERVES, Connected, connected
from tests.loopback_discord import IDENTIFY, RESUME
from tests.loopback_faults import FaultyDiscord
from tests.loopback_subscribers import wanted

Fault = Callable[[FaultyDiscord], Awaitable[None]]


@pytest.fixture
async def discord() -> AsyncIterator[FaultyDiscord]:
    """A Discord that misbehaves when told."""
    async with FaultyDiscord(timeout=10) as server:
        yield server


BREAKS: dict[str, tuple[Fault, int]] = {
    "dropped": (lambda server: server.drops_connection(), RESUME),
    "dropped, and the session is forgotten": (lambda server: server.drops_connection(resume=False), IDENTIFY),
    "closed as if all was well": (lambda server: server.drop(1000), RESUME),
    "thrown out for the sequence": (lambda server: server.drop(4007), RESUME),
    "thrown out for the session": (lambda server: server.drop(4009), RESUME),
    "invalid, to be resumed": (lambda server: server.invalidates_session(resumable=True), RESUME),
    "invalid for good": (lambda server: server.invalidates_session(resumable=False), IDENTIFY),
    "told to connect anew": (lambda server: server.asks_to_reconnect(), RESUME),
    "a frame that is no JSON": (lambda server: server.sends_raw('{"op": 0, "d"'), IDENTIFY),
    "a frame that is no object": (lambda server: server.sends_raw("[]"), IDENTIFY),
    "bytes that are no part of the stream": (lambda server: server.sends_bytes(b"x" * 9 + b"\0\0\xff\xff"), IDENTIFY),
    "a READY without a session": (lambda server: server.sends("READY", {"v": 10}), IDENTIFY),
}


async def test_after_every_break_commands_are_answered_again(discord: FaultyDiscord, tmp_path: Path) -> None:
    """One way or the other there is a connection again, and nothing was set up or told to Discord twice."""
    async with connected(discord, tmp_path, round_every=0.05) as made:
        refusal = await discord.slash("paper", title="zzzz qqqq")
        for name, (fault, expected) in BREAKS.items():
            before = len(discord.heard)
            await fault(discord)
            await until(lambda: len(discord.heard) > before)  # noqa: B023
            await made.until(True)
            await answered(discord)
            assert discord.heard[-1]["op"] == expected, name
            # More in half a minute, and Folio would pause; which is another test.
            made.client._gateway._opened.clear()
        assert (await discord.click(refusal, "Search again")).data["custom_id"]
        await ran_once(made)
    assert writes(discord) == 1


async def test_ready_again_changes_nothing(discord: FaultyDiscord, tmp_path: Path) -> None:
    """Discord may say READY on a connection that is ready."""
    async with connected(discord, tmp_path, round_every=0.05) as made:
        for _ in range(3):
            await discord.says_ready_again()
        await answered(discord)
        await ran_once(made)
    assert writes(discord) == 1


async def test_unknown_and_malformed_events_cost_nothing_else(
    discord: FaultyDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection stays, each event that cannot be read is one line, and the next command is answered."""
    async with connected(discord, tmp_path) as made:
        await discord.sends("SOMETHING_NEW", {"x": 1})
        await discord.sends("GUILD_CREATE", {"name": "no id"})
        await discord.sends("INTERACTION_CREATE", {"type": 2})
        await discord.sends("INTERACTION_CREATE", None)
        await discord.sends("CHANNEL_UPDATE", [])
        await discord._tell(0, {"no": "name"}, None)
        await discord._tell(99, {"an": "opcode"})
        await answered(discord)
        assert made.client.health().connected
    lines = [record for record in caplog.records if "cannot be read" in record.getMessage()]
    assert [record.exc_info for record in lines] == [None] * 4
    assert discord.connections == 1


async def test_a_command_that_cannot_be_read_is_answered(discord: FaultyDiscord, tmp_path: Path) -> None:
    """Its options are no list: whoever typed it is told, and no task is left with an error that nobody reads."""
    async with connected(discord, tmp_path):
        data = {"id": discord.commands[0]["id"], "name": "paper", "type": 1, "options": [{"odd": True}]}
        answer = await discord._interact(2, data)
        assert answer.ephemeral


async def test_an_outage_is_told_once_and_ends_by_itself(
    discord: FaultyDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Connecting is refused again and again: one line, no traceback, and commands as soon as it is over."""
    async with connected(discord, tmp_path, round_every=0.05) as made:
        discord.refuses_connections()
        await lost(made, discord, tries=12)
        assert not made.client.health().connected
        discord.refuses_connections(refuse=False)
        await made.until(True)
        await answered(discord)
        await ran_once(made)
    told = [record for record in caplog.records if "is lost" in record.getMessage()]
    assert len(told) == 1
    assert not any(record.exc_info for record in caplog.records)


async def test_who_is_thrown_out_at_once_comes_back_slower(
    discord: FaultyDiscord, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """discord.py would try again without any pause; Discord bans who does."""
    slow = replace(NERVES, pause=0.3, longest=0.3)
    async with connected(discord, tmp_path, nerves=slow) as made:
        discord.throws_out()
        await discord.drops_connection()
        await asyncio.sleep(0.5)
        assert 4 <= discord.connections <= 14
        discord.throws_out(throw=False)
        await made.until(True)
        await answered(discord)
    assert not any(record.exc_info for record in caplog.records)


async def test_a_connection_that_only_looks_open_is_left(discord: FaultyDiscord, tmp_path: Path) -> None:
    """Heartbeats are not confirmed, and not even a goodbye is."""
    async with connected(discord, tmp_path, heartbeat_timeout=0.3) as made:
        discord.falls_silent()
        await made.until(False)
        await made.until(True)
        await answered(discord)


async def test_without_a_ready_it_starts_anew(discord: FaultyDiscord, tmp_path: Path) -> None:
    """Heartbeats are confirmed, the session is not."""
    async with connected(discord, tmp_path, nerves=replace(NERVES, unready=0.3)) as made:
        discord.says_nothing()
        await lost(made, discord, tries=2)
        discord.says_nothing(mute=False)
        await made.until(True)
        await answered(discord)


async def test_who_connects_to_a_wall_of_silence_tries_again(discord: FaultyDiscord, tmp_path: Path) -> None:
    """The connection is taken, and nobody says a word on it."""
    async with connected(discord, tmp_path, nerves=replace(NERVES, unready=0.3)) as made:
        discord.stalls_connections()
        await lost(made, discord, tries=3)
        discord.stalls_connections(stall=False)
        await made.until(True)
        await answered(discord)


async def test_a_digest_waits_for_its_guild(discord: FaultyDiscord, tmp_path: Path) -> None:
    """Thrown out it is suspended, invited again it goes on, out of reach it does nothing twice."""
    discord.kinds = {discord.channel_id + 1000: TEXT}
    (channel,) = discord.kinds
    change = DigestChange(tuple(wanted(discord, WhenEmpty.POST)))
    async with connected(discord, tmp_path, change) as made:
        digests = made.client.digests
        await discord.loses_guild(unavailable=False)
        await answered(discord)
        await digests.round()
        assert digests.ledger.subscriptions[0].suspended
        await discord.brings_guild_back()
        await answered(discord)
        await digests.round()
        await discord.loses_guild(unavailable=True)
        await answered(discord)
        await digests.round()
        assert len(discord.posts[channel]) == 1


@pytest.mark.parametrize("silence", ["refused", "mute", "thrown out"])
async def test_who_hears_nothing_for_too_long_says_so_and_ends(
    discord: FaultyDiscord, tmp_path: Path, silence: str
) -> None:
    """A new process may help, and a service manager makes one; /healthz has told meanwhile."""
    async with connected(discord, tmp_path, nerves=replace(NERVES, deaf=0.6)) as made:
        {"refused": discord.refuses_connections, "mute": discord.says_nothing, "thrown out": discord.throws_out}[
            silence
        ]()
        await discord.drops_connection()
        await made.until(False)
        with pytest.raises(Deaf, match="has not been heard"):
            async with asyncio.timeout(5):
                await asyncio.shield(made.running)


async def test_a_guild_that_is_away_gets_commands_answered_when_it_is_back(
    discord: FaultyDiscord, tmp_path: Path
) -> None:
    """Out of reach, thrown out, invited again."""
    async with connected(discord, tmp_path):
        for unavailable in (True, False):
            await discord.loses_guild(unavailable=unavailable)
            await answered(discord)
            await discord.brings_guild_back()
            await answered(discord)


async def test_commands_are_told_to_discord_as_soon_as_it_takes_them(
    discord: FaultyDiscord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It hangs, resets, is busy, and talks nonsense while Folio starts; Folio starts, and tries again."""
    monkeypatch.setattr("bot.upkeep._SYNC_PATIENCE", 0.2)
    monkeypatch.setattr("bot.upkeep._SYNC_AGAIN", 0.05)
    commands = f"/applications/{discord.application_id}/commands"
    discord.never(at=commands)
    discord.hangs_up(at=commands)
    discord.garbles(at=commands)
    discord.asks_for_pause(None, at=commands)
    discord.answers_next(503, at=commands, method="PUT")
    async with connected(discord, tmp_path):
        async with asyncio.timeout(5):
            while not discord.commands:
                await asyncio.sleep(0.01)
        await answered(discord)
    assert not any(record.exc_info for record in caplog.records if record.levelno >= logging.WARNING)


async def lost(made: Connected, discord: FaultyDiscord, tries: int) -> None:
    """The connection is dropped, and so many tries to connect come to nothing."""
    before = discord.connections
    await discord.drops_connection()
    await made.until(False)
    await until(lambda: discord.connections >= before + tries)


async def answered(discord: FaultyDiscord) -> None:
    """A command is answered."""
    response = await discord.slash("paper", title="dapo")
    assert response.data["embeds"]


async def ran_once(made: Connected) -> None:
    """Rounds go on, and never beside each other."""
    under_way, most, rounds = 0, 0, 0
    original = made.client.digests.round

    async def counted() -> None:
        nonlocal under_way, most, rounds
        under_way, rounds = under_way + 1, rounds + 1
        most = max(most, under_way)
        await original()
        await asyncio.sleep(0.03)
        under_way -= 1

    made.client.digests.round = counted  # type: ignore[method-assign]
    await until(lambda: rounds >= 3)
    assert most == 1


def writes(discord: FaultyDiscord) -> int:
    """How often the commands were written."""
    return sum(call.method == "PUT" for call in discord.requests)


async def until(true: Callable[[], object]) -> None:
    """Wait for it."""
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.002)
