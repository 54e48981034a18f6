"""Whatever is logged, by whomever, holds no secret."""

import io
import json
import logging

import pytest

from bot.logs import JsonFormatter, Redaction


def fail(what: str) -> None:
    """Go wrong as a library does."""
    raise ValueError(what)


@pytest.mark.parametrize("form", ["text", "json"])
def test_secrets_are_taken_out_of_messages_arguments_and_tracebacks(form: str) -> None:
    """Also where a library puts an address with an interaction's token into an error."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Redaction(["canary-1", ""]))
    handler.setFormatter(JsonFormatter() if form == "json" else logging.Formatter("%(message)s"))
    log = logging.getLogger(f"tests.logs.{form}")
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    log.propagate = False
    log.info("a key %s and %s", "canary-1", {"key": "canary-1"})
    try:
        fail("POST https://discord.com/api/v10/interactions/12345/aW50ZXJhY3Rpb24/callback canary-1")
    except ValueError:
        log.exception("it failed")
    said = stream.getvalue()
    assert "canary" not in said
    assert "aW50" not in said
    assert "/interactions/12345/[secret]/callback" in said
    if form == "json":
        assert [json.loads(line)["level"] for line in said.splitlines()] == ["INFO", "ERROR"]
