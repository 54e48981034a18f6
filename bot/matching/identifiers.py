"""arXiv ids and DOIs in whatever form they are pasted: `arXiv:2403.01234v2`, a link to the page or the PDF."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

_LINK = r"(?:https?://)?(?:www\.|dx\.|export\.)?"
# The archive, its class that newer ids leave out, the number.
_OLD_ID = r"([a-z]{1,8}(?:-[a-z]{2,6})?)(?:\.[a-z]{2})?/(\d{7})"
_ARXIV = re.compile(
    rf"(?:{_LINK}arxiv\.org/(?:abs|pdf|html|ps|format)/|{_LINK}alphaxiv\.org/(?:abs|pdf)/|arxiv\s*[:.]?\s*)"
    rf"(?:(\d{{4}}\.\d{{4,5}})|{_OLD_ID})(?:v\d+)?(?:\.pdf)?(?!\d)|(?<![\w./])(\d{{4}}\.\d{{4,5}})(?:v\d+)?(?![\w.]*\w)",
    re.IGNORECASE,
)
_DOI = re.compile(rf"(?:{_LINK}doi\.org/|doi\s*:?\s*)?(10\.\d{{4,9}}/[^\s\"<>]+)", re.IGNORECASE)
_ARXIV_DOI = "10.48550/arxiv."
_TRAILING = ".,;:!?)]}'’”"
# A link is never longer; what is longer is not searched for one.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Identified:
    """The identifiers in a text, each in one form, and what else the text says."""

    ids: tuple[str, ...]
    rest: str


def identifiers(text: str) -> Identified:
    """Find arXiv ids and DOIs in a text."""
    text = text[:_LONGEST]
    if not any(digit in text for digit in "0123456789"):
        return Identified((), text)
    ids: list[str] = []

    def note_doi(match: re.Match[str]) -> str:
        doi = unquote(match[1]).rstrip(_TRAILING).casefold()
        number = re.sub(r"v\d+$", "", doi.removeprefix(_ARXIV_DOI))
        ids.append(f"arxiv:{number}" if doi.startswith(_ARXIV_DOI) else f"doi:{doi}")
        return " "

    def note_arxiv(match: re.Match[str]) -> str:
        number, archive, old_number, bare = match.groups()
        ids.append(f"arxiv:{number or bare or f'{archive.casefold()}/{old_number}'}")
        return " "

    rest = _ARXIV.sub(note_arxiv, _DOI.sub(note_doi, text))
    return Identified(tuple(dict.fromkeys(ids)), rest)
