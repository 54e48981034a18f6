"""Packed texts are the texts that they were, to whoever reads, compares, copies or writes them."""

import pickle
from dataclasses import replace
from datetime import date
from threading import Event

from hypothesis import given
from hypothesis import strategies as st

from bot.library.identity import merge_listings
from bot.library.models import Captured, CaptureSource, Listing, Page
from bot.library.packed import as_held, pack_texts

LONG = "We propose a method that is long enough to be worth a place in a block. " * 4
TEXTS = st.lists(st.text(max_size=20) | st.text(max_size=300).map(LONG.__add__), max_size=30)


def packed(listings: list[Listing]) -> list[Listing]:
    """The same listings, packed."""
    pack_texts(listings, "abstract", Event())
    return listings


@given(TEXTS)
def test_a_packed_record_is_what_it_was(texts: list[str]) -> None:
    """Short and long ones, equal ones, lone surrogates, and texts that hold what stands between others."""
    texts = [*texts, LONG, LONG, f"{LONG}\0", f"{LONG}\ud800"]
    listings = packed([Listing(str(at), abstract=text) for at, text in enumerate(texts)])
    fresh = [Listing(str(at), abstract=text) for at, text in enumerate(texts)]
    assert [listing.abstract for listing in listings] == texts
    assert listings == fresh
    assert list(map(hash, listings)) == list(map(hash, fresh))
    assert [pickle.dumps(listing) for listing in listings] == [pickle.dumps(listing) for listing in fresh]
    assert list(map(repr, listings)) == list(map(repr, fresh))
    assert replace(listings[-1], title="another").abstract == texts[-1]


def test_long_texts_take_less_room_and_equal_ones_one() -> None:
    """What is short stays as it is."""
    short, long, same = packed(
        [Listing("a", abstract="short"), Listing("b", abstract=LONG), Listing("c", abstract=LONG)]
    )
    assert as_held(short, "abstract") == "short"
    assert as_held(long, "abstract") is as_held(same, "abstract")
    assert len(as_held(long, "abstract").block) < len(LONG) / 2


def test_a_paper_holds_what_its_listing_holds() -> None:
    """Merging takes nothing out of its block."""
    listings = packed([Listing("One", abstract=LONG, raw_abstract=f"{LONG}<br>")])
    pack_texts(listings, "raw_abstract", Event())
    captured = Captured(date(2026, 5, 8), CaptureSource.FIRST_SEEN)
    (paper,) = merge_listings([Page("key", "Somebody", "a.txt", captured, listings=tuple(listings))])
    assert (paper.abstract, paper.raw_abstract) == (LONG, f"{LONG}<br>")
    for name in ("abstract", "raw_abstract"):
        assert as_held(paper, name) is as_held(listings[0], name)


def test_packing_ends_when_nobody_wants_it() -> None:
    """What is not packed by then stays as it is."""
    enough = Event()
    enough.set()
    listing = Listing("a", abstract=LONG)
    pack_texts([listing], "abstract", enough)
    assert as_held(listing, "abstract") is LONG
