"""Papers named in a question: by title, the part before ":", an acronym, a name they introduce, words of a title."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answers.grammar.vocabulary import GLUE
from bot.answers.linking.coined import Bond
from bot.answers.linking.shelf import Named, Shelf
from bot.answers.words import stem
from bot.library.text import STOP_WORDS, fold
from bot.matching.spelling import likest

# Names of more words are titles; a title that is typed whole is found by its first words.
_LONGEST = 12
# A name that so many papers have is a topic.
_MOST = 3
# So many words of titles may be meant by their beginning.
_FEW = 5
# How alike a misspelt name must be, of at least so many letters.
_ALIKE, _ENOUGH = 0.84, 6


@dataclass(frozen=True, slots=True)
class Mention:
    """Papers (by place) that the words from `start` to `end` may mean; `name` where it is a name of theirs."""

    places: tuple[int, ...]
    start: int
    end: int
    name: str = ""

    @property
    def place(self) -> int | None:
        """The paper, where only one is meant."""
        return self.places[0] if len(self.places) == 1 else None


def find_mentions(words: Sequence[str], typed: Sequence[str], shelf: Shelf) -> list[Mention]:
    """Papers named in a question's folded words, in its order; none overlap."""
    mentions: list[Mention] = []
    taken = [False] * len(words)
    for found in _named(words, typed, taken, shelf):
        mentions.append(found)
        taken[found.start : found.end] = [True] * (found.end - found.start)
    for found in _titled(words, taken, shelf):
        mentions.append(found)
        taken[found.start : found.end] = [True] * (found.end - found.start)
    return _joined(sorted(mentions, key=lambda mention: mention.start), words, shelf)


def _named(words: Sequence[str], typed: Sequence[str], taken: Sequence[bool], shelf: Shelf) -> Iterator[Mention]:
    """Names as they are, long ones first, and then those that are misspelt."""
    for alike in (False, True):
        for length in range(min(_LONGEST, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if any(taken[start : start + length]):
                    continue
                places, name = _places(words[start : start + length], typed[start], shelf, alike=alike)
                if places:
                    yield Mention(places, start, start + length, name)


def _places(words: Sequence[str], typed: str, shelf: Shelf, *, alike: bool) -> tuple[tuple[int, ...], str]:
    if words[0] in STOP_WORDS and len(words) < 3:
        return (), ""
    name = "".join(words)
    if len(words) == 1 and _is_plain(name, typed, shelf):
        return (), ""
    held = (
        shelf.names.get(name) or shelf.names.get(name.removesuffix("s"), ())
        if not alike
        else _alike(name, words, shelf)
    )
    close = [named for named in held if named.coined.bond is not Bond.SPELLED_OUT]
    best = min((named.coined.bond for named in close), default=Bond.TITLE)
    places = tuple(dict.fromkeys(named.place for named in close if named.coined.bond is best))
    return (places, name) if 0 < len(places) <= _MOST else ((), "")


def _is_plain(name: str, typed: str, shelf: Shelf) -> bool:
    """Whether one word is likelier an ordinary word: of the grammar, or of two letters and not in capitals."""
    return (name in shelf.grammar and not typed.isupper()) or (len(name) < 3 and not typed.isupper()) or name in GLUE


def _alike(name: str, words: Sequence[str], shelf: Shelf) -> Sequence[Named]:
    """Names that one or two words nearly are, where no paper has the words themselves."""
    if (
        len(name) < _ENOUGH
        or len(words) > 2
        or all(word in shelf.grammar or stem(word) in shelf.holders for word in words)
    ):
        return ()
    if any(word in shelf.grammar for word in words):
        return ()
    known = likest(name, shelf.initials.get(name[0], ()), _ALIKE)
    # Another number is another thing.
    return shelf.names[known] if known and _digits(known) == _digits(name) else ()


def _digits(name: str) -> str:
    return "".join(char for char in name if char.isdigit())


def _titled(words: Sequence[str], taken: list[bool], shelf: Shelf) -> Iterator[Mention]:
    """Two or more neighbouring words, stop words aside, that few titles have together."""
    at = 0
    while at < len(words):
        run, places, telling = at, None, 0
        if words[at] in STOP_WORDS:
            at += 1
            continue
        while run < len(words) and not taken[run]:
            if words[run] in STOP_WORDS and telling:
                run += 1
                continue
            held = _title_holders(words[run], shelf)
            both = held if places is None else places & held
            if not both:
                break
            places, run = both, run + 1
            telling += words[run - 1] not in STOP_WORDS
        while run > at and words[run - 1] in STOP_WORDS:
            run -= 1
        ordinary = all(word in shelf.grammar for word in words[at:run])
        if places and telling > 1 and list(words[run : run + 1]) != ["paper"]:
            places = frozenset(place for place in places if _in_a_row(words[at:run], shelf.papers[place].title))
        if telling > 1 and places and len(places) <= _MOST and not ordinary:
            yield Mention(tuple(sorted(places)), at, run)
            at = run
        else:
            at += 1


def _in_a_row(words: Sequence[str], title: str) -> bool:
    """Whether a title has these words one after another, stop words aside, the last of them perhaps cut short."""
    row = [word for word in fold(title).split() if word not in STOP_WORDS]
    wanted = [word for word in words if word not in STOP_WORDS]
    return any(
        all(
            stem(known) == stem(word) or (len(word) > 3 and known.startswith(word))
            for known, word in zip(row[at:], wanted, strict=False)
        )
        for at in range(len(row) - len(wanted) + 1)
    )


def _title_holders(word: str, shelf: Shelf) -> frozenset[int]:
    held = shelf.titled.get(stem(word), ())
    if held or word in shelf.grammar or len(word) < 4 or stem(word) in shelf.holders:
        return frozenset(held)
    at = bisect_left(shelf.title_stems, word)
    begun = [known for known in shelf.title_stems[at : at + _FEW] if known.startswith(word)]
    return frozenset(place for known in begun for place in shelf.titled[known])


def _joined(mentions: Sequence[Mention], words: Sequence[str], shelf: Shelf) -> list[Mention]:
    """Neighbouring mentions of one paper as one, each widened by words of its title that stand beside it."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        shared = set(mention.places) & set(before.places) if before else set()
        if before and shared and before.end == mention.start:
            joined[-1] = replace(
                before, places=tuple(sorted(shared)), end=mention.end, name=before.name or mention.name
            )
        else:
            joined.append(mention)
    return [_widened(mention, words, shelf, joined) for mention in joined]


def _widened(mention: Mention, words: Sequence[str], shelf: Shelf, others: Sequence[Mention]) -> Mention:
    taken = {place for other in others for place in range(other.start, other.end)}
    start, end = mention.start, mention.end
    titles = [set(shelf.titled.get(stem(words[at]), ())) for at in range(len(words))]
    while start > 0 and start - 1 not in taken and _is_in(words[start - 1], titles[start - 1], mention, shelf):
        start -= 1
    while end < len(words) and end not in taken and _is_in(words[end], titles[end], mention, shelf):
        end += 1
    return replace(mention, start=start, end=end)


def _is_in(word: str, places: set[int], mention: Mention, shelf: Shelf) -> bool:
    return word not in shelf.grammar and word not in STOP_WORDS and bool(places) and places.issuperset(mention.places)
