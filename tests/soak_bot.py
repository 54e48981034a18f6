"""Folio as it is, which notes how many tasks it has in TASKS: only the process itself knows."""

import asyncio
import os
from contextlib import suppress
from pathlib import Path

from bot import serving
from bot.__main__ import app
from bot.settings import Settings

TASKS = "SOAK_TASKS"
EVERY, ROUND = 0.25, 0.4  # seconds
_serve = serving.serve


async def _note(file: Path) -> None:
    while True:
        file.write_text(str(len(asyncio.all_tasks())), "ascii")
        await asyncio.sleep(EVERY)


async def serve(settings: Settings) -> None:
    """Serve as ever, and note beside it."""
    noting = asyncio.create_task(_note(Path(os.environ[TASKS])))
    try:
        await _serve(settings)
    finally:
        noting.cancel()
        with suppress(asyncio.CancelledError):
            await noting


if __name__ == "__main__":
    serving.serve = serve
    # A life of months in minutes has its rounds so much sooner.
    serving._ROUND = ROUND
    app(prog_name="python -m bot")
