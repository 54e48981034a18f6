"""A bot as a process of its own before loopback Discord, started and ended as an operator does."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.loopback_discord import LoopbackDiscord

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
PATIENCE = 10.0  # an operator's service manager kills what takes longer to end, in seconds


@dataclass(frozen=True, slots=True)
class BotProcess:
    """A bot under way, and the file with what it says on standard error."""

    process: asyncio.subprocess.Process
    errors: Path

    def said(self) -> str:
        """Everything on its standard error until now."""
        return self.errors.read_text("utf-8")

    async def ended(self) -> int:
        """Wait for its end and give its exit code; a death by signal is negative."""
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    async def end(self, wanted: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end, and give its exit code."""
        self.process.send_signal(wanted)
        return await self.ended()

    def resident(self) -> int:
        """Give the bytes of memory it holds. Linux only."""
        status = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024


@asynccontextmanager
async def running(
    server: LoopbackDiscord, *arguments: str, folder: Path, **environment: str
) -> AsyncIterator[BotProcess]:
    """Run Python with the arguments, in a folder where no `.env` is, and kill what is left of it at the end."""
    base = server.environment()
    path = os.pathsep.join((base["PYTHONPATH"], str(ROOT)))
    errors = folder / "stderr.txt"
    with errors.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=folder, env={**base, "PYTHONPATH": path, **environment}, stderr=written
        )
    try:
        yield BotProcess(process, errors)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@asynccontextmanager
async def folio(
    server: LoopbackDiscord, folder: Path, seeds: Path = SEEDS, **environment: str
) -> AsyncIterator[BotProcess]:
    """Run Folio with its data in the folder, on the shipped page unless told otherwise."""
    settings = {"SEEDS_DIR": str(seeds), "DATA_DIR": str(folder / "data"), "LOG_LEVEL": "INFO", "LOG_FORMAT": "text"}
    async with running(server, "-m", "bot", folder=folder, **settings | environment) as process:
        yield process
