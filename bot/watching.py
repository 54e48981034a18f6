"""Watching live sources: what they bring enters the library, and what they fail at is never silence."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from bot.digest.arrivals import Seen, arrive, unseen
from bot.errors import FolioError
from bot.folio import Folio
from bot.live import live_pages, page_key, too_many
from bot.snapshot import Snapshot
from bot.sources.interface import Failed, Fetched, NotModified, Papers, Source
from bot.sources.kinds import Watch
from bot.store.interface import Live, LiveRecord, Watched

# How often a source is read, and how soon again after a failure that names no time.
_EVERY = timedelta(hours=1)
_AFTER_FAILURE = timedelta(minutes=10)
# More would take more than an hour to read, three seconds apart and several pages each.
MOST_WATCHES = 100


class WatchedAlready(FolioError):
    """That is watched already."""


class TooManyWatches(FolioError):
    """As much is watched as can be read in time."""


class NotWatched(FolioError):
    """Nothing of that kind is watched."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A watch as it was, and what its source said."""

    before: Watched
    fetched: Fetched

    def records(self, now: datetime) -> list[LiveRecord]:
        """The papers that came with it."""
        told = self.fetched.papers if isinstance(self.fetched, Papers) else ()
        return [LiveRecord(self.before.watch, paper, now) for paper in told if paper.listing.title]


class Watching:
    """Every watch, read in turn. `source` gives what a watch stands for."""

    def __init__(
        self, folio: Folio, live: Live, source: Callable[[Watch], Source], clock: Callable[[], datetime]
    ) -> None:
        self._folio = folio
        self._watches = {each.watch: each for each in live.watches}
        self._papers = {record.paper.identity: record for record in live.papers}
        self._source = source
        self._clock = clock

    @classmethod
    async def open(cls, folio: Folio, source: Callable[[Watch], Source], clock: Callable[[], datetime]) -> Self:
        """As the store has it. Raises StoreError."""
        return cls(folio, await folio.store.live(), source, clock)

    @property
    def watches(self) -> Sequence[Watched]:
        """Every watch, in the order in which they were added."""
        return list(self._watches.values())

    def brought(self, watch: Watch) -> int:
        """How many papers that are kept a watch brought."""
        return sum(record.watch == watch for record in self._papers.values())

    def failures(self) -> Sequence[str]:
        """Sources that cannot be read, a sentence each: since when, and why."""
        return [
            f"{each.watch.name} could not be read since {each.failing_since:%d %B, %H:%M} UTC: {each.reason}"
            for each in self._watches.values()
            if each.failing_since is not None
        ]

    async def add(self, watch: Watch, actor: int) -> Watched:
        """Watch something, and read it for the first time: what is there now is no news.

        Raises WatchedAlready, TooManyWatches, StoreError. That it cannot be read is said by what is returned.
        """
        if watch in self._watches:
            raise WatchedAlready(f"{watch.name} is watched already. /watch list shows what is.")
        if len(self._watches) >= MOST_WATCHES:
            raise TooManyWatches(
                f"{MOST_WATCHES} sources are watched, which is as many as can be read. Remove one first."
            )
        await self._read([Watched(watch, actor, self._clock())])
        return self._watches[watch]

    async def remove(self, watch: Watch) -> None:
        """Watch it no longer. What it brought stays. Raises NotWatched, StoreError."""
        async with self._folio.changing:
            if watch not in self._watches:
                raise NotWatched("That is not watched. /watch list shows what is.")
            left = {name: each for name, each in self._watches.items() if name != watch}
            await self._folio.store.keep_live(list(left.values()), (), ())
            self._watches = left

    def forget(self, person: int) -> None:
        """Know no more who added watches; the store forgets for itself."""
        theirs = [each for each in self._watches.values() if each.actor == person]
        self._watches |= {each.watch: replace(each, actor=0) for each in theirs}

    async def round(self) -> None:
        """Read what is due. Raises StoreError; then it is as if nothing had been read."""
        now = self._clock()
        await self._read([each for each in self._watches.values() if _is_due(each, now)])

    async def _read(self, watches: Sequence[Watched]) -> None:
        """Read sources, those of one service one after another by their gate, and take in what they have at once."""
        if not watches:
            return
        fetched = await asyncio.gather(*(self._source(each.watch).fetch(each.bookmark) for each in watches))
        async with self._folio.changing:
            readings = [_Reading(each, got) for each, got in zip(watches, fetched, strict=True) if self._is_meant(each)]
            await self._take_in(readings)

    def _is_meant(self, watched: Watched) -> bool:
        """Not what was removed while it was read; one that is being added is not known yet."""
        return watched.tried is None or watched.watch in self._watches

    async def _take_in(self, readings: Sequence[_Reading]) -> None:
        """Papers enter the library: what is seen is durable first, so that a crash makes nothing old news."""
        now = self._clock()
        watches = self._watches | {each.before.watch: _after(each.before, each.fetched, now) for each in readings}
        new = {record.paper.identity: record for each in readings for record in each.records(now)}
        # By any of its names: a paper may gain a stronger one later.
        known = {name for record in self._papers.values() for name in record.paper.identities}
        new = {identity: record for identity, record in new.items() if known.isdisjoint(record.paper.identities)}
        papers = self._papers | new
        gone = too_many(list(papers.values()))
        for record in gone:
            del papers[record.paper.identity]
        snapshot, seen = await self._with(papers, readings, now) if new else (None, None)
        if seen is not None:
            await self._folio.store.meet(seen)
        kept = [record for identity, record in new.items() if identity in papers]
        await self._folio.store.keep_live(list(watches.values()), kept, [record.paper for record in gone])
        self._watches, self._papers = watches, papers
        if snapshot is not None:
            self._folio.swap(snapshot, seen)

    async def _with(
        self, papers: Mapping[str, LiveRecord], readings: Iterable[_Reading], now: datetime
    ) -> tuple[Snapshot, Seen]:
        """What is served with these papers, and what is seen then: a first reading brings no news."""
        snapshot = await self._folio.build(replace(self._folio.overlay, live=live_pages(papers.values())))
        everything = snapshot.catalogue.papers.values()
        telling = {page_key(each.before.watch) for each in readings if self._tells(each.before)}
        brought = [paper for paper in everything if not telling.isdisjoint(paper.pages)]
        news = {paper.key for paper in unseen(self._folio.seen, brought)}
        seen = await asyncio.to_thread(arrive, self._folio.seen, everything, news, now.date())
        return snapshot, seen

    def _tells(self, watched: Watched) -> bool:
        """Whether what is new there is news. A first reading brings none, nor does one over a gap in what was met."""
        doubt = self._folio.store.doubt
        is_after_gap = doubt is not None and doubt.seen_is_old and (watched.read is None or watched.read < doubt.until)
        return watched.started and not is_after_gap


def _is_due(watched: Watched, now: datetime) -> bool:
    """Whether it is time to read a source; a clock that was set back makes it so."""
    if watched.not_before is not None and timedelta() < watched.not_before - now <= timedelta(days=1):
        return False
    pause = _AFTER_FAILURE if watched.failing_since else _EVERY
    return watched.tried is None or not timedelta() <= now - watched.tried < pause


def _after(watched: Watched, fetched: Fetched, now: datetime) -> Watched:
    """How a watch stands after a reading."""
    if isinstance(fetched, Failed):
        since = watched.failing_since or now
        wait = now + fetched.retry_after if fetched.retry_after else None
        return replace(watched, tried=now, failing_since=since, reason=fetched.reason, not_before=wait)
    read = replace(watched, tried=now, read=now, failing_since=None, reason="", not_before=None, started=True)
    note = fetched.note.value if fetched.note else ""
    match fetched:
        case Papers(_, bookmark, _, about):
            return replace(read, bookmark=bookmark, note=note, about=about or watched.about)
        case NotModified(bookmark):
            return replace(read, bookmark=bookmark, note=note)
