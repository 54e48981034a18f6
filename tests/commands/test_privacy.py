"""/forget-me removes whoever asks, and nobody else."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from bot.client import FolioClient
from bot.folio import Folio
from bot.render.digests import digest_message
from bot.rounds import Rounds
from bot.sources.kinds import Kind, Watch
from bot.store.interface import LiveRecord, Watched
from bot.store.tiny import TinyStore
from tests.conftest import SEEDS, TODAY, Clock, World, make_client, text_of
from tests.mixed_life import Feed


async def test_who_asks_is_forgotten_and_what_they_set_up_stays(world: World, simcord_bot: FolioClient) -> None:
    """The digest is the server's; the history keeps its lines."""
    nothing = await world.member.slash(world.channel, "forget-me")
    assert "keeps nothing about you" in text_of(nothing)
    await world.moderator.slash(world.channel, "digest subscribe", channel=world.channel, time="18:00", timezone="UTC")
    form = await world.moderator.slash(world.channel, "seeds correct", paper="dapo")
    await world.moderator.submit_modal(form, {"names": "my paper"})
    removed = await world.moderator.slash(world.channel, "forget-me")
    assert removed.ephemeral
    assert "removed in 2 places" in text_of(removed)
    history = text_of(await world.moderator.slash(world.channel, "seeds history"))
    assert "somebody who asked to be forgotten: corrected" in history
    assert [each.actor for each in simcord_bot.digests.ledger.subscriptions] == [0]
    assert [each.actor for each in await simcord_bot.folio.store.subscriptions()] == [0]


class SlowStore(TinyStore):
    """A store that takes its time with live papers, once it is told to."""

    gate: asyncio.Event | None = None

    async def keep_live(self, watches: Sequence[Watched], papers: Sequence[LiveRecord], without: Any) -> None:
        """Wait, then keep them."""
        if self.gate is not None:
            await self.gate.wait()
        await super().keep_live(watches, papers, without)


async def test_who_is_forgotten_while_papers_are_read_does_not_come_back() -> None:
    """Neither with what was being written, nor with what is read next."""
    store, clock = SlowStore.in_memory(), Clock()
    folio = await Folio.open(SEEDS, store, TODAY)
    client = make_client(folio, SEEDS, clock)
    client._rounds = await Rounds.open(folio, Feed, None, digest_message, clock)  # type: ignore[arg-type]
    await client.watching.add(Watch(Kind.ARXIV_CATEGORY, "cs.LG"), 77)
    clock.now += timedelta(hours=2)
    Feed.number, store.gate = 1, asyncio.Event()
    reading = asyncio.create_task(client.watching.round())
    while not folio.changing.locked():
        await asyncio.sleep(0)
    await asyncio.sleep(0.3)
    forgetting = asyncio.create_task(client.forget(77))
    await asyncio.sleep(0.01)
    store.gate.set()
    await asyncio.gather(reading, forgetting)
    clock.now += timedelta(hours=2)
    Feed.number = 2
    await client.watching.round()
    live = await store.live()
    assert [each.actor for each in live.watches] == [0]
    assert len(live.papers) == 3
    await store.close()
