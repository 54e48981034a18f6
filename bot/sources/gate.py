"""One call at a time to a service, with a pause between two, and none while it asks to be left alone."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta


class Gate:
    """What every call to one service passes, whichever of its addresses it goes to."""

    def __init__(
        self,
        pause: timedelta,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        """`clock` gives seconds that never go back."""
        self._pause = pause.total_seconds()
        self._clock, self._sleep = clock, sleep
        self._turn = asyncio.Lock()
        self._next_call = self._opens = clock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[timedelta]:
        """Wait for the turn of one call. Gives how long the service wants to be left alone: zero, or do not call."""
        async with self._turn:
            if wait := self._closed_for():
                yield wait
                return
            if (early := self._next_call - self._clock()) > 0:
                await self._sleep(early)
            try:
                yield timedelta()
            finally:
                self._next_call = self._clock() + self._pause

    def close(self, wait: timedelta) -> None:
        """Let no call through for so long, since the service asks for that."""
        self._opens = max(self._opens, self._clock() + wait.total_seconds())

    def _closed_for(self) -> timedelta:
        return timedelta(seconds=max(0.0, self._opens - self._clock()))
