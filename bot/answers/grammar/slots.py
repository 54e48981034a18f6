"""Where a question says what papers are to be about: the words behind `about` and `that mention`, as they stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.grammar.phrases import PHRASES, Cue
from bot.answers.grammar.tokens import Token
from bot.answers.grammar.vocabulary import MONTHS, NUMBERS
from bot.answers.linking.shelf import Shelf
from bot.answers.retrieval.meanings import meanings
from bot.answers.words import folded, stem
from bot.library.text import STOP_WORDS

# What papers are called, one or several.
_ONE = frozenset("paper publication article preprint study work manuscript one anything something stuff".split())
_SEVERAL = frozenset("papers publications pubs articles preprints works manuscripts ones studies".split())
_ENDS = frozenset({"newest", "latest", "oldest", "earliest", "first", "last"})
# With one of these in front a single paper is asked about, not for.
_ASKS_OF = frozenset("what whats how why when who where explain describe does did summarize whose".split())
# What opens a topic in one sense only: `studies` are papers too, and a topic has a name.
_NO_OPENER = frozenset({"topic", "topics", "studies", "around", "says"})
# No topic begins with these: `on it`, `on the same day`, `on average`.
_NO_TOPIC = frozenset(
    "it its them they him her he she his this that these those which what whom who whose me you us here there same "
    "both average github gitlab bitbucket page profile list how code or after before top time arxiv and by is are "
    "does do anything something everything all in of".split()
)
# Nor has one these in it: `on his page`, `about the same thing`.
_NO_TOPICS = frozenset({"same", "page", "pages", "profile", "profiles", "database"})
_SMALL = frozenset(
    "neither either both the a an some any of to subject idea question theme word words term phrase".split()
)
# Where a topic ends.
_ENDS_TOPIC = frozenset(
    "by from with without since before after between published written released posted that which who where whose when "
    "during until till sorted please pls but except excluding besides minus not tagged have has had having is "
    "are was were here there listed grouped ordered mention mentions mentioning about do does did can could per exist "
    "available outside than either apart other than lack lacking lacks also only together".split()
)
# What papers may be without that is no topic.
_KNOWN = frozenset(
    "abstract abstracts affiliation affiliations link links date dates field fields repo repository institution author "
    "authors coauthor coauthors co tag tags".split()
)
_BARS = frozenset("but not without except excluding besides minus".split())
_COUNTS = ["how", "many"]
# Behind these a topic goes on that papers must not have.
_TURNS = frozenset("but not without except excluding besides minus no those ones about on mention mentions any".split())
_BETWEEN = STOP_WORDS | {"and", "or", "nor", "neither", "either", "both"}


@dataclass(frozen=True, slots=True)
class Slot:
    """The words of a topic, `start` to `end`.

    `literal` where they must stand in a paper, whatever paper they may name; `said` behind `mention`, where they must
    whatever else they may mean: a year, a field.
    """

    start: int
    end: int
    literal: bool
    said: bool


@cache
def _openers() -> Mapping[tuple[str, ...], Cue]:
    """Phrases that a topic follows, each with its cue."""
    return {
        tuple(phrase.split()): cue
        for cue in (Cue.ABOUT, Cue.MENTION)
        for phrase in PHRASES[cue].split("|")
        if phrase not in _NO_OPENER
    } | {("without",): Cue.ABOUT}


def is_for_several(words: Sequence[str]) -> bool:
    """Whether a question asks for papers rather than for the one paper that somebody has in mind."""
    return bool(_SEVERAL.intersection(words))


def find_slots(words: Sequence[str]) -> list[Slot]:
    """Where topics stand in a question's folded words; none where no papers are asked for."""
    # `how many mention pollen` counts papers as well.
    counts = list(words[:2]) == _COUNTS and tuple(words[2:3]) in _openers()
    named = [at for at, word in enumerate(words) if word in _ONE | _SEVERAL] or ([1] if counts else [])
    several = is_for_several(words) or counts
    if not named or (not several and words[0] in _ASKS_OF):
        return []
    slots: list[Slot] = []
    at = named[0] + 1
    while at < len(words):
        opened = next((end for end in (at + 3, at + 2, at + 1) if tuple(words[at:end]) in _openers()), None)
        at += 1
        is_known = words[at - 1] == "without" and not _KNOWN.isdisjoint(words[at : at + 2])
        slot = _slot(words, opened, _openers()[tuple(words[at - 1 : opened])]) if opened and not is_known else None
        while slot is not None:
            slots.append(slot)
            at, slot = slot.end, _turned(words, slot)
    picks = several or bool(_ENDS.intersection(words))
    return [replace(slot, literal=True) if picks else slot for slot in slots]


def _turned(words: Sequence[str], slot: Slot) -> Slot | None:
    """The topic that papers must not have, right behind one that they must: `but not tokens`."""
    start = slot.end
    while start < len(words) and words[start] in _TURNS:
        start += 1
    is_known = start < len(words) and words[start] in _KNOWN
    turns = start > slot.end and words[slot.end] in _BARS
    return _slot(words, start, Cue.ABOUT) if turns and not is_known else None


def _slot(words: Sequence[str], start: int, cue: Cue) -> Slot | None:
    """The topic that begins at a word; None where none does."""
    while start < len(words) and words[start] in _SMALL:
        start += 1
    end = start
    while end < len(words) and not _ends_at(words, end, start):
        end += 1
    while end > start and words[end - 1] in _BETWEEN:
        end -= 1
    first = words[start] if start < end else ""
    is_time = cue is Cue.ABOUT and (first[:1].isdigit() or first in MONTHS or first in NUMBERS)
    if not first or is_time or first in _NO_TOPIC | _ENDS_TOPIC or _NO_TOPICS.intersection(words[start:end]):
        return None
    return Slot(start, end, literal=cue is Cue.MENTION, said=cue is Cue.MENTION)


def _ends_at(words: Sequence[str], at: int, start: int) -> bool:
    """Whether a topic that began at `start` ends in front of a word."""
    word, behind = words[at], words[at + 1 : at + 2]
    if at > start and word in {"in", "of", "on"} and behind:
        return _is_dated(behind[0]) or behind[0] in {"the", "this", "his", "her", "that"}
    return at > start and word in _ENDS_TOPIC


def _is_dated(word: str) -> bool:
    return (word.isdigit() and len(word) == 4) or word in MONTHS or word in {"last", "this"}


def as_typed(tokens: Sequence[Token], slots: Sequence[Slot], shelf: Shelf) -> list[Token]:
    """Tokens with the words of topics as typed: mended only to a word of a paper, and only if they are no words."""
    inside = {at for slot in slots for at in range(slot.start, slot.end)}
    # `wheat papers` are no `what papers`.
    inside |= {
        at for at, token in enumerate(tokens[:-1]) if tokens[at + 1].folded in _SEVERAL and is_plain(token.typed)
    }
    return [
        _typed(token, shelf) if at in inside and (token.mended or _is_letter(token)) else token
        for at, token in enumerate(tokens)
    ]


def _typed(token: Token, shelf: Shelf) -> Token:
    known = token.folded in shelf.people or stem(token.folded) in shelf.holders
    if token.mended and known and not is_word(token.typed):
        return token
    return Token(token.typed, folded(token.typed))


def is_word(typed: str) -> bool:
    """Whether a typed word is a word of the language."""
    return stem(folded(typed)) in meanings().rows


def is_plain(typed: str) -> bool:
    """Whether a typed word is a word of the language as it stands in a dictionary, or its plural."""
    word = folded(typed)
    return is_word(typed) and stem(word) in {word, word.removesuffix("s"), word.removesuffix("e")}


def heads(tokens: Sequence[Token]) -> list[str]:
    """The folded words, a real word as typed even where it was taken for a slip."""
    return [
        folded(token.typed) if (token.mended and is_word(token.typed)) or _is_letter(token) else token.folded
        for token in tokens
    ]


def _is_letter(token: Token) -> bool:
    """Whether a capital stands for itself: `R` is no `are`."""
    return len(token.typed) == 1 and token.typed.isupper()


def told_in(slots: Sequence[Slot], free: Sequence[bool], words: Sequence[str], shelf: Shelf) -> Iterator[int]:
    """The places of the words of topics, those left out that are something else or nothing.

    Of the one paper that somebody looks for, words that ask are no topic where others stand beside them.
    """
    for slot in slots:
        left = [at for at in range(slot.start, slot.end) if free[at] and words[at] not in _BETWEEN]
        if slot.literal or all(words[at] in shelf.grammar for at in left):
            yield from left


def hidden(free: Sequence[bool], slots: Sequence[Slot]) -> list[bool]:
    """What is free for fields and times: not what a paper must mention."""
    said = {at for slot in slots if slot.said for at in range(slot.start, slot.end)}
    return [is_free and at not in said for at, is_free in enumerate(free)]
