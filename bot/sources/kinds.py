"""What can be watched, and what a moderator types for it made into what a service understands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.library.fields import field_of, taxonomy
from bot.library.text import clean


class Kind(StrEnum):
    """The kinds of watches, as a command's choices name them."""

    ARXIV_CATEGORY = "arxiv-category"
    ARXIV_AUTHOR = "arxiv-author"
    ARXIV_QUERY = "arxiv-query"
    OPENALEX_AUTHOR = "openalex-author"
    SEMANTIC_SCHOLAR_AUTHOR = "semantic-scholar-author"


@dataclass(frozen=True, slots=True)
class Watch:
    """One thing to watch. `value` is in its one normal form, so that equal watches are the same."""

    kind: Kind
    value: str

    @property
    def name(self) -> str:
        """What is watched, for people."""
        return _NAMES[self.kind](self.value)

    @property
    def url(self) -> str | None:
        """Where people can look at it; None for a search."""
        address = _ADDRESSES.get(self.kind)
        return address.format(self.value) if address else None


@dataclass(frozen=True, slots=True)
class WatchRefused:
    """This cannot be watched; the sentence says what to type instead."""

    sentence: str


def parse_watch(kind: str, value: str) -> Watch | WatchRefused:
    """The watch that somebody means by a kind and what they typed. Whether it exists, the first reading tells."""
    if kind not in tuple(Kind):
        return WatchRefused(f"There is no such kind of source. Choose one of {', '.join(Kind)}.")
    if len(value) > _LONGEST_TYPED:
        return WatchRefused(f"That is longer than {_LONGEST_TYPED} characters. Type something shorter.")
    text = clean(value)
    if not text:
        return WatchRefused("Nothing was typed. Type what to watch, for example " + _EXAMPLES[Kind(kind)] + ".")
    normal = _READERS[Kind(kind)](text)
    return normal if isinstance(normal, WatchRefused) else Watch(Kind(kind), normal)


_LONGEST_TYPED = 500
_LONGEST_QUERY = 300
_LONGEST_NAME = 80
_EXAMPLES = {
    Kind.ARXIV_CATEGORY: "`cs.LG`",
    Kind.ARXIV_AUTHOR: "`Ada Lovelace`",
    Kind.ARXIV_QUERY: '`ti:"policy gradient" AND cat:cs.LG`',
    Kind.OPENALEX_AUTHOR: "`A5000000001`",
    Kind.SEMANTIC_SCHOLAR_AUTHOR: "`1234567`",
}
_ADDRESSES = {
    Kind.ARXIV_CATEGORY: "https://arxiv.org/list/{}/recent",
    Kind.OPENALEX_AUTHOR: "https://openalex.org/{}",
    Kind.SEMANTIC_SCHOLAR_AUTHOR: "https://www.semanticscholar.org/author/{}",
}


def _category_name(value: str) -> str:
    known = taxonomy().get(value)
    return f"arXiv’s {value} ({known})" if known else f"arXiv’s {value}"


_NAMES: dict[Kind, Callable[[str], str]] = {
    Kind.ARXIV_CATEGORY: _category_name,
    Kind.ARXIV_AUTHOR: "{} on arXiv".format,
    Kind.ARXIV_QUERY: "arXiv’s search for {}".format,
    Kind.OPENALEX_AUTHOR: "OpenAlex’s author {}".format,
    Kind.SEMANTIC_SCHOLAR_AUTHOR: "Semantic Scholar’s author {}".format,
}

_CATEGORY_ADDRESS = re.compile(
    r"(?:https?://)?(?:\w{1,12}\.)?arxiv\.org/(?:list|rss|atom)/([\w.-]{1,30})(?:[/?#].*)?", re.I
)
_CATEGORY = re.compile(r"[a-z]{2,8}(?:-[a-z]{2,6})?(?:\.[A-Za-z]{2}|\.[a-z]{2,8}(?:-[a-z]{2,8})?)?")


def _category(text: str) -> str | WatchRefused:
    """`cs.LG`, `cs.lg`, `LG`, a whole archive such as `math`, or the address of its list."""
    address = _CATEGORY_ADDRESS.fullmatch(text)
    field = field_of(address[1] if address else text)
    if field.known or _CATEGORY.fullmatch(field.code):
        return field.code
    return WatchRefused(
        "That is no arXiv category. Type its code, such as `cs.LG`; arxiv.org/category_taxonomy lists all."
    )


# `,` for “Lovelace, Ada”.
_AUTHOR = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .,'’-])*")


def _author(text: str) -> str | WatchRefused:
    """A name, first names first. Whoever has the same name is watched, too."""
    if len(text) > _LONGEST_NAME or not _AUTHOR.fullmatch(text) or text.count(",") > 1:
        return WatchRefused(
            "That is no author’s name. Type first and last name, such as `Ada Lovelace`, one person a watch."
        )
    last, comma, first = text.partition(",")
    name = " ".join(f"{first} {last}".split() if comma else text.split())
    if " " not in name:
        return WatchRefused(f"`{name}` alone would match too many people. Type the first name, too.")
    return name


_QUERY_FIELD = re.compile(r"\b(?:ti|abs|au|cat|co|jr|rn|all|id|submittedDate|lastUpdatedDate):")
_OPERATOR = re.compile(r"\b(?:AND|OR|ANDNOT)\b")
_BAD_OPERATOR = re.compile(r"^(?:AND|OR|ANDNOT)\b|\b(?:AND|OR|ANDNOT)$|\bAND NOT\b")


def _query(text: str) -> str | WatchRefused:
    """A search in arXiv's own syntax; bare words are looked for as they stand, next to each other."""
    text = re.sub(r"[“”„]", '"', text)
    if len(text) > _LONGEST_QUERY:
        return WatchRefused(f"A search has at most {_LONGEST_QUERY} characters. Shorten it, or watch two.")
    if text.count('"') % 2:
        return WatchRefused(
            'A quotation mark is not closed. Put one on both sides of a phrase: `ti:"policy gradient"`.'
        )
    if not _closes(re.sub(r'"[^"]*"', "", text)):
        return WatchRefused("The brackets do not close. Write each `(` with its `)`.")
    if _BAD_OPERATOR.search(text):
        return WatchRefused(
            "`AND`, `OR` and `ANDNOT` (one word) stand between two terms: `cat:cs.LG ANDNOT ti:survey`."
        )
    if not re.search(r"\w", text):
        return WatchRefused("There is no word to look for. Type some, for example " + _EXAMPLES[Kind.ARXIV_QUERY] + ".")
    has_syntax = _QUERY_FIELD.search(text) or _OPERATOR.search(text) or '"' in text or "(" in text
    return text if has_syntax or " " not in text else f'all:"{text}"'


def _closes(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0


_OPENALEX = re.compile(
    r"(?:(?:https?://)?(?:api\.|www\.)?openalex\.org/(?:authors/|people/)?)?(a\d{4,12})/?(?:[?#].*)?", re.I
)
_SEMANTIC_SCHOLAR = re.compile(
    r"(?:(?:https?://)?(?:www\.|api\.)?semanticscholar\.org/(?:graph/v1/)?author/(?:[^/?#\s]{1,200}/)?)?(\d{1,12})/?(?:[?#].*)?",
    re.I,
)


def _openalex(text: str) -> str | WatchRefused:
    found = _OPENALEX.fullmatch(text)
    if found:
        return found[1].upper()
    return WatchRefused(
        "That is no author of OpenAlex. Names are shared by several people, so an id is needed: find the person on "
        "openalex.org and copy the address, such as `https://openalex.org/A5000000001`."
    )


def _semantic_scholar(text: str) -> str | WatchRefused:
    found = _SEMANTIC_SCHOLAR.fullmatch(text)
    if found:
        return found[1].lstrip("0") or "0"
    return WatchRefused(
        "That is no author of Semantic Scholar. Names are shared by several people, so an id is needed: find the "
        "person on semanticscholar.org and copy the address, such as `https://www.semanticscholar.org/author/1234567`."
    )


_READERS: dict[Kind, Callable[[str], str | WatchRefused]] = {
    Kind.ARXIV_CATEGORY: _category,
    Kind.ARXIV_AUTHOR: _author,
    Kind.ARXIV_QUERY: _query,
    Kind.OPENALEX_AUTHOR: _openalex,
    Kind.SEMANTIC_SCHOLAR_AUTHOR: _semantic_scholar,
}
