"""Discord on loopback, REST and gateway: what the real discord.py client meets in tests."""

import asyncio
import contextlib
import itertools
import json
import os
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any, Self
from unittest.mock import patch

from aiohttp import WSMsgType, web
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from tests import loopback_payloads as payloads
from tests.loopback_payloads import JSON
from tests.loopback_records import Exchange, Recorded, Response

API = "/api/v10"
GATEWAY = "/gateway"
TOKENLESS = ("/interactions/", "/webhooks/")  # these paths hold the interaction's own token
LARGEST_BODY = 25 * payloads.ATTACHMENT_LIMIT
DISPATCH_EVENT, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
HEARTBEAT_MS = 41250
AUTHENTICATION_FAILED, GOING_AWAY = 4004, 1001
COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5  # interaction types
BUTTON, STRING_SELECT = 2, 3  # component types
REACTION = 0.05  # nobody clicks sooner, and discord.py stores a view only after its callback was answered


CALL = web.RequestKey("call", Recorded)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _fixed(payload: Callable[[], Any]) -> Handler:
    """Make a handler that answers with what is true when it is asked."""

    async def answer(_: web.Request) -> web.Response:
        return payloads.answer(payload())

    return answer


class LoopbackDiscord:
    """A Discord of one bot, one guild and one person, on 127.0.0.1 while its context is open."""

    def __init__(self, token: str = "loopback-token", timeout: float = 5.0) -> None:
        self.token, self.timeout = token, timeout
        self.application_id, self.guild_id = payloads.APPLICATION_ID, payloads.GUILD_ID
        self.channel_id, self.user_id = payloads.CHANNEL_ID, payloads.USER_ID
        self.requests: list[Recorded] = []
        self.unknown: list[Recorded] = []  # calls of routes that this server does not have
        self.heard: list[JSON] = []  # what clients sent, heartbeats apart
        self.interactions: list[JSON] = []  # what the person did, as it was dispatched
        self.commands: list[JSON] = []
        self.messages: dict[str, JSON] = {}
        self._exchanges: dict[str, Exchange] = {}  # by token
        self._modals: dict[str, tuple[JSON, JSON | None]] = {}  # by custom_id, with the message below
        self._sessions: set[str] = set()
        self._connections: set[payloads.Connection] = set()
        self._live: payloads.Connection | None = None
        self._change = asyncio.Event()
        self._numbers = itertools.count(1)

    async def __aenter__(self) -> Self:
        app = web.Application(middlewares=[self._record], client_max_size=LARGEST_BODY)
        app.add_routes(self._routes())
        self._runner = web.AppRunner(app, shutdown_timeout=payloads.FAREWELL)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        origin = f"127.0.0.1:{self._runner.addresses[0][1]}"
        self.api_url, self.gateway_url = f"http://{origin}{API}", f"ws://{origin}{GATEWAY}"
        self._folder = TemporaryDirectory(prefix="loopback-discord-")
        return self

    async def __aexit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        await self.drop()
        await self._runner.cleanup()
        self._folder.cleanup()

    def environment(self, folder: Path | None = None) -> dict[str, str]:
        """Give the environment in which any Python process finds this Discord and holds its token."""
        folder = folder or Path(self._folder.name)
        text = payloads.POINTER.format(api=self.api_url, gateway=self.gateway_url)
        (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
        path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
        return {**os.environ, "PYTHONPATH": path, "DISCORD_TOKEN": self.token}

    @contextlib.contextmanager
    def pointing_here(self) -> Iterator[None]:
        """Point this process's discord.py here for the length of the context."""
        gateway = patch.object(DiscordWebSocket, "DEFAULT_GATEWAY", URL(self.gateway_url))
        with patch.object(Route, "BASE", self.api_url), gateway:
            yield

    async def ready(self) -> None:
        """Wait until a client is connected and was sent its guild."""
        await self._until(lambda: self._live, "client with its guild")

    async def gone(self) -> None:
        """Wait until no client is connected any more, as after a kill."""
        await self._until(lambda: not self._connections, "disconnection")

    async def drop(self, code: int = GOING_AWAY) -> None:
        """Close every gateway socket from Discord's side, as for a resume."""
        self._live = None
        await asyncio.gather(*(one.socket.close(code=code) for one in self._connections))

    async def slash(self, name: str, /, **options: Any) -> Response:
        """Use a registered command, subcommands as in "digest list", and wait for its first answer."""
        return await self._interact(COMMAND, await self._command(name, options))

    async def autocomplete(self, name: str, option: str, text: str, /, **others: Any) -> Response:
        """Type into one option of a command and wait for its choices."""
        return await self._interact(AUTOCOMPLETE, await self._command(name, {**others, option: text}, option))

    async def click(self, target: Response | str, button: str | None = None) -> Response:
        """Press a button, by custom_id or label: of the newest message that has it, or of a response's."""
        return await self.press(*self._component(BUTTON, target, button))

    async def select(self, target: Response | str, *values: str, menu: str | None = None) -> Response:
        """Choose values in a string select, found as a button is."""
        return await self.press(*self._component(STRING_SELECT, target, menu), *values)

    async def press(self, message: JSON, part: JSON, *values: str) -> Response:
        """Press a button, or choose values in a menu, of one of the `messages`."""
        data = {"component_type": part["type"], "custom_id": part["custom_id"]}
        if part["type"] == STRING_SELECT:
            if absent := set(values) - {option["value"] for option in part["options"]}:
                raise LookupError(f"the menu does not offer {sorted(absent)}")
            data["values"] = list(values)
        return await self._react(COMPONENT, data, message)

    async def submit_modal(self, target: Response | str, values: dict[str, Any]) -> Response:
        """Send a modal that the bot has opened, with the values typed by the inputs' custom_id."""
        custom_id = target if isinstance(target, str) else target.data["custom_id"]
        modal, message = self._modals.pop(custom_id)
        data = {"custom_id": custom_id, "components": payloads.filled(modal["components"], values)}
        return await self._react(MODAL, data, message)

    async def later(self, response: Response, number: int = 1) -> Response:
        """Wait for what followed a response, an edit of it or a followup: the first, or a later one."""
        answers = self._exchanges[f"token-{response.interaction_id}"].answers
        await self._until(lambda: len(answers) > number, f"answer {number} after the first")
        return answers[number]

    async def called(self, method: str, path: str) -> Recorded:
        """Wait until the bot has made a REST call, the path as after /api/v10, and return the newest."""

        def made() -> list[Recorded]:
            return [one for one in self.requests if (one.method, one.path) == (method, path)]

        await self._until(made, f"{method} {path}")
        return made()[-1]

    async def _until(self, true: Callable[[], Any], what: str) -> None:
        """Wait for a condition, or tell after the timeout what was recorded instead."""
        try:
            async with asyncio.timeout(self.timeout):
                while not true():
                    await self._change.wait()
        except TimeoutError:
            calls = "\n".join(f"{one.method} {one.path} {one.json}" for one in self.requests)
            raise TimeoutError(f"no {what} within {self.timeout} s; recorded:\n{calls}") from None

    def _changed(self) -> None:
        """Have every waiter look again."""
        self._change.set()
        self._change = asyncio.Event()

    async def _command(self, name: str, values: JSON, focused: str | None = None) -> JSON:
        """Fill in a registered command as Discord's form does, once the bot is there."""
        await self.ready()
        root, *path = name.split()
        command = next((one for one in self.commands if one["name"] == root and one["type"] == 1), None)
        if command is None:
            raise LookupError(f"/{root} is not registered, only {[one['name'] for one in self.commands]}")
        options = payloads.command_options(command, path, values, focused)
        return {"id": command["id"], "name": root, "type": 1, "options": options}

    def _component(self, kind: int, target: Response | str, wanted: str | None) -> tuple[JSON, JSON]:
        """Find an enabled component and the message that shows it."""
        shown, label = list(reversed(self.messages.values())), wanted
        if isinstance(target, str):
            label = target
        else:
            shown = [self.messages[target.message_id or ""]]
        for message in shown:
            for part in payloads.parts(message["components"]):
                usable = part["type"] == kind and "custom_id" in part and not part.get("disabled")
                if usable and label in (None, part["custom_id"], part.get("label")):
                    return message, part
        raise LookupError(f"no message shows an enabled component {label!r}")

    async def _react(self, kind: int, data: JSON, message: JSON | None) -> Response:
        """Interact with what the bot has just shown, no sooner than a person could."""
        await asyncio.sleep(REACTION)
        return await self._interact(kind, data, message)

    async def _interact(self, kind: int, data: JSON, message: JSON | None = None) -> Response:
        """Dispatch an interaction to the connected client and wait for its callback."""
        number = await self._dispatched(kind, data, message)
        exchange = self._exchanges[f"token-{number}"]
        await self._until(lambda: exchange.answers, "callback")
        return exchange.answers[0]

    async def _dispatched(self, kind: int, data: JSON, message: JSON | None = None) -> str:
        """Dispatch an interaction to the connected client, and give its id."""
        await self.ready()
        payload = payloads.interaction(kind, self._id(), data, message)
        exchange = self._exchanges[payload["token"]] = Exchange(payload)
        self.interactions.append(payload)
        assert self._live is not None
        exchange.sent = await self._live.send(payloads.DISPATCH, payload, "INTERACTION_CREATE")
        return str(payload["id"])

    def _id(self) -> str:
        """Give a new snowflake."""
        return payloads.snowflake(next(self._numbers))

    def _routes(self) -> list[web.RouteDef]:
        """List what this Discord knows; any other call is answered 404 and kept in `unknown`."""
        commands = f"/applications/{self.application_id}/commands"
        reply = "/webhooks/{app}/{token}/messages/{id}"
        handlers: list[tuple[str, str, Handler]] = [
            ("GET", "/users/@me", _fixed(lambda: payloads.BOT)),
            ("GET", "/oauth2/applications/@me", _fixed(payloads.application)),
            ("GET", "/gateway", _fixed(lambda: {"url": self.gateway_url})),
            ("GET", "/gateway/bot", _fixed(lambda: payloads.bot_gateway(self.gateway_url))),
            ("GET", commands, _fixed(lambda: self.commands)),
            ("PUT", commands, self._register),
            ("POST", "/interactions/{id}/{token}/callback", self._callback),
            ("POST", "/webhooks/{app}/{token}", self._followup),
            *((method, reply, self._reply) for method in ("GET", "PATCH", "DELETE")),
            ("POST", f"/channels/{self.channel_id}/messages", self._posted),
        ]
        routes = [web.route(method, API + path, handler) for method, path, handler in handlers]
        return [web.get(GATEWAY, self._gateway), *routes]

    @web.middleware
    async def _record(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Record every REST call before it is answered, and wake who waits for one after."""
        if request.path == GATEWAY:
            return await handler(request)
        body, files = await payloads.body(request)
        path = request.path.removeprefix(API)
        call = request[CALL] = Recorded(request.method, path, body, time.perf_counter(), tuple(files))
        self.requests.append(call)
        answer = await self._authorized(request, call, handler)
        self._changed()
        return answer

    async def _authorized(self, request: web.Request, call: Recorded, handler: Handler) -> web.StreamResponse:
        """Let a call through if it holds the bot's token, or needs none, and if its route exists."""
        proven = request.headers.get("Authorization") == f"Bot {self.token}"
        if not (proven or call.path.startswith(TOKENLESS)):
            return payloads.refused(401, 0, "401: Unauthorized")
        if request.match_info.http_exception is not None:
            self.unknown.append(call)
            return payloads.refused(404, 0, "404: Not Found")
        return await handler(request)

    async def _register(self, request: web.Request) -> web.Response:
        """Replace all commands by those in the body."""
        known = self.commands
        self.commands = [payloads.registered(body, known, self._numbers) for body in request[CALL].json]
        return payloads.answer(self.commands)

    async def _callback(self, request: web.Request) -> web.Response:
        """Take the first answer to an interaction, and refuse any other."""
        exchange, call = self._exchanges.get(request.match_info["token"]), request[CALL]
        if exchange is None or exchange.payload["id"] != request.match_info["id"]:
            return payloads.refused(404, 10062, "Unknown interaction")
        if exchange.answers:
            return payloads.refused(400, 40060, "Interaction has already been acknowledged.")
        kind, data = call.json["type"], call.json.get("data") or {}
        if kind == payloads.OPEN_MODAL:
            self._modals[data["custom_id"]] = (data, exchange.payload.get("message"))
        posted = self._shown(exchange, kind, data, call.files)
        exchange.answer(call, posted, kind, data)
        if request.query.get("with_response", "").lower() not in ("1", "true"):
            return web.Response(status=204)
        return payloads.answer(payloads.callback(exchange.payload, kind, posted))

    def _shown(self, exchange: Exchange, kind: int, data: JSON, files: tuple[JSON, ...]) -> JSON | None:
        """Show what a callback posts or changes, and remember it as the interaction's original."""
        posted = None
        if kind in (payloads.MESSAGE, payloads.DEFERRED):
            loading = payloads.LOADING if kind == payloads.DEFERRED else 0
            shown = {**data, "flags": data.get("flags", 0) | loading}
            posted = self._post(shown, files, payloads.REPLY, exchange.payload)
        elif kind in (payloads.UPDATE, payloads.DEFERRED_UPDATE):
            posted = self.messages[exchange.payload["message"]["id"]]
            if kind == payloads.UPDATE:
                payloads.edit(posted, data, self._attached(files))
        exchange.original = posted["id"] if posted else None
        return posted

    async def _followup(self, request: web.Request) -> web.Response:
        """Post one more message, or the one that a deferred answer has announced."""
        exchange, call = self._exchanges.get(request.match_info["token"]), request[CALL]
        if exchange is None or not exchange.answers:
            return payloads.refused(404, 10015, "Unknown Webhook")
        posted = self.messages.get(exchange.original or "")
        if posted and posted["flags"] & payloads.LOADING:
            payloads.edit(posted, call.json, self._attached(call.files))
        else:
            posted = self._post(call.json, call.files, cause=exchange.payload)
        exchange.answer(call, posted, None, call.json)
        return payloads.answer(posted)

    async def _reply(self, request: web.Request) -> web.Response:
        """Show, change or delete a message that answers an interaction."""
        exchange, name = self._exchanges.get(request.match_info["token"]), request.match_info["id"]
        if exchange is None or not exchange.answers:
            return payloads.refused(404, 10015, "Unknown Webhook")
        posted = self.messages.get((exchange.original or "") if name == "@original" else name)
        if posted is None:
            return payloads.refused(404, 10008, "Unknown Message")
        if request.method == "DELETE":
            del self.messages[posted["id"]]
            return web.Response(status=204)
        if request.method == "PATCH":
            call = request[CALL]
            payloads.edit(posted, call.json, self._attached(call.files))
            exchange.answer(call, posted, None, call.json)
        return payloads.answer(posted)

    async def _posted(self, request: web.Request) -> web.Response:
        """Post a message to the channel without an interaction."""
        return payloads.answer(self._post(request[CALL].json, request[CALL].files))

    def _post(self, body: JSON, files: tuple[JSON, ...], kind: int = 0, cause: JSON | None = None) -> JSON:
        """Keep a new message, and the interaction that it answers."""
        posted = payloads.message(self._id(), body, self._attached(files), kind)
        if cause:
            posted["interaction_metadata"] = payloads.metadata(cause)
        self.messages[posted["id"]] = posted
        return posted

    def _attached(self, files: tuple[JSON, ...]) -> list[JSON]:
        """Give uploaded files the ids and addresses of attachments."""
        url = f"{self.api_url}/attachments"
        return [{**one, "id": self._id(), "url": url, "proxy_url": url} for one in files]

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        """Greet a client and hear it until it is gone."""
        connection = payloads.Connection(request.query.get("compress"))
        await connection.socket.prepare(request)
        self._connections.add(connection)
        try:
            await connection.send(HELLO, {"heartbeat_interval": HEARTBEAT_MS})
            async for frame in connection.socket:
                if frame.type is WSMsgType.TEXT:
                    await self._hear(connection, json.loads(frame.data))
        finally:
            self._connections.discard(connection)
            self._live = None if self._live is connection else self._live
            self._changed()
        return connection.socket

    async def _hear(self, connection: payloads.Connection, payload: JSON) -> None:
        """Answer one gateway payload of a client."""
        if payload["op"] == HEARTBEAT:
            await connection.send(HEARTBEAT_ACK)
            return
        self.heard.append(payload)
        if payload["op"] not in (IDENTIFY, RESUME):
            return
        if payload["d"]["token"] != self.token:
            await connection.socket.close(code=AUTHENTICATION_FAILED)
        elif payload["op"] == IDENTIFY:
            await self._identify(connection)
        elif payload["d"]["session_id"] in self._sessions:
            await self._welcome(connection, {}, "RESUMED")
        else:
            await connection.send(INVALID_SESSION, False)

    async def _identify(self, connection: payloads.Connection) -> None:
        """Open a session and send its guild."""
        session = f"session-{next(self._numbers)}"
        self._sessions.add(session)
        await connection.send(payloads.DISPATCH, payloads.ready(session, self.gateway_url), "READY")
        await self._welcome(connection, payloads.guild(), "GUILD_CREATE")

    async def _welcome(self, connection: payloads.Connection, data: JSON, event: str) -> None:
        """Send the event after which a client is ready for interactions."""
        await connection.send(payloads.DISPATCH, data, event)
        self._live = connection
        self._changed()
