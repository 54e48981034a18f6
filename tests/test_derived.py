"""A start from what was kept serves what a start without it does."""

import asyncio
import json
import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot import derived
from bot.answers.outcome import Declined
from bot.derived import Kept
from bot.errors import StillReading
from bot.folio import Folio
from bot.library import packed
from bot.library.models import Paper
from bot.library.people import find_people
from bot.library.selection import Selection
from bot.matching.entries import FEW_ROWS
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
    return folio, folio.snapshot.packed()


@pytest.mark.parametrize("changed", ["origin", "papers", "code", "bytes"])
async def test_what_was_made_of_something_else_is_made_anew(
    tmp_path: Path, changed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another library, other papers, another version of the code, or bytes that mean nothing."""
    folio, data = await derived_of(tmp_path)
    papers = list(folio.catalogue.papers.values())
    if changed == "papers":
        papers = papers[::-1]
    if changed == "code":
        monkeypatch.setattr(derived, "_code", lambda: b"another")
    kept = Kept(data[:-9] if changed == "bytes" else data, "other" if changed == "origin" else folio.snapshot.origin)
    pages = list(folio.catalogue.pages.values())
    assert kept.people(pages, papers).everyone == find_people(pages, papers).everyone
    assert kept.parts is None


async def test_nothing_but_records_of_ours_is_read(tmp_path: Path) -> None:
    """A file that asks for anything else is no file, and what it asks for does not happen."""
    folio, data = await derived_of(tmp_path)
    papers, done = list(folio.catalogue.papers.values()), tmp_path / "done"

    class Evil:
        def __reduce__(self) -> tuple[object, Sequence[object]]:
            return Path.touch, (done,)

    kept = Kept(data[:32] + pickle.dumps(Evil()), folio.snapshot.origin)
    kept.people(list(folio.catalogue.pages.values()), papers)
    assert kept.parts is None
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
    """Soon after a start its abstracts are packed; what is answered, listed, written and read again stays as it was."""
    monkeypatch.setattr(derived, "MANY_PAPERS", 10)
    monkeypatch.setattr(packed, "_LONG", 20)
    monkeypatch.setattr("bot.folio._SETTLE_AFTER", 0.0)
    many(tmp_path / "seeds", 30)
    store = TinyStore.open(tmp_path / "data")
    folio = await Folio.open(tmp_path / "seeds", store, TODAY)
    before, library, wanted = said(folio), await store.library(), Selection(text="tool7")
    listed = list(folio.select_papers(wanted))
    await folio.complete()
    while not all(is_packed(paper) for paper in folio.catalogue.papers.values()):
        await asyncio.sleep(0.001)
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


def is_packed(paper: Paper) -> bool:
    """Whether it is no plain text any more."""
    return not isinstance(packed.as_held(paper, "abstract"), str)
