"""Work that comes again for as long as the bot runs: whatever happens in one round, there is a next one."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done every so many seconds. `name` begins a sentence; a round longer than `bound` is stuck."""

    name: str
    work: Callable[[], Awaitable[None]]
    every: float
    bound: float


class Supervisor:
    """Chores under way. A round that fails is told once; one that is stuck is broken off, and begun anew."""

    def __init__(self) -> None:
        self._keepers: list[asyncio.Task[None]] = []
        self._rounds: set[asyncio.Task[None]] = set()
        self._troubles: dict[str, str] = {}

    def start(self, chore: Chore, ready: Callable[[], Awaitable[None]]) -> None:
        """Do a chore from when `ready` says so."""
        self._keepers.append(asyncio.create_task(self._keep(chore, ready), name=chore.name))

    def problems(self) -> Sequence[str]:
        """What does not work, a sentence each."""
        return list(self._troubles.values())

    async def close(self, patience: float) -> None:
        """Begin nothing any more; what is under way has so many seconds to end, and is broken off then."""
        for keeper in self._keepers:
            keeper.cancel()
        if self._rounds:
            await asyncio.wait(self._rounds, timeout=patience)
        for task in self._rounds:
            task.cancel()
        if left := {*self._keepers, *self._rounds}:
            await asyncio.wait(left, timeout=patience)

    async def _keep(self, chore: Chore, ready: Callable[[], Awaitable[None]]) -> None:
        await ready()
        while True:
            # Also where telling of a failure fails.
            with suppress(Exception):
                await self._round(chore)
            await asyncio.sleep(chore.every)

    async def _round(self, chore: Chore) -> None:
        """One round, as a task of its own: a cancellation inside ends the round, and nothing else."""
        task = asyncio.create_task(_awaited(chore.work), name=chore.name)
        self._rounds.add(task)
        task.add_done_callback(self._ended)
        done, _ = await asyncio.wait({task}, timeout=chore.bound)
        if not done:
            self._tell(chore, f"has not come to an end within {chore.bound:.0f} s, and is broken off", None)
            task.cancel()
            # A second one beside it would do everything twice.
            await asyncio.wait({task})
        elif task.cancelled():
            self._tell(chore, "was broken off", None)
        elif error := task.exception():
            self._tell(chore, f"failed: {type(error).__name__}", error)
        elif self._troubles.pop(chore.name, None):
            _log.info("%s works again.", chore.name)

    def _ended(self, task: asyncio.Task[None]) -> None:
        """Let go of a round; how one ended that nobody waits for any more is of no interest."""
        self._rounds.discard(task)
        if not task.cancelled():
            task.exception()

    def _tell(self, chore: Chore, what: str, error: BaseException | None) -> None:
        """Say so in the log, unless that is what was said last."""
        trouble = f"{chore.name} {what}."
        if self._troubles.get(chore.name) != trouble:
            self._troubles[chore.name] = trouble
            _log.error("%s", trouble, exc_info=error)


async def _awaited(work: Callable[[], Awaitable[None]]) -> None:
    await work()
