"""Long work in a thread, done so that the event loop has its turn whenever it wants one."""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock
from typing import Generic, TypeVar

T = TypeVar("T")

# Seconds for which a thread keeps the lock that another one waits for; Python's own choice is 5 ms. A look-up lets
# go of it a dozen times, and would wait as long for it each time.
_SHORT_TURN = 0.0005


@contextmanager
def unhurried() -> Iterator[None]:
    """Short turns, and no full collections: each would look at all that is being built, and stop everybody meanwhile.

    What is built holds no cycles, and is for long: later collections need not look at it either. What is garbage
    already goes first, all of it, since what is frozen is never collected. While it lasts, another one changes nothing.
    """
    if not gc.isenabled():
        yield
        return
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT_TURN)
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(turn)


class Abandoned(Exception):
    """Nobody wants any more what was being made."""


class Once(Generic[T]):
    """Something that is made when it is first asked for, once: whoever asks meanwhile waits.

    `make` is given an event that is set when nobody wants it any more; it may then raise Abandoned.
    """

    def __init__(self, make: Callable[[Event], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._making = Lock()
        self._abandoned = Event()

    @classmethod
    def of(cls, made: T) -> "Once[T]":
        """What is made already."""
        once = cls(lambda _: made)
        once()
        return once

    @property
    def is_made(self) -> bool:
        """Whether it is there at once."""
        return bool(self._made)

    def __call__(self) -> T:
        if not self._made:
            with self._making:
                if not self._made:
                    self._made.append(self._make(self._abandoned))
        return self._made[0]

    def abandon(self) -> None:
        """Let whoever makes it stop soon."""
        self._abandoned.set()
