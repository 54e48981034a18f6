"""The papers that mention a topic, in any of its forms: `RL` and `reinforcement learning` where an abstract says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.linking.coined import coined_by
from bot.answers.linking.shelf import Shelf
from bot.answers.words import find_words, stems_of, words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS

# So many papers are asked what a topic is short for, and so many forms of it are looked for.
_ASKED, _FORMS = 60, 6
# Of more papers than these nobody looks whether the words stand in one row.
_READ = 600


@dataclass(frozen=True, slots=True)
class Mentioned:
    """The papers (by place) that mention a topic, and the other forms of it that some of them have."""

    places: frozenset[int]
    others: tuple[str, ...] = ()


def mentioned(words: Sequence[str], shelf: Shelf) -> Mentioned:
    """The papers that have these words in a row, in any form; where none has, those that have all of them somewhere."""
    typed = _stems(" ".join(words))
    if not typed:
        return Mentioned(frozenset())
    forms = {typed: "", **dict(islice(_forms(typed, shelf), _FORMS))}
    held = {form: _with_all(form, shelf) for form in forms}
    everywhere = frozenset[int]().union(*held.values())
    if len(everywhere) > _READ:
        return Mentioned(everywhere)
    rows = {form: frozenset(at for at in places if _in_a_row(form, shelf.papers[at])) for form, places in held.items()}
    told = rows if any(rows.values()) else held
    named = tuple(forms[form] for form, places in told.items() if forms[form] and places and form != typed)
    return Mentioned(frozenset[int]().union(*told.values()), named)


def _with_all(stems: Sequence[str], shelf: Shelf) -> frozenset[int]:
    return frozenset.intersection(*(_with(each, shelf) for each in stems))


def _with(each: str, shelf: Shelf) -> frozenset[int]:
    """The papers with a stem; of an acronym without vowels, which no ending is taken from, also with its plural."""
    held = frozenset(shelf.holders.get(each, ()))
    return held | frozenset(shelf.holders.get(f"{each}s", ())) if _VOWELS.isdisjoint(each) else held


def _stems(text: str) -> tuple[str, ...]:
    """The stems of a text, stop words aside, `LLMs` as `llm`."""
    return tuple(_single(each) for each in stems_of(text) if each not in STOP_WORDS)


def _single(each: str) -> str:
    return each[:-1] if len(each) > _FEWEST and each.endswith("s") and _VOWELS.isdisjoint(each) else each


_VOWELS, _FEWEST = frozenset("aeiouy"), 2


def _in_a_row(stems: Sequence[str], paper: Paper) -> bool:
    """Whether stems follow one another in a title or an abstract, stop words aside."""
    if len(stems) == 1:
        return True
    return any(_holds_row(stems, text) for text in (paper.title, paper.abstract))


def _holds_row(stems: Sequence[str], text: str) -> bool:
    row, wanted = _stems(text), tuple(stems)
    return any(row[at : at + len(wanted)] == wanted for at in range(len(row) - len(wanted) + 1))


def _forms(typed: tuple[str, ...], shelf: Shelf) -> Iterator[tuple[tuple[str, ...], str]]:
    """Other forms of a topic, as stems and as pages write them: its acronyms spelled out, its words as an acronym."""
    for at, each in enumerate(typed):
        for spelled in _spelled_out(each, shelf):
            yield (*typed[:at], *_stems(spelled), *typed[at + 1 :]), spelled if len(typed) == 1 else ""
    for start in range(len(typed)):
        for end in range(len(typed), start + 1, -1):
            for acronym in _acronyms(typed[start:end], shelf):
                whole = end - start == len(typed)
                yield (*typed[:start], *_stems(acronym), *typed[end:]), acronym if whole else ""


def _spelled_out(each: str, shelf: Shelf) -> Iterator[str]:
    """What an acronym is short for, by the abstracts that say so."""
    for named in shelf.names.get(each, ()):
        if named.coined.span is not None:
            spelled = shelf.papers[named.place].abstract[slice(*named.coined.span)]
            if len(words_of(spelled)) > 1:
                yield spelled


def _acronyms(stems: tuple[str, ...], shelf: Shelf) -> Iterator[str]:
    """Acronyms that abstracts put behind exactly these words."""
    for place in sorted(_with_all(stems, shelf))[:_ASKED]:
        paper = shelf.papers[place]
        for coined in coined_by(paper):
            if coined.span is None or len(find_words(coined.name)) > 1:
                continue
            spelled = paper.abstract[slice(*coined.span)]
            if spelled != coined.name and _stems(spelled) == stems:
                yield coined.name
