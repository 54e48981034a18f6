"""The table at the end of a run: Folio beside the bare bot."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

HEADER = ("measured", "bare", "Folio", "Folio / bare", "required")


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of both bots, in the unit that `shown` writes."""

    measured: str
    bare: float
    folio: float
    required: str
    shown: str

    def cells(self) -> tuple[str, ...]:
        """Write the row out."""
        bare, folio = (self.shown.format(value) for value in (self.bare, self.folio))
        return self.measured, bare, folio, f"{self.folio / self.bare:.2f}", self.required


ROWS = pytest.StashKey[list[Row]]()


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Callable[[Row], None]:
    """Add a row to the table."""
    return request.config.stash.setdefault(ROWS, []).append


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print the table."""
    if not (measured := config.stash.get(ROWS, [])):
        return
    rows = [HEADER, *(row.cells() for row in measured)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    terminalreporter.section("Folio beside the bare bot")
    for row in rows:
        terminalreporter.write_line("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
