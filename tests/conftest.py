"""What tests share: the shipped page, a Folio on it, and a small Discord world with users in it."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import discord
import pytest
from hypothesis import settings
from simcord import ChannelHandle, Env, InteractionResult, MemberActor, ResponseMessage

from bot.client import FolioClient
from bot.folio import Folio
from bot.reloading import Reloads
from bot.sources.interface import Bookmark, Failed, Fetched, Source
from bot.sources.kinds import Watch
from bot.store.tiny import TinyStore
from bot.surroundings import Surroundings
from bot.tree import AnyCommand
from commands import COMMANDS

# The suite tries the same examples every time, so that main stays green; `explore` looks for new ones:
# HYPOTHESIS_PROFILE=explore python -m pytest
settings.register_profile("suite", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.register_profile("mutate", max_examples=10_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

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


class Clock:
    """A clock that stands still until it is moved; it begins at noon of the day on which all tests happen."""

    def __init__(self) -> None:
        self.now = noon()

    def __call__(self) -> datetime:
        """What it shows."""
        return self.now

    def advance(self, **amount: float) -> None:
        """Move it, also back."""
        self.now += timedelta(**amount)


@pytest.fixture
def seeds() -> Path:
    """The seeds folder: the shipped one, which no test changes."""
    return SEEDS


@pytest.fixture
def own_seeds(tmp_path: Path) -> Path:
    """A seeds folder of the test's own, with the shipped page in it; for modules that change their `seeds`."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("yuxuan-tong.txt", "yuxuan-tong.toml"):
        shutil.copy(SEEDS / name, folder / name)
    return folder


@pytest.fixture
def clock() -> Clock:
    """A clock that the test may move."""
    return Clock()


@pytest.fixture
async def folio(seeds: Path, store: TinyStore) -> Folio:
    """Folio on the seeds."""
    return await Folio.open(seeds, store, TODAY)


@pytest.fixture
def simcord_bot(folio: Folio, seeds: Path, clock: Clock) -> FolioClient:
    """The real client with the real commands."""
    return make_client(folio, seeds, clock)


def make_client(
    folio: Folio,
    seeds_dir: Path = SEEDS,
    clock: Callable[[], datetime] | None = None,
    source: Callable[[Watch], Source] | None = None,
    commands: Sequence[AnyCommand] = COMMANDS,
) -> FolioClient:
    """A client as in production, but for a clock that stands still and rounds that tests make themselves."""
    clock = clock or noon
    reloads = Reloads(folio, seeds_dir, clock)
    around = Surroundings(clock=clock, fetch=discord.Attachment.read)
    return FolioClient(folio, commands, reloads, source or Silent, around)


@dataclass(frozen=True)
class Silent:
    """A source that nobody expects anything of."""

    watch: Watch

    async def fetch(self, since: Bookmark) -> Fetched:
        """Nothing."""
        return Failed("Nothing is served here.")


def noon() -> datetime:
    """The time at which all tests happen."""
    return datetime.combine(TODAY, time(12), UTC)


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


def message_of(result: InteractionResult) -> ResponseMessage:
    """The message that was the response."""
    assert result.response is not None
    return result.response


def embed_of(result: InteractionResult) -> discord.Embed:
    """The one embed of a response."""
    (embed,) = message_of(result).embeds
    return embed


def text_of(result: InteractionResult) -> str:
    """What the embed of a response says."""
    return embed_of(result).description or ""


def menu_values(result: InteractionResult, custom_id: str = "") -> list[str]:
    """The values of a response's menu; of its first one unless a custom id is given."""
    menus = [part for row in message_of(result).components for part in row["components"] if part["type"] == 3]
    menu = next(menu for menu in menus if custom_id in ("", menu["custom_id"]))
    return [option["value"] for option in menu["options"]]


async def send_with_ids(channel: object, *custom_ids: str) -> discord.Message:
    """A message of the bot's with buttons of any id, as an older version may have sent it."""
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    for custom_id in custom_ids:
        view.add_item(discord.ui.Button(label=custom_id[:20], custom_id=custom_id))
    message = await channel.send("an old message", view=view)
    view.stop()
    return message
