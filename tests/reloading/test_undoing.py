"""Taking changes back, and the history of them."""

import pytest

from bot.proposals import NothingToUndo
from bot.store.interface import Action
from tests.reloading.desk import MAX, MO, Desk


async def test_the_first_library_has_nothing_before_it(desk: Desk) -> None:
    """There is a sentence for it, and a later reload can be undone as ever."""
    with pytest.raises(NothingToUndo):
        await desk.reloads.propose(MO, Action.UNDONE)
    await desk.publish(1)
    await desk.undo()
    assert (desk.served, await desk.stored()) == (0, 0)


async def test_undo_goes_back_change_by_change_to_the_first(desk: Desk) -> None:
    """Several in a row retrace the way; then there is nothing left."""
    for number in (1, 2, 3):
        await desk.publish(number)
    for number in (2, 1, 0):
        await desk.undo()
        assert (desk.served, await desk.stored()) == (number, number)
    with pytest.raises(NothingToUndo):
        await desk.reloads.propose(MO, Action.UNDONE)


async def test_undo_leaves_the_files_and_sets_them_aside(desk: Desk) -> None:
    """The files stay as they are; they are known to differ, and a restart does not load them."""
    await desk.publish(1)
    files = desk.files()
    await desk.undo()
    assert desk.files() == files
    assert await desk.reloads.differs()
    await desk.restart()
    assert desk.served == 0


async def test_files_that_change_after_an_undo_are_loaded_at_the_next_start(desk: Desk) -> None:
    """Set aside is this version of the files, not every later one."""
    await desk.publish(1)
    await desk.undo()
    desk.write(2)
    await desk.restart()
    assert desk.served == 2


async def test_a_reload_after_an_undo_applies_the_same_files_again(desk: Desk) -> None:
    """Whoever wants the undone files after all gets them, nothing is set aside any more, and it can be undone."""
    await desk.publish(1)
    await desk.undo()
    assert await desk.folio.store.set_aside() != ""
    await desk.publish(1)
    assert (desk.served, await desk.folio.store.set_aside()) == (1, "")
    await desk.restart()
    assert desk.served == 1
    await desk.undo()
    assert desk.served == 0


async def test_undo_works_after_a_restart(desk: Desk) -> None:
    """What is kept to go back to is on the disk."""
    for number in (1, 2):
        await desk.publish(number)
    await desk.restart()
    await desk.undo()
    await desk.undo()
    assert (desk.served, await desk.stored()) == (0, 0)


async def test_files_that_were_undone_twice_stay_set_aside(desk: Desk) -> None:
    """Two undos in a row and a restart: what was undone does not come back by itself."""
    for number in (1, 2):
        await desk.publish(number)
    await desk.undo()
    await desk.undo()
    await desk.restart()
    assert desk.served == 0


async def test_ten_changes_can_be_taken_back(desk: Desk) -> None:
    """Older libraries are let go of."""
    for number in range(1, 14):
        await desk.publish(number)
    for number in range(12, 2, -1):
        await desk.undo()
        assert desk.served == number
    with pytest.raises(NothingToUndo):
        await desk.reloads.propose(MO, Action.UNDONE)


async def test_the_history_is_newest_first_and_outlives_a_restart(desk: Desk) -> None:
    """Reload, undo, cancel and a refusal, each with its actor."""
    await desk.publish(1)
    await desk.undo()
    await desk.reloads.cancel((await desk.propose(2, MAX)).token, MAX)
    await desk.reloads.note(MAX, Action.REFUSED, "not a moderator here")
    before = await desk.reloads.history()
    await desk.restart()
    assert [(line.name, line.action) for line in before] == [
        ("max", Action.REFUSED),
        ("max", Action.CANCELLED),
        ("mo", Action.UNDONE),
        ("mo", Action.RELOADED),
    ]
    assert list(before)[-3:] == [line for line in await desk.reloads.history() if line.action is not Action.REFUSED]
