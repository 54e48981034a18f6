"""What tests of reloads share. Folders are read in this process, a start of one for each reload being slow.

In processes of their own, as in production, on request: FOLIO_WORKERS=1 python -m pytest tests/reloading
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

import pytest

from tests.reloading.desk import Desk


async def run_here(work: Callable[..., Iterable[object]], *arguments: object, **limits: float) -> list[object]:
    """What a process of its own would do, in a thread."""
    return await asyncio.to_thread(lambda: list(work(*arguments)))


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read folders in this process, unless told otherwise."""
    if not os.environ.get("FOLIO_WORKERS"):
        monkeypatch.setattr("bot.reading.run_apart", run_here)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Folio on edition 0."""
    opened = await Desk.open(tmp_path)
    yield opened
    await opened.close()
