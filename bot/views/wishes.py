"""What somebody types to subscribe to a digest, read into a subscription or a sentence about what is wrong."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.digest.filters import read_keywords
from bot.digest.models import Filter, Frequency, Subscription, WhenEmpty
from bot.digest.schedule import is_zone
from bot.folio import Folio
from bot.matching.outcome import Found
from bot.render.limits import clip_escaped


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of `/digest subscribe` as they were typed or chosen; ids are Discord's."""

    guild: int
    channel: int
    in_thread: bool
    actor: int
    time: str
    zone: str
    frequency: Frequency
    field: str = ""
    author: str = ""
    keywords: str = ""
    exclude: str = ""
    mention: int | None = None
    when_empty: WhenEmpty = WhenEmpty.SKIP


def read_wish(wish: Wish, folio: Folio) -> Subscription | str:
    """The subscription that is wished for, without an id and a start; or an escaped sentence."""
    at = read_time(wish.time)
    if at is None:
        return f"“{clip_escaped(wish.time, 20)}” is no time of day. Write it as 08:30 or 17:00."
    if not is_zone(wish.zone):
        return f"“{clip_escaped(wish.zone, 60)}” is no time zone. Type a city and choose from the list."
    if wish.mention == wish.guild:  # the role that everybody has bears the server's id
        return "A digest does not mention everyone. Choose a role that people take on their own."
    outcome = folio.find_person(wish.author) if wish.author else None
    if outcome is not None and not isinstance(outcome, Found):
        return f"It is not clear who “{clip_escaped(wish.author, 100)}” is. Choose from the list below the option."
    return Subscription(
        id="",
        guild=wish.guild,
        channel=wish.channel,
        actor=wish.actor,
        at=at,
        zone=wish.zone,
        starts=date.min,
        seen=0,
        frequency=wish.frequency,
        wanted=Filter(
            field=folio.field_code(wish.field),
            person=outcome.best.key if outcome else "",
            person_name=outcome.best.name if outcome else "",
            keywords=read_keywords(wish.keywords),
            exclude=read_keywords(wish.exclude),
        ),
        mention=wish.mention,
        when_empty=wish.when_empty,
        in_thread=wish.in_thread,
    )


def read_time(typed: str) -> time | None:
    """A time of day as `8:30`, `08.30` or `0830`; None for anything else."""
    for form in ("%H:%M", "%H.%M", "%H%M"):
        try:
            return datetime.strptime(typed.strip(), form).time()
        except ValueError:
            continue
    return None
