"""From a file's bytes to text, or the reason why they are none."""

from bot.ingest.problems import Problem, Severity

# Tags that no profile page in plain text holds and every saved web page does.
_HTML_MARKS = ("<!doctype", "<?xml", "<!--", "<html", "<head", "<body", "<div", "<script")
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


def decode(data: bytes, source: str) -> str | Problem:
    """The text of a profile page: UTF-8, a byte order mark allowed, neither binary nor HTML."""
    reason = _reason_against(data)
    if reason is not None:
        return Problem(Severity.ERROR, source, None, reason)
    return data.decode("utf-8-sig")


def _reason_against(data: bytes) -> str | None:
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        return "the file is empty. Copy the whole page as plain text into it."
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return f"this is {kind}, not plain text. Copy the page as plain text and save it as UTF-8."
    if b"\x00" in data:
        return "this is a binary file, not plain text. Copy the page as plain text and save it as UTF-8."
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return f"line {line} is not UTF-8. Save the file as UTF-8 text."
    if text.lstrip()[:4096].casefold().startswith(_HTML_MARKS):
        return "this is HTML, not the page's text. Open the page in a browser, select all, and copy it as plain text."
    return None
