"""What the doctor says about settings, seeds, zones, sources and a bot that runs."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from bot.doctor.configuration import right_settings, wrong_settings
from bot.doctor.findings import Finding, Verdict, broken, fine
from bot.doctor.report import as_lines, as_table
from bot.doctor.surroundings import ask_sources, look_at_health, look_at_seeds, look_at_zones, told_of_sources
from bot.folio import Folio
from bot.health import served
from bot.ingest.resolve import Memory
from bot.settings import Settings
from bot.sources.kinds import Kind, Watch
from bot.store.interface import Watched
from tests.conftest import SEEDS, TODAY, make_client
from tests.sources.loopback import LoopbackService, announcement_feed, settings_for

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
CATEGORY = Watched(Watch(Kind.ARXIV_CATEGORY, "cs.LG"), actor=1, added=NOW)


async def every(findings: AsyncIterator[Finding]) -> list[Finding]:
    """All of them."""
    return [finding async for finding in findings]


async def each(*findings: Finding) -> AsyncIterator[Finding]:
    """These, as if they were being found."""
    for finding in findings:
        yield finding


def test_every_wrong_setting_is_a_finding() -> None:
    """By its name, with where to correct it."""
    findings = list(wrong_settings("These settings are wrong:\n  LOG_LEVEL: no\n  HEALTH_PORT: no"))
    assert [one.found for one in findings] == ["LOG_LEVEL: no", "HEALTH_PORT: no"]
    assert {one.verdict for one in findings} == {Verdict.BROKEN}


def test_a_slip_in_dot_env_is_told(tmp_path: Path) -> None:
    """A name that no setting has, and a token that others may read."""
    env = tmp_path / ".env"
    env.write_text("DISCORD_TOKN=canary\nSEEDS_DIR=seeds\nrandom\n")
    env.chmod(0o644)
    findings = list(right_settings(Settings(_env_file=None, discord_token="canary"), env))  # type: ignore[call-arg, arg-type]
    looked = [f"{one.found} {one.todo}" for one in findings if one.verdict is Verdict.LOOK]
    assert any("DISCORD_TOKN" in one and "DISCORD_TOKEN?" in one for one in looked)
    assert any("chmod 600" in one for one in looked)
    assert "canary" not in str(findings)


def test_seeds_are_read_as_check_reads_them(tmp_path: Path) -> None:
    """Fine, refused, or not there."""
    assert look_at_seeds(SEEDS, Memory(), TODAY).verdict is Verdict.FINE
    (tmp_path / "page.txt").write_text("<!DOCTYPE html><html></html>")
    assert look_at_seeds(tmp_path, Memory(), TODAY).verdict is Verdict.BROKEN
    assert look_at_seeds(tmp_path / "nowhere", Memory(), TODAY).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("zones", "verdict"),
    [((), Verdict.FINE), (("Europe/Berlin", "UTC"), Verdict.FINE), (("UTC", "Moon/Tycho"), Verdict.BROKEN)],
)
def test_zones_that_this_machine_does_not_know(zones: tuple[str, ...], verdict: Verdict) -> None:
    """A digest could never be due."""
    assert look_at_zones(zones).verdict is verdict


async def test_sources_are_asked_once_each_and_failures_are_told() -> None:
    """Only if that is wished for; else what a bot has noted."""
    async with LoopbackService() as service:
        service.says(announcement_feed(["2701.00001"]))
        (well,) = await every(ask_sources(settings_for(service.url), [CATEGORY]))
        service.plans.clear()
        service.says(status=500)
        (ill,) = await every(ask_sources(settings_for(service.url), [CATEGORY]))
    assert (well.verdict, ill.verdict) == (Verdict.FINE, Verdict.LOOK)
    assert len(service.asked) == 2
    (untold,) = await every(told_of_sources([CATEGORY]))
    assert untold.verdict is Verdict.SKIPPED


async def test_a_bot_that_runs_is_asked_how_it_is(folio: Folio) -> None:
    """Where a port is set; one that does not answer is told."""
    assert await every(look_at_health(None, held=True)) == []
    assert (await every(look_at_health(1, held=False)))[0].verdict is Verdict.SKIPPED
    async with served(make_client(folio).health, 0) as port:
        assert (await every(look_at_health(port, held=True)))[0].verdict is Verdict.FINE
    assert (await every(look_at_health(port, held=True)))[0].verdict is Verdict.LOOK


async def test_no_secret_is_shown_whatever_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    """As it is, or as it stands in an address; in both forms. Markup and control characters are text."""
    odd = broken("x", "[red]canary+1[/red] \x1b[31m https://x.org/?k=canary%2B1", "canary+1")
    written: list[str] = []
    assert not await as_lines(each(odd), ["canary+1"], written.append)
    assert not await as_table(each(odd), ["canary+1"], Console(width=200))
    said = written[0] + capsys.readouterr().out
    assert "canary" not in said
    assert "\x1b" not in said
    assert "[red]" in said
    assert await as_lines(each(fine("x", "y")), [], written.append)
