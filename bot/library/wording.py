"""How days, numbers and lists are said, wherever they are said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.library.fields import field_of
from bot.library.models import Captured, CaptureSource, Page, Precision, Published

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day(value: date) -> str:
    """`18 March 2025`: no country reads it differently."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def published(value: Published | None) -> str:
    """A paper's day in words, and whether its year is the page's or inferred."""
    if value is None:
        return "no date on the page"
    known = _KNOWN[value.precision](value.day)
    return f"{known} (year inferred)" if value.year_inferred else known


_KNOWN: Mapping[Precision, Callable[[date], str]] = {
    Precision.DAY: day,
    Precision.MONTH: lambda value: f"{MONTHS[value.month - 1]} {value.year}",
    Precision.YEAR: lambda value: str(value.year),
}


def aside(text: str) -> str:
    """What is put into brackets, without brackets of its own: `8 May 2026, year inferred`."""
    said, mark, remark = text.removesuffix(")").rpartition(" (")
    return f"{said}, {remark}" if mark and text.endswith(")") else text


def captured(value: Captured) -> str:
    """When a page was captured; a day that it does not state says whose it is."""
    if value.source is CaptureSource.LIVE:
        return f"as of {day(value.day)}"
    return f"captured {day(value.day)}{_CAPTURED_BY[value.source]}"


_CAPTURED_BY: Mapping[CaptureSource, str] = {
    CaptureSource.FIRST_SEEN: " (the day Folio first saw it)",
    CaptureSource.SIDECAR: "",
    CaptureSource.CORRECTED: " (as a moderator says)",
}


def field_names(codes: Sequence[str]) -> str:
    """Fields by name: `Machine Learning, Optimization and Control`."""
    return ", ".join(dict.fromkeys(field_of(code).name for code in codes)) or "no field given"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 paper`, `9 papers`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def ordinal(number: int) -> str:
    """`first`, `second`, … `tenth`, `11th`."""
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}th"


_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return f" {last} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def whose(page: Page) -> str:
    """What a source is called: `Tong’s page`, `Jones’ page`, a bare list's file, or what is watched."""
    if not page.owner:
        return page.source if page.captured.source is CaptureSource.LIVE else f"the list {page.source}"
    return f"{page.owner}’ page" if page.owner.endswith("s") else f"{page.owner}’s page"


def age(then: date, today: date) -> str:
    """How long ago a day was: `today`, `12 days ago`, `3 months ago`, `2 years ago`."""
    days = (today - then).days
    if days < 1:
        return "today"
    if days < 60:
        return f"{count(days, 'day')} ago"
    return f"{count(days // 30, 'month')} ago" if days < 730 else f"{count(days // 365, 'year')} ago"
