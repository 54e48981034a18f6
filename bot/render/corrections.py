"""Corrections as moderators see them: what was changed, and everything that is corrected."""

from collections.abc import Collection, Mapping, Sequence

import discord

from bot.library.corrections import Correction
from bot.library.models import Topic
from bot.render.embeds import embed, note
from bot.render.escape import escape
from bot.render.limits import EMBED_DESCRIPTION, clip_escaped, fit

_TITLE = 120
_VALUE = 120


def corrected_note(name: str, changes: Sequence[str]) -> discord.Embed:
    """What a form changed, for whoever sent it."""
    if not changes:
        return note("Nothing was changed: that is how it is already.")
    lines = fit([f"- {clip_escaped(change, 300)}" for change in changes], EMBED_DESCRIPTION // 2, "\n")
    return note(
        f"**{clip_escaped(name, _TITLE)}**\n{lines}\n\nEverybody is answered so from now on, also after reloads. "
        "`/seeds correct` lists all corrections and takes them back."
    )


def corrections_card(corrections: Sequence[Correction], waiting: Collection[str]) -> discord.Embed:
    """Every correction by what it is about; `waiting` are keys of what is not loaded now."""
    by_subject: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_subject.setdefault(correction.subject, []).append(correction)
    lines = [_subject(each, is_waiting=subject in waiting) for subject, each in by_subject.items()]
    body = fit(lines, EMBED_DESCRIPTION // 2, "\n") or (
        "Nothing is corrected. Name a paper or an author with `/seeds correct` to do so; no page is edited for that."
    )
    return embed(title="Corrections", body=body)


def subject_option(name: str, values: Mapping[Topic, str]) -> tuple[str, str]:
    """What is corrected as a menu's line: what it is called, and what is said of it."""
    return name, ", ".join(f"{topic}: {value}" for topic, value in values.items())


def _subject(corrections: Sequence[Correction], *, is_waiting: bool) -> str:
    said = "; ".join(f"{escape(c.topic)}: {clip_escaped(c.value, _VALUE)}" for c in corrections)
    waits = " *(not loaded now; waits for it)*" if is_waiting else ""
    return f"**{clip_escaped(corrections[-1].name, _TITLE)}**{waits}\n{said}"
