"""When digests are due: once a local date, whatever the clocks do. A sample of zones by default; every zone with

FOLIO_SWEEP=1 python -m pytest tests/digest/test_schedule.py -s
"""

import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.models import Frequency
from bot.digest.schedule import due_at, due_days, first_day, is_zone, local_day, next_due, zones
from tests.digest.samples import subscription

# Gaps over midnight, half an hour, a whole day left out, before 1970 by seconds, and zones far from each other.
ODD = (
    "Africa/Cairo", "Africa/Casablanca", "America/Havana", "America/Nuuk", "America/Santiago", "America/St_Johns",
    "America/Asuncion", "Antarctica/Troll", "Asia/Beirut", "Asia/Gaza", "Asia/Kathmandu", "Atlantic/Azores",
    "Australia/Lord_Howe", "Europe/Berlin", "Europe/Dublin", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati",
    "UTC",
)  # fmt: skip
SWEPT = tuple(sorted(available_timezones() - {"localtime"})) if os.environ.get("FOLIO_SWEEP") else ODD
TIMES = (time(0), time(0, 30), time(1, 30), time(2), time(2, 15), time(3), time(8), time(23, 30), time(23, 59))
DAY, HOUR = timedelta(days=1), timedelta(hours=1)

days = st.dates(date(2009, 1, 1), date(2037, 12, 30))
times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
odd_zones = st.sampled_from(ODD)


def test_every_date_of_every_zone_has_one_instant() -> None:
    """2026 to 2028: each local date is due once, in order, on that date or (in a gap at its end) right after it."""
    checked = 0
    for zone in SWEPT:
        place = ZoneInfo(zone)
        for at in TIMES if os.environ.get("FOLIO_SWEEP") else TIMES[1::3]:
            before = None
            for day in dates(date(2026, 1, 1), date(2028, 12, 31)):
                due = due_at(day, at, zone)
                assert due is not None, (zone, day)
                shown = due.astimezone(place).replace(tzinfo=None)
                wanted = datetime.combine(day, at)
                assert timedelta() <= shown - wanted <= HOUR * 2, (zone, day, at)
                assert shown == wanted or in_gap(wanted, place), (zone, day, at)
                assert before is None or due > before, (zone, day, at)
                before, checked = due, checked + 1
    print(f"\n{len(SWEPT)} zones, {checked} digests, each on its own date")


@pytest.mark.parametrize(
    ("zone", "day"), [("Pacific/Apia", date(2011, 12, 30)), ("Pacific/Kwajalein", date(1993, 8, 21))]
)
def test_a_date_that_a_zone_left_out_has_no_digest(zone: str, day: date) -> None:
    """The dates before and after have theirs, and going on over it misses nothing."""
    assert due_at(day, time(8), zone) is None
    made = subscription(zone=zone, starts=day - 3 * DAY)
    found = rounds(made, due_at(day - 3 * DAY, time(7), zone), [HOUR] * 24 * 6)
    assert found == [day - 3 * DAY, day - 2 * DAY, day - DAY, day + DAY, day + 2 * DAY, day + 3 * DAY][: len(found)]
    assert day + DAY in found


def test_a_gap_moves_a_digest_and_an_overlap_does_not_double_it() -> None:
    """Berlin: 2:30 is 3:30 where clocks jump ahead, and the first 2:30 where they go back."""
    assert due_at(date(2027, 3, 28), time(2, 30), "Europe/Berlin") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert due_at(date(2027, 10, 31), time(2, 30), "Europe/Berlin") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_leap_day_has_its_digest() -> None:
    """29 February 2028, between its neighbours."""
    made = subscription(starts=date(2028, 2, 28))
    days = rounds(made, datetime(2028, 2, 28, tzinfo=UTC), [HOUR] * 60)
    assert days == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]


@given(odd_zones, days, times, st.lists(st.timedeltas(-30 * HOUR, 80 * HOUR), max_size=30))
def test_whatever_the_clock_does_no_date_is_done_twice(
    zone: str, start: date, at: time, jumps: list[timedelta]
) -> None:
    """Each round does the newest due date and takes earlier ones along; a date is never done again."""
    made = subscription(zone=zone, at=at, starts=start)
    done = rounds(made, datetime.combine(start, time(0), UTC), jumps)
    assert len(done) == len(set(done))


@given(odd_zones, days, times, st.sampled_from(Frequency), st.lists(st.timedeltas(timedelta(), 80 * HOUR), max_size=30))
def test_a_clock_that_goes_on_passes_over_nothing(
    zone: str, start: date, at: time, frequency: Frequency, steps: list[timedelta]
) -> None:
    """Every due date is done, or counted as missed by a later one."""
    made = subscription(zone=zone, at=at, starts=start, frequency=frequency)
    now, done, stood_for = datetime.combine(start, time(0), UTC), set[date](), set[date]()
    for step in [*steps, timedelta()]:
        now += step
        due = due_days(made, done, now)
        assert not stood_for & set(due)
        stood_for |= set(due)
        done |= set(due[-1:])
    instants = {day: due_at(day, at, zone) for day in dates(start, local_day(now, zone)) if on(day, frequency)}
    assert stood_for == {day for day, due in instants.items() if due is not None and due <= now}


@given(odd_zones, days, times, st.datetimes(datetime(2009, 1, 1), datetime(2037, 12, 30)))
def test_the_first_day_is_ahead_and_the_next_one_is_due(zone: str, start: date, at: time, moment: datetime) -> None:
    """A new subscription is not due at once, and is due when it says so."""
    now = moment.replace(tzinfo=UTC)
    made = subscription(zone=zone, at=at, starts=first_day(at, zone, now))
    assert due_days(made, (), now) == []
    due = next_due(made, (), now)
    assert now < due <= now + 3 * DAY
    assert len(due_days(made, (), due)) == 1
    assert due_days(made, (), due - timedelta(seconds=1)) == []


@given(odd_zones, odd_zones, times, times, st.lists(st.integers(1, 80), min_size=4, max_size=20))
def test_a_digest_whose_clock_is_changed_has_one_a_date(
    one: str, other: str, at: time, later: time, hours: list[int]
) -> None:
    """Another zone or time in between skips no date by more than the change itself, and doubles none."""
    made, now, done = subscription(zone=one, at=at), datetime(2027, 1, 1, tzinfo=UTC), list[date]()
    for i, step in enumerate(hours):
        now += step * HOUR
        made = subscription(zone=other, at=later) if i == len(hours) // 2 else made
        done += due_days(made, done, now)[-1:]
    assert len(done) == len(set(done))


def test_who_was_away_for_a_year_catches_up_on_two_months() -> None:
    """Counting is bounded, however long nobody was there."""
    assert len(due_days(subscription(), (), datetime(2028, 1, 1, 9, tzinfo=UTC))) == 61


def test_zones_are_told_from_other_words() -> None:
    """Names of places and UTC are offered; anything typed is answered without an error."""
    assert "Europe/Berlin" in zones()
    assert "UTC" in zones()
    for typed in ("../../etc/passwd", "", "Mars/Olympus", "\0", "x" * 5000, "posix/Europe/Berlin", "localtime"):
        assert not is_zone(typed)


def rounds(made, now, steps) -> list[date]:  # type: ignore[no-untyped-def]
    """The dates done by rounds at these steps of the clock."""
    done: list[date] = []
    for step in steps:
        now += step
        done += due_days(made, done, now)[-1:]
    return done


def dates(first: date, last: date) -> Iterator[date]:
    """Every date from the first to the last."""
    return (first + i * DAY for i in range((last - first).days + 1))


def on(day: date, frequency: Frequency) -> bool:
    """Whether a frequency has a date."""
    return {Frequency.DAILY: True, Frequency.WEEKDAYS: day.weekday() < 5, Frequency.WEEKLY: day.weekday() == 0}[
        frequency
    ]


def in_gap(wall: datetime, place: ZoneInfo) -> bool:
    """Whether clocks of a zone jump over a time."""
    return wall.replace(tzinfo=place).astimezone(UTC).astimezone(place).replace(tzinfo=None) != wall
