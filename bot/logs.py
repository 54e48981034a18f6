"""Logging: lines for people, or one JSON object a line for machines. Never a secret."""

import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import orjson

if TYPE_CHECKING:
    from bot.settings import LogFormat, LogLevel

# Discord's codes of an interaction that has expired or was answered already.
_TOO_LATE = frozenset({10062, 40060})
_TEXT = "%(asctime)s  %(levelname)-7s  %(name)s: %(message)s"


class JsonFormatter(logging.Formatter):
    """A record as an object: time, level, logger, message, and the traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        row = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            row["traceback"] = record.exc_text or self.formatException(record.exc_info)
        return orjson.dumps(row).decode()


class LateCompletions(logging.Filter):
    """Completions that nobody waits for any more: somebody typed on. discord.py logs each as an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return getattr(error, "code", None) not in _TOO_LATE


# Addresses of interactions and webhooks hold their tokens; libraries put them into errors.
_IN_ADDRESS = re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/\s?\"']+")


class Redaction(logging.Filter):
    """Takes secrets out of whatever is logged, tracebacks and foreign libraries' lines included."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._secrets = [secret for secret in secrets if secret]

    def filter(self, record: logging.LogRecord) -> bool:
        said = self._without(record.getMessage())
        record.msg, record.args = said, ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._without(record.exc_text)
        return True

    def _without(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return _IN_ADDRESS.sub(r"\1[secret]", text)


def set_up_logging(level: "LogLevel", form: "LogFormat", secrets: Sequence[str] = ()) -> None:
    """Log to standard error, without secrets. Libraries stay above DEBUG, where they print whole requests."""
    handler = logging.StreamHandler()
    handler.addFilter(Redaction(secrets))
    handler.setFormatter(JsonFormatter() if form == "json" else logging.Formatter(_TEXT, "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("discord.app_commands.tree").addFilter(LateCompletions())
    for chatty in ("discord", "aiohttp", "filelock"):
        logging.getLogger(chatty).setLevel(max(logging.getLevelName(level), logging.INFO))
