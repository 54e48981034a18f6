"""Which listings are one paper: the same arXiv id, or DOI, or normalised title within a year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.library.keys import folded_key
from bot.library.models import CaptureSource, Listing, Page, Paper, Published
from bot.library.packed import holder
from bot.library.text import fold

# Abstracts go from listings to papers as they are held, packed or not.
_held_abstract, _held_raw_abstract = holder(Listing, "abstract"), holder(Listing, "raw_abstract")


@dataclass(frozen=True, slots=True)
class _Place:
    """A page as its papers name it: one tuple for all of them."""

    keys: tuple[str]
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Sighting:
    """A listing, where it stands, and its title as it is compared."""

    listing: Listing
    page: _Place
    folded: str

    @property
    def title(self) -> str:
        """What two listings of one work share; a title of nothing but signs is compared as it is."""
        return self.folded or self.listing.title


def merge_listings(pages: Iterable[Page]) -> Sequence[Paper]:
    """One paper for each distinct work on the pages. The newest page's text wins, others fill its gaps."""
    ordered = sorted(pages, key=_precedence)
    places = [(_Place((page.key,), (page.key,) if page.owner else ()), page.listings) for page in ordered]
    sightings = [_Sighting(listing, place, fold(listing.title)) for place, listings in places for listing in listings]
    works = _group(sightings)
    names_taken = Counter(work[0].title for work in works)
    return [_merge(work, shared_title=names_taken[work[0].title] > 1) for work in works]


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
        if len(same) == 1:
            continue
        first = min(root(i) for i in same)
        for i in same:
            roots[root(i)] = first
    works: dict[int, list[_Sighting]] = defaultdict(list)
    for i, sighting in enumerate(sightings):
        works[i if roots[i] == i else root(i)].append(sighting)
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
        by_title[sighting.title].append(i)
    yield from by_id.values()
    for same_title in by_title.values():
        yield from _within_a_year(same_title, sightings) if len(same_title) > 1 else ()


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


def _year(sighting: _Sighting) -> int:
    published = sighting.listing.published
    return published.day.year if published else 0


def _merge(work: Sequence[_Sighting], *, shared_title: bool) -> Paper:
    """The paper that sightings show. Papers that share a title get keys that name the year too."""
    richest = max((sighting.listing for sighting in work), key=lambda listing: len(listing.authors))
    distinguish = (_year(work[0]), *_who(richest)) if shared_title else ()
    key = folded_key(work[0].folded, work[0].listing.title, *distinguish)
    return _alone(work[0], key) if len(work) == 1 else _together(work, richest, key)


def _alone(sighting: _Sighting, key: str) -> Paper:
    """The paper that one page lists, as nearly every paper: what it holds is the listing's own."""
    listing, page = sighting.listing, sighting.page
    return Paper(
        key=key,
        title=listing.title,
        raw_title=listing.raw_title,
        authors=listing.authors,
        et_al=listing.et_al,
        owners=page.owners,
        fields=_distinct(listing.fields),
        published=listing.published,
        affiliation=listing.affiliation or None,
        code_flag=listing.code_flag,
        links=_distinct(listing.links),
        abstract=_held_abstract(listing),
        raw_abstract=_held_raw_abstract(listing),
        pages=page.keys,
        arxiv_id=listing.arxiv_id or None,
        doi=listing.doi or None,
    )


def _distinct(texts: tuple[str, ...]) -> tuple[str, ...]:
    return texts if len(texts) < 2 else tuple(dict.fromkeys(texts))


def _together(work: Sequence[_Sighting], richest: Listing, key: str) -> Paper:
    listings = [sighting.listing for sighting in work]
    lead = listings[0]
    worded = next((listing for listing in listings if listing.abstract), lead)
    return Paper(
        key=key,
        title=lead.title,
        raw_title=lead.raw_title,
        authors=richest.authors,
        et_al=richest.et_al,
        owners=tuple(dict.fromkeys(key for sighting in work for key in sighting.page.owners)),
        fields=tuple(dict.fromkeys(code for listing in listings for code in listing.fields)),
        published=_published(listings),
        affiliation=next((listing.affiliation for listing in listings if listing.affiliation), None),
        code_flag=any(listing.code_flag for listing in listings),
        links=tuple(dict.fromkeys(link for listing in listings for link in listing.links)),
        abstract=_held_abstract(worded),
        raw_abstract=_held_raw_abstract(worded),
        pages=tuple(dict.fromkeys(key for sighting in work for key in sighting.page.keys)),
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
