"""Watches and what they brought, in a file of their own: abstracts are many bytes, and change seldom."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.sources.interface import LivePaper
from bot.store.forgetting import NOBODY, rewrite
from bot.store.interface import Live, LiveRecord, Watched
from bot.store.media import Medium
from bot.store.records import Database

_WATCHES, _PAPERS = "watches", "papers"
LIVE_KINDS: dict[str, type[object]] = {_WATCHES: Watched, _PAPERS: LiveRecord}


@dataclass(slots=True)
class LiveFile:
    """The file."""

    database: Database

    @classmethod
    def on(cls, medium: Medium) -> "LiveFile":
        """The file on a medium."""
        return cls(Database(medium))

    def read(self) -> Live:
        """Everything in it."""
        with self.database.snapshot():
            watches = self.database.all(_WATCHES, Watched)
            return Live(tuple(watches), tuple(self.database.all(_PAPERS, LiveRecord)))

    def forget(self, person: int) -> int:
        """Remove whoever added watches; in how many places."""
        return rewrite(
            self.database, _WATCHES, Watched, lambda each: replace(each, actor=NOBODY) if each.actor == person else each
        )

    def write(self, watches: Sequence[Watched], papers: Sequence[LiveRecord], without: Iterable[LivePaper]) -> None:
        """Replace all watches, add or replace papers, and let go of others."""
        with self.database.transaction():
            known = self.database.ids(_WATCHES)
            self.database.replace(_WATCHES, dict(enumerate(watches, start=1)), without=known)
            gone = {_number(paper) for paper in without}
            if papers or gone:
                self.database.replace(_PAPERS, {_number(each.paper): each for each in papers}, without=gone)


def _number(paper: LivePaper) -> int:
    """A document's number for a paper: 63 bits, so that no two share one."""
    return int.from_bytes(hashlib.sha256(paper.identity.encode()).digest()[:8]) >> 1
