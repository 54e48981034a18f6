"""The settings, and the file that they stand in."""

import os
import stat
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from bot.doctor.findings import Finding, broken, fine, look
from bot.settings import Settings

_CHECK = "settings"
_READ_BY_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def wrong_settings(problems: str) -> Iterator[Finding]:
    """A finding for each line of what SettingsError says."""
    for line in problems.splitlines():
        if not line.endswith(":"):
            yield broken(_CHECK, line.strip(), "Correct it in .env or in the environment; .env.example explains each.")


def right_settings(settings: Settings, env_file: Path) -> Iterator[Finding]:
    """What of the settings is known to be right, and what looks like a slip."""
    given = sorted(name.upper() for name in settings.model_fields_set)
    yield fine(_CHECK, f"Set: {', '.join(given)}." if given else "None is set; all are as they come.")
    if env_file.is_file():
        yield from _unknown(env_file)
        yield from _open_to_others(settings, env_file)


def _unknown(env_file: Path) -> Iterator[Finding]:
    """Names that no setting has: nothing else would ever tell of them."""
    from dotenv import dotenv_values  # noqa: PLC0415  # what the settings are read with

    known = {name.upper() for name in Settings.model_fields}
    for name in dotenv_values(env_file, encoding="utf-8"):
        if name.upper() not in known:
            near = get_close_matches(name.upper(), known, 1)
            todo = f"Did you mean {near[0]}?" if near else "Remove it; .env.example names every setting."
            yield look(_CHECK, f"{env_file.name} sets {name[:60]}, which Folio does not know.", todo)


def _open_to_others(settings: Settings, env_file: Path) -> Iterator[Finding]:
    if os.name == "posix" and settings.discord_token and env_file.stat().st_mode & _READ_BY_OTHERS:
        yield look(_CHECK, f"Other users of this machine may read {env_file.name}.", f"chmod 600 {env_file.name}")
