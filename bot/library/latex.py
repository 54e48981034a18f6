"""LaTeX in titles and abstracts, as a person would write it in Unicode (`readable`).

Prose is full of what TeX takes for markup (`50%`, `A_B`, `C~D`), so a text as a whole is never parsed as
LaTeX. A scanner finds formulas and macros with their arguments; all else stays as it is, and so does LaTeX
that is broken or unknown. Every search is bounded or goes on where the last one ended: the work grows with
the text, not with its square.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from bot.library import latex_tables as tables
from bot.library.latex_tables import Kind, Macro, Piece

_MAX_DEPTH: Final = 20  # arguments within arguments; far below Python's own limit on recursion

_WORTH_A_LOOK = re.compile(r"[\\$`]|--|''")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_TOKEN = re.compile(r"\\(?:[a-zA-Z]+|.)|\$|\{(?=\s?\\)", re.DOTALL)
_NAME = re.compile(r"\\(operatorname\*|[a-zA-Z]+|.)", re.DOTALL)
_SPACES = re.compile(r"\s*")
_OPTION = re.compile(r"\[([^\[\]{}]{0,100})\]")
_BARE_LETTER = re.compile(r"\\([ij])(?![a-zA-Z])\s?|([^\W\d_])")
_ESCAPED_QUOTE = re.compile(r"""[^\\"'\n]{1,100}+\\["'](?![\w{\\])""")  # `\"tea\"`, as programs escape it
_ESCAPED = re.compile(r"\\([%#&~_$])")
# A formula ends at the next closing sign, within 400 characters, or it is none: nothing is read twice.
_FORMULA = re.compile(
    r"""
      \$      ((?: [^$\\] | \\. ){1,400}+)            \$
    | \$\$    ((?: [^$\\] | \\. ){1,400}+)            \$\$
    | \\\(    ((?: [^\\] | \\[^()\[\]] ){1,400}+)     \\\)
    | \\\[    ((?: [^\\] | \\[^()\[\]] ){1,400}+)     \\\]
    """,
    re.DOTALL | re.VERBOSE,
)
# What tells a formula from two amounts of money: LaTeX's own signs, or the lack of words between spaces.
_MARKUP = re.compile(r"\\[a-zA-Z]|\^|_\{")
_SENTENCE = re.compile(r"(?:^|\s)[^\W\d_]{2,}[,.;:]?\s")
_MONEY = re.compile(r"\d.*\s[^\W\d_]{2}|.*[^\W\d_]{2}\s[^\W\d_]{2}", re.DOTALL)
_FORMULA_RUN = re.compile(r"[^\s\\{}^_'~]+")
_DELIMITERS: Final[Mapping[str, str]] = {".": "", "<": "⟨", ">": "⟩"}

# Quotes that have both ends, at most 400 characters apart, and no other such quote between.
_QUOTED: Final = r"""(?=[^\s'`])(?:(?!``|'')[^"]){1,400}+(?<=\S)"""
_QUOTES: Final = (
    re.compile(rf"""(``){_QUOTED}(\'\'|""?)(?![\w'])"""),
    re.compile(rf"""(?<![^\s(\[{{-])(\'\'){_QUOTED}(\'\'|")(?![\w'])"""),
    re.compile(rf"""(?<![^\s(\[{{-])("){_QUOTED}(\'\')(?![\w'])"""),
    re.compile(r"""(?<![\w`\\])(`)(?=[^\s'`])[^`'\n]{1,100}+(?<=\S)(')(?![\w'])"""),
)
_WORD = re.compile(r"\S+")
_CODE = re.compile(r"[^$\\]*[_/=@<>|]|--?\w")  # addresses, options, file names
# Two hyphens join words, numbers and formulas; `--flag`, `i--` and `a--b` may be code. Three never are.
_DASH = re.compile(
    r"""(?<=\S[ ])-{2,3}$ | (?<!-)---(?!-)(?=.)
    | (?: (?<=[^\W\d_]{2}) | (?<=[\d%$)}\]"'’”.,]) ) --(?!-) (?= [^\W\d_] | [\d$\\({\["'‘“`] | $ )""",
    re.VERBOSE,
)
_TIE = re.compile(r"(?<=[\w.)\]}])~(?=\\[a-zA-Z]|\$\S)")  # `Section~\ref{x}`: only beside LaTeX


def readable(text: str) -> str:
    """The text with its LaTeX turned into Unicode: `$O(n^2)$` is `O(n²)`; broken LaTeX stays as it is."""
    if not _WORTH_A_LOOK.search(text):
        return text
    marks = sorted((*_quotes(text), *_dashes(text), *_ties(text)))
    return _Scope(text, _closing_braces(text), marks, len(text), 0).prose(0)


class _BrokenError(Exception):
    """LaTeX that does not parse; `at` is how far it was read."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class _Mark(NamedTuple):
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Scope:
    """The text up to `end`, seen from `depth` arguments deep."""

    text: str
    braces: Mapping[int, int]  # where each brace that opens is closed
    marks: Sequence[_Mark]  # quotes and dashes, to be drawn wherever they turn out to be prose
    end: int
    depth: int

    def prose(self, at: int) -> str:
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
        except _BrokenError as broken:
            if self.depth:
                raise
            return self._raw(at, max(broken.at, self._past_arguments(at)))

    def _raw(self, at: int, read: int) -> tuple[str, int]:
        """Leave what starts here as it is, arguments and all, and read nothing a second time."""
        if found := _NAME.match(self.text, at, self.end):
            read = max(read, self._past_arguments(found.end()) if found[1].isalpha() else found.end())
        return self.text[at:read], read

    def _formula(self, at: int) -> tuple[str, int] | None:
        found = _FORMULA.match(self.text, at, self.end)
        if not found or (found[1] and not _is_formula(found[1], self._char(found.end()))):
            return None
        start, end = found.span(found.lastindex or 0)
        try:
            shown = self._within(end, at).formula(start)
        except _BrokenError:
            return found[0], found.end()
        return shown or " ", found.end()  # `GPT$~$4` holds nothing but a space

    def _group(self, at: int) -> tuple[str, int] | None:
        r"""Braces around a macro go (`{\em x}`, `{\o}`); braces around words may be the author's own."""
        close, first = self._closing(at), self._skip(at + 1)
        name, _ = self._name(first)
        is_known = name in tables.MACROS or name in tables.SILENT or (name.isalpha() and tables.symbol(name))
        if close is None or not is_known or self.text[at - 1 : at] in {"^", "_"}:  # `x^{\frac{a}{b}}`
            return None
        return self._within(close, at).prose(first), close + 1

    def _macro(self, at: int) -> tuple[str, int] | None:
        name, after = self._name(at)
        macro = tables.MACROS.get(name)
        if name in tables.ACCENTS:
            step = self._accent(name, after)
        elif macro and ("f" not in macro.arguments or self._char(self._skip(after)) == "{"):
            step = self._applied(macro, after)
        else:  # a formula's macro without braces leaves open what it applies to
            step = None if macro else self._symbol(name, after)
        return (step[0].text, step[1]) if step else None

    def _accent(self, name: str, at: int) -> tuple[Piece, int] | None:
        at = self._skip(at) if name.isalpha() else at
        close, bare = self._closing(at), _BARE_LETTER.match(self.text, at, self.end)
        if close is not None:
            letters = self._within(close, at).prose(at + 1)
            shown = tables.accented(tables.ACCENTS[name], letters) if letters else Piece(name)
            return (shown, close + 1) if shown else None
        is_quote = name in {"'", '"'} and _ESCAPED_QUOTE.match(self.text, at, self.end)
        if name not in tables.BARE_ACCENTS or not bare or is_quote:
            return None
        shown = tables.accented(tables.ACCENTS[name], bare[1] or bare[2])
        # No such letter, so no accent was meant (`don\'t`).
        return (shown, bare.end()) if shown and len(shown.text) == 1 else None

    def _symbol(self, name: str, at: int) -> tuple[Piece, int] | None:
        """A symbol in prose, with the empty braces or the space that only end its name."""
        if not name.isalpha():
            return self._escape(name, at)
        shown, following = tables.symbol(name), self._skip(at)
        if name in tables.SILENT:
            return Piece(""), following
        if shown is None:
            return None
        if name in tables.LETTERS and self._char(following).isalpha():
            return Piece(shown), following
        before = self.text[max(at - len(name) - 2, 0) : at - len(name) - 1]
        glued = before.isalnum() and tables.piece_of(shown).kind is Kind.WORD  # `O(n\log n)` without dollars
        return Piece(" " + shown if glued else shown), at + 2 if self._closing(at) == at + 1 else at

    def _escape(self, name: str, at: int) -> tuple[Piece, int] | None:
        before, after = self.text[max(at - 3, 0) : at - 2], self._char(at)
        if name == "\\" and (after.isspace() or not after):
            return Piece("" if before.isspace() else " "), self._skip(at)
        if name == "-" and before.isalpha() and after.isalpha():  # where a word may be hyphenated
            return Piece(""), at
        shown = tables.ESCAPES.get(name)
        return None if shown is None else (Piece(shown), at)

    def formula(self, at: int) -> str:
        return tables.joined(self._formula_pieces(at))

    def _formula_pieces(self, at: int) -> Iterator[Piece]:
        last = Piece("")
        while at < self.end:
            last, at = self._atom(at, last)
            yield last

    def _atom(self, at: int, last: Piece) -> tuple[Piece, int]:
        if run := _FORMULA_RUN.match(self.text, at, self.end):
            return Piece(run[0]), run.end()
        match self._char(at):
            case "^" | "_" as mark:
                body, after = self._formula_argument(at + 1)
                shown = tables.script(mark, body)
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
        name, after = self._name(at)
        macro = tables.MACROS.get(name)
        step = self._applied(macro, after) if macro else self._sign(name, after)
        if step is None:
            raise _BrokenError(after)
        return step

    def _sign(self, name: str, at: int) -> tuple[Piece, int] | None:
        if name in tables.SILENT:
            return Piece(""), self._skip(at)
        shown = tables.symbol(name)
        if shown is None or (name == "\\" and self._char(at).isalpha()):  # `\\beta` was escaped twice
            return None
        return tables.piece_of(shown), at

    def _applied(self, macro: Macro, at: int) -> tuple[Piece, int] | None:
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
        option, at = _OPTION.match(self.text, at, self.end), self._skip(at)
        close = self._closing(at)
        match wanted:
            case "f":
                return self._formula_argument(at)
            case "o":
                return (option[1], option.end()) if option else ("", at)
            case "d":
                return self._delimiter(at)
            case "t" if close is not None:
                return self._within(close, at).prose(at + 1), close + 1
            case "v" if close is not None:
                return _ESCAPED.sub(r"\1", self.text[at + 1 : close].strip()), close + 1
        return None

    def _formula_argument(self, at: int) -> tuple[str, int]:
        """A group, a macro or a single character."""
        at = self._skip(at)
        close, char = self._closing(at), self._char(at)
        if close is not None:
            return self._within(close, at).formula(at + 1), close + 1
        if char == "\\":
            piece, after = self._within(self.end, at)._formula_macro(at)
            return piece.text, after
        if not char or char in "{}^_'~":
            raise _BrokenError(at + 1)
        return char, at + 1

    def _delimiter(self, at: int) -> tuple[str, int] | None:
        char = self._char(at)
        if char == "\\":
            name, after = self._name(at)
            sign = tables.symbol(name)
            return None if sign is None else (sign, after)
        return None if char in {"", *"{}^_"} else (_DELIMITERS.get(char, char), at + 1)

    def _within(self, end: int, at: int) -> "_Scope":
        if self.depth >= _MAX_DEPTH:
            raise _BrokenError(at)
        return _Scope(self.text, self.braces, self.marks, end, self.depth + 1)

    def _char(self, at: int) -> str:
        return self.text[at] if at < self.end else ""

    def _skip(self, at: int) -> int:
        found = _SPACES.match(self.text, at, self.end)
        return found.end() if found else at

    def _name(self, at: int) -> tuple[str, int]:
        """The macro whose backslash is here, and where its arguments begin."""
        found = _NAME.match(self.text, at, self.end)
        return (found[1], found.end()) if found else ("", at + 1)

    def _closing(self, at: int) -> int | None:
        """Where the brace that opens here is closed, if that is within this scope."""
        close = self.braces.get(at, self.end)
        return close if close < self.end else None

    def _past_arguments(self, at: int) -> int:
        while True:
            option, close = _OPTION.match(self.text, at, self.end), self._closing(at)
            if close is None and not option:
                return at
            at = option.end() if option else (close or at) + 1


def _is_formula(body: str, following: str) -> bool:
    """Whether dollars enclose a formula, not two amounts: pandoc's rules, eased where there is a macro."""
    has_markup = bool(_MARKUP.search(body))
    if body[0].isspace() or body[-1].isspace():
        return has_markup and not _SENTENCE.search(body)
    if following.isdecimal():  # `$\pm$0.5` and `224$×$224`, but not `$5 or US$10`
        return not _SENTENCE.search(body) and (has_markup or not any(char.isalnum() for char in body))
    return has_markup or not _MONEY.match(body)  # `$5 million in US$`


def _closing_braces(text: str) -> Mapping[int, int]:
    closing: dict[int, int] = {}
    opened: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            closing[opened.pop()] = brace.start()
    return closing


def _quotes(text: str) -> Iterator[_Mark]:
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _QUOTES):
        opening, closing = "‘’" if found[1] == "`" else "“”"
        yield _Mark(*found.span(1), opening)
        yield _Mark(*found.span(2), closing)


def _dashes(text: str) -> Iterator[_Mark]:
    for word in _WORD.finditer(text) if "--" in text else ():
        if "--" in word[0] and not _CODE.match(word[0]):
            for dash in _DASH.finditer(text, *word.span()):
                yield _Mark(*dash.span(), "–" if len(dash[0]) == 2 else "—")


def _ties(text: str) -> Iterator[_Mark]:
    for tie in _TIE.finditer(text):
        yield _Mark(*tie.span(), " ")
