"""Discord's limits, and the only ways in which text is made to fit them.

Source of every number: Discord's API documentation (resources/message, interactions, components), 2026.
Lengths are UTF-16 units, the stricter of the two ways in which Discord's clients and API count.
"""

import re
from collections.abc import Iterator, Sequence

from bot.render.escape import escape

CONTENT = 2000
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
EMBED_FIELD_NAME = 256
EMBED_FIELD_VALUE = 1024
EMBED_FOOTER = 2048
EMBED_AUTHOR = 256
EMBED_TOTAL = 6000
BUTTON_LABEL = 80
MENU_OPTIONS = 25
MENU_TEXT = 100
MENU_PLACEHOLDER = 150
CHOICES = 25
CHOICE_NAME = 100
CUSTOM_ID = 100
LINK = 512
MODAL_TITLE = 45
FORM_LABEL = 45
FORM_HINT = 100
# Ours: Discord would take 4,000.
FORM_LINE = 600

_ELLIPSIS = "…"
_SENTENCE = re.compile(r"[.!?][\"”’)]*$")


def width(text: str) -> int:
    """The length of a text as Discord's strictest count has it: UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, limit: int) -> str:
    """Plain text of at most `limit`, ended at a word with an ellipsis where it had to be cut."""
    if width(text) <= limit:
        return text
    head = _head(text, limit - 1)
    words = head.rpartition(" ")[0].rstrip(" ,;:–—-")
    # One word alone may be longer than the limit, and so may text in a script without spaces.
    return (words if width(words) * 2 > limit else head.rstrip()) + _ELLIPSIS


def clip_escaped(text: str, limit: int) -> str:
    """Escaped text of at most `limit`. It is cut before it is escaped, so that no escape is torn."""
    room = limit
    escaped = escape(clip(text, room))
    while width(escaped) > limit:
        # Escaping at most doubles a text, so half of what is too much never takes off more than needed.
        room -= max(1, (width(escaped) - limit) // 2)
        escaped = escape(clip(text, room))
    return escaped


def fit(items: Sequence[str], limit: int, separator: str = ", ") -> str:
    """As many whole items as fit, and how many more there are. Items are already escaped."""
    for kept in range(len(items), 0, -1):
        more = f"{separator}and {len(items) - kept:,} more" if kept < len(items) else ""
        text = separator.join(items[:kept]) + more
        if width(text) <= limit:
            return text
    return clip(items[0], limit) if items else ""


def pages(text: str, limit: int) -> list[str]:
    """Text in escaped pieces of at most `limit`, nothing lost, ended at sentences where that leaves them full."""
    whole = escape(" ".join(text.split()))
    return [whole] if width(whole) <= limit else [escape(piece) for piece in _pieces(text, limit)]


def _pieces(text: str, limit: int) -> Iterator[str]:
    piece: list[str] = []
    size = 0
    for word in _short_words(text, limit // 2):
        needed = width(escape(word)) + 1
        if size + needed > limit:
            yield " ".join(piece)
            piece, size = [], 0
        piece.append(word)
        size += needed
        if size > limit * 2 // 3 and _SENTENCE.search(word) and size + _LOOKAHEAD > limit:
            yield " ".join(piece)
            piece, size = [], 0
    if piece:
        yield " ".join(piece)


# A piece that is this near its limit ends at the next sentence rather than at the next word.
_LOOKAHEAD = 400


def _short_words(text: str, limit: int) -> Iterator[str]:
    """The words of a text, one longer than `limit` in parts: a quarter each, since a character may count four."""
    for word in text.split():
        if len(word) * 4 <= limit or width(escape(word)) <= limit:
            yield word
        else:
            yield from (word[start : start + limit // 4] for start in range(0, len(word), limit // 4))


def _head(text: str, limit: int) -> str:
    """As many whole characters from the beginning as fit."""
    head = text[:limit]
    while width(head) > limit:
        head = head[:-1]
    return head
