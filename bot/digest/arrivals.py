"""What has been seen, and in which order it came: new is what was never here, whatever its date says.

A paper is known by its names (arXiv id, DOI, title with its year ±1), so that a mended title, a new version or a page
that comes back makes nothing new. Papers that come are numbered: what a digest has looked at is one number.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bot.library.models import Paper
from bot.library.text import fold

# More new papers at once are a new shelf rather than news.
MOST_NEWS = 50
# The number of everything that was here from the first: no digest announces it.
BASELINE = 0
# Older ones are told apart by nobody.
_KEPT_BATCHES = 200


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers that came together, numbered up to `last`."""

    last: int
    papers: int
    day: date


@dataclass(frozen=True, slots=True)
class Seen:
    """Every name ever met with the number of its paper, and the newest batches, oldest first."""

    numbers: Mapping[str, int] = field(default_factory=dict)
    batches: tuple[Batch, ...] = ()

    @property
    def last(self) -> int:
        """The highest number given."""
        return self.batches[-1].last if self.batches else BASELINE

    def numbers_of(self, paper: Paper) -> set[int]:
        """The numbers that a paper bears: none where it was never met, several where it was several."""
        return _known(self.numbers, paper)

    def came(self, number: int) -> date | None:
        """The day on which the paper of a number came, where that is still known."""
        return next((batch.day for batch in self.batches if batch.last - batch.papers < number <= batch.last), None)


def unseen(seen: Seen, papers: Iterable[Paper]) -> list[Paper]:
    """Papers that were never met."""
    return [paper for paper in papers if not seen.numbers_of(paper)]


def arrive(
    seen: Seen,
    papers: Iterable[Paper],
    new: Collection[str],
    today: date,
    *,
    heirs: Mapping[str, Paper] | None = None,
    quiet: bool = False,
) -> Seen:
    """What is seen once `papers` are the library. Those with keys in `new` that were never met are numbered.

    `heirs` are papers by the key under which they go on: with a mended title they stay what they were. `quiet` makes
    what is new a part of the baseline. Linear in the papers.
    """
    numbers, last = dict(seen.numbers), seen.last
    for paper in papers:
        # Also by the names of what came before it in this batch: two of one name share a number.
        known = _known(numbers, paper)
        if not known and heirs and paper.key in heirs:
            known = seen.numbers_of(heirs[paper.key])
        if not known and paper.key in new and not quiet:
            last += 1
            known = {last}
        for name in _names(paper):
            numbers.setdefault(name, min(known, default=BASELINE))
    if last > seen.last:
        batch = Batch(last, last - seen.last, today)
        return Seen(numbers, (*seen.batches, batch)[-_KEPT_BATCHES:])
    return seen if len(numbers) == len(seen.numbers) else replace(seen, numbers=numbers)


def beyond(seen: Seen, number: int) -> Seen:
    """The same, numbering on after a number: where an older copy was restored, later ones have been given already."""
    if number <= seen.last:
        return seen
    return replace(seen, batches=(*seen.batches, Batch(number, 0, date.min))[-_KEPT_BATCHES:])


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The papers that came and are here, by number, and the numbers of all that are here in any guise.

    A number has several papers where one turned out to be several. `gone` are the numbers that are not here.
    """

    papers: Mapping[int, tuple[Paper, ...]]
    here: frozenset[int]
    gone: tuple[int, ...]
    last: int

    @classmethod
    def of(cls, seen: Seen, papers: Iterable[Paper]) -> "Arrivals":
        """Linear in the papers."""
        numbered = [(numbers, paper) for paper in papers if any(numbers := seen.numbers_of(paper))]
        by_number: dict[int, tuple[Paper, ...]] = {}
        for numbers, paper in numbered:
            if BASELINE not in numbers:
                by_number[min(numbers)] = (*by_number.get(min(numbers), ()), paper)
        here = frozenset(each for numbers, _ in numbered for each in numbers) - {BASELINE}
        gone = tuple(number for number in range(1, seen.last + 1) if number not in here)
        return cls(by_number, here, gone, seen.last)

    def after(self, number: int, waiting: Iterable[int]) -> list[tuple[int, Paper]]:
        """What is here of what came after a number, or is waited for, with its number."""
        wanted = dict.fromkeys([*waiting, *range(number + 1, self.last + 1)])
        return [(each, paper) for each in wanted for paper in self.papers.get(each, ())]

    def absent(self, number: int, waiting: Iterable[int]) -> tuple[int, ...]:
        """What came after a number, or is waited for, and is not here now: a reload was undone."""
        waited = (each for each in waiting if each not in self.here)
        # Every subscription asks, and next to nothing is gone.
        return tuple(dict.fromkeys([*waited, *self.gone[bisect_right(self.gone, number) :]]))


def _known(numbers: Mapping[str, int], paper: Paper) -> set[int]:
    """The numbers of the names that a paper may have been met under."""
    return {numbers[name] for name in _borne(paper) if name in numbers}


def _names(paper: Paper) -> Iterator[str]:
    """What a paper is met under."""
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id.casefold()}"
    if paper.doi:
        yield f"doi:{paper.doi.casefold()}"
    for title in _titles(paper):
        yield title
        yield f"{title}:{_year(paper)}"


def _borne(paper: Paper) -> Iterator[str]:
    """What a paper may have been met under: a year more or less, or none, makes no other paper."""
    if paper.arxiv_id:
        yield f"arxiv:{paper.arxiv_id.casefold()}"
    if paper.doi:
        yield f"doi:{paper.doi.casefold()}"
    year = _year(paper)
    for title in _titles(paper):
        yield from (f"{title}:{each}" for each in (year - 1, year, year + 1, 0)) if year else (title,)


def _titles(paper: Paper) -> Iterator[str]:
    for title in dict.fromkeys([paper.title, *paper.other_titles]):
        yield hashlib.sha256((fold(title) or title).encode()).hexdigest()[:16]


def _year(paper: Paper) -> int:
    return paper.published.day.year if paper.published else 0
