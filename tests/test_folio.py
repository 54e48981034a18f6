"""What Folio serves after a start: new files, unchanged ones, bad ones, and damaged data."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.errors import SeedsError, StoreError
from bot.folio import Folio
from bot.ingest.resolve import Memory
from bot.ingest.seeds import SeedFile, Seeds, read_seeds
from bot.library.selection import Selection
from bot.loading import Loaded, load
from bot.store.tiny import TinyStore
from tests.pages import PaperText, folio_on, page_text
from tests.store.folders import plain_users_folder
from tests.store.media import FullDisk

LAST_YEAR, THIS_YEAR = date(2026, 12, 30), date(2027, 1, 2)
SERVED = "What was loaded last is served."


def page(owner: str = "Ann Example", papers: Sequence[str] = ("Alpha", "Beta", "Gamma"), citations: int = 800) -> str:
    """A profile page whose papers have no year."""
    listed = "\n\n".join(f"LGFeb 6\n{title} Study of Things\n\nAnn Example, Ben Sample\n\nText." for title in papers)
    return f"{owner}\n\nLG\nh-index18\n{citations}citations\n\n{len(papers)} Papers\n\n{listed}\n"


class CountingReader:
    """Reads seeds as Folio does, and counts how often it was asked to."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, seeds: Seeds) -> Sequence[SeedFile]:
        self.times += 1
        return read_seeds(seeds)


class Place:
    """A seeds folder and a data folder, and Folio's starts between them."""

    def __init__(self, root: Path) -> None:
        self.seeds, self.data, self.reader = root / "seeds", root / "data", CountingReader()
        self.seeds.mkdir()
        self.write("ann.txt", page())

    def write(self, name: str, text: str) -> None:
        """Write a seed file."""
        (self.seeds / name).write_text(text, "utf-8")

    @asynccontextmanager
    async def store(self) -> AsyncIterator[TinyStore]:
        """The writer's store."""
        store = TinyStore.open(self.data)
        try:
            yield store
        finally:
            await store.close()

    async def start(self, today: date = LAST_YEAR) -> Loaded:
        """A start of the bot."""
        async with self.store() as store:
            return await load(self.seeds, store, today, keep=True, read=self.reader)

    async def read(self, today: date = LAST_YEAR) -> Loaded:
        """A start of a reader."""
        return await load(self.seeds, TinyStore.reader(self.data), today, keep=False, read=self.reader)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Seeds with one page, and no data yet."""
    return Place(tmp_path)


def titles(loaded: Loaded) -> set[str]:
    """The first word of every paper served."""
    return {listing.title.split()[0] for page in loaded.library.pages for listing in page.listings}


def years(loaded: Loaded) -> set[int]:
    """The years of all papers served."""
    listings = [listing for page in loaded.library.pages for listing in page.listings]
    return {listing.published.day.year for listing in listings if listing.published}


# Unchanged and changed files


async def test_unchanged_seeds_are_not_parsed_again(place: Place) -> None:
    """The second start serves an equal library without parsing anything."""
    first, second = await place.start(), await place.start()
    assert first == second
    assert place.reader.times == 1
    assert second.reports == ()


async def test_a_changed_page_is_read_again(place: Place) -> None:
    """A paper that was added is there after the next start, and after the one that parses nothing."""
    await place.start()
    place.write("ann.txt", page(papers=["Alpha", "Beta", "Gamma", "Delta"]))
    assert titles(await place.start()) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert titles(await place.start()) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert place.reader.times == 2


async def test_a_changed_sidecar_is_read_again(place: Place) -> None:
    """What is stated beside a page counts as a change of it."""
    await place.start()
    place.write("ann.toml", "captured = 2025-03-01\n")
    assert years(await place.start()) == {2025}
    assert place.reader.times == 2


async def test_other_code_reads_everything_again(place: Place) -> None:
    """A library derived by another version of the readers is not trusted."""
    await place.start()
    async with place.store() as store:
        library = await store.library()
        assert library is not None
        await store.apply(replace(library, fingerprint="of another version"), await store.memory())
    assert titles(await place.start()) == {"Alpha", "Beta", "Gamma"}
    assert place.reader.times == 2
    await place.start()
    assert place.reader.times == 2


async def test_settled_dates_survive_a_new_year(place: Place) -> None:
    """Days without a year stay in the year they were settled in, whatever is read again later."""
    assert years(await place.start(LAST_YEAR)) == {2026}
    place.write("ann.txt", page(papers=["Alpha", "Beta", "Gamma"], citations=900))
    assert years(await place.start(THIS_YEAR)) == {2026}
    (place.data / "library.json").unlink()
    assert years(await place.start(THIS_YEAR)) == {2026}


async def test_settled_dates_survive_a_damaged_state(place: Place) -> None:
    """With state.json torn the state before its last change is restored, and the dates in it stand."""
    await place.start(LAST_YEAR)
    place.write("ann.txt", page(citations=900))
    await place.start(LAST_YEAR)
    (place.data / "state.json").write_bytes(b"torn")
    place.write("ann.txt", page(citations=950))
    assert years(await place.start(THIS_YEAR)) == {2026}


# Refused, suspicious and missing files


async def test_an_empty_data_folder_takes_what_can_be_read(place: Place) -> None:
    """The baseline is every good page; what is refused is reported at every start until it is mended."""
    place.write("bad.txt", "<html>")
    first = await place.start()
    assert titles(first) == {"Alpha", "Beta", "Gamma"}
    assert [report.split(":")[0] for report in first.reports] == ["bad.txt"]
    assert (await place.start()).reports == first.reports


async def test_a_refused_change_leaves_the_library_applied_last(place: Place) -> None:
    """One refused file and nothing of the change is served; that and why is said until it is mended."""
    await place.start()
    place.write("ben.txt", page("Ben Sample", ["Delta"]))
    place.write("ann.txt", "<html>")
    for _ in range(2):
        served = await place.start()
        assert titles(served) == {"Alpha", "Beta", "Gamma"}
        assert served.reports[0].startswith("ann.txt: this is HTML")
        assert SERVED in served.reports[-1]
    place.write("ann.txt", page())
    mended = await place.start()
    assert titles(mended) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert mended.reports == ()


async def test_an_old_refusal_does_not_keep_good_news_out(place: Place) -> None:
    """A file that was refused from the beginning does not stop changes of other files."""
    place.write("bad.txt", "<html>")
    await place.start()
    place.write("ben.txt", page("Ben Sample", ["Delta"]))
    later = await place.start()
    assert titles(later) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert [report.split(":")[0] for report in later.reports] == ["bad.txt"]


@pytest.mark.parametrize(
    ("text", "suspicion"),
    [
        (page(papers=["Alpha"]), "Of 3 listed papers 1 would be left."),
        (page("Ben Sample"), "ann.txt: what was the page of Ann Example would be the page of Ben Sample."),
        (page(citations=400), "ann.txt: citations of Ann Example would fall from 800 to 400."),
    ],
    ids=["papers", "owner", "metric"],
)
async def test_a_suspicious_change_waits_for_the_operator(place: Place, text: str, suspicion: str) -> None:
    """What looks like an accident is not applied at a start; the operator is told what and how to insist."""
    await place.start()
    place.write("ann.txt", text)
    served = await place.start()
    assert titles(served) == {"Alpha", "Beta", "Gamma"}
    assert served.reports[0] == suspicion
    assert SERVED in served.reports[-1]
    (place.data / "library.json").unlink()
    insisted = await place.start()
    assert insisted.reports == ()
    assert insisted.library != served.library


@pytest.mark.parametrize(
    "lose",
    [
        lambda seeds: (seeds / "ann.txt").unlink(),
        lambda seeds: (seeds / "ann.txt").write_text("nothing of a page"),
        lambda seeds: seeds.rename(seeds.with_name("elsewhere")),
    ],
    ids=["the file", "its content", "the folder"],
)
async def test_lost_seeds_leave_the_library_applied_last(place: Place, lose: Callable[[Path], None]) -> None:
    """Without anything to read, what was applied last is served and that is said; a new bot says what is missing."""
    await place.start()
    lose(place.seeds)
    served = await place.start()
    assert titles(served) == {"Alpha", "Beta", "Gamma"}
    assert SERVED in served.reports[-1]
    (place.data / "library.json").unlink()
    with pytest.raises(SeedsError):
        await place.start()


async def test_a_seed_that_may_not_be_read_is_said() -> None:
    """A file that the operating system withholds is named, with and without a library to serve."""
    with plain_users_folder() as folder:
        place = Place(folder)
        (place.seeds / "ann.txt").chmod(0)
        with pytest.raises(SeedsError, match=r"ann\.txt: it cannot be read: Permission denied"):
            await place.start()
        (place.seeds / "ann.txt").chmod(0o600)
        await place.start()
        (place.seeds / "ann.txt").chmod(0)
        served = await place.start()
    assert titles(served) == {"Alpha", "Beta", "Gamma"}
    assert "Permission denied" in served.reports[0]


# Damaged data and full disks


@pytest.mark.parametrize("damage", [b"", b"null", b'{"origin": {}}'])
async def test_a_damaged_library_is_built_again(place: Place, damage: bytes) -> None:
    """The seeds give the same library again, and it is kept again."""
    first = await place.start()
    (place.data / "library.json").write_bytes(damage)
    again = await place.start(THIS_YEAR)
    assert again.library == first.library
    await place.start()
    assert place.reader.times == 2


async def test_a_full_disk_leaves_the_library_applied_last(place: Place) -> None:
    """What cannot be kept is not served: the dates settled with it would be lost. A first start has nothing else."""
    place.data.mkdir()
    disk = FullDisk()
    store = TinyStore.open(place.data, disk)
    disk.full = True
    with pytest.raises(StoreError):
        await load(place.seeds, store, LAST_YEAR, keep=True)
    disk.full = False
    await load(place.seeds, store, LAST_YEAR, keep=True)
    disk.full = True
    place.write("ben.txt", page("Ben Sample", ["Delta"]))
    served = await load(place.seeds, store, LAST_YEAR, keep=True)
    assert titles(served) == {"Alpha", "Beta", "Gamma"}
    assert "free some space" in served.reports[0]
    disk.full = False
    later = await load(place.seeds, store, LAST_YEAR, keep=True)
    assert titles(later) == {"Alpha", "Beta", "Gamma", "Delta"}
    await store.close()


class BlindStore(TinyStore):
    """A store whose state cannot be read just now."""

    async def memory(self) -> Memory:
        raise StoreError("state.json cannot be read.")


async def test_a_state_that_cannot_be_read_is_not_overwritten(place: Place) -> None:
    """Without knowing what was settled the bot does not settle it anew; a reader, who keeps nothing, may."""
    await place.start()
    place.write("ann.txt", page(citations=900))
    before = (place.data / "state.json").read_bytes()
    store = BlindStore.open(place.data)
    with pytest.raises(StoreError):
        await load(place.seeds, store, THIS_YEAR, keep=True)
    await store.close()
    assert (place.data / "state.json").read_bytes() == before
    assert titles(await load(place.seeds, BlindStore.reader(place.data), THIS_YEAR, keep=False))


# Readers


async def test_a_reader_reads_the_seeds_and_writes_nothing(place: Place) -> None:
    """Without data a reader serves the seeds and makes no folder; with data it changes no file."""
    assert titles(await place.read()) == {"Alpha", "Beta", "Gamma"}
    assert not place.data.exists()
    await place.start()
    before = {path.name: path.read_bytes() for path in place.data.iterdir()}
    assert titles(await place.read()) == {"Alpha", "Beta", "Gamma"}
    place.write("ben.txt", page("Ben Sample", ["Delta"]))
    assert titles(await place.read()) == {"Alpha", "Beta", "Gamma", "Delta"}
    assert {path.name: path.read_bytes() for path in place.data.iterdir()} == before


async def test_a_reader_knows_the_settled_dates(place: Place) -> None:
    """A reader of changed seeds uses what the bot settled."""
    await place.start(LAST_YEAR)
    place.write("ann.txt", page(citations=900))
    assert years(await place.read(THIS_YEAR)) == {2026}


async def test_a_reader_does_without_damaged_data(place: Place) -> None:
    """With both files damaged a reader still answers from the seeds."""
    await place.start()
    for name in ("library.json", "state.json"):
        (place.data / name).write_bytes(b"damage")
    assert titles(await place.read()) == {"Alpha", "Beta", "Gamma"}


async def test_a_folio_tells_what_the_store_and_the_loading_found(place: Place) -> None:
    """Reports of damage and of bad seeds arrive together."""
    await place.start()
    (place.data / "library.json").write_bytes(b"damage")
    place.write("bad.txt", "<html>")
    async with place.store() as store:
        folio = await Folio.open(place.seeds, store, LAST_YEAR)
    assert ["library.json" in folio.reports[0], "bad.txt" in folio.reports[1]] == [True, True]
    assert len(folio.catalogue.papers) == 3


async def test_a_list_is_looked_through_once_until_the_library_changes(folio: Folio) -> None:
    """Its pages are turned without looking again; of a changed library it is another list."""
    wanted = Selection(text="learning")
    kept = folio.select_papers(wanted)
    assert folio.select_papers(Selection(text="learning")) is kept
    for number in range(20):
        folio.select_papers(Selection(year=1990 + number))
    assert folio.select_papers(wanted) is not kept
    assert folio.select_papers(wanted) == kept
    kept = folio.select_papers(wanted)
    folio.swap(await folio.build(folio.overlay))
    assert folio.select_papers(wanted) is not kept


async def test_a_bare_field_that_is_typed_is_the_one_that_is_here(tmp_path: Path) -> None:
    """`GN` is genomics where genomics is all of that name that is here; where nothing is, it is nobody's guess."""
    folio = await folio_on(
        tmp_path, ada=page_text("Ada Long", [PaperText("One", meta="QMMay 8"), PaperText("Two", meta="GNMay 9")])
    )
    assert folio.field_code(" gn ") == "q-bio.GN"
    assert [paper.title for paper in folio.select_papers(Selection(field=folio.field_code("GN")))] == ["Two"]
    assert folio.field_code("AP") == "AP"
    assert folio.field_code("CV") == "cs.CV"
