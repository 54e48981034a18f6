"""Twice the hostile text is twice the work, in every format that people may upload. Counted, not timed."""

import json
from collections.abc import Callable
from functools import partial

import bibtexparser.splitter
import pytest

from bot.ingest import bibtex, csl, entries, names, prose
from bot.ingest.bibtex import parse_bibtex
from bot.ingest.csl import parse_csl
from bot.library import identifiers, text
from tests.ingest.work import Watched

UNITS = [
    "{",
    "}",
    '"',
    "@",
    "\\",
    "$",
    ",",
    " and ",
    "a, ",
    "=\n",
    "#",
    "\u202e",
    "a\u0301",
    "[",
    "&amp;",
    "<i>",
    "10.1/",
    "(",
    "1 ",
]
MODULES = (bibtex, csl, entries, names, prose, identifiers, text, bibtexparser.splitter)


def as_title(unit: str, times: int) -> str:
    """A BibTeX title of it."""
    return f"@article{{k, title = {{T {unit * times}}}, author = {{Ada Long}}}}\n"


def as_authors(unit: str, times: int) -> str:
    """BibTeX authors of it."""
    return f"@article{{k, title = {{T}}, author = {{A {unit * times} B}}}}\n"


def as_file(unit: str, times: int) -> str:
    """A file of nothing else."""
    return f"@article{{k, title = {{T}}}}\n{unit * times}"


@pytest.mark.parametrize("around", [as_title, as_authors, as_file])
@pytest.mark.parametrize("unit", UNITS)
def test_bibtex(around: Callable[[str, int], str], unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Brackets that never close, names without end, signs without words."""
    parse_bibtex(around(unit, 10), "x.bib")  # imports come first
    watched = Watched(monkeypatch, *MODULES)
    small, large = (watched.work(partial(parse_bibtex, around(unit, times), "x.bib")) for times in (200, 400))
    for before, after in zip(small, large, strict=True):
        assert after < before * 2.4 + 300


@pytest.mark.parametrize("unit", UNITS)
def test_csl(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In every field at once, and as many authors."""

    def document(times: int) -> str:
        hostile = f"T {unit * times}"
        fields = dict.fromkeys(("title", "abstract", "URL", "DOI", "note", "number"), hostile)
        return json.dumps([{**fields, "issued": {"raw": hostile}, "author": [{"literal": unit}] * times}])

    parse_csl(document(10), "x.json")
    watched = Watched(monkeypatch, *MODULES)
    small, large = (watched.work(partial(parse_csl, document(times), "x.json")) for times in (200, 400))
    for before, after in zip(small, large, strict=True):
        assert after < before * 2.4 + 300
