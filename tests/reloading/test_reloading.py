"""`Reloads` without Discord: what is proposed, applied and cancelled, by whom, and what is answered meanwhile."""

import asyncio
import threading
from collections.abc import Callable

from bot.folio import Folio
from bot.matching.outcome import Found
from bot.proposals import Applied, Outdated
from bot.store.interface import Action
from bot.store.tiny import TinyStore
from tests.conftest import noon
from tests.reloading.desk import MAX, MO, SUBJECTS, Desk, edition_of

RELOADS = 50


async def test_a_proposal_says_what_would_change_and_changes_nothing(desk: Desk) -> None:
    """Looking leaves what is served, what is stored and the history as they were."""
    proposal = await desk.propose(1)
    assert proposal.diff.summary() == "5 papers changed"
    assert (proposal.actor, proposal.action, proposal.doubts, proposal.refused) == (MO, Action.RELOADED, (), ())
    assert edition_of(proposal.library) == 1
    assert (desk.served, await desk.stored(), await desk.reloads.history()) == (0, 0, [])


async def test_apply_serves_and_stores_it_with_its_revision(desk: Desk) -> None:
    """The outcome is the proposal itself; the library, the disk and the history know it."""
    proposal = await desk.propose(1)
    assert await desk.press(proposal) == Applied(proposal)
    assert (desk.served, await desk.stored()) == (1, 1)
    (revision,) = await desk.reloads.history()
    assert (revision.at, revision.actor, revision.name) == (noon(), 1, "mo")
    assert (revision.action, revision.summary) == (Action.RELOADED, proposal.diff.summary())
    library = await desk.folio.store.library()
    assert library is not None
    assert library.revision == revision


async def test_an_applied_proposal_cannot_be_applied_again(desk: Desk) -> None:
    """A second press is answered with a look at what is left to do: nothing."""
    proposal = await desk.propose(1)
    await desk.press(proposal)
    outcome = await desk.press(proposal)
    assert isinstance(outcome, Outdated)
    assert not outcome.proposal.diff


async def test_cancel_lets_go_of_it_and_is_in_the_history(desk: Desk) -> None:
    """What was cancelled is not applied by a late press but looked at anew."""
    proposal = await desk.propose(1)
    await desk.reloads.cancel(proposal.token, MO)
    assert [revision.action for revision in await desk.reloads.history()] == [Action.CANCELLED]
    assert isinstance(await desk.press(proposal), Outdated)
    assert desk.served == 0


async def test_cancel_of_something_else_is_nothing(desk: Desk) -> None:
    """Another's button, and one of an older proposal, leave the open one open."""
    old = await desk.propose(1)
    proposal = await desk.propose(2)
    await desk.reloads.cancel(proposal.token, MAX)
    await desk.reloads.cancel(old.token, MO)
    assert await desk.reloads.history() == []
    assert isinstance(await desk.press(proposal), Applied)


async def test_ones_own_newer_proposal_replaces_the_older(desk: Desk) -> None:
    """The older button applies nothing; it shows the difference again."""
    old = await desk.propose(1)
    await desk.propose(2)
    outcome = await desk.press(old)
    assert isinstance(outcome, Outdated)
    assert (edition_of(outcome.proposal.library), desk.served) == (2, 0)
    assert isinstance(await desk.press(outcome.proposal), Applied)


async def test_somebody_else_cannot_press_ones_button(desk: Desk) -> None:
    """A token is worth nothing in other hands; the owner's proposal stays open."""
    proposal = await desk.propose(1)
    outcome = await desk.reloads.apply(proposal.token, MAX, Action.RELOADED, sure=True)
    assert isinstance(outcome, Outdated)
    assert (outcome.proposal.actor, desk.served) == (MAX, 0)
    assert isinstance(await desk.press(proposal), Applied)


async def test_others_are_named_only_while_theirs_is_open(desk: Desk) -> None:
    """Nobody is told of their own proposal, nor of one that was cancelled or applied."""
    mine, theirs = await desk.propose(1), await desk.propose(1, MAX)
    assert (desk.reloads.others(MO), desk.reloads.others(MAX)) == (["max"], ["mo"])
    await desk.reloads.cancel(theirs.token, MAX)
    assert desk.reloads.others(MO) == []
    await desk.press(mine)
    assert desk.reloads.others(MAX) == []


async def test_cancel_while_apply_writes_is_too_late(desk: Desk) -> None:
    """Once Apply has begun it ends as Applied, and Cancel is nothing."""
    proposal = await desk.propose(1)
    store = desk.folio.store
    begun, cancelled = threading.Event(), threading.Event()
    desk.folio.store = HeldStore(store, begun, cancelled)  # type: ignore[assignment]
    applying = asyncio.create_task(desk.press(proposal))
    await asyncio.to_thread(begun.wait)
    cancelling = asyncio.create_task(desk.reloads.cancel(proposal.token, MO))
    await asyncio.sleep(0.01)
    cancelled.set()
    outcome, _ = await asyncio.gather(applying, cancelling, return_exceptions=True)
    desk.folio.store = store
    assert outcome == Applied(proposal)
    assert [revision.action for revision in await desk.reloads.history()] == [Action.RELOADED]


class HeldStore:
    """A store whose apply takes as long as somebody holds it."""

    def __init__(self, store: TinyStore, begun: threading.Event, released: threading.Event) -> None:
        self._store = store
        self._begun = begun
        self._released = released

    def __getattr__(self, verb: str) -> Callable[..., object]:
        return getattr(self._store, verb)

    async def apply(self, *change: object) -> None:
        """Wait, then apply."""
        self._begun.set()
        await asyncio.to_thread(self._released.wait)
        await self._store.apply(*change)  # type: ignore[arg-type]


async def test_look_ups_go_on_during_reloads(desk: Desk) -> None:
    """Fifty reloads: every answer is wholly of one library, that one is served, and none fails or goes back."""
    done = asyncio.Event()
    seen = [asyncio.create_task(look_things_up(desk.folio, done)) for _ in range(3)]
    for number in range(1, RELOADS + 1):
        await desk.publish(number)
    done.set()
    answers = await asyncio.gather(*seen)
    assert desk.served == RELOADS
    for numbers in answers:
        assert numbers == sorted(numbers)
        assert len(set(numbers)) > RELOADS / 2


async def look_things_up(folio: Folio, done: asyncio.Event) -> list[int]:
    """Find papers, let others have a turn, and open what was found; the editions that answered, in order."""
    numbers = []
    while not done.is_set():
        for subject in SUBJECTS:
            outcome = folio.find_paper(f"on {subject.casefold()}")
            assert isinstance(outcome, Found)
            await asyncio.sleep(0)
            catalogue = folio.catalogue
            paper, almanac = folio.paper(outcome.best.key), folio.find_paper("almanac volume")
            assert paper is not None
            (number,) = {int(other.abstract.split()[1].rstrip(".")) for other in catalogue.papers.values()}
            assert paper == catalogue.papers[paper.key]
            assert paper.abstract == f"Edition {number}."
            assert almanac.matches[0].name == f"Almanac Volume {number}"
            assert edition_of(folio.library) == number
            numbers.append(number)
            await asyncio.sleep(0.001)
    return numbers
