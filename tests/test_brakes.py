"""When nothing is posted at all, by a clock that tests move."""

from bot.brakes import Brakes
from tests.conftest import Clock


def refuse(brakes: Brakes, times: int) -> None:
    """Discord refuses so many posts."""
    for _ in range(times):
        brakes.refused()


def test_twenty_refusals_one_after_another_make_a_rest_of_half_an_hour() -> None:
    """Nineteen do not, and after the rest it takes twenty again."""
    clock = Clock()
    brakes = Brakes(clock)
    refuse(brakes, 19)
    assert not brakes.are_on
    refuse(brakes, 1)
    clock.advance(minutes=29)
    assert brakes.are_on
    clock.advance(minutes=1)
    assert not brakes.are_on
    refuse(brakes, 19)
    assert not brakes.are_on


def test_a_post_that_was_taken_begins_the_count_anew() -> None:
    """Refusals here and there are their channels'."""
    brakes = Brakes(Clock())
    refuse(brakes, 19)
    brakes.posted()
    refuse(brakes, 19)
    assert not brakes.are_on


def test_a_clock_that_is_set_back_makes_no_endless_rest() -> None:
    """A rest that would be longer than half an hour is over."""
    clock = Clock()
    brakes = Brakes(clock)
    refuse(brakes, 20)
    clock.advance(days=-1)
    assert not brakes.are_on


def test_who_is_locked_out_stays_so_and_says_why() -> None:
    """Time changes nothing; a new start does."""
    clock = Clock()
    brakes = Brakes(clock)
    brakes.halt("The token is not accepted any more.")
    clock.advance(days=30)
    assert brakes.are_on
    assert brakes.halted == "The token is not accepted any more."
