"""Quotes, dashes and ties as TeX has people type them, and the characters that a printer sets for them."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

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


class Mark(NamedTuple):
    """Where characters stand, and the text to be shown for them."""

    start: int
    end: int
    text: str


def marks(text: str) -> list[Mark]:
    """All quotes, dashes and ties of a text, in their order."""
    return sorted((*_quotes(text), *_dashes(text), *_ties(text)))


def _quotes(text: str) -> Iterator[Mark]:
    for found in chain.from_iterable(pattern.finditer(text) for pattern in _QUOTES):
        opening, closing = "‘’" if found[1] == "`" else "“”"
        yield Mark(*found.span(1), opening)
        yield Mark(*found.span(2), closing)


def _dashes(text: str) -> Iterator[Mark]:
    for word in _WORD.finditer(text) if "--" in text else ():
        if "--" in word[0] and not _CODE.match(word[0]):
            for dash in _DASH.finditer(text, *word.span()):
                yield Mark(*dash.span(), "–" if len(dash[0]) == 2 else "—")


def _ties(text: str) -> Iterator[Mark]:
    for tie in _TIE.finditer(text):
        yield Mark(*tie.span(), " ")
