"""Equal titles by other people are told."""

from datetime import date

import pytest

from bot.ingest.doubles import doubles
from bot.library.models import Captured, CaptureSource, Listing, Page, Published


def page(name: str, *listings: Listing) -> Page:
    """A page of a file."""
    return Page(
        name, name.title(), f"{name}.txt", Captured(date(2026, 11, 22), CaptureSource.SIDECAR), listings=listings
    )


def paper(*authors: str, title: str = "Quiet Graphs", year: int | None = 2024) -> Listing:
    """A paper of a year."""
    return Listing(title, authors, published=Published(date(year, 3, 1)) if year else None)


def test_an_undated_one_is_told_as_well() -> None:
    """It counts as the other, whenever that is of."""
    assert list(doubles([page("ann", paper("Ann Lee")), page("cy", paper("Cy Dax", year=None))]))


def test_equal_titles_by_others_are_told() -> None:
    """With both files, both lists and what to do."""
    (told,) = doubles([page("ann", paper("Ann Lee", "Bo Ray")), page("cy", paper("Cy Dax", title="Quiet graphs!"))])
    assert told.source == "cy.txt"
    assert "by Cy Dax and the paper of that title by Ann Lee and Bo Ray in ann.txt count as one" in told.message


@pytest.mark.parametrize(
    "other",
    [
        paper("B. Ray"),
        paper("Ray Bo"),
        paper(),
        paper("Cy Dax", year=2027),
        paper("Cy Dax", title="Loud Graphs"),
    ],
    ids=["initials", "other order", "no authors", "years apart", "another title"],
)
def test_nothing_else_is(other: Listing) -> None:
    """One author in common is enough, and what is kept apart anyway needs no word."""
    assert not list(doubles([page("ann", paper("Ann Lee", "Bo Ray")), page("cy", other)]))
