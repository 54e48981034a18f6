"""Ending for sure: a process that hangs is of less use than one that is started anew."""

import asyncio
import faulthandler
import os
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# An event loop in which nobody got a turn for so many seconds gets none any more; it is looked at this often.
_FROZEN, _LOOK = 600.0, 30.0


def end_within(seconds: float, code: int) -> None:
    """End the process after so many seconds, whatever still hangs. What is kept is whole on disk at every moment."""
    timer = threading.Timer(seconds, os._exit, (code,))
    timer.daemon = True
    timer.start()


@asynccontextmanager
async def ended_if_frozen(seconds: float = _FROZEN, look: float = _LOOK) -> AsyncIterator[None]:
    """End the process, with every thread’s stack on standard error, if the running loop stands still for so long."""

    async def look_again() -> None:
        while True:
            faulthandler.dump_traceback_later(seconds, exit=True, file=sys.stderr)
            await asyncio.sleep(look)

    looking = asyncio.create_task(look_again())
    try:
        yield
    finally:
        looking.cancel()
        faulthandler.cancel_dump_traceback_later()
