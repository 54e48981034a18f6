"""Formulas in one line: pieces, how they are joined, scripts, accents, fractions and roots."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum, auto
from itertools import pairwise
from typing import Final, NamedTuple

from bot.library.latex.tables import SUBSCRIPTS, SUPERSCRIPTS

_OVERLINE: Final = "\u0305"  # over many letters; over one, fonts draw a macron better
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})

_PREFIXES: Final = frozenset("∂∇∀∃∄¬√")
# Mathematical signs by Unicode's reckoning which stand for a thing, not between two things.
_THINGS: Final = frozenset("∞∑∏∐∫∬∭∮⋂⋃⋀⋁⋯⊤⊥∅′")
_GREEDY: Final = frozenset("∑∏∫√∂∇")  # after a fraction they would read as part of its denominator
_LETTERS_AND_DIGITS: Final = frozenset({"Lu", "Ll", "Lo", "Nd"})  # but no raised or lowered ones
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_PARENTHESES = re.compile(r"\([^()]*\)")
_LOWERED: Final = "".join(SUBSCRIPTS.values())
_RAISED: Final = "".join(SUPERSCRIPTS.values())
# What is clear without parentheses before a fraction's stroke, after it, and under a root.
_NUMERATOR = re.compile(r"[^\s+\-=/<>±∓×·~,:;≤≥→∈]+")
_DENOMINATOR = re.compile(rf"[∂√]?(?:\d[\d.]*|[^\W\d_])(?:[\u0300-\u036f{_RAISED}{_LOWERED}]|[_^]\w+|\(\))*|\(\)")
_RADICAND = re.compile(rf"\d+|[^\W\d_][\u0300-\u036f{_LOWERED}]*|\(\)")


class Kind(Enum):
    """How a piece of a formula stands towards its neighbours."""

    PLAIN = auto()
    SPACE = auto()
    RELATION = auto()  # a space on one side asks for one on both: `a\leq b` is `a ≤ b`
    OPEN = auto()  # no space after
    CLOSE = auto()  # no space before
    PREFIX = auto()  # no space after: `\partial f` is `∂f`
    WORD = auto()  # never grows together with letters: `n\log n` is `n log n`
    TAIL = auto()  # never grows together with the letters after it: `x_{ij}y` is `x_ij y`


class Piece(NamedTuple):
    """A piece of a formula, already in Unicode."""

    text: str
    kind: Kind = Kind.PLAIN


def piece_of(sign: str) -> Piece:
    """A symbol as a piece of a formula."""
    category = unicodedata.category(sign[0]) if sign else ""
    if sign.isspace():
        return Piece(" ", Kind.SPACE)
    if sign[:1] in _PREFIXES:
        return Piece(sign, Kind.PREFIX)
    if len(sign) > 1 and sign.replace(" ", "").isalpha():
        return Piece(sign, Kind.WORD)
    if sign in {"·", ":="} or (category == "Sm" and sign not in _THINGS) or "←" <= sign <= "⇿":
        return Piece(sign, Kind.RELATION)
    return Piece(sign, {"Ps": Kind.OPEN, "Pe": Kind.CLOSE}.get(category, Kind.PLAIN))


def script(mark: str, body: str) -> str:
    """A superscript (`^`) or subscript (`_`): in raised or lowered characters if all of it has them."""
    drawn = SUPERSCRIPTS if mark == "^" else SUBSCRIPTS
    body, tight = body.strip(), "".join(body.split())
    if not tight or (mark == "^" and tight in _ORDINALS):
        return tight
    if all(char in drawn for char in tight) and not _TWO_LETTERS.search(tight):
        return "".join(drawn[char] for char in tight)
    if len(body) == 1 or all(_is_letter(char) or unicodedata.combining(char) for char in body):
        return mark + body
    return mark + (body if _PARENTHESES.fullmatch(body) else f"({body})")


def accented(mark: str, letters: str) -> Piece | None:
    """Letters with a combining mark on the first of them, if that can bear one."""
    first = {"ı": "i", "ȷ": "j"}.get(letters[:1], letters[:1])
    if not (first.isalnum() or first in _PREFIXES):
        return None
    if mark == _OVERLINE:
        return Piece("".join(letter + mark for letter in letters)) if len(letters) > 1 else accented("\u0304", first)
    return Piece(unicodedata.normalize("NFC", first + mark) + letters[1:])


def joined(pieces: Iterable[Piece]) -> str:
    """One line, with the author's spaces and those without which words would grow together."""
    row = [piece for piece in pieces if piece.text]
    shown: list[str] = []
    last, spaced = Piece(" "), False
    for piece, following in pairwise((*row, Piece(""))):
        if piece.kind is Kind.SPACE:
            spaced = True
            continue
        is_relation = piece.kind is Kind.RELATION
        gap = _is_gap(last, piece, spaced or (is_relation and following.kind is Kind.SPACE))
        shown.append(" " + piece.text if gap else piece.text)
        last, spaced = piece, is_relation and gap
    return "".join(shown)


def _is_gap(left: Piece, right: Piece, spaced: bool) -> bool:
    if left.kind in {Kind.OPEN, Kind.PREFIX} or right.kind is Kind.CLOSE:
        return False
    if left.text[-1].isspace() or right.text[0].isspace():
        return False
    return spaced or _would_grow_together(left, right)


def _would_grow_together(left: Piece, right: Piece) -> bool:
    end, start = left.text[-1], right.text[0]
    if right.kind is Kind.WORD and (end.isalnum() or end in ")]}′"):
        return True
    return left.kind in {Kind.WORD, Kind.TAIL} and end.isalnum() and (_is_letter(start) or start in _GREEDY)


def _is_letter(char: str) -> bool:
    return unicodedata.category(char) in _LETTERS_AND_DIGITS


def word(text: str) -> Piece:
    """Text that never grows together with letters."""
    return Piece(text, Kind.WORD)


def fraction(upper: str, lower: str) -> Piece:
    """A fraction with a stroke, in parentheses what would read otherwise."""
    return word(f"{_enclosed(upper, _NUMERATOR)}/{_enclosed(lower, _DENOMINATOR)}")


def root(degree: str, radicand: str) -> Piece:
    """A root, with its degree where one is given."""
    shown = f"{script('^', degree)}√{_enclosed(radicand, _RADICAND)}"
    return Piece(shown, Kind.WORD if degree else Kind.TAIL)


def _enclosed(text: str, clear: re.Pattern[str]) -> str:
    return text if clear.fullmatch(_PARENTHESES.sub("()", text)) else f"({text})"
