"""What a library holds many times, once in memory: a name stands on hundreds of papers, a day on dozens."""

from collections.abc import Iterable

from bot.library.models import Listing, Page, Published


def share(pages: Iterable[Page]) -> None:
    """Let listings that were just made, and that nobody knows yet, have what equals in them as one object each."""
    shared = _Shared()
    for page in pages:
        for listing in page.listings:
            shared.among(listing)


class _Shared:
    """One of each."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._rows: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._dates: dict[tuple[object, ...], Published] = {}

    def among(self, listing: Listing) -> None:
        """Put what is known already in the place of what equals it."""
        once = self._texts.setdefault
        hold = object.__setattr__
        hold(listing, "authors", tuple([once(name, name) for name in listing.authors]))
        hold(listing, "fields", self._row(listing.fields))
        hold(listing, "links", self._row(listing.links))
        if listing.affiliation is not None:
            hold(listing, "affiliation", once(listing.affiliation, listing.affiliation))
        if listing.published is not None:
            hold(listing, "published", self._date(listing.published))

    def _row(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        known = self._rows.get(texts)
        if known is None:
            known = self._rows[texts] = tuple([self._texts.setdefault(each, each) for each in texts])
        return known

    def _date(self, date: Published) -> Published:
        # An enumeration's own hash takes longer than all the rest here.
        return self._dates.setdefault((date.day, date.year_inferred, date.precision.value), date)
