"""Discord's REST API as a bot asks it about itself: who it is, where it is, and what it may do there."""

from typing import Any

from aiohttp import web

from tests import loopback_payloads as payloads
from tests.loopback_discord import API, LoopbackDiscord
from tests.loopback_payloads import JSON

FORUM, THREAD = 15, 11
SEE, SEND, EMBED, HISTORY, IN_THREADS = 1 << 10, 1 << 11, 1 << 14, 1 << 16, 1 << 38


class Portal(LoopbackDiscord):
    """One server with channels, a thread, and an application as its owner has set it up."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.application = payloads.application()
        self.remaining = 1000
        self.date = ""
        self.servers = [{"id": str(self.guild_id), "name": "Loopback", "owner": False, "permissions": "0"}]
        self.permissions = SEE | SEND | EMBED | HISTORY | IN_THREADS
        self.closed = self.channel_id + 1  # to everybody who is not let in
        self.thread = self.channel_id + 2

    def _routes(self) -> list[web.RouteDef]:
        guild = f"{API}/guilds/{self.guild_id}"
        return [
            web.get(f"{API}/users/@me", self._user),
            web.get(f"{API}/oauth2/applications/@me", self._application),
            web.get(f"{API}/gateway/bot", self._gateway_bot),
            web.get(f"{API}/users/@me/guilds", self._servers),
            web.get(guild, self._server),
            web.get(f"{guild}/channels", self._channels),
            web.get(f"{guild}/members/{self.application_id}", self._me),
            web.get(f"{API}/channels/{{id}}", self._channel),
            *super()._routes(),
        ]

    async def _user(self, _: web.Request) -> web.Response:
        return self._dated(dict(payloads.BOT))

    async def _application(self, _: web.Request) -> web.Response:
        return self._dated(self.application)

    async def _gateway_bot(self, _: web.Request) -> web.Response:
        told = payloads.bot_gateway(self.gateway_url)
        return self._dated(
            {**told, "session_start_limit": {**told["session_start_limit"], "remaining": self.remaining}}
        )

    async def _servers(self, request: web.Request) -> web.Response:
        return self._dated([] if "after" in request.query else self.servers)

    async def _server(self, _: web.Request) -> web.Response:
        role = {**payloads.everyone_role(), "permissions": str(self.permissions)}
        return self._dated({**payloads.guild(), "roles": [role]})

    async def _channels(self, _: web.Request) -> web.Response:
        nobody = {"id": str(self.guild_id), "type": 0, "allow": "0", "deny": str(SEND | EMBED)}
        closed = {**payloads.channel(), "id": str(self.closed), "name": "closed", "permission_overwrites": [nobody]}
        return self._dated([{**each, "guild_id": str(self.guild_id)} for each in (payloads.channel(), closed)])

    async def _me(self, _: web.Request) -> web.Response:
        return self._dated(payloads.member(payloads.BOT))

    async def _channel(self, request: web.Request) -> web.Response:
        if int(request.match_info["id"]) != self.thread:
            return payloads.refused(404, 10003, "Unknown Channel")
        archived = {
            "archived": True,
            "auto_archive_duration": 60,
            "archive_timestamp": payloads.JOINED,
            "locked": False,
        }
        thread: JSON = {
            **payloads.channel(), "id": str(self.thread), "type": THREAD, "guild_id": str(self.guild_id),
            "parent_id": str(self.channel_id), "owner_id": str(self.user_id), "name": "a thread",
            "message_count": 0, "member_count": 1, "thread_metadata": archived,
        }  # fmt: skip
        return self._dated(thread)

    def _dated(self, payload: Any) -> web.Response:
        answer = payloads.answer(payload)
        if self.date:
            answer.headers["Date"] = self.date
        return answer
