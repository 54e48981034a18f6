"""How long a service asks to wait."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# A wrong clock, or a wrong number, must not silence a source for weeks.
LONGEST_WAIT = timedelta(days=1)


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """The wait that a Retry-After header states, in seconds or as a date; None where it states none."""
    stated = (header or "").strip()
    if stated.isascii() and stated.isdigit():
        seconds = int(stated[:9])
        return min(timedelta(seconds=seconds), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(stated)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), LONGEST_WAIT)
