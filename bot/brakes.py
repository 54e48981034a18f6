"""What keeps digests from being posted at all: Discord bans who goes on against its refusals."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

_log = logging.getLogger(__name__)

# So many refusals one after another mean that something else is wrong.
_MOST_REFUSALS = 20
_REST = timedelta(minutes=30)


class Brakes:
    """`halted` says why nothing is posted any more until Folio is started again; empty while it is."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._refusals = 0
        self._rests_until: datetime | None = None
        self.halted = ""

    @property
    def are_on(self) -> bool:
        """Whether nothing is posted right now."""
        return bool(self.halted) or self._rests()

    def refused(self) -> None:
        """Discord has refused a post."""
        self._refusals += 1
        if self._refusals >= _MOST_REFUSALS:
            self._refusals = 0
            self._rests_until = self._clock() + _REST
            _log.error("%d refusals one after another: digests rest for half an hour.", _MOST_REFUSALS)

    def posted(self) -> None:
        """Discord has taken a post."""
        self._refusals = 0

    def halt(self, reason: str) -> None:
        """Post nothing any more."""
        self.halted = reason
        _log.error("Digests stop until Folio is started again: %s", reason)

    def _rests(self) -> bool:
        return self._rests_until is not None and timedelta() < self._rests_until - self._clock() <= _REST
