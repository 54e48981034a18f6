"""The tree of slash commands: who may be answered now, and what becomes of a command that fails."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.views.journal import record
from bot.views.replies import admit, refuse, tell_failure

if TYPE_CHECKING:
    from bot.client import FolioClient

_log = logging.getLogger(__name__)

AnyCommand = app_commands.Command[Any, Any, Any] | app_commands.Group

_OUTDATED = "This command has changed. Please type it again in a minute; Discord may need that long to notice."


class FolioTree(app_commands.CommandTree["FolioClient"]):
    """A command tree whose failures are private sentences; the traceback goes to the log.

    `ids` are Discord's of its commands, by name, once Discord has told them.
    """

    def __init__(self, client: FolioClient, commands: Sequence[AnyCommand]) -> None:
        super().__init__(
            client,
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        )
        self.ids: dict[str, int] = {}
        for command in commands:
            self.add_command(command)

    def mentions(self) -> dict[str, str]:
        """Commands as something to click, by qualified name; those whose id is unknown are left out."""
        leaves = [command for command in self.walk_commands() if isinstance(command, app_commands.Command)]
        ids = {leaf.qualified_name: self.ids.get(leaf.qualified_name.split()[0]) for leaf in leaves}
        return {name: f"</{name}:{command_id}>" for name, command_id in ids.items() if command_id is not None}

    async def interaction_check(self, interaction: discord.Interaction[FolioClient], /) -> bool:
        """Whether a command is answered now. Completions cost little, and nobody can be told to wait by one."""
        is_completion = interaction.type is discord.InteractionType.autocomplete
        return is_completion or await admit(interaction)

    async def on_error(
        self, interaction: discord.Interaction[FolioClient], error: app_commands.AppCommandError, /
    ) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        name = interaction.command.qualified_name if interaction.command else "?"
        if interaction.type is discord.InteractionType.autocomplete:
            # There is no way to say anything to whoever types.
            _log.warning("nothing can be completed for /%s: %s", name, cause)
            return
        if isinstance(cause, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            await refuse(interaction, _OUTDATED)
        elif isinstance(cause, (app_commands.CheckFailure, app_commands.TransformerError)):
            await refuse(interaction, str(cause))
        else:
            await tell_failure(interaction, cause, f"/{name}")
        record(interaction, f"/{name}")

    async def _call(self, interaction: discord.Interaction[FolioClient]) -> None:
        """The library's own, which lets go of whatever is no error of a command: then nobody would be answered."""
        try:
            await super()._call(interaction)
        except app_commands.AppCommandError:
            raise
        except Exception as error:  # whatever it was, somebody is waiting for an answer
            raise app_commands.AppCommandError(f"an interaction cannot be read: {type(error).__name__}") from error
