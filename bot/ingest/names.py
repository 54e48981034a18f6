"""What reads as people's names, and which, and what as a text instead."""

import re
from dataclasses import dataclass

from bot.ingest.prose import ends_sentence
from bot.library.text import STOP_WORDS

# The longest title among 94,697 papers has 31 words and 217 characters; an abstract may be shorter if it
# ends as sentences do.
_MANY_WORDS = 35
_MANY_LETTERS = 250
_FEW_WORDS = 4
_FEW_LETTERS = 12  # in a script without spaces
_LONGEST_NAME = 80
_LONGEST_AFFILIATION = 120
_MOST_WORDS = 6
# Names of Han characters have up to six, or a dot between; more is a phrase.
_HAN_PHRASE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{7}")
# Nor are footnote marks part of a name: a line that carries them cannot be trusted.
_NOT_IN_NAMES = re.compile(r"[\d⁰¹²³⁴-⁹*†‡§:?!@=<>/\\|$%^{}\[\]]")
_PARTICLES = frozenset(
    [
        *[
            "van",
            "der",
            "den",
            "de",
            "la",
            "le",
            "du",
            "von",
            "zu",
            "zur",
            "dos",
            "das",
            "da",
            "do",
            "di",
            "del",
            "della",
        ],
        *["ten", "ter", "el", "al", "bin", "ibn", "ben", "bint", "abu", "e", "y", "af", "av", "und"],
    ]
)
_NOT_NAMES = STOP_WORDS - _PARTICLES
_PHRASE_WORDS = STOP_WORDS - {"the", "of"}
_SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|Ph\.? ?D|M\.? ?D|Esq)\.?")
_ET_AL = re.compile(r"[,，]?\s+et\.?\s+al\.?$", re.I)
_COMMA = re.compile("[,，、،]")
_SEMICOLON = re.compile("[;；؛]")
_BETWEEN = re.compile(r"\s?[,，、،;；؛]\s?(?:(?:and|&)\s)?|\s(?:and|&)\s")
_FIRST_PIECE = re.compile(r"\s?[,，、،;；؛]|\s(?:and|&|[·•∙‧⋅])\s")
_AFFILIATION = re.compile(r"\s[·•∙‧⋅]\s")


@dataclass(frozen=True, slots=True)
class Authors:
    """The line below a title."""

    names: tuple[str, ...] = ()
    et_al: bool = False
    affiliation: str | None = None

    @property
    def certain(self) -> bool:
        """Whether only authors look like this; a single name may be something else."""
        return self.et_al or self.affiliation is not None or len(self.names) > 1


def read_authors(line: str) -> Authors | None:
    """Names, without or with “et al.” and ` · affiliation`; None where the line reads as something else."""
    authors = _listed(line)
    if authors is None or authors.et_al:
        return authors
    if ends_sentence(authors.names[-1]):
        return None
    well_formed = sum(_looks_like_name(name) for name in authors.names)
    return authors if well_formed * 2 > len(authors.names) else None


def read_team(line: str) -> Authors | None:
    """A name of any form, from a line that stands where authors do: a team's, or somebody's in lower case."""
    is_phrase = ends_sentence(line) or _PHRASE_WORDS.intersection(line.casefold().split())
    authors = _listed(line)
    return authors if authors and len(authors.names) == 1 and not is_phrase else None


def is_one_name(line: str) -> bool:
    """Whether a line reads as the name of one person."""
    authors = read_authors(line)
    return authors is not None and not authors.certain


def is_prose(text: str) -> bool:
    """Whether a paragraph reads as a text rather than as a name, a title or a button."""
    if len(text) >= _MANY_LETTERS or len(text.split()) >= _MANY_WORDS:
        return True
    has_words = len(text.split()) >= _FEW_WORDS or (not text.isascii() and len(text) >= _FEW_LETTERS)
    return has_words and ends_sentence(text) and read_authors(text.rstrip(" .")) is None


def _listed(line: str) -> Authors | None:
    """Names of any form, if each could be one."""
    if not _may_be_name(_ET_AL.sub("", _FIRST_PIECE.split(line, maxsplit=1)[0][: 2 * _LONGEST_NAME])):
        return None  # at once, for most texts are none
    authors = _split(line)
    return authors if authors.names and all(_may_be_name(name) for name in authors.names) else None


def _split(line: str) -> Authors:
    listed, *affiliations = _AFFILIATION.split(line.rstrip(" ·•"))
    named = _ET_AL.sub("", listed)
    names, et_al = _names(named), named != listed
    affiliation = " · ".join(affiliations)
    dots_may_part_names = len(affiliations) > 1 and not et_al and len(names) == 1
    if dots_may_part_names or len(affiliation) > _LONGEST_AFFILIATION:
        return Authors()
    return Authors(names, et_al, affiliation or None)


def _names(listed: str) -> tuple[str, ...]:
    if _COMMA.search(listed) and _SEMICOLON.search(listed):
        return ()  # `Doe, Jane; Roe, Jo`, or `Jane Doe, MIT; Jo Roe, CMU`: who could tell?
    names: list[str] = []
    for piece in _BETWEEN.split(listed):
        if names and _SUFFIX.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}"
        elif piece:
            names.append(piece)
    return tuple(names)


def _may_be_name(name: str) -> bool:
    is_short = len(name) <= _LONGEST_NAME and len(_words(name)) <= _MOST_WORDS
    return is_short and not _NOT_IN_NAMES.search(name) and any(c.isalpha() for c in name)


def _looks_like_name(name: str) -> bool:
    """Most words of a name are not in lower case, and none is a word like `for`."""
    words = _words(name)
    capitals = sum(word != word.lower() or not word[:1].islower() for word in words)
    return capitals * 2 > len(words) and not _NOT_NAMES.intersection(words) and not _HAN_PHRASE.search(name)


def _words(name: str) -> list[str]:
    return [word for word in name.split() if word not in _PARTICLES]
