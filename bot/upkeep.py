"""What a client has under way: its rounds, answers on their way, and telling Discord about the commands."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import discord

from bot.calls import within
from bot.folio import Folio
from bot.supervisor import Chore, Supervisor
from bot.tidying import Tidying

_log = logging.getLogger(__name__)

# Seconds between two looks at which sources are due, and between two tries to tell Discord about the commands.
_WATCH_ROUND, _SYNC_AGAIN = 120.0, 600.0
# Longer than any round that goes well: a hundred sources may take an hour, three seconds apart.
_DIGESTS_STUCK, _WATCHES_STUCK = 300.0, 7200.0
# So long the start waits for Discord to take the commands; later tries are made beside everything else.
_SYNC_PATIENCE = 20.0


class Upkeep:
    """Everything that a client has going on beside what it is told."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._supervisor = Supervisor()
        self._tidying = Tidying()
        self._completing: asyncio.Task[None] | None = None
        self._answers: set[asyncio.Task[Any]] = set()
        self._is_synced = False

    async def complete(self, folio: Folio) -> None:
        """Have what Folio was opened without: at once where that is quick, else in the background."""
        self._completing = asyncio.create_task(folio.complete())
        if folio.is_quick:
            await self._completing

    def begin_rounds(
        self, digests: Callable[[], Awaitable[None]], sources: Callable[[], Awaitable[None]], every: float
    ) -> None:
        """Look at digests every so many seconds, and at sources, from when the client is ready."""
        ready = self._client.wait_until_ready
        self._supervisor.start(Chore("The round of digests", digests, every, _DIGESTS_STUCK), ready)
        self._supervisor.start(Chore("The round of sources", sources, _WATCH_ROUND, _WATCHES_STUCK), ready)

    async def tell_commands(self, sync: Callable[[], Awaitable[None]]) -> None:
        """Tell Discord about the commands, now or as soon as it takes them. Those that it knows go on working."""

        async def work() -> None:
            await self._try(sync)

        await work()
        if not self._is_synced:
            again = Chore("The check of the slash commands", work, _SYNC_AGAIN, _SYNC_AGAIN)
            self._supervisor.start(again, lambda: asyncio.sleep(_SYNC_AGAIN))

    def answering(self, task: asyncio.Task[Any] | None) -> None:
        """Note that somebody is being answered, so that it is waited for at the end."""
        if task is not None:
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    def tidy(self) -> None:
        """Let go of what was garbage all along, best while nobody is being answered."""
        self._tidying.look(quiet=not self._answers)

    def problems(self) -> Sequence[str]:
        """What does not work, a sentence each."""
        return self._supervisor.problems()

    async def close(self, patience: float, *others: Awaitable[None]) -> None:
        """Begin nothing any more; what is under way has so many seconds, and so have others, which end meanwhile."""
        if self._completing is not None:
            self._completing.cancel()
        # Whoever closes may be an answer itself, which would wait for its own end.
        answers = self._answers - {asyncio.current_task()}
        await asyncio.gather(
            self._supervisor.close(patience),
            *others,
            asyncio.wait(answers, timeout=patience) if answers else asyncio.sleep(0),
        )

    async def _try(self, sync: Callable[[], Awaitable[None]]) -> None:
        if self._is_synced:
            return
        try:
            async with within(self._client, _SYNC_PATIENCE):
                await sync()
        except Exception as error:  # noqa: BLE001  # whatever Discord answers, there is a bot to run
            reason = str(error) or type(error).__name__
            _log.error("the slash commands could not be checked with Discord, which is tried again: %s", reason)
        else:
            self._is_synced = True
