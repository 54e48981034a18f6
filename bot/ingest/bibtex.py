"""BibTeX as exporters write it: bibtexparser finds the entries and their fields, what these say is read here."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.ingest.entries import Day, ParsedEntry, Place, codes_in, warn_of_repeats
from bot.ingest.problems import Problem, Severity, quoted
from bot.library.identifiers import arxiv_id, arxiv_id_in
from bot.library.latex import readable
from bot.library.text import clean

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry

_LONGEST_FILE = 20_000_000  # characters: some 20,000 entries with abstracts
_LONGEST_VALUE = 100_000  # characters of LaTeX: five times the longest text that is kept of it
_MOST_BLOCKS = 50_000  # bibtexparser needs some 3 kB for each that is broken, however short
_BLOCK = re.compile(r"@\w*[ \t]*[{(]")
_LATEX_SIGNS = str.maketrans("", "", "\\{}")
# Where an arXiv id may stand, if not in its own field: DBLP and Semantic Scholar use the volume.
_ELSEWHERE = ("url", "journal", "volume", "note", "eid", "howpublished", "doi")


def parse_bibtex(text: str, source: str) -> tuple[tuple[ParsedEntry, ...], tuple[Problem, ...]]:
    """Every paper in a file, with the problems met. Linear in the text; raises nothing."""
    if reason := _reason_against(text):
        return (), (Problem(Severity.ERROR, source, None, reason),)
    reader = _Reader(source, _Macros(budget=4 * len(text)))
    for block in _blocks(text.replace("\r\n", "\n").replace("\r", "\n")):
        reader.take(block)
    return reader.finish()


def _reason_against(text: str) -> str | None:
    if len(text) > _LONGEST_FILE:
        return f"the file has {len(text):,} characters; at most {_LONGEST_FILE:,} are read. Split it."
    blocks = sum(1 for _ in _BLOCK.finditer(text))
    if blocks > _MOST_BLOCKS:
        return f"the file has {blocks:,} entries; at most {_MOST_BLOCKS:,} are read. Split it."
    return None


def _blocks(text: str) -> Sequence["Block"]:
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - slow to import

    # It logs every block that is broken; those are problems here, and said once.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return parse_string(text, parse_stack=[]).blocks


@dataclass(slots=True)
class _Reader:
    """Takes one block after the other; a macro is defined before it is used. `keys` are with their first lines."""

    source: str
    macros: "_Macros"
    problems: list[Problem] = field(default_factory=list)
    read: list[tuple[ParsedEntry, Place]] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)

    def take(self, block: "Block") -> None:
        """Read a paper or a macro; comments and preambles say nothing of papers."""
        from bibtexparser.model import Entry, ParsingFailedBlock, String  # noqa: PLC0415 - slow to import

        whole = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        raw, line = block.raw or "", (block.start_line or 0) + 1
        if isinstance(whole, String):
            self.macros.define(whole.key, whole.value)
        elif isinstance(whole, Entry):
            self._entry(whole, line)
        elif whole is None and raw[:8].lower() != "@comment":
            name = f"what begins with {quoted(clean(raw[:200]))}"
            message = "is broken: a brace, quote, comma or “=” is missing; it was left out."
            Place(self.source, line, name, self.problems).warn(message)

    def finish(self) -> tuple[tuple[ParsedEntry, ...], tuple[Problem, ...]]:
        """What was read, with the problems of the file as a whole."""
        warn_of_repeats(self.read)
        if self.macros.budget < 0:
            message = "its @string macros stand for too much text; from some entry on they were left as they are."
            self.problems.append(Problem(Severity.WARNING, self.source, None, message))
        if not self.read and not self.problems:
            message = "no entry such as “@article{name, title = {…}}” was found in this file."
            self.problems.append(Problem(Severity.ERROR, self.source, None, message))
        return tuple(entry for entry, _ in self.read), tuple(self.problems)

    def _entry(self, entry: "Entry", line: int) -> None:
        name = quoted(clean(entry.key)) if entry.key else "an entry without a name"
        place = Place(self.source, line, name, self.problems)
        first = self.keys.setdefault(entry.key, line) if entry.key else line
        if first != line:
            place.warn(f"is the name of another entry, on line {first}, too; both were read.")
        paper = _read_entry(self._fields(entry, place), place)
        if paper is not None:
            self.read.append((paper, place))

    def _fields(self, entry: "Entry", place: Place) -> Mapping[str, str]:
        """Fields by name. Of two, the first stands: BibTeX takes it, and an export's own month belongs to it."""
        fields: dict[str, str] = {}
        repeated: dict[str, None] = {}
        for each in entry.fields:
            name = each.key.lower()
            if name in fields:
                repeated[name] = None
            else:
                fields[name] = self.macros.expand(each.value)
        if repeated:
            place.warn(f"has {quoted(', '.join(repeated))} more than once; the first of each stands.")
        return fields


@dataclass(slots=True)
class _Macros:
    """What @string defines. `budget` is how much they may add to the text: each may hold the last one twice."""

    budget: int
    _values: dict[str, str] = field(default_factory=dict)

    def define(self, name: str, value: str) -> None:
        """Remember a macro; names are the same in upper and lower case."""
        self._values[name.lower()] = self.expand(value)

    def expand(self, value: str) -> str:
        """A value without its braces or quotes, macros replaced: `"10~" # jan`."""
        return "".join(self._piece(piece.strip()) for piece in _split(value, _JOINED))

    def _piece(self, piece: str) -> str:
        if piece[:1] + piece[-1:] in {"{}", '""'}:
            return piece[1:-1]
        value = self._values.get(piece.lower())
        if value is None:
            return piece
        self.budget -= len(value)
        return value if self.budget >= 0 else piece


# A brace or quote after a backslash is text to bibtexparser, and so it is here.
_JOINED = re.compile(r'(?<!\\)[{}"]|#')
_COMMA = re.compile(r"(?<!\\)[{}]|,")
_AND = re.compile(r"(?<!\\)[{}]|(?<=\s)and(?=\s)", re.I)


def _split(text: str, marks: re.Pattern[str]) -> Iterator[str]:
    """The text between separators, which are those marks that are neither brace nor quote, nor within them."""
    depth, is_quoted, start = 0, False, 0
    for mark in marks.finditer(text):
        if mark[0] in {"{", "}"}:
            depth = max(depth + (1 if mark[0] == "{" else -1), 0)
        elif mark[0] == '"':
            is_quoted = is_quoted != (depth == 0)
        elif depth == 0 and not is_quoted:
            yield text[start : mark.start()]
            start = mark.end()
    yield text[start:]


def _read_entry(fields: Mapping[str, str], place: Place) -> ParsedEntry | None:
    title = _shown("a title", fields.get("title", ""), place)
    if not title:
        place.warn("has no title; it was left out.")
        return None
    return ParsedEntry(
        place.line,
        title,
        *place.authors(_names(fields.get("author", ""), place)),
        *_published(fields, place),
        abstract=_shown("an abstract", fields.get("abstract", ""), place),
        arxiv_id=_arxiv_id(fields, place),
        doi=place.doi(_verbatim(fields.get("doi", "")), _verbatim(fields.get("url", ""))),
        codes=codes_in(fields.get("primaryclass") or fields.get("eprintclass", "")),
    )


def _shown(what: str, text: str, place: Place) -> str:
    """Text as people read it. It is cut before its LaTeX is read, which takes longest."""
    return clean(readable(place.cut(what, _unbraced(" ".join(text[:_LONGEST_VALUE].split())))))


_MARK = re.compile(r"\\(?:[a-zA-Z]+\s*|['`^\"~=.]\s*|.)|[{}$~]", re.DOTALL)
_MACRO = re.compile(r"\\[a-zA-Z'`^\"~=.]")  # or an accent; other signs after a backslash take no argument
_MACRO_GROUP = re.compile(rf"\{{\s?{_MACRO.pattern}")
_FORMULA_BOUNDS = {"\\(": True, "\\[": True, "\\)": False, "\\]": False}


def _unbraced(text: str) -> str:
    r"""LaTeX without the braces that only keep BibTeX from changing case (`{LLM}`), its ties as spaces.

    Braces stay in formulas, around the arguments of macros (`\emph{x}`) and around macros (`{\'e}`).
    """
    shown: list[str] = []
    kept: list[bool] = []  # of each brace that is open
    at, in_formula, takes_argument = 0, False, False  # takes_argument: a brace right here opens one
    for mark in _MARK.finditer(text):
        between, sign = text[at : mark.start()], mark[0]
        if sign == "{":
            kept.append(in_formula or (takes_argument and not between) or bool(_MACRO_GROUP.match(text, mark.start())))
        is_kept = sign not in {"{", "}"} or (bool(kept) and kept[-1])
        is_tie = sign == "~" and not in_formula and not between.endswith("/")
        shown += (between, " " if is_tie else sign if is_kept else "")
        takes_argument = bool(_MACRO.match(sign)) or (sign == "}" and is_kept)
        in_formula = not in_formula if sign == "$" else _FORMULA_BOUNDS.get(sign, in_formula)
        if sign == "}" and kept:
            kept.pop()
        at = mark.end()
    return "".join((*shown, text[at:]))


_SUFFIX = re.compile(r"\{?(?:[JjSs]r|II|III|IV)\.?\}?")  # no `V` or `MD`, which may be initials


def _names(authors: str, place: Place) -> Iterator[str]:
    for given in _split(authors, _AND):
        if name := _shown("a name", _first_name_first(given, place), place):
            yield name


def _first_name_first(given: str, place: Place) -> str:
    """`Last, Jr, First` as `First Last Jr`. Braces hold a name together that has commas of its own."""
    last, *others = (part.strip() for part in _split(given, _COMMA))
    suffixes = [part for part in others if _SUFFIX.fullmatch(part)]
    first = [part for part in others if part and not _SUFFIX.fullmatch(part)]
    if len(first) > 1:
        place.warn(f"has {quoted(clean(given))} as one name; write “and” between names.")
        return given
    return " ".join([*first, last, *suffixes])


def _published(fields: Mapping[str, str], place: Place) -> Day:
    """biblatex's `date`, else `year` with `month` and `day`, which may be `"10~" # jan`."""
    names = ("date",) if fields.get("date", "").strip() else ("year", "month", "day")
    parts = [fields.get(name, "").replace("~", " ").strip("{} ") for name in names]
    is_numeric = all(part.isdecimal() for part in parts[1:] if part)
    stated = "-".join(part for part in parts if part) if is_numeric else " ".join(reversed(parts))
    return place.date(stated)


def _arxiv_id(fields: Mapping[str, str], place: Place) -> str | None:
    eprint = _verbatim(fields.get("eprint", ""))
    archive = (fields.get("archiveprefix") or fields.get("eprinttype") or "").strip("{} ").lower()
    found = arxiv_id(eprint) if archive in {"", "arxiv"} else None
    if eprint and archive == "arxiv" and found is None:
        place.warn(f"has {quoted(clean(eprint))} as its arXiv id, which is none; it was left out.")
    return found or arxiv_id_in(_verbatim(fields.get(name, "")) for name in _ELSEWHERE)


def _verbatim(text: str) -> str:
    r"""An address or id without the LaTeX around it: `\url{…}`, `10.1000/a\_b`."""
    return text.replace("\\url", "").translate(_LATEX_SIGNS).strip()
