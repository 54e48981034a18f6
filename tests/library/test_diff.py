"""What would change, said so that a person can judge it."""

from datetime import date

from bot.library.catalogue import Catalogue
from bot.library.diff import Change, compare
from bot.library.models import Captured, CaptureSource, Listing, Metric, Metrics, Page, Published


def page(owner: str, *listings: Listing, h: str = "7", source: str = "") -> Page:
    """An invented page."""
    metrics = Metrics(h_index=Metric(h, float(h)))
    captured = Captured(date(2026, 11, 22), CaptureSource.FIRST_SEEN)
    return Page(owner.casefold(), owner, source or f"{owner}.txt", captured, metrics=metrics, listings=listings)


def paper(title: str, *authors: str, year: int = 2025, **more: object) -> Listing:
    """An invented listing."""
    return Listing(title, authors or ("Bea",), published=Published(date(year, 5, 8)), **more)  # type: ignore[arg-type]


def diff(before: list[Page], after: list[Page]):  # a Diff; tests read its fields
    """The difference between two libraries of pages."""
    return compare(Catalogue.build(before), Catalogue.build(after))


def test_nothing_changed_is_nothing() -> None:
    """The same pages in another order are no difference."""
    pages = [page("Ada", paper("One")), page("Cyd", paper("Two"))]
    assert not diff(pages, pages[::-1])


def test_pages_and_papers_come_and_go() -> None:
    """Added and removed things are named, each once."""
    found = diff([page("Ada", paper("One"), paper("Two"))], [page("Ada", paper("One")), page("Cyd", paper("Three"))])
    assert [added.owner for added in found.pages_added] == ["Cyd"]
    assert [added.title for added in found.papers_added] == ["Three"]
    assert [removed.title for removed in found.papers_removed] == ["Two"]


def test_changed_fields_show_old_and_new_value() -> None:
    """A metric and an abstract that changed are shown as they were and would be."""
    found = diff([page("Ada", paper("One", abstract="Old."))], [page("Ada", paper("One", abstract="New."), h="8")])
    assert found.pages_changed[0].changes == (Change("h index", "7", "8"),)
    assert found.papers_changed[0].changes == (Change("abstract", "Old.", "New."),)
    assert not found.papers_added


def test_a_corrected_title_is_a_change_and_not_a_new_paper() -> None:
    """A title mended on the page keeps the paper the same paper."""
    found = diff([page("Ada", paper("Onn Thing", "Bea", "Cyd"))], [page("Ada", paper("One Thing", "Bea", "Cyd"))])
    assert not found.papers_added
    assert not found.papers_removed
    assert found.papers_changed[0].changes == (Change("title", "Onn Thing", "One Thing"),)


def test_papers_that_become_one_are_merged() -> None:
    """An identifier that joins two papers is said to merge them, and the other way round to split them."""
    apart = [page("Ada", paper("First", arxiv_id="1")), page("Cyd", paper("Second"))]
    joined = [page("Ada", paper("First", arxiv_id="1")), page("Cyd", paper("Second", arxiv_id="1"))]
    assert [each.title for each in diff(apart, joined).merged] == ["First"]
    assert [each.title for each in diff(joined, apart).split] == ["First"]
