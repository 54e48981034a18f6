"""An answer before it is sent, and the one way in which answers are sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import ui

from bot.views.controls import button, view


@dataclass(frozen=True, slots=True)
class Reply:
    """What will be shown. `private` is decided before the first response, which fixes it."""

    embed: discord.Embed
    controls: tuple[ui.Item[Any], ...] = ()
    private: bool = False
    file: discord.File | None = None

    def privately(self) -> Reply:
        """The same, for one pair of eyes."""
        return replace(self, private=True)


async def send(interaction: discord.Interaction[Any], reply: Reply) -> None:
    """The first and only response. A public one can be deleted by whoever asked."""
    controls = list(reply.controls)
    if not reply.private:
        controls.append(button("delete", str(interaction.user.id), "Delete"))
    extra: dict[str, Any] = {"file": reply.file} if reply.file else {}
    if controls:
        extra["view"] = view(controls)
    await interaction.response.send_message(embed=reply.embed, ephemeral=reply.private, **extra)
