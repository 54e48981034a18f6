"""Settings from the environment and `.env`, checked all at once before anything starts."""

import errno
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsError


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LogFormat(StrEnum):
    """Lines for people, or an object a line for machines."""

    TEXT = "text"
    JSON = "json"


def _token(value: object) -> object:
    """A token pasted with spaces or with `Bot ` before it is still that token; an empty one is none."""
    if isinstance(value, str):
        value = re.sub(r"^\s*(Bot\b)?\s*|\s*$", "", value)
        if not value.isprintable() or not value.isascii() or " " in value:
            raise ValueError("it holds characters that no token has; copy it again")
        return value or None
    return value


def _ids(value: object) -> object:
    """Ids as people list them: `123, 456`."""
    if not isinstance(value, str):
        return value
    parts = [part for part in re.split(r"[,\s]+", value) if part]
    if not all(part.isascii() and part.isdigit() and len(part) <= _LONGEST_ID for part in parts):
        raise ValueError("ids are numbers, with commas between them")
    return frozenset(int(part) for part in parts)


# Discord's ids are 64-bit numbers.
_LONGEST_ID = 20
Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


def _port(value: object) -> object:
    """A port as typed; an empty one is none."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) < 65536):
        raise ValueError("a port is a number up to 65535")
    return int(text) if text else None


def _milliseconds(value: object) -> object:
    """Milliseconds as typed; none and 0 switch it off."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 9 and int(text) < 100_000):
        raise ValueError("this is a whole number of milliseconds up to 99999, or 0 for none")
    return int(text or "0") or None


def _key(value: object) -> object:
    """A service's key pasted with spaces around is still that key; an empty one is none."""
    if isinstance(value, str):
        value = value.strip()
        if not value.isprintable() or not value.isascii() or " " in value:
            raise ValueError("it holds characters that no key has; copy it again")
        return value or None
    return value


def _address(value: object) -> object:
    """A service's address without a slash at its end. Only this machine is trusted without encryption."""
    if not isinstance(value, str):
        return value
    address = value.strip().rstrip("/")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise ValueError("this is no address such as https://example.org/api") from None
    if not host or not _HOST.fullmatch(host) or parts.scheme not in {"https", "http"} or not address.isascii():
        raise ValueError("this is no address such as https://example.org/api")
    if "@" in parts.netloc or "?" in address or "#" in address:
        raise ValueError("the address may hold no password, question mark or hash sign")
    if parts.scheme == "http" and not _LOOPBACK.fullmatch(host):
        raise ValueError("the address must begin with https://")
    return address


def _folder(value: Path) -> Path:
    """A folder, which need not be there yet: only what can never be one is wrong."""
    if "\0" in str(value):
        raise ValueError("it holds a NUL character, which no path can hold; type it again")
    try:
        is_other = value.exists() and not value.is_dir()
    except OSError as error:
        raise ValueError(_NO_FOLDERS.get(error.errno or 0, f"it cannot be looked at: {error.strerror}")) from None
    if is_other or any(parent.is_file() for parent in value.parents):
        raise ValueError(f"{value} is or lies in a file; name a folder")
    return value


_NO_FOLDERS = {
    errno.ENAMETOOLONG: "the path is longer than this system allows; name a shorter one",
    errno.EACCES: "the user that Folio runs as may not look there; let that user, or name another folder",
}
_HOST = re.compile(r"[a-z0-9.:-]+")
_LOOPBACK = re.compile(r"localhost|::1|127(?:\.\d{1,3}){3}")
Key = Annotated[SecretStr | None, BeforeValidator(_key)]
Folder = Annotated[Path, AfterValidator(_folder)]
Address = Annotated[str, BeforeValidator(_address)]


class Settings(BaseSettings):
    """Everything an operator can set. The names are those of the environment variables."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, env_ignore_empty=True
    )

    discord_token: Annotated[SecretStr | None, BeforeValidator(_token)] = Field(
        default=None, description="The bot's token. Without one, Folio opens the local preview."
    )
    seeds_dir: Folder = Field(default=Path("seeds"), description="The folder with the profile pages.")
    data_dir: Folder = Field(default=Path("data"), description="The folder that Folio keeps its own files in.")
    moderator_roles: Ids = Field(
        default=frozenset(), description="Ids of roles that moderate beside Manage Server, with commas between."
    )
    moderated_guilds: Ids = Field(
        default=frozenset(), description="Ids of servers that may change the library, with commas between."
    )
    health_port: Annotated[int | None, BeforeValidator(_port)] = Field(
        default=None, description="The port on which /healthz answers, on this machine only. Without one it does not."
    )
    watchdog_ms: Annotated[int | None, BeforeValidator(_milliseconds)] = Field(
        default=None, description="Warn when nobody gets a turn for so many milliseconds. Without it, nobody watches."
    )
    arxiv_api_url: Address = Field(
        default="https://export.arxiv.org/api/query", description="Where arXiv is searched, for authors and queries."
    )
    arxiv_rss_url: Address = Field(
        default="https://rss.arxiv.org/rss", description="Where arXiv announces papers, for categories."
    )
    openalex_url: Address = Field(default="https://api.openalex.org", description="OpenAlex, for authors.")
    openalex_api_key: Key = Field(
        default=None, description="OpenAlex's free key. Without one it answers about ten questions a day."
    )
    semantic_scholar_url: Address = Field(
        default="https://api.semanticscholar.org/graph/v1", description="Semantic Scholar, for authors."
    )
    semantic_scholar_api_key: Key = Field(
        default=None, description="Semantic Scholar's key. Without one it is often busy."
    )
    log_level: Annotated[LogLevel, BeforeValidator(lambda v: v.upper() if isinstance(v, str) else v)] = Field(
        default=LogLevel.INFO, description="DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Annotated[LogFormat, BeforeValidator(lambda v: v.lower() if isinstance(v, str) else v)] = Field(
        default=LogFormat.TEXT, description="text for people, json for machines."
    )


def secrets_of(settings: Settings) -> list[str]:
    """Everything in the settings that nobody must read."""
    values = (getattr(settings, name) for name in Settings.model_fields)
    return [value.get_secret_value() for value in values if isinstance(value, SecretStr)]


def load_settings() -> Settings:
    """The settings. Raises SettingsError with every problem, each by its variable's name."""
    try:
        return Settings()
    except UnicodeDecodeError:
        raise SettingsError("The file .env is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SettingsError(
            f"The file .env cannot be read: {error.strerror}. Let the user read it that Folio runs as."
        ) from None
    except ValidationError as error:
        problems = [_problem(problem["loc"], problem["msg"]) for problem in error.errors()]
        raise SettingsError("These settings are wrong:\n" + "\n".join(problems)) from None


def _problem(place: tuple[int | str, ...], message: str) -> str:
    return f"  {str(place[0]).upper()}: {message.removeprefix('Value error, ')}"
