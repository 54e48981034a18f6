r"""What becomes of a delivery, step by step: pure transitions, each written down before the next call.

    planned -> sending -> sent -> published
                      \-> failed | uncertain

Discord shows a message with a known nonce once, but remembers nonces for minutes only. So a young attempt is made again
with the same nonce; after an old one, and for posts that take no nonce, the channel is searched first.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from bot.digest.models import Delivery, State

# Discord says "the past few minutes" of its memory; half of the least that this can mean.
NONCE_HOLDS = timedelta(minutes=1)
# A post that may still be on its way is not searched for.
_ON_ITS_WAY = timedelta(minutes=1)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Posted:
    """It is there. `publishes` says that the channel's posts go on to its followers."""

    message_id: int
    channel: int
    publishes: bool = False


@dataclass(frozen=True, slots=True)
class Deleted:
    """It was there, and somebody has deleted it."""


@dataclass(frozen=True, slots=True)
class Again:
    """Not now. `may_have_arrived` is False where Discord surely has not taken it."""

    reason: str
    may_have_arrived: bool
    after: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Barred:
    """The channel, or the right to post there, is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Discord will never take this message."""

    reason: str


@dataclass(frozen=True, slots=True)
class LockedOut:
    """Discord does not know the bot any more: nothing can be posted anywhere."""

    reason: str


PostOutcome = Posted | Deleted | Again | Barred | Rejected | LockedOut


@dataclass(frozen=True, slots=True)
class NotThere:
    """The channel was read, and the message is not in it."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """The channel cannot be read, so nobody knows."""

    reason: str


FindOutcome = Posted | NotThere | Unreadable | Again


class Move(Enum):
    """What to do with an open delivery next."""

    SEND = auto()
    FIND = auto()
    WAIT = auto()


def next_move(row: Delivery, now: datetime, *, takes_nonce: bool) -> Move:
    """What to do with an open row at this moment. A clock that was set back ends every pause and makes attempts old."""
    if row.not_before is not None and now < row.not_before and (row.tried is None or row.tried <= now):
        return Move.WAIT
    if row.state is State.PLANNED or row.first_tried is None or row.tried is None:
        return Move.SEND
    if takes_nonce and timedelta() <= now - row.first_tried < NONCE_HOLDS:
        return Move.SEND
    return Move.WAIT if timedelta() <= now - row.tried < _ON_ITS_WAY else Move.FIND


def begun(row: Delivery, now: datetime) -> Delivery:
    """The row right before the call."""
    first = row.first_tried if row.state is State.SENDING and row.first_tried else now
    return replace(row, state=State.SENDING, first_tried=first, tried=now, attempts=row.attempts + 1, not_before=None)


def after_post(row: Delivery, outcome: PostOutcome, now: datetime, jitter: float) -> Delivery:
    """The row after a call. `jitter` is 0..1: a thousand rows must not come back at once."""
    match outcome:
        case Posted(message_id, channel, publishes):
            return _sent(row, message_id, channel, publishes=publishes)
        case Deleted():
            return replace(_closed(row, State.SENT, "It was posted, and deleted since."))
        case Again(reason, may_have_arrived, after):
            kept = row if may_have_arrived else _not_taken(row)
            return replace(kept, not_before=now + max(after, _pause(row.attempts, jitter)), reason=reason)
        case Barred(reason) | Rejected(reason):
            return _closed(row, State.FAILED if _is_first(row) else State.UNCERTAIN, reason)
        case LockedOut(reason):
            return replace(_not_taken(row), reason=reason)


def after_find(row: Delivery, outcome: FindOutcome, now: datetime, jitter: float) -> Delivery:
    """The row after its channel was searched."""
    match outcome:
        case Posted(message_id, channel, publishes):
            return _sent(row, message_id, channel, publishes=publishes)
        case NotThere():
            return replace(row, state=State.PLANNED, first_tried=None, not_before=None)
        case Unreadable(reason):
            return _closed(row, State.UNCERTAIN, reason)
        case Again(reason, _, after):
            attempts = row.attempts + 1
            pause = now + max(after, _pause(attempts, jitter))
            return replace(row, attempts=attempts, not_before=pause, reason=reason)


def superseded(row: Delivery) -> Delivery:
    """A row that never was posted and whose papers go into a later one."""
    return _closed(row, State.FAILED, "It could not be posted in time; the next digest has its papers.")


def forgone(row: Delivery) -> Delivery:
    """An unfinished row of a copy: it may have been posted, or published, since the copy was made."""
    if not row.is_open:
        return replace(row, to_publish=False)
    return _closed(row, State.UNCERTAIN, "Folio was restored from a backup; this may have been posted since.")


def published(row: Delivery) -> Delivery:
    """The row once its message has gone to the channel's followers."""
    return replace(row, state=State.PUBLISHED, to_publish=False, reason="")


def unpublished(row: Delivery, reason: str, *, final: bool) -> Delivery:
    """The row where publishing came to nothing; the message itself stands."""
    return replace(row, to_publish=not final, reason=f"Posted, but not published: {reason}")


def _not_taken(row: Delivery) -> Delivery:
    """The row where Discord has not taken the last attempt; an earlier one may have arrived all the same."""
    return replace(row, state=State.PLANNED, first_tried=None) if _is_first(row) else row


def _is_first(row: Delivery) -> bool:
    """Whether the attempt just made is the first since the message surely was not there."""
    return row.first_tried == row.tried


def _sent(row: Delivery, message_id: int, channel: int, *, publishes: bool) -> Delivery:
    closed = _closed(row, State.SENT, "")
    return replace(closed, message_id=message_id, posted_in=channel, to_publish=publishes)


def _closed(row: Delivery, state: State, reason: str) -> Delivery:
    return replace(row, state=state, message=None, not_before=None, reason=reason)


def _pause(attempts: int, jitter: float) -> timedelta:
    """Doubling pauses, half of each by chance."""
    doubled: timedelta = _FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 16)
    return min(doubled, _LONGEST_PAUSE) * (0.5 + jitter / 2)
