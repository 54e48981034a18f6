"""Autocomplete for options that name a paper, a person or a field: keys as values, within Discord's limits."""

from collections import Counter
from collections.abc import Callable, Sequence

import discord
from discord.app_commands import Choice

from bot.client import FolioClient
from bot.library.text import fold
from bot.matching.outcome import UNLIKELY, Match
from bot.render import limits
from bot.render.details import paper_details, person_details
from bot.render.limits import clip

Interaction = discord.Interaction[FolioClient]


async def complete_paper(interaction: Interaction, current: str) -> list[Choice[str]]:
    """Papers that what is typed so far may mean."""
    folio = interaction.client.folio
    return _choices(current, folio.suggest_papers(current), lambda key: paper_details(folio.catalogue.papers[key]))


async def complete_person(interaction: Interaction, current: str) -> list[Choice[str]]:
    """People that what is typed so far may mean."""
    folio = interaction.client.folio
    return _choices(
        current, folio.suggest_people(current), lambda key: person_details(folio.catalogue.people[key], folio.catalogue)
    )


async def complete_field(interaction: Interaction, current: str) -> list[Choice[str]]:
    """Fields of the papers that are loaded, by name or code."""
    named = {field.code: f"{field.name} ({field.code})" for field in interaction.client.folio.fields()}
    typed = fold(current)
    kept = sorted((name, code) for code, name in named.items() if typed in fold(name))
    return [Choice(name=clip(name, limits.CHOICE_NAME), value=code) for name, code in kept[: limits.CHOICES]]


def _choices(typed: str, matches: Sequence[Match], details: Callable[[str], str]) -> list[Choice[str]]:
    """Names as choices; where several look the same, what tells them apart goes along."""
    borne = Counter(clip(match.name, limits.CHOICE_NAME) for match in matches)
    named = [
        Choice(
            name=_label(match.name, details(match.key) if borne[clip(match.name, limits.CHOICE_NAME)] > 1 else ""),
            value=match.key,
        )
        for match in matches
    ]
    return [*_as_typed(typed, matches), *named][: limits.CHOICES]


def _as_typed(typed: str, matches: Sequence[Match]) -> list[Choice[str]]:
    """What was typed, where nothing is like it: Discord takes the first choice for who presses Enter."""
    likely = matches[0].score >= UNLIKELY if matches else False
    if likely or not typed.strip() or len(typed) > limits.CHOICE_NAME:
        return []
    return [Choice(name=clip(f"Look for “{typed.strip()}”", limits.CHOICE_NAME), value=typed)]


def _label(name: str, details: str) -> str:
    if not details:
        return clip(name, limits.CHOICE_NAME)
    # What tells two apart is worth more than the end of a name that they share.
    return clip(f"{clip(name, limits.CHOICE_NAME // 2)} · {details}", limits.CHOICE_NAME)
