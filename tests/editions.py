"""A seeds folder whose page comes in editions, a number that every paper carries, so that a mix would show."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from bot.store.interface import Library

TODAY = date(2027, 1, 15)


def page_of(number: int) -> str:
    """A page all of whose papers carry its edition's number."""
    subjects = ("Tides", "Glaciers", "Volcanoes", "Orchards")
    papers = [f"LGMay 8, 2025\nOn {subject}\n\nAda Long\n\nEdition {number}.\n" for subject in subjects]
    return "\n".join(["Ada Long", "", "4 Papers", "", *papers])


def edition_of(library: Library) -> int:
    """Which edition a library is, all of it."""
    assert len(library.pages[0].listings) == 4
    (abstract,) = {listing.abstract for page in library.pages for listing in page.listings}
    return int(re.fullmatch(r"Edition (\d+)\.", abstract)[1])  # type: ignore[index]


def edition_in(seeds: Path) -> int:
    """The edition in the folder."""
    return int(re.search(r"Edition (\d+)", (seeds / "ada.txt").read_text("utf-8"))[1])  # type: ignore[index]


def put(seeds: Path, number: int) -> None:
    """Write an edition, whole or not at all: half a page is not what is tested here."""
    (seeds / ".new").write_text(page_of(number), "utf-8")
    (seeds / ".new").replace(seeds / "ada.txt")


async def run_here(work: Callable[..., Iterable[object]], *arguments: object, **limits: float) -> list[object]:
    """Read without a process of its own, whose start would be all that a kill ever falls into."""
    return list(work(*arguments))
