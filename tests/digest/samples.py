"""Subscriptions, papers and rows to test with."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from bot.digest.models import Delivery, Key, Message, State, Subscription
from bot.library.models import Paper, Published

GUILD, CHANNEL = 11, 22
START = date(2027, 1, 1)
NOON = datetime(2027, 1, 1, 12, tzinfo=UTC)


def subscription(**more: Any) -> Subscription:
    """A daily digest at 8:00 in UTC, from the first of January 2027."""
    plain = Subscription("abcd", GUILD, CHANNEL, actor=1, at=time(8), zone="UTC", starts=START, seen=0)
    return replace(plain, **more)


def paper(title: str, *, year: int = 2027, **more: Any) -> Paper:
    """A paper, known by its title; its key is made of title and year."""
    made = Paper(
        key=f"{title}-{year}".replace(" ", "-").lower(),
        title=title,
        authors=("Ada Long",),
        et_al=False,
        owners=(),
        fields=("LG",),
        published=Published(date(year, 1, 1)) if year else None,
        affiliation=None,
        code_flag=False,
        links=(),
        abstract="",
        pages=("ada",),
    )
    return replace(made, **more)


def row(**more: Any) -> Delivery:
    """A planned delivery of one paper."""
    plain = Delivery(
        Key(GUILD, "abcd", START), CHANNEL, State.PLANNED, NOON, ("a-2027",), (1,), message=Message("Digest", {})
    )
    return replace(plain, **more)
