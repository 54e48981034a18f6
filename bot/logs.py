"""Logging: lines for people, or one JSON object a line for machines. Never a secret."""

import logging
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import orjson

from bot.errors import NotDelivered

if TYPE_CHECKING:
    from bot.settings import LogFormat, LogLevel

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


class LostCompletions(logging.Filter):
    """Completions that Discord has not taken, which discord.py logs as errors; none where somebody only typed on."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, NotDelivered):
            return True
        record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args, record.exc_info = "a completion was not delivered: %s", (str(error),), None
        return not error.late


# Addresses of interactions and webhooks hold their tokens; libraries put them into errors.
_IN_ADDRESS = re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/\s?\"']+")
# They begin so, wherever else they stand: it is “interaction:” in base64.
_INTERACTION = re.compile(r"aW50ZXJhY3Rpb246[\w=-]{8,}")


def without_secrets(text: str, secrets: Sequence[str]) -> str:
    """A text without secrets, as they are and as they stand in addresses, and without interactions' tokens."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[secret]").replace(quote(secret, safe=""), "[secret]")
    return _INTERACTION.sub("[secret]", _IN_ADDRESS.sub(r"\1[secret]", text))


class Redaction(logging.Filter):
    """Takes secrets out of whatever is logged, tracebacks and foreign libraries' lines included."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        self._secrets = list(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            said = record.getMessage()
        except Exception as error:  # noqa: BLE001  # whoever logs something odd must not fail by that
            said = f"{record.msg} (what belongs in here cannot be shown: {type(error).__name__})"
        record.msg, record.args = self._without(said), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._without(record.exc_text)
        if record.stack_info:
            record.stack_info = self._without(record.stack_info)
        return True

    def _without(self, text: str) -> str:
        # Half of a letter, which no line can hold, would cost the whole line.
        return without_secrets(text, self._secrets).encode("utf-8", "replace").decode()


def set_up_logging(level: "LogLevel", form: "LogFormat", secrets: Sequence[str] = ()) -> None:
    """Log to standard error, without secrets. Libraries stay above DEBUG, where they print whole requests."""
    handler = logging.StreamHandler()
    handler.addFilter(Redaction(secrets))
    handler.setFormatter(JsonFormatter() if form == "json" else logging.Formatter(_TEXT, "%Y-%m-%d %H:%M:%S"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("discord.app_commands.tree").addFilter(LostCompletions())
    for chatty in ("discord", "aiohttp", "filelock"):
        logging.getLogger(chatty).setLevel(max(logging.getLevelName(level), logging.INFO))
