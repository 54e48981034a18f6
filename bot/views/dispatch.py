"""The one door for buttons, menus and forms: whatever comes in is answered, also what nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.views.actions import ACTIONS
from bot.views.journal import record
from bot.views.press import custom_id, read_press
from bot.views.replies import admit, refuse, tell_failure

if TYPE_CHECKING:
    import discord

    from bot.client import FolioClient

_UNKNOWN = "This button is from an older version of Folio and leads nowhere now. Please use the command again."


async def dispatch(interaction: discord.Interaction[FolioClient]) -> None:
    """Do what a press asks for. Every failure becomes a private sentence, and nothing typed is lost."""
    press = read_press(interaction)
    action = ACTIONS.get(press.verb) if press else None
    try:
        if not await admit(interaction):
            return
        if action is None or press is None:
            await refuse(interaction, _UNKNOWN)
        else:
            await action(interaction, press)
    except Exception as error:  # noqa: BLE001  # whatever it was, somebody is waiting for an answer
        await tell_failure(interaction, error, f"the press {custom_id(interaction)!r}")
    finally:
        record(interaction, f"press {press.verb}" if press and action else "unknown press")
