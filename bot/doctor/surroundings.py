"""What lies around the bot: the seeds, time zones, live sources, and how a bot that runs says it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import aiohttp

from bot.check import read_library
from bot.doctor.findings import Finding, broken, fine, look, skipped
from bot.errors import SeedsError
from bot.ingest.problems import Severity
from bot.ingest.resolve import Memory
from bot.library.wording import count
from bot.settings import Settings
from bot.sources.interface import Failed, Papers
from bot.sources.services import Services
from bot.store.interface import Watched

_SEEDS, _ZONES, _SOURCES, _HEALTH = "seeds", "time zones", "sources", "healthz"
_PATIENCE = 60.0
_SOON = 5.0


def look_at_seeds(folder: Path, memory: Memory, today: date) -> Finding:
    """What reading the seeds would give."""
    try:
        library = read_library(folder, memory, today)
    except SeedsError as error:
        return broken(_SEEDS, str(error), "Put a page there, or set SEEDS_DIR.")
    problems = [problem for file in library.files for problem in file.problems]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    listed = sum(len(page.listings) for page in library.pages)
    found = (
        f"{count(len(library.files), 'file')}, {count(len(library.pages), 'page')}, "
        f"{count(listed, 'listed paper')}; {len(problems) - errors} warnings, {errors} errors."
    )
    if errors or not library.pages:
        return broken(_SEEDS, found, "python -m bot check shows each.")
    return fine(_SEEDS, found) if not problems else look(_SEEDS, found, "python -m bot check shows each.")


def look_at_zones(used: Iterable[str]) -> Finding:
    """Whether this machine knows every zone that a digest goes by."""
    wanted = sorted(set(used))
    unknown = [name for name in wanted if not _is_known(name)]
    if unknown or not available_timezones():
        found = f"This machine does not know {', '.join(unknown)}." if unknown else "This machine has no time zones."
        return broken(_ZONES, found, "Install the system’s tzdata, or: pip install tzdata")
    return fine(_ZONES, f"Known: {', '.join(wanted)}." if wanted else "They are here; no digest needs one yet.")


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


async def told_of_sources(watches: Sequence[Watched]) -> AsyncIterator[Finding]:
    """What the last rounds of a bot have written down about live sources."""
    for each in watches:
        if each.failing_since is not None:
            found = f"{each.watch.name} could not be read since {each.failing_since:%Y-%m-%d %H:%M} UTC: {each.reason}"
            yield look(_SOURCES, found, "python -m bot doctor --sources asks it now.")
    if watches:
        yield skipped(_SOURCES, f"{count(len(watches), 'source')} watched, none asked.", "--sources asks each once.")
    else:
        yield fine(_SOURCES, "None is watched.")


async def ask_sources(settings: Settings, watches: Sequence[Watched]) -> AsyncIterator[Finding]:
    """Ask each source as a round would: for what is new since it was read last."""
    async with Services(settings) as services:
        for each in watches:
            try:
                async with asyncio.timeout(_PATIENCE):
                    fetched = await services.source(each.watch).fetch(each.bookmark)
            except TimeoutError:
                fetched = Failed("It did not answer in time.")
            if isinstance(fetched, Failed):
                yield look(_SOURCES, f"{each.watch.name}: {fetched.reason}", "Try again later; a bot does by itself.")
            else:
                told = count(len(fetched.papers), "paper") if isinstance(fetched, Papers) else "nothing new"
                yield fine(_SOURCES, f"{each.watch.name} answers: {told}.")
    if not watches:
        yield fine(_SOURCES, "None is watched.")


async def look_at_health(port: int | None, *, held: bool) -> AsyncIterator[Finding]:
    """How a bot that runs says it is; nothing where it was not told to."""
    if port is None:
        return
    if not held:
        yield skipped(_HEALTH, f"No bot runs here, so nobody answers on {port}.")
        return
    try:
        problems = await _problems(port)
    except (aiohttp.ClientError, OSError, ValueError, LookupError, TypeError) as error:
        found = f"A bot runs, but /healthz does not answer on {port}: {type(error).__name__}."
        yield look(_HEALTH, found, "Does the bot run with this HEALTH_PORT? Else its log says what it is at.")
        return
    if problems:
        yield look(_HEALTH, " ".join(problems), "The bot’s log says more.")
    else:
        yield fine(_HEALTH, f"The bot on {port} says that it is well.")


async def _problems(port: int) -> list[str]:
    timeout = aiohttp.ClientTimeout(total=_SOON)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as answer,
    ):
        return [str(each) for each in (await answer.json())["problems"]]
