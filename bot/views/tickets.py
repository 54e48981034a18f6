"""A list's state in a button's custom id: what is selected, and which page."""

from collections.abc import Mapping

from bot.library.selection import Code, Order, Selection

# What is left of a custom id's 100 characters after the longest of everything else.
LONGEST_TEXT = 30
_ORDERS = dict(zip("not", Order, strict=True))
_CODES = dict(zip("alkn", Code, strict=True))


def list_ticket(selection: Selection, page: int) -> str:
    """`page|person|field|year|codes and order|text`."""
    flags = _letter(_CODES, selection.code) + _letter(_ORDERS, selection.order)
    year = str(selection.year) if selection.year is not None else ""
    return "|".join([str(page), selection.person, selection.field, year, flags, selection.text[:LONGEST_TEXT]])


def read_list_ticket(ticket: str) -> tuple[Selection, int] | None:
    """The selection and the page of a ticket, or None where it is none."""
    parts = ticket.split("|", 5)
    if len(parts) != 6 or not parts[0].isascii() or not parts[0].isdigit() or len(parts[4]) != 2:
        return None
    page, person, field, year, flags, text = parts
    if flags[0] not in _CODES or flags[1] not in _ORDERS or not (year == "" or (year.isascii() and year.isdigit())):
        return None
    chosen = Selection(person, field, int(year) if year else None, _CODES[flags[0]], text, _ORDERS[flags[1]])
    return chosen, min(int(page[:9]), 10**6)


def _letter(letters: Mapping[str, Code] | Mapping[str, Order], value: Code | Order) -> str:
    return next(letter for letter, each in letters.items() if each is value)
