"""A data folder with something in every file, as it was and as it is, and what is found in it."""

from datetime import UTC, datetime
from pathlib import Path

from bot.digest.models import State, Subscription
from bot.library.corrections import Correction
from bot.library.models import Listing, Topic
from bot.sources.interface import LivePaper
from bot.sources.kinds import Kind, Watch
from bot.store.interface import Action, DigestChange, LiveRecord, Revision, Watched
from bot.store.tiny import TinyStore
from tests.digest.samples import GUILD, START, row, subscription
from tests.store.samples import library, memory

STATE, DIGESTS, LIVE, LIBRARY = "state.json", "digests.json", "live.json", "library.json"
ALL = (STATE, DIGESTS, LIVE, LIBRARY)
NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
WATCH = Watch(Kind.ARXIV_CATEGORY, "cs.LG")


async def furnish(folder: Path) -> None:
    """Write every file twice: what is 1 in each is before its last change, what is 2 its last change."""
    store = TinyStore.open(folder)
    for number in (1, 2):
        await store.apply(library(number), memory(1))
        await store.correct(
            [Correction("ada", Topic.NAMES, f"Ada {number}", "Ada")],
            Revision(NOW, number, "mo", Action.CORRECTED, str(number)),
        )
        state = State.PLANNED if number == 1 else State.SENDING
        await store.write_down(DigestChange((subscription(),), (row(state=state),)))
        paper = LivePaper((f"arxiv:{number}",), Listing(f"Paper {number}"), "https://example.org")
        await store.keep_live([Watched(WATCH, 1, NOW, started=True)], [LiveRecord(WATCH, paper, NOW)], [])
    await store.close()


async def found(store: TinyStore) -> dict[str, int]:
    """How far each file is: 2 as it was left, 1 before its last change, 0 with nothing in it."""
    standing = await store.library()
    corrections, deliveries, live = await store.corrections(), await store.deliveries(), await store.live()
    return {
        STATE: int(corrections[0].value.split()[1]) if corrections else 0,
        DIGESTS: {State.PLANNED: 1, State.SENDING: 2}[deliveries[0].state] if deliveries else 0,
        LIVE: len(live.papers),
        LIBRARY: int(standing.fingerprint) if standing else 0,
    }


def somebodys(actor: int, name: str = "abcd") -> Subscription:
    """A subscription of somebody’s."""
    return subscription(id=name, actor=actor, guild=GUILD, starts=START)
