"""Slash commands are sent to Discord only when they have changed: it counts every creation."""

import hashlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
import orjson
from discord import app_commands

from bot.store.interface import CommandTree, Store

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Synced:
    """The ids of the commands by name, and whether this application never had any before."""

    ids: Mapping[str, int]
    first: bool


async def sync_commands(tree: app_commands.CommandTree[Any], store: Store, application_id: int) -> Synced:
    """One read to see what Discord has; one write only where that or the tree differs from the last sync.

    Raises discord.HTTPException and StoreError.
    """
    last = await store.command_tree(application_id)
    wanted = _digest(tree)
    http: Any = tree.client.http
    registered = await http.get_global_commands(application_id)
    if last is not None and last == _record(wanted, registered):
        return Synced(last.ids, first=False)
    sent = await http.bulk_upsert_global_commands(application_id, payload=_payload(tree))
    record = _record(wanted, sent)
    await store.remember_command_tree(application_id, record)
    _log.info("Told Discord about %d slash commands.", len(sent))
    return Synced(record.ids, first=last is None and not registered)


def _payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    return [command.to_dict(tree) for command in tree.get_commands(type=discord.AppCommandType.chat_input)]


def _digest(tree: app_commands.CommandTree[Any]) -> str:
    """The order in which commands were added does not matter to Discord."""
    payload = sorted(_payload(tree), key=lambda command: str(command["name"]))
    return hashlib.sha256(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _record(sent: str, commands: Sequence[Mapping[str, Any]]) -> CommandTree:
    """Discord gives a command a new version whenever anybody changes it."""
    return CommandTree(
        sent=sent,
        ids={str(command["name"]): int(command["id"]) for command in commands},
        versions={str(command["name"]): str(command.get("version", "")) for command in commands},
    )
