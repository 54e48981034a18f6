"""A paper as a BibTeX entry that every reader of BibTeX can parse."""

import re
from collections.abc import Sequence

from bot.library.models import Paper, Precision
from bot.library.text import STOP_WORDS, fold

# BibTeX counts braces even behind a backslash, so a brace becomes a command that holds a pair.
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
}  # fmt: skip
_SPECIAL_CHARACTERS = re.compile(r"[\\{}~^&%$#_]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(paper: Paper, owners: Sequence[str] = ()) -> str:
    """An `@misc` entry with what the page gives. `owners` name the pages it stands on."""
    fields = {
        "title": f"{{{{{_escape(paper.title)}}}}}",
        "author": f"{{{_authors(paper)}}}",
        **_date(paper),
        **({"eprint": f"{{{_escape(paper.arxiv_id)}}}", "archiveprefix": "{arXiv}"} if paper.arxiv_id else {}),
        **({"doi": f"{{{_escape(paper.doi)}}}"} if paper.doi else {}),
        **({"note": f"{{As listed on the page of {_escape(', '.join(owners))}}}"} if owners else {}),
    }
    body = ",\n".join(f"  {name} = {value}" for name, value in fields.items() if value != "{}")
    return f"@misc{{{citation_key(paper)},\n{body}\n}}\n"


def citation_key(paper: Paper) -> str:
    """`xu2023imagereward`: first author's last name, year, first telling word; ASCII."""
    last = _ascii(paper.authors[0].split()[-1]) if paper.authors and paper.authors[0].split() else ""
    year = str(paper.published.day.year) if paper.published else ""
    words = (_ascii(word) for word in fold(paper.title).split() if word not in STOP_WORDS)
    return f"{last or 'paper'}{year}{next(filter(None, words), '')}"[:60]


def _ascii(word: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(word))


def _authors(paper: Paper) -> str:
    names = [_author(name) for name in paper.authors]
    return " and ".join([*names, "others"] if paper.et_al and names else names)


def _author(name: str) -> str:
    """A name BibTeX would take apart wrongly (a comma, the word “and”) is kept whole by braces."""
    escaped = _escape(name)
    return f"{{{escaped}}}" if "," in name or " and " in f" {name.casefold()} " else escaped


def _date(paper: Paper) -> dict[str, str]:
    if paper.published is None:
        return {}
    year = {"year": f"{{{paper.published.day.year}}}"}
    if paper.published.precision is Precision.YEAR:
        return year
    return year | {"month": _MONTHS[paper.published.day.month - 1]}


def _escape(text: str) -> str:
    return _SPECIAL_CHARACTERS.sub(lambda match: _SPECIAL[match.group()], text)
