"""Files that moderators upload: stored when they are applied, and not before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.ingest.uploads import UploadRefused
from bot.proposals import Applied, Outdated
from bot.store.interface import Action, StoreFull
from tests.reloading.desk import MO, Desk, edition_text
from tests.store.folders import plain_users_folder
from tests.store.media import FullDisk


@contextmanager
def root_again() -> Iterator[None]:
    """Whoever became nobody is root meanwhile: nobody may not start this Python."""
    user = os.geteuid()
    if os.getuid() == 0:
        os.seteuid(0)
    try:
        yield
    finally:
        os.seteuid(user)


async def test_an_upload_is_stored_when_applied(desk: Desk) -> None:
    """Looking writes nothing; Apply puts the file in place of the owner's older page."""
    before = desk.files()
    proposal = await desk.reloads.propose_upload(MO, edition_text(1).encode(), ".txt")
    assert desk.files() == before
    assert await desk.press(proposal) == Applied(proposal)
    assert (desk.served, desk.files()["ada.txt"]) == (1, edition_text(1).encode())
    assert not await desk.reloads.differs()
    await desk.restart()
    assert desk.served == 1


async def test_a_read_only_seeds_folder_leaves_all_as_it_was() -> None:
    """An upload that cannot be stored is refused: files, served, stored and history stay, and the proposal is open."""
    with plain_users_folder() as folder:
        desk = await Desk.open(folder)
        before = desk.files()
        with root_again():
            proposal = await desk.reloads.propose_upload(MO, edition_text(1).encode(), ".txt")
        desk.seeds.chmod(0o500)
        with pytest.raises(UploadRefused, match="Nothing was changed"):
            await desk.press(proposal)
        assert (desk.served, await desk.stored(), desk.files()) == (0, 0, before)
        assert await desk.reloads.history() == []
        desk.seeds.chmod(0o700)
        assert await desk.press(proposal) == Applied(proposal)
        await desk.close()


async def test_an_upload_that_fails_half_way_leaves_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new page cannot take its place, the old one is still there."""
    proposal = await desk.reloads.propose_upload(MO, edition_text(1).encode(), ".txt")
    move = Path.replace

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.suffix == ".tmp" and target.name == "ada.txt":
            raise OSError(5, "Input/output error")
        return move(path, target)

    monkeypatch.setattr(Path, "replace", refuse_the_new)
    with pytest.raises(UploadRefused, match="Nothing was changed"):
        await desk.press(proposal)
    assert desk.files().get("ada.txt") == edition_text(0).encode()


async def test_an_upload_that_was_cancelled_after_a_full_disk_does_not_come_back(tmp_path: Path) -> None:
    """A file that was never applied is not served by the next start."""
    disk = FullDisk()
    desk = await Desk.open(tmp_path, disk)
    proposal = await desk.reloads.propose_upload(MO, edition_text(1).encode(), ".txt")
    disk.full = True
    with pytest.raises(StoreFull):
        await desk.press(proposal)
    disk.full = False
    await desk.reloads.cancel(proposal.token, MO)
    await desk.restart()
    await desk.close()
    assert desk.served == 0


@pytest.mark.parametrize("action", [Action.RELOADED, Action.UNDONE])
async def test_an_older_button_does_not_carry_a_newer_upload(desk: Desk, action: Action) -> None:
    """A reload or an undo made anew is of the folder as it is, without what was uploaded since."""
    await desk.publish(1)
    old = await desk.reloads.propose(MO, action)
    await desk.reloads.propose_upload(MO, edition_text(2).encode(), ".txt")
    outcome = await desk.press(old)
    assert isinstance(outcome, Outdated)
    assert outcome.proposal.upload is None
    await desk.press(outcome.proposal)
    assert desk.files()["ada.txt"] == edition_text(1).encode()
