"""What a keeper states beside a page: `name.toml` next to `name.txt`, for what the page itself cannot say."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime

from bot.ingest.problems import Problem, Severity

_KNOWN = frozenset({"captured"})


@dataclass(frozen=True, slots=True)
class Sidecar:
    """`captured` is the day the page was copied, where that is not the day Folio first saw it."""

    captured: date | None = None


def read_sidecar(data: bytes, source: str) -> tuple[Sidecar, tuple[Problem, ...]]:
    """A sidecar and what is wrong with it; what is wrong counts as unsaid."""
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Sidecar(), (Problem(Severity.ERROR, source, None, f"this is not TOML: {error}."),)
    problems = [_unknown(key, source) for key in sorted(values.keys() - _KNOWN)]
    captured = values.get("captured")
    if captured is not None and (not isinstance(captured, date) or isinstance(captured, datetime)):
        message = "captured must be a day such as 2026-11-22, without quotes and without an hour."
        problems.append(Problem(Severity.ERROR, source, None, message))
        captured = None
    return Sidecar(captured), tuple(problems)


def _unknown(key: str, source: str) -> Problem:
    return Problem(Severity.WARNING, source, None, f"{key!r} is unknown; known: {', '.join(sorted(_KNOWN))}.")
