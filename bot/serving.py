"""The composition root: where settings, store, Folio, client and commands meet."""

from __future__ import annotations

import asyncio
import importlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

from bot.ending import end_within, ended_if_frozen
from bot.settings import Settings
from bot.terminal import give_up, now, say, today

if TYPE_CHECKING:
    from bot.client import FolioClient
    from bot.folio import Folio
    from bot.ingest.seeds import SeedFile, Seeds
    from bot.sources.services import Services
    from bot.store.interface import Store

# Seconds between two looks at which digests are due; the simulated Discord waits for whatever is quicker.
_ROUND, _PREVIEW_ROUND = 20.0, 60.0
# So many seconds after it is told to end the process has ended, whatever hangs: a thread that looks up a name, say.
_FAREWELL = 9.0
# Fewer are read before a bar could be seen.
_MANY_FILES = 50


async def serve(settings: Settings) -> None:
    """The bot on Discord, until it is told to stop."""
    from bot.sources.services import Services  # noqa: PLC0415  # the other commands start quicker without these
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    if settings.discord_token is None:
        give_up("DISCORD_TOKEN is not set. Put the bot’s token into .env, or run `python -m bot preview` without one.")
    async with (
        _opened(settings, TinyStore.open(settings.data_dir)) as folio,
        Services(settings) as services,
        _watched(settings) as stalled,
        _client(folio, settings, services, say, _ROUND, stalled) as client,
        _healthy(client, settings.health_port),
        _stopping() as stop,
        ended_if_frozen(),
    ):
        connection = asyncio.create_task(client.start(settings.discord_token.get_secret_value()))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([connection, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        end_within(_FAREWELL, 0 if stop.is_set() else 1)
        if stop.is_set():
            # Connected, the client says goodbye; a login that is cut off has nothing to say.
            await (client.close() if client.ws else asyncio.sleep(0))
            connection.cancel()
            # However it ends, it was told to.
            await asyncio.gather(connection, return_exceptions=True)
            return
        await _explained(connection)


async def _explained(connection: asyncio.Task[None]) -> None:
    """What ended a connection for good, as a sentence for the operator."""
    import aiohttp  # noqa: PLC0415
    import discord  # noqa: PLC0415

    try:
        await connection
    except discord.LoginFailure:
        give_up("Discord does not accept DISCORD_TOKEN. Copy it again from the developer portal, page “Bot”.")
    except discord.ConnectionClosed as error:
        # 4004: the token was reset while the bot ran.
        give_up(
            f"Discord closed the connection ({error.code}). Copy DISCORD_TOKEN from the developer portal once more."
        )
    except (aiohttp.ClientError, TimeoutError, ValueError, discord.DiscordException) as error:
        said = str(error) or type(error).__name__
        give_up(f"Discord cannot be reached: {said} Start Folio again once it can.")


@asynccontextmanager
async def _watched(settings: Settings) -> AsyncIterator[Callable[[], float | None]]:
    """Watch over the event loop, where that is set; gives how long nobody got a turn at worst, in milliseconds."""
    from bot.watchdog import watched  # noqa: PLC0415

    with watched(settings.watchdog_ms) as stalls:
        yield lambda: stalls.worst if stalls else None


@asynccontextmanager
async def _healthy(client: FolioClient, port: int | None) -> AsyncIterator[None]:
    """Answer whoever watches over the bot, where a port for that is set."""
    if port is None:
        yield
        return
    from bot.health import served  # noqa: PLC0415

    async with served(client.health, port):
        yield


async def preview(settings: Settings, port: int | None) -> None:
    """The same bot in a simulated Discord in the browser, until it is told to stop."""
    # What the simulated Discord is told is of no interest; what goes wrong is.
    logging.getLogger().setLevel(max(logging.WARNING, logging.getLogger().level))
    logging.getLogger("discord").setLevel(logging.ERROR)
    try:
        from bot.preview import preview as show  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        give_up(f"The preview needs {missing.name}. Install it with: pip install -e '.[preview]'")
    from bot.sources.services import Services  # noqa: PLC0415
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    # Nothing done in the preview is kept, so it never meets a running bot's data.
    opened = _opened(settings, TinyStore.in_memory())
    async with opened as folio, Services(settings) as services, _stopping() as stop:
        client = _client(folio, settings, services, logging.getLogger(__name__).info, _PREVIEW_ROUND)
        await show(client, _announce, stop, port)


def _announce(address: str) -> None:
    say(f"\nFolio is open at\n\n    {address}\n\nPress Ctrl+C to stop.")


@asynccontextmanager
async def _opened(settings: Settings, store: Store) -> AsyncIterator[Folio]:
    """Folio on a store, which is closed at the end."""
    from bot.folio import Folio  # noqa: PLC0415

    try:
        yield await Folio.open(settings.seeds_dir, store, today(), read=_read_with_bar)
    finally:
        await store.close()


def _read_with_bar(seeds: Seeds) -> Iterable[SeedFile]:
    """Read files behind a progress bar, where somebody sits at the terminal and there are many."""
    from bot.ingest.seeds import read_seeds  # noqa: PLC0415

    files = read_seeds(seeds)
    if len(seeds.files) < _MANY_FILES or not sys.stderr.isatty():
        return files
    from rich.console import Console  # noqa: PLC0415  # tables and bars are slow to import
    from rich.progress import track  # noqa: PLC0415

    return track(files, "Reading the seeds", total=len(seeds.files), console=Console(stderr=True), transient=True)


async def open_reader(settings: Settings) -> Folio:
    """Folio beside a running bot: nothing is locked or written."""
    from bot.folio import Folio  # noqa: PLC0415
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    store = TinyStore.reader(settings.data_dir)
    try:
        return await Folio.open(settings.seeds_dir, store, today(), keep=False)
    finally:
        await store.close()


def _client(
    folio: Folio,
    settings: Settings,
    services: Services,
    announce: Callable[[str], None],
    round_every: float,
    stalled: Callable[[], float | None] = lambda: None,
) -> FolioClient:
    """The client with every command. `bot` never imports `commands`, so they are loaded by name."""
    from bot.client import FolioClient  # noqa: PLC0415
    from bot.moderation import Moderators  # noqa: PLC0415
    from bot.reloading import Reloads  # noqa: PLC0415
    from bot.surroundings import Surroundings  # noqa: PLC0415

    return FolioClient(
        folio,
        importlib.import_module("commands").COMMANDS,
        Reloads(folio, settings.seeds_dir, now),
        services.source,
        Surroundings(
            moderators=Moderators(settings.moderator_roles, settings.moderated_guilds),
            clock=now,
            round_every=round_every,
            announce=announce,
            stalled=stalled,
        ),
    )


@asynccontextmanager
async def _stopping() -> AsyncIterator[asyncio.Event]:
    """An event that is set by Ctrl+C and by whoever asks the process to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # Windows: Ctrl+C ends asyncio.run by itself
        for wanted in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(wanted, stop.set)
    yield stop


async def forget(settings: Settings, person: int) -> int:
    """Remove a person from what a stopped bot keeps; in how many places they were. Raises StoreError."""
    from bot.store.opening import require_kept  # noqa: PLC0415
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    # Opening makes a folder, and where nothing is kept “nothing is kept about them” would be no news of the bot.
    require_kept(settings.data_dir)
    store = TinyStore.open(settings.data_dir)
    try:
        return await store.forget(person)
    finally:
        await store.close()
