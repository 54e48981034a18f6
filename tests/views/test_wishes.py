"""What people type to subscribe: read as they mean it, or refused in a sentence; never an exception."""

from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.digest.filters import read_keywords
from bot.digest.models import Frequency, Subscription
from bot.digest.schedule import zones
from bot.folio import Folio
from bot.render.limits import EMBED_DESCRIPTION
from bot.views.wishes import Wish, read_time, read_wish, read_zone

PIECES = st.sampled_from([*"0123456789:. apmAPM", "०", "٣", "\x00", "\u202e", "９", "24", "60", "-", "+", "Z", "%H"])
TYPED = st.lists(PIECES, max_size=8).map("".join) | st.text(max_size=12)
ZONES = st.sampled_from(zones()) | st.lists(
    st.sampled_from(["/", "..", "Europe", "Berlin", "localtime", "\x00", " "])
).map("".join)


@given(TYPED)
@example("12" * 5000)
def test_any_time_is_a_time_of_day_or_none(typed: str) -> None:
    """Whatever stands there, in whatever digits."""
    assert read_time(typed) is None or isinstance(read_time(typed), time)


@given(st.times().map(lambda value: value.replace(second=0, microsecond=0)))
def test_a_time_comes_back_as_it_is_written(value: time) -> None:
    """In each form that is offered."""
    assert read_time(f"{value:%H:%M}") == read_time(f"{value:%H.%M}") == read_time(f"{value:%H%M}") == value
    assert read_time(f"{value:%I:%M%p}") == read_time(f" {value:%I:%M %p} ") == value


@given(ZONES | st.text(max_size=60))
@example("../../etc/passwd")
@example("localtime")
@example("x" * 10_000)
def test_any_zone_is_one_of_ianas_or_none(typed: str) -> None:
    """No path of somebody's choosing, and not what this machine calls its own."""
    zone = read_zone(typed)
    assert zone is None or (".." not in zone and zone != "localtime")


@given(st.text(max_size=60) | st.lists(st.sampled_from([",", ";", "é", "\n", "\u202e", "a b"])).map("".join))
def test_any_keywords_are_words_or_none(typed: str) -> None:
    """Read again, they are the same."""
    words = read_keywords(typed)
    assert all(words)
    assert read_keywords(",".join(words)) == words


@pytest.mark.parametrize("text", ["x" * 10_000, "[" * 10_000, ", " * 5000, "\u202e\x00", "@everyone", "é\u0301" * 5000])
async def test_hostile_options_are_a_subscription_or_a_sentence(folio: Folio, text: str) -> None:
    """In every option at once, and in each alone; the sentence fits a message."""
    plain = {"time": "08:30", "zone": "UTC"}
    texts = ("time", "zone", "field", "author", "keywords", "exclude")
    for given_texts in (dict.fromkeys(texts, text), *(plain | {name: text} for name in texts)):
        wish = Wish(1, 2, False, 3, frequency=Frequency.DAILY, **given_texts)  # type: ignore[arg-type]
        read = read_wish(wish, folio)
        assert isinstance(read, Subscription) or (0 < len(read) < EMBED_DESCRIPTION and "@everyone" not in read.split())
