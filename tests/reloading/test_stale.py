"""Proposals that the world has left behind: stale, doubtful, of before a restart."""

import asyncio

import pytest

from bot.proposals import Applied, Doubtful, Outdated, UploadGone
from bot.store.interface import Action
from tests.pages import PaperText, page_text
from tests.reloading.desk import MAX, MO, Desk, edition_of, edition_text


async def test_files_that_changed_since_make_it_stale(desk: Desk) -> None:
    """It is made anew, for the same moderator and action, and the new one can be applied."""
    proposal = await desk.propose(1)
    desk.write(2)
    outcome = await desk.press(proposal)
    assert isinstance(outcome, Outdated)
    assert outcome.proposal.token != proposal.token
    assert (edition_of(outcome.proposal.library), desk.served, await desk.stored()) == (2, 0, 0)
    assert isinstance(await desk.press(outcome.proposal), Applied)
    assert desk.served == 2


async def test_somebody_elses_apply_makes_it_stale(desk: Desk) -> None:
    """Both looked at the same files; the second is shown that nothing is left to change."""
    mine, theirs = await desk.propose(1), await desk.propose(1, MAX)
    await desk.press(mine)
    outcome = await desk.press(theirs)
    assert isinstance(outcome, Outdated)
    assert (outcome.proposal.actor, bool(outcome.proposal.diff)) == (MAX, False)


async def test_somebody_elses_apply_makes_an_undo_stale(desk: Desk) -> None:
    """An undo that was looked at goes back from what is served now, and says so first."""
    await desk.publish(1)
    undo = await desk.reloads.propose(MAX, Action.UNDONE)
    await desk.publish(2)
    outcome = await desk.press(undo)
    assert isinstance(outcome, Outdated)
    assert (edition_of(undo.library), edition_of(outcome.proposal.library), desk.served) == (0, 1, 2)


async def test_two_presses_at_once_apply_once(desk: Desk) -> None:
    """A double click is one change and one line in the history."""
    proposal = await desk.propose(1)
    outcomes = await asyncio.gather(desk.press(proposal), desk.press(proposal))
    assert [type(outcome) for outcome in outcomes] == [Applied, Outdated]
    assert [revision.action for revision in await desk.reloads.history()] == [Action.RELOADED]


async def test_a_proposal_of_before_a_restart_is_made_anew(desk: Desk) -> None:
    """The button outlives the process, what it would have applied does not."""
    await desk.publish(1)
    proposal = await desk.reloads.propose(MO, Action.UNDONE)
    await desk.restart()
    outcome = await desk.press(proposal)
    assert isinstance(outcome, Outdated)
    assert (edition_of(outcome.proposal.library), desk.served) == (0, 1)
    assert isinstance(await desk.press(outcome.proposal), Applied)


async def test_an_upload_of_before_a_restart_is_gone(desk: Desk) -> None:
    """Its bytes were only at hand: the moderator is asked for the file again."""
    proposal = await desk.reloads.propose_upload(MO, edition_text(1).encode(), ".txt")
    await desk.restart()
    with pytest.raises(UploadGone, match="upload it again"):
        await desk.press(proposal)
    assert (desk.served, desk.files()) == (0, {"ada.txt": edition_text(0).encode()})


async def test_what_is_doubtful_is_applied_only_when_sure(desk: Desk) -> None:
    """Apply asks once more and changes nothing; the same proposal is applied by whoever is sure."""
    (desk.seeds / "ada.txt").write_text(page_text("Ada Long", [PaperText("On Tides", "Edition 1.")]), "utf-8")
    proposal = await desk.reloads.propose(MO, Action.RELOADED)
    assert proposal.doubts[0] == "Of 5 listed papers 1 would be left."
    assert await desk.press(proposal) == Doubtful(proposal)
    assert (desk.served, await desk.stored()) == (0, 0)
    assert await desk.press(proposal, sure=True) == Applied(proposal)
    assert (desk.served, await desk.stored()) == (1, 1)


async def test_being_sure_does_not_apply_what_is_stale(desk: Desk) -> None:
    """Apply anyway is for what was seen, not for whatever the files have become."""
    proposal = await desk.propose(1)
    desk.write(2)
    assert isinstance(await desk.press(proposal, sure=True), Outdated)
    assert desk.served == 0
