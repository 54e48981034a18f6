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
STDOUT, STDERR = "stdout.txt", "stderr.txt"
PATIENCE = 10.0  # an operator's service manager kills what takes longer to end, in seconds


@dataclass(frozen=True, slots=True)
class BotProcess:
    """A bot under way, and the folder with what it says."""

    process: asyncio.subprocess.Process
    folder: Path

    def printed(self) -> str:
        """Give everything on its standard output until now."""
        return (self.folder / STDOUT).read_text("utf-8")

    def logged(self) -> str:
        """Give everything on its standard error until now."""
        return (self.folder / STDERR).read_text("utf-8")

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
    told = {**base, "PYTHONPATH": path, **environment}
    with (folder / STDOUT).open("wb") as stdout, (folder / STDERR).open("wb") as stderr:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *arguments, cwd=folder, env=told, stdout=stdout, stderr=stderr
        )
    try:
        yield BotProcess(process, folder)
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
