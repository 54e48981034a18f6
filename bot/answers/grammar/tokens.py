"""The words of a question as they are read, and years of two digits among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: as typed, as read (mended, shorthand spelled out), and whether it was mended.

    `name` is the number of the name to which it belongs by where it stands, 0 for none.
    """

    typed: str
    folded: str
    mended: bool = False
    name: int = 0


# `'24`, and `24` behind one of these where papers are asked for and nothing is counted or measured.
_APOSTROPHE = re.compile(r"(?<!\w)[’'‘](\d\d)\b")
_BEFORE = frozenset("from in since before after until during between of early late mid and or to till".split())
_BEHIND = frozenset("and or to papers paper publications pubs with by in on onwards ones only please that pls".split())
_ASKS = frozenset(
    "paper papers pub pubs publications published publish publishes put release released wrote write ones works stuff "
    "everything anything articles preprints".split()
)
_FIRST = 91


def with_years(text: str, tokens: Sequence[Token], now: date) -> list[Token]:
    """Tokens with years of two digits written out."""
    marked = set(_APOSTROPHE.findall(text))
    asks = any(token.folded in _ASKS for token in tokens)
    return [
        replace(token, folded=_year(token.folded, now))
        if _may_be(token.folded, now) and (token.folded in marked or (asks and _is_placed(tokens, at)))
        else token
        for at, token in enumerate(tokens)
    ]


def _may_be(word: str, now: date) -> bool:
    return len(word) == 2 and word.isascii() and word.isdigit() and not now.year % 100 + 1 < int(word) < _FIRST


def _year(word: str, now: date) -> str:
    return f"{19 if int(word) >= _FIRST else 20}{word}" if now.year < 2090 else word


def _is_placed(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].folded if at else ""
    if before == "than" and at > 1 and tokens[at - 2].folded in {"newer", "older", "later", "earlier"}:
        return True
    behind = tokens[at + 1].folded if at + 1 < len(tokens) else "and"
    return int(tokens[at].folded) > 9 and before in _BEFORE and behind in _BEHIND
