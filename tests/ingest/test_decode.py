"""From bytes to text: what is none is refused in a sentence that says what to do."""

import pytest

from bot.ingest.decode import decode
from bot.ingest.problems import Problem, Severity

TEXT = "Ada Long\n\nLG\nh-index7\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        ("\ufeff\u00a0\n\u200b\u2028\u3000".encode(), "empty"),
        (b"  <!DOCTYPE html><p>", "HTML"),
        (b"\xef\xbb\xbf<html lang='en'>", "HTML"),
        (b"<?xml version='1.0'?><html>", "HTML"),
        (b"\n<!-- saved from url=(0014)about:internet -->\n<html>", "HTML"),
        (b"<a href='x'>Ada Long</a>", "HTML"),
        (b"<br/>Ada Long", "HTML"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x1f\x8brest", "gzip"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1", "RTF"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (b"Ada\x00Long", "binary"),
        (b"\x00\x01", "binary"),
        (b"a" * 5_000 + b"\x00", "binary"),
        (b"Ada\nLong\n\xff\xfe", "line 3 is not UTF-8"),
        (b"Ada\r\nLong\rLow\xfc", "line 3 is not UTF-8"),
        (b"Ada\n\xc3", "line 2 is not UTF-8"),
        (b"\xed\xa0\x80", "line 1 is not UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data: bytes, said: str) -> None:
    """The reason says what the file is and what to do."""
    refused = decode(data, "page.txt")
    assert isinstance(refused, Problem)
    assert (refused.severity, refused.source) == (Severity.ERROR, "page.txt")
    assert said in refused.message
    assert refused.message.endswith(".")


@pytest.mark.parametrize("text", [TEXT, "<3 Long", "< Ada", "Ada <b>Long</b>", "\u200bAda", "{}"])
def test_text_stays_as_it_is(text: str) -> None:
    """A sign that HTML has, too, does not make a text HTML."""
    assert decode(text.encode(), "page.txt") == text


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Windows editors write one."""
    assert decode(b"\xef\xbb\xbfAda", "page.txt") == "Ada"
