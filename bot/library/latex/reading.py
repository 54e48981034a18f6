"""LaTeX in titles and abstracts, as a person would write it in Unicode (`readable`).

Prose is full of what TeX takes for markup (`50%`, `A_B`, `C~D`), so a text as a whole is never parsed as
LaTeX. A scanner finds formulas and macros with their arguments; all else stays as it is, and so does LaTeX
that is broken or unknown. Every search is bounded or goes on where the last one ended: the work grows with
the text, not with its square.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.library.latex.dollars import formula_at
from bot.library.latex.formulas import Kind, Piece, accented, piece_of
from bot.library.latex.macros import MACROS, symbol
from bot.library.latex.math import Mathematics
from bot.library.latex.source import BrokenError, closing_braces
from bot.library.latex.tables import ACCENTS, BARE_ACCENTS, ESCAPES, LETTERS, SILENT
from bot.library.latex.typography import Mark, marks

_WORTH_A_LOOK = re.compile(r"[\\$`]|--|''")
_TOKEN = re.compile(r"\\(?:[a-zA-Z]+|.)|\$|\{(?=\s?\\)", re.DOTALL)
_BARE_LETTER = re.compile(r"\\([ij])(?![a-zA-Z])\s?|([^\W\d_])")
_ESCAPED_QUOTE = re.compile(r"""[^\\"'\n]{1,100}+\\["'](?![\w{\\])""")  # `\"tea\"`, as programs escape it


def readable(text: str) -> str:
    """The text with its LaTeX turned into Unicode: `$O(n^2)$` is `O(n²)`; broken LaTeX stays as it is."""
    if not _WORTH_A_LOOK.search(text):
        return text
    return _Prose(text, closing_braces(text), len(text), 0, marks(text)).prose(0)


@dataclass(frozen=True, slots=True)
class _Prose(Mathematics):
    """A source read as prose with LaTeX in it."""

    marks: Sequence[Mark]  # quotes and dashes, to be drawn wherever they turn out to be prose

    def prose(self, at: int) -> str:
        """The prose from here to the end, made readable."""
        return "".join(self._prose_pieces(at))

    def _prose_pieces(self, at: int) -> Iterator[str]:
        while token := _TOKEN.search(self.text, at, self.end):
            yield from self._literal(at, token.start())
            shown, at = self._markup(token.start())
            yield shown
        yield from self._literal(at, self.end)

    def _literal(self, at: int, end: int) -> Iterator[str]:
        for mark in self.marks[bisect_left(self.marks, (at,)) : bisect_left(self.marks, (end,))]:
            yield self.text[at : mark.start]
            yield mark.text
            at = mark.end
        yield self.text[at:end]

    def _markup(self, at: int) -> tuple[str, int]:
        """What the token here shows, and where to read on."""
        try:
            return self._formula(at) or self._group(at) or self._macro(at) or self._raw(at, at + 1)
        except BrokenError as broken:
            if self.depth:
                raise
            return self._raw(at, max(broken.at, self.past_arguments(at)))

    def _raw(self, at: int, read: int) -> tuple[str, int]:
        """Leave what starts here as it is, arguments and all, and read nothing a second time."""
        name, after = self.name(at)
        if name:
            read = max(read, self.past_arguments(after) if name.isalpha() else after)
        return self.text[at:read], read

    def _formula(self, at: int) -> tuple[str, int] | None:
        found = formula_at(self.text, at, self.end)
        if not found:
            return None
        start, end = found.span(found.lastindex or 0)
        try:
            shown = self.within(end, at).formula(start)
        except BrokenError:
            return found[0], found.end()
        return shown or " ", found.end()  # `GPT$~$4` holds nothing but a space

    def _group(self, at: int) -> tuple[str, int] | None:
        r"""Braces around a macro go (`{\em x}`, `{\o}`); braces around words may be the author's own."""
        close, first = self.closing(at), self.skip(at + 1)
        name, _ = self.name(first)
        is_known = name in MACROS or name in SILENT or (name.isalpha() and symbol(name))
        if close is None or not is_known or self.text[at - 1 : at] in {"^", "_"}:  # `x^{\frac{a}{b}}`
            return None
        return self.within(close, at).prose(first), close + 1

    def _macro(self, at: int) -> tuple[str, int] | None:
        name, after = self.name(at)
        macro = MACROS.get(name)
        if name in ACCENTS:
            step = self._accent(name, after)
        elif macro and ("f" not in macro.arguments or self.char(self.skip(after)) == "{"):
            step = self.applied(macro, after)
        else:  # a formula's macro without braces leaves open what it applies to
            step = None if macro else self._symbol(name, after)
        return (step[0].text, step[1]) if step else None

    def _accent(self, name: str, at: int) -> tuple[Piece, int] | None:
        at = self.skip(at) if name.isalpha() else at
        close, bare = self.closing(at), _BARE_LETTER.match(self.text, at, self.end)
        if close is not None:
            letters = self.within(close, at).prose(at + 1)
            shown = accented(ACCENTS[name], letters) if letters else Piece(name)
            return (shown, close + 1) if shown else None
        is_quote = name in {"'", '"'} and _ESCAPED_QUOTE.match(self.text, at, self.end)
        if name not in BARE_ACCENTS or not bare or is_quote:
            return None
        shown = accented(ACCENTS[name], bare[1] or bare[2])
        # No such letter, so no accent was meant (`don\'t`).
        return (shown, bare.end()) if shown and len(shown.text) == 1 else None

    def _symbol(self, name: str, at: int) -> tuple[Piece, int] | None:
        """A symbol in prose, with the empty braces or the space that only end its name."""
        if not name.isalpha():
            return self._escape(name, at)
        shown, following = symbol(name), self.skip(at)
        if name in SILENT:
            return Piece(""), following
        if shown is None:
            return None
        if name in LETTERS and self.char(following).isalpha():
            return Piece(shown), following
        before = self.text[max(at - len(name) - 2, 0) : at - len(name) - 1]
        glued = before.isalnum() and piece_of(shown).kind is Kind.WORD  # `O(n\log n)` without dollars
        return Piece(" " + shown if glued else shown), at + 2 if self.closing(at) == at + 1 else at

    def _escape(self, name: str, at: int) -> tuple[Piece, int] | None:
        before, after = self.text[max(at - 3, 0) : at - 2], self.char(at)
        if name == "\\" and (after.isspace() or not after):
            return Piece("" if before.isspace() else " "), self.skip(at)
        if name == "-" and before.isalpha() and after.isalpha():  # where a word may be hyphenated
            return Piece(""), at
        shown = ESCAPES.get(name)
        return None if shown is None else (Piece(shown), at)
