"""What people type who half remember a title or a name: the noise that the confidence is fitted to.

Not the noise of the labelled queries that the figures come from, whose making is not known here.
"""

import random
import re
from collections.abc import Callable, Mapping
from string import ascii_lowercase

from bot.library.text import STOP_WORDS, fold

# Keys beside each letter, and how many of the wrong letters are of those; others are wrong altogether.
_SLIPS = 0.7
_BESIDE = {
    **{"a": "qsz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk"},
    **{"k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry"},
    **{"u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "x"},
}
# What is typed, or nothing where a text is not of the kind.
Noise = Callable[[str, random.Random], str]


def typos(text: str, chance: random.Random, count: int = 1) -> str:
    """The text with so many letters lost, put in, replaced or swapped."""
    for _ in range(count):
        places = [at for at, letter in enumerate(text) if letter.isalnum()]
        if len(places) < 3:
            return text
        at, kind = chance.choice(places), chance.choice(["lost", "put", "replaced", "swapped"])
        beside = _BESIDE.get(text[at].lower(), "") if chance.random() < _SLIPS else ""
        other = chance.choice(beside or ascii_lowercase)
        if kind == "lost":
            text = text[:at] + text[at + 1 :]
        elif kind == "put":
            text = text[:at] + other + text[at:]
        elif kind == "replaced":
            text = text[:at] + other + text[at + 1 :]
        elif text[at + 1 : at + 2].isalnum():
            text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text


def in_some_case(text: str, chance: random.Random) -> str:
    """Mostly lower case."""
    return text if chance.random() < 0.25 else text.lower()


def _beginning(text: str, chance: random.Random) -> str:
    return in_some_case(text[: chance.randint(3, max(4, min(40, len(text))))], chance)


def _beginning_misspelt(text: str, chance: random.Random) -> str:
    return typos(text[: chance.randint(7, max(8, min(30, len(text))))].lower(), chance)


def _fragment(text: str, chance: random.Random, least: int = 2, faults: int = 0) -> str:
    words, length = text.split(), chance.randint(least, 5)
    if len(words) <= length:
        return ""
    start = chance.randint(0, len(words) - length)
    part = " ".join(words[start : start + length])
    return typos(part.lower(), chance, faults) if faults else in_some_case(part, chance)


def _words_lost(text: str, chance: random.Random) -> str:
    words = text.split()
    if len(words) < 6:
        return ""
    lost = chance.sample(range(1, len(words)), chance.randint(1, 2))
    return in_some_case(" ".join(word for at, word in enumerate(words) if at not in lost), chance)


def _head(text: str, chance: random.Random) -> str:
    head, colon, _ = text.partition(":")
    return in_some_case(head, chance) if colon and 3 <= len(head) <= 18 else ""


def _head_misspelt(text: str, chance: random.Random) -> str:
    return typos(_head(text, chance).lower(), chance)


def _initials(text: str, chance: random.Random) -> str:
    words = fold(chance.choice(re.split(r"[:?!]| - ", text))).split()
    if chance.random() < 0.5:
        words = [word for word in words if word not in STOP_WORDS]
    first = "".join(word[0] for word in words[: chance.randint(3, 5)])
    return chance.choice([first, first.upper()]) if len(words) >= 3 else ""


def _abbreviated(text: str, chance: random.Random) -> str:
    words, length = fold(text).split(), chance.randint(2, 3)
    if len(words) < length + 2:
        return ""
    at = chance.randint(0, len(words) - length)
    first = "".join(word[0] for word in words[at : at + length])
    before, after = max(0, at - chance.randint(0, 2)), at + length
    return " ".join([*words[before:at], first, *words[after : after + chance.randint(1, 2)]])


def _some_words(text: str, chance: random.Random, least: int, most: int) -> str:
    words = [word for word in dict.fromkeys(fold(text).split()) if word not in STOP_WORDS and len(word) > 2]
    count = chance.randint(least, most)
    return " ".join(chance.sample(words, count)) if len(words) >= count else ""


def _no_marks(text: str, chance: random.Random) -> str:
    return re.sub(r"[^\w ]", "", text.lower())[: chance.randint(15, 90)]


TITLES: Mapping[str, Noise] = {
    "whole": in_some_case,
    "whole, misspelt": lambda text, chance: typos(text.lower(), chance, chance.choice([1, 2])),
    "beginning": _beginning,
    "beginning, misspelt": _beginning_misspelt,
    "fragment": _fragment,
    "fragment, a typo": lambda text, chance: _fragment(text, chance, 3, 1),
    "fragment, two typos": lambda text, chance: _fragment(text, chance, 3, 2),
    "fragment, three typos": lambda text, chance: _fragment(text, chance, 3, 3),
    "words lost": _words_lost,
    "head": _head,
    "head, misspelt": _head_misspelt,
    "initials": _initials,
    "abbreviated": _abbreviated,
    "keywords": lambda text, chance: _some_words(text, chance, 2, 3),
    "keywords, misspelt": lambda text, chance: typos(_some_words(text, chance, 3, 4), chance, chance.choice([1, 2])),
    "reordered": lambda text, chance: _some_words(text, chance, 4, 6),
    "no marks": _no_marks,
}
ABSENT_TITLES = (
    *("whole", "whole", "fragment", "fragment", "fragment", "head", "head"),
    *("head, misspelt", "whole, misspelt", "whole, misspelt", "beginning", "keywords"),
)


def _last_first(text: str, between: str = " ") -> str:
    words = text.split()
    return between.join([words[-1], " ".join(words[:-1])])


NAMES: Mapping[str, Noise] = {
    "whole": in_some_case,
    "a typo": lambda text, chance: typos(text.lower(), chance),
    "two typos": lambda text, chance: typos(text.lower(), chance, 2),
    "last first": lambda text, chance: _last_first(text).lower(),
    "last, first": lambda text, chance: in_some_case(_last_first(text, ", "), chance),
    "last first, misspelt": lambda text, chance: typos(_last_first(text).lower(), chance),
    "initial last": lambda text, chance: f"{text[0]}{chance.choice(['. ', ' '])}{text.split()[-1]}".lower(),
    "last initial": lambda text, chance: f"{text.split()[-1]}{chance.choice([', ', ' '])}{text[0]}".lower(),
    "last": lambda text, chance: text.split()[-1].lower(),
    "last begun": lambda text, chance: text.split()[-1].lower()[: chance.randint(3, max(3, len(text.split()[-1])))],
    "beginning": lambda text, chance: in_some_case(text[: chance.randint(4, max(5, len(text) - 1))], chance),
    "beginning, misspelt": lambda text, chance: typos(text[: chance.randint(6, max(7, len(text) - 1))].lower(), chance),
    "first, last begun": lambda text, chance: (
        f"{text.split()[0]} {text.split()[-1][: chance.randint(1, max(1, len(text.split()[-1]) - 1))]}".lower()
    ),
    "no middle": lambda text, chance: f"{text.split()[0]} {text.split()[-1]}".lower() if len(text.split()) > 2 else "",
    "no spaces": lambda text, chance: fold(text).replace(" ", ""),
    "no accents": lambda text, chance: fold(text),
}
ABSENT_NAMES = ("whole", "last first", "a typo", "whole", "last, first")
