"""Which listings are one paper: the same arXiv id, or DOI, or normalised title within a year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.library.keys import stable_key
from bot.library.models import CaptureSource, Listing, Page, Paper, Published
from bot.library.text import fold


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A listing and the page it stands on."""

    listing: Listing
    page: Page


def merge_listings(pages: Iterable[Page]) -> Sequence[Paper]:
    """One paper for each distinct work on the pages. The newest page's text wins, others fill its gaps."""
    ordered = sorted(pages, key=_precedence)
    sightings = [_Sighting(listing, page) for page in ordered for listing in page.listings]
    works = _group(sightings)
    names_taken = _count_titles(works)
    return [_merge(work, shared_title=names_taken[_title(work[0])] > 1) for work in works]


def _precedence(page: Page) -> tuple[bool, int, str, str]:
    """Newer first, so that the result does not depend on the order of the pages.

    What is read live comes last: it would give another title, and with it another key, to a paper of a page.
    """
    is_live = page.captured.source is CaptureSource.LIVE
    return (is_live, -page.captured.day.toordinal(), page.source, page.key)


def _group(sightings: Sequence[_Sighting]) -> list[list[_Sighting]]:
    """Union of all three identities, in the order of first sighting."""
    roots = list(range(len(sightings)))

    def root(i: int) -> int:
        while roots[i] != i:
            roots[i] = roots[roots[i]]
            i = roots[i]
        return i

    for same in _identities(sightings):
        first = min(root(i) for i in same)
        for i in same:
            roots[root(i)] = first
    works: dict[int, list[_Sighting]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        works[root(i)].append(sighting)
    return list(works.values())


def _identities(sightings: Sequence[_Sighting]) -> Iterator[list[int]]:
    """Index lists of sightings that are one paper by one of the rules."""
    by_id: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_title: dict[str, list[int]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        listing = sighting.listing
        if listing.arxiv_id:
            by_id["arxiv", listing.arxiv_id.casefold()].append(i)
        if listing.doi:
            by_id["doi", listing.doi.casefold()].append(i)
        by_title[_title(sighting)].append(i)
    yield from by_id.values()
    for same_title in by_title.values():
        yield from _within_a_year(same_title, sightings)


def _within_a_year(same_title: list[int], sightings: Sequence[_Sighting]) -> Iterator[list[int]]:
    """Split sightings of one title where years are more than one apart; an undated one joins the first."""
    dated = sorted((i for i in same_title if _year(sightings[i])), key=lambda i: _year(sightings[i]))
    undated = [i for i in same_title if not _year(sightings[i])]
    groups: list[list[int]] = []
    for i in dated:
        if groups and _year(sightings[i]) - _year(sightings[groups[-1][0]]) <= 1:
            groups[-1].append(i)
        else:
            groups.append([i])
    if not groups:
        groups.append([])
    groups[0].extend(undated)
    return iter(groups)


def _title(sighting: _Sighting) -> str:
    return fold(sighting.listing.title) or sighting.listing.title


def _year(sighting: _Sighting) -> int:
    published = sighting.listing.published
    return published.day.year if published else 0


def _count_titles(works: Iterable[Sequence[_Sighting]]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for work in works:
        counts[_title(work[0])] += 1
    return counts


def _merge(work: Sequence[_Sighting], *, shared_title: bool) -> Paper:
    """The paper that several sightings show. Papers that share a title get keys that name the year too."""
    listings = [sighting.listing for sighting in work]
    lead = listings[0]
    richest = max(listings, key=lambda listing: len(listing.authors))
    worded = next((listing for listing in listings if listing.abstract), lead)
    pages = {sighting.page.key: None for sighting in work}
    return Paper(
        key=stable_key(lead.title, _year(work[0]), *_who(richest)) if shared_title else stable_key(lead.title),
        title=lead.title,
        raw_title=lead.raw_title,
        authors=richest.authors,
        et_al=richest.et_al,
        owners=tuple(dict.fromkeys(sighting.page.key for sighting in work if sighting.page.owner)),
        fields=tuple(dict.fromkeys(code for listing in listings for code in listing.fields)),
        published=_published(listings),
        affiliation=next((listing.affiliation for listing in listings if listing.affiliation), None),
        code_flag=any(listing.code_flag for listing in listings),
        links=tuple(dict.fromkeys(link for listing in listings for link in listing.links)),
        abstract=worded.abstract,
        raw_abstract=worded.raw_abstract,
        pages=tuple(pages),
        other_titles=tuple(dict.fromkeys(each.title for each in listings if each.title != lead.title)),
        arxiv_id=next((listing.arxiv_id for listing in listings if listing.arxiv_id), None),
        doi=next((listing.doi for listing in listings if listing.doi), None),
    )


def _who(listing: Listing) -> tuple[str, ...]:
    return tuple(fold(author) for author in listing.authors)


def _published(listings: Sequence[Listing]) -> Published | None:
    """A stated year beats an inferred one; otherwise the newest page's day stands."""
    dates = [listing.published for listing in listings if listing.published]
    return next((day for day in dates if not day.year_inferred), dates[0] if dates else None)
