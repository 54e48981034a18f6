"""What a client does beside answering: its rounds, and telling Discord about the commands."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

import discord

from bot.calls import within
from bot.supervisor import Chore, Supervisor

_log = logging.getLogger(__name__)

# Seconds between two looks at which sources are due, and between two tries to tell Discord about the commands.
_WATCH_ROUND, _SYNC_AGAIN = 120.0, 600.0
# Longer than any round that goes well: a hundred sources may take an hour, three seconds apart.
_DIGESTS_STUCK, _WATCHES_STUCK = 300.0, 7200.0
# So long the start waits for Discord to take the commands; later tries are made beside everything else.
_SYNC_PATIENCE = 20.0


class Upkeep:
    """Everything that a client has going on in the background."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self._supervisor = Supervisor()
        self._is_synced = False

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

    def problems(self) -> Sequence[str]:
        """What does not work, a sentence each."""
        return self._supervisor.problems()

    async def close(self, patience: float) -> None:
        """Begin nothing any more; what is under way has so many seconds."""
        await self._supervisor.close(patience)

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
