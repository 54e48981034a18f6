"""Settings of services: addresses and keys as people paste them, wrong ones named."""

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import Settings, load_settings


def test_the_services_are_the_public_ones() -> None:
    """Nobody has to set an address, and every one is encrypted."""
    fields = Settings.model_fields
    addresses = [fields[name].default for name in fields if name.endswith("_url")]
    assert len(addresses) == 4
    assert all(address.startswith("https://") for address in addresses)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://mirror.example.org/api/", "https://mirror.example.org/api"),
        (" http://127.0.0.1:8080 ", "http://127.0.0.1:8080"),
        ("http://localhost:1/x", "http://localhost:1/x"),
        ("http://[::1]:9", "http://[::1]:9"),
    ],
)
def test_an_address_is_kept_without_its_last_slash(monkeypatch: pytest.MonkeyPatch, given: str, kept: str) -> None:
    """Unencrypted only on this machine."""
    monkeypatch.setenv("OPENALEX_URL", given)
    assert load_settings().openalex_url == kept


@pytest.mark.parametrize(
    "given",
    ["api.openalex.org", "http://api.openalex.org", "ftp://x.org", "https://", "https://a b/", "https://u:p@x.org",
     "https://x.org?a=1", "https://x.org#a", "http://127.0.0.1.evil.org", "https://x.org:99999", "https://[", "https://ö.org"],
)  # fmt: skip
def test_a_wrong_address_stops_the_start(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """By its name."""
    monkeypatch.setenv("ARXIV_API_URL", given)
    with pytest.raises(SettingsError, match="ARXIV_API_URL"):
        load_settings()


def test_a_key_is_trimmed_and_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty one is none; one with a space inside is a mistake, and is not repeated."""
    monkeypatch.setenv("OPENALEX_API_KEY", " canary-1 ")
    monkeypatch.setenv("SEMANTIC_SCHOLAR_API_KEY", "")
    settings = load_settings()
    assert settings.openalex_api_key is not None
    assert settings.openalex_api_key.get_secret_value() == "canary-1"
    assert settings.semantic_scholar_api_key is None
    assert "canary" not in repr(settings)
    monkeypatch.setenv("OPENALEX_API_KEY", "canary 2")
    with pytest.raises(SettingsError, match="OPENALEX_API_KEY") as error:
        load_settings()
    assert "canary" not in str(error.value)


@pytest.mark.parametrize(("given", "kept"), [("", None), ("0", None), (" 250 ", 250), ("99999", 99_999)])
def test_the_watchdog_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch, given: str, kept: int | None) -> None:
    """Whole milliseconds."""
    monkeypatch.setenv("WATCHDOG_MS", given)
    assert load_settings().watchdog_ms == kept


@pytest.mark.parametrize("given", ["-1", "1.5", "50ms", "100000", "٣"])
def test_a_watchdog_that_cannot_be_stops_the_start(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    """By its name."""
    monkeypatch.setenv("WATCHDOG_MS", given)
    with pytest.raises(SettingsError, match="WATCHDOG_MS"):
        load_settings()


def test_an_empty_line_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of .env is optional, also one that is there without a value."""
    unset = load_settings()
    for name in ("SEEDS_DIR", "DATA_DIR", "LOG_LEVEL", "OPENALEX_URL", "HEALTH_PORT", "DISCORD_TOKEN"):
        monkeypatch.setenv(name, "")
    assert load_settings() == unset


@pytest.mark.parametrize("name", ["SEEDS_DIR", "DATA_DIR"])
@pytest.mark.parametrize(
    ("given", "said"),
    [("a" * 5000, "longer"), ("a/" * 5000, "longer"), ("file", "in a file"), ("file/below/it", "in a file")],
)
def test_a_folder_that_cannot_be_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, given: str, said: str
) -> None:
    """By its name, in a sentence; one that is not there yet may still be made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv(name, "nowhere/yet")
    load_settings()
    monkeypatch.setenv(name, given)
    with pytest.raises(SettingsError, match=f"{name}: .*{said}"):
        load_settings()


@pytest.mark.parametrize("name", ["SEEDS_DIR", "DATA_DIR"])
def test_a_folder_of_signs_that_no_path_has_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The environment cannot hold such a sign; .env can."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(f"{name}=se\0eds\n")
    with pytest.raises(SettingsError, match=f"{name}: it holds a NUL"):
        load_settings()


def test_a_folder_behind_a_closed_door_stops_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the user that Folio runs as may not look, that is said at once."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    with monkeypatch.context() as closed:
        closed.setattr(Path, "exists", refuse)
        with pytest.raises(SettingsError, match="DATA_DIR: the user that Folio runs as may not look there"):
            load_settings()
