"""What a look at one thing gives: a verdict, what was found, and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How something is. Only what is broken makes the command fail."""

    FINE = "fine"
    LOOK = "look at this"
    BROKEN = "broken"
    SKIPPED = "not checked"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `todo` is empty where nothing is to be done."""

    check: str
    verdict: Verdict
    found: str
    todo: str = ""


def fine(check: str, found: str) -> Finding:
    """Nothing is to be done."""
    return Finding(check, Verdict.FINE, found)


def look(check: str, found: str, todo: str) -> Finding:
    """It works, but somebody should know."""
    return Finding(check, Verdict.LOOK, found, todo)


def broken(check: str, found: str, todo: str) -> Finding:
    """It does not work, or will not much longer."""
    return Finding(check, Verdict.BROKEN, found, todo)


def skipped(check: str, found: str, todo: str = "") -> Finding:
    """What could not be looked at, and why."""
    return Finding(check, Verdict.SKIPPED, found, todo)
