"""What goes over loopback Discord's wires: one bot, one guild with one text channel, one person."""

import itertools
import json
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

JSON = dict[str, Any]

APPLICATION_ID = 1100000000000000001  # also the bot's user id, as for every application made since 2016
GUILD_ID = 1100000000000000002
CHANNEL_ID = 1100000000000000003
USER_ID = 1100000000000000004

DISCORD_EPOCH_MS = 1420070400000  # an interaction's age is read from its id
ALL_PERMISSIONS = str((1 << 53) - 1)  # the person owns the guild, so no command is hidden from them
BOT_PERMISSIONS = str(1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16)  # see, send, embed, attach, history
ATTACHMENT_LIMIT = 10 * 1024 * 1024  # of a guild without boosts
LOCALE = "en-US"
JOINED = "2024-01-01T00:00:00.000000+00:00"

EPHEMERAL, LOADING = 1 << 6, 1 << 7
SUBCOMMANDS = (1, 2)
MESSAGE, DEFERRED, DEFERRED_UPDATE, UPDATE, OPEN_MODAL = 4, 5, 6, 7, 9  # callback types
REPLY = 20  # the type of a message that answers a slash command
DISPATCH = 0
FAREWELL = 1.0  # how long a client may take to confirm a close, in seconds
EDITABLE = ("content", "embeds", "components", "allowed_mentions", "flags")

POINTER = '''"""Points discord.py at a loopback server once it is imported, and imports nothing itself."""
import sys
from importlib.machinery import PathFinder, SourceFileLoader


class Loader(SourceFileLoader):
    def exec_module(self, module):
        super().exec_module(module)
        if module.__name__ == "discord.http":
            module.Route.BASE = {api!r}
        else:
            module.DiscordWebSocket.DEFAULT_GATEWAY = module.yarl.URL({gateway!r})


class Finder:
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in ("discord.http", "discord.gateway"):
            return None
        spec = PathFinder.find_spec(name, path, target)
        spec.loader = Loader(spec.loader.name, spec.loader.path)
        return spec


sys.meta_path.insert(0, Finder)
'''


def snowflake(number: int) -> str:
    """Give the id of something that is made now, the number telling ids of one millisecond apart."""
    return str((int(time.time() * 1000) - DISCORD_EPOCH_MS) << 22 | number & 0x3FFFFF)


def user(user_id: int, name: str, *, bot: bool) -> JSON:
    """Describe an account."""
    return {
        "id": str(user_id), "username": name, "global_name": None if bot else name, "discriminator": "0",
        "avatar": None, "bot": bot, "flags": 0, "public_flags": 0,
    }  # fmt: skip


BOT: Mapping[str, Any] = user(APPLICATION_ID, "loopback-bot", bot=True)
PERSON: Mapping[str, Any] = user(USER_ID, "reader", bot=False)


def member(account: Mapping[str, Any]) -> JSON:
    """Describe an account's membership of the guild."""
    return {
        "user": dict(account), "nick": None, "avatar": None, "roles": [], "joined_at": JOINED,
        "premium_since": None, "deaf": False, "mute": False, "pending": False, "flags": 0,
        "communication_disabled_until": None,
    }  # fmt: skip


def channel() -> JSON:
    """Describe the guild's text channel."""
    return {
        "id": str(CHANNEL_ID), "type": 0, "name": "general", "topic": None, "position": 0, "nsfw": False,
        "parent_id": None, "last_message_id": None, "permission_overwrites": [], "rate_limit_per_user": 0,
        "flags": 0,
    }  # fmt: skip


def everyone_role() -> JSON:
    """Describe the role whose id is the guild's."""
    return {
        "id": str(GUILD_ID), "name": "@everyone", "color": 0, "hoist": False, "position": 0, "managed": False,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "permissions": BOT_PERMISSIONS, "mentionable": False, "icon": None, "unicode_emoji": None, "flags": 0,
    }  # fmt: skip


def guild() -> JSON:
    """Describe the guild as GUILD_CREATE does."""
    return {
        "id": str(GUILD_ID), "name": "Loopback", "unavailable": False, "owner_id": str(USER_ID), "icon": None,
        "splash": None, "discovery_splash": None, "banner": None, "description": None, "features": [],
        "region": "deprecated", "afk_channel_id": None, "afk_timeout": 300, "system_channel_id": None,
        "system_channel_flags": 0, "rules_channel_id": None, "public_updates_channel_id": None,
        "safety_alerts_channel_id": None, "application_id": None, "vanity_url_code": None, "mfa_level": 0,
        "verification_level": 0, "default_message_notifications": 0, "explicit_content_filter": 0,
        "nsfw_level": 0, "premium_tier": 0, "premium_subscription_count": 0, "preferred_locale": LOCALE,
        "premium_progress_bar_enabled": False, "max_members": 500000, "incidents_data": None,
        "joined_at": JOINED, "large": False, "member_count": 2, "roles": [everyone_role()], "emojis": [],
        "stickers": [], "members": [member(BOT)], "channels": [channel()], "threads": [], "presences": [],
        "voice_states": [], "stage_instances": [], "guild_scheduled_events": [], "soundboard_sounds": [],
    }  # fmt: skip


def ready(session_id: str, gateway_url: str) -> JSON:
    """Describe the session that an IDENTIFY opens."""
    return {
        "v": 10, "user": {**BOT, "verified": True, "mfa_enabled": False, "email": None},
        "guilds": [{"id": str(GUILD_ID), "unavailable": True}], "session_id": session_id,
        "session_type": "normal", "resume_gateway_url": gateway_url, "shard": [0, 1],
        "application": {"id": str(APPLICATION_ID), "flags": 0}, "private_channels": [], "relationships": [],
        "presences": [],
    }  # fmt: skip


def application() -> JSON:
    """Describe the bot's application to itself."""
    return {
        "id": str(APPLICATION_ID), "name": "loopback-bot", "icon": None, "description": "", "summary": "",
        "bot_public": True, "bot_require_code_grant": False, "verify_key": "0" * 64, "flags": 0, "team": None,
        "owner": dict(PERSON), "interactions_endpoint_url": None,
    }  # fmt: skip


def bot_gateway(gateway_url: str) -> JSON:
    """Describe where and how often a bot may identify."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 86400000, "max_concurrency": 1}
    return {"url": gateway_url, "shards": 1, "session_start_limit": limit}


def registered(body: JSON, known: Sequence[JSON], numbers: Iterator[int]) -> JSON:
    """Register a command: a known name and type keep their id, an unchanged one its version too."""
    settled = {
        "application_id": str(APPLICATION_ID), "type": 1, "description": "", "options": [], "nsfw": False,
        "default_member_permissions": None, "dm_permission": True, "contexts": None, "integration_types": [0],
        "name_localizations": None, "description_localizations": None, **body,
    }  # fmt: skip
    key = (settled["name"], settled["type"])
    old = next((one for one in known if (one["name"], one["type"]) == key), None)
    if old and {name: value for name, value in old.items() if name not in ("id", "version")} == settled:
        return old
    command_id = old["id"] if old else snowflake(next(numbers))
    return {**settled, "id": command_id, "version": snowflake(next(numbers))}


def command_options(command: JSON, path: Sequence[str], values: JSON, focused: str | None) -> list[JSON]:
    """Nest option values under their subcommands, refusing what Discord's own form would not send."""
    known = {option["name"]: option for option in command["options"]}
    if absent := set(path[:1] or values) - known.keys():
        raise LookupError(f"{command['name']} has no {sorted(absent)}, it has {sorted(known)}")
    if path:
        child = {"options": [], **known[path[0]]}
        nested = command_options(child, path[1:], values, focused)
        return [{"name": child["name"], "type": child["type"], "options": nested}]
    needed = {name for name, one in known.items() if one.get("required") or one["type"] in SUBCOMMANDS}
    if focused is None and (missing := needed - values.keys()):
        raise LookupError(f"{command['name']} needs {sorted(missing)}")
    return [_option(known[name], value, focused) for name, value in values.items()]


def _option(known: JSON, value: Any, focused: str | None) -> JSON:
    """Fill in one option, marking the one that is being typed."""
    option = {"name": known["name"], "type": known["type"], "value": value}
    return {**option, "focused": True} if known["name"] == focused else option


def interaction(kind: int, interaction_id: str, data: JSON, message: JSON | None = None) -> JSON:
    """Describe what the person did, in the guild's channel."""
    return {
        "version": 1, "type": kind, "id": interaction_id, "token": f"token-{interaction_id}", "data": data,
        "application_id": str(APPLICATION_ID), "guild_id": str(GUILD_ID), "channel_id": str(CHANNEL_ID),
        "guild": {"id": str(GUILD_ID), "locale": LOCALE, "features": []}, "guild_locale": LOCALE,
        "channel": {**channel(), "guild_id": str(GUILD_ID), "permissions": ALL_PERMISSIONS}, "locale": LOCALE,
        "member": {**member(PERSON), "permissions": ALL_PERMISSIONS}, "app_permissions": BOT_PERMISSIONS,
        "entitlements": [], "entitlement_sku_ids": [], "context": 0,
        "authorizing_integration_owners": {"0": str(GUILD_ID)}, "attachment_size_limit": ATTACHMENT_LIMIT,
        **({"message": message} if message else {}),
    }  # fmt: skip


def message(message_id: str, body: JSON, files: Sequence[JSON] = (), kind: int = 0) -> JSON:
    """Describe a message that the bot has posted."""
    return {
        "id": message_id, "channel_id": str(CHANNEL_ID), "author": dict(BOT), "type": kind, "tts": False,
        "timestamp": datetime.now(UTC).isoformat(), "edited_timestamp": None, "pinned": False,
        "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": list(files),
        "webhook_id": str(APPLICATION_ID), "application_id": str(APPLICATION_ID),
        "content": body.get("content") or "", "embeds": body.get("embeds") or [],
        "components": body.get("components") or [], "flags": body.get("flags") or 0,
    }  # fmt: skip


def metadata(exchange: JSON) -> JSON:
    """Describe the interaction that a message answers: who may be told to have asked for it."""
    pressed = {"interacted_message_id": exchange["message"]["id"]} if "message" in exchange else {}
    return {
        "id": exchange["id"], "type": exchange["type"], "user": dict(PERSON),
        "authorizing_integration_owners": exchange["authorizing_integration_owners"], **pressed,
    }  # fmt: skip


def edit(posted: JSON, body: JSON, files: Sequence[JSON]) -> None:
    """Change a posted message as PATCH does: only what the body names, never who may see it."""
    hidden = posted["flags"] & EPHEMERAL
    posted |= {name: body[name] for name in EDITABLE if name in body}
    posted["flags"] = ((posted["flags"] or 0) & ~LOADING) | hidden
    posted["content"] = posted["content"] or ""
    posted["edited_timestamp"] = datetime.now(UTC).isoformat()
    if "attachments" in body or files:
        kept = {entry.get("id") for entry in body.get("attachments") or ()}
        posted["attachments"] = [one for one in posted["attachments"] if one["id"] in kept] + list(files)


def callback(exchange: JSON, kind: int, posted: JSON | None) -> JSON:
    """Describe what a callback made, as `with_response` asks."""
    answer: JSON = {"interaction": {"id": exchange["id"], "type": exchange["type"]}}
    if posted:
        answer["interaction"] |= {
            "response_message_id": posted["id"],
            "response_message_loading": bool(posted["flags"] & LOADING),
            "response_message_ephemeral": bool(posted["flags"] & EPHEMERAL),
        }
        answer["resource"] = {"type": kind, **({"message": posted} if kind in (MESSAGE, UPDATE) else {})}
    return answer


def parts(components: Sequence[JSON]) -> Iterator[JSON]:
    """Walk every component, however deep rows, sections, containers and labels hold it."""
    for part in components:
        yield part
        beside = [part[name] for name in ("accessory", "component") if part.get(name)]
        yield from parts([*part.get("components", ()), *beside])


def filled(components: Sequence[JSON], values: Mapping[str, Any]) -> list[JSON]:
    """Rebuild a modal's layout as its submission: rows and labels around the values typed."""
    return [_filled_part(part, values) for part in components]


def _filled_part(part: JSON, values: Mapping[str, Any]) -> JSON:
    """Rebuild one part of a modal; a text input left alone keeps what the bot put in it."""
    if "components" in part:
        return {"type": part["type"], "components": filled(part["components"], values)}
    if "component" in part:
        return {"type": part["type"], "component": _filled_part(part["component"], values)}
    if "custom_id" not in part:
        return dict(part)
    value = values.get(part["custom_id"], part.get("value") or "")
    field = "values" if isinstance(value, list) else "value"
    return {"type": part["type"], "custom_id": part["custom_id"], field: value}


def answer(payload: Any, status: int = 200) -> web.Response:
    """Answer as Discord does: discord.py reads a body with a charset in its type as mere text."""
    return web.Response(body=json.dumps(payload).encode(), content_type="application/json", status=status)


def refused(status: int, code: int, reason: str) -> web.Response:
    """Answer with one of Discord's error codes."""
    return answer({"message": reason, "code": code}, status)


async def body(request: web.Request) -> tuple[Any, list[JSON]]:
    """Read a body whole: its JSON, and its files as attachments yet without an id."""
    if not request.content_type.startswith("multipart/"):
        text = await request.text()
        return (json.loads(text) if text else None), []
    form = await request.post()
    files = [part for part in form.values() if isinstance(part, web.FileField)]
    return json.loads(str(form["payload_json"])), [_attachment(part) for part in files]


def _attachment(part: web.FileField) -> JSON:
    """Describe an uploaded file, and close what it was spooled to."""
    with part.file as file:
        size = len(file.read())
    return {"filename": part.filename, "size": size, "content_type": part.content_type}


class Connection:
    """One gateway socket, compressed if the client asked for it."""

    def __init__(self, compress: str | None) -> None:
        if compress not in (None, "zlib-stream"):
            raise web.HTTPBadRequest(text=f"loopback Discord does not speak {compress}")
        self.socket = web.WebSocketResponse(timeout=FAREWELL)
        self._stream = zlib.compressobj() if compress else None
        self._numbers = itertools.count(1)

    async def send(self, op: int, data: Any = None, event: str | None = None) -> float:
        """Send one payload and return the moment when it left."""
        number = next(self._numbers) if op == DISPATCH else None
        text = json.dumps({"op": op, "d": data, "s": number, "t": event})
        if self._stream is None:
            sent = time.perf_counter()
            await self.socket.send_str(text)
            return sent
        frame = self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)
        sent = time.perf_counter()
        await self.socket.send_bytes(frame)
        return sent
