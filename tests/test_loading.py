"""What makes a change of the library look like an accident."""

import json
from datetime import date
from pathlib import Path

import pytest

from bot.ingest.resolve import Memory
from bot.ingest.seeds import open_seeds, read_seeds
from bot.library.models import Captured, CaptureSource, Listing, Metric, Metrics, Page
from bot.loading import derive, suspicions, warnings
from bot.store.interface import Library

DAY = date(2026, 11, 22)


def library(*pages: Page) -> Library:
    """A library of pages."""
    return Library("any", (), pages)


def made(owner: str = "Ann", source: str = "a.txt", papers: int = 4, **metrics: float) -> Page:
    """A page with a number of papers and some metrics."""
    given = Metrics(**{name: Metric(f"{value:g}", value) for name, value in metrics.items()})
    listings = tuple(Listing(title=str(i)) for i in range(papers))
    return Page(owner, owner, source, Captured(DAY, CaptureSource.SIDECAR), metrics=given, listings=listings)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (library(made(papers=4)), library(made(papers=2))),
        (library(made(papers=0)), library(made(papers=0))),
        (library(made(papers=0)), library(made(papers=9))),
        (library(made("Ann")), library(made("ANN"))),
        (library(made("José")), library(made("Jose"))),
        (library(made("Ann")), library(made("Ann"), made("Ben"))),
        (library(made("Ann"), made("Ben")), library(made("Ann"))),
        (library(made("Ann", "a.txt")), library(made("Ann", "b.txt"))),
        (library(made(h_index=18)), library(made(h_index=10))),
        (library(made(h_index=0)), library(made(h_index=0))),
        (library(made(h_index=18)), library(made())),
        (library(made()), library(made(h_index=1))),
        (library(made("Ann", "a.txt", h_index=18)), library(made("Ann", "a.txt", h_index=18), made("Ben", "b.txt"))),
    ],
)
def test_what_pages_do_is_not_suspicious(before: Library, after: Library) -> None:
    """Growth, small losses, another spelling, a moved file and metrics that come and go are news."""
    assert list(suspicions(before, after)) == []


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        (library(made(papers=5)), library(made(papers=2)), "listed papers"),
        (library(made("Ann"), made("Ben", "b.txt")), library(made("Ann", papers=3)), "listed papers"),
        (library(made("Ann")), library(made("Ben")), "page of Ben"),
        (library(made("Ann"), made("Ben")), library(made("Ann"), made("Cem")), "page of Cem"),
        (library(made(h_index=18)), library(made(h_index=9)), "h index of Ann would fall from 18 to 9"),
        (library(made(ai_score=62)), library(made(ai_score=0)), "ai score of Ann"),
    ],
)
def test_what_accidents_do_is_suspicious(before: Library, after: Library, word: str) -> None:
    """Most papers gone, somebody else's page under a known name, half a number: one sentence each."""
    (sentence,) = suspicions(before, after)
    assert word in sentence


def test_problems_of_a_file_are_as_many_as_anybody_reads(tmp_path: Path) -> None:
    """The rest is counted; a library holds no list of thirty thousand warnings."""
    items = [{"title": f"Paper {i}", "issued": {"date-parts": [[2024]]}} for i in range(1000)]
    (tmp_path / "export.json").write_text(json.dumps(items), "utf-8")
    seeds = open_seeds(tmp_path)
    derived, _ = derive(seeds, list(read_seeds(seeds)), Memory(), DAY)
    told = warnings(derived)
    assert len(told) == 301
    assert "700 more problems" in told[-1]
