"""What a start takes from the store besides the library: what lies over it, and what was met before."""

from datetime import date

from bot.digest.arrivals import Seen, arrive
from bot.errors import StoreError
from bot.live import live_pages
from bot.snapshot import Overlay, Snapshot
from bot.store.interface import Store


async def overlay_of(store: Store, *, keep: bool) -> Overlay:
    """What lies over the library. A reader does without where it cannot be read."""
    try:
        return Overlay(tuple(await store.corrections()), live_pages((await store.live()).papers))
    except StoreError:
        if keep:
            raise
        return Overlay()


async def seen_before(store: Store, snapshot: Snapshot, today: date, *, keep: bool) -> Seen:
    """What was met before. On a first start that is everything, so that nothing old is ever news."""
    if not keep:
        return Seen()
    seen = await store.seen()
    if not seen.numbers:
        seen = arrive(seen, snapshot.catalogue.papers.values(), (), today, quiet=True)
        await store.meet(seen)
    return seen
