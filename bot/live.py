"""What live sources brought, as pages: one list for each watch."""

from collections.abc import Iterable, Sequence

from bot.library.keys import stable_key
from bot.library.models import Captured, CaptureSource, Page
from bot.sources.kinds import Watch
from bot.store.interface import LiveRecord

# With more the library would outgrow what it is kept in; the oldest leave it, and are never news again.
MOST_LIVE = 3_000


def live_pages(records: Iterable[LiveRecord]) -> tuple[Page, ...]:
    """A bare list for each watch, in the order in which its papers came."""
    by_watch: dict[Watch, list[LiveRecord]] = {}
    for record in records:
        by_watch.setdefault(record.watch, []).append(record)
    return tuple(_page(watch, brought) for watch, brought in by_watch.items())


def too_many(records: Sequence[LiveRecord]) -> Sequence[LiveRecord]:
    """Those that came first, as far as there are more than are kept."""
    return sorted(records, key=lambda each: each.came)[: max(0, len(records) - MOST_LIVE)]


def page_key(watch: Watch) -> str:
    """The key of the page of what a watch brought."""
    return stable_key(watch.value, watch.kind)


def _page(watch: Watch, brought: Sequence[LiveRecord]) -> Page:
    newest = max(record.came for record in brought).date()
    return Page(
        key=page_key(watch),
        owner="",
        source=watch.name,
        captured=Captured(newest, CaptureSource.LIVE),
        listings=tuple(record.paper.listing for record in brought),
    )
