"""Fields named in a question, by code or by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.grammar.vocabulary import FIELD_NAMES, GLUE
from bot.answers.words import Word
from bot.library.fields import taxonomy
from bot.library.text import fold

_LONGEST, _SHORT = 6, 4
# With one of these in front, language is a thing and no field.
_NO_FIELD = frozenset({"natural", "large", "programming", "sign", "body", "small", "spoken", "vision", "query"})


@dataclass(frozen=True, slots=True)
class FieldAt:
    """Fields' codes, or archives, with the words that name them: mostly one. `sure` where it cannot be a topic."""

    codes: tuple[str, ...]
    start: int
    end: int
    sure: bool


@cache
def _archives() -> frozenset[str]:
    return frozenset(code.partition(".")[0] for code in taxonomy())


@cache
def _names() -> dict[str, str]:
    """Folded names to codes: whole, and the part before a comma or an `and` where that is two words or more."""
    names: dict[str, str] = {}
    for code, name in taxonomy().items():
        names.setdefault(fold(name.partition(" (")[0]), code)
        for end in (",", " and "):
            head = fold(name.partition(end)[0])
            if len(head.split()) > 1:
                names.setdefault(head, code)
    return names


@cache
def _whole() -> dict[str, str]:
    return {fold(code): code for code in taxonomy()}


@cache
def _bare() -> dict[str, list[str]]:
    bare: dict[str, list[str]] = {}
    for code in taxonomy():
        bare.setdefault(fold(code.partition(".")[2] or code), []).append(code)
    return bare


def find_fields(
    words: Sequence[Word], folded: Sequence[str], used: Sequence[str], *, listing: bool
) -> Iterator[FieldAt]:
    """Fields in a question. `used` are the library's codes; `listing` that papers are asked for."""
    at = 0
    while at < len(words):
        found = _at(words, folded, used, at, listing=listing)
        if found is not None:
            yield found
        at = found.end if found else at + 1


def _at(words: Sequence[Word], folded: Sequence[str], used: Sequence[str], at: int, *, listing: bool) -> FieldAt | None:
    for end in range(min(len(words), at + _LONGEST), at, -1):
        text = " ".join(folded[at:end])
        if text == "language" and at and folded[at - 1] in _NO_FIELD:
            continue
        codes = _coded(words[at:end], text, used, listing=listing) or _named(text, used)
        if codes:
            sure = end - at > 1 or not set(codes).isdisjoint(used) or words[at].text.isupper()
            return FieldAt(codes, at, end, sure)
    return None


def _coded(words: Sequence[Word], text: str, used: Sequence[str], *, listing: bool) -> tuple[str, ...]:
    """`cs.LG` and `q-bio.PE` whole; `LG` where it is written so, or where papers are asked for and some are in it.

    `GN` alone is every field here that is called so.
    """
    if len(words) > 1:
        whole = _whole().get(text)
        # `geo-ph`
        return (whole,) if whole else tuple(code for code in _bare().get(text, ()) if code in used)
    codes, written = _bare().get(text, []), words[0].text.isupper()
    known = tuple(code for code in used if code in codes or (code.casefold() == text and "." not in code))
    if known and (listing or written) and (text not in GLUE or written):
        return known
    if not codes or known or not written:
        return ()
    return (next((code for code in codes if code.startswith(("cs.", "stat.", "math."))), codes[0]),)


def _named(text: str, used: Sequence[str]) -> tuple[str, ...]:
    wanted = FIELD_NAMES.get(text) or _archive_names().get(text)
    if wanted is None:
        return _by_name(text, used)
    if text == "ml" and "stat.ML" in used and "cs.LG" not in used:
        return ("stat.ML",)
    held = (each for each in wanted.split() if any(code == each or code.startswith(f"{each}.") for code in used))
    return tuple(held) or _by_name(text, used)


def _by_name(text: str, used: Sequence[str]) -> tuple[str, ...]:
    code = _names().get(text)
    if code is not None:
        twins = tuple(each for each in used if fold(taxonomy().get(each, each).partition(" (")[0]) == text)
        # One word is a field only where papers are in it: else it is what somebody looks for.
        if twins or " " in text:
            return twins or (code,)
    return tuple(each for each in used if _is_part(text, each))[:1]


def _is_part(text: str, code: str) -> bool:
    """`populations` for Populations and Evolution, `game theory` for the end of a name, where papers are in it."""
    name = taxonomy().get(code, "")
    begins = len(text) > _SHORT and any(text == fold(name.partition(end)[0]) for end in (",", " and "))
    return begins or (" " in text and text == fold(name.rpartition(" and ")[2]))


@cache
def _archive_names() -> dict[str, str]:
    """Archives of several words: `q bio` to `q-bio`."""
    return {fold(archive): archive for archive in _archives() if "-" in archive}
