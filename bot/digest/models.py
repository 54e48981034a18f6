"""What a channel has subscribed to, and what became of each digest: the ledger's rows."""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

# Discord: a nonce has at most 25 characters.
_NONCE = 25


class Frequency(StrEnum):
    """On which local days a digest is due."""

    DAILY = "daily"
    WEEKDAYS = "weekdays"
    WEEKLY = "weekly"


class WhenEmpty(StrEnum):
    """What happens on a day without news."""

    SKIP = "skip"
    POST = "post"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which papers a channel wants; empty for any. `person` is a key, `person_name` what they were called."""

    field: str = ""
    person: str = ""
    person_name: str = ""
    keywords: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's digest. Ids of servers, channels, roles and people are Discord's.

    `at` is a wall-clock time in `zone`, an IANA name. `starts` is the first local day on which one is due.
    `began` is the number of the last arrival before it, `seen` of the last that was looked at; `waiting` are numbers
    up to that which are still to be announced. `suspended` says why nothing can be posted, empty where it can; `told`
    that a moderator knows of it.
    """

    id: str
    guild: int
    channel: int
    actor: int
    at: time
    zone: str
    starts: date
    seen: int
    frequency: Frequency = Frequency.DAILY
    wanted: Filter = field(default_factory=Filter)
    mention: int | None = None
    when_empty: WhenEmpty = WhenEmpty.SKIP
    waiting: tuple[int, ...] = ()
    paused: bool = False
    suspended: str = ""
    told: bool = False
    in_thread: bool = False
    began: int = 0


class State(StrEnum):
    """How far a delivery has come. Every step is durable before the next one is taken."""

    EMPTY = "nothing new"
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    PUBLISHED = "published"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a delivery the only one: part 0 of a local day is the scheduled one, others were asked for."""

    guild: int
    subscription: str
    day: date
    part: int = 0

    @property
    def nonce(self) -> str:
        """The same for ever, so that Discord shows a message once however often it is sent within minutes."""
        text = f"{self.guild}/{self.subscription}/{self.day.isoformat()}/{self.part}"
        return base64.b32encode(hashlib.sha256(text.encode()).digest()).decode()[:_NONCE].lower()

    @property
    def mark(self) -> str:
        """What is found again in a message's footer, long after Discord has forgotten the nonce."""
        return self.nonce[:10]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as frozen when it was planned: an embed as Discord's JSON, a menu of (key, title, details).

    `name` is what a forum post is called, `shown` how many papers stand on it.
    """

    name: str
    embed: Mapping[str, Any]
    options: tuple[tuple[str, str, str], ...] = ()
    shown: int = 0
    has_more: bool = False
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger. `papers` are the keys of what it announces, `numbers` the same papers as arrivals.

    `missed` counts the due days before `key.day` that it stands for as well. `message` is dropped once sent.
    `first_tried` is when it was handed to Discord the first time since it surely had not arrived, `tried` the last
    time; before `not_before` it is left alone. `posted_in` is the channel or thread of `message_id`. `to_publish`
    says that the message is still to go to the channel's followers.
    """

    key: Key
    channel: int
    state: State
    planned: datetime
    papers: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    missed: int = 0
    message: Message | None = None
    first_tried: datetime | None = None
    tried: datetime | None = None
    attempts: int = 0
    not_before: datetime | None = None
    message_id: int | None = None
    posted_in: int | None = None
    to_publish: bool = False
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be posted, or nobody knows yet whether it was."""
        return self.state in {State.PLANNED, State.SENDING}


@dataclass(frozen=True, slots=True)
class Doubt:
    """The ledger was restored: what happened up to a moment may not be written down.

    From the file before it one change is missing; `copied` says that it came from a backup, of any age, and `settled`
    that this was reckoned with. `seen_is_old` says that papers may have been announced that were never met.
    """

    until: datetime
    copied: bool = False
    settled: bool = False
    seen_is_old: bool = False
