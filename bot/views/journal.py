"""One line in the log for each command, press and form: what it was, what came of it, how long it took.

No words of people: what they typed is theirs.
"""

import logging
import time
from typing import Any

import discord

_log = logging.getLogger(__name__)

FAILED = "failed"
_LOST = "not delivered"


def begin(interaction: discord.Interaction[Any]) -> None:
    """Start the clock."""
    interaction.extras["began"] = time.perf_counter()


def note_outcome(interaction: discord.Interaction[Any], outcome: str) -> None:
    """What came of it: `answered`, `answered privately`, `refused`, `failed`. The last word counts."""
    interaction.extras["outcome"] = outcome


def note_undelivered(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Discord has not taken what was answered; what else came of it stays known."""
    before = interaction.extras.get("outcome")
    reason = str(error) or type(error).__name__
    interaction.extras["outcome"] = f"{before}, {_LOST}: {reason}" if before == FAILED else f"{_LOST}: {reason}"


def record(interaction: discord.Interaction[Any], name: str) -> None:
    """Write the line. `name` is the command's, or the verb of a press."""
    outcome = interaction.extras.get("outcome", "answered")
    took = (time.perf_counter() - interaction.extras.get("began", time.perf_counter())) * 1000
    fields = {"command": name, "outcome": outcome, "milliseconds": round(took, 1)}
    level = logging.WARNING if _LOST in outcome else logging.INFO
    _log.log(level, "%s: %s in %.0f ms", name, outcome, took, extra={"fields": fields})
