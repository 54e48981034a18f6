"""Things that are asked for by name, and whether a sentence names them or only counts or mentions them."""

import re
from itertools import pairwise

from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.retrieval.case import Case
from bot.answers.retrieval.concepts import is_soft
from bot.answers.retrieval.values import names_in
from bot.answers.retrieval.wants import Kind
from bot.answers.sentences import Sentence
from bot.answers.words import stem
from bot.library.text import STOP_WORDS

LISTS = re.compile(r":|\bincluding\b|\bsuch as\b|\bnamely\b|\(1\)|\bi\.e\.")
# `which four agents`, `the names of the seven genres`, `which of the conclusions`: the things themselves.
_WHICH_OF = re.compile(
    rf"\b(?:which|what) (?:of (?:the |these |those )?(?:\w+ )?|(?:{'|'.join(NUMBERS)}|\d+) )(\w+)"
    rf"|\bnames? of (?:the |all |these )*(?:{'|'.join(NUMBERS)}|\d+) (\w+)"
)
_WHICH = re.compile(r"^(?:and |so |also )?which (\w+) (\w+) ")


def only_counts(case: Case) -> bool:
    """Whether things are asked for by name that the sentence only counts: `four commercial agents`."""
    match = _WHICH_OF.search(case.text)
    if match is None or LISTS.search(case.best.sentence.text):
        return False
    things = {stem(word) for word in match.groups() if word}
    return bool(things & case.best.sentence.stems) and not _named(frozenset(things), case.best.sentence)


def _is_qualified(noun: str, sentence: Sentence) -> bool:
    """Whether a sentence says which of several things: `difficult queries`, but not `seven genres`."""
    before = [one.folded for one, other in pairwise(sentence.words) if other.folded == noun and noun.endswith("s")]
    return any(word not in STOP_WORDS and word not in NUMBERS and not word.isdigit() for word in before)


def _is_explained(noun: str, text: str) -> bool:
    """Whether it says of a name that it is such a thing: `Quick Sort (QS), a fast algorithm`, `a bank called Ayr`."""
    noun = re.escape(noun.removesuffix("s"))
    return (
        re.search(rf"[A-Z][\w-]*\)?, (?:an?|the) (?:[\w-]+ ){{0,4}}{noun}|\b{noun}s?,? (?:called|named) [A-Z]", text)
        is not None
    )


def _named(things: frozenset[str], sentence: Sentence) -> bool:
    """Whether a name stands right beside one of some things: `the agent Frog`, `Frog agents`."""
    return any(
        not things.isdisjoint(name.after[:1])
        or (not things.isdisjoint(name.before[:1]) and sentence.text[: name.start].rstrip()[-1:].isalnum())
        for name in names_in(sentence)
    )


def names_none(case: Case) -> bool:
    """Whether `which bank`, `which genres` are asked for, and nothing there is a name or a list."""
    match = _WHICH.match(case.text) if case.want.kind is Kind.PASSAGE else None
    if match is None or _is_soft_which(*match.groups()) or LISTS.search(case.best.sentence.text):
        return False
    noun = stem(match.group(1))
    if noun in case.best.sentence.stems:
        sentence = case.best.sentence
        return not (
            _named(frozenset({noun}), sentence)
            or _is_qualified(match.group(1), sentence)
            or _is_explained(match.group(1), sentence.text)
        )
    asked = {word.casefold() for word in case.asked.reading.words}
    names = (name.text.casefold() for name in names_in(case.best.sentence))
    return all(set(re.findall(r"\w+", name)) <= asked for name in names)


_HELPING = frozenset({"do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "will"})


def _is_soft_which(noun: str, behind: str) -> bool:
    """Whether `which trade does …` asks for no name; of several things, `which genres are …`, it always does."""
    return is_soft(noun) or (behind in _HELPING and not noun.endswith("s"))
