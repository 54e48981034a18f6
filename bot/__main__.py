"""The command line, and the one place where settings, store, Folio, client and commands meet."""

from __future__ import annotations

import asyncio
import importlib
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import typer

from bot.errors import FolioError
from bot.logs import set_up_logging
from bot.settings import Settings, load_settings, secrets_of

if TYPE_CHECKING:
    from bot.client import FolioClient
    from bot.folio import Folio
    from bot.ingest.seeds import SeedFile, Seeds
    from bot.sources.services import Services
    from bot.store.interface import Store

T = TypeVar("T")

# Seconds between two looks at which digests are due; the simulated Discord waits for whatever is quicker.
_ROUND, _PREVIEW_ROUND = 20.0, 60.0
# Fewer are read before a bar could be seen.
_MANY_FILES = 50

app = typer.Typer(
    help="Folio: answers about researchers and their papers, for Discord.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def main(context: typer.Context) -> None:
    """Serve Discord where DISCORD_TOKEN is set; else open the local preview in the browser."""
    if context.invoked_subcommand is None:
        settings = _settings()
        _run(_serve(settings) if settings.discord_token else _preview(settings, None))


@app.command()
def serve() -> None:
    """Connect to Discord with DISCORD_TOKEN."""
    _run(_serve(_settings()))


@app.command()
def preview(
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="The local port; any free one by default.")] = None,
) -> None:
    """Open a simulated Discord in the browser, with the real bot in it. Needs no token."""
    _run(_preview(_settings(), port))


@app.command()
def check() -> None:
    """Check the settings and every seed file, and show all problems at once."""
    from bot.check import check_seeds  # noqa: PLC0415  # tables are slow to import and only needed here

    if not check_seeds(_settings().seeds_dir, _today()):
        raise typer.Exit(1)


@app.command()
def lookup(
    queries: Annotated[list[str] | None, typer.Argument(help="Titles or names; else one a line on stdin.")] = None,
    kind: Annotated[str, typer.Option(help="paper or author")] = "paper",
    limit: Annotated[int, typer.Option(min=1, max=25, help="How many matches to show.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")] = False,
) -> None:
    """Look papers or people up as the slash commands do."""
    from bot import lookup as lookups  # noqa: PLC0415

    if kind not in set(lookups.Kind):
        _stop(f"--kind is paper or author, not {kind!r}.")
    folio = _run(_open_reader(_settings()))
    show = lookups.as_json if as_json else lookups.as_text
    lines = map(_valid, queries) if queries else (_valid(line.rstrip("\r\n")) for line in _stdin())
    with suppress(BrokenPipeError):  # whoever reads has read enough
        for query, outcome in lookups.look_up(folio, lookups.Kind(kind), lines, limit):
            _write(show(query, outcome))


@app.command()
def ask(
    questions: Annotated[list[str] | None, typer.Argument(help="Questions; else one a line on stdin.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, nothing else.")] = False,
) -> None:
    """Answer questions from the library as /ask does."""
    from bot import asking  # noqa: PLC0415

    folio = _run(_open_reader(_settings()))
    show = asking.as_json if as_json else asking.as_text
    lines = map(_valid, questions) if questions else (_valid(line.rstrip("\r\n")) for line in _stdin())
    with suppress(BrokenPipeError):  # whoever reads has read enough
        for question in lines:
            _write(show(folio, question, folio.ask(question, _today())))


@app.command()
def backup(
    archive: Annotated[Path, typer.Argument(help="The archive to write, such as folio-2026-11-22.zip.")],
) -> None:
    """Copy everything that Folio keeps into one archive, also while the bot runs, and check the copy."""
    from bot.store.backup import back_up  # noqa: PLC0415

    names = _guarded(lambda: back_up(_settings().data_dir, archive))
    _say(f"{archive} holds {len(names)} files, and every byte of them was checked.")


@app.command()
def restore(archive: Annotated[Path, typer.Argument(help="An archive that `backup` has written.")]) -> None:
    """Put a backup in place of what Folio keeps. The bot must be stopped; what was there is kept beside it."""
    from bot.store.backup import restore as put_back  # noqa: PLC0415

    kept = _guarded(lambda: put_back(_settings().data_dir, archive, _now()))
    _say(f"{archive} is in place." + (f" What was there before is in {kept}." if kept else ""))


@app.command()
def forget(user_id: Annotated[int, typer.Argument(min=1, help="Discord’s id of a person.")]) -> None:
    """Remove a person from everything that Folio keeps. The bot must be stopped; while it runs there is /forget-me."""
    places = _run(_forget(_settings(), user_id))
    _say(f"{user_id} was found and removed in {places} places." if places else f"Nothing is kept about {user_id}.")


async def _forget(settings: Settings, person: int) -> int:
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    store = TinyStore.open(settings.data_dir)
    try:
        return await store.forget(person)
    finally:
        await store.close()


async def _serve(settings: Settings) -> None:
    import aiohttp  # noqa: PLC0415  # the other commands start quicker without these
    import discord  # noqa: PLC0415

    from bot.sources.services import Services  # noqa: PLC0415
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    if settings.discord_token is None:
        _stop("DISCORD_TOKEN is not set. Put the bot’s token into .env, or run `python -m bot preview` without one.")
    async with (
        _opened(settings, TinyStore.open(settings.data_dir)) as folio,
        Services(settings) as services,
        _client(folio, settings, services, _say, _ROUND) as client,
        _healthy(client, settings.health_port),
        _stopping() as stop,
    ):
        connection = asyncio.create_task(client.start(settings.discord_token.get_secret_value()))
        stopped = asyncio.create_task(stop.wait())
        await asyncio.wait([connection, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if stop.is_set():
            # Connected, the client says goodbye; a login that is cut off has nothing to say.
            await (client.close() if client.ws else asyncio.sleep(0))
            connection.cancel()
        try:
            await connection
        except asyncio.CancelledError:
            return
        except discord.LoginFailure:
            _stop("Discord does not accept DISCORD_TOKEN. Copy it again from the developer portal, page “Bot”.")
        except discord.ConnectionClosed as error:
            # 4004: the token was reset while the bot ran.
            _stop(f"Discord closed the connection ({error.code}). Copy DISCORD_TOKEN again from the developer portal.")
        except (aiohttp.ClientError, discord.HTTPException, discord.GatewayNotFound) as error:
            _stop(f"Discord cannot be reached: {error} Start Folio again once it can.")


@asynccontextmanager
async def _healthy(client: FolioClient, port: int | None) -> AsyncIterator[None]:
    """Answer whoever watches over the bot, where a port for that is set."""
    if port is None:
        yield
        return
    from bot.health import served  # noqa: PLC0415

    async with served(client.health, port):
        yield


async def _preview(settings: Settings, port: int | None) -> None:
    # What the simulated Discord is told is of no interest; what goes wrong is.
    logging.getLogger().setLevel(max(logging.WARNING, logging.getLogger().level))
    logging.getLogger("discord").setLevel(logging.ERROR)
    try:
        from bot.preview import preview as show  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        _stop(f"The preview needs {missing.name}. Install it with: pip install -e '.[preview]'")
    from bot.sources.services import Services  # noqa: PLC0415
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    # Nothing done in the preview is kept, so it never meets a running bot's data.
    opened = _opened(settings, TinyStore.in_memory())
    async with opened as folio, Services(settings) as services, _stopping() as stop:
        client = _client(folio, settings, services, logging.getLogger(__name__).info, _PREVIEW_ROUND)
        await show(client, _announce, stop, port)


def _announce(address: str) -> None:
    _say(f"\nFolio is open at\n\n    {address}\n\nPress Ctrl+C to stop.")


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  # for whoever sits at the terminal, whatever is logged


@asynccontextmanager
async def _opened(settings: Settings, store: Store) -> AsyncIterator[Folio]:
    """Folio on a store, which is closed at the end."""
    from bot.folio import Folio  # noqa: PLC0415

    try:
        yield await Folio.open(settings.seeds_dir, store, _today(), read=_read_with_bar)
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


async def _open_reader(settings: Settings) -> Folio:
    """Folio beside a running bot: nothing is locked or written."""
    from bot.folio import Folio  # noqa: PLC0415
    from bot.store.tiny import TinyStore  # noqa: PLC0415

    store = TinyStore.reader(settings.data_dir)
    try:
        return await Folio.open(settings.seeds_dir, store, _today(), keep=False)
    finally:
        await store.close()


def _client(
    folio: Folio, settings: Settings, services: Services, announce: Callable[[str], None], round_every: float
) -> FolioClient:
    """The client with every command. `bot` never imports `commands`, so they are loaded by name."""
    from bot.client import FolioClient  # noqa: PLC0415
    from bot.moderation import Moderators  # noqa: PLC0415
    from bot.reloading import Reloads  # noqa: PLC0415

    return FolioClient(
        folio,
        importlib.import_module("commands").COMMANDS,
        Reloads(folio, settings.seeds_dir, _now),
        services.source,
        moderators=Moderators(settings.moderator_roles, settings.moderated_guilds),
        clock=_now,
        round_every=round_every,
        announce=announce,
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


def _stdin() -> Iterator[str]:
    """Lines of standard input, which is UTF-8 whatever the locale says; other bytes become a mark."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")


def _valid(text: str) -> str:
    """Text that can be written again: a shell may pass bytes that are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _write(line: str) -> None:
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()


def _settings() -> Settings:
    try:
        settings = load_settings()
    except FolioError as error:
        _stop(str(error))
    set_up_logging(settings.log_level, settings.log_format, secrets_of(settings))
    return settings


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; what Folio knows how to say is said in a sentence, not as a traceback."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except FolioError as error:
        _stop(str(error))


def _guarded(work: Callable[[], T]) -> T:
    """Do something; what Folio knows how to say is said in a sentence, not as a traceback."""
    try:
        return work()
    except FolioError as error:
        _stop(str(error))


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)  # noqa: T201  # nothing is logged about wrong use
    raise typer.Exit(1)


def _now() -> datetime:
    return datetime.now(UTC)


def _today() -> date:
    return _now().date()


if __name__ == "__main__":
    app(prog_name="python -m bot")
