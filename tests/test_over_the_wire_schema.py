"""Everything Folio can say to Discord, held against Discord's own description of its API. On request only:

    DISCORD_OPENAPI=path/to/openapi.json python -m pytest tests/test_over_the_wire_schema.py

The file is published in the repository discord/discord-api-spec, as specs/openapi.json.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bot.views.actions import ACTIONS
from tests import loopback_process
from tests.loopback_discord import LoopbackDiscord
from tests.loopback_payloads import JSON, OPEN_MODAL, parts
from tests.loopback_records import Recorded
from tests.pages import PaperText, page_text

WHERE = "DISCORD_OPENAPI"
URI = "urn:discord"
UNKNOWN = "zzzz qqqq"
LONG = PaperText("A Paper with a ``` in It", abstract="It goes on and on. " * 400)

DEFERRED = 5  # the type of a first answer that says that another one comes
# Controls of messages that only sixty papers at once, an accident or a posted digest bring; they are pressed in other
# tests, and what they send is built by the same functions.
RARE = {"applynews", "surely", "surelynews", "latest", "more"}
CALLS: Sequence[tuple[str, JSON]] = (
    ("paper", {"title": "dapo"}),
    ("paper", {"title": "imagereward", "private": True}),
    ("paper", {"title": LONG.title}),
    ("paper", {"title": "reinforcement learning"}),
    ("paper", {"title": "a cookbook of french sauces"}),
    ("paper", {"title": "Ruofei Zhu"}),
    ("author", {"name": "tong"}),
    ("author", {"name": "ada"}),
    ("author", {"name": UNKNOWN}),
    ("papers", {}),
    ("papers", {"author": "tong", "field": "LG", "year": 2025, "code": "listed", "text": "a", "sort": "title"}),
    ("papers", {"year": 1900}),
    ("papers", {"author": "ada"}),
    ("code", {"title": "dapo"}),
    ("code", {"title": "imagereward"}),
    ("code", {"title": "reinforcement learning"}),
    ("ask", {"question": "how many papers are here"}),
    ("ask", {"question": "why is the sky blue"}),
    ("ask", {"question": "what is dapo"}),
    ("seeds status", {}),
    ("seeds history", {}),
    ("seeds undo", {}),
    ("seeds reload", {}),
    ("seeds correct", {}),
    ("seeds correct", {"paper": "dapo"}),
    ("digest list", {}),
    ("digest status", {}),
    ("digest why", {"paper": "dapo"}),
    ("digest why", {"paper": "reinforcement learning"}),
    ("digest preview", {}),
    ("watch list", {}),
    ("forget-me", {}),
    ("help", {}),
    ("about", {}),
)  # fmt: skip

pytestmark = pytest.mark.skipif(WHERE not in os.environ, reason=f"{WHERE} does not name Discord's openapi.json")


class Description:
    """Discord's description of its API."""

    @cached_property
    def _document(self) -> JSON:
        return json.loads(Path(os.environ[WHERE]).read_text("utf-8"))

    @cached_property
    def _registry(self) -> Registry[Any]:
        return Registry().with_resource(URI, Resource(self._document, DRAFT202012))

    def violations(self, call: Recorded) -> Iterator[str]:
        """Tell each thing that is wrong with a call's body, and by which part of the schema."""
        pointer = "/".join(["", "paths", self._template(call), call.method.lower(), "requestBody", "content"])
        reference = f"{URI}#{quote(pointer)}/application~1json/schema"
        for error in Draft202012Validator({"$ref": reference}, registry=self._registry).iter_errors(told(call)):
            cause = leaf(error)
            schema = "/".join(str(step) for step in cause.absolute_schema_path)
            body = json.dumps(call.json, ensure_ascii=False)
            yield f"{call.method} {call.path}, {cause.json_path}: {cause.message}, says {schema}, of {body}"

    def _template(self, call: Recorded) -> str:
        """Find the path that describes a call, as a step of a JSON pointer: the one with the fewest parameters."""
        fitting = [
            path
            for path, methods in self._document["paths"].items()
            if call.method.lower() in methods and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", path), call.path)
        ]
        return min(fitting, key=lambda path: path.count("{")).replace("/", "~1")


def told(call: Recorded) -> Any:
    """Give the body as the description wants it: discord.py numbers new files with integers, which Discord takes."""
    if not isinstance(call.json, dict):
        return call.json
    return _numbered({**call.json, "data": _numbered(call.json["data"])} if "data" in call.json else call.json)


def _numbered(body: Any) -> Any:
    if not isinstance(body, dict) or not body.get("attachments"):
        return body
    return {**body, "attachments": [{**file, "id": str(file["id"])} for file in body["attachments"]]}


def leaf(error: ValidationError) -> ValidationError:
    """Descend into the member of each union that the body's own `type` names."""
    while error.context:
        others = {each.schema_path[0] for each in error.context if each.path and each.path[-1] == "type"}
        meant = [each for each in error.context if each.schema_path[0] not in others]
        if not meant:
            break
        error = max(meant, key=lambda each: (len(each.path), each.validator != "type"))
    return error


async def test_every_body_is_as_discord_describes_it(tmp_path: Path) -> None:
    """Every command, completion, button, menu and form is used once; each body fits its schema."""
    seeds = tmp_path / "seeds"
    write_seeds(seeds)
    description = Description()
    async with LoopbackDiscord(timeout=20) as server, loopback_process.folio(server, tmp_path, seeds):
        await server.ready()
        (seeds / "new.txt").write_text(page_text("Eva New", [PaperText("A New Paper")]), "utf-8")
        await use_everything(server)
    assert server.unknown == []
    assert any(call.files for call in server.requests)
    bodies = [call for call in server.requests if call.json is not None]
    assert [violation for call in bodies for violation in description.violations(call)] == []
    assert unused(server) <= RARE


def write_seeds(folder: Path) -> None:
    """Write the shipped page, and one by which lists have pages, names namesakes and abstracts parts."""
    shutil.copytree(loopback_process.SEEDS, folder)
    papers = [PaperText(f"A Paper Numbered {number}", authors="Ada Short, Ada Long") for number in range(12)]
    (folder / "ada.txt").write_text(page_text("Ada Long", [LONG, *papers]), "utf-8")


async def use_everything(server: LoopbackDiscord) -> None:
    """Type every command and into every option, and press what the answers show."""
    for command, option in list(completed(server)):
        for text in ("", "da", UNKNOWN):
            await server.autocomplete(command, option, text)
    pressed: set[tuple[str, str]] = set()
    for name, options in CALLS:
        response = await server.slash(name, **options)
        if response.type == DEFERRED:
            await server.later(response)
        await press_everything(server, pressed)
    await server.click(await server.slash("paper", title=LONG.title), "BibTeX")


def completed(server: LoopbackDiscord) -> Iterator[tuple[str, str]]:
    """Each registered option with autocomplete."""
    for command in server.commands:
        for option in command["options"]:
            if option.get("autocomplete"):
                yield command["name"], option["name"]


async def press_everything(server: LoopbackDiscord, pressed: set[tuple[str, str]]) -> None:
    """Press each kind of control that is shown and was not pressed yet, what deletes a message last."""
    while fresh := [(message, part) for message, part in shown(server) if kind(part) not in pressed]:
        message, part = min(fresh, key=lambda each: kind(each[1])[0] == "delete")
        pressed.add(kind(part))
        values = [option["value"] for option in part.get("options", ())][:1]
        response = await server.press(message, part, *values)
        if response.type == OPEN_MODAL:
            await server.submit_modal(response, {"text": UNKNOWN})


def shown(server: LoopbackDiscord) -> Iterator[tuple[JSON, JSON]]:
    """Every control that can be pressed, with its message."""
    for message in server.messages.values():
        for part in parts(message["components"]):
            if "custom_id" in part and not part.get("disabled"):
                yield message, part


def kind(part: JSON) -> tuple[str, str]:
    """Tell controls apart by what they do and what is written on them."""
    return verb(part["custom_id"]), part.get("label") or part.get("placeholder") or ""


def verb(custom_id: str) -> str:
    """What a control does, by the house's own custom ids."""
    return custom_id.split("/")[1]


def unused(server: LoopbackDiscord) -> set[str]:
    """Commands and verbs that nobody used."""
    used = {one["data"].get("name", "") for one in server.interactions}
    used |= {verb(one["data"]["custom_id"]) for one in server.interactions if "custom_id" in one["data"]}
    return ({command["name"] for command in server.commands} | set(ACTIONS)) - used
