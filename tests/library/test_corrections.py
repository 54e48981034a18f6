"""Corrections lie over the pages: they win while they stand, and leave no trace once they are taken off."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.library.catalogue import Catalogue
from bot.library.code import CodeLink, NoCode, code_state
from bot.library.corrections import Correction, CorrectionRefused, names_in, read_value, read_values
from bot.library.models import Captured, CaptureSource, Listing, Page, Paper, Precision, Published, Topic

SEEN = Captured(date(2026, 11, 22), CaptureSource.FIRST_SEEN)


def page(owner: str, *listings: Listing, captured: Captured = SEEN) -> Page:
    """A page whose key is its owner."""
    return Page(key=owner, owner=owner, source=f"{owner}.txt", captured=captured, listings=listings)


def dated(title: str, year: int, *, inferred: bool = False, **more: str) -> Listing:
    """A listing of a day in May."""
    return Listing(title=title, published=Published(date(year, 5, 8), inferred), **more)


def corrected(pages: Sequence[Page], **values: str) -> Paper:
    """The first paper of pages after corrections, by topic in lower case."""
    key = next(iter(Catalogue.build(pages).papers))
    corrections = [Correction(key, Topic[name.upper()], value, "") for name, value in values.items()]
    return next(iter(Catalogue.build(pages, corrections).papers.values()))


def test_a_link_wins_over_the_pages_links_and_none_over_its_flag() -> None:
    """Of three states a moderator can set two."""
    pages = [page("Ann", Listing("Tidepool", code_flag=True, links=("https://github.com/a/old",)))]
    link = "https://github.com/a/new"
    assert code_state(corrected(pages, code=link)) == CodeLink(link)
    assert code_state(corrected(pages, code="none")) == NoCode()


def test_a_date_is_as_precise_as_it_was_given() -> None:
    """Nothing is made up for a month or a year."""
    pages = [page("Ann", dated("Tidepool", 2026, inferred=True))]
    assert corrected(pages, date="2025-03-18").published == Published(date(2025, 3, 18))
    assert corrected(pages, date="2025-03").published == Published(date(2025, 3, 1), precision=Precision.MONTH)
    assert corrected(pages, date="2025").published == Published(date(2025, 1, 1), precision=Precision.YEAR)


def test_a_paper_says_what_was_corrected() -> None:
    """Names, identifiers and dates, in one order."""
    paper = corrected([page("Ann", Listing("Tidepool"))], doi="10.1/x", names="pool; TP", date="2025")
    assert paper.corrected == (Topic.NAMES, Topic.DATE, Topic.DOI)
    assert (paper.aliases, paper.doi) == (("pool", "TP"), "10.1/x")


def test_an_identifier_makes_one_paper_of_two_and_keeps_the_other_corrections() -> None:
    """The newest page's title names the whole; what was said of the other still holds."""
    new = page(
        "Ben", Listing("Tidepool: A Study", arxiv_id="2501.00001"), captured=Captured(date(2026, 12, 1), SEEN.source)
    )
    old = page("Ann", Listing("Tide pools"))
    (key,) = Catalogue.build([old]).papers
    corrections = [Correction(key, Topic.ARXIV, "2501.00001", ""), Correction(key, Topic.DATE, "2024", "")]
    (paper,) = Catalogue.build([old, new], corrections).papers.values()
    assert paper.title == "Tidepool: A Study"
    assert set(paper.owners) == {"Ann", "Ben"}
    assert paper.published == Published(date(2024, 1, 1), precision=Precision.YEAR)


def test_a_capture_day_moves_days_without_a_year_and_no_others() -> None:
    """What was inferred follows the day that it was inferred from; a leap day finds its place."""
    leap = Listing("Leap", published=Published(date(2024, 2, 29), year_inferred=True))
    pages = [page("Ann", dated("Stated", 2023), dated("Inferred", 2026, inferred=True), leap)]
    catalogue = Catalogue.build(pages, [Correction("Ann", Topic.CAPTURED, "2025-06-01", "Ann")])
    years = {paper.title: paper.published.day for paper in catalogue.papers.values() if paper.published}
    assert years == {"Stated": date(2023, 5, 8), "Inferred": date(2025, 5, 8), "Leap": date(2025, 2, 28)}
    assert catalogue.pages["Ann"].captured == Captured(date(2025, 6, 1), CaptureSource.CORRECTED)


def test_people_are_given_other_names() -> None:
    """Owners and co-authors alike."""
    pages = [page("Ann", Listing("Tidepool", authors=("Ann", "Ben Low")))]
    ben = next(key for key, person in Catalogue.build(pages).people.items() if person.name == "Ben Low")
    people = Catalogue.build(pages, [Correction(ben, Topic.NAMES, "Benny; B", "Ben Low")]).people
    assert people[ben].aliases == ("Benny", "B")


def test_what_is_about_nothing_here_changes_nothing() -> None:
    """A correction waits for its paper."""
    pages = [page("Ann", dated("Tidepool", 2025))]
    lost = [Correction("no-such-key", topic, "2025-01-01", "") for topic in Topic]
    assert Catalogue.build(pages, lost) == Catalogue.build(pages)


@pytest.mark.parametrize(
    ("topic", "typed", "value"),
    [
        (Topic.CODE, " https://github.com/a/b ", "https://github.com/a/b"),
        (Topic.CODE, "None", "none"),
        (Topic.NAMES, "TP;  pool ;TP;", "TP; pool"),
        (Topic.DATE, "2025-3-8", "2025-03-08"),
        (Topic.ARXIV, "https://arxiv.org/abs/2503.14476v2", "2503.14476"),
        (Topic.ARXIV, "arXiv:hep-th/9901001", "hep-th/9901001"),
        (Topic.DOI, "https://doi.org/10.1000/ABC", "10.1000/abc"),
        (Topic.CAPTURED, "2026-11-22", "2026-11-22"),
    ],
)
def test_values_have_one_spelling(topic: Topic, typed: str, value: str) -> None:
    """However they were typed or pasted."""
    assert read_value(topic, typed) == value


@pytest.mark.parametrize(
    ("topic", "typed"),
    [
        (Topic.CODE, "github"),
        (Topic.CODE, "javascript:alert(1)"),
        (Topic.CODE, "https://127.0.0.1/x"),
        (Topic.CODE, "https://a.org/b) [c](https://d.org"),
        (Topic.NAMES, "; ".join("abcdefghijklmnop")),
        (Topic.NAMES, "???"),
        (Topic.DATE, "2025-02-30"),
        (Topic.DATE, "2025-00"),
        (Topic.DATE, "18.3.2025"),
        (Topic.DATE, "0000"),
        (Topic.ARXIV, "DAPO"),
        (Topic.DOI, "11.1000/abc"),
        (Topic.CAPTURED, "2026-11"),
    ],
)
def test_what_cannot_be_is_refused_with_an_example(topic: Topic, typed: str) -> None:
    """The sentence says what to write instead."""
    with pytest.raises(CorrectionRefused):
        read_value(topic, typed)


@given(st.sampled_from(Topic), st.text(max_size=60))
def test_a_value_that_is_read_is_read_again_as_itself(topic: Topic, typed: str) -> None:
    """So that a form can show it and send it back."""
    try:
        value = read_value(topic, typed) if typed.strip() else ""
    except CorrectionRefused:
        return
    if value:
        assert read_value(topic, value) == value
        corrected([page("Ann", Listing("Tidepool"))], **{topic.name.lower(): value})
        assert topic is not Topic.NAMES or all(names_in(value))


@pytest.mark.parametrize(
    ("topic", "typed"), [(Topic.DATE, "2028"), (Topic.DATE, "2126-05"), (Topic.CAPTURED, "2026-11-23")]
)
def test_days_that_are_still_to_come_are_refused(topic: Topic, typed: str) -> None:
    """A page was copied on a day before; a paper may be of an issue of next year, and of none later."""
    with pytest.raises(CorrectionRefused, match=r"ahead|still to come"):
        read_values({topic: typed}, date(2026, 11, 22))
    assert read_values({Topic.DATE: "2027-01"}, date(2026, 11, 22)) == {Topic.DATE: "2027-01"}
