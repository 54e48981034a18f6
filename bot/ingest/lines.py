"""What one line of a profile page can be. Each reader takes a clean line and answers in linear time."""

import re
from dataclasses import dataclass

from bot.library.fields import field_of
from bot.library.models import Metric

# Labels, headings and meta lines are short; longer lines are prose and never matched against.
_SHORT = 200
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NUMBER = r"(\d[\d,.  ]*\s?[kKmM]?)"
_PERCENT = r"(\d{1,3}(?:[.,]\d+)?)\s?%"
_PLAIN = r"(\d{1,3}(?:[.,]\d+)?)"
_LABELS = {
    "h_index": re.compile(rf"h-?\s?index\s?:?\s?{_NUMBER}", re.I),
    "citations": re.compile(rf"{_NUMBER}\s?citations?|citations?\s?:?\s?{_NUMBER}", re.I),
    "papers": re.compile(rf"{_NUMBER}papers?|{_NUMBER}\s?papers?", re.I),
    "novelty": re.compile(rf"novelty\s?:?\s?(?:{_PERCENT}|{_PLAIN})", re.I),
    "ai_score": re.compile(rf"ai\s?score\s?:?\s?(?:{_PERCENT}|{_PLAIN})", re.I),
}
_HEADING = re.compile(r"(\d[\d,]*) Papers?")
_META = re.compile(
    rf"(?P<codes>[A-Za-z.| -]{{0,150}}?) ?(?P<month>{'|'.join(_MONTHS)})(?:t|e|y)?\.? (?P<day>\d{{1,2}})"
    r"(?:,? ?(?P<year>\d{4}))? ?(?P<code>Code)?"
)
_CODE = re.compile(r"[A-Z]{2}|[a-z]+(?:-[a-z]+)?\.[A-Za-z][A-Za-z-]+")
_MULTIPLES = {"k": 1_000, "m": 1_000_000}


@dataclass(frozen=True, slots=True)
class Meta:
    """The line above a title: subject codes, a day without or with its year, and the Code flag."""

    codes: tuple[str, ...]
    month: int
    day: int
    year: int | None
    code: bool


@dataclass(frozen=True, slots=True)
class Authors:
    """The line below a title."""

    names: tuple[str, ...]
    et_al: bool
    affiliation: str | None


def read_label(line: str) -> tuple[str, Metric] | None:
    """A metric glued to its label, as (name of the field in Metrics, metric): `3,393citations`."""
    if len(line) > _SHORT:
        return None
    for name, pattern in _LABELS.items():
        if match := pattern.fullmatch(line):
            text = next(group for group in match.groups() if group is not None)
            return name, _metric(text.strip(), percent=line.endswith("%"))
    return None


def read_heading(line: str) -> int | None:
    """The number in `9 Papers`, the line above the list."""
    match = _HEADING.fullmatch(line) if len(line) <= _SHORT else None
    return int(match[1].replace(",", "")) if match else None


def read_codes(line: str) -> tuple[str, ...] | None:
    """Subject codes alone on a line: `LG` or `LG|stat.ML`."""
    if len(line) > _SHORT or not line:
        return None
    codes = tuple(code.strip() for code in line.split("|"))
    return codes if all(_is_code(code) for code in codes) else None


def read_meta(line: str) -> Meta | None:
    """`LG|stat.MLFeb 6, 2025Code`: codes, day, year and flag, glued."""
    match = _META.fullmatch(line) if len(line) <= _SHORT else None
    if match is None:
        return None
    codes = read_codes(match["codes"].strip()) if match["codes"].strip() else ()
    if codes is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return Meta(codes, _MONTHS.index(match["month"]) + 1, int(match["day"]), year, match["code"] is not None)


def _is_code(code: str) -> bool:
    return field_of(code).known or _CODE.fullmatch(code) is not None


def _metric(text: str, *, percent: bool) -> Metric:
    number = re.sub(r"\s", "", text)
    multiple = _MULTIPLES.get(number[-1].casefold(), 1)
    digits = number.rstrip("kKmM")
    if multiple == 1 and not percent and re.fullmatch(r"\d{1,3}([,.]\d{3})+", digits):
        digits = re.sub(r"[,.]", "", digits)
    value = float(re.sub(r",(?=\d{3})", "", digits).replace(",", ".").rstrip("."))
    return Metric(f"{text}%" if percent else text, value * multiple)


_ET_AL = re.compile(r",?\s+et\s+al\.?$|^et\s+al\.?$", re.I)
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Ph\.? ?D|M\.? ?D|Esq)\.?")
_AFFILIATION = re.compile(r"\s[·•]\s")
_LONGEST_NAME = 80
# A thousand authors fit.
_LONGEST_LIST = 20_000
_PARTICLES = frozenset(
    "van von der den de la le las los da das do dos di du del della ten ter zu zur af av bin ibn al el y e the".split()  # noqa: SIM905
)
_SENTENCE_END = re.compile(r"(?:[a-z]{3}|\d)[.!?]$|[.!?]\s+[A-Z][a-z]+\s+[a-z]")


def read_authors(line: str) -> Authors:
    """Names, without or with “et al.” and ` · affiliation`, from a line known to hold them."""
    parts = _AFFILIATION.split(line)
    affiliation = " · ".join(part.strip() for part in parts[1:])
    listed = parts[0]
    named = _ET_AL.sub("", listed.strip())
    return Authors(_split_names(named), named != listed.strip(), affiliation or None)


def looks_like_authors(line: str) -> bool:
    """Whether a line reads as names rather than as a sentence."""
    if len(line) > _LONGEST_LIST:
        return False
    if _ET_AL.search(_AFFILIATION.split(line)[0]):
        return True
    names = read_authors(line).names
    return bool(names) and not _SENTENCE_END.search(line) and all(_looks_like_name(name) for name in names)


def _split_names(listed: str) -> tuple[str, ...]:
    names: list[str] = []
    for piece in re.split(r"\s*[,;，；、]\s*(?:and\s+)?|\s+(?:and|&)\s+", listed):
        if names and _SUFFIX.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif piece:
            names.append(piece)
    return tuple(names)


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if not 1 <= len(words) <= 6 or len(name) > _LONGEST_NAME or any(c.isdigit() for c in name):
        return False
    # Particles are lower case; all else in a name is not, and something else must be there.
    others = [word for word in words if word not in _PARTICLES]
    return any(c.isalpha() for c in name) and bool(others) and not any(word[0].islower() for word in others)
