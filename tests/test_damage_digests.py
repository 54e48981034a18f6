"""Whatever is damaged, restored or copied: no digest is posted twice, and no paper twice by one digest.

FOLIO_EVERY_DAMAGE=1 python -m pytest tests/test_damage_digests.py      # all 81 combinations
"""

import os
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path

import pytest

from bot import reading
from bot.digest.models import Message, State
from bot.digests import Digests
from bot.folio import Folio
from bot.ledger import Ledger
from bot.library.models import Listing, Published
from bot.planning import NothingToSend
from bot.proposals import Actor, Applied
from bot.reloading import Reloads
from bot.sources.interface import Bookmark, LivePaper, Papers
from bot.sources.kinds import Watch
from bot.store.backup import back_up, restore
from bot.store.interface import Action
from bot.store.tiny import TinyStore
from bot.watching import Watching
from tests.editions import run_here
from tests.mixed_life import BEGIN, WATCH, FileDiscord, compose, page, posts, prepare

STATE, DIGESTS, LIVE, LIBRARY = "state.json", "digests.json", "live.json", "library.json"
DAY = timedelta(days=1)
WHOLE, DAMAGED, LOST = "whole", "damaged", "both damaged"


class AllPapers:
    """A source that always has every paper up to a number."""

    last = 0

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    async def fetch(self, since: Bookmark) -> Papers:
        """All of them."""
        listings = [
            Listing(f"Live paper {i}", ("Eve Short",), published=Published(BEGIN.date()), abstract="Live.")
            for i in range(1, self.last + 1)
        ]
        told = [LivePaper((f"arxiv:{i}.1",), each, "https://example.org") for i, each in enumerate(listings, start=1)]
        return Papers(tuple(told), since)


class Bot:
    """A process of Folio's, at a time."""

    def __init__(self, root: Path, days: int) -> None:
        self.root, self.now = root, BEGIN + days * DAY

    async def __aenter__(self) -> "Bot":
        self.store = TinyStore.open(self.root / "data", now=self.now)
        self.folio = await Folio.open(self.root / "seeds", self.store, self.now.date())
        self.reloads = Reloads(self.folio, self.root / "seeds", lambda: self.now)
        self.watching = await Watching.open(self.folio, AllPapers, lambda: self.now)
        ledger = await Ledger.open(self.store)
        self.digests = Digests(self.folio, ledger, FileDiscord(self.root / "discord"), compose, lambda: self.now)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.store.close()

    async def edition(self, number: int) -> None:
        """A moderator reloads an edition, with a paper that no other has."""
        (self.root / "seeds" / "ada.txt").write_text(page(number), "utf-8")
        proposal = await self.reloads.propose(Actor(1, "mo"), Action.RELOADED)
        outcome = await self.reloads.apply(proposal.token, proposal.actor, Action.RELOADED, sure=True)
        assert isinstance(outcome, Applied)

    async def live(self, last: int) -> None:
        """The source has papers up to a number by now."""
        AllPapers.last = last
        self.now += timedelta(minutes=61)
        await self.watching.round()

    async def post(self) -> None:
        """A round, and what is new at once."""
        await self.digests.round()
        main = self.digests.ledger.subscription("main")
        if main is not None:
            try:
                await self.digests.send_now(main)
            except NothingToSend:
                return


@pytest.fixture
async def past(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two days of a bot's life: papers from a reload, a source and a start, all of them posted; a backup in between."""
    monkeypatch.setattr(reading, "run_apart", run_here)
    root = tmp_path / "past"
    await prepare(root)
    async with Bot(root, 1) as bot:
        AllPapers.last = 1
        await bot.watching.add(WATCH, 1)
        await bot.edition(2)
        await bot.post()
        await bot.live(2)
        await bot.post()
        back_up(root / "data", root / "folio.zip")
        await bot.edition(3)
        await bot.live(3)
        await bot.post()
        await bot.live(4)
        await bot.post()
    (root / "seeds" / "ada.txt").write_text(page(4), "utf-8")
    async with Bot(root, 2) as bot:
        await bot.post()
    assert len(announced(root)) == 6
    return root


def announced(root: Path) -> Counter[tuple[str, str]]:
    """How often each digest has announced each paper; no digest twice."""
    posted = posts(root / "discord")
    assert len({str(each["mark"]) for each in posted}) == len(posted)
    papers = Counter((str(each["digest"]), paper) for each in posted for paper in each["papers"])
    assert [paper for paper, times in papers.items() if times > 1] == []
    return papers


async def goes_on(root: Path, days: int) -> None:
    """Starts, of which the first is cut off, then days on which everything that was there comes by again, and more."""
    async with Bot(root, days):
        pass
    async with Bot(root, days) as bot:
        await bot.live(4)
        await bot.post()
        announced(root)
    async with Bot(root, days + 1) as bot:
        await bot.live(4)
        await bot.post()
        announced(root)
        await bot.edition(5)
        await bot.live(5)
        await bot.post()
    announced(root)


def _harms() -> list[tuple[str, ...]]:
    """What befalls the four files: each alone, two of them, all; every combination on request."""
    every = list(product((WHOLE, DAMAGED, LOST), repeat=4))
    if os.environ.get("FOLIO_EVERY_DAMAGE"):
        return every
    return [harms for harms in every if len(set(harms)) < 3 and harms.count(WHOLE) in (0, 2, 3, 4) and harms[0] != LOST]


@pytest.mark.parametrize("harms", _harms(), ids="-".join)
async def test_whatever_is_damaged_nothing_is_posted_twice(past: Path, tmp_path: Path, harms: tuple[str, ...]) -> None:
    """Every file whole, damaged, or damaged together with the one before it, in every combination."""
    data = past / "data"
    for name, harm in zip((STATE, DIGESTS, LIVE, LIBRARY), harms, strict=True):
        if harm is not WHOLE:
            (data / name).write_bytes(b"damage")
        if harm is LOST:
            befores = (data / "earlier").iterdir() if name == LIBRARY else [data / f"{name}.previous"]
            for before in befores:
                before.write_bytes(b"damage")
    before = announced(past)
    await goes_on(past, 2)
    if harms == (WHOLE,) * 4:
        assert len(announced(past)) == len(before) + 2


@pytest.mark.parametrize("days", [2, 3])
async def test_a_restored_copy_posts_nothing_twice_and_goes_on(past: Path, days: int) -> None:
    """Of the day before, on the same day or later; what is new from then on is announced."""
    restore(past / "data", past / "folio.zip", BEGIN + 2 * DAY)
    before = announced(past)
    await goes_on(past, days)
    assert len(announced(past).keys() - before.keys()) == 2


async def test_a_copy_made_while_a_digest_was_on_its_way(past: Path, tmp_path: Path) -> None:
    """It may have arrived since: it is not posted again, and its row says why."""
    async with Bot(past, 2) as bot:
        row = next(each for each in bot.digests.ledger.rows("main") if each.papers)
        message = Message("Digest", {"papers": list(row.papers)})
        await bot.digests.ledger.write(deliveries=[replace(row, state=State.PLANNED, message=message)])
    back_up(past / "data", tmp_path / "copy.zip")
    restore(past / "data", tmp_path / "copy.zip", BEGIN + 2 * DAY)
    await goes_on(past, 2)
    async with Bot(past, 4) as bot:
        after = bot.digests.ledger.delivery(row.key)
        assert after is not None
        assert (after.state, "restored from a backup" in after.reason) == (State.UNCERTAIN, True)
