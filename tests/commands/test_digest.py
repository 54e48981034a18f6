"""/digest: a paper that a reload adds is posted once, at its time, and everybody can see why."""

import shutil
from pathlib import Path

import discord
import pytest
from simcord import ChannelHandle

from bot.client import FolioClient
from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.conftest import SEEDS, TODAY, Clock, World, make_client

EXAMPLE = SEEDS / "examples" / "mira-okafor.txt"


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A seeds folder of the test's own, with the shipped page in it."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name in ("yuxuan-tong.txt", "yuxuan-tong.toml"):
        shutil.copy(SEEDS / name, folder / name)
    return folder


@pytest.fixture
def clock() -> Clock:
    """A clock that the test moves."""
    return Clock()


@pytest.fixture
async def folio(seeds: Path, store: TinyStore) -> Folio:
    """Folio on the test's own seeds."""
    return await Folio.open(seeds, store, TODAY)


@pytest.fixture
def simcord_bot(folio: Folio, seeds: Path, clock: Clock) -> FolioClient:
    """The client on the test's own seeds and clock."""
    return make_client(folio, seeds, clock)


async def add_page(world: World, seeds: Path) -> None:
    """A moderator puts a page of four papers into the seeds and applies it."""
    shutil.copy(EXAMPLE, seeds)
    shown = await world.moderator.slash(world.channel, "seeds reload")
    assert shown.response is not None
    await world.moderator.click(shown.response, label="Apply")


async def subscribe(world: World, **more: object) -> None:
    """A moderator subscribes the channel for 18:00 in UTC."""
    options = {"channel": world.channel, "time": "18:00", "timezone": "UTC", **more}
    await world.moderator.slash(world.channel, "digest subscribe", **options)


def posts(channel: ChannelHandle) -> list[discord.Embed]:
    """Digests that the channel sees."""
    return [embed for message in channel.history() for embed in message.embeds if "Digest" in str(embed.footer.text)]


async def test_a_paper_that_a_reload_adds_is_posted_once_at_its_time(
    world: World, seeds: Path, simcord_bot: FolioClient, clock: Clock
) -> None:
    """Nothing old, nothing before its time, nothing twice."""
    await subscribe(world)
    await add_page(world, seeds)
    await simcord_bot.digests.round()
    assert posts(world.channel) == []
    clock.advance(hours=6)
    for _ in range(3):
        await simcord_bot.digests.round()
        clock.advance(minutes=1)
    (post,) = posts(world.channel)
    assert post.title == "4 new papers"
    assert "Tidepool" in (post.description or "")
    clock.advance(hours=24)
    await simcord_bot.digests.round()
    assert len(posts(world.channel)) == 1
