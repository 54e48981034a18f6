"""What was pressed, chosen or typed, read from an interaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord


@dataclass(frozen=True, slots=True)
class Press:
    """A custom id taken apart, `kind/verb/argument`, with what was chosen, or typed into a form's `lines` by id."""

    verb: str
    argument: str
    value: str = ""
    lines: Mapping[str, str] = field(default_factory=dict)


def read_press(interaction: discord.Interaction[Any]) -> Press | None:
    """What a custom id says, or None where it is not one of ours."""
    kind, _, rest = custom_id(interaction).partition("/")
    verb, separator, argument = rest.partition("/")
    if kind not in {"b", "m", "d"} or not separator:
        return None
    values: Sequence[str] = _data(interaction).get("values") or []
    return Press(verb, argument, values[0] if values else typed(interaction), _lines(interaction))


def is_delivered(interaction: discord.Interaction[Any]) -> bool:
    """Whether discord.py itself brings a press to its control: only where the message still holds it."""
    if interaction.type is not discord.InteractionType.component or interaction.message is None:
        return False
    held = {getattr(item, "custom_id", None) for item in _flat(interaction.message.components)}
    pressed = custom_id(interaction)
    return pressed.startswith(("b/", "m/")) and pressed.count("/") > 1 and pressed in held


def custom_id(interaction: discord.Interaction[Any]) -> str:
    """The id of what was pressed; empty for what has none."""
    return str(_data(interaction).get("custom_id", ""))


def typed(interaction: discord.Interaction[Any]) -> str:
    """Everything typed into a form."""
    return "\n".join(filter(None, _lines(interaction).values()))


def _data(interaction: discord.Interaction[Any]) -> Mapping[str, Any]:
    return interaction.data or {}


def _lines(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """What stands in each line of a form that was sent."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return {}
    return dict(_values(_data(interaction).get("components", [])))


def _values(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        if isinstance(component.get("value"), str):
            yield str(component.get("custom_id", "")), component["value"]
        inner = component.get("component")
        yield from _values([*component.get("components", []), *([inner] if inner else [])])


def _flat(components: Sequence[Any]) -> Iterator[Any]:
    for component in components:
        yield component
        yield from _flat(getattr(component, "children", []))
