"""Letting go of memory: of what was garbage when long work froze it, and of what the allocator keeps for later."""

import ctypes
import gc
from contextlib import suppress

# Objects, some 5 MB of them; a change of the library freezes about two thousand that were in people's answers.
_MUCH = 50_000
# So many are let go of even while somebody is being answered.
_TOO_MUCH = 4 * _MUCH


class Tidying:
    """Knows how much was frozen when all of it was in use, as far as a full collection can tell."""

    def __init__(self) -> None:
        # What a start has frozen is the library, and no time to collect.
        self._in_use: int | None = None

    def look(self, *, quiet: bool) -> bool:
        """Collect everything where much was frozen since, best while nobody waits: it takes a tenth of a second for
        ten thousand papers, a second for a hundred thousand. Whether it did."""
        frozen = gc.get_freeze_count()
        if self._in_use is None:
            self._in_use = frozen
        grown = frozen - self._in_use
        # While collecting is switched off, long work is under way.
        if not gc.isenabled() or grown < (_MUCH if quiet else _TOO_MUCH):
            return False
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._in_use = gc.get_freeze_count()
        return True


def give_back() -> None:
    """Return to the system what was freed, where the C library can be asked to. It takes 10 ms for 150 MB of 650.

    After reading a large library that much lies between what stays, in pieces that nothing new is as large as.
    """
    # Neither Windows nor macOS nor musl has it.
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
