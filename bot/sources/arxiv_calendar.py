"""When arXiv announces: Monday to Friday, each time what was submitted until the afternoon of the working day before.

The feed of a day appears at midnight in New York, four hours after the announcement (info.arxiv.org/help/availability).
Holidays shift this; nothing here depends on there being none.
"""

from datetime import UTC, date, datetime, time, timedelta

from bot.sources.arxiv_papers import NEW_YORK

_DAY = timedelta(days=1)
_SUNDAY = 6
_DEADLINE = time(14)


def is_weekend(day: date) -> bool:
    """Whether arXiv announces nothing on that day."""
    return day.weekday() >= _SUNDAY - 1


def has_missed(last: date, now: date) -> bool:
    """Whether a working day lies between two announcements, so that one of them may not have been read."""
    days = ((last + _DAY * i) for i in range(1, min((now - last).days, 7)))
    return any(not is_weekend(day) for day in days)


def deadline(announced: date) -> datetime:
    """Until when papers were submitted that had been announced by the end of a day, UTC."""
    day = _working_day(_working_day(announced) - _DAY)
    return datetime.combine(day, _DEADLINE, NEW_YORK).astimezone(UTC)


def _working_day(day: date) -> date:
    """The day itself, or the last one before it that is none of a weekend."""
    while is_weekend(day):
        day -= _DAY
    return day
