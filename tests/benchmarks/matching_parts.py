"""What each part of the matching is worth: the same queries without it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from bot.matching import (
    name_fit,
    name_forms,
    name_signs,
    names,
    pairing,
    title_fit,
    title_query,
    title_signs,
    titles,
)

Part = tuple[str, list[tuple[object, str, Any]]]


def _none(*_: object, **__: object) -> Any:
    return ()


def _as_typed(typed: Any, *_: object) -> str:
    return str(typed.folded)


def _fixed(value: float) -> Callable[..., float]:
    return lambda *_, **__: value


# Signs are left out by weighing nothing; the other weights are as they were fitted with it.
def _without(weights: dict[str, float], *signs: str) -> dict[str, float]:
    return weights | dict.fromkeys(signs, 0.0)


TITLE_PARTS: list[Part] = [
    ("the words in a row (phrase)", [(title_fit, "_PHRASE", 0.0)]),
    ("the phrase in the title's own words", [(title_fit, "reworded", _as_typed)]),
    ("how the title starts", [(title_fit, "_START", 0.0)]),
    ('the part before ":"', [(title_fit, "_head", _fixed(0.0))]),
    ("initials of a segment", [(title_fit, "_initials", _fixed(0.0))]),
    ("a query that looks like initials", [(title_fit, "_LOOKS_LIKE", 0.0)]),
    ("initials for words", [(title_query, "runs_of", _none)]),
    ("words for initials, words run together", [(title_query, "_shorts", _none)]),
    ("words taken apart", [(title_query, "taken_apart", lambda words, _: tuple(words))]),
    ("the beginning of the last word", [(title_query, "_TYPING", 0.01)]),
    ("words cut short", [(title_query, "_CUT_SHORT", 0.01)]),
    ("the first letter right", [(title_query, "_FIRST_WRONG", 1.0)]),
    ("stop words count less", [(title_query, "_STOP", 1.0)]),
    ("more rows looked at (100)", [(titles, "_POOL", 100)]),
    ("sign: slips of a finger", [(title_signs, "oddities", _fixed(0))]),
    *(
        (f"sign: {what}", [(titles, "WEIGHTS", _without(dict(title_signs.WEIGHTS), *signs))])
        for what, signs in {
            "lead over the runner-up": ("lead",),
            "nothing missing": ("full", "stop_any", "miss_long", "phrase_miss"),
            "the only one with the phrase": ("lonephrase", "phrase", "runphrase"),
            "a known word taken for a misspelt one": ("misspelt_known",),
        }.items()
    ),
]
NAME_PARTS: list[Part] = [
    ("initials in their places", [(name_fit, "in_place", lambda typed, known, pairs, as_last: pairs)]),
    ("last names known as such", [(names.NameIndex, "_as_last", lambda self, word: 0.5)]),
    ("letters in a row", [(name_fit, "_STRETCH", 0.0)]),
    ("the whole without spaces", [(name_fit, "_SQUEEZED", 0.0), (name_fit, "_SQUEEZED_ALONE", 0.0)]),
    ("umlauts spelled out", [(name_forms, "_SPELLED_OUT", {})]),
    ("hyphens lost", [(name_forms, "_HYPHENS", {})]),
    ("initial for a whole word", [(pairing, "INITIAL_ONLY", 0.0), (names, "INITIAL_ONLY", 0.0)]),
    ("swapped letters", [(pairing, "SWAPPED", 0.5)]),
    ("short words misspelt", [(pairing, "_SHORT_SLIP", 0.0), (pairing, "_SHORT_ODD", 0.0)]),
    ("others keep less beside a whole name", [(names, "BESIDE_WHOLE", 1.0)]),
    ("sign: slips of a finger", [(name_signs, "oddities", _fixed(0))]),
    *(
        (f"sign: {what}", [(names, "WEIGHTS", _without(dict(name_signs.WEIGHTS), *signs))])
        for what, signs in {
            "lead over the runner-up": ("lead",),
            "others as good": ("equal", "lonewhole"),
            "nothing missing": ("absent", "absent_initial"),
            "a rare word": ("rare",),
            "a known name taken for a misspelt one": ("misspelt_known", "begun_known"),
        }.items()
    ),
]


@contextmanager
def without(part: Part) -> Iterator[None]:
    """Look up without a part."""
    patches = [patch.object(where, name, value) for where, name, value in part[1]]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()
