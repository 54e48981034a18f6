"""What cannot be true, whoever wrote it: days that no paper or page is of, and numbers that no person has."""

from datetime import date, timedelta

from bot.library.models import Metric, Metrics

# Printing is older than this, but no paper that people look up here is.
FIRST_YEAR = 1400
# There was no page to copy before.
_FIRST_PAGE = date(1991, 8, 6)
# A clock that says it is earlier is wrong, and must not make the future of what happened since.
_WRITTEN = date(2026, 11, 22)
_HIGHEST_SCORE = 100
_SCORES = ("novelty", "ai_score")


def is_possible_year(year: int, today: date) -> bool:
    """Whether a paper may be of a year: journals print next year's issues this year, and none of later ones."""
    return FIRST_YEAR <= year <= max(today, _WRITTEN).year + 1


def is_to_come(day: date, today: date) -> bool:
    """Whether a day has begun nowhere yet: somewhere it may be tomorrow already."""
    return day > max(today, _WRITTEN) + timedelta(days=1)


def is_possible_capture(day: date, today: date) -> bool:
    """Whether a page may have been copied on a day."""
    return day >= _FIRST_PAGE and not is_to_come(day, today)


def is_possible_metric(name: str, metric: Metric) -> bool:
    """Whether a score is one out of a hundred; of other numbers nobody knows how high they go."""
    return name not in _SCORES or metric.value <= _HIGHEST_SCORE


def needed_citations(metrics: Metrics) -> int:
    """How many citations an h-index needs, where a page tells fewer; else 0."""
    if metrics.h_index is None or metrics.citations is None:
        return 0
    needed = int(metrics.h_index.value) ** 2
    return needed if metrics.citations.value < needed else 0
