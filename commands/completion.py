"""Autocomplete for options that name a paper, a person or a field: keys as values, within Discord's limits."""

from collections.abc import Iterable

import discord
from discord.app_commands import Choice

from bot.client import FolioClient
from bot.library.fields import field_of
from bot.library.text import fold
from bot.matching.outcome import Match
from bot.render import limits
from bot.render.limits import clip

Interaction = discord.Interaction[FolioClient]


async def complete_paper(interaction: Interaction, current: str) -> list[Choice[str]]:
    """Papers that what is typed so far may mean."""
    return _choices(interaction.client.folio.suggest_papers(current))


async def complete_person(interaction: Interaction, current: str) -> list[Choice[str]]:
    """People that what is typed so far may mean."""
    return _choices(interaction.client.folio.suggest_people(current))


async def complete_field(interaction: Interaction, current: str) -> list[Choice[str]]:
    """Fields of the papers that are loaded, by name or code."""
    used = {field_of(raw) for paper in interaction.client.folio.catalogue.papers.values() for raw in paper.fields}
    named = {field.code: f"{field.name} ({field.code})" for field in used}
    typed = fold(current)
    kept = sorted((name, code) for code, name in named.items() if typed in fold(name))
    return [Choice(name=clip(name, limits.CHOICE_NAME), value=code) for name, code in kept[: limits.CHOICES]]


def _choices(matches: Iterable[Match]) -> list[Choice[str]]:
    kept = list(matches)[: limits.CHOICES]
    return [Choice(name=clip(match.name, limits.CHOICE_NAME), value=match.key) for match in kept]
