"""Whoever is behind an interaction: as the history names them, and as what they may do is decided."""

from typing import Any

import discord

from bot.moderation import Asker
from bot.proposals import Actor


def actor_of(interaction: discord.Interaction[Any]) -> Actor:
    """Who it is, for the history."""
    return Actor(interaction.user.id, interaction.user.display_name)


def asker_of(interaction: discord.Interaction[Any]) -> Asker:
    """Who it is, for deciding what they may."""
    roles = interaction.user.roles if isinstance(interaction.user, discord.Member) else []
    return Asker(
        user=interaction.user.id,
        server=interaction.guild_id,
        manages_server=interaction.permissions.manage_guild,
        roles=frozenset(role.id for role in roles),
    )
