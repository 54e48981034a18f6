"""Findings as a table for people, or an object a line for machines. Never a secret, whatever was found."""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime

import orjson
from rich.console import Console
from rich.table import Table

from bot.doctor.account import INVITE
from bot.doctor.configuration import wrong_settings
from bot.doctor.examination import examine
from bot.doctor.findings import Finding, Verdict, skipped
from bot.errors import SettingsError
from bot.logs import set_up_logging, without_secrets
from bot.settings import LogFormat, LogLevel, load_settings, secrets_of
from bot.terminal import write

_STYLES = {Verdict.FINE: "green", Verdict.LOOK: "yellow", Verdict.BROKEN: "red", Verdict.SKIPPED: "dim"}

_LONG = frozenset({INVITE})


async def diagnose(clock: Callable[[], datetime], *, as_json: bool, sources: bool) -> bool:
    """Look at everything and show it. Whether nothing is broken."""
    findings: AsyncIterator[Finding]
    try:
        settings = load_settings()
    except SettingsError as error:
        rest = skipped("everything else", "Nothing is looked at with wrong settings.")
        findings, secrets = _each([*wrong_settings(str(error)), rest]), list[str]()
    else:
        findings, secrets = examine(settings, clock(), sources=sources), secrets_of(settings)
    # What is found is told; libraries tell the same once more, in words of their own.
    set_up_logging(LogLevel.ERROR, LogFormat.TEXT, secrets)
    logging.getLogger("discord").setLevel(logging.CRITICAL)
    return await (as_lines(findings, secrets, write) if as_json else as_table(findings, secrets))


async def _each(findings: Sequence[Finding]) -> AsyncIterator[Finding]:
    for finding in findings:
        yield finding


async def as_lines(findings: AsyncIterator[Finding], secrets: Sequence[str], write: Callable[[str], None]) -> bool:
    """An object a line, as each is found. Whether nothing is broken."""
    is_well = True
    async for finding in findings:
        write(orjson.dumps(asdict(_safe(finding, secrets))).decode())
        is_well = is_well and finding.verdict is not Verdict.BROKEN
    return is_well


async def as_table(findings: AsyncIterator[Finding], secrets: Sequence[str], console: Console | None = None) -> bool:
    """A table of everything, and a last line with how much of it needs somebody. Whether nothing is broken."""
    console = console or Console()
    table = Table("Check", "", "Found", "What to do")
    found = []
    with console.status("Looking at everything …"):
        async for finding in findings:
            found.append(finding)
            safe = _safe(finding, secrets)
            if safe.check in _LONG:
                continue
            verdict = f"[{_STYLES[safe.verdict]}]{safe.verdict}[/]"
            table.add_row(safe.check, verdict, _plain(safe.found), _plain(safe.todo))
    console.print(table)
    for finding in found:
        if finding.check in _LONG:
            # On a line of its own, whatever the terminal's width, so that it can be opened.
            console.print(f"{finding.check}: {finding.found}", soft_wrap=True, markup=False)
    broken, look = (sum(each.verdict is verdict for each in found) for verdict in (Verdict.BROKEN, Verdict.LOOK))
    console.print(f"{broken} broken, {look} to look at.")
    return not broken


def _safe(finding: Finding, secrets: Sequence[str]) -> Finding:
    return replace(finding, found=without_secrets(finding.found, secrets), todo=without_secrets(finding.todo, secrets))


def _plain(text: str) -> str:
    """Brackets in data are not rich's markup, and control characters are not the terminal's."""
    return "".join(each if each.isprintable() or each == "\n" else "�" for each in text).replace("[", "\\[")
