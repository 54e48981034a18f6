"""Where names of people stand in a question: `by …`, `co-authors of …`, `did … write`, `is … an author`.

What stands there is a person first: it is mended to nothing but a part of somebody's name, and where nobody here has
that name it is said to be unknown.
"""

from collections.abc import Iterator, Sequence

from bot.answers.grammar.naming_words import (
    ASKS,
    AUTHORSHIP,
    BARS,
    BEFORE_BY,
    COAUTHORS,
    HELPING,
    JOINS,
    NAMES_TOO,
    NOT_BY,
    NOT_JOINED,
    PAPERS,
    QUALIFIES,
    SUBJECTS,
    TOGETHER,
    WRITES,
    WRITES_ALONE,
)
from bot.answers.grammar.vocabulary import MONTHS, SHORTHAND
from bot.answers.linking.shelf import Shelf
from bot.answers.words import Word, stem

# Names have at most so many words that are looked at.
_LONGEST = 4
# Short names are a slip away from many words.
_SHORT = 5


def name_places(words: Sequence[Word], shelf: Shelf) -> list[int]:
    """For each word the number of the name that it belongs to, from 1; 0 where no name has to stand. Linear."""
    places, number = [0] * len(words), 0
    for start, needs in sorted(_openings(words, shelf)):
        for begin, end in _names(words, start, shelf, needs=needs):
            if not any(places[begin:end]):
                number += 1
                places[begin:end] = [number] * (end - begin)
    return places


def _openings(words: Sequence[Word], shelf: Shelf) -> Iterator[tuple[int, bool]]:
    """Where names begin, and whether the word there must look like one since other things may stand there as well."""
    for at, word in enumerate(words):
        before = words[at - 1].folded if at else ""
        match word.folded:
            case "by" if before in BEFORE_BY or before.isdigit() or before in MONTHS:
                yield at + 1, False
            case "by" if _asks_for_papers(words[:at]) and not before.endswith("ed"):
                yield at + 1, True
            case "of" if before in COAUTHORS or (before in {"authors", "author"} and _is_co(words, at - 1)):
                yield at + 1, False
            case "of" if before in PAPERS:
                yield at + 1, True
            case "with" if before in TOGETHER and _is_about_somebody(words[:at], shelf):
                yield at + 1, True
            case "with" | "from" if before in PAPERS and _is_called(words[at + 1 : at + 2], shelf):
                yield at + 1, True
            case bars if bars in BARS and _is_barring(words, at) and _is_called(words[at + 1 : at + 2], shelf):
                yield at + 1, True
            case helping if helping in HELPING and at + 1 < len(words):
                yield from _asked_of(words, at + 1, shelf)
            case noun if noun in PAPERS and at and _owns(words, at - 1, shelf):
                yield at - 1, True


def _asked_of(words: Sequence[Word], at: int, shelf: Shelf) -> Iterator[tuple[int, bool]]:
    """`did Smith write …`, `is Smith an author of …`, `has Jane Smith worked with …`."""
    run = list(_names(words, at, shelf, needs=False))
    end = run[-1][1] if run else len(words)
    verb = words[end].folded if end < len(words) else ""
    is_being = words[at - 1].folded in {"is", "was", "are", "were"}
    if verb in WRITES and not is_being:
        yield from ((begin, verb not in WRITES_ALONE) for begin, _ in run[:1])
    elif verb in AUTHORSHIP and any(word.folded in ASKS for word in words[end + 1 : end + 5]):
        yield from ((begin, True) for begin, _ in run[:1])


def _is_barring(words: Sequence[Word], at: int) -> bool:
    """`co-authors other than`, `who besides`: people are asked for, and somebody is to be left out."""
    before = {word.folded for word in words[:at]}
    alone = words[at].folded not in {"than", "from"} or words[at - 1].folded in {"other", "apart"}
    return alone and (bool(COAUTHORS & before) or {"co", "authors"} <= before or "who" in before)


def _is_called(words: Sequence[Word], shelf: Shelf) -> bool:
    """Whether a word is written as a name is: with a capital, and no word of the grammar."""
    return any(_is_titled(word) and word.folded not in shelf.grammar for word in words)


def _owns(words: Sequence[Word], at: int, shelf: Shelf) -> bool:
    """`Smith's papers`, `Moore papers`: an unknown name, which would be mended to a word of the language."""
    word = words[at]
    if word.folded in NOT_BY or _is_common(word.folded, shelf):
        return False
    owning = words[at + 1].start - word.end > 1
    return owning or (_is_titled(word) and len(word.folded) <= _SHORT and bool(shelf.speller.mend(word.folded)))


def _is_co(words: Sequence[Word], at: int) -> bool:
    return at > 0 and words[at - 1].folded == "co"


def _asks_for_papers(words: Sequence[Word]) -> bool:
    return any(word.folded in PAPERS for word in words) or any(
        word.folded in {"is", "was", "are"} for word in words[:1]
    )


def _is_about_somebody(words: Sequence[Word], shelf: Shelf) -> bool:
    """Whether whoever works with somebody is a person; a method works with data."""
    return any(word.folded in SUBJECTS or word.folded in shelf.people for word in words)


def _names(words: Sequence[Word], start: int, shelf: Shelf, *, needs: bool) -> Iterator[tuple[int, int]]:
    """The names from a word on, with what joins them: `both Ada Long and B. Short`."""
    at = start
    while at < len(words) and words[at].folded in QUALIFIES:
        at += 1
    while at < len(words):
        end = _end(words, at, shelf, needs=needs)
        if end == at:
            return
        yield at, end
        at, joined = end, end
        while joined < len(words) and words[joined].folded in JOINS:
            joined += 1
        at = joined
        # What is joined by nothing is another name only behind a comma, which ends one.
        needs = True if joined > end else needs
        if joined == end and not _is_apart(words, end):
            return


def _end(words: Sequence[Word], at: int, shelf: Shelf, *, needs: bool) -> int:
    """Where the name ends that begins at a word; at the same where none does."""
    word = words[at]
    barred = word.folded in NOT_BY and not (word.folded in NAMES_TOO and _is_titled(word))
    if barred or not _may_begin(words, at, shelf, needs=needs):
        return at
    end = at + 1
    while end < min(len(words), at + _LONGEST) and not _is_apart(words, end) and _goes_on(words, at, end, shelf):
        end += 1
    return end


def _may_begin(words: Sequence[Word], at: int, shelf: Shelf, *, needs: bool) -> bool:
    word = words[at]
    if word.folded[0].isdigit() or (word.folded in MONTHS and _is_date(words, at)):
        return False
    if word.folded in shelf.people:
        return True
    if not needs:
        return True
    return _is_titled(word) if _is_common(word.folded, shelf) else word.folded not in NOT_JOINED


def _goes_on(words: Sequence[Word], at: int, end: int, shelf: Shelf) -> bool:
    """Whether a name goes on: with a part of somebody's, in capitals like its beginning, or with an unknown word."""
    word = words[end]
    if word.folded in shelf.people and not (word.folded in shelf.grammar and word.text.islower()):
        return True
    if word.folded[0].isdigit() or word.folded in NOT_BY:
        return False
    if _is_titled(word):
        # `van Smith` as well
        return word.folded not in JOINS and (_is_titled(words[at]) or words[at].folded not in shelf.grammar)
    small = word.text.islower() and words[at].text.islower() and not _is_common(word.folded, shelf)
    # `papers by long wihtout code`
    return small and shelf.speller.mend(word.folded) is None


def _is_apart(words: Sequence[Word], at: int) -> bool:
    """Whether more than a space, a point or a hyphen stands before a word, as behind a comma or a possessive."""
    return at < len(words) and words[at].start - words[at - 1].end > _gap(words[at - 1])


def _gap(word: Word) -> int:
    # Behind an initial a point stands before the space.
    return 2 if len(word.text) == 1 else 1


def _is_date(words: Sequence[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].folded[0].isdigit()


def _is_titled(word: Word) -> bool:
    return word.text[:1].isupper()


def _is_common(word: str, shelf: Shelf) -> bool:
    """Whether a word is one of the language, or of papers."""
    return word in shelf.small or word in SHORTHAND or stem(word) in shelf.holders or word in shelf.speller.known
