"""Long work in a thread, done so that the event loop has its turn whenever it wants one."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

# Seconds for which a thread keeps the lock that another one waits for; Python's own choice is 5 ms. A look-up lets
# go of it a dozen times, and would wait as long for it each time.
_SHORT_TURN = 0.0005


@contextmanager
def unhurried() -> Iterator[None]:
    """Short turns, and no full collections: each would look at all that is being built, and stop everybody meanwhile.

    What is built holds no cycles, and is for long: later collections need not look at it either. What is garbage
    already goes first, since what is frozen is never collected. Not to be nested.
    """
    turn = sys.getswitchinterval()
    sys.setswitchinterval(_SHORT_TURN)
    gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
        sys.setswitchinterval(turn)
