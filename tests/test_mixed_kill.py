"""SIGKILL under everything at once in one data folder. A few kills by default; more on request, with figures:

FOLIO_MIXED_KILLS=200 python -m pytest tests/test_mixed_kill.py -s -n 0
"""

import asyncio
import json
import os
import random
import re
import signal
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from bot.digest.arrivals import unseen
from bot.digest.models import State
from bot.digests import Digests
from bot.folio import Folio
from bot.ledger import Ledger
from bot.library.models import Topic
from bot.store.interface import Action
from bot.store.tiny import TinyStore
from tests.editions import TODAY
from tests.mixed_life import BEGIN, FileDiscord, captured, compose, posts, prepare

KILLS = int(os.environ.get("FOLIO_MIXED_KILLS", "6"))
LONGEST_LIFE = 1.0 if KILLS > 20 else 0.4  # seconds, after it is ready


@dataclass
class Heard:
    """What the lives have said: the last acknowledged of each kind, what was begun after that, and all of some."""

    did: dict[str, str] = field(default_factory=dict)
    will: dict[str, str] = field(default_factory=dict)
    everything: Counter[str] = field(default_factory=Counter)
    subscriptions: set[str] = field(default_factory=set)
    ending: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    posted: set[str] = field(default_factory=set)

    def hear(self, line: str) -> None:
        """Take note of a line."""
        verb, kind, what = line.split(maxsplit=2)
        if verb == "will":
            self.will[kind] = what
            if kind == "end":
                self.ending.add(what)
            return
        self.did[kind] = what
        self.will.pop(kind, None)
        self.everything[kind] += 1
        match kind:
            case "subscription":
                self.subscriptions.add(what)
            case "end":
                self.subscriptions.discard(what)
            case "paper":
                self.papers.add(what)
            case "forget":
                self.forgotten.add(what)
            case "post":
                self.posted.add(what)


class Nursery:
    """Lives, one at a time, each forked from a process that has everything imported."""

    def __enter__(self) -> "Nursery":
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.mixed_life"], cwd=Path(__file__).parent.parent, bufsize=0,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        _, complaints = self._process.communicate()
        if kind is None:
            assert not complaints, complaints.decode()

    async def live(self, root: Path, number: int, seconds: float, heard: Heard) -> None:
        """Let one live for a while once it is ready, then SIGKILL it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([str(root), number]).encode() + b"\n")
        child = int((await self._line()).removeprefix("born "))
        while (line := await self._line()) != "ready":
            heard.hear(line)
        listening = asyncio.create_task(self._listen(heard))
        await asyncio.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        await listening

    async def _listen(self, heard: Heard) -> None:
        while (line := await self._line()) != "gone":
            heard.hear(line)

    async def _line(self) -> str:
        assert self._process.stdout is not None
        line = await asyncio.to_thread(self._process.stdout.readline)
        if not line.endswith(b"\n"):
            raise AssertionError(self._process.communicate()[1].decode())
        return line.decode().strip()


async def test_killed_in_the_middle_of_everything_nothing_is_lost_or_half(tmp_path: Path) -> None:
    """After every kill every file is whole, whatever was acknowledged is there, and the files fit each other."""
    chance, heard, littered = random.Random(), Heard(), 0
    await prepare(tmp_path)
    with Nursery() as nursery:
        for number in range(1, KILLS + 1):
            await nursery.live(tmp_path, number, chance.uniform(0, LONGEST_LIFE), heard)
            littered += any((tmp_path / "data").rglob(".*.tmp"))
            await check(tmp_path, heard)
    await end(tmp_path)
    seen_once(tmp_path, heard)
    figures = ", ".join(f"{kind} {times}" for kind, times in sorted(heard.everything.items()))
    print(
        f"\n{KILLS} kills, {littered} left a half-written file beside; acknowledged: {figures}; "
        f"{len(posts(tmp_path / 'discord'))} posts; 0 unreadable, 0 lost, 0 half applied, 0 posted twice"
    )


async def check(root: Path, heard: Heard) -> None:
    """Open what a dead process left, and end what it had begun."""
    store = TinyStore.open(root / "data", now=BEGIN)
    assert list(store.reports) == []
    await library_kept(store, heard)
    await corrections_kept(store, heard)
    await papers_kept(store, heard)
    await digests_kept(store, heard)
    await people_gone(store, root / "data", heard)
    served = (await Folio.open(root / "seeds", store, TODAY)).library
    heard.did["library"] = served.pages[0].listings[0].abstract.split()[1].rstrip(".")
    heard.will.clear()
    await store.close()


async def library_kept(store: TinyStore, heard: Heard) -> None:
    """One edition, wholly, acknowledged or begun; and everything in it was met."""
    library = await store.library()
    assert library is not None
    (edition,) = {re.findall(r"\d+", listing.abstract)[0] for page in library.pages for listing in page.listings}
    assert edition in {heard.did.get("library", edition), heard.will.get("library")}
    folio = await Folio.open(Path("/nonexistent"), store, TODAY)
    assert unseen(await store.seen(), folio.catalogue.papers.values()) == []
    history = [each for each in await store.history() if each.action in (Action.RELOADED, Action.UNDONE)]
    # The line about a change is written after it, for people.
    assert library.revision is None or not history or library.revision.at >= history[0].at


async def corrections_kept(store: TinyStore, heard: Heard) -> None:
    """Both topics are of one correction, acknowledged or begun, and the history tells of it."""
    corrections = {each.topic: each.value for each in await store.corrections()}
    if "correction" in heard.did:
        assert corrections.keys() == {Topic.NAMES, Topic.CAPTURED}
    if corrections:
        number = corrections[Topic.NAMES].split()[1]
        assert number in {heard.did.get("correction"), heard.will.get("correction")}
        heard.did["correction"] = number  # one that was begun may have been finished
        last = next(each for each in await store.history() if each.action is Action.CORRECTED)
        assert f"Name {number}" in last.summary
        assert corrections[Topic.CAPTURED] == captured(int(number))


async def papers_kept(store: TinyStore, heard: Heard) -> None:
    """Every paper that came is there, with its watch."""
    live = await store.live()
    assert heard.papers <= {record.paper.identity for record in live.papers}
    assert len(live.watches) == 1 or "watch" not in heard.did


async def digests_kept(store: TinyStore, heard: Heard) -> None:
    """Digests that were set up and not ended are there; what is known to be posted stays known."""
    there = {each.id for each in await store.subscriptions()}
    assert heard.subscriptions - heard.ending <= there
    assert "main" in there
    heard.subscriptions &= there
    heard.ending.clear()
    last = (await store.seen()).last
    assert all(each.seen <= last for each in await store.subscriptions())
    rows = {f"{row.key.day}/{row.key.part}": row for row in await store.deliveries() if row.key.subscription == "main"}
    known = heard.posted & rows.keys()
    assert all(rows[each].state is State.SENT for each in known)


async def people_gone(store: TinyStore, data: Path, heard: Heard) -> None:
    """Who was forgotten stands in no byte; who was being forgotten can still be."""
    if "forget" in heard.will:
        await store.forget(int(heard.will["forget"]))
        heard.forgotten.add(heard.will["forget"])
    kept = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and ".tmp" not in path.name}
    for path, content in kept.items():
        found = {each.decode() for each in re.findall(rb"5\d{17}", content)} & heard.forgotten
        assert not found, (path.name, found)


async def end(root: Path) -> None:
    """Post what waits, a day later."""
    store = TinyStore.open(root / "data")
    folio = await Folio.open(root / "seeds", store, TODAY)
    later = BEGIN + timedelta(days=KILLS + 400)
    digests = Digests(folio, await Ledger.open(store), FileDiscord(root / "discord"), compose, lambda: later)
    await digests.round()
    await digests.round()
    await store.close()


def seen_once(root: Path, heard: Heard) -> None:
    """No digest was posted twice, no paper twice by one digest, and none was left out that came from a source."""
    posted = posts(root / "discord")
    assert len({str(each["mark"]) for each in posted}) == len(posted)
    papers = Counter((str(each["digest"]), paper) for each in posted for paper in each["papers"])
    assert [paper for paper, times in papers.items() if times > 1] == []
    announced = {paper for digest, paper in papers if digest == "main"}
    came = {identity.removeprefix("arxiv:").removesuffix(".1") for identity in heard.papers}
    assert {name for name in came if not any(f"live-paper-{name}-" in paper for paper in announced)} == set()
