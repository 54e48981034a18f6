"""Fields named in a question, by code or by name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.grammar.vocabulary import FIELD_NAMES, GLUE
from bot.answers.words import Word
from bot.library.fields import taxonomy
from bot.library.text import fold

_LONGEST = 6
# With one of these in front, language is a thing and no field.
_NO_FIELD = frozenset({"natural", "large", "programming", "sign", "body", "small", "spoken", "vision", "query"})


@dataclass(frozen=True, slots=True)
class FieldAt:
    """A field's code, or an archive, with the words that name it. `sure` where it cannot be a topic."""

    code: str
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
        code = _coded(words[at:end], text, used, listing=listing) or _named(text, used)
        if code is not None:
            return FieldAt(code, at, end, sure=end - at > 1 or code in used or words[at].text.isupper())
    return None


def _coded(words: Sequence[Word], text: str, used: Sequence[str], *, listing: bool) -> str | None:
    """`cs.LG` and `q-bio.PE` whole; `LG` where it is written so, or where papers are asked for and some are in it."""
    if len(words) > 1:
        return _whole().get(text)
    plain = [code for code in used if code.casefold() == text and "." not in code]
    if plain and (listing or words[0].text.isupper()):
        return plain[0]
    codes = _bare().get(text, [])
    known = [code for code in used if code in codes]
    written = words[0].text.isupper()
    if not codes or (text in GLUE and not written):
        return None
    if known:
        return known[0] if written or listing else None
    return next((code for code in codes if code.startswith(("cs.", "stat.", "math."))), codes[0]) if written else None


def _named(text: str, used: Sequence[str]) -> str | None:
    code = _names().get(text)
    if code is not None:
        twins = [each for each in used if fold(taxonomy().get(each, each).partition(" (")[0]) == text]
        # One word is a field only where papers are in it: else it is what somebody looks for.
        if twins or " " in text:
            return twins[0] if twins else code
    wanted = FIELD_NAMES.get(text)
    if wanted is None:
        return next((each for each in used if _is_begun(text, each)), None)
    held = [each for each in used if each == wanted or each.startswith(f"{wanted}.")]
    if text == "ml" and "stat.ML" in used and "cs.LG" not in used:
        return "stat.ML"
    return wanted if held else None


def _is_begun(text: str, code: str) -> bool:
    """`populations` for Populations and Evolution: the name's first part where the library has the field."""
    name = taxonomy().get(code, "")
    return any(text == fold(name.partition(end)[0]) for end in (",", " and ")) and len(text) > 4
