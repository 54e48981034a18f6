"""What was met on the way through one file: errors, warnings, and lines that no record holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.ingest.lines import Line
from bot.ingest.problems import Problem, Severity, quoted

# Whoever mends a file mends it from the top; a file that is wrong all over is not listed line by line.
_MOST_WARNINGS = 200


@dataclass(slots=True)
class Report:
    """Collects problems, to be told in the order of lines."""

    source: str
    errors: list[Problem] = field(default_factory=list)
    _warnings: list[Problem] = field(default_factory=list)
    _left_out: list[Line] = field(default_factory=list)

    def refuse(self, line: int | None, message: str) -> None:
        """Note what keeps something out of the library."""
        self.errors.append(Problem(Severity.ERROR, self.source, line, message))

    def warn(self, line: int | None, message: str) -> None:
        """Note what somebody should look at."""
        self._warnings.append(Problem(Severity.WARNING, self.source, line, message))

    def leave_out(self, lines: Iterable[Line]) -> None:
        """Note lines that fit nowhere; neighbours become one warning."""
        self._left_out.extend(lines)

    def problems(self) -> tuple[Problem, ...]:
        """Everything noted, errors first."""
        warnings = sorted([*self._warnings, *self._misfits()], key=_place)
        told = warnings[:_MOST_WARNINGS]
        if len(warnings) > len(told):
            more = f"there are {len(warnings) - len(told)} more warnings. Mend those above first."
            told.append(Problem(Severity.WARNING, self.source, None, more))
        return (*sorted(self.errors, key=_place), *told)

    def _misfits(self) -> Iterator[Problem]:
        for block in _neighbours(sorted(self._left_out, key=lambda line: line.index)):
            span = f" and what follows down to line {block[-1].number}" if len(block) > 1 else ""
            message = f"{quoted(block[0].text)}{span} is nothing that a profile page holds here; it was left out."
            yield Problem(Severity.WARNING, self.source, block[0].number, message)


def _place(problem: Problem) -> int:
    return problem.line or 0


def _neighbours(lines: Iterable[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and line.index > block[-1].index + 1:
            yield block
            block = []
        block.append(line)
    if block:
        yield block
