"""Folio as operators run it: its own process, the real discord.py, real sockets, a Discord on loopback."""

import re
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from commands import COMMANDS
from tests import loopback_process
from tests.loopback_discord import LoopbackDiscord
from tests.loopback_process import BotProcess
from tests.loopback_records import Response

pytestmark = pytest.mark.asyncio(loop_scope="module")

DEADLINE = 3  # Discord's own for a first answer, in seconds
SLOW_START = 20.0  # only so that a machine under load does not fail
INVITE = "https://discord.com/oauth2/authorize?client_id="
MESSAGE_KINDS = (4, 7)  # callback types that hold a message


@dataclass(frozen=True, slots=True)
class Served:
    """Folio under way before a Discord, with the folder that holds its data."""

    server: LoopbackDiscord
    folio: BotProcess
    folder: Path


@asynccontextmanager
async def discord() -> AsyncIterator[LoopbackDiscord]:
    """A Discord that at its end has met no call it does not know, and no message that could mention anybody."""
    async with LoopbackDiscord(timeout=SLOW_START) as server:
        yield server
    assert server.unknown == []
    assert all(body["allowed_mentions"] == {"parse": []} for body in sent_messages(server))


@asynccontextmanager
async def started(server: LoopbackDiscord, folder: Path) -> AsyncIterator[Served]:
    """Folio, connected."""
    async with loopback_process.folio(server, folder) as folio:
        await server.ready()
        yield Served(server, folio, folder)
    await server.gone()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def served(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One Folio on its first start, for every test that leaves it running."""
    async with discord() as server, started(server, tmp_path_factory.mktemp("folio")) as served:
        yield served


@pytest_asyncio.fixture(loop_scope="module")
async def server() -> AsyncIterator[LoopbackDiscord]:
    """A Discord to which nothing is connected yet, for tests that start Folio themselves."""
    async with discord() as server:
        yield server


async def test_a_first_start_registers_every_command_and_invites(served: Served) -> None:
    """Commands are written once, as one whole, and the operator is told where to invite the bot."""
    (registration,) = registrations(served.server)
    assert {command["name"] for command in registration} == {command.name for command in COMMANDS}
    assert INVITE + str(served.server.application_id) in served.folio.printed()


async def test_a_paper_is_answered_in_the_channel(served: Served) -> None:
    """One embed, public, before Discord's deadline."""
    response = await served.server.slash("paper", title="dapo")
    assert embed_of(response)["title"].startswith("DAPO: An Open-Source")
    assert not response.ephemeral
    assert response.seconds < DEADLINE


async def test_typing_brings_papers(served: Served) -> None:
    """Choices hold a title to show, and a key that the command takes."""
    choices = (await served.server.autocomplete("paper", "title", "da")).data["choices"]
    assert [choice["name"].split(":")[0] for choice in choices[:2]] == ["DAPO", "DART-Math"]
    response = await served.server.slash("paper", title=choices[1]["value"])
    assert embed_of(response)["title"] == choices[1]["name"]


async def test_the_code_button_tells_the_code_state(served: Served) -> None:
    """The button on a public card answers whoever pressed it alone."""
    card = await served.server.slash("paper", title="dapo")
    told = await served.server.click(card, "Code: flagged, no link")
    assert "Flagged as having code" in embed_of(told)["description"]
    assert told.ephemeral


async def test_a_form_mends_what_was_not_found(served: Served) -> None:
    """No paper, the form with what was typed, and the paper, as public as it was asked for."""
    refusal = await served.server.slash("paper", title="zzzz qqqq")
    form = await served.server.click(refusal, "Search again")
    answer = await served.server.submit_modal(form, {"text": "dapo"})
    assert refusal.ephemeral
    assert form.data["components"][0]["component"]["value"] == "zzzz qqqq"
    assert embed_of(answer)["title"].startswith("DAPO")
    assert not answer.ephemeral


async def test_what_is_typed_mentions_nobody(served: Served) -> None:
    """Mentions are quoted back as text, and switched off on the message besides."""
    response = await served.server.slash("paper", title="@everyone <@1100000000000000004>")
    assert "@everyone" in embed_of(response)["description"]
    assert response.data["allowed_mentions"] == {"parse": []}


async def test_a_second_folio_on_the_same_data_is_refused(served: Served) -> None:
    """It says so in one sentence and never reaches Discord; the first goes on."""
    before = len(served.server.requests)
    environment = {"DATA_DIR": str(served.folder / "data")}
    folder = served.folder / "second"
    folder.mkdir()
    async with loopback_process.folio(served.server, folder, **environment) as second:
        assert await second.ended() == 1
    assert second.logged().startswith("Another Folio is already running on ")
    assert second.logged().count("\n") == 1
    assert len(served.server.requests) == before
    assert embed_of(await served.server.slash("paper", title="laminar"))["title"].startswith("Laminar")


async def test_a_wrong_token_is_told_in_a_sentence(server: LoopbackDiscord, tmp_path: Path) -> None:
    """One sentence for the operator, and nothing for whoever reads tracebacks."""
    wrong = {"DISCORD_TOKEN": "not-the-token", "LOG_LEVEL": "ERROR"}
    async with loopback_process.folio(server, tmp_path, **wrong) as folio:
        assert await folio.ended() == 1
    assert folio.logged().startswith("Discord does not accept DISCORD_TOKEN.")
    assert folio.logged().count("\n") == 1


async def test_a_restart_registers_nothing_and_answers_old_cards(server: LoopbackDiscord, tmp_path: Path) -> None:
    """SIGTERM ends Folio cleanly; the next start writes no command and answers buttons sent before it."""
    async with started(server, tmp_path) as first:
        card = await server.slash("paper", title="dapo")
        assert await first.folio.end() == 0
        assert "Traceback" not in first.folio.logged()
    async with started(server, tmp_path) as second:
        told = await server.click(card, "Code: flagged, no link")
        assert "Flagged as having code" in embed_of(told)["description"]
        assert INVITE not in second.folio.printed()
        assert await second.folio.end() == 0
    assert len(list(registrations(server))) == 1
    assert "Traceback" not in second.folio.logged()


async def test_a_killed_folio_starts_again(server: LoopbackDiscord, tmp_path: Path) -> None:
    """Neither the lock nor half a file stays behind, and commands are not written again."""
    async with started(server, tmp_path) as first:
        assert await first.folio.end(signal.SIGKILL) == -signal.SIGKILL
    async with started(server, tmp_path) as second:
        assert embed_of(await server.slash("paper", title="dapo"))["title"].startswith("DAPO")
        assert not re.search(r"(WARNING|ERROR) +bot", second.folio.logged())
    assert len(list(registrations(server))) == 1


def embed_of(response: Response) -> dict[str, Any]:
    """The one embed of an answer."""
    (embed,) = response.data["embeds"]
    return embed


def registrations(server: LoopbackDiscord) -> Iterator[list[dict[str, Any]]]:
    """Each writing of the commands."""
    path = f"/applications/{server.application_id}/commands"
    return (call.json for call in server.requests if (call.method, call.path) == ("PUT", path))


def sent_messages(server: LoopbackDiscord) -> Iterator[dict[str, Any]]:
    """The body of each message that was sent or edited."""
    for call in server.requests:
        if call.path.endswith("/callback"):
            if call.json["type"] in MESSAGE_KINDS:
                yield call.json["data"]
        elif call.path.startswith(("/webhooks/", "/channels/")) and call.method in ("POST", "PATCH"):
            yield call.json


async def test_no_secret_is_in_any_log(tmp_path: Path) -> None:
    """At DEBUG, in both forms, with answers that fail, and in what `check` prints."""
    for form in ("text", "json"):
        folder = tmp_path / form
        folder.mkdir()
        keys = {"OPENALEX_API_KEY": "canary-openalex", "SEMANTIC_SCHOLAR_API_KEY": "canary-scholar"}
        async with LoopbackDiscord(token="canary-token", timeout=SLOW_START) as server:
            async with loopback_process.folio(server, folder, LOG_LEVEL="DEBUG", LOG_FORMAT=form, **keys) as folio:
                await server.ready()
                await server.slash("paper", title="dapo")
                await server.slash("author", name="zzzz qqqq")
                card = await server.slash("code", title="dapo")
                await server.click(card, "The paper")
                await folio.end()
            said = folio.logged() + folio.printed()
            assert "canary" not in said
            assert not re.search(r"token-\d+", said)
