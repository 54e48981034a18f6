"""Identifiers of papers as people and exports write them: arXiv ids and DOIs."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from bot.library.text import clean

_DOI = re.compile(r"(?:(?:https?://)?(?:(?:dx|www)\.)?doi\.org/|doi:\s?)?(10\.\d{4,9}/\S{1,250})", re.I)


def doi_in(text: str) -> str | None:
    """The DOI that a text or an address is, in lower case and without `https://doi.org/`."""
    found = _DOI.fullmatch(clean(unquote(text)))
    return found[1].rstrip(".,;").lower() if found else None


_ARXIV_ID = r"(?:(\d{4}\.\d{4,5})|([a-z]{1,8}(?:-[a-z]{2,6})?)(?:\.[a-z]{2})?/(\d{7}))(?:v\d{1,3})?(?!\w)"
_BARE_ID = re.compile(rf"(?:arxiv:\s?)?{_ARXIV_ID}", re.I | re.A)
# Only where a line begins so: a comment may name the arXiv id of another paper.
_STATED_ID = re.compile(
    rf"""
    ^[ \t]{{0,20}}(?:
        (?:https?://)?(?:\w{{1,12}}\.)?arxiv\.org/(?:abs|pdf|html)/
      | abs/
      | (?:https?://(?:dx\.)?doi\.org/)?10\.48550/arxiv\.
      | (?:arxiv\ (?:preprint|e-?prints?),?\ )?arxiv:\s?
    ){_ARXIV_ID}
    """,
    re.I | re.A | re.M | re.X,
)


def arxiv_id(text: str) -> str | None:
    """The arXiv id that a field for such ids holds, without its version: `2503.14476`, `hep-th/9901001`."""
    found = _BARE_ID.fullmatch(text.strip())
    return _id_of(found) if found else None


def arxiv_id_in(texts: Iterable[str]) -> str | None:
    """The arXiv id that the first text states at the start of a line, as an address or as `arXiv:…`."""
    found = (_STATED_ID.search(text) for text in texts)
    return next((_id_of(each) for each in found if each), None)


def _id_of(found: re.Match[str]) -> str:
    number, archive, old_number = found.groups()
    return str(number or f"{archive.lower()}/{old_number}")
