"""LaTeX source as a scanner reads it: names, braces, spaces and options, and where they end."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

_MAX_DEPTH: Final = 20  # arguments within arguments; far below Python's own limit on recursion
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_NAME = re.compile(r"\\(operatorname\*|[a-zA-Z]+|.)", re.DOTALL)
_SPACES = re.compile(r"\s*")
_OPTION = re.compile(r"\[([^\[\]{}]{0,100})\]")


class BrokenError(Exception):
    """LaTeX that does not parse; `at` is how far it was read."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True, slots=True)
class Source:
    """The text up to `end`, seen from `depth` arguments deep."""

    text: str
    braces: Mapping[int, int]  # where each brace that opens is closed
    end: int
    depth: int

    def within(self, end: int, at: int) -> Self:
        """The argument that ends there; `at` is how far the text was read before it."""
        if self.depth >= _MAX_DEPTH:
            raise BrokenError(at)
        return replace(self, end=end, depth=self.depth + 1)

    def char(self, at: int) -> str:
        """The character here, or nothing at the end."""
        return self.text[at] if at < self.end else ""

    def skip(self, at: int) -> int:
        """Past the spaces that begin here."""
        found = _SPACES.match(self.text, at, self.end)
        return found.end() if found else at

    def name(self, at: int) -> tuple[str, int]:
        """The macro whose backslash is here, and where its arguments begin."""
        found = _NAME.match(self.text, at, self.end)
        return (found[1], found.end()) if found else ("", at + 1)

    def closing(self, at: int) -> int | None:
        """Where the brace that opens here is closed, if that is within this scope."""
        close = self.braces.get(at, self.end)
        return close if close < self.end else None

    def option(self, at: int) -> re.Match[str] | None:
        """The brackets that begin here, with what they hold."""
        return _OPTION.match(self.text, at, self.end)

    def past_arguments(self, at: int) -> int:
        """Past all options and groups that begin here."""
        while True:
            option, close = self.option(at), self.closing(at)
            if close is None and not option:
                return at
            at = option.end() if option else (close or at) + 1


def closing_braces(text: str) -> Mapping[int, int]:
    """Where each brace that opens is closed."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            closing[opened.pop()] = brace.start()
    return closing
