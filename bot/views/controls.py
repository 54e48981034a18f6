"""Buttons, menus and modals. Each says what it does in its custom id, so any process can answer it later.

A custom id is `kind/verb/argument`: `b/code/dapo-an-open-source-3f2a91bc`. They are dynamic items, which
discord.py does not keep in memory for every message.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

import discord
from discord import ui

from bot.render import limits
from bot.render.limits import clip

_TEMPLATE = r"/(?P<verb>[^/]*)/(?P<argument>[\s\S]*)"


class ActionButton(ui.DynamicItem[ui.Button[Any]], template=f"b{_TEMPLATE}"):
    """A button that does what its custom id says."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(cast("ui.Button[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.pressed(interaction)


class ActionMenu(ui.DynamicItem[ui.Select[Any]], template=f"m{_TEMPLATE}"):
    """A menu whose one chosen value goes to what its custom id says."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        return cls(cast("ui.Select[Any]", item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.client.pressed(interaction)


CONTROLS = (ActionButton, ActionMenu)


def button(
    verb: str,
    argument: str,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    disabled: bool = False,
) -> ActionButton:
    """A button for a verb of `bot.views.actions`."""
    custom_id = f"b/{verb}/{argument}"
    return ActionButton(
        ui.Button(
            label=clip(label, limits.BUTTON_LABEL),
            style=style,
            custom_id=_checked(custom_id),
            disabled=disabled,
        )
    )


def link(label: str, url: str) -> ui.Button[Any]:
    """A button that opens an address; the click never reaches the bot."""
    return ui.Button(label=clip(label, limits.BUTTON_LABEL), url=url)


def menu(verb: str, argument: str, placeholder: str, options: Iterable[discord.SelectOption]) -> ActionMenu:
    """A menu for a verb of `bot.views.actions`; options past Discord's limit are left out."""
    return ActionMenu(
        ui.Select(
            custom_id=_checked(f"m/{verb}/{argument}"),
            placeholder=clip(placeholder, limits.MENU_PLACEHOLDER),
            options=list(options)[: limits.MENU_OPTIONS],
        )
    )


def option(value: str, label: str, description: str) -> discord.SelectOption:
    """One line of a menu: plain texts of any length, a key as its value."""
    return discord.SelectOption(
        value=value,
        label=clip(label, limits.MENU_TEXT),
        description=clip(description, limits.MENU_TEXT) or None,
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line to type in a form, by its id: what stands in it, and what could where nothing does."""

    id: str
    label: str
    text: str = ""
    hint: str = ""
    required: bool = True


def form(verb: str, argument: str, title: str, lines: Iterable[Line]) -> ui.Modal:
    """A modal with up to five lines of text, answered like a button."""
    shown = ui.Modal(title=clip(title, limits.MODAL_TITLE), custom_id=_checked(f"d/{verb}/{argument}"))
    for line in lines:
        typed: ui.TextInput[Any] = ui.TextInput(
            custom_id=line.id,
            max_length=limits.FORM_LINE,
            default=clip(line.text, limits.FORM_LINE) or None,
            placeholder=clip(line.hint, limits.FORM_HINT) or None,
            required=line.required,
        )
        shown.add_item(ui.Label(text=clip(line.label, limits.FORM_LABEL), component=typed))
    # As for views.
    shown.stop()
    return shown


def view(controls: Sequence[ui.Item[Any]]) -> ui.View:
    """Controls in rows, answered for ever: by their ids, so nothing of them is kept in memory."""
    made = ui.View(timeout=None)
    for control in controls:
        made.add_item(control)
    # Else discord.py would keep a view, and a task that waits, for a quarter of an hour after each private answer.
    made.stop()
    return made


def _checked(custom_id: str) -> str:
    assert limits.width(custom_id) <= limits.CUSTOM_ID, custom_id
    return custom_id
