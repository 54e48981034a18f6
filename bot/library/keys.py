"""Stable keys: short ASCII names that buttons, menus and autocomplete carry. At most 32 characters."""

import hashlib
import re
import unicodedata

from bot.library.text import fold

# A custom id holds 100 characters; a list's also names a field, a year, an order and a text beside a person.
LONGEST_KEY = 32
_DIGITS = 8
_SLUG_LENGTH = LONGEST_KEY - _DIGITS - 1


def stable_key(name: str, *distinguish: object) -> str:
    """`DAPO: An Open-Source …` becomes `dapo-an-open-source-3f2a91bc`: equal names give equal keys.

    `distinguish` tells apart things of one name (a year, a source).
    """
    return folded_key(fold(name), name, *distinguish)


def folded_key(folded: str, name: str, *distinguish: object) -> str:
    """The same of a name that is folded already."""
    identity = "\x1f".join([folded or name, *map(str, distinguish)])
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    slug = _slug(folded)
    return f"{slug}-{digest}" if slug else digest


def _slug(folded: str) -> str:
    if folded.isascii():  # as nearly every name: letters, digits and single spaces are all there is
        dashed = folded.replace(" ", "-")
    else:
        ascii_words = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
        dashed = re.sub(r"[^a-z0-9]+", "-", ascii_words).strip("-")
    if len(dashed) <= _SLUG_LENGTH:
        return dashed
    return dashed[: _SLUG_LENGTH + 1].rpartition("-")[0] or dashed[:_SLUG_LENGTH]
