"""What ends a sentence, and what is a page's furniture: buttons, footers, labels without a number."""

import re

_TAIL = 16  # more than a last word's end with its quotes and brackets
# What stands before a full stop, so that `Jr.`, `et al.` and `J. R.` end no sentence.
_SENTENCE_END = re.compile(
    r"(?:[^\W\d_]{3}|[A-Z]{2}|(?<![^\W_])(?!al\b)[a-z]{1,2}|\d\w?|[%)\]}$”\"’'])[.!?]+[\"'”’)\]]*$"
)
_WIDE_SENTENCE_END = re.compile(r"[。！？।؟][\"”’」』)）]*$")

# What browsers copy along with a page. Compared in lower case without a mark at the end.
_BUTTONS = frozenset(
    re.split(
        r"\s*[,\n]\s*",
        """
    skip to content, skip to main content, home, menu, search, log in, login, log out, sign in, sign up, register
    follow, following, unfollow, share, save, saved, cite, copy, copy link, export, download, edit, close, feedback
    pdf, view pdf, html, code, abstract, abstract unavailable, no abstract, no abstract available
    show more, show less, read more, read less, see more, see less, view more, view all, load more, more, less
    next, previous, prev, back, back to top, sort by, newest, oldest, most cited, settings, help, about, contact
    terms, terms of service, terms of use, privacy, privacy policy, cookie policy
    field, authors, title, publications, papers, profile, overview
""".strip(),
    )
)
_FOOTER = re.compile(r"^(?:©|\(c\)\s?\d|copyright\s?(?:©|\(c\)|\d))|all rights reserved", re.I)
_BARE_LABEL = re.compile(
    r"(?:h[-‐‑–\s]?index|citations?|papers?|novelty|ai[-‐‑–\s]?score)\s?:?\s?(?:[-–—?]|n/?a)?", re.I
)
_BARE_NUMBER = re.compile(r"\d[\d.,%\s]*[kmb]?", re.I)
_LONGEST_FURNITURE = 200


def ends_sentence(text: str) -> bool:
    """Whether the last words are a sentence's end."""
    tail = text[-_TAIL:]
    return bool(_SENTENCE_END.search(tail) or _WIDE_SENTENCE_END.search(tail))


def is_furniture(text: str) -> bool:
    """Whether a line alone is some button, part of a footer, or half of a metric."""
    if len(text) > _LONGEST_FURNITURE:
        return False
    word = text.casefold().rstrip(" .…:›»→↓↑+")
    halves = _BARE_LABEL.fullmatch(text) or _BARE_NUMBER.fullmatch(text)
    return word in _BUTTONS or halves is not None or _FOOTER.search(text) is not None
