"""What became of a paper in a digest: the answer to "why was it posted, why not"."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digest.arrivals import BASELINE, Seen
from bot.digest.filters import Unwanted, judge
from bot.digest.models import Delivery, State, Subscription
from bot.library.catalogue import Catalogue
from bot.library.models import Paper


@dataclass(frozen=True, slots=True)
class Announced:
    """A delivery has it, however far that has come."""

    row: Delivery


@dataclass(frozen=True, slots=True)
class Filtered:
    """The filter leaves it out; `reason` is a clause."""

    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """It is in the next digest."""


@dataclass(frozen=True, slots=True)
class Old:
    """It was here before the digest began, or came with so many others that it was no news."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier digest had it than those that are still kept."""


Fate = Announced | Filtered | Due | Old | Earlier


def explain(
    subscription: Subscription, paper: Paper, rows: Sequence[Delivery], seen: Seen, catalogue: Catalogue
) -> Fate:
    """What became of a paper. `rows` are the subscription's, newest first."""
    numbers = seen.numbers_of(paper)
    for row in rows:
        # A mended title is another key, but not another paper.
        if (paper.key in row.papers or not numbers.isdisjoint(row.numbers)) and row.state is not State.FAILED:
            return Announced(row)
    judged = judge(paper, subscription.wanted, catalogue.people)
    if isinstance(judged, Unwanted):
        return Filtered(judged.reason)
    number = min(numbers, default=BASELINE)
    if number in subscription.waiting or number > subscription.seen:
        return Due()
    return Old() if number <= subscription.began else Earlier()
