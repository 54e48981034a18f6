"""What a paper calls its own things: the part before ":", acronyms in brackets, names it introduces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.answers.words import Word, last_words, stem, words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS, fold, squeeze


class Bond(IntEnum):
    """How closely a name belongs to a paper, the closest first."""

    TITLE = 0
    INTRODUCED = 1
    SPELLED_OUT = 2


@dataclass(frozen=True, slots=True)
class Coined:
    """A name with its bond; where it is an acronym, the span of the abstract that spells it out."""

    name: str
    bond: Bond
    span: tuple[int, int] | None = None


_SEGMENT_ENDS = re.compile(r"[:?!]\s| - |\s–\s|\s—\s")
_ACRONYM = re.compile(
    r"[(\[]([A-Z][\w-]{0,3}[A-Z0-9][\w-]{0,8}?|[A-Z]{2,8}|[a-z]{1,3}[A-Z]{2,6}(?:-[a-z]{1,6})?)(s?)[)\]]"
)
_PROPOSES = (
    r"(?:propos|introduc|present|develop|buil[dt]|releas|design|deriv|implement|creat|contribut|construct|call|nam|"
    r"dubb|term|describ|publish|curat|collect|offer|model|train)(?:e?[sd]?|ing)"
)
_OURS = re.compile(rf"\b(?:we|paper|work|study|article)\b[^.;]{{0,60}}\b{_PROPOSES}\b[^.;]{{0,100}}$", re.I)
_REST = r"\w*(?:[-–][A-Z0-9]\w*)*"
_NAME = rf"[A-Z]{_REST}"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}"
_BETWEEN = r"(?: (?!(?:and|that|on|from|of|with|using|against|over|for|in|to|by|than|via)\b)[a-z][\w-]*){0,6}"
_INTRODUCED = (
    re.compile(rf"\b{_PROPOSES}{_BETWEEN},? ({_NAMES})(?=[\s,.:;–(]|$)"),
    # What stands in front is looked at last: capitals are few, and found quickly.
    re.compile(rf"([A-Z](?<=[a-z,] [A-Z]){_REST}),? (?:an?|our|the first)\b"),
    re.compile(rf", ({_NAME}),"),
    re.compile(rf"\b(?:called|named|dubbed|termed|call|name) (?:the )?({_NAMES})"),
)
# What the last of these begins with, which most abstracts have nowhere.
_NAMING = ("call", "name", "dubbed", "termed")
_LONGEST_EXPANSION = 12
# Names of so few letters are words by chance.
_FEWEST = 3


def coined_by(paper: Paper) -> list[Coined]:
    """Everything that a paper is called, or calls something of its own. Linear in its text."""
    return [
        *_of_title(paper.title),
        *(c for title in paper.other_titles for c in _of_title(title)),
        *_of_abstract(paper),
    ]


def _of_title(title: str) -> Iterator[Coined]:
    yield Coined(title, Bond.TITLE)
    head, *rest = _SEGMENT_ENDS.split(title, maxsplit=1)
    if rest:
        yield Coined(head, Bond.TITLE)
        yield from (Coined(_initials(part), Bond.TITLE) for part in (head, rest[0]) if len(_initials(part)) >= _FEWEST)
    elif len(_initials(title)) >= _FEWEST:
        yield Coined(_initials(title), Bond.TITLE)
    for match in _ACRONYM.finditer(title):
        yield Coined(match.group(1), Bond.TITLE)


def _initials(segment: str) -> str:
    """`DQN` for Deep Quiet Nets; only whole segments are called so."""
    words = [word for word in fold(segment).split() if word not in STOP_WORDS]
    return "".join(word[0] for word in words) if len(words) <= 5 else ""


def _of_abstract(paper: Paper) -> Iterator[Coined]:
    text = paper.abstract[:20_000]
    acronyms = list(_ACRONYM.finditer(text))
    titled = {stem(word) for word in fold(paper.title).split()} if acronyms else set()
    for match in acronyms:
        span = _expansion(text, match.start(), match.group(1))
        if span is None:
            continue
        spelled = {word.stem for word in words_of(text[slice(*span)])} - STOP_WORDS
        ours = _OURS.search(text[max(0, span[0] - 160) : span[0]]) is not None
        bond = Bond.TITLE if len(spelled & titled) > 1 else Bond.INTRODUCED if ours else Bond.SPELLED_OUT
        yield Coined(match.group(1), bond, span)
        if bond is not Bond.SPELLED_OUT:
            yield Coined(text[slice(*span)], bond, span)
    for pattern in _INTRODUCED if any(word in text for word in _NAMING) else _INTRODUCED[:-1]:
        for match in pattern.finditer(text):
            if _is_name(match.group(1)):
                yield Coined(match.group(1), Bond.INTRODUCED)


def _is_name(name: str) -> bool:
    return len(name) >= _FEWEST and squeeze(fold(name)) not in STOP_WORDS


def _expansion(text: str, bracket: int, acronym: str) -> tuple[int, int] | None:
    """The shortest run of words before a bracket whose initials hold the acronym's letters, the first one first."""
    words = last_words(text[max(0, bracket - 200) : bracket], _LONGEST_EXPANSION)
    small = len(acronym) - len(acronym.lstrip("abcdefghijklmnopqrstuvwxyz"))
    capitals = acronym[:small] + "".join(char for char in acronym[small:] if char.isupper() or char.isdigit())
    letters = squeeze(fold(capitals if len(capitals) > 1 else acronym))
    offset = max(0, bracket - 200)
    place = len(letters) - 1
    for at in range(len(words) - 1, -1, -1):
        initials = [words[at].folded[0], *(c.casefold() for c in words[at].text[1:] if c.isupper())]
        while place >= 0 and letters[place] in initials:
            initials = initials[: len(initials) - 1 - initials[::-1].index(letters[place])]
            place -= 1
        if place < 0:
            if at > 0 and not words[at].folded.startswith(letters[0]):
                return None
            first = _widened(text, words, at, offset)
            return offset + words[first].start, offset + words[-1].end
    return None


def _widened(text: str, words: Sequence[Word], at: int, offset: int) -> int:
    """Where a name in capitals begins: `Quiet Clip and Loud …` goes on in front of its `and`."""
    while at > 1 and words[at].text[:1].isupper():
        step = 2 if words[at - 1].folded in {"and", "of", "for"} else 1
        before = words[at - step]
        gap = text[offset + before.end : offset + words[at - step + 1].start]
        if not before.text[:1].isupper() or gap.strip(" -"):
            break
        at -= step
    return at
