"""What a client is put into: what a test or a preview has otherwise than the real world."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import discord

from bot.gateway import Nerves
from bot.moderation import NOBODY_NAMED, Moderators
from bot.views.fetching import fetch
from bot.wire import Wire

_log = logging.getLogger(__name__)

Fetch = Callable[[discord.Attachment], Awaitable[bytes]]


def _now() -> datetime:
    return datetime.now(UTC)


def _unwatched() -> float | None:
    return None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`moderators` may change the library, beside the application's owners; `fetch` reads attachments.

    `clock` gives the aware time. Every `round_every` seconds digests are planned and sent, never where it is None.
    `announce` tells the operator what they must not miss. `nerves` and `wire` say what is borne of Discord. `stalled`
    gives the loop's worst stall in milliseconds, where somebody watches for it.
    """

    moderators: Moderators = NOBODY_NAMED
    fetch: Fetch = fetch
    clock: Callable[[], datetime] = _now
    round_every: float | None = None
    announce: Callable[[str], None] = _log.info
    nerves: Nerves = field(default_factory=Nerves)
    wire: Wire = field(default_factory=Wire)
    stalled: Callable[[], float | None] = _unwatched
