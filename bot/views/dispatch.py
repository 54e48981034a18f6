"""The one door for buttons, menus and modals: whatever comes in is answered, also what nobody knows."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from bot.errors import FolioError
from bot.render.embeds import note
from bot.render.limits import clip_escaped

if TYPE_CHECKING:
    from bot.client import FolioClient

_log = logging.getLogger(__name__)

_UNKNOWN = "This button is from an older version of Folio and leads nowhere now. Please use the command again."
_FAILED = "Something went wrong on Folio’s side, and its log says what. Please try again."
_TYPED = 1500


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed: the verb, its argument, and what was chosen or typed."""

    verb: str
    argument: str
    value: str = ""


def is_delivered(interaction: discord.Interaction[Any]) -> bool:
    """Whether discord.py itself brings a press to its control: only where the message still holds it."""
    if interaction.type is not discord.InteractionType.component or interaction.message is None:
        return False
    held = {getattr(item, "custom_id", None) for item in _flat(interaction.message.components)}
    return _custom_id(interaction)[:2] in {"b/", "m/"} and _custom_id(interaction) in held


async def dispatch(interaction: discord.Interaction[FolioClient]) -> None:
    """Do what a press asks for. Every failure becomes a private sentence, and nothing typed is lost."""
    from bot.views.actions import ACTIONS  # noqa: PLC0415  # actions build controls, which lead here

    press = read_press(interaction)
    action = ACTIONS.get(press.verb) if press else None
    try:
        if action is None or press is None:
            await refuse(interaction, _UNKNOWN)
        else:
            await action(interaction, press)
    except FolioError as error:
        await refuse(interaction, str(error))
    except Exception:  # noqa: BLE001  # whatever it was, somebody is waiting for an answer
        _log.exception("press %r failed", _custom_id(interaction))
        await refuse(interaction, _FAILED)


async def refuse(interaction: discord.Interaction[Any], sentence: str) -> None:
    """A private sentence, with what was typed given back. Nobody is told twice, nor after it is too late."""
    typed = _typed(interaction)
    kept = f"\n\nYou typed: {clip_escaped(typed, _TYPED)}" if typed else ""
    shown = note(sentence + kept)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(embed=shown, ephemeral=True)
        else:
            await interaction.response.send_message(embed=shown, ephemeral=True)
    except discord.HTTPException as error:
        _log.warning("a refusal could not be shown: %s", error)


def read_press(interaction: discord.Interaction[Any]) -> Press | None:
    """What a custom id says, or None where it is not one of ours."""
    kind, _, rest = _custom_id(interaction).partition("/")
    verb, separator, argument = rest.partition("/")
    if kind not in {"b", "m", "d"} or not separator:
        return None
    values: Sequence[str] = _data(interaction).get("values") or []
    return Press(verb, argument, values[0] if values else _typed(interaction))


def _custom_id(interaction: discord.Interaction[Any]) -> str:
    return str(_data(interaction).get("custom_id", ""))


def _data(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    return interaction.data or {}


def _typed(interaction: discord.Interaction[Any]) -> str:
    """Everything typed into a modal."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    return "\n".join(_values(_data(interaction).get("components", [])))


def _values(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        if isinstance(component.get("value"), str):
            yield component["value"]
        inner = component.get("component")
        yield from _values([*component.get("components", []), *([inner] if inner else [])])


def _flat(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _flat(getattr(component, "children", []))
