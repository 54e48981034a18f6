"""What people are told when the disk is full or gone; that answers go on; that all is well again without a restart."""

import logging
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from simcord import InteractionResult

from bot.store.tiny import TinyStore
from tests.conftest import SEEDS, World, embed_of, message_of, text_of
from tests.store.media import FullDisk

EXAMPLE = SEEDS / "examples" / "mira-okafor.txt"
Trouble = Callable[[], Iterator[None]]


@pytest.fixture
def disk() -> FullDisk:
    """A disk that can be filled."""
    return FullDisk()


@pytest.fixture
def seeds(own_seeds: Path) -> Path:
    """A folder that tests change."""
    return own_seeds


@pytest.fixture
async def store(tmp_path: Path, disk: FullDisk) -> AsyncIterator[TinyStore]:
    """A store on that disk."""
    opened = TinyStore.open(tmp_path / "data", disk)
    yield opened
    await opened.close()


@contextmanager
def full(data: Path, disk: FullDisk) -> Iterator[None]:
    """No room for a while."""
    disk.full = True
    yield
    disk.full = False


@contextmanager
def gone(data: Path, disk: FullDisk) -> Iterator[None]:
    """The data folder is deleted under the bot, and made again later, empty."""
    shutil.rmtree(data)
    yield
    data.mkdir()


def said(result: InteractionResult) -> str:
    """Everything that was said to somebody, and that it was said to them alone."""
    shown = [message for message in (result.response, *result.followups) if message]
    assert all(message.ephemeral for message in shown)
    return " ".join(embed.description or "" for message in shown for embed in message.embeds)


@pytest.mark.parametrize(("trouble", "sentence"), [(full, "free some space"), (gone, "The data folder is gone")])
async def test_a_change_that_cannot_be_kept_is_refused_with_what_to_do(
    world: World,
    seeds: Path,
    tmp_path: Path,
    disk: FullDisk,
    trouble: Callable[[Path, FullDisk], Iterator[None]],
    sentence: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Apply, a digest, a watch, being forgotten: each says it, changes nothing, and works once there is room."""
    shutil.copy(EXAMPLE, seeds)
    digest = {"channel": world.channel, "time": "18:00", "timezone": "UTC"}
    look = await world.moderator.slash(world.channel, "seeds reload")
    with trouble(tmp_path / "data", disk), caplog.at_level(logging.ERROR):  # type: ignore[attr-defined]
        assert sentence in said(await world.moderator.click(message_of(look), label="Apply"))
        assert sentence in caplog.text
        caplog.clear()
        assert sentence in said(await world.moderator.slash(world.channel, "digest subscribe", **digest))
        assert sentence in caplog.text
        watched = await world.moderator.slash(world.channel, "watch add", kind="arxiv-category", value="cs.LG")
        assert sentence in said(watched)
        assert "subscrib" in str(embed_of(await world.moderator.slash(world.channel, "digest list")).to_dict()).lower()
        assert "Folio keeps nothing about you" in said(await world.member.slash(world.channel, "forget-me"))
        found = embed_of(await world.member.slash(world.channel, "papers"))
        assert (found.title or "").startswith("9 papers")
        assert "Only moderators" in said(await world.member.slash(world.channel, "digest subscribe", **digest))
    await world.moderator.click(message_of(look), label="Apply")
    assert text_of(look).startswith("Done: 1 page added")
    await world.moderator.slash(world.channel, "digest subscribe", **digest)
    names = {path.name for path in (tmp_path / "data").iterdir()}
    assert {"state.json", "library.json", "digests.json"} <= names
