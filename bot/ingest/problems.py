"""What is wrong with a file, said so that whoever keeps the file can mend it."""

from dataclasses import dataclass
from enum import StrEnum

# A line quoted in a problem is cut to this many characters: enough to find it by.
_QUOTED = 60


class Severity(StrEnum):
    """An error keeps something out of the library; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where (`line` counts from 1, None for the whole file) and a sentence."""

    severity: Severity
    source: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}, line {self.line}"
        return f"{place}: {self.message}"


def quoted(text: str) -> str:
    """A line's beginning in quotation marks."""
    return f"“{text}”" if len(text) <= _QUOTED else f"“{text[:_QUOTED].rstrip()}…”"
