"""Papers of one title and time by other people: they count as one, and whoever keeps the files is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.ingest.problems import Problem, Severity, quoted
from bot.library.models import Listing, Page
from bot.library.text import fold
from bot.library.wording import listed

_Place = tuple[Listing, Page]


def doubles(pages: Iterable[Page]) -> Iterator[Problem]:
    """A warning for each paper that has its title and time in common with another, and no word of an author's name."""
    titled: dict[str, list[_Place]] = defaultdict(list)
    for page in pages:
        for listing in page.listings:
            titled[fold(listing.title) or listing.title].append((listing, page))
    for places in titled.values():
        if len(places) > 1:
            for one, other in pairwise(sorted(places, key=lambda place: _year(place[0]))):
                near = not _year(one[0]) or _year(other[0]) - _year(one[0]) <= 1
                if near and _are_others(one[0], other[0]):
                    yield _told(one, other)


def _told(one: _Place, other: _Place) -> Problem:
    (first, where), (second, page) = one, other
    message = (
        f"{quoted(second.title)} by {listed(second.authors[:2])} and the paper of that title by "
        f"{listed(first.authors[:2])} in {where.source} count as one paper. If they are two, give one a longer title."
    )
    return Problem(Severity.WARNING, page.source, None, message)


def _are_others(one: Listing, other: Listing) -> bool:
    first, second = _names(one), _names(other)
    return bool(first) and bool(second) and first.isdisjoint(second)


def _names(listing: Listing) -> frozenset[str]:
    """The words of all names: which of them is a surname, nobody knows of every language."""
    return frozenset(word for name in listing.authors for word in fold(name).split() if len(word) > 1)


def _year(listing: Listing) -> int:
    return listing.published.day.year if listing.published else 0
