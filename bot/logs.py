"""Logging: lines for people, or one JSON object a line for machines. Never a secret."""

import logging
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
            row["traceback"] = self.formatException(record.exc_info)
        return orjson.dumps(row).decode()


class LateCompletions(logging.Filter):
    """Completions that nobody waits for any more: somebody typed on. discord.py logs each as an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return getattr(error, "code", None) not in _TOO_LATE


def set_up_logging(level: "LogLevel", form: "LogFormat") -> None:
    """Log to standard error. discord.py stays above DEBUG, where it prints tokens of interactions."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if form == "json" else logging.Formatter(_TEXT, "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("discord.app_commands.tree").addFilter(LateCompletions())
    for chatty in ("discord", "aiohttp", "filelock"):
        logging.getLogger(chatty).setLevel(max(logging.getLevelName(level), logging.INFO))
