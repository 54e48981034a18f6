"""Loopback Discord with many people in many places, who do whatever Discord's own clients would never send."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from tests import loopback_payloads as payloads
from tests.loopback_discord import CALL, COMMAND, COMPONENT, MODAL, LoopbackDiscord
from tests.loopback_payloads import JSON
from tests.loopback_records import Exchange, Response

FIRST_PERSON, FIRST_SERVER = 1200000000000000000, 1300000000000000000
LEFT = FIRST_SERVER  # a server that the bot is not in
FROM_A_SERVER, FROM_A_DM = 0, 1


@dataclass(frozen=True, slots=True)
class Someone:
    """Who does something, where, and what they and the bot may do there. `server` is None in private messages."""

    person: int = payloads.USER_ID
    server: int | None = payloads.GUILD_ID
    permissions: int = int(payloads.ALL_PERMISSIONS)
    bot_permissions: int = int(payloads.BOT_PERMISSIONS)


READER = Someone()


def somebody(number: int, server: int | None = payloads.GUILD_ID) -> Someone:
    """One of many people, who may do nothing special."""
    return Someone(FIRST_PERSON + number, server, permissions=1 << 11)


class Crowd(LoopbackDiscord):
    """Many people. What is over is forgotten on request, so that only the bot could grow."""

    mark = "token-"  # how interactions' tokens begin

    async def command(self, name: str, /, who: Someone = READER, **options: Any) -> Response:
        """Use a command, and wait for its first answer."""
        return await self.does(COMMAND, await self._command(name, options), who)

    async def push(self, custom_id: str, who: Someone = READER, *values: str, message: JSON | None = None) -> Response:
        """Press a button of any id, or choose values in a menu, on a message or on one that holds just that."""
        kind = payloads_kind(custom_id, values)
        part: JSON = {"type": kind, "custom_id": custom_id, "style": 2, "label": "x"}
        if kind == 3:
            part = {"type": kind, "custom_id": custom_id, "options": [{"label": one, "value": one} for one in values]}
        shown = message or payloads.message(self._id(), {"components": [{"type": 1, "components": [part]}]})
        data = {"component_type": kind, "custom_id": custom_id, **({"values": list(values)} if values else {})}
        return await self.does(COMPONENT, data, who, shown)

    async def type(self, custom_id: str, lines: JSON, who: Someone = READER) -> Response:
        """Send a form of any id."""
        inputs = [
            {"type": 18, "component": {"type": 4, "custom_id": key, "value": text}} for key, text in lines.items()
        ]
        return await self.does(MODAL, {"custom_id": custom_id, "components": inputs}, who)

    async def does(self, kind: int, data: JSON, who: Someone = READER, message: JSON | None = None) -> Response:
        """Do something, and wait for the first answer."""
        exchange = await self.send(kind, data, who, message)
        deadline = time.perf_counter() + self.timeout
        while not exchange.answers:
            if time.perf_counter() > deadline:
                raise TimeoutError(f"no answer to {data}")
            await asyncio.sleep(0.002)
        return exchange.answers[0]

    async def send(self, kind: int, data: JSON, who: Someone = READER, message: JSON | None = None) -> Exchange:
        """Do something, and do not wait."""
        await self.ready()
        payload = told(payloads.interaction(kind, self._id(), data, message), who)
        payload["token"] = f"{self.mark}{payload['id']}"
        exchange = self._exchanges[payload["token"]] = Exchange(payload)
        assert self._live is not None
        exchange.sent = await self._live.send(payloads.DISPATCH, payload, "INTERACTION_CREATE")
        return exchange

    def forget(self) -> None:
        """Let go of everything that is over."""
        self.requests.clear()
        self.interactions.clear()
        self.messages.clear()
        self._modals.clear()
        self._exchanges = {token: each for token, each in self._exchanges.items() if not each.answers}

    async def _callback(self, request: web.Request) -> web.Response:
        """As Discord does, a message that was deleted cannot be changed."""
        exchange = self._exchanges.get(request.match_info["token"])
        kind = request[CALL].json["type"]
        changes = kind in (payloads.UPDATE, payloads.DEFERRED_UPDATE)
        if exchange and changes and exchange.payload["message"]["id"] not in self.messages:
            return payloads.refused(404, 10008, "Unknown Message")
        return await super()._callback(request)


def payloads_kind(custom_id: str, values: Sequence[str]) -> int:
    """The kind of control on which an id stands: a menu where something is chosen."""
    return 3 if values or custom_id.startswith("m/") else 2


def told(payload: JSON, who: Someone) -> JSON:
    """An interaction as another person does it somewhere else."""
    account = {**payloads.PERSON, "id": str(who.person), "username": f"p{who.person}", "global_name": None}
    payload = {**payload, "app_permissions": str(who.bot_permissions)}
    owner = str(who.server) if who.server == payloads.GUILD_ID else str(who.person)
    payload["authorizing_integration_owners"] = {"0" if who.server == payloads.GUILD_ID else "1": owner}
    if who.server is None:
        for name in ("guild", "guild_id", "guild_locale", "member"):
            del payload[name]
        direct = {"id": str(who.person + 1), "type": 1, "flags": 0, "recipients": [account], "last_message_id": None}
        return {**payload, "user": account, "context": FROM_A_DM, "channel": direct, "channel_id": direct["id"]}
    member = {**payload["member"], "user": account, "permissions": str(who.permissions)}
    guild = {**payload["guild"], "id": str(who.server)}
    channel = {**payload["channel"], "guild_id": str(who.server)}
    return {**payload, "member": member, "guild_id": str(who.server), "guild": guild, "channel": channel}


def channel_option(channel: int) -> JSON:
    """What Discord sends along where an option is a channel."""
    return {"channels": {str(channel): {**payloads.channel(), "permissions": payloads.ALL_PERMISSIONS}}}


ALPHABETS = ("abcxyz0189/|-", "/", "é中🄰\u202e\u200b\x00\n", "0123456789|/", "%s{}[]()<@>`*_~")


def any_text(chance: random.Random, longest: int) -> str:
    """Text of any of several kinds."""
    letters = chance.choice(ALPHABETS)
    return "".join(chance.choice(letters) for _ in range(chance.randint(0, longest)))
