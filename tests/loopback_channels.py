"""Loopback Discord with many channels to post digests to, and with everything that may go wrong there."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from tests import loopback_payloads as payloads
from tests.loopback_discord import API, CALL, LoopbackDiscord
from tests.loopback_payloads import JSON

TEXT, NEWS, FORUM = 0, 5, 15
NEWS_THREAD, PUBLIC_THREAD = 10, 11
REFUSALS = {
    "10003": (404, 10003, "Unknown Channel"),
    "50001": (403, 50001, "Missing Access"),
    "50013": (403, 50013, "Missing Permissions"),
    "50035": (400, 50035, "Invalid Form Body"),
    "401": (401, 0, "401: Unauthorized"),
    "500": (500, 0, "500: Internal Server Error"),
    "502": (502, 0, "502: Bad Gateway"),
    "503": (503, 0, "503: Service Unavailable"),
}
# Answers that are no answers: to a post that was taken, and to one that was not.
ODD: dict[str, Callable[[], web.Response]] = {
    "half": lambda: web.Response(body=b'{"id": "1', content_type="application/json"),
    "a list": lambda: payloads.answer([]),
    "a page": lambda: web.Response(text="<html>", content_type="text/html"),
    "429 odd": lambda: web.Response(
        body=b'{"message": "wait"}', status=429, content_type="application/json", headers={"Via": "1.1 google"}
    ),
}


class LoopbackChannels(LoopbackDiscord):
    """Text, announcement and forum channels by id. `faults` are what their next posts meet, in turn.

    `remembers` is for how many seconds a nonce is known; `at` is told of every stage of a post; `pause` is how long
    a post takes on its way in and out, in seconds.
    """

    def __init__(self, kinds: Sequence[int], **more: Any) -> None:
        super().__init__(**more)
        self.kinds = {self.channel_id + 1000 + i: kind for i, kind in enumerate(kinds)}
        self.faults: dict[int, list[str]] = defaultdict(list)
        self.posts: dict[int, list[JSON]] = defaultdict(list)  # by channel, also what was deleted since
        self.crossposts: dict[str, int] = defaultdict(int)
        self.deleted: set[str] = set()
        self.told: list[JSON] = []
        self.remembers = 180.0
        self.pause = 0.0
        self.at: Callable[[str], None] = lambda stage: None
        self._nonces: dict[tuple[int, str], tuple[float, JSON]] = {}
        self._over = asyncio.Event()

    async def __aexit__(self, *how: Any) -> None:
        self._over.set()
        await super().__aexit__(*how)

    def forget(self) -> None:
        """Minutes have gone by: no nonce is known any more."""
        self._nonces.clear()

    def _routes(self) -> list[web.RouteDef]:
        channel = API + "/channels/{channel}"
        return [
            *super()._routes(),
            web.post(channel + "/messages", self._send),
            web.get(channel + "/messages", self._history),
            web.get(channel + "/messages/{id}", self._message),
            web.post(channel + "/messages/{id}/crosspost", self._crosspost),
            web.post(channel + "/threads", self._send),
            web.get(channel + "/threads/archived/public", self._archived),
            web.get(f"{API}/guilds/{self.guild_id}/threads/active", self._active),
            web.get(f"{API}/users/{self.user_id}", self._person),
            web.post(f"{API}/users/@me/channels", self._direct),
        ]

    async def _identify(self, connection: payloads.Connection) -> None:
        session = f"session-{next(self._numbers)}"
        self._sessions.add(session)
        await connection.send(payloads.DISPATCH, payloads.ready(session, self.gateway_url), "READY")
        await self._welcome(connection, self._guild(), "GUILD_CREATE")

    def _guild(self) -> JSON:
        """The guild with all its channels."""
        guild, channels = payloads.guild(), [self._channel(each, kind) for each, kind in self.kinds.items()]
        role = {**guild["roles"][0], "permissions": payloads.ALL_PERMISSIONS}
        return {**guild, "channels": [*guild["channels"], *channels], "roles": [role]}

    def _channel(self, channel: int, kind: int) -> JSON:
        forum = {"available_tags": [], "default_forum_layout": 0, "default_auto_archive_duration": 1440}
        return {**payloads.channel(), "id": str(channel), "type": kind, **(forum if kind == FORUM else {})}

    async def _send(self, request: web.Request) -> web.StreamResponse:
        """Take a post, or a forum's thread with its first message."""
        channel, body = int(request.match_info["channel"]), request[CALL].json
        fault = self.faults[channel].pop(0) if self.faults[channel] else ""
        self.at("arrived")
        await asyncio.sleep(self.pause)
        if fault in REFUSALS:
            return payloads.refused(*REFUSALS[fault])
        if fault == "hang":
            await self._over.wait()
        if fault in ODD:
            if fault != "429 odd" and self._known(channel, body.get("nonce")) is None:
                self._accept(channel, body)
            return ODD[fault]()
        if fault.startswith("429"):
            return self._too_many(via="via" in fault, seconds=float(fault.split()[-1]))
        if fault == "reset":
            return _hang_up(request)
        known = self._known(channel, body.get("nonce"))
        posted = known or self._accept(channel, body)
        self.at("accepted")
        await asyncio.sleep(self.pause)
        if fault == "lost":
            return _hang_up(request)
        if fault == "lost and deleted":
            self.deleted.add(posted["id"])
            return _hang_up(request)
        if fault.endswith("after"):
            return payloads.refused(*REFUSALS[fault.split()[0]])
        if known and known["id"] in self.deleted:
            return payloads.refused(404, 10008, "Unknown Message")
        self.at("answered")
        if self.kinds.get(channel) != FORUM:
            return payloads.answer(posted)
        return payloads.answer({**self._thread(channel, posted), "message": posted})

    def _known(self, channel: int, nonce: str | None) -> JSON | None:
        """The message of a nonce that is still remembered."""
        when, known = self._nonces.get((channel, nonce or ""), (0.0, None))
        return known if known is not None and time.monotonic() - when < self.remembers else None

    def _accept(self, channel: int, body: JSON) -> JSON:
        is_post = self.kinds.get(channel) == FORUM
        posted = payloads.message(self._id(), body["message"] if is_post else body)
        del posted["webhook_id"]
        posted["channel_id"] = posted["id"] if is_post else str(channel)
        posted["name"] = body.get("name")
        if body.get("nonce") and body.get("enforce_nonce"):
            self._nonces[channel, body["nonce"]] = (time.monotonic(), posted)
        (self.posts[channel] if channel in self.kinds else self.told).append(posted)
        return posted

    def _thread(self, forum: int, posted: JSON) -> JSON:
        archived = {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": payloads.JOINED,
            "locked": False,
        }
        return {
            **payloads.channel(), "id": posted["id"], "type": PUBLIC_THREAD, "guild_id": str(self.guild_id),
            "parent_id": str(forum), "owner_id": str(self.application_id), "name": posted["name"],
            "message_count": 0, "member_count": 1, "thread_metadata": archived,
        }  # fmt: skip

    async def _history(self, request: web.Request) -> web.Response:
        """Messages that stand, as asked for: the newest, or the oldest after one; always the newest first."""
        query, posts = request.query, self._standing(int(request.match_info["channel"]))
        after, before = int(query.get("after", 0)), int(query.get("before", 1 << 63))
        found = [each for each in posts if after < int(each["id"]) < before]
        limit = int(query.get("limit", 50))
        found = found[:limit] if "after" in query else found[-limit:]
        return payloads.answer(found[::-1])

    def _standing(self, channel: int) -> list[JSON]:
        return [each for each in self.posts[channel] if each["id"] not in self.deleted]

    async def _message(self, request: web.Request) -> web.Response:
        every = [each for posts in self.posts.values() for each in posts if each["id"] not in self.deleted]
        found = [each for each in every if each["id"] == request.match_info["id"]]
        return payloads.answer(found[0]) if found else payloads.refused(404, 10008, "Unknown Message")

    async def _crosspost(self, request: web.Request) -> web.StreamResponse:
        """Publish a message; one that was is refused."""
        name, channel = request.match_info["id"], int(request.match_info["channel"])
        fault = self.faults[-channel].pop(0) if self.faults[-channel] else ""
        self.at("publishing")
        if fault.startswith("429"):
            return self._too_many(via="via" in fault, seconds=float(fault.split()[-1]))
        if self.crossposts[name]:
            return payloads.refused(400, 40033, "This message has already been crossposted.")
        self.crossposts[name] += 1
        self.at("published")
        if fault == "lost":
            return _hang_up(request)
        return payloads.answer(next(each for each in self.posts[channel] if each["id"] == name))

    async def _active(self, _: web.Request) -> web.Response:
        forums = [each for each, kind in self.kinds.items() if kind == FORUM]
        threads = [self._thread(forum, posted) for forum in forums for posted in self._standing(forum)]
        return payloads.answer({"threads": threads, "members": []})

    async def _archived(self, _: web.Request) -> web.Response:
        return payloads.answer({"threads": [], "members": [], "has_more": False})

    async def _person(self, _: web.Request) -> web.Response:
        return payloads.answer(dict(payloads.PERSON))

    async def _direct(self, _: web.Request) -> web.Response:
        return payloads.answer({"id": str(self.user_id + 1), "type": 1, "recipients": [dict(payloads.PERSON)]})

    def _too_many(self, *, via: bool, seconds: float) -> web.Response:
        told = payloads.answer({"message": "You are being rate limited.", "retry_after": seconds, "global": False}, 429)
        told.headers.update({"Retry-After": str(seconds), **({"Via": "1.1 google"} if via else {})})
        return told


def _hang_up(request: web.Request) -> web.Response:
    """Reset the connection instead of an answer."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
