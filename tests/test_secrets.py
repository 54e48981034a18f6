"""Canaries: tokens and keys are in nothing that Folio logs, shows or answers, however much is logged."""

import asyncio
import json
import logging
import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest

from bot.folio import Folio
from bot.health import served
from bot.logs import Redaction, set_up_logging, without_secrets
from bot.settings import LogFormat, LogLevel, Settings, secrets_of
from bot.sources.kinds import Kind, Watch
from bot.sources.services import Services
from tests.command_line import run
from tests.conftest import make_client
from tests.crowd import Crowd, any_text
from tests.sources.loopback import VALUES

TOKEN = "canary-Bot.Token_+/="
INTERACTION = "aW50ZXJhY3Rpb246canary"
SETTINGS = Settings(
    _env_file=None,  # type: ignore[call-arg]
    discord_token=TOKEN,  # type: ignore[arg-type]
    openalex_api_key="canary+openalex",  # type: ignore[arg-type]
    semantic_scholar_api_key="canary/scholar",  # type: ignore[arg-type]
)
TALKATIVE = ("discord", "aiohttp", "asyncio", "filelock", "bot")


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    """Whatever a test makes loud is quiet again."""
    root, names = logging.getLogger(), ("", *TALKATIVE)
    handlers, levels = list(root.handlers), {name: logging.getLogger(name).level for name in names}
    filters = list(logging.getLogger("discord.app_commands.tree").filters)
    yield
    root.handlers[:] = handlers
    logging.getLogger("discord.app_commands.tree").filters[:] = filters
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.usefixtures("logging_as_before")
@pytest.mark.parametrize("form", LogFormat)
async def test_at_debug_nothing_that_anybody_logs_holds_a_secret(
    folio: Folio, form: LogFormat, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """discord.py, aiohttp and asyncio at DEBUG, too, which print whole payloads; with answers that fail."""
    set_up_logging(LogLevel.DEBUG, form, secrets_of(SETTINGS))
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.DEBUG)
    client = make_client(folio)
    async with Crowd(token=TOKEN, timeout=20) as crowd:
        crowd.mark = INTERACTION
        with crowd.pointing_here():
            client._connection.guild_ready_timeout = 0.02
            running = asyncio.create_task(client.start(TOKEN))
            await crowd.command("paper", title="dapo")
            await crowd.push("b/bibtex/nothing")
            monkeypatch.setattr(folio, "find_paper", failing)
            assert (await crowd.command("code", title="dapo")).ephemeral
            with pytest.raises(aiohttp.ClientError):
                await client.http._HTTPClient__session.get(f"http://127.0.0.1:1/webhooks/1/{INTERACTION}")  # type: ignore[attr-defined]
            async with served(client.health, 0) as port, aiohttp.ClientSession() as session:
                health = await (await session.get(f"http://127.0.0.1:{port}/healthz")).text()
            await client.close()
            await asyncio.wait({running}, timeout=5)
            while last := [task for task in asyncio.all_tasks() if task.get_name().startswith("discord.py")]:
                await asyncio.wait(last)  # it tells its last events after its end
    said = capsys.readouterr().err
    assert "Received" in said or "WebSocket Event" in said  # else nothing was loud
    assert "it broke at" in said
    assert "canary" not in said + health + repr(client) + repr(client.http)
    if form is LogFormat.JSON:
        assert all(json.loads(line)["message"] for line in said.splitlines())


def failing(*_: object) -> None:
    """Go wrong as libraries do, with everything in the message."""
    raise ValueError(
        f"it broke at https://discord.com/api/v10/webhooks/12/{INTERACTION} with {TOKEN}, {quote(TOKEN, safe='')}"
    )


def test_what_is_odd_is_logged_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """Half of a letter, a stack, and arguments that do not fit, in lines for machines, too."""
    handler = logging.StreamHandler()
    handler.addFilter(Redaction([TOKEN]))
    log = logging.getLogger("tests.secrets")
    log.addHandler(handler)
    log.propagate = False
    log.warning("half \ud800 of %s", TOKEN, stack_info=True)
    log.removeHandler(handler)
    said = capsys.readouterr().err
    assert "half ? of [secret]" in said
    assert "canary" not in said


def test_settings_services_and_sources_do_not_show_what_they_hold() -> None:
    """Where somebody prints them, or a traceback does."""
    services = Services(SETTINGS)
    sources = [services.source(Watch(kind, VALUES[kind])) for kind in Kind]
    shown = "".join(map(repr, (SETTINGS, SETTINGS.model_dump(), services, vars(SETTINGS), *sources)))
    assert "canary" not in shown + str(SETTINGS)
    held = [getattr(services, name) for name in ("_openalex", "_scholar", "_arxiv", "_web")]
    assert "canary" not in "".join(map(repr, held))


def test_any_text_around_a_secret_keeps_nothing_of_it() -> None:
    """As it is, in an address, and as interactions' tokens stand in payloads."""
    chance = random.Random(3)
    for _ in range(300):
        said = any_text(chance, 20)
        text = (
            f"{said}{TOKEN}{said} {quote(TOKEN, safe='')} {INTERACTION}abcdefgh_-= /webhooks/77/{INTERACTION}/messages"
        )
        assert "canary" not in without_secrets(text, [TOKEN, ""])


@pytest.mark.parametrize("command", ["check", "doctor", "serve"])
def test_wrong_settings_are_named_and_not_repeated(tmp_path: Path, command: str) -> None:
    """A token with a space inside is a mistake, and a secret all the same."""
    wrong = {
        "DISCORD_TOKEN": "canary token",
        "OPENALEX_API_KEY": "canary key",
        "OPENALEX_URL": "https://u:canary@x.org",
    }
    result = run(command, folder=tmp_path, **wrong)
    assert result.returncode == 1
    assert all(name in result.stdout + result.stderr for name in wrong)
    assert "canary" not in result.stdout + result.stderr
