"""A list's state fits into a custom id and comes out as it went in."""

from hypothesis import given
from hypothesis import strategies as st

from bot.library.fields import taxonomy
from bot.library.keys import LONGEST_KEY
from bot.library.selection import Code, Order, Selection
from bot.render.limits import CUSTOM_ID, width
from bot.views.tickets import LONGEST_TEXT, list_ticket, read_list_ticket

selections = st.builds(
    Selection,
    person=st.text("abcdefghijklmnopqrstuvwxyz0123456789-", max_size=LONGEST_KEY),
    field=st.sampled_from(["", *taxonomy()]),
    year=st.none() | st.integers(1900, 2200),
    code=st.sampled_from(Code),
    text=st.text(st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"]), max_size=LONGEST_TEXT),
    order=st.sampled_from(Order),
)


@given(selections, st.integers(0, 9999))
def test_a_ticket_is_read_back_and_fits(selection: Selection, page: int) -> None:
    """Whatever is selected, the ticket with its verb is a valid custom id and loses nothing."""
    ticket = list_ticket(selection, page)
    assert width(f"b/turn/{ticket}") <= CUSTOM_ID
    assert read_list_ticket(ticket) == (selection, page)


@given(st.text(max_size=120))
def test_any_text_is_a_ticket_or_none(text: str) -> None:
    """Forged tickets are read as none, or as a selection that finds what it finds; never an exception."""
    ticket = read_list_ticket(text)
    assert ticket is None or ticket[1] >= 0
