"""The Discord client: one-time set-up, command sync, and the door for everything that goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from math import isfinite
from typing import Any

import discord
from discord import app_commands
from discord.webhook.async_ import async_context

from bot.correcting import Corrections
from bot.digests import Digests
from bot.folio import Folio
from bot.gateway import Gateway, Nerves
from bot.health import Health, Pulse, take_pulse
from bot.invitation import invitation
from bot.ledger import Ledger
from bot.moderation import NOBODY_NAMED, Moderators, Rules
from bot.pacing import Pace
from bot.posting import DiscordPoster, failures_noted
from bot.reloading import Reloads
from bot.render.digests import digest_message
from bot.sources.interface import Source
from bot.sources.kinds import Watch
from bot.sync import sync_commands
from bot.tidying import Tidying
from bot.tree import FolioTree
from bot.upkeep import Upkeep
from bot.views.controls import CONTROLS
from bot.views.dispatch import dispatch
from bot.views.fetching import fetch
from bot.views.journal import record
from bot.views.press import is_delivered
from bot.views.reports import Reports
from bot.watching import Watching
from bot.wire import Wire

_log = logging.getLogger(__name__)

# Seconds for what is under way at the end: answers and rounds, then Discord's own goodbye.
_FAREWELL = 1.5
AnyCommand = app_commands.Command[Any, Any, Any] | app_commands.Group


class FolioClient(discord.Client):
    """Folio on Discord. `commands` are added to its tree; no privileged intent is asked for.

    `reloads` changes the library, for `moderators` and the application's owners; `source` gives what a watch stands
    for; `fetch` reads attachments. `clock` gives the aware time; every `round_every` seconds digests are planned and
    sent, never where it is None; `announce` tells the operator what they must not miss; `nerves` and `wire` say what is
    borne of Discord; `stalled` gives the loop's worst stall in milliseconds, where somebody watches for it.
    """

    def __init__(  # noqa: PLR0913  # everything that is wired together once
        self,
        folio: Folio,
        commands: Sequence[AnyCommand],
        reloads: Reloads,
        source: Callable[[Watch], Source],
        *,
        moderators: Moderators = NOBODY_NAMED,
        fetch: Callable[[discord.Attachment], Awaitable[bytes]] = fetch,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        round_every: float | None = None,
        announce: Callable[[str], None] = _log.info,
        nerves: Nerves = Nerves(),  # noqa: B008  # frozen
        wire: Wire | None = None,
        stalled: Callable[[], float | None] = lambda: None,
        **more: Any,
    ) -> None:
        # Folio has no voice, so nobody needs to be told what voice would need.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=failures_noted(),
            # Longer pauses are the caller's: a call that waits for an hour keeps a place that others need.
            max_ratelimit_timeout=30,
            **more,
        )
        self.folio = folio
        self.reloads = reloads
        self.corrections = Corrections(folio, clock)
        self.pace = Pace()
        self._reports = Reports()
        self._is_set_up = False
        self.moderators = moderators
        self.fetch = fetch
        self.clock = clock
        self._pulse = Pulse(clock)
        self._announce = announce
        self._round_every = round_every
        self._tidying = Tidying()
        self._upkeep = Upkeep(self)
        self._gateway = Gateway(self, nerves)
        self._wire = wire or Wire()
        self._stalled = stalled
        self._answering: set[asyncio.Task[Any]] = set()
        self._completing: asyncio.Task[None] | None = None
        self._source = source
        self.digests: Digests
        self.watching: Watching
        self.command_ids: dict[str, int] = {}
        self.tree = FolioTree(
            self,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        for command in commands:
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        """What is done once a process, however often the connection is made anew."""
        self.add_dynamic_items(*CONTROLS)
        self._completing = asyncio.create_task(self.folio.complete())
        if self.folio.is_quick:
            await self._completing
        ledger = await Ledger.open(self.folio.store)
        self.watching = await Watching.open(self.folio, self._source, self.clock)
        self.digests = Digests(
            self.folio, ledger, DiscordPoster(self), digest_message, self.clock, self.watching.failures
        )
        self._is_set_up = True
        for report in self.folio.reports:
            _log.warning("%s", report)
        if self._round_every is not None:
            self._upkeep.begin_rounds(self._digest_round, self.watching.round, self._round_every)
        await self._upkeep.tell_commands(self._sync)

    async def _sync(self) -> None:
        synced = await sync_commands(self.tree, self.folio.store, self._application_id())
        self.command_ids = dict(synced.ids)
        if synced.first:
            self._announce(f"Invite Folio to a server: {self.invite_link()}")

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected until closed. Raises Deaf, and discord.ConnectionClosed where Discord wants no other one."""
        async_context.set(self._wire)
        await self._gateway.stay(super().connect, self._lost)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Discord takes one IDENTIFY every five seconds, of whichever connection."""
        await self._gateway.before_identify()

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Tell of an event, unless the client is closed: discord.py has no loop for it then, and tries all the same."""
        if self.loop is not discord.utils.MISSING:
            super().dispatch(event, *args, **kwargs)

    def _lost(self) -> None:
        self._pulse.down()
        self._gateway.down()

    def _found(self) -> None:
        self._pulse.up()
        self._gateway.up()

    def is_answering(self, task: asyncio.Task[Any] | None) -> None:
        """Note who is being answered, so that it is waited for at the end."""
        if task is not None:
            self._answering.add(task)
            task.add_done_callback(self._answering.discard)

    async def _digest_round(self) -> None:
        await self.digests.round()
        self._pulse.round_done()
        self._tidying.look(quiet=not self._answering)

    async def forget(self, person: int) -> int:
        """Remove a person from everything that is kept; in how many places they were. Raises StoreError."""
        self._forget_at_hand(person)
        found = await self.reloads.forget(person)
        # What was being read meanwhile has brought them back into memory, from where a later write would keep them.
        self._forget_at_hand(person)
        return found

    def _forget_at_hand(self, person: int) -> None:
        self.digests.ledger.forget(person)
        self.watching.forget(person)

    def health(self) -> Health:
        """How the bot is at this moment."""
        # Before the first login there is neither.
        ledger, watching = (self.digests.ledger, self.watching) if self._is_set_up else (None, None)
        return take_pulse(
            self._pulse,
            self.folio,
            latency=self.latency if isfinite(self.latency) else None,
            waiting=[row.planned for row in ledger.unfinished() if row.is_open] if ledger else [],
            suspended=sum(bool(each.suspended) for each in ledger.subscriptions) if ledger else 0,
            failing=watching.failures() if watching else (),
            troubles=self._upkeep.problems(),
            stalled=self._stalled(),
        )

    async def on_socket_event_type(self, event_type: str) -> None:
        """Note that the gateway speaks."""
        self._pulse.event()

    async def on_connect(self) -> None:
        """Note that the gateway is there."""
        self._found()

    async def on_resumed(self) -> None:
        """Note that the gateway is back."""
        self._found()

    async def on_disconnect(self) -> None:
        """Note that the gateway is away; discord.py says so again with each attempt."""
        self._lost()

    async def close(self) -> None:
        """Say goodbye, within seconds whatever Discord does. What is on its way is found again at the next start."""
        if self._completing is not None:
            self._completing.cancel()
        answering = self._answering - {asyncio.current_task()}
        await asyncio.gather(
            self._upkeep.close(_FAREWELL),
            self.digests.deliveries.close(_FAREWELL) if self._is_set_up else asyncio.sleep(0),
            asyncio.wait(answering, timeout=_FAREWELL) if answering else asyncio.sleep(0),
        )
        try:
            async with asyncio.timeout(_FAREWELL):
                await super().close()
        except TimeoutError:
            await self.http.close()

    def invite_link(self) -> str:
        """Where a server's moderator adds Folio: slash commands, and posting digests."""
        return invitation(self._application_id())

    def rules(self) -> Rules:
        """Who may change the library at this moment."""
        application = self.application
        team = application.team.members if application and application.team else []
        owners = {member.id for member in team} | ({application.owner.id} if application else set())
        return Rules(frozenset(owners), self.moderators, len(self.guilds))

    def mentions(self) -> dict[str, str]:
        """Commands as something to click, by qualified name; those whose id is unknown are left out."""
        leaves = [command for command in self.tree.walk_commands() if isinstance(command, app_commands.Command)]
        ids = {leaf.qualified_name: self.command_ids.get(leaf.qualified_name.split()[0]) for leaf in leaves}
        return {name: f"</{name}:{command_id}>" for name, command_id in ids.items() if command_id is not None}

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

    def _application_id(self) -> int:
        assert self.application_id is not None  # known from login on
        return self.application_id
