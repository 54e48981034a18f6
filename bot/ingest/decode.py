"""From a file's bytes to text, or the reason why they are none."""

import re

from bot.ingest.problems import Problem, Severity

_MAGIC = {
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"{\\rtf": "an RTF document",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
# Enough of a file to tell UTF-16 without a mark: of Latin text, one half of it is NUL and the other is not.
_SAMPLE = 1_000
_NEWLINE = re.compile(rb"\r\n|\r|\n")
_VISIBLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
# What a saved web page begins with, and no name: a tag, a comment, a declaration.
_MARKUP = re.compile(r"<(?:[a-z][a-z0-9]*[\s/>]|[!?])", re.I)


def decode(data: bytes, source: str) -> str | Problem:
    """The text of a profile page: UTF-8, a byte order mark allowed, neither binary nor HTML."""
    reason = _reason_against(data)
    if reason is not None:
        return Problem(Severity.ERROR, source, None, reason)
    return data.decode("utf-8-sig")


def _reason_against(data: bytes) -> str | None:
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return f"this is {kind}, not plain text. Copy the page as plain text and save it as UTF-8."
    if 0 in data:
        kind = "UTF-16 text" if _is_utf_16(data[:_SAMPLE]) else "a binary file"
        return f"this is {kind}, not plain text. Copy the page as plain text and save it as UTF-8."
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len(_NEWLINE.findall(data, 0, error.start)) + 1
        return f"line {line} is not UTF-8. Save the file as UTF-8 text."
    first = _VISIBLE.search(text)
    if first is None:
        return "the file is empty. Copy the whole page as plain text into it."
    if _MARKUP.match(text, first.start()):
        return "this is HTML, not the page's text. Open the page in a browser, select all, and copy it as plain text."
    return None


def _is_utf_16(sample: bytes) -> bool:
    empty, full = sorted((sample[::2].count(0), sample[1::2].count(0)))
    return empty == 0 and full * 3 > len(sample) > 2
