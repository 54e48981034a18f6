"""/forget-me removes whoever asks, and nobody else."""

from bot.client import FolioClient
from tests.conftest import World, embed_of


async def test_who_asks_is_forgotten_and_what_they_set_up_stays(world: World, simcord_bot: FolioClient) -> None:
    """The digest is the server's; the history keeps its lines."""
    nothing = await world.member.slash(world.channel, "forget-me")
    assert "keeps nothing about you" in (embed_of(nothing).description or "")
    await world.moderator.slash(world.channel, "digest subscribe", channel=world.channel, time="18:00", timezone="UTC")
    form = await world.moderator.slash(world.channel, "seeds correct", paper="dapo")
    await world.moderator.submit_modal(form, {"names": "my paper"})
    removed = await world.moderator.slash(world.channel, "forget-me")
    assert removed.ephemeral
    assert "removed in 2 places" in (embed_of(removed).description or "")
    history = embed_of(await world.moderator.slash(world.channel, "seeds history")).description or ""
    assert "somebody who asked to be forgotten: corrected" in history
    assert [each.actor for each in simcord_bot.digests.ledger.subscriptions] == [0]
    assert [each.actor for each in await simcord_bot.folio.store.subscriptions()] == [0]
