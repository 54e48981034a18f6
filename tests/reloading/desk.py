"""Folio as moderators have it: they write pages into a folder, and press buttons.

An edition is a number that every paper of a library carries, so that a mix of two would show.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.folio import Folio
from bot.proposals import Actor, Applied, Doubtful, Outdated, Proposal
from bot.reloading import Reloads
from bot.store.interface import Action, Library
from bot.store.media import Disk
from bot.store.tiny import TinyStore
from tests.conftest import TODAY, noon
from tests.pages import PaperText, page_text

MO, MAX = Actor(1, "mo"), Actor(2, "max")
SUBJECTS = ("Tides", "Glaciers", "Volcanoes", "Orchards")


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
