"""Formulas and the arguments of macros, read from LaTeX and written in one line."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Final

from bot.library.latex.formulas import Kind, Piece, joined, piece_of, script
from bot.library.latex.macros import MACROS, Macro, symbol
from bot.library.latex.source import BrokenError, Source
from bot.library.latex.tables import SILENT

_ESCAPED = re.compile(r"\\([%#&~_$])")
_FORMULA_RUN = re.compile(r"[^\s\\{}^_'~]+")
_DELIMITERS: Final[Mapping[str, str]] = {".": "", "<": "⟨", ">": "⟩"}


class Mathematics(Source, ABC):
    """A source read as a formula. Arguments may hold prose, which whoever completes the class reads."""

    __slots__ = ()

    @abstractmethod
    def prose(self, at: int) -> str:
        """The prose from here to the end, made readable."""

    def formula(self, at: int) -> str:
        """The formula from here to the end, in one line."""
        return joined(self._formula_pieces(at))

    def _formula_pieces(self, at: int) -> Iterator[Piece]:
        last = Piece("")
        while at < self.end:
            last, at = self._atom(at, last)
            yield last

    def _atom(self, at: int, last: Piece) -> tuple[Piece, int]:
        if run := _FORMULA_RUN.match(self.text, at, self.end):
            return Piece(run[0]), run.end()
        match self.char(at):
            case "^" | "_" as mark:
                body, after = self._formula_argument(at + 1)
                shown = script(mark, body)
                is_wide = shown.startswith(mark) or last.kind is Kind.WORD
                return Piece(shown, Kind.TAIL if is_wide else Kind.PLAIN), after
            case "\\":
                return self._formula_macro(at)
            case "'":
                return Piece("′"), at + 1
            case "{" | "}":
                body, after = self._formula_argument(at)
                return Piece(body), after
            case _:
                return Piece(" ", Kind.SPACE), at + 1

    def _formula_macro(self, at: int) -> tuple[Piece, int]:
        name, after = self.name(at)
        macro = MACROS.get(name)
        step = self.applied(macro, after) if macro else self._sign(name, after)
        if step is None:
            raise BrokenError(after)
        return step

    def _sign(self, name: str, at: int) -> tuple[Piece, int] | None:
        if name in SILENT:
            return Piece(""), self.skip(at)
        shown = symbol(name)
        if shown is None or (name == "\\" and self.char(at).isalpha()):  # `\\beta` was escaped twice
            return None
        return piece_of(shown), at

    def applied(self, macro: Macro, at: int) -> tuple[Piece, int] | None:
        """A macro on its arguments, or None where it lacks one."""
        arguments: list[str] = []
        for wanted in macro.arguments:
            step = self._argument(wanted, at)
            if step is None:
                return None
            argument, at = step
            arguments.append(argument)
        piece = macro.show(*arguments)
        return (piece, at) if piece else None

    def _argument(self, wanted: str, at: int) -> tuple[str, int] | None:
        option, at = self.option(at), self.skip(at)
        close = self.closing(at)
        match wanted:
            case "f":
                return self._formula_argument(at)
            case "o":
                return (option[1], option.end()) if option else ("", at)
            case "d":
                return self._delimiter(at)
            case "t" if close is not None:
                return self.within(close, at).prose(at + 1), close + 1
            case "v" if close is not None:
                return _ESCAPED.sub(r"\1", self.text[at + 1 : close].strip()), close + 1
        return None

    def _formula_argument(self, at: int) -> tuple[str, int]:
        """A group, a macro or a single character."""
        at = self.skip(at)
        close, char = self.closing(at), self.char(at)
        if close is not None:
            return self.within(close, at).formula(at + 1), close + 1
        if char == "\\":
            piece, after = self.within(self.end, at)._formula_macro(at)
            return piece.text, after
        if not char or char in "{}^_'~":
            raise BrokenError(at + 1)
        return char, at + 1

    def _delimiter(self, at: int) -> tuple[str, int] | None:
        char = self.char(at)
        if char == "\\":
            name, after = self.name(at)
            sign = symbol(name)
            return None if sign is None else (sign, after)
        return None if char in {"", *"{}^_"} else (_DELIMITERS.get(char, char), at + 1)
