"""The lines of a file that hold anything, and what each can be by its looks. Linear in the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.ingest.prose import is_furniture
from bot.library.fields import taxonomy
from bot.library.models import Metric
from bot.library.text import clean

# Labels, headings and meta lines are short; longer lines are prose and never matched against.
_SHORT = 200
# The longest abstract that arXiv takes has 1,920 characters, a list of 3,000 authors 60,000; what is longer
# is some blob, of which a beginning is kept to quote: too long for a name or a title.
_LONGEST_LINE = 100_000
_QUOTABLE = 1_000
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = r"Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec"
# Thousands stand apart by one and the same mark; with two kinds of marks nobody knows which is the decimal one.
_WHOLE = r"[0-9]{1,3}(?:(?P<mark>[,. '’])[0-9]{3}(?:(?P=mark)[0-9]{3})*)?|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3}|[0-9]+"
_COUNT = rf"(?P<number>[0-9]+(?:[.,][0-9]{{1,2}})?\s?[kKmMbB]|{_WHOLE})"
_SCORE = r"(?P<number>[0-9]{1,3}(?:[.,][0-9]{1,2})?\s?%?)"
_LABELS = {
    "h_index": (r"h[-‐‑–\s]?index", _COUNT),
    "citations": (r"citations?", _COUNT),
    "papers": (r"papers?", _COUNT),
    "novelty": (r"novelty", _SCORE),
    "ai_score": (r"ai[-‐‑–\s]?score", _SCORE),
}
_PATTERNS = {
    name: (re.compile(rf"{label}\s?:?\s?{number}", re.I), re.compile(rf"{number}\s?{label}", re.I))
    for name, (label, number) in _LABELS.items()
}
_HEADING = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,6}) Papers?")
_META = re.compile(
    rf"(?P<codes>[A-Za-z.| -]{{0,150}}?) ?(?P<month>{_MONTH})\.? (?P<day>[0-9]{{1,2}})"
    r"(?:,? ?(?P<year>[0-9]{4}))? ?(?P<code>Code)?"
)
_TWO_CAPITALS = re.compile(r"[A-Z]{2}")
_SUBJECT = re.compile(r"([a-z]+(?:-[a-z]+)?)\.(?:[A-Z]{2}|[a-z]+(?:-[a-z]+)?)")
_DIGIT = re.compile(r"[0-9]")
_MULTIPLES = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000}


@dataclass(frozen=True, slots=True)
class Meta:
    """The line above a title: subject codes, a day without or with its year, and the Code flag."""

    codes: tuple[str, ...]
    month: int
    day: int
    year: int | None
    code: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line with what it could be. `index` counts lines that hold anything, `number` counts all.

    `opens` says whether a paragraph starts with it: whether a blank line, or nothing, stands above.
    """

    index: int
    number: int
    text: str
    opens: bool
    label: tuple[str, Metric] | None = None
    heading: int | None = None
    codes: tuple[str, ...] | None = None
    meta: Meta | None = None
    furniture: bool = False

    @property
    def heads(self) -> bool:
        """Whether it belongs above a list: a subject, a metric, or the list's heading."""
        return self.label is not None or self.heading is not None or self.codes is not None

    @property
    def is_text(self) -> bool:
        """Whether nothing says that it is anything but words."""
        return not (self.heads or self.meta or self.furniture)


def read_lines(text: str) -> Iterator[Line]:
    """The lines that hold anything visible. Only CR and LF end a line: U+2028 and the like stand in prose."""
    opens, index = True, 0
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        is_blob = len(raw) > _LONGEST_LINE
        visible = clean(raw[:_QUOTABLE] if is_blob else raw)
        if visible:
            yield _classified(index, number, visible, opens=opens, furniture=is_blob)
            index += 1
        opens = not visible


def _classified(index: int, number: int, text: str, *, opens: bool, furniture: bool) -> Line:
    if len(text) > _SHORT:
        return Line(index, number, text, opens, furniture=furniture)
    codes, furniture = read_codes(text), furniture or is_furniture(text)
    if not _DIGIT.search(text):
        return Line(index, number, text, opens, codes=codes, furniture=furniture)
    label, heading, meta = read_label(text), read_heading(text), read_meta(text)
    return Line(index, number, text, opens, label, heading, codes, meta, furniture)


def read_label(line: str) -> tuple[str, Metric] | None:
    """A metric glued to its label, as (name of the field in Metrics, metric): `3,393citations`."""
    for name, patterns in _PATTERNS.items():
        for pattern in patterns:
            if match := pattern.fullmatch(line):
                return name, _metric(match["number"].strip(), counts=_LABELS[name][1] is _COUNT)
    return None


def read_heading(line: str) -> int | None:
    """The number in `9 Papers`, the line above the list."""
    match = _HEADING.fullmatch(line)
    return int(match[1].replace(",", "")) if match else None


def read_codes(line: str) -> tuple[str, ...] | None:
    """Subject codes alone on a line: `LG` or `LG|stat.ML`. Only what arXiv has: `UK` may be a country."""
    codes = _split_codes(line)
    return codes if codes and all(_is_known(code) or _has_archive(code) for code in codes) else None


def read_meta(line: str) -> Meta | None:
    """`LG|stat.MLFeb 6, 2025Code`: codes, day, year and flag, glued."""
    match = _META.fullmatch(line)
    if match is None:
        return None
    codes = _split_codes(match["codes"])
    if not all(_is_above_a_title(code) for code in codes):
        return None
    year = int(match["year"]) if match["year"] else None
    return Meta(codes, _MONTHS.index(match["month"][:3]) + 1, int(match["day"]), year, match["code"] is not None)


def _split_codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split("|")) if text.strip() else ()


@cache
def _known_codes() -> frozenset[str]:
    """Codes with their archive, and without it where that cannot be a word: `soft` and `other` can."""
    bare = (code.partition(".")[2] for code in taxonomy())
    return frozenset(taxonomy()) | {code for code in bare if code.isupper() or "-" in code}


@cache
def _bare_codes() -> frozenset[str]:
    bare = (code.partition(".")[2] or code for code in taxonomy())
    return frozenset(code for code in bare if code.islower())


@cache
def _folded_codes() -> frozenset[str]:
    return frozenset(code.casefold() for code in _known_codes() if not code.isalpha())


def _is_known(code: str) -> bool:
    """Whether arXiv has it; with a hyphen or a dot in it in any case: `GEO-PH`."""
    return code in _known_codes() or code.casefold() in _folded_codes()


def _is_above_a_title(code: str) -> bool:
    """Whether it may be a subject in front of a day: there `optics` is no word, and two capitals are one of its own."""
    known = _is_known(code) or _has_archive(code) or code.casefold() in _bare_codes()
    return known or _TWO_CAPITALS.fullmatch(code) is not None


@cache
def _archives() -> frozenset[str]:
    return frozenset(code.partition(".")[0] for code in taxonomy())


def _has_archive(code: str) -> bool:
    """A subject that arXiv may have added since, in an archive that it has."""
    match = _SUBJECT.fullmatch(code)
    return match is not None and match[1] in _archives()


def _metric(text: str, *, counts: bool) -> Metric:
    digits = re.sub(r"[\s%]", "", text)
    multiple = _MULTIPLES.get(digits[-1].casefold(), 1)
    if multiple > 1:
        return Metric(text, float(round(float(digits[:-1].replace(",", ".")) * multiple)))
    return Metric(text, float(re.sub(r"\D", "", digits) if counts else digits.replace(",", ".")))
