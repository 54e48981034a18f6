"""A JSON answer read with care: whatever is not of the kind that is looked for, is not there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from bot.sources.reading import Unreadable

Document = Mapping[str, Any]


def read_document(data: bytes) -> Document:
    """The object in these bytes. Raises Unreadable."""
    try:
        document = orjson.loads(data)
    except orjson.JSONDecodeError:
        raise Unreadable("sent something other than JSON, or JSON that breaks off") from None
    if not isinstance(document, dict):
        raise Unreadable("sent JSON of another shape")
    return document


def text_in(document: Document, *keys: str) -> str:
    """The text under a key within a key and so on, or none."""
    *outer, last = keys
    for key in outer:
        inner = document.get(key)
        if not isinstance(inner, dict):
            return ""
        document = inner
    given = document.get(last)
    return given if isinstance(given, str) else ""


def number_in(document: Document, *keys: str) -> int | None:
    """The whole number under a key within a key and so on."""
    *outer, last = keys
    for key in outer:
        inner = document.get(key)
        if not isinstance(inner, dict):
            return None
        document = inner
    given = document.get(last)
    return given if isinstance(given, int) and not isinstance(given, bool) else None


def list_in(document: Document, key: str) -> Sequence[Any]:
    """The list under a key; an empty one where there is none."""
    given = document.get(key)
    return given if isinstance(given, list) else ()


def objects_in(document: Document, key: str) -> Iterator[Document]:
    """The objects of the list under a key; nulls and others are passed over."""
    return (each for each in list_in(document, key) if isinstance(each, dict))
