"""What somebody types to subscribe to a digest, read into a subscription or a sentence about what is wrong."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.digest.filters import read_keywords
from bot.digest.models import Filter, Frequency, Subscription, WhenEmpty
from bot.digest.schedule import is_zone, zones
from bot.folio import Folio
from bot.library.fields import field_of
from bot.library.text import fold
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
    zone = read_zone(wish.zone)
    if zone is None:
        return f"“{clip_escaped(wish.zone, 60)}” is no time zone. Type a city and choose from the list."
    if wish.mention == wish.guild:  # the role that everybody has bears the server's id
        return "A digest does not mention everyone. Choose a role that people take on their own."
    field = folio.field_code(wish.field)
    if field and not field_of(field).known:
        return f"“{clip_escaped(wish.field, 60)}” is no field that Folio knows. Choose one from the list."
    for typed in (wish.keywords, wish.exclude):
        if typed.strip() and not read_keywords(typed):
            return f"“{clip_escaped(typed, 60)}” holds no word to look for. Write words with commas between."
    outcome = folio.find_person(wish.author) if wish.author else None
    if outcome is not None and not isinstance(outcome, Found):
        return f"It is not clear who “{clip_escaped(wish.author, 100)}” is. Choose from the list below the option."
    return Subscription(
        id="",
        guild=wish.guild,
        channel=wish.channel,
        actor=wish.actor,
        at=at,
        zone=zone,
        starts=date.min,
        seen=0,
        frequency=wish.frequency,
        wanted=Filter(
            field=field,
            person=outcome.best.key if outcome else "",
            person_name=outcome.best.name if outcome else "",
            keywords=read_keywords(wish.keywords),
            exclude=read_keywords(wish.exclude),
        ),
        mention=wish.mention,
        when_empty=wish.when_empty,
        in_thread=wish.in_thread,
    )


def read_zone(typed: str) -> str | None:
    """A zone by its name, or by a city that only one zone is called after."""
    name = typed.strip()
    if is_zone(name):
        return name
    cities = [each for each in zones() if fold(each.rpartition("/")[2]) == fold(name)]
    return cities[0] if len(cities) == 1 else None


def read_time(typed: str) -> time | None:
    """A time of day as `8:30`, `08.30`, `0830`, `9` or `9pm`; None for anything else."""
    text = typed.strip()
    forms = ("%H:%M", "%H.%M", "%I%p", "%I %p", "%I:%M%p", "%I:%M %p", "%H%M" if len(text) == len("0830") else "%H")
    for form in forms:
        try:
            return datetime.strptime(text, form).time()
        except ValueError:
            continue
    return None
