"""What was pressed, chosen or typed, read from an interaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord

# The kind of control that each of our kinds of custom ids stands on, by Discord's number for it.
_KINDS = {discord.ComponentType.button.value: "b", discord.ComponentType.string_select.value: "m"}


@dataclass(frozen=True, slots=True)
class Press:
    """A custom id taken apart, `kind/verb/argument`, with the value that was chosen or typed."""

    verb: str
    argument: str
    value: str = ""


def read_press(interaction: discord.Interaction[Any]) -> Press | None:
    """What a custom id says, or None where it is not one of ours."""
    kind, _, rest = custom_id(interaction).partition("/")
    verb, separator, argument = rest.partition("/")
    if kind not in {"b", "m", "d"} or not separator:
        return None
    values: Sequence[str] = _data(interaction).get("values") or []
    return Press(verb, argument, values[0] if values else typed(interaction))


def is_delivered(interaction: discord.Interaction[Any]) -> bool:
    """Whether discord.py itself brings a press to its control: only where the message still holds it."""
    if interaction.type is not discord.InteractionType.component or interaction.message is None:
        return False
    held = {getattr(item, "custom_id", None) for item in _flat(interaction.message.components)}
    kind = _KINDS.get(int(_data(interaction).get("component_type", 0)), "none")
    pressed = custom_id(interaction)
    return pressed.startswith(f"{kind}/") and pressed.count("/") > 1 and pressed in held


def custom_id(interaction: discord.Interaction[Any]) -> str:
    """The id of what was pressed; empty for what has none."""
    return str(_data(interaction).get("custom_id", ""))


def typed(interaction: discord.Interaction[Any]) -> str:
    """Everything typed into a form."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return ""
    return "\n".join(_values(_data(interaction).get("components", [])))


def _data(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    return interaction.data or {}


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
