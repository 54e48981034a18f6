"""What tests share: the shipped page, a Folio on it, and a small Discord world with users in it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import discord
import pytest
from simcord import ChannelHandle, Env, MemberActor

from bot.client import FolioClient
from bot.folio import Folio
from bot.store.tiny import TinyStore
from commands import COMMANDS

SEEDS = Path(__file__).parent.parent / "seeds"
TODAY = date(2027, 1, 15)  # not the year in which the shipped page was captured, on purpose


@pytest.fixture
def shipped_text() -> str:
    """The shipped page, as text."""
    return (SEEDS / "yuxuan-tong.txt").read_text("utf-8")


@pytest.fixture
async def store() -> AsyncIterator[TinyStore]:
    """A store in memory."""
    opened = TinyStore.in_memory()
    yield opened
    await opened.close()


@pytest.fixture
async def folio(store: TinyStore) -> Folio:
    """Folio on the shipped seeds."""
    return await Folio.open(SEEDS, store, TODAY)


@pytest.fixture
def simcord_bot(folio: Folio) -> FolioClient:
    """The real client with the real commands."""
    return FolioClient(folio, COMMANDS)


@dataclass(frozen=True)
class World:
    """A server with one channel, a member, another member and a moderator."""

    env: Env
    channel: ChannelHandle
    member: MemberActor
    other: MemberActor
    moderator: MemberActor


@pytest.fixture
def world(simcord_env: Env) -> World:
    """People in a channel with the bot."""
    guild = simcord_env.create_guild()
    channel = guild.create_text_channel("papers")
    manages = discord.Permissions(manage_guild=True, manage_messages=True)
    role = guild.create_role("Moderators", permissions=manages)
    member, other = (guild.add_member(simcord_env.create_user(name)) for name in ("ann", "ben"))
    moderator = guild.add_member(simcord_env.create_user("mo"), roles=[role])
    return World(simcord_env, channel, member, other, moderator)
