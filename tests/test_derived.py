"""A start from what was kept serves what a start without it does."""

import asyncio
import json
import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from bot import derived
from bot.answers.outcome import Declined
from bot.courtesy import Abandoned
from bot.derived import Kept
from bot.errors import StillReading
from bot.folio import Folio
from bot.library import packed
from bot.library.corrections import Correction
from bot.library.models import Paper, Topic
from bot.library.selection import Selection
from bot.matching.entries import FEW_ROWS
from bot.snapshot import Overlay
from bot.store.tiny import TinyStore
from tests.conftest import TODAY

WORDS = (
    "quiet",
    "loud",
    "deep",
    "sparse",
    "robust",
    "graph",
    "policy",
    "search",
    "proof",
    "signal",
    "motion",
    "kernel",
)
QUESTIONS = (
    "papers about sparse graphs",
    "what is QSP",
    "who wrote Quiet Sparse Policy 7",
    "how many papers are there",
)


def many(folder: Path, papers: int) -> None:
    """A list of so many papers."""
    items = [
        {
            "id": str(number),
            "type": "article",
            "title": f"{WORDS[number % 12]} {WORDS[number % 7]} {WORDS[number % 5]} {number}".title(),
            "author": [{"family": f"Name{number % 89}", "given": f"Ann{number % 7}"}, {"literal": f"Lone {number}"}],
            "issued": {"date-parts": [[2000 + number % 20]]},
            "abstract": f"We propose Tool{number} (QSP{number}), a {WORDS[number % 11]} method. It gains {number} %.",
        }
        for number in range(papers)
    ]
    folder.mkdir(exist_ok=True)
    (folder / "list.json").write_text(json.dumps(items), "utf-8")


def said(folio: Folio) -> list[object]:
    """What is found, asked, suggested and near."""
    papers = list(folio.catalogue.papers.values())[:40]
    looked_up = [
        *map(folio.find_paper, ("sparse graf", papers[3].title)),
        *map(folio.find_person, ("name7", "ann lone")),
    ]
    return [
        *looked_up, folio.suggest_papers("quiet"), folio.suggest_people("ann"),
        [folio.ask(question, TODAY) for question in QUESTIONS],
        [folio.catalogue.authors(paper) for paper in papers], list(folio.catalogue.people.values()),
    ]  # fmt: skip


@pytest.mark.parametrize("papers", [12, FEW_ROWS + 100])
async def test_what_was_kept_says_the_same(tmp_path: Path, papers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found, suggested, asked and near: all as before, for few rows and for many."""
    monkeypatch.setattr(derived, "MANY_PAPERS", 10)
    many(tmp_path / "seeds", papers)
    outcomes, near = [], []
    for start in range(2):
        store = TinyStore.open(tmp_path / "data")
        folio = await Folio.open(tmp_path / "seeds", store, TODAY)
        assert folio.snapshot.is_complete is (start == 1)
        await folio.complete()
        outcomes.append(said(folio))
        near.append([await folio.similar(paper) for paper in list(folio.catalogue.papers.values())[:9]])
        await store.close()
    assert outcomes[0] == outcomes[1]
    assert near[0] == near[1]


async def derived_of(folder: Path) -> tuple[Folio, bytes]:
    """A small library and what is derived from it."""
    many(folder, 12)
    folio = await Folio.open(folder, TinyStore.in_memory(), TODAY, keep=False)
    return folio, folio.snapshot.packed(Event())


async def test_pages_and_what_is_made_of_them_come_back(tmp_path: Path) -> None:
    """Where nothing is otherwise, they are what was kept."""
    folio, data = await derived_of(tmp_path)
    kept = Kept()
    pages = kept.pages(data)
    assert pages == folio.library.pages
    parts = kept.parts(pages, folio.overlay.name)
    assert parts is not None
    assert parts.catalogue == folio.catalogue


@pytest.mark.parametrize("changed", ["code", "bytes", "nothing of ours"])
async def test_what_cannot_be_read_is_made_anew(tmp_path: Path, changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version of the code, or bytes that mean nothing or something else."""
    _, data = await derived_of(tmp_path)
    if changed == "code":
        monkeypatch.setattr(derived, "_code", lambda: b"another")
    if changed == "nothing of ours":
        data = data[:32] + pickle.dumps(frozenset())
    kept = Kept()
    assert kept.pages(data[:-9] if changed == "bytes" else data) is None
    assert kept.parts((), Overlay().name) is None


async def test_an_end_does_not_wait_for_the_bytes(tmp_path: Path) -> None:
    """Packing stops soon once nobody wants it any more."""
    folio, _ = await derived_of(tmp_path)
    enough = Event()
    enough.set()
    with pytest.raises(Abandoned):
        folio.snapshot.packed(enough)


async def test_what_was_made_under_another_overlay_or_of_other_pages_is_made_anew(tmp_path: Path) -> None:
    """Only the pages themselves are then taken from what was kept."""
    folio, data = await derived_of(tmp_path)
    kept = Kept()
    pages = kept.pages(data)
    assert pages is not None
    corrected = Overlay((Correction("a-paper", Topic.CODE, "none", "A Paper"),))
    assert kept.parts(pages, corrected.name) is None
    assert kept.parts(folio.library.pages, folio.overlay.name) is None


async def test_nothing_but_records_of_ours_is_read(tmp_path: Path) -> None:
    """A file that asks for anything else is no file, and what it asks for does not happen."""
    _, data = await derived_of(tmp_path)
    done = tmp_path / "done"

    class Evil:
        def __reduce__(self) -> tuple[object, Sequence[object]]:
            return Path.touch, (done,)

    assert Kept().pages(data[:32] + pickle.dumps(Evil())) is None
    assert not done.exists()


async def test_questions_and_lists_wait_while_the_index_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then /ask and /papers say so, look-ups answer, and nothing is made on the loop."""
    monkeypatch.setattr(derived, "MANY_PAPERS", 10)
    many(tmp_path, 300)
    folio = await Folio.open(tmp_path, TinyStore.in_memory(), TODAY)
    completing = asyncio.create_task(folio.complete())
    await asyncio.sleep(0)
    if not folio.snapshot.shelf.is_made:
        waiting = folio.ask(QUESTIONS[0], TODAY)
        assert isinstance(waiting, Declined)
        assert "still reading" in waiting.reason
    if not folio.snapshot.facets.is_made:
        assert folio.fields() == []
        with pytest.raises(StillReading, match="still reading"):
            folio.select_papers(Selection(year=2025))
    if not folio.snapshot.neighbours.is_made:
        with pytest.raises(StillReading, match="similar papers"):
            await folio.similar(next(iter(folio.catalogue.papers.values())))
    await completing
    assert folio.select_papers(Selection(text="the")) is not None
    assert "still reading" not in repr(folio.ask(QUESTIONS[0], TODAY))


async def test_a_large_library_settles_and_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once complete its abstracts are packed; what is answered, listed, written and read again stays as it was."""
    monkeypatch.setattr(derived, "MANY_PAPERS", 10)
    monkeypatch.setattr(packed, "_LONG", 20)
    many(tmp_path / "seeds", 30)
    store = TinyStore.open(tmp_path / "data")
    folio = await Folio.open(tmp_path / "seeds", store, TODAY)
    before, library, wanted = said(folio), await store.library(), Selection(text="tool7")
    listed = list(folio.select_papers(wanted))
    await folio.complete()
    assert all(is_packed(paper) for paper in folio.catalogue.papers.values())
    folio.swap(folio.snapshot)
    assert [paper.title for paper in folio.select_papers(wanted)] == [paper.title for paper in listed]
    assert len(listed) == 1
    assert said(folio) == before
    assert folio.library == library
    await store.apply(replace(folio.library, content="another"), await store.memory())
    again = await store.library()
    assert again is not None
    assert library is not None
    assert again.pages == library.pages
    await store.close()


async def test_the_next_start_has_them_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept holds texts as they were held, once for a page's listing and its paper."""
    monkeypatch.setattr(derived, "MANY_PAPERS", 10)
    monkeypatch.setattr(packed, "_LONG", 20)
    many(tmp_path / "seeds", 30)
    for start in range(2):
        store = TinyStore.open(tmp_path / "data")
        folio = await Folio.open(tmp_path / "seeds", store, TODAY)
        held = {packed.as_held(paper, "abstract") for paper in folio.catalogue.papers.values()}
        listed = {packed.as_held(each, "abstract") for page in folio.library.pages for each in page.listings}
        assert held == listed
        assert all(isinstance(text, str) for text in held) is (start == 0)
        await folio.complete()
        await store.close()


def is_packed(paper: Paper) -> bool:
    """Whether it is no plain text any more."""
    return not isinstance(packed.as_held(paper, "abstract"), str)
