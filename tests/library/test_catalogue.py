"""What is one paper, who is who, and how both are found by key."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.library.catalogue import Catalogue
from bot.library.keys import LONGEST_KEY, stable_key
from bot.library.models import Captured, CaptureSource, Listing, Metric, Metrics, Page, Published
from bot.library.similar import Neighbours

SEEN = Captured(date(2026, 11, 22), CaptureSource.FIRST_SEEN)


def listing(title: str, *authors: str, year: int | None = 2025, **more: object) -> Listing:
    """A listing of an invented paper."""
    published = Published(date(year, 5, 8)) if year else None
    return Listing(title, authors, published=published, **more)  # type: ignore[arg-type]


def page(owner: str, *listings: Listing, source: str = "", captured: date = SEEN.day) -> Page:
    """A page of an invented owner."""
    source = source or f"{owner}.txt"
    return Page(stable_key(owner, source), owner, source, Captured(captured, SEEN.source), listings=listings)


def test_the_same_title_within_a_year_is_one_paper() -> None:
    """Two pages that list one title, a year apart and written differently, have one paper of two owners."""
    catalogue = Catalogue.build(
        [page("Ada", listing("On Müller’s Law", year=2024)), page("Bea", listing("On Muller's law", year=2025))]
    )
    (paper,) = catalogue.papers.values()
    assert {catalogue.people[key].name for key in paper.owners} == {"Ada", "Bea"}


def test_the_same_title_years_apart_is_two_papers() -> None:
    """A title used again is another paper, with another key."""
    catalogue = Catalogue.build([page("Ada", listing("A Survey", year=2015), listing("A Survey", year=2025))])
    assert len(catalogue.papers) == 2


def test_an_identifier_joins_what_titles_do_not() -> None:
    """arXiv id and DOI name one paper whatever its title and year say."""
    catalogue = Catalogue.build(
        [
            page("Ada", listing("First Name", arxiv_id="2503.14476", year=2022)),
            page("Bea", listing("Second Name", arxiv_id="2503.14476", doi="10.1/X")),
            page("Cyd", listing("Third Name", doi="10.1/x", year=None)),
        ]
    )
    (paper,) = catalogue.papers.values()
    assert len(paper.pages) == 3


def test_the_newest_page_wins_and_others_fill_its_gaps() -> None:
    """Text is the newest capture's; authors are the longest list; links and flags add up."""
    old = listing("Twice", "Ada", "Bea", "Cyd", abstract="Old words.", code_flag=True, affiliation="here")
    new = listing("Twice", "Ada", abstract="New words.", links=("https://github.com/a/b",))
    catalogue = Catalogue.build([page("Ada", old, captured=date(2025, 1, 1)), page("Bea", new)])
    (paper,) = catalogue.papers.values()
    assert (paper.abstract, paper.authors, paper.code_flag) == ("New words.", ("Ada", "Bea", "Cyd"), True)
    assert (paper.affiliation, paper.links) == ("here", ("https://github.com/a/b",))


def test_a_stated_year_beats_an_inferred_one() -> None:
    """Where one page gives the year and another leaves it out, the given one stands."""
    inferred = Listing("Twice", published=Published(date(2026, 5, 8), year_inferred=True))
    stated = Listing("Twice", published=Published(date(2025, 5, 8)))
    catalogue = Catalogue.build([page("Ada", inferred), page("Bea", stated, captured=date(2025, 6, 1))])
    (paper,) = catalogue.papers.values()
    assert paper.published == Published(date(2025, 5, 8))


def test_the_result_does_not_depend_on_the_order_of_pages() -> None:
    """Pages in any order give the same papers and people."""
    pages = [
        page("Ada", listing("One", "Ada", "Bea"), listing("Two", "Cyd")),
        page("Bea", listing("One", "Bea", year=2024), listing("Three", "Ada")),
        page("Cyd", listing("Two", "Cyd", abstract="words")),
    ]
    forwards, backwards = Catalogue.build(pages), Catalogue.build(pages[::-1])
    assert dict(forwards.papers) == dict(backwards.papers)
    assert list(forwards.papers) == list(backwards.papers)
    assert dict(forwards.people) == dict(backwards.people)


def test_the_owner_wrote_every_paper_on_the_page() -> None:
    """An owner who is not in the author list is an author all the same, and said to be unlisted."""
    catalogue = Catalogue.build([page("Ada Long", listing("One", "Bea Short", et_al=True))])
    (paper,) = catalogue.papers.values()
    assert [person.name for person in catalogue.authors(paper)] == ["Bea Short", "Ada Long"]
    assert [person.name for person in catalogue.unlisted_owners(paper)] == ["Ada Long"]


def test_co_authors_of_one_name_are_one_entry() -> None:
    """Names are compared without case and accents; the entry counts its papers."""
    catalogue = Catalogue.build([page("Ada", listing("One", "José Sá"), listing("Two", "Jose Sa"))])
    person = catalogue.people[stable_key("Jose Sa")]
    assert len(person.papers) == 2
    assert not person.may_be_several


def test_a_name_whose_papers_share_nothing_may_be_several_people() -> None:
    """Two papers on two pages with no person and no field in common hint at two people."""
    catalogue = Catalogue.build(
        [
            page("Ada", listing("One", "Wei Zhang", fields=("LG",))),
            page("Bea", listing("Two", "Wei Zhang", fields=("math.OC",))),
        ]
    )
    assert catalogue.people[stable_key("Wei Zhang")].may_be_several


def test_owners_of_two_pages_are_two_people() -> None:
    """Equal names do not make two owners one; each has their own metrics and papers."""
    metrics = Metrics(h_index=Metric("7", 7))
    one = page("Wei Zhang", listing("One"), source="a.txt")
    two = Page(
        stable_key("Wei Zhang", "b.txt"), "Wei Zhang", "b.txt", SEEN, metrics=metrics, listings=(listing("Two"),)
    )
    catalogue = Catalogue.build([one, two])
    assert len(catalogue.people) == 2
    assert {len(person.papers) for person in catalogue.people.values()} == {1}


def test_a_name_that_two_owners_bear_is_neither_of_them() -> None:
    """On somebody else's page nobody can tell which owner is meant, so it is an entry of its own."""
    catalogue = Catalogue.build(
        [
            page("Wei Zhang", source="a.txt"),
            page("Wei Zhang", source="b.txt"),
            page("Ada", listing("One", "Wei Zhang")),
        ]
    )
    (paper,) = catalogue.papers.values()
    author = next(person for person in catalogue.authors(paper) if person.name == "Wei Zhang")
    assert author.page is None
    assert author.may_be_several


def test_an_owners_name_on_another_page_is_a_namesakes_paper() -> None:
    """It is kept with the owner, apart from their own papers."""
    catalogue = Catalogue.build([page("Wei Zhang", listing("One")), page("Ada", listing("Two", "Wei Zhang"))])
    owner = next(person for person in catalogue.people.values() if person.name == "Wei Zhang")
    assert (len(owner.papers), len(owner.namesake_papers)) == (1, 1)


def test_papers_are_newest_first_and_undated_ones_last() -> None:
    """The order of the catalogue is the order of lists."""
    catalogue = Catalogue.build([page("Ada", listing("Old", year=2001), listing("None", year=None), listing("New"))])
    assert [paper.title for paper in catalogue.papers.values()] == ["New", "Old", "None"]


def test_neighbours_share_something_and_say_what() -> None:
    """Papers that share an author or a telling word are near; others are not."""
    catalogue = Catalogue.build(
        [
            page(
                "Ada",
                listing("Pruning Rare Words", "Bea", "Cyd"),
                listing("Pruning Trees", "Dan"),
                listing("The Sea", "Bea"),
                listing("The Sky", "Eve"),
            )
        ]
    )
    papers = {paper.title: paper for paper in catalogue.papers.values()}
    near = {each.paper.title: each for each in Neighbours(papers.values()).of(papers["Pruning Rare Words"])}
    assert set(near) == {"Pruning Trees", "The Sea"}
    assert near["The Sea"].authors == ("Bea",)
    assert near["Pruning Trees"].words == ("pruning",)


@given(st.text(max_size=200))
def test_keys_are_short_ascii_and_stable(name: str) -> None:
    """Any title makes a key that Discord and people can carry."""
    key = stable_key(name)
    assert key == stable_key(name)
    assert key.isascii()
    assert 0 < len(key) <= LONGEST_KEY
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
