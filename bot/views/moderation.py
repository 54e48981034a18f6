"""Changing the library from Discord: who may, what it would do, and the buttons that do it."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

import discord

from bot.digest.arrivals import MOST_NEWS
from bot.digest.planner import would_announce
from bot.errors import StoreError
from bot.ingest.uploads import check_upload
from bot.moderation import why_not
from bot.proposals import Applied, Doubtful, Outcome, Outdated, Progress, Proposal, Stage
from bot.render.embeds import note
from bot.render.escape import escape
from bot.render.reloads import diff_card, diff_text, digest_words, doubts_card
from bot.store.interface import Action
from bot.views.asker import actor_of, asker_of
from bot.views.controls import button, view
from bot.views.press import Press
from bot.views.replies import polite, refuse

if TYPE_CHECKING:
    from bot.client import FolioClient

    Interaction = discord.Interaction[FolioClient]

_log = logging.getLogger(__name__)

# With fewer papers the answer is there before anybody has read how far it is.
_WORTH_WAITING = 500
# Actions that a proposal can be of, as buttons name them.
_ACTIONS = {"reload": Action.RELOADED, "undo": Action.UNDONE, "upload": Action.UPLOADED}


async def may_moderate(interaction: Interaction, what: str) -> bool:
    """Whether somebody may change the library. Who may not is told why, and the attempt is kept."""
    reason = why_not(asker_of(interaction), interaction.client.rules())
    if reason is None:
        return True
    _log.warning("%s (%d) was refused: %s", interaction.user, interaction.user.id, what)
    await refuse(interaction, reason)
    try:
        await interaction.client.reloads.note(actor_of(interaction), Action.REFUSED, what)
    except StoreError as error:
        # The attempt is in the log; whoever was refused need not hear of disks.
        _log.warning("The history lacks a line: %s", error)
    return False


async def show_proposal(interaction: Interaction, kind: str) -> None:
    """Read everything, then show privately what would change. Deferred: a large folder takes its time."""
    await interaction.response.defer(ephemeral=True, thinking=True)
    async with polite(interaction):
        progress = _shown_to(interaction)
        proposal = await interaction.client.reloads.propose(actor_of(interaction), _ACTIONS[kind], progress)
        await _show(interaction, proposal)


async def show_upload(interaction: Interaction, attachment: discord.Attachment) -> None:
    """Fetch a file and show privately what it would change. Nothing of it is kept before Apply."""
    async with polite(interaction):
        suffix = check_upload(attachment.filename, attachment.size)
        await interaction.response.defer(ephemeral=True, thinking=True)
        data = await interaction.client.fetch(attachment)
        progress = _shown_to(interaction)
        actor = actor_of(interaction)
        await _show(interaction, await interaction.client.reloads.propose_upload(actor, data, suffix, progress))


def _shown_to(interaction: Interaction) -> Progress:
    """Progress in the private message, where there is enough to wait for that anybody would see it."""
    stages = list(Stage)

    async def show(stage: Stage) -> None:
        if len(interaction.client.folio.catalogue.papers) >= _WORTH_WAITING:
            done = stages.index(stage)
            bar = "▰" * (done + 1) + "▱" * (len(stages) - done)
            await interaction.edit_original_response(embed=note(f"{bar} {stage} …"))

    return show


async def apply(interaction: Interaction, press: Press) -> None:
    """Apply, unless it looks like an accident."""
    await _apply(interaction, press, sure=False)


async def apply_anyway(interaction: Interaction, press: Press) -> None:
    """Apply what looks like an accident and is none."""
    await _apply(interaction, press, sure=True)


async def apply_and_announce(interaction: Interaction, press: Press) -> None:
    """Apply, and let digests announce even what are more papers than news usually are."""
    await _apply(interaction, press, sure=False, announce=True)


async def announce_anyway(interaction: Interaction, press: Press) -> None:
    """The same for what looks like an accident and is none."""
    await _apply(interaction, press, sure=True, announce=True)


async def cancel(interaction: Interaction, press: Press) -> None:
    """Let go of a proposal."""
    if await may_moderate(interaction, "cancel a change"):
        await interaction.client.reloads.cancel(press.argument, actor_of(interaction))
        await interaction.response.edit_message(
            embed=note("Cancelled. Nothing was changed."), view=None, attachments=[]
        )


async def _apply(interaction: Interaction, press: Press, *, sure: bool, announce: bool = False) -> None:
    kind, _, token = press.argument.partition("/")
    if kind not in _ACTIONS:
        await refuse(interaction, "This button cannot be read any more. Please use the command again.")
        return
    if not await may_moderate(interaction, "apply a change"):
        return
    await interaction.response.defer()
    outcome = await interaction.client.reloads.apply(
        token, actor_of(interaction), _ACTIONS[kind], sure=sure, announce=announce
    )
    await _answer(interaction, outcome, announce=announce)


async def _answer(interaction: Interaction, outcome: Outcome, *, announce: bool) -> None:
    match outcome:
        case Applied(proposal):
            said = f"Done: {escape(proposal.diff.summary())}. Everybody is answered from this library now."
            done = note(f"{said} {_back(proposal)}")
            await interaction.edit_original_response(embed=done, view=None, attachments=[])
        case Doubtful(proposal):
            kind = _kind(proposal)
            buttons = [
                button(
                    "surelynews" if announce else "surely",
                    f"{kind}/{proposal.token}",
                    "Apply anyway",
                    discord.ButtonStyle.danger,
                ),
                button("cancel", proposal.token, "Cancel"),
            ]
            await interaction.edit_original_response(embed=doubts_card(proposal.doubts), view=view(buttons))
        case Outdated(proposal):
            await _show(interaction, proposal, anew=True)


async def _show(interaction: Interaction, proposal: Proposal, *, anew: bool = False) -> None:
    others = interaction.client.reloads.others(proposal.actor)
    remarks = [
        _undoing(interaction, proposal),
        "This look was out of date, so nothing was applied. This is how it would be now." if anew else "",
        f"Open as well: a change of {', '.join(escape(name) for name in others)}." if others else "",
    ]
    card = diff_card(
        proposal.diff,
        proposal.doubts,
        proposal.refused,
        proposal.warned,
        "\n".join(filter(None, remarks)),
        _for_digests(interaction, proposal),
    )
    await interaction.edit_original_response(
        embed=card, view=view(_buttons(proposal)) if proposal.diff else None, attachments=_files(proposal)
    )


def _back(proposal: Proposal) -> str:
    if proposal.action is Action.UNDONE:
        return "`/seeds reload` brings back what the files say, `/seeds undo` goes back one change further."
    return "`/seeds undo` takes it back."


def _undoing(interaction: Interaction, proposal: Proposal) -> str:
    """Which change an undo takes back."""
    made = interaction.client.folio.library.revision
    if proposal.action is not Action.UNDONE or made is None:
        return ""
    return f"This takes back what {made.name} did: {made.action}{f', {made.summary}' if made.summary else ''}."


def _for_digests(interaction: Interaction, proposal: Proposal) -> str:
    """What the next digests would announce of it, those of this server by name."""
    ledger = interaction.client.digests.ledger
    here = ledger.of_server(interaction.guild_id or 0)
    news = proposal.news if len(proposal.news) <= MOST_NEWS else ()
    announcing = would_announce(ledger.subscriptions, news, proposal.snapshot.catalogue.people)
    numbers = [(each, announcing[each.id]) for each in here if each.id in announcing]
    return digest_words(len(proposal.news), numbers, len(announcing) - len(numbers))


def _buttons(proposal: Proposal) -> list[discord.ui.Item[Any]]:
    argument = f"{_kind(proposal)}/{proposal.token}"
    made: list[discord.ui.Item[Any]] = [button("apply", argument, "Apply", discord.ButtonStyle.success)]
    if len(proposal.news) > MOST_NEWS:
        made.append(button("applynews", argument, "Announce them too"))
    return [*made, button("cancel", proposal.token, "Cancel")]


def _files(proposal: Proposal) -> list[discord.File]:
    """The whole difference as a text file: a card holds only so much."""
    if not proposal.diff:
        return []
    return [discord.File(io.BytesIO(diff_text(proposal.diff).encode()), "changes.txt")]


def _kind(proposal: Proposal) -> str:
    return next(kind for kind, action in _ACTIONS.items() if action is proposal.action)
