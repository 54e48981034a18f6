"""What something is: the sentence that introduces it, or says `X is a …`."""

import re

from bot.answers.asked import Asked
from bot.answers.retrieval.roles import Role
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.wants import Want
from bot.answers.sentences import Sentence, sentences_of
from bot.library.models import Paper
from bot.library.text import fold, squeeze

_DEFINING = frozenset({Role.DEFINE, Role.METHOD})
_PROPOSES = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|essay))\b(?:[\w\s,-]{0,40}?)\b(?:propose|introduce|present|"
    r"develop|derive|build|design|train|"
    r"describe|implement|create|release|call|construct|study|prove|show|model|compute|elicit|compare)s?\b",
    re.I,
)
# What is introduced follows the verb: `we self-train a conformer` introduces none.
_INTRODUCED = re.compile(
    r"\b(?:we|this (?:paper|work|article|study))\b[\w\s,]{0,40}?\b(?:propose|introduce|present|develop|derive|design|"
    r"describe|create|release|call|construct|define|build|built)(?:s|d|ed)?\b"
    r"(?:\s(?!(?:on|in|for|with|to|of|by|from)\b)[\w-]+){0,5}$",
    re.I,
)
_IS = re.compile(r"^\W*(?:\([^)]*\)\W*)?(?:,|–|--|is\b|are\b|which\b|that\b|consists\b|works\b|estimates\b|follows\b)")
_NAMES, _INTRODUCES, _EXPLAINS, _PROPOSING = 0.5, 0.6, 0.3, 0.4


def definition(asked: Asked, want: Want) -> Hit | None:
    """The sentence that says what the one thing is that a question names; None where it asks for something else."""
    place = asked.reading.place
    if place is None or not _DEFINING & set(want.roles[:1]):
        return None
    mention = next((m for m in asked.reading.mentions if m.place == place), None)
    sentence = introduced_in(asked.shelf.papers[place], mention.name) if mention is not None else None
    return None if sentence is None else Hit(place, sentence, 1.0, 1.0)


def introduced_in(paper: Paper, name: str) -> Sentence | None:
    """The sentence of an abstract that says what a (squeezed) name is, else its first; None without an abstract."""
    sentences = sentences_of(paper.abstract)
    return max(sentences, key=lambda sentence: _rated(sentence, name)) if sentences else None


def explains(sentence: Sentence, end: int) -> bool:
    """Whether a sentence says what the thing is whose name ends here: it introduces it, or goes on with `is`."""
    return _INTRODUCED.search(sentence.text[:end]) is not None or _IS.match(sentence.text[end:]) is not None


def _rated(sentence: Sentence, name: str) -> float:
    proposes = _PROPOSES.search(sentence.text)
    at = _end_of(name, sentence)
    if at is None:
        return _PROPOSING if proposes else 0.0
    introduces = proposes is not None and proposes.start() < at
    explains = _IS.match(sentence.text[at:]) is not None
    return _NAMES + _INTRODUCES * introduces + _EXPLAINS * explains


def _end_of(name: str, sentence: Sentence) -> int | None:
    """Where a squeezed name ends in a sentence."""
    wanted = squeeze(fold(name)).removesuffix("s")
    if not wanted:
        return None
    words = sentence.words
    for start in range(len(words)):
        joined = ""
        for word in words[start:]:
            joined += word.folded
            if joined.removesuffix("s") == wanted:
                return word.end
            if len(joined) > len(wanted) + 1:
                break
    return None
