"""When a digest is due: by local date and time, so that no change of clocks skips or doubles one."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.digest.models import Frequency, Subscription

_DAY = timedelta(days=1)
_SATURDAY = 5
# Further back nothing is caught up: whoever was away for longer begins anew.
_HORIZON = timedelta(days=60)
_HOURS = (0, 6, 12, 18, 23)


@cache
def zones() -> tuple[str, ...]:
    """Every IANA zone that people choose from, by name."""
    return tuple(sorted(name for name in _all_zones() if "/" in name or name == "UTC"))


def is_zone(name: str) -> bool:
    """Whether IANA's time zones have a name. Raises nothing, whatever was typed."""
    return name in _all_zones()


@cache
def _all_zones() -> frozenset[str]:
    """Every zone of this machine: asking it reads hundreds of files."""
    # `localtime` is this machine's own, and another machine's is another.
    return frozenset(available_timezones() - {"localtime"})


def due_at(day: date, at: time, zone: str) -> datetime | None:
    """The instant of a wall-clock time on a local day, in UTC; None for a day that a zone left out.

    In a gap it is as much later as the gap is long, in an overlap the first of the two (PEP 495, fold 0).
    """
    place = ZoneInfo(zone)
    if not _exists(day, place):
        return None
    return datetime.combine(day, at, place).astimezone(UTC)


def local_day(now: datetime, zone: str) -> date:
    """The date that a calendar in the zone shows."""
    return now.astimezone(ZoneInfo(zone)).date()


def due_days(subscription: Subscription, done: Collection[date], now: datetime) -> list[date]:
    """Local days whose digest is due and not `done`, oldest first.

    Only days after the last one done count: a clock that ran ahead and was set back leaves days done in the future,
    which hinder none before them.
    """
    today = local_day(now, subscription.zone)
    last = max((day for day in done if day <= today), default=date.min)
    first = max(subscription.starts, today - _HORIZON, last + _DAY if last > date.min else date.min)
    return [
        day
        for day in _days(first, today, subscription.frequency)
        if day not in done and (due := due_at(day, subscription.at, subscription.zone)) is not None and due <= now
    ]


def first_day(at: time, zone: str, now: datetime) -> date:
    """The first local day from `now` on whose digest is still ahead."""
    today = local_day(now, zone)
    due = due_at(today, at, zone)
    return today if due is not None and due > now else today + _DAY


def next_due(subscription: Subscription, done: Collection[date], now: datetime) -> datetime:
    """When the next digest is due that is not done, in UTC; in the past where it is overdue."""
    overdue = due_days(subscription, done, now)
    if overdue and (due := due_at(overdue[-1], subscription.at, subscription.zone)):
        return due
    start = max(subscription.starts, local_day(now, subscription.zone))
    for day in _days(start, start + 14 * _DAY, subscription.frequency):
        due = due_at(day, subscription.at, subscription.zone)
        if due is not None and due > now and day not in done:
            return due
    return now + _HORIZON


def _days(first: date, last: date, frequency: Frequency) -> Iterator[date]:
    day = first
    while day <= last:
        if _is_on(day, frequency):
            yield day
        day += _DAY


def _is_on(day: date, frequency: Frequency) -> bool:
    match frequency:
        case Frequency.DAILY:
            return True
        case Frequency.WEEKDAYS:
            return day.weekday() < _SATURDAY
        case Frequency.WEEKLY:
            return day.weekday() == 0


def _exists(day: date, place: ZoneInfo) -> bool:
    """Whether a calendar in the zone ever showed a day: Samoa had no 30 December 2011."""
    noons = (datetime.combine(day, time(hour), place) for hour in _HOURS)
    return any(moment.astimezone(UTC).astimezone(place).date() == day for moment in noons)
