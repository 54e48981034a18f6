"""`Reloads` without Discord: what is proposed, applied, cancelled and taken back, and what a bad day leaves.

An edition is a number that every paper of a library carries, so that a mix of two would show. Folders are read
in this process, a start of one for each reload being slow; in processes of their own, as in production, on request:

    FOLIO_WORKERS=1 python -m pytest tests/test_reloading.py
"""

import asyncio
import os
import re
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import pytest

from bot.errors import StoreError
from bot.folio import Folio
from bot.ingest.uploads import UploadRefused
from bot.matching.outcome import Found
from bot.proposals import Actor, Applied, Doubtful, NothingToUndo, Outdated, Proposal, UploadGone
from bot.reloading import Reloads
from bot.store.interface import Action, Library, StoreFull
from bot.store.media import Disk
from bot.store.tiny import TinyStore
from tests.conftest import TODAY, noon
from tests.pages import PaperText, page_text
from tests.store.folders import plain_users_folder
from tests.store.media import FailingDisk, FullDisk

MO, MAX = Actor(1, "mo"), Actor(2, "max")
SUBJECTS = ("Tides", "Glaciers", "Volcanoes", "Orchards")
RELOADS = 50
# More steps than an apply has; a loop over them ends at the first that nothing happens at.
MANY = range(1, 100)


def edition_text(number: int) -> str:
    """Ada's page in an edition: the same four papers with new abstracts, and one that only this edition has."""
    papers = [PaperText(f"On {subject}", f"Edition {number}.") for subject in SUBJECTS]
    return page_text("Ada Long", [*papers, PaperText(f"Almanac Volume {number}", f"Edition {number}.")])


def edition_of(library: Library) -> int:
    """Which edition a library is, all of it."""
    (number,) = {abstract for page in library.pages for abstract in (entry.abstract for entry in page.listings)}
    return int(re.fullmatch(r"Edition (\d+)\.", number)[1])  # type: ignore[index]


@dataclass
class Desk:
    """Folio on folders of its own, and moderators who write pages and press buttons."""

    seeds: Path
    data: Path
    folio: Folio
    disk: Disk
    reloads: Reloads = field(init=False)

    def __post_init__(self) -> None:
        self.reloads = Reloads(self.folio, self.seeds, noon)

    @classmethod
    async def open(cls, folder: Path, disk: Disk | None = None) -> Self:
        """Start with edition 0."""
        seeds, data = folder / "seeds", folder / "data"
        seeds.mkdir(parents=True, exist_ok=True)
        (seeds / "ada.txt").write_text(edition_text(0), "utf-8")
        disk = disk or Disk()
        return cls(seeds, data, await Folio.open(seeds, TinyStore.open(data, disk), TODAY), disk)

    async def close(self) -> None:
        """Let the data folder go."""
        await self.folio.store.close()

    async def restart(self) -> None:
        """End the process in good order and start it again."""
        await self.close()
        self.folio = await Folio.open(self.seeds, TinyStore.open(self.data, self.disk), TODAY)
        self.reloads = Reloads(self.folio, self.seeds, noon)

    def write(self, number: int) -> None:
        """Put an edition into the seeds folder."""
        (self.seeds / "ada.txt").write_text(edition_text(number), "utf-8")

    async def propose(self, number: int, actor: Actor = MO) -> Proposal:
        """Write an edition and look at what a reload would do."""
        self.write(number)
        return await self.reloads.propose(actor, Action.RELOADED)

    async def press(self, proposal: Proposal, *, sure: bool = False) -> Applied | Doubtful | Outdated:
        """Press the proposal's Apply."""
        return await self.reloads.apply(proposal.token, proposal.actor, proposal.action, sure=sure)

    async def publish(self, number: int) -> None:
        """Write an edition and apply it."""
        assert isinstance(await self.press(await self.propose(number)), Applied)

    async def undo(self) -> None:
        """Take the last change back."""
        assert isinstance(await self.press(await self.reloads.propose(MO, Action.UNDONE)), Applied)

    @property
    def served(self) -> int:
        """The edition that is served; catalogue and library agree on it."""
        number = edition_of(self.folio.library)
        assert {paper.abstract for paper in self.folio.catalogue.papers.values()} == {f"Edition {number}."}
        return number

    async def stored(self) -> int:
        """The edition that a reader finds in the data folder."""
        library = await TinyStore.reader(self.data).library()
        assert library is not None
        return edition_of(library)

    def files(self) -> dict[str, bytes]:
        """Every file of the seeds folder, hidden ones as well."""
        return {path.name: path.read_bytes() for path in self.seeds.iterdir()}


async def run_here(work: Callable[..., Iterable[object]], *arguments: object, **limits: float) -> list[object]:
    """What a process of its own would do, in a thread."""
    return await asyncio.to_thread(lambda: list(work(*arguments)))


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read folders in this process, unless told otherwise."""
    if not os.environ.get("FOLIO_WORKERS"):
        monkeypatch.setattr("bot.reading.run_apart", run_here)


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


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Folio on edition 0."""
    opened = await Desk.open(tmp_path)
    yield opened
    await opened.close()


# Propose, apply, cancel


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


# Stale, doubtful, after a restart


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


# Undo


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


# Bad days


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


# Look-ups meanwhile


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
