"""Questions for words as they stand: `titles that contain the word learning`, `abstracts that say "beam search"`."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Scope(StrEnum):
    """Where the words must stand."""

    TITLE = "title"
    ABSTRACT = "abstract"
    EITHER = "title or abstract"


@dataclass(frozen=True, slots=True)
class Literal:
    """Runs of words that must stand in a text, all of them or any; `rest` is what the question has besides.

    `bars` where they must not stand there; `quoted` where they are these words and name no sign.
    """

    words: tuple[str, ...]
    scope: Scope
    rest: str
    every: bool = True
    bars: bool = False
    quoted: bool = False


_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]{1,80})[\"“”«»„]|(?<!\w)['‘]([^'’‘]{1,80})['’](?!\w)")
_TITLES, _ABSTRACTS = r"titles?", r"(?:abstracts?|summar(?:y|ies))"
_WHERE = rf"(?:{_TITLES}|{_ABSTRACTS})(?:(?: or | and |/| ?& ?)(?:{_TITLES}|{_ABSTRACTS}))?"
_SAYS = (
    r"(?:contain(?:s|ing)?|includ(?:es?|ing)|mention(?:s|ing)?|say(?:s|ing)?|hav(?:e|ing)|has|us(?:es?|ing)|with|"
    r"featur(?:es?|ing)|read(?:s|ing)?|ha[sv]e? got|w)"
)
_LEFT_OUT = r"(?:except(?: for)?|excluding|besides|other than|apart from)(?: (?:those|the ones|ones|all|papers))*"
_NOT = rf"(?:(?:do(?:es)? ?n[o’']?t|never|without(?: any)?|not|lacks?|lacking|no|neither|{_LEFT_OUT}) )"
_WORD = r"(?:the |a )?(?:exact |literal )?(?:words?|terms?|phrases?|strings?|expressions?|keywords?)"
_REST = r"(?P<words>.+?)"
# `that do not contain`, `without`, `that has no`.
_LINK = rf"(?:(?P<not>{_NOT})(?:{_SAYS} )?|{_SAYS} (?P<not_behind>{_NOT})?)"
# What `titles without code` asks for is no word of them.
_NO_WORD = r"(?!(?:any )?(?:code|github|repos?|repository|links?|abstracts?|affiliations?|authors?)$)"
_IN = rf"(?: (?:in|inside|within|somewhere in)(?: (?:the|their|its|his|her))? (?P<inside>{_WHERE}))"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # titles that contain the word X
        rf"\b(?P<where>{_WHERE})(?: (?:that|which|who|where|do|does|of papers|here|it))*? (?:{_LINK})?"
        rf"(?:actually |literally )?{_WORD} {_REST}$",
        # which titles say X, titles with X in them
        rf"\b(?P<where>{_TITLES}|{_ABSTRACTS} (?:or|and) titles|titles (?:or|and) abstracts)"
        rf"(?: (?:that|which|do|does|of papers))*? {_LINK}"
        rf"(?:actually |literally )?{_NO_WORD}{_REST}(?: in (?:them|it|there))?$",
        # abstracts mentioning X: words as they stand only where nothing is asked of an abstract
        rf"\b(?P<where>{_ABSTRACTS})(?: (?:that|which|do|does))*? (?P<not>{_NOT})?"
        rf"(?:contain(?:s|ing)?|includ(?:es?|ing)|say(?:s|ing)?|mention(?:s|ing)?|us(?:es?|ing)) {_REST}"
        r"(?: in (?:them|it))?$",
        # titles that are questions, whose title ends with a question mark
        rf"\b(?P<where>{_TITLES})(?: (?:that|which))? (?P<not>(?:do(?:es)? not ))?(?:is|are|ends? (?:with|in)) "
        r"(?P<words>(?:an? )?(?:question|exclamation)(?: mark)?s?)$",
        # papers with X in the title
        rf"^(?:.*\b|)(?P<at>){_LINK}(?:{_WORD} )?{_REST}{_IN}(?P<behind> (?:but|from|by|since|in|with|without)\b.*)?$",
        # papers that contain the word X
        rf"\b{_LINK}{_WORD} {_REST}$",
        # X in the title
        rf"^(?:(?:which )?(?:papers?|titles?|ones) )?(?:{_WORD} )?{_REST} in (?:the|their|its) (?P<inside>{_TITLES})$",
    )
)
_END = re.compile(
    r" (?=(?:from|since|before|after|in|by|between|published|tagged|and (?:from|with|by|in|have|has|are|tagged)|"
    r"but|(?:with|without|have|has|that have) (?:no )?code)\b)",
    re.IGNORECASE,
)


# `with X in the title, but not Y`: what is barred stands behind.
_BARRED = re.compile(rf"(?P<head>^.+{_IN}),?(?P<tail> (?:but|and) (?:not|without|no|never) .+)$", re.IGNORECASE)


def find_literal(text: str) -> Literal | None:
    """The words that must stand as they are, None where none are asked for. `text` is the question as typed."""
    barred = _BARRED.match(text.strip().rstrip("?.! "))
    if barred is not None:
        found = find_literal(barred.group("head"))
        return replace(found, rest=found.rest + barred.group("tail")) if found else None
    for pattern in _PATTERNS:
        match = pattern.search(text.strip().rstrip("?.! "))
        if match is not None:
            found = _literal(match, text)
            if found is not None:
                return found
    return None


def _literal(match: re.Match[str], text: str) -> Literal | None:
    groups = match.groupdict()
    typed, behind = _cut(groups["words"])
    behind = f"{behind} {groups.get('behind') or ''}"
    words, every = _apart(typed)
    if not words:
        return None
    where = groups.get("inside") or groups.get("where") or ""
    head = text[: match.start("at") if "at" in groups else match.start()]
    quoted = _QUOTED.match(typed.strip()) or re.search(rf"{_WORD} $", text[: match.start("words")], re.IGNORECASE)
    # `papers that do not | have it in the title`
    barred = _ENDS_BARRED.search(f"{head.strip()} ")
    head = head[: barred.start()] if barred else head
    bars = bool(groups.get("not") or groups.get("not_behind") or barred)
    return Literal(words, _scope(where), f"{head} {behind}".strip(), every, bars, bool(quoted))


_ENDS_BARRED = re.compile(rf"\b{_NOT}$", re.IGNORECASE)


def _cut(typed: str) -> tuple[str, str]:
    """The words themselves, and filters behind them: `learning from 2025`."""
    quoted = _QUOTED.match(typed.strip())
    if quoted is not None and " or " not in typed and " and " not in typed:
        return quoted.group(), typed[quoted.end() :]
    end = _END.search(typed)
    return (typed[: end.start()], typed[end.start() :]) if end else (typed, "")


def _apart(typed: str) -> tuple[tuple[str, ...], bool]:
    """What must stand in a row each, and whether all of it must."""
    every = not re.search(r" n?or ", typed, re.IGNORECASE)
    parts = re.split(r"\s+(?:and also|and|n?or)\s+(?:the words? )?|,\s*", typed.strip(), flags=re.IGNORECASE)
    words = tuple(part.strip("\"“”«»„'‘’?., ") for part in parts)
    return tuple(word for word in words if word), every


def _scope(where: str) -> Scope:
    titles, abstracts = re.search(_TITLES, where, re.I), re.search(_ABSTRACTS, where, re.I)
    if titles and abstracts:
        return Scope.EITHER
    return Scope.TITLE if titles else Scope.ABSTRACT if abstracts else Scope.EITHER
