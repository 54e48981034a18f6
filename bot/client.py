"""The Discord client: set up once, told of everything that happens on the gateway, closed at the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from math import isfinite
from typing import Any

import discord
from discord import app_commands
from discord.webhook.async_ import async_context

from bot.correcting import Corrections
from bot.digests import Digests
from bot.folio import Folio
from bot.gateway import Gateway
from bot.health import Health, Pulse, take_pulse
from bot.invitation import invitation
from bot.moderation import Rules
from bot.pacing import Pace
from bot.posting import DiscordPoster
from bot.reloading import Reloads
from bot.render.digests import digest_message
from bot.rounds import Rounds
from bot.sources.interface import Source
from bot.sources.kinds import Watch
from bot.surroundings import Surroundings
from bot.sync import sync_commands
from bot.terms import terms
from bot.tree import AnyCommand, FolioTree
from bot.upkeep import Upkeep
from bot.views.controls import CONTROLS
from bot.views.dispatch import dispatch
from bot.views.journal import record
from bot.views.press import is_delivered
from bot.views.reports import Reports
from bot.watching import Watching

_log = logging.getLogger(__name__)

# Seconds for what is under way at the end: answers and rounds, then Discord's own goodbye.
_FAREWELL = 1.5


class FolioClient(discord.Client):
    """Folio on Discord. `commands` are its tree; no privileged intent is asked for.

    `reloads` changes the library; `source` gives what a watch stands for.
    """

    def __init__(
        self,
        folio: Folio,
        commands: Sequence[AnyCommand],
        reloads: Reloads,
        source: Callable[[Watch], Source],
        around: Surroundings,
        **more: Any,
    ) -> None:
        super().__init__(**terms(), **more)
        self.folio = folio
        self.reloads = reloads
        self.clock = around.clock
        self.fetch = around.fetch
        self.corrections = Corrections(folio, around.clock)
        self.pace = Pace()
        self.tree = FolioTree(self, commands)
        self.upkeep = Upkeep(self)
        self._around = around
        self._source = source
        self._rounds: Rounds | None = None
        self._pulse = Pulse(around.clock)
        self._gateway = Gateway(self, around.nerves, self._pulse)
        self._reports = Reports()

    @property
    def digests(self) -> Digests:
        """What a server can do with digests. Nobody is answered before the set-up, which opens them."""
        assert self._rounds is not None
        return self._rounds.digests

    @property
    def watching(self) -> Watching:
        """The sources that are watched, from the set-up on."""
        assert self._rounds is not None
        return self._rounds.watching

    async def setup_hook(self) -> None:
        """What is done once a process, however often the connection is made anew."""
        self.add_dynamic_items(*CONTROLS)
        await self.upkeep.complete(self.folio)
        poster = DiscordPoster(self)
        self._rounds = await Rounds.open(self.folio, self._source, poster, digest_message, self.clock)
        for report in self.folio.reports:
            _log.warning("%s", report)
        if self._around.round_every is not None:
            self.upkeep.begin_rounds(self._digest_round, self.watching.round, self._around.round_every)
        await self.upkeep.tell_commands(self._sync)

    async def _sync(self) -> None:
        synced = await sync_commands(self.tree, self.folio.store, self._application_id())
        self.tree.ids = dict(synced.ids)
        if synced.first:
            self._around.announce(f"Invite Folio to a server: {self.invite_link()}")

    async def _digest_round(self) -> None:
        await self.digests.round()
        self._pulse.round_done()
        self.upkeep.tidy()

    async def close(self) -> None:
        """Say goodbye, within seconds whatever Discord does. What is on its way is found again at the next start."""
        deliveries = [self._rounds.digests.deliveries.close(_FAREWELL)] if self._rounds else []
        await self.upkeep.close(_FAREWELL, *deliveries)
        try:
            async with asyncio.timeout(_FAREWELL):
                await super().close()
        except TimeoutError:
            await self.http.close()

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected until closed. Raises Deaf, and discord.ConnectionClosed where Discord wants no other one."""
        async_context.set(self._around.wire)
        await self._gateway.stay(super().connect)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Discord takes one IDENTIFY every five seconds, of whichever connection."""
        await self._gateway.before_identify()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell of an event, unless the client is closed: discord.py has no loop for it then, and tries all the same."""
        if self.loop is not discord.utils.MISSING:
            super().dispatch(event, *args, **kwargs)

    async def on_socket_event_type(self, event_type: str) -> None:
        """Note that the gateway speaks."""
        self._pulse.event()

    async def on_connect(self) -> None:
        """Note that the gateway is there."""
        self._gateway.up()

    async def on_resumed(self) -> None:
        """Note that the gateway is back."""
        self._gateway.up()

    async def on_disconnect(self) -> None:
        """Note that the gateway is away; discord.py says so again with each attempt."""
        self._gateway.down()

    async def on_ready(self) -> None:
        """Say that the bot is up. Discord may say so many times; nothing else happens here."""
        servers = len(self.guilds)
        _log.info("Connected as %s in %d server%s.", self.user, servers, "" if servers == 1 else "s")
        if servers == 0:
            _log.info("Folio is in no server yet. Invite it: %s", self.invite_link())

    async def on_app_command_completion(
        self, interaction: discord.Interaction[FolioClient], command: app_commands.Command[Any, Any, Any]
    ) -> None:
        """Note what became of a command."""
        record(interaction, f"/{command.qualified_name}")
        await self._reports.tell(interaction, command)

    async def on_interaction(self, interaction: discord.Interaction[FolioClient]) -> None:
        """Answer presses that discord.py has no control for: forms, and ids that nobody knows any more."""
        pressed = interaction.type in {
            discord.InteractionType.component,
            discord.InteractionType.modal_submit,
        }
        if pressed and not is_delivered(interaction):
            await self.pressed(interaction)

    async def pressed(self, interaction: discord.Interaction[FolioClient]) -> None:
        """Do what a button, menu or form asks for."""
        await dispatch(interaction)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        _log.exception("the event %s failed", event_method)

    async def forget(self, person: int) -> int:
        """Remove a person from everything that is kept; in how many places they were. Raises StoreError."""
        assert self._rounds is not None
        self._rounds.forget(person)
        found = await self.reloads.forget(person)
        # What was being read meanwhile has brought them back into memory, from where a later write would keep them.
        self._rounds.forget(person)
        return found

    def health(self) -> Health:
        """How the bot is at this moment."""
        return take_pulse(
            self._pulse,
            self.folio,
            self._rounds,
            # Before the first login it is no number.
            latency=self.latency if isfinite(self.latency) else None,
            troubles=self.upkeep.problems(),
            stalled=self._around.stalled(),
        )

    def invite_link(self) -> str:
        """Where a server's moderator adds Folio: slash commands, and posting digests."""
        return invitation(self._application_id())

    def rules(self) -> Rules:
        """Who may change the library at this moment."""
        application = self.application
        team = application.team.members if application and application.team else []
        owners = {member.id for member in team} | ({application.owner.id} if application else set())
        return Rules(frozenset(owners), self._around.moderators, len(self.guilds))

    def _application_id(self) -> int:
        assert self.application_id is not None  # known from login on
        return self.application_id
