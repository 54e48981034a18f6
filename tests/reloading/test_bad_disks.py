"""What a disk that is full, or refuses any step, leaves of a change."""

from contextlib import suppress
from pathlib import Path

import pytest

from bot.errors import StoreError
from bot.proposals import Applied
from bot.store.interface import Action, StoreFull
from tests.reloading.desk import MO, Desk
from tests.store.media import FailingDisk, FullDisk

# More steps than an apply has; a loop over them ends at the first that nothing happens at.
MANY = range(1, 100)


@pytest.mark.parametrize("action", [Action.RELOADED, Action.UNDONE])
async def test_a_full_disk_leaves_the_old_library_and_the_proposal(tmp_path: Path, action: Action) -> None:
    """StoreFull, served and stored stay the same, and the same button works when there is room."""
    disk = FullDisk()
    desk = await Desk.open(tmp_path, disk)
    await desk.publish(1)
    desk.write(2)
    proposal = await desk.reloads.propose(MO, action)
    disk.full = True
    for _ in range(2):
        with pytest.raises(StoreFull, match="free some space"):
            await desk.press(proposal)
        assert (desk.served, await desk.stored()) == (1, 1)
    disk.full = False
    assert await desk.press(proposal) == Applied(proposal)
    expected = 2 if action is Action.RELOADED else 0
    assert (desk.served, await desk.stored()) == (expected, expected)
    await desk.close()


@pytest.mark.parametrize(
    "action",
    [
        Action.RELOADED,
        Action.UNDONE,
    ],
)
async def test_an_error_at_any_step_leaves_served_and_stored_the_same(tmp_path: Path, action: Action) -> None:
    """Whatever step the disk refuses, what is served is what a start would serve."""
    apart = []
    for step in MANY:
        disk = FailingDisk()
        desk = await Desk.open(tmp_path / str(step), disk)
        await desk.publish(1)
        desk.write(2)
        proposal = await desk.reloads.propose(MO, action)
        disk.arm(step)
        with suppress(StoreError):
            await desk.press(proposal)
        disk.disarm()
        if desk.served != await desk.stored():
            apart.append((step, desk.served, await desk.stored()))
        await desk.close()
        if not disk.happened:
            break
    assert step > 10
    assert apart == []
