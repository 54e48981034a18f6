"""What the command line says and reads, and how a command ends."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any, NoReturn, TypeVar

import typer

from bot.errors import FolioError
from bot.logs import set_up_logging
from bot.settings import Settings, load_settings, secrets_of

T = TypeVar("T")


def say(sentence: str) -> None:
    """Tell whoever sits at the terminal, whatever is logged."""
    print(sentence, flush=True)  # noqa: T201  # the terminal is what it is for


def lines(arguments: Sequence[str] | None) -> Iterator[str]:
    """What was said on the command line, else the lines of standard input, as text that can be written again.

    Input is UTF-8 whatever the locale says; other bytes, which a shell may pass, too, become a mark.
    """
    if arguments:
        yield from (argument.encode("utf-8", "replace").decode("utf-8") for argument in arguments)
        return
    if sys.stdin is None:
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace").rstrip("\r\n")


def write(line: str) -> None:
    """One line of a result, as UTF-8, at once."""
    try:
        sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, AttributeError) as error:  # a full disk; no output at all
        sys.stdout = None  # else Python tries once more at its end
        give_up(f"The answers cannot be written: {getattr(error, 'strerror', None) or 'there is no output'}.")


def read_settings() -> Settings:
    """The settings, with logging set up by them; ends the command with every problem listed."""
    try:
        settings = load_settings()
    except FolioError as error:
        give_up(str(error))
    set_up_logging(settings.log_level, settings.log_format, secrets_of(settings))
    return settings


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end; what Folio knows how to say is said in a sentence, not as a traceback."""
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except FolioError as error:
        give_up(str(error))


def guarded(work: Callable[[], T]) -> T:
    """Do something; what Folio knows how to say is said in a sentence, not as a traceback."""
    try:
        return work()
    except FolioError as error:
        give_up(str(error))


def give_up(sentence: str) -> NoReturn:
    """End the command with a sentence and status 1."""
    print(sentence, file=sys.stderr)  # noqa: T201  # nothing is logged about wrong use
    raise typer.Exit(1)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day, in UTC."""
    return now().date()
