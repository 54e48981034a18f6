"""Digests from Discord: setting them up, looking at them, and the buttons below them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

import discord

from bot.digest.models import Key, Subscription, WhenEmpty
from bot.digest.schedule import next_due
from bot.errors import FolioError
from bot.matching.outcome import Ambiguous, Found, NotFound
from bot.moderation import why_no_moderator
from bot.render.digests import digest_page
from bot.render.embeds import note
from bot.render.escape import escape
from bot.render.limits import clip_escaped
from bot.render.subscriptions import delivered, fates_card, list_card, missing_note, stamp, status_card, subscribed_card
from bot.views.answers import paper_menu
from bot.views.asker import asker_of
from bot.views.controls import button, view
from bot.views.press import Press
from bot.views.replies import Reply, polite, refuse, send
from bot.views.wishes import Wish, read_wish

if TYPE_CHECKING:
    from bot.client import FolioClient

    Interaction = discord.Interaction[FolioClient]

_QUOTED = 150


class NoSuchDigest(FolioError):
    """No digest of this server is meant."""


async def may_set_up(interaction: Interaction) -> bool:
    """Whether somebody may decide about this server's digests. Who may not is told why."""
    reason = why_no_moderator(asker_of(interaction), interaction.client.rules())
    if reason is not None:
        await refuse(interaction, reason)
    return reason is None


async def set_up(interaction: Interaction, wish: Wish, channel: str, missing: Sequence[str]) -> None:
    """Keep a subscription, and show privately what it will be like. Deferred: it is written down first.

    `missing` are permissions that Folio lacks in `channel`.
    """
    wanted = read_wish(wish, interaction.client.folio)
    if isinstance(wanted, str):
        await refuse(interaction, wanted)
        return
    if missing:
        await refuse(interaction, missing_note(channel, missing))
        return
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with polite(interaction):
        kept = await interaction.client.digests.subscribe(wanted)
        latest = button("latest", kept.id, "Start with the latest", discord.ButtonStyle.primary)
        card = subscribed_card(kept, _due(interaction, kept))
        await interaction.edit_original_response(embed=card, view=view([latest]))
        await interaction.followup.send(embed=await _preview(interaction, kept), ephemeral=True)


async def show_list(interaction: Interaction) -> None:
    """This server's digests."""
    subscriptions = interaction.client.digests.ledger.of_server(_server(interaction))
    await send(interaction, Reply(list_card(subscriptions), private=True))


async def show_status(interaction: Interaction) -> None:
    """How this server's digests are doing."""
    digests = interaction.client.digests
    states = [
        (each, digests.ledger.rows(each.id), _due(interaction, each))
        for each in digests.ledger.of_server(_server(interaction))
    ]
    card = status_card(states, digests.failures(), digests.deliveries.halted)
    await send(interaction, Reply(card, private=True))


async def show_why(interaction: Interaction, query: str) -> None:
    """What became of a paper in this server's digests."""
    client = interaction.client
    outcome = client.folio.find_paper(query)
    match outcome:
        case Found(best):
            paper = client.folio.catalogue.papers[best.key]
            subscriptions = client.digests.ledger.of_server(_server(interaction))
            fates = [(each, client.digests.why(each, paper), _due(interaction, each)) for each in subscriptions]
            await send(interaction, Reply(fates_card(paper, fates), private=True))
        case Ambiguous(matches) | NotFound(matches):
            papers = [client.folio.catalogue.papers[match.key] for match in matches]
            controls = (paper_menu("why", "", "Which one?", papers),) if papers else ()
            may = "may mean several here" if isinstance(outcome, Ambiguous) else "is no paper here"
            await send(interaction, Reply(note(f"“{clip_escaped(query, _QUOTED)}” {may}."), controls, private=True))


async def why_chosen(interaction: Interaction, press: Press) -> None:
    """The same for a paper chosen from the menu."""
    await show_why(interaction, press.value)


async def show_preview(interaction: Interaction, name: str) -> None:
    """The next digest as it would be now, privately."""
    async with polite(interaction):
        subscription = chosen(interaction, name)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(embed=await _preview(interaction, subscription))


async def send_now(interaction: Interaction, name: str) -> None:
    """Post what is new at once."""
    async with polite(interaction):
        subscription = chosen(interaction, name)
        await interaction.response.defer(ephemeral=True, thinking=True)
        row = await interaction.client.digests.send_now(subscription)
        await interaction.edit_original_response(embed=note(delivered(row)))


async def end(interaction: Interaction, name: str) -> None:
    """End a digest."""
    async with polite(interaction):
        ended = chosen(interaction, name)
        await interaction.client.digests.end(ended.id)
        await send(interaction, Reply(note(f"The digest `{ended.id}` in <#{ended.channel}> has ended."), private=True))


async def pause(interaction: Interaction, name: str) -> None:
    """Leave a digest out until it is resumed."""
    async with polite(interaction):
        subscription = chosen(interaction, name)
        if subscription.paused:
            said = f"The digest `{subscription.id}` is paused already. `/digest resume` goes on."
        else:
            await interaction.client.digests.pause(subscription.id)
            said = f"The digest `{subscription.id}` is paused. Nothing is lost: `/digest resume` goes on with it all."
        await send(interaction, Reply(note(said), private=True))


async def resume(interaction: Interaction, name: str) -> None:
    """Go on with a paused or suspended digest."""
    async with polite(interaction):
        subscription = chosen(interaction, name)
        is_waiting = subscription.paused or bool(subscription.suspended)
        if is_waiting:
            await interaction.client.digests.resume(subscription.id)
            subscription = interaction.client.digests.ledger.subscription(subscription.id) or subscription
        said = "goes on" if is_waiting else "is not paused"
        due = stamp(_due(interaction, subscription))
        text = note(f"The digest `{subscription.id}` {said}. The next one is due {due}.")
        await send(interaction, Reply(text, private=True))


async def start_with_latest(interaction: Interaction, press: Press) -> None:
    """Post the newest papers at once, from the button below a new subscription."""
    if not await may_set_up(interaction):
        return
    subscription = chosen(interaction, press.argument)
    await interaction.response.defer(ephemeral=True, thinking=True)
    row = await interaction.client.digests.send_latest(subscription)
    await interaction.edit_original_response(embed=note(delivered(row)))


async def show_more(interaction: Interaction, press: Press) -> None:
    """The papers of a digest that its message had no room for, privately."""
    key, start = _read_more(press, interaction)
    row = interaction.client.digests.ledger.delivery(key) if key else None
    if row is None or key is None:
        raise NoSuchDigest("That digest is older than those that are kept. /papers lists everything there is.")
    papers = [paper for each in row.papers if (paper := interaction.client.folio.paper(each)) is not None]
    if start >= len(papers):
        raise NoSuchDigest("There is nothing more in that digest: its other papers have left the library.")
    card, end = digest_page(papers, start)
    argument = f"{key.subscription}/{key.day}/{key.part}/{end}"
    more = [button("more", argument, "More")] if end < len(papers) else []
    await send(
        interaction, Reply(card, (paper_menu("show", "", "Open a paper", papers[start:end]), *more), private=True)
    )


def chosen(interaction: Interaction, name: str) -> Subscription:
    """The subscription of this server that is meant; the only one where none is named. Raises NoSuchDigest."""
    here = interaction.client.digests.ledger.of_server(_server(interaction))
    named = [each for each in here if each.id == name.strip().lower()[:4]] if name else here
    if len(named) == 1:
        return named[0]
    if not here:
        raise NoSuchDigest("No channel here has a digest. A moderator can set one up with /digest subscribe.")
    if name:
        raise NoSuchDigest(f"No digest here is called “{name[:20]}”. /digest list has them all.")
    raise NoSuchDigest(
        "This server has several digests: name one with the option `subscription`; `/digest list` has them."
    )


async def _preview(interaction: Interaction, subscription: Subscription) -> discord.Embed:
    digests = interaction.client.digests
    if subscription.when_empty is WhenEmpty.SKIP and not await digests.news_for(subscription):
        failures = "\n".join(f"- {escape(each)}" for each in digests.failures())
        return note(f"Nothing is new, so nothing would be posted as of now.\n{failures}".strip())
    message = await digests.preview(subscription)
    return discord.Embed.from_dict(message.embed)


def _due(interaction: Interaction, subscription: Subscription) -> datetime:
    client = interaction.client
    return next_due(subscription, client.digests.ledger.done(subscription.id), client.clock())


def _server(interaction: Interaction) -> int:
    if interaction.guild_id is None:
        raise NoSuchDigest("Digests are a server’s. Please use this command there.")
    return interaction.guild_id


def _read_more(press: Press, interaction: Interaction) -> tuple[Key | None, int]:
    """What a button says: `subscription/day/part/start`."""
    parts = press.argument.split("/")
    try:
        name, day, part, start = parts
        return Key(_server(interaction), name, date.fromisoformat(day), int(part)), max(int(start), 0)
    except ValueError:
        return None, 0


def channels_of(subscriptions: Sequence[Subscription], guild: discord.Guild | None) -> dict[int, str]:
    """Names of channels, for choices; what is unknown is called by its id."""
    known = {each.channel: guild.get_channel_or_thread(each.channel) if guild else None for each in subscriptions}
    return {channel: found.name if found else str(channel) for channel, found in known.items()}
