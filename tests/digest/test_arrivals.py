"""What is new, and who a paper is: the same under another title, version, year or in another company."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.arrivals import BASELINE, Arrivals, Seen, arrive, beyond, unseen
from bot.library.catalogue import Catalogue
from bot.library.diff import Diff, compare
from bot.library.models import Paper
from bot.loading import met
from tests.digest.samples import START, paper
from tests.digest.town import Seeds

OLD = paper("Tides")
BASE = arrive(Seen(), [OLD], (), START, quiet=True)


def came(seen: Seen, *papers: Paper, **more: object) -> Seen:
    """What is seen once papers are here as well, all of them new."""
    return arrive(seen, papers, {each.key for each in papers}, START, **more)  # type: ignore[arg-type]


def announced(seen: Seen, *papers: Paper, after: int = 0, waiting: tuple[int, ...] = ()) -> list[str]:
    """Titles that a digest would announce."""
    return [each.title for _, each in Arrivals.of(seen, papers).after(after, waiting)]


def test_what_was_here_from_the_first_is_no_news() -> None:
    """Whatever its date is."""
    assert announced(BASE, OLD) == []
    assert BASE.numbers_of(OLD) == {BASELINE}


def test_papers_are_numbered_as_they_come() -> None:
    """Once each, in batches that know their day."""
    seen = came(came(BASE, OLD, paper("A"), paper("B")), paper("A"), paper("C"))
    assert [sorted(seen.numbers_of(paper(title))) for title in "ABC"] == [[1], [2], [3]]
    assert [seen.came(number) for number in (1, 3, 4)] == [START, START, None]


@given(st.integers(2020, 2030), st.integers(-3, 3))
def test_a_year_more_or_less_is_the_same_paper(year: int, off: int) -> None:
    """And two more is another."""
    seen = came(BASE, paper("A", year=year))
    assert bool(unseen(seen, [paper("A", year=year + off)])) == (abs(off) > 1)


def test_a_date_that_comes_or_goes_makes_no_other_paper() -> None:
    """An undated paper is any of its title."""
    assert unseen(came(BASE, paper("A", year=0)), [paper("A")]) == []
    assert unseen(came(BASE, paper("A")), [paper("A", year=0)]) == []


def test_an_identifier_outlives_title_and_year() -> None:
    """Of arXiv and DOI, in any case; and the new title is then known as well."""
    seen = came(BASE, paper("A", arxiv_id="2501.00001", doi="10.1/X"))
    again = paper("Z", year=1999, arxiv_id="2501.00001")
    assert unseen(seen, [again, paper("Y", year=1990, doi="10.1/x")]) == []
    assert unseen(came(seen, again), [paper("Z", year=1999)]) == []


def test_a_mended_title_is_the_paper_that_it_was() -> None:
    """Its heir keeps the number, also where that was the baseline."""
    mended, new = paper("Tides mended"), paper("B mended")
    seen = came(BASE, OLD, paper("B"))
    after = came(seen, mended, new, heirs={mended.key: OLD, new.key: paper("B")})
    assert [sorted(after.numbers_of(each)) for each in (mended, new)] == [[BASELINE], [1]]


def test_two_that_become_one_are_announced_once() -> None:
    """As the older of them; one that was here from the first makes both old."""
    seen = came(came(BASE, paper("A")), paper("B"))
    merged = paper("A", other_titles=("B",))
    assert announced(seen, merged) == ["A"]
    assert announced(seen, merged, after=1) == []
    assert announced(came(BASE, paper("A")), paper("Tides", other_titles=("A",))) == []
    assert Arrivals.of(seen, [merged]).absent(0, ()) == ()


def test_one_that_becomes_two_is_announced_as_both_or_not_again() -> None:
    """Before its digest both are new; after it neither is."""
    seen = came(BASE, paper("A", arxiv_id="2501.00001"))
    parts = paper("A"), paper("A, a sequel", arxiv_id="2501.00001")
    assert sorted(announced(seen, *parts)) == ["A", "A, a sequel"]
    assert announced(seen, *parts, after=1) == []


def test_two_of_one_name_that_come_together_are_both_announced() -> None:
    """The catalogue has them as two, since their years are two apart by way of a third."""
    first, second = paper("A", year=2021), paper("A", year=2022, key="other")
    assert announced(came(BASE, first, second), first, second) == ["A", "A"]


def test_what_is_away_is_waited_for() -> None:
    """A reload was undone before the digest: it is announced when it is back, once."""
    seen = came(BASE, paper("A"), paper("B"))
    without = Arrivals.of(seen, [paper("B")])
    assert without.absent(0, ()) == (1,)
    assert [number for number, _ in without.after(0, (1,))] == [2]
    assert announced(seen, paper("A"), paper("B"), after=2, waiting=(1,)) == ["A"]


@pytest.mark.parametrize("count", [1, 50, 51, 120])
def test_more_than_fifty_at_once_are_no_news_unless_asked_for(count: int) -> None:
    """A new shelf is a baseline."""
    seeds = Seeds()
    before = seeds.catalogue
    seeds.add(count, START)
    for announce in (False, True):
        seen = met(
            arrive(Seen(), before.papers.values(), (), START, quiet=True),
            compare(before, seeds.catalogue), seeds.catalogue, START, announce=announce,
        )  # fmt: skip
        assert seen.last == (count if count <= 50 or announce else 0)
        assert unseen(seen, seeds.catalogue.papers.values()) == []


def test_numbers_go_on_where_an_older_copy_was_restored() -> None:
    """A number that a digest has looked at is not given to another paper."""
    restored = beyond(BASE, 7)
    seen = came(restored, paper("A"))
    assert (restored.last, sorted(seen.numbers_of(paper("A")))) == (7, [8])
    assert beyond(seen, 3) is seen


def test_batches_that_are_kept_end_somewhere() -> None:
    """Years of reloads do not grow the list for ever, and the last number stays."""
    seen = BASE
    for i in range(300):
        seen = arrive(seen, [paper(f"P{i}")], {paper(f"P{i}").key}, START + timedelta(days=i))
    assert (len(seen.batches), seen.last) == (200, 300)


def test_nothing_new_changes_nothing() -> None:
    """The same papers again are the same record: nothing is written."""
    catalogue = Catalogue.build([])
    assert arrive(BASE, [OLD], (), START) is BASE
    assert met(BASE, Diff(), catalogue, date(2027, 1, 2)) is BASE
