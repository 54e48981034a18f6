"""What was found damaged at the start: told privately to the first moderator who comes by, once, over restarts too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from simcord import InteractionResult

from bot.folio import Folio
from bot.store.tiny import TinyStore
from tests.conftest import TODAY, World, embed_of


@pytest.fixture
def seeds(own_seeds: Path) -> Path:
    """A folder that tests change."""
    return own_seeds


@pytest.fixture
async def store(tmp_path: Path, seeds: Path) -> AsyncIterator[TinyStore]:
    """A store whose state was damaged, found by a start that nobody asked anything."""
    data = tmp_path / "data"
    first = TinyStore.open(data)
    await Folio.open(seeds, first, TODAY)
    await first.close()
    (data / "state.json").write_bytes(b"damage")
    await TinyStore.open(data).close()
    opened = TinyStore.open(data)
    yield opened
    await opened.close()


async def test_the_first_moderator_is_told_once(world: World, store: TinyStore) -> None:
    """Members are not, not even by the commands that they share with moderators."""
    for command in ("papers", "digest list"):
        assert told(await world.member.slash(world.channel, command)) == []
    assert told(await world.moderator.slash(world.channel, "papers")) == []
    (sentence,) = told(await world.moderator.slash(world.channel, "digest list"))
    assert "state.json.previous was put in its place" in sentence.replace("\\", "")
    assert told(await world.moderator.slash(world.channel, "seeds status")) == []
    assert await store.untold() == []


async def test_the_status_goes_on_saying_what_this_start_has_found(world: World, store: TinyStore) -> None:
    """For every moderator, until the next start."""
    store.reports.append("live.json is damaged: it is a folder.")
    for _ in range(2):
        card = embed_of(await world.moderator.slash(world.channel, "seeds status"))
        assert "live.json is damaged" in str([field.value for field in card.fields]).replace("\\", "")


def told(result: InteractionResult) -> list[str]:
    """Reports that came along with an answer, privately."""
    reports = [message for message in result.followups if "Files were damaged" in str(message.embeds[0].title)]
    assert all(message.ephemeral for message in reports)
    return [message.embeds[0].description or "" for message in reports]
