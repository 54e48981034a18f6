"""What comes round: digests, and the sources that are watched, of whose papers and failures they tell."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from bot.delivering import Poster
from bot.digests import Digests
from bot.folio import Folio
from bot.ledger import Ledger
from bot.newsdesk import Compose
from bot.sources.interface import Source
from bot.sources.kinds import Watch
from bot.watching import Watching


@dataclass(frozen=True, slots=True)
class Rounds:
    """Both of them, as they stand from when a process is set up."""

    digests: Digests
    watching: Watching

    @classmethod
    async def open(
        cls,
        folio: Folio,
        source: Callable[[Watch], Source],
        poster: Poster,
        compose: Compose,
        clock: Callable[[], datetime],
    ) -> Self:
        """As the store has them. Raises StoreError."""
        ledger = await Ledger.open(folio.store)
        watching = await Watching.open(folio, source, clock)
        return cls(Digests(folio, ledger, poster, compose, clock, watching.failures), watching)

    def forget(self, person: int) -> None:
        """Know a person no more; the store forgets for itself."""
        self.digests.ledger.forget(person)
        self.watching.forget(person)
