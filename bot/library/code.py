"""What is known of a paper's code: a link, a bare flag, or nothing. A link is never invented."""

import re
from dataclasses import dataclass

from bot.library.models import Listing, Paper

# Discord refuses longer addresses in a button; nobody types a longer one into an abstract either.
LONGEST_LINK = 512


@dataclass(frozen=True, slots=True)
class CodeLink:
    """The page gives an address for the code; `others` are further ones."""

    url: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeFlagged:
    """The page flags the paper as having code and gives no link."""


@dataclass(frozen=True, slots=True)
class NoCode:
    """The page lists no code."""


CodeState = CodeLink | CodeFlagged | NoCode


def code_state(paper: Paper | Listing) -> CodeState:
    """Which of the three states a paper is in."""
    if paper.links:
        return CodeLink(paper.links[0], paper.links[1:])
    return CodeFlagged() if paper.code_flag else NoCode()


_ADDRESS = re.compile(r"(?:https?://|(?<![\w./@-])(?:www\.)?(?:github|gitlab)\.com/)[^\s<>\"“”|\\^`{}]{3,}", re.I)
_REPOSITORY = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.[\w.-]+|bitbucket\.org|codeberg\.org|git\.[\w.-]+)/[^/]+/[^/]+",
    re.I,
)
_SAYS_CODE = re.compile(
    r"\b(?:source[ -]?code|(?:our|the|all|training|and) (?:\w+ )?codes?|codebase|implementations?|repositor(?:y|ies))\b"
    r"|\bcodes? (?:is|are|and|can|will|available|released|at|here)\b|\b(?:code|github)\s*:",
    re.I,
)
_SAYS_OTHERS = re.compile(r"\b(?:such as|prior|unlike|compared? (?:with|to)|based on|built on|genetic)\b", re.I)
_HOST = re.compile(r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:/[^\s\[\]]*)?", re.I)
_SAYS_OURS = re.compile(
    r"\b(?:our|released?|releasing|available|provided?|public(?:ly)?|open[ -]?sourced?|found)\b", re.I
)
_TRAILING = ".,;:!?'’*_…"
# How far before an address its sentence is searched for what it is an address of.
_REACH = 240


def code_links(text: str, *, flagged: bool) -> tuple[str, ...]:
    """Addresses of code in readable text, in order, without repetition.

    An address counts when its sentence speaks of code, or when it is a repository and the page flags
    the paper as having code or the sentence says that it is the authors' own. Others (a project page, a
    data set, somebody else's tool) do not.
    """
    found = (m for m in _ADDRESS.finditer(text) if _is_code(text, m, flagged=flagged))
    links = (_tidy(m.group()) for m in found)
    whole = [link for link in links if len(link) <= LONGEST_LINK and _HOST.fullmatch(link)]
    # A repository comes before a demo that the same sentence names.
    return tuple(dict.fromkeys(sorted(whole, key=lambda link: _REPOSITORY.match(link) is None)))


def _is_code(text: str, match: re.Match[str], *, flagged: bool) -> bool:
    sentence = re.split(r"(?<=[.!?])\s", text[max(0, match.start() - _REACH) : match.start()])[-1]
    if _SAYS_OTHERS.search(sentence):
        return False
    if _SAYS_CODE.search(sentence):
        return True
    is_repository = _REPOSITORY.match(_tidy(match.group())) is not None
    return is_repository and (flagged or _SAYS_OURS.search(sentence) is not None)


def _tidy(address: str) -> str:
    """Drop the sentence's punctuation from the end of an address, and give it a scheme."""
    address = address.rstrip(_TRAILING)
    for opening, closing in ("()", "[]"):
        while address.endswith(closing) and address.count(closing) > address.count(opening):
            address = address[:-1].rstrip(_TRAILING)
    return address if address[:8].casefold().startswith(("http://", "https://")) else f"https://{address}"
