"""SIGKILL around Apply and Undo, and a death at each of their steps. Eight kills by default; more on request:

FOLIO_RELOAD_KILLS=200 python -m pytest tests/test_reload_kill.py -s

The child is this file, `python -m tests.test_reload_kill FOLDER`: it writes an edition, reloads it, takes it back
and goes on with the next, and says what it will do and what it has done.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from types import TracebackType

import pytest

from bot import reading
from bot.folio import Folio
from bot.ingest.resolve import Memory
from bot.proposals import Actor, Applied, Proposal
from bot.reloading import Reloads
from bot.store.interface import Action
from bot.store.tiny import TinyStore
from tests.editions import TODAY, edition_in, edition_of, page_of, put, run_here
from tests.store.media import Died, DyingDisk
from tests.store.samples import APPLICATION, tree

KILLS = int(os.environ.get("FOLIO_RELOAD_KILLS", "8"))
LONGEST_WAIT = 0.05
# Acknowledged changes after which a kill follows: right after a start, and later.
PASSED = range(5)
MANY = range(1, 100)

MO = Actor(1, "mo")


def clock() -> datetime:
    """The time at which all of it happens."""
    return datetime(2027, 1, 15, 12, tzinfo=UTC)


# The child


async def change(folder: Path) -> None:
    """Reload and undo in turn, for ever."""
    reading.run_apart = run_here  # type: ignore[assignment]
    seeds = folder / "seeds"
    folio = await Folio.open(seeds, TinyStore.open(folder / "data"), TODAY)
    reloads = Reloads(folio, seeds, clock)
    say("serves", edition_of(folio.library))
    for number in count(edition_in(seeds) + 1):
        put(seeds, number)
        for action in (Action.RELOADED, Action.UNDONE):
            proposal = await reloads.propose(MO, action)
            say("will", edition_of(proposal.library))
            assert isinstance(await press(reloads, proposal), Applied)
            say("undid" if action is Action.UNDONE else "did", edition_of(folio.library))


async def press(reloads: Reloads, proposal: Proposal) -> object:
    """Press Apply."""
    return await reloads.apply(proposal.token, proposal.actor, proposal.action, sure=False)


def say(verb: str, number: int) -> None:
    """Hand a line to the kernel at once: what is said survives the process."""
    os.write(sys.stdout.fileno(), f"{verb} {number}\n".encode())


# The parent


@dataclass
class Changer:
    """A child that changes the library until it is killed, at the latest at the end of the `with` block.

    `done` is the edition of the last acknowledged change, `begun` the one that was being applied, if any;
    `away` the edition that was undone last, whose file is set aside until it changes.
    """

    folder: Path
    done: int
    away: int | None
    begun: int | None = None
    acknowledged: int = 0

    def __enter__(self) -> "Changer":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.test_reload_kill", str(self.folder)],
            cwd=Path(__file__).parent.parent,
            bufsize=0,  # `communicate` passes over what a buffer has read ahead
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def hear(self, wanted: int) -> None:
        """Return as soon as it serves and so many changes are acknowledged."""
        assert self._process.stdout is not None
        serving = False
        while not serving or self.acknowledged < wanted:
            line = self._process.stdout.readline()
            assert line, self._process.communicate()[1].decode()
            self._hear(line)
            serving = True

    def kill(self) -> None:
        """SIGKILL it, and hear what it said last."""
        self._process.kill()
        said, complaints = self._process.communicate()
        assert not complaints, complaints.decode()
        for line in said.splitlines():
            self._hear(line)

    def _hear(self, line: bytes) -> None:
        verb, number = line.decode().split()
        if verb == "serves":
            assert int(number) == self.done
        elif verb == "will":
            self.begun = int(number)
        else:
            self.away = self.done if verb == "undid" else None
            self.done, self.begun = int(number), None
            self.acknowledged += 1

    @property
    def was_undoing(self) -> bool:
        """Whether it was killed in an undo: the file may be set aside already, or not yet."""
        return self.begun is not None and self.begun < self.done


async def prepared(folder: Path, disk: DyingDisk | None = None) -> tuple[Folio, Reloads]:
    """Folio on edition 1, with a command tree."""
    seeds = folder / "seeds"
    seeds.mkdir(parents=True)
    put(seeds, 1)
    folio = await Folio.open(seeds, TinyStore.open(folder / "data", disk), TODAY)
    await folio.store.remember_command_tree(APPLICATION, tree(1))
    return folio, Reloads(folio, seeds, clock)


async def test_a_killed_reload_is_the_old_library_or_the_new(tmp_path: Path) -> None:
    """After every kill: wholly the old or the new one, an acknowledged one or later, state kept, and it starts."""
    chance, acknowledged, inside, finished, littered = random.Random(), 0, 0, 0, 0
    folio, _ = await prepared(tmp_path)
    settled = await folio.store.memory()
    await folio.store.close()
    served, away = 1, None
    for _ in range(KILLS):
        with Changer(tmp_path, served, away) as changer:
            changer.hear(chance.choice(PASSED))
            time.sleep(chance.uniform(0, LONGEST_WAIT))
            changer.kill()
        acknowledged += changer.acknowledged
        inside += changer.begun is not None
        littered += any((tmp_path / "data").glob(".*.tmp"))
        store = TinyStore.open(tmp_path / "data")
        library = await store.library()
        assert library is not None
        assert list(store.reports) == []
        found = edition_of(library)
        assert found in {changer.done, changer.begun}
        finished += found == changer.begun
        settled = await state_kept(store, settled)
        served = edition_of((await Folio.open(tmp_path / "seeds", store, TODAY)).library)
        put_last = edition_in(tmp_path / "seeds")
        # What was undone stays away; what was put into the folder since is loaded.
        assert served in {found, put_last}
        assert served == (changer.done if put_last == changer.away else put_last) or changer.was_undoing
        away = put_last if put_last != served else None
        await store.close()
    print(
        f"\n{KILLS} kills: {acknowledged} changes acknowledged, 0 lost; {inside} kills fell into an Apply, of which "
        f"{finished} were on the disk and {inside - finished} were not; {littered} left a half-written file beside; "
        "0 mixed, 0 unreadable"
    )


async def state_kept(store: TinyStore, before: Memory) -> Memory:
    """Check that nothing of the state is lost; the memory now."""
    assert await store.command_tree(APPLICATION) == tree(1)
    memory = await store.memory()
    assert before.first_seen.items() <= memory.first_seen.items()
    assert before.dates.items() <= memory.dates.items()
    return memory


@pytest.mark.parametrize("action", [Action.RELOADED, Action.UNDONE])
async def test_a_death_at_any_step_leaves_the_old_library_or_the_new(
    tmp_path: Path, action: Action, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dead at each write of an Apply in turn, the next start has all of the one or of the other, and can change it."""
    monkeypatch.setattr(reading, "run_apart", run_here)
    old, new = (1, 2) if action is Action.RELOADED else (2, 1)
    stored = []
    for step in MANY:
        disk, folder = DyingDisk(), tmp_path / str(step)
        folio, reloads = await prepared(folder, disk)
        put(folder / "seeds", 2)
        if action is Action.UNDONE:
            assert isinstance(await press(reloads, await reloads.propose(MO, Action.RELOADED)), Applied)
        settled, proposal = await folio.store.memory(), await reloads.propose(MO, action)
        disk.arm(step)
        acknowledged = False
        with suppress(Died):
            acknowledged = isinstance(await press(reloads, proposal), Applied)
        await folio.store.close()
        stored.append(await started(folder, settled))
        assert stored[-1] in ([new] if acknowledged else [old, new])
        if not disk.happened:
            break
    assert step > 10
    assert stored == sorted(stored, key=[old, new].index)  # once it is the new one, it stays
    assert {old, new} == set(stored)


async def started(folder: Path, settled: Memory) -> int:
    """Start on a folder that a dead process left, reload and undo there; the edition that was stored."""
    store = TinyStore.open(folder / "data")
    library = await store.library()
    assert library is not None
    assert list(store.reports) == []
    await state_kept(store, settled)
    stored, seeds = edition_of(library), folder / "seeds"
    folio = await Folio.open(seeds, store, TODAY)
    served = edition_of(folio.library)
    assert served in (stored, edition_in(seeds))
    reloads = Reloads(folio, seeds, clock)
    put(seeds, 3)
    assert isinstance(await press(reloads, await reloads.propose(MO, Action.RELOADED)), Applied)
    assert isinstance(await press(reloads, await reloads.propose(MO, Action.UNDONE)), Applied)
    assert edition_of(folio.library) == served
    await store.close()
    return stored


async def test_a_death_at_any_step_of_an_upload_leaves_the_old_page_or_the_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dead at each move of a file into the seeds folder, a start serves Ada's old page or her new one."""
    monkeypatch.setattr(reading, "run_apart", run_here)
    for step in MANY:
        folder = tmp_path / str(step)
        folio, _ = await prepared(folder)
        (folder / "seeds" / "ben.txt").write_text(page_of(1).replace("Ada Long", "Ben Short"), "utf-8")
        reloads = Reloads(folio, folder / "seeds", clock)
        assert isinstance(await press(reloads, await reloads.propose(MO, Action.RELOADED)), Applied)
        proposal = await reloads.propose_upload(MO, page_of(2).encode(), ".txt")
        moves = DyingMoves(step)
        with monkeypatch.context() as dying:
            dying.setattr(Path, "replace", lambda path, target, moves=moves: moves.replace(path, target))
            with suppress(Died):
                await press(reloads, proposal)
        await folio.store.close()
        store = TinyStore.open(folder / "data")
        library = (await Folio.open(folder / "seeds", store, TODAY)).library
        await store.close()
        assert [page.owner for page in library.pages] == ["Ada Long", "Ben Short"]
        if not moves.happened:
            break
    assert step > 2


class DyingMoves:
    """Moves of files, of which one is the process's last."""

    def __init__(self, step: int) -> None:
        self._left = step
        self._move = Path.replace
        self.happened = False

    def replace(self, path: Path, target: Path) -> Path:
        """Move a file, or die first."""
        self._left -= 1
        if self._left <= 0:
            self.happened = True
            raise Died
        return self._move(path, target)


if __name__ == "__main__":
    asyncio.run(change(Path(sys.argv[1])))
