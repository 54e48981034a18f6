"""Slash commands are told to Discord only when they have changed."""

import discord
from simcord import Env

from bot.folio import Folio
from commands import COMMANDS
from tests.conftest import World, make_client


def writes(env: Env) -> int:
    """How often the commands were written to Discord."""
    return sum(request.method == "PUT" and request.path.endswith("/commands") for request in env.http_requests)


def reads(env: Env) -> int:
    """How often the commands were read from Discord."""
    return sum(request.method == "GET" and request.path.endswith("/commands") for request in env.http_requests)


async def test_a_first_start_writes_once(world: World) -> None:
    """One read, one write."""
    assert (reads(world.env), writes(world.env)) == (1, 1)


async def test_a_restart_with_the_same_commands_writes_nothing(world: World, folio: Folio) -> None:
    """Each start reads once to see that Discord still has them; nothing is written."""
    await world.env.restart_bot(make_client(folio))
    await world.env.restart_bot(make_client(folio))
    assert (reads(world.env), writes(world.env)) == (3, 1)


async def test_mentions_know_their_ids_after_a_restart(world: World, folio: Folio) -> None:
    """Ids are kept for mentions, not only at the start that wrote them."""
    first = dict(world.env.bot.tree.ids)  # type: ignore[attr-defined]
    client = make_client(folio)
    await world.env.restart_bot(client)
    assert client.tree.ids == first
    assert set(first) == {command.name for command in COMMANDS}


async def test_a_changed_command_is_written(world: World, folio: Folio) -> None:
    """Fewer commands, or another description, is a change."""
    await world.env.restart_bot(make_client(folio, commands=COMMANDS[:3]))
    assert writes(world.env) == 2


async def test_the_order_of_commands_is_no_change(world: World, folio: Folio) -> None:
    """Discord does not order commands, so neither does the hash."""
    await world.env.restart_bot(make_client(folio, commands=COMMANDS[::-1]))
    assert writes(world.env) == 1


async def test_commands_changed_by_somebody_else_are_mended(world: World, folio: Folio) -> None:
    """A script that overwrote the commands of this application is noticed at the next start."""
    bot = world.env.bot
    await bot.http.bulk_upsert_global_commands(bot.application_id or 0, payload=[])
    await world.env.restart_bot(make_client(folio))
    assert writes(world.env) == 3
    assert (await world.member.slash(world.channel, "help")).response is not None


async def test_discord_failing_at_start_does_not_stop_the_bot(world: World, folio: Folio) -> None:
    """Commands that Discord already knows go on working while it cannot be asked about them."""
    world.env.inject_error("GET", "/applications/*/commands", status=500, times=None)
    await world.env.restart_bot(make_client(folio))
    result = await world.member.slash(world.channel, "paper", title="dapo")
    assert result.response is not None


async def test_the_invite_link_asks_for_what_the_bot_needs(world: World, folio: Folio) -> None:
    """Slash commands and posting; no administrator, no privileged intent."""
    client = make_client(folio)
    await world.env.restart_bot(client)
    link = client.invite_link()
    assert "scope=bot+applications.commands" in link
    assert f"client_id={client.application_id}" in link
    assert not client.intents.value & discord.Intents(members=True, presences=True, message_content=True).value
