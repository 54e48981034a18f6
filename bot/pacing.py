"""How much one person, and one server, may ask in a short time, so that a flood from one slows nobody else."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

WINDOW = timedelta(seconds=10)
# An answer takes some two milliseconds: so many take a fortieth of the bot's time, or a quarter.
MOST_OF_A_PERSON, MOST_OF_A_SERVER = 120, 1_200
# Windows that are over are forgotten whenever so many are remembered.
_REMEMBERED = 20_000


@dataclass(slots=True)
class Pace:
    """Who asked how often in the last moments. Takes `now`; keeps ids for ten seconds."""

    _asked: dict[tuple[str, int], deque[datetime]] = field(default_factory=dict)

    def admit(self, person: int, server: int | None, now: datetime) -> datetime | None:
        """None where a question may be answered, and is counted; else when the next one may be asked."""
        asked = [self._recent("person", person, now)]
        limits = [MOST_OF_A_PERSON]
        if server is not None:
            asked.append(self._recent("server", server, now))
            limits.append(MOST_OF_A_SERVER)
        full = [times[0] + WINDOW for times, most in zip(asked, limits, strict=True) if len(times) >= most]
        if full:
            return max(full)
        for times in asked:
            times.append(now)
        return None

    def _recent(self, kind: str, number: int, now: datetime) -> deque[datetime]:
        """When somebody asked in the window that ends now. A clock that was set back begins anew."""
        if len(self._asked) > _REMEMBERED:
            self._asked = {key: times for key, times in self._asked.items() if times and now - times[-1] < WINDOW}
        times = self._asked.setdefault((kind, number), deque())
        while times and not timedelta() <= now - times[0] < WINDOW:
            times.popleft()
        return times
