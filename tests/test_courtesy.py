"""Long work that lets others have their turn."""

import gc
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

from bot.courtesy import Once, unhurried


def test_courtesy_ends_as_it_began() -> None:
    """Turns and collections are as before, also where one stands within another."""
    turn = sys.getswitchinterval()
    with unhurried():
        assert not gc.isenabled()
        with unhurried():
            assert sys.getswitchinterval() < turn
        assert not gc.isenabled()
    assert gc.isenabled()
    assert sys.getswitchinterval() == turn
    gc.unfreeze()


def test_what_is_made_once_is_made_once() -> None:
    """Whoever asks while it is made waits for the same thing."""
    begun, made = threading.Event(), []

    def make(_: threading.Event) -> int:
        begun.set()
        made.append(1)
        return len(made)

    once = Once(make)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: once(), range(32))) == {1}
    assert begun.is_set()
    assert once.is_made
    assert Once.of(7)() == 7
