"""Subscriptions as people see them: what they ask for, when they are due, what became of them."""

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.digest.fate import Announced, Due, Earlier, Fate, Filtered, Old
from bot.digest.models import Delivery, Frequency, State, Subscription, WhenEmpty
from bot.library.fields import field_of
from bot.library.models import Paper
from bot.library.wording import count, day, listed
from bot.render.embeds import embed
from bot.render.escape import escape
from bot.render.limits import EMBED_DESCRIPTION, clip, clip_escaped, fit

_ROOM = EMBED_DESCRIPTION - 300
_DAYS = {Frequency.DAILY: "daily", Frequency.WEEKDAYS: "on weekdays", Frequency.WEEKLY: "on Mondays"}
_WORDS = 200


def subscribed_card(subscription: Subscription, due: datetime) -> discord.Embed:
    """What was subscribed to, and when the first digest comes."""
    return embed(
        title=f"Digest {subscription.id} is set up",
        body=(
            f"{describe(subscription)}\n\nThe next one is due {stamp(due)}. Everything that is here now counts as "
            "known, so nothing old floods the channel. Below is how the next one would look right now; **Start with "
            "the latest** posts the newest papers at once."
        ),
    )


def list_card(subscriptions: Sequence[Subscription]) -> discord.Embed:
    """A server's subscriptions."""
    lines = [f"`{each.id}` {describe(each)}{_standing(each)}" for each in subscriptions]
    body = (
        fit(lines, _ROOM, "\n\n")
        or "No channel here has a digest. A moderator can set one up with `/digest subscribe`."
    )
    return embed(title="Digests of this server", body=body)


def status_card(
    states: Sequence[tuple[Subscription, Sequence[Delivery], datetime]], failures: Sequence[str], halted: str
) -> discord.Embed:
    """How each digest is doing: the last deliveries, the next one, and what is in the way."""
    lines = [_status(*state) for state in states]
    problems = [escape(each) for each in ([halted] if halted else []) + list(failures)]
    return embed(
        title="How the digests are doing",
        body="\n\n".join(filter(None, [*problems, fit(lines, _ROOM - sum(map(len, problems)), "\n\n")]))
        or "No channel here has a digest. A moderator can set one up with `/digest subscribe`.",
    )


def fates_card(paper: Paper, fates: Sequence[tuple[Subscription, Fate, datetime]]) -> discord.Embed:
    """What became of a paper in each digest of a server."""
    lines = [f"`{each.id}` in <#{each.channel}>: {_fate(fate, due)}" for each, fate, due in fates]
    body = fit(lines, _ROOM, "\n") or "No channel here has a digest."
    return embed(above="Why, or why not?", title=paper.title, body=body)


def describe(subscription: Subscription) -> str:
    """What a subscription asks for, escaped."""
    wanted = subscription.wanted
    parts = [
        f"<#{subscription.channel}>",
        f"{_DAYS[subscription.frequency]} at {subscription.at:%H:%M}, {subscription.zone}",
        f"field: {escape(field_of(wanted.field).name)}" if wanted.field else "",
        f"author: {clip_escaped(wanted.person_name, 80)}" if wanted.person else "",
        f"with: {clip_escaped(', '.join(wanted.keywords), _WORDS)}" if wanted.keywords else "",
        f"without: {clip_escaped(', '.join(wanted.exclude), _WORDS)}" if wanted.exclude else "",
        f"mentions <@&{subscription.mention}>" if subscription.mention else "",
        "says so on days without news" if subscription.when_empty is WhenEmpty.POST else "nothing on days without news",
    ]
    return " · ".join(filter(None, parts))


def label(subscription: Subscription, channel: str) -> str:
    """A subscription as a choice, plain: `k7f2 · #papers · daily 08:00 · Machine Learning`."""
    wanted = subscription.wanted
    field = field_of(wanted.field).name if wanted.field else ""
    when = f"{_DAYS[subscription.frequency]} {subscription.at:%H:%M}"
    return clip(
        " · ".join(filter(None, [subscription.id, f"#{channel}", when, field, wanted.person_name, *wanted.keywords])),
        100,
    )


def link(guild: int, channel: int, message: int) -> str:
    """A message's address."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def stamp(moment: datetime) -> str:
    """A moment, which Discord shows in everybody's own zone, and how far off it is."""
    seconds = int(moment.timestamp())
    return f"<t:{seconds}:F> (<t:{seconds}:R>)"


def delivered(row: Delivery) -> str:
    """How a delivery that somebody asked for went."""
    if row.state in {State.SENT, State.PUBLISHED}:
        return f"Posted{_jump(row)}."
    if row.is_open:
        return f"It is on its way, and could not be posted yet. {escape(row.reason)}".strip()
    return f"It was not posted. {escape(row.reason) or 'The channel cannot be posted to: see `/digest status`.'}"


def _standing(subscription: Subscription) -> str:
    if subscription.paused:
        return "\n**Paused.** `/digest resume` goes on."
    mended = "It goes on by itself, with everything missed, once that is mended."
    return f"\n**Suspended.** {subscription.suspended} {mended}" if subscription.suspended else ""


def _status(subscription: Subscription, rows: Sequence[Delivery], due: datetime) -> str:
    following = "" if subscription.paused or subscription.suspended else f"\nNext: {stamp(due)}"
    last = "\n".join(_row(row) for row in rows[:3]) or "Nothing was due yet."
    return f"`{subscription.id}` <#{subscription.channel}>{_standing(subscription)}\n{last}{following}"


def _row(row: Delivery) -> str:
    papers = f", {count(len(row.papers), 'paper')}" if row.papers else ""
    missed = f", for {count(row.missed, 'missed day')} as well" if row.missed else ""
    reason = f" ({clip_escaped(row.reason, 200)})" if row.reason else ""
    return f"{day(row.key.day)}: {_STATES[row.state]}{papers}{missed}{_jump(row)}{reason}"


_STATES = {
    State.EMPTY: "nothing new",
    State.PLANNED: "not posted yet",
    State.SENDING: "on its way",
    State.SENT: "posted",
    State.PUBLISHED: "posted and published",
    State.FAILED: "not posted",
    State.UNCERTAIN: "nobody knows whether it was posted, so it was not posted again",
}


def _jump(row: Delivery) -> str:
    if row.message_id is None or row.posted_in is None:
        return ""
    return f", [here]({link(row.key.guild, row.posted_in, row.message_id)})"


def _fate(fate: Fate, due: datetime) -> str:
    match fate:
        case Announced(row):
            return f"{_STATES[row.state]} with the digest of {day(row.key.day)}{_jump(row)}"
        case Filtered(reason):
            return f"left out, since {escape(reason)}"
        case Due():
            return f"waits for the next digest, {stamp(due)}"
        case Old(in_bulk):
            if in_bulk:
                return "no news: it is part of a first load, or of more papers than news usually are"
            return "no news: it was here before this digest began"
        case Earlier():
            return "announced in an earlier digest than the last ones, which are all that is kept"


def missing_note(channel: str, missing: Sequence[str]) -> str:
    """What Folio lacks in a channel, as a sentence."""
    return (
        f"Folio cannot post digests in {channel}: it lacks {listed([f'**{name}**' for name in missing])} there. "
        "Give it that in the channel’s settings, then try again."
    )
