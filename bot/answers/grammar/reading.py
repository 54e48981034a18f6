"""A question taken apart: what it names, what it asks for, and the words that nothing accounts for."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.grammar.cues import CueAt, find_cues
from bot.answers.grammar.fields import FieldAt, find_fields
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.times import TimeAt, find_time
from bot.answers.grammar.tokens import Token, with_years
from bot.answers.grammar.vocabulary import GLUE, NUMBERS, SHORTHAND
from bot.answers.linking.mentions import Mention, find_mentions
from bot.answers.linking.people import Named, find_people
from bot.answers.linking.shelf import Shelf
from bot.answers.words import Word, stem, words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS, clean, fold

# Discord takes more; nobody asks in more, and work must stay bounded.
LONGEST = 300
_MOST_WORDS = 60
# A fresh reading of a title by its words needs papers asked about.
# What may follow a stem in a word that is spelt right.
_INFLECTED = frozenset(
    (
        "",
        *"s e es ed d er ers ing y ies ied ly al ally ion ions ation ations ment ments ity ities ness ize "
        "ized izes izing izer ization".split(" "),
    )
)
_SHORT = 3
_BEFORE_NAMES = frozenset({"by", "with", "of", "author", "and", "or", "is"})
_METRICS = {"h": ("index", "idx", "indices", "indexes", "factor", "number"), "ai": ("score", "scores")}
_PAPER_WORDS = frozenset({"paper", "papers", "study", "work", "article", "essay", "preprint", "publication", "one"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A question taken apart. Spans are counted in tokens; `rest` are those that nothing accounts for."""

    text: str
    tokens: Sequence[Token]
    mentions: Sequence[Mention]
    people: Sequence[Named]
    fields: Sequence[FieldAt]
    times: Sequence[TimeAt]
    affiliations: Sequence[tuple[str, int, int]]
    cues: Sequence[CueAt]
    rest: Sequence[int]

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

    def stems(self, places: Collection[int]) -> list[str]:
        """The stems of tokens, in order, each once."""
        return list(dict.fromkeys(stem(self.tokens[place].folded) for place in sorted(places)))


def read(question: str, shelf: Shelf, now: date, about: Paper | None = None) -> Reading:
    """Take a question apart. `about` is the paper that a follow-up is about unless it names another."""
    text = clean(question[:LONGEST])
    tokens = with_years(text, list(_tokens(text, shelf))[:_MOST_WORDS], now)
    folded = [token.folded for token in tokens]
    typed = [token.typed for token in tokens]
    free = [True] * len(tokens)
    # Neither an initial, as in `Ada h index`, nor a field.
    taken = [at for at, word in enumerate(folded[:-1]) if folded[at + 1] in _METRICS.get(word, ())]
    _take_spans(free, [(at, at + 2) for at in taken])
    mentions = find_mentions(folded, typed, shelf)
    mentions = _with_paper_word([*mentions, *_by_one_word(folded, mentions, shelf)], folded)
    _take(free, mentions)
    affiliations = list(_affiliations(folded, free, shelf))
    _take_spans(free, [(start, end) for _, start, end in affiliations])
    people = [named for named in find_people(folded, typed, free, shelf) if named.end - named.start > 1]
    _take(free, people)
    fields = list(_fields(tokens, folded, free, shelf))
    _take(free, fields)
    times = list(_times(folded, free, now))
    _take(free, times)
    single = list(find_people(folded, typed, free, shelf))
    people = sorted([*people, *single], key=lambda named: named.start)
    _take(free, single)
    for at in taken:
        free[at : at + 2] = [True, True]
    cues = find_cues(folded, free)
    covered = {at for cue in cues for at in range(cue.start, cue.end)}
    rest = [at for at, is_free in enumerate(free) if is_free and at not in covered and not _is_glue(tokens[at])]
    if about is not None and not mentions:
        mentions = [Mention((shelf.places[about.key],), 0, 0)]
    return Reading(text, tokens, mentions, people, fields, times, affiliations, cues, rest)


def _is_glue(token: Token) -> bool:
    return token.folded in GLUE or token.folded in NUMBERS


# What people write with a stroke, which is no word of its own.
_SLASHES = {"w/o": "without ", "w/": "with "}
# What opens a message, and what lists of authors end with: neither asks for anything.
_ASIDE = re.compile(
    r"^\W*(?:good (?:morning|afternoon|evening|day)|greetings|dear \w+|i wonder|i was wondering|just wondering|"
    r"wondering|do you (?:happen to )?know|does anyone know|any idea|quick q(?:uestion)?)\b[,.!:]?"
    r"|\bet\.? al\b\.?"
    r"|\b(?:in the end|by any chance|in one (?:line|sentence)|if you (?:can|know)|in particular|these days|nowadays)\b",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(
    r"\b(?:as )?(?:an? )?(?:co-?)?author,? but (?:is )?not (?:as )?(?:the )?first(?: one| author)?\b", re.IGNORECASE
)
_SLASHED = re.compile(r"\bw/o?(?!\w)|\bw/(?=\w)", re.IGNORECASE)


def _tokens(text: str, shelf: Shelf) -> Iterator[Token]:
    before = ""
    plain = _SLASHED.sub(lambda match: _SLASHES[match.group().casefold()], text.replace("#", " number "))
    for word in words_of(_NOT_FIRST.sub("not first author", _ASIDE.sub(" ", plain))):
        if word.folded in SHORTHAND:
            yield from (Token(word.text, part) for part in SHORTHAND[word.folded].split())
        else:
            yield _mended(word, before, shelf)
        before = word.folded


def _mended(word: Word, before: str, shelf: Shelf) -> Token:
    if _is_known(word.folded, shelf):
        return Token(word.text, word.folded)
    if len(word.folded) == _SHORT:
        # Three letters may be a name as well, where a name stands or by a capital.
        may_be_name = before in _BEFORE_NAMES or word.text[0].isupper() or not word.text.isascii()
        small = (
            [] if may_be_name else [known for known in shelf.speller.lost_letter(word.folded) if known in shelf.small]
        )
        return Token(word.text, small[0], mended=True) if small else Token(word.text, word.folded)
    mended = shelf.speller.mend(word.folded)
    return Token(word.text, mended, mended=True) if mended else Token(word.text, word.folded)


def _is_known(word: str, shelf: Shelf) -> bool:
    return (
        word in shelf.speller.known
        or (stem(word) in shelf.holders and word.removeprefix(stem(word).rstrip("i")) in _INFLECTED)
        or any(char.isdigit() for char in word)
        or (word.endswith("s") and word[:-1] in shelf.people)
    )


def _by_one_word(words: Sequence[str], mentions: Sequence[Mention], shelf: Shelf) -> Iterator[Mention]:
    """`the quiet paper`: one word that one title has, right before what stands for a paper."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for at, word in enumerate(words):
        held = shelf.titled.get(stem(word), ())
        is_named = words[at + 1 : at + 2] in _NAMING
        if at in taken or not held or word in shelf.grammar or word in STOP_WORDS:
            continue
        alone = len(held) == 1 and (is_named or _is_part_of_name(word, shelf.papers[held[0]]))
        among = len(held) <= _FEW and bool(_AMONG & set(words)) and words[at + 1 : at + 2] in (["paper"], ["papers"])
        if alone or among:
            yield Mention(tuple(held), at, at + 1)


# `which of the two whisper papers`: some papers that have the word.
_AMONG, _FEW = frozenset({"both", "two", "either", "newer", "older"}), 3
# What stands for a paper behind one word of its title.
_NAMING = [[word] for word in sorted(_PAPER_WORDS - {"papers"} | {"project", "thing"})]


def _is_part_of_name(word: str, paper: Paper) -> bool:
    """Whether a title has the word with a capital inside, as only names have: `GameGen` of `GameGen-Verifier`."""
    written = [each.text for each in words_of(paper.title) if each.folded == word]
    return any(each[1:] != each[1:].casefold() and not each.isupper() for each in written)


def _with_paper_word(mentions: Sequence[Mention], words: Sequence[str]) -> list[Mention]:
    """Mentions with the `paper` behind them, which then asks for nothing."""
    return [
        Mention(m.places, m.start, m.end + 1, m.name)
        if m.end < len(words) and words[m.end] in {"paper", "study", "article", "essay", "preprint"}
        else m
        for m in mentions
    ]


def _affiliations(words: Sequence[str], free: Sequence[bool], shelf: Shelf) -> Iterator[tuple[str, int, int]]:
    for tag in shelf.facets.affiliations:
        parts = tag.split()
        for at in range(len(words) - len(parts) + 1):
            if parts and list(words[at : at + len(parts)]) == parts and all(free[at : at + len(parts)]):
                yield tag, at, at + len(parts)


def _fields(tokens: Sequence[Token], folded: Sequence[str], free: Sequence[bool], shelf: Shelf) -> Iterator[FieldAt]:
    listing = any(
        word in _PAPER_WORDS or word in {"category", "field", "pubs", "publications", "or", "everything"}
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


def _take(free: list[bool], found: Sequence[Mention] | Sequence[Named] | Sequence[FieldAt] | Sequence[TimeAt]) -> None:
    _take_spans(free, [(each.start, each.end) for each in found])


def _take_spans(free: list[bool], spans: Sequence[tuple[int, int]]) -> None:
    for start, end in spans:
        free[start:end] = [False] * (end - start)


__all__ = ["LONGEST", "Reading", "Token", "fold", "read"]
