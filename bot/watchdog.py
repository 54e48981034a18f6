"""A watchdog over the event loop: a thread that notes when nobody gets a turn, and what holds everybody up."""

import asyncio
import logging
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_log = logging.getLogger(__name__)

# At most one warning in so many seconds: what stalls once mostly stalls again.
_QUIET = 10.0
# So many frames of the stack are shown, the innermost ones.
_FRAMES = 12


@dataclass(slots=True)
class Stalls:
    """What was seen since the start, in milliseconds; `untold` warnings were held back since the last one."""

    worst: float = 0.0
    untold: int = 0


class Watchdog:
    """Asks the loop for a turn, again and again, and waits for it. `limit` is in seconds."""

    def __init__(self, loop: asyncio.AbstractEventLoop, limit: float) -> None:
        self.stalls = Stalls()
        self._loop = loop
        self._watched = threading.get_ident()
        self._limit = limit
        self._ended = threading.Event()
        self._told: float | None = None

    def watch(self) -> None:
        """Watch until `end`. To be run in a thread of its own."""
        # Asked this often, a stall is seen late by a quarter of the limit at most.
        while not self._ended.wait(self._limit / 4):
            turn, asked = threading.Event(), time.perf_counter()
            try:
                self._loop.call_soon_threadsafe(turn.set)
            except RuntimeError:  # the loop is closed
                return
            if not turn.wait(self._limit):
                stack = self._stack()
                while not turn.wait(0.05) and not self._ended.is_set():
                    pass
                self._note((time.perf_counter() - asked) * 1000, stack)

    def end(self) -> None:
        """Watch no more."""
        self._ended.set()

    def _stack(self) -> str:
        frame = sys._current_frames().get(self._watched)
        return "".join(traceback.format_stack(frame)[-_FRAMES:]) if frame else "(its thread has ended)"

    def _note(self, milliseconds: float, stack: str) -> None:
        self.stalls.worst = max(self.stalls.worst, milliseconds)
        now = time.perf_counter()
        if self._told is not None and now - self._told < _QUIET:
            self.stalls.untold += 1
            return
        others = f" ({self.stalls.untold} more since the last warning)" if self.stalls.untold else ""
        self._told, self.stalls.untold = now, 0
        fields = {"milliseconds": round(milliseconds)}
        _log.warning(
            "The event loop stood still for %.0f ms%s. It was here:\n%s",
            milliseconds,
            others,
            stack,
            extra={"fields": fields},
        )


@contextmanager
def watched(milliseconds: int | None) -> Iterator[Stalls | None]:
    """Watch over the running loop within the block, where a limit is set; gives what was seen."""
    if milliseconds is None:
        yield None
        return
    watchdog = Watchdog(asyncio.get_running_loop(), milliseconds / 1000)
    threading.Thread(target=watchdog.watch, name="watchdog", daemon=True).start()
    try:
        yield watchdog.stalls
    finally:
        watchdog.end()
