"""Garbage that long work has frozen is let go of, once it is worth it."""

import gc
import platform
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import tidying
from bot.courtesy import unhurried
from bot.tidying import Tidying, give_back


class Loop:
    """Something that only a collection lets go of."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def little(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Less is much than in life; all that tests hold is frozen before, and nothing afterwards."""
    monkeypatch.setattr(tidying, "_MUCH", 10_000)
    monkeypatch.setattr(tidying, "_TOO_MUCH", 40_000)
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def litter(number: int) -> "weakref.ref[Loop]":
    """So much garbage as long work would leave behind, and a look at one piece of it."""
    with unhurried():
        one = weakref.ref(Loop())
        for _ in range(number):
            Loop()
    return one


def test_much_garbage_goes_while_nobody_waits() -> None:
    """And too much of it whoever waits; what is in use stays."""
    used = Loop()
    tidy = Tidying()
    assert not tidy.look(quiet=True)  # what a start has frozen
    first = litter(15_000)
    assert first() is not None
    assert not tidy.look(quiet=False)
    assert tidy.look(quiet=True)
    assert first() is None
    second = litter(45_000)
    assert tidy.look(quiet=False)
    assert second() is None
    assert used.itself is used


def test_a_little_garbage_is_left_and_long_work_is_not_disturbed() -> None:
    """A full collection is for worth its while."""
    tidy = Tidying()
    tidy.look(quiet=True)
    litter(10)
    assert not tidy.look(quiet=True)
    litter(45_000)
    with unhurried():
        assert not tidy.look(quiet=False)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="its C library keeps what is freed, and cannot be asked")
def test_what_was_freed_between_what_stays_is_given_back() -> None:
    """Pieces that are too far apart to be joined go as well."""
    pieces = [bytes(30_000) for _ in range(3000)]
    stays = pieces[::30]
    del pieces
    before = resident()
    give_back()
    assert resident() < before - 50_000_000
    assert len(stays) == 100


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096


def test_where_nobody_can_be_asked_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither Windows nor macOS nor musl gives back."""

    def nothing(name: None) -> object:
        return object()

    monkeypatch.setattr(tidying.ctypes, "CDLL", nothing)
    give_back()
