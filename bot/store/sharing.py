"""Texts that a library holds many times, once in memory: a name stands on hundreds of papers."""

from collections.abc import Mapping
from typing import Any

_TABLES = ("authors", "fields", "links")


class Sharing:
    """Equal texts as one object each, while the pages of a library are read."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def __call__(self, page: Mapping[str, Any]) -> None:
        """Let the listings of a page, which nothing has checked yet, share what they have in common."""
        listings = page.get("listings")
        for listing in listings if isinstance(listings, list) else ():
            for table in _TABLES if isinstance(listing, dict) else ():
                texts = listing.get(table)
                if isinstance(texts, list) and all(isinstance(text, str) for text in texts):
                    listing[table] = [self._texts.setdefault(text, text) for text in texts]
