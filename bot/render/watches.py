"""Watches as moderators see them: what is watched, how its reading goes."""

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.library.wording import count
from bot.render.embeds import embed
from bot.render.escape import escape
from bot.render.limits import EMBED_DESCRIPTION, clip_escaped, fit
from bot.store.interface import Watched

_REASON = 300


def watches_card(watches: Sequence[tuple[Watched, int]]) -> discord.Embed:
    """Everything watched, with how many papers of each are here."""
    lines = [_line(watched, brought) for watched, brought in watches]
    body = fit(lines, EMBED_DESCRIPTION // 2, "\n\n") or (
        "Nothing is watched. `/watch add` watches an arXiv category, author or search, or an author of OpenAlex or "
        "Semantic Scholar; what they bring is found by every command and announced by digests."
    )
    return embed(title="What is watched", body=body)


def added_card(watched: Watched, brought: int) -> discord.Embed:
    """What was just added, and what its first reading gave."""
    if watched.failing_since is not None:
        return embed(
            title=f"{watched.watch.name} is watched",
            body=f"It could not be read yet: {clip_escaped(watched.reason, _REASON)}\nFolio tries again by itself, and "
            "digests say so until it works.",
        )
    about = f"That is {clip_escaped(watched.about, 120)}. " if watched.about else ""
    taken_in = count(
        brought,
        "paper that is there now was taken in, and is no news",
        "papers that are there now were taken in, and are no news",
    )
    note = f"\n{escape(watched.note)}" if watched.note else ""
    return embed(
        title=f"{watched.watch.name} is watched",
        body=f"{about}{taken_in}. What comes from now on is announced by the digests that want it.{note}",
    )


def _line(watched: Watched, brought: int) -> str:
    about = f" ({clip_escaped(watched.about, 80)})" if watched.about else ""
    return f"**{escape(watched.watch.name)}**{about}\n{count(brought, 'paper')} here · {_standing(watched)}"


def _standing(watched: Watched) -> str:
    if watched.failing_since is not None:
        return f"**could not be read since {_when(watched.failing_since)}**: {clip_escaped(watched.reason, _REASON)}"
    note = f" · {escape(watched.note)}" if watched.note else ""
    return f"last read {_when(watched.read)}{note}" if watched.read else "not read yet"


def _when(moment: datetime) -> str:
    return f"<t:{int(moment.timestamp())}:R>"
