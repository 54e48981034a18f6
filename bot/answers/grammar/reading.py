"""A question taken apart: what it names, what it asks for, and the words that nothing accounts for."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from bot.answers.grammar.asides import without_asides
from bot.answers.grammar.called import PAPER_WORDS, by_one_word, is_meant, outside, with_paper_word
from bot.answers.grammar.cues import CueAt, find_cues
from bot.answers.grammar.fields import FieldAt, find_fields
from bot.answers.grammar.mending import tokens_of
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.plainly import plainly
from bot.answers.grammar.slots import Slot, as_typed, find_slots, heads, hidden, told_in
from bot.answers.grammar.times import TimeAt, find_time
from bot.answers.grammar.tokens import Token, with_years
from bot.answers.grammar.vocabulary import GLUE, NUMBERS, WHETHER
from bot.answers.linking.mentions import Mention, find_mentions
from bot.answers.linking.people import Named, find_people
from bot.answers.linking.shelf import Shelf
from bot.answers.words import Word, stem
from bot.library.models import Paper
from bot.library.text import clean, fold

# Discord takes more; nobody asks in more, and work must stay bounded.
LONGEST = 300
_MOST_WORDS = 60
_METRICS = {"h": ("index", "idx", "indices", "indexes", "factor", "number"), "ai": ("score", "scores")}
# Words that stand in front of a question.
_OPENS = frozenset("so and but hey ok hmm wait um well please pls tell me if whether".split())


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart. Spans are counted in tokens; `rest` are those that nothing accounts for.

    `topic` are those among them that stand behind `about` or `that mention` and mean what they say.
    """

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    people: Sequence[Named]
    fields: Sequence[FieldAt]
    times: Sequence[TimeAt]
    affiliations: Sequence[tuple[str, int, int]]
    cues: Sequence[CueAt]
    rest: Sequence[int]
    topic: frozenset[int] = frozenset()
    # Where names stand that nobody here has.
    strangers: Sequence[tuple[int, int]] = ()

    @property
    def words(self) -> list[str]:
        """The folded words."""
        return [token.folded for token in self.tokens]

    def has(self, *cues: Cue) -> bool:
        """Whether any of these cues stands in the question."""
        return any(found.cue in cues for found in self.cues)

    def at(self, *cues: Cue) -> list[CueAt]:
        """Where these cues stand."""
        return [found for found in self.cues if found.cue in cues]

    def only(self, *cues: Cue) -> bool:
        """Whether the question has no cue besides these that means something by itself."""
        return all(found.cue in cues for found in self.cues)

    @property
    def place(self) -> int | None:
        """The one paper that is named, if exactly one is."""
        places = {mention.place for mention in self.mentions}
        return places.pop() if len(places) == 1 else None

    @property
    def is_follow_up(self) -> bool:
        """Whether it is about a paper that it does not name."""
        return any(not mention.end for mention in self.mentions)

    @property
    def is_whether(self) -> bool:
        """Whether yes or no is asked for: `does it …`, `hey is it …`, `… yes or no`."""
        first = next((word for word in self.words if word not in _OPENS), "")
        return first in WHETHER or self.words[-3:] == ["yes", "or", "no"]

    def stems(self, places: Collection[int]) -> list[str]:
        """The stems of tokens, in order, each once."""
        return list(dict.fromkeys(stem(self.tokens[place].folded) for place in sorted(places)))


def read(question: str, shelf: Shelf, now: date, about: Paper | None = None) -> Reading:
    """Take a question apart. `about` is the paper that a follow-up is about unless it names another."""
    text, tokens, slots = _taken_apart(question, shelf, now)
    folded = [token.folded for token in tokens]
    typed = [token.typed for token in tokens]
    free = [True] * len(tokens)
    # Neither an initial, as in `Ada h index`, nor a field.
    taken = [at for at, word in enumerate(folded[:-1]) if folded[at + 1] in _METRICS.get(word, ())]
    _take_spans(free, [(at, at + 2) for at in taken])
    mentions = _mentions(folded, typed, slots, shelf, about)
    _take(free, mentions)
    affiliations = list(_affiliations(folded, free, shelf))
    _take_spans(free, [(start, end) for _, start, end in affiliations])
    people = [named for named in find_people(folded, typed, free, shelf) if named.end - named.start > 1]
    _take(free, people)
    fields = list(_fields(tokens, folded, hidden(free, slots), shelf))
    _take(free, fields)
    # What stands where a name does is a person before it is a month or a word.
    named, strangers = _in_name_places(tokens, folded, typed, people, free, shelf)
    people += named
    _take(free, named)
    _take_spans(free, strangers)
    times = list(_times(folded, hidden(free, slots), now))
    _take(free, times)
    single = list(find_people(folded, typed, free, shelf))
    people = sorted([*people, *single], key=lambda named: named.start)
    _take(free, single)
    for at in taken:
        free[at : at + 2] = [True, True]
    topic = frozenset(told_in(slots, free, folded, shelf))
    for at in topic:
        free[at] = False
    cues = find_cues(folded, free)
    _give_back(free, strangers)
    covered = {at for cue in cues for at in range(cue.start, cue.end)}
    rest = [at for at, is_free in enumerate(free) if is_free and at not in covered and not _is_glue(tokens[at])]
    rest = sorted({*rest, *topic})
    if about is not None and not mentions:
        mentions = [Mention((shelf.places[about.key],), 0, 0)]
    return Reading(text, tokens, mentions, people, fields, times, affiliations, cues, rest, topic, strangers)


def _taken_apart(question: str, shelf: Shelf, now: date) -> tuple[str, list[Token], list[Slot]]:
    """A question without what is said around it, its words, and where among them topics stand."""
    text = without_asides(plainly(clean(question[:LONGEST])), partial(_names_in, shelf=shelf))
    tokens = with_years(text, list(tokens_of(text, shelf))[:_MOST_WORDS], now)
    slots = find_slots(heads(tokens))
    return text, as_typed(tokens, slots, shelf), slots


def _mentions(
    folded: Sequence[str], typed: Sequence[str], slots: Sequence[Slot], shelf: Shelf, about: Paper | None
) -> list[Mention]:
    """The papers that are named, topics aside; in a question about a paper, others only where that is plain."""
    literal = [at for slot in slots if slot.literal for at in range(slot.start, slot.end)]
    whole = outside(find_mentions(folded, typed, shelf), literal)
    mentions = with_paper_word([*whole, *outside(by_one_word(folded, whole, shelf), literal)], folded)
    place = shelf.places[about.key] if about is not None else None
    return mentions if place is None else [each for each in mentions if is_meant(each, folded, place)]


def _is_glue(token: Token) -> bool:
    return token.folded in GLUE or token.folded in NUMBERS


def _names_in(clause: str, shelf: Shelf) -> str:
    """The words of a clause that name papers, as typed."""
    tokens = list(tokens_of(clause, shelf))[:_MOST_WORDS]
    typed = [token.typed for token in tokens]
    found = find_mentions([token.folded for token in tokens], typed, shelf)
    return " ".join(" ".join(typed[mention.start : mention.end]) for mention in found if mention.place is not None)


def _affiliations(words: Sequence[str], free: Sequence[bool], shelf: Shelf) -> Iterator[tuple[str, int, int]]:
    for tag in shelf.facets.affiliations:
        parts = tag.split()
        for at in range(len(words) - len(parts) + 1):
            if parts and list(words[at : at + len(parts)]) == parts and all(free[at : at + len(parts)]):
                yield tag, at, at + len(parts)


def _fields(tokens: Sequence[Token], folded: Sequence[str], free: Sequence[bool], shelf: Shelf) -> Iterator[FieldAt]:
    listing = any(
        word in PAPER_WORDS or word in {"category", "field", "pubs", "publications", "or", "everything"}
        for word in folded
    )
    written = [Word(token.typed, token.folded, 0, 0) for token in tokens]
    for field in find_fields(written, folded, list(shelf.facets.fields), listing=listing or len(folded) < 3):
        if all(free[field.start : field.end]):
            yield field


def _times(words: Sequence[str], free: Sequence[bool], now: date) -> Iterator[TimeAt]:
    left = [word if is_free else "·" for word, is_free in zip(words, free, strict=True)]
    while (found := find_time(left, now)) is not None:
        yield found
        left[found.start : found.end] = ["·"] * (found.end - found.start)


def _in_name_places(
    tokens: Sequence[Token],
    folded: Sequence[str],
    typed: Sequence[str],
    known: Sequence[Named],
    free: Sequence[bool],
    shelf: Shelf,
) -> tuple[list[Named], list[tuple[int, int]]]:
    """Who stands where names do besides those who are known already, and the names there that nobody has."""
    people: list[Named] = []
    strangers: list[tuple[int, int]] = []
    for number in dict.fromkeys(token.name for token in tokens if token.name):
        places = [at for at, token in enumerate(tokens) if token.name == number]
        there = [named for named in known if named.start in places]
        held = {at for named in there for at in range(named.start, named.end)}
        if any(not free[at] and at not in held for at in places):
            continue
        inside = [at in places and at not in held for at in range(len(tokens))]
        single = list(find_people(folded, typed, inside, shelf))
        held |= {at for named in single for at in range(named.start, named.end)}
        if len(there) + len(single) == 1 and held.issuperset(places):
            people += single
        else:
            strangers.append((places[0], places[-1] + 1))
    return people, strangers


def _give_back(free: list[bool], spans: Sequence[tuple[int, int]]) -> None:
    for start, end in spans:
        free[start:end] = [True] * (end - start)


def _take(free: list[bool], found: Sequence[Mention] | Sequence[Named] | Sequence[FieldAt] | Sequence[TimeAt]) -> None:
    _take_spans(free, [(each.start, each.end) for each in found])


def _take_spans(free: list[bool], spans: Sequence[tuple[int, int]]) -> None:
    for start, end in spans:
        free[start:end] = [False] * (end - start)


__all__ = ["LONGEST", "Reading", "Token", "fold", "read"]
