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
from bot.answers.grammar.positions import position_in
from bot.answers.grammar.typed import Typed, parted
from bot.answers.grammar.vocabulary import MONTHS, SHORTHAND
from bot.answers.linking.shelf import Shelf
from bot.answers.words import Word, stem

# Names have at most so many words that are looked at.
_LONGEST = 4
_SIGNS = frozenset(",;/&+")
# Short names are a slip away from many words.
_SHORT = 5


def name_places(text: str, found: Sequence[Word], shelf: Shelf) -> list[int]:
    """For each word of a text the number of its name, from 1; 0 where no name has to stand. Linear in the words."""
    words = parted(text, found)
    places, number = [0] * len(words), 0
    for start, needs in sorted(_openings(words, shelf)):
        for begin, end in _names(words, start, shelf, needs=needs):
            if not any(places[begin:end]):
                number += 1
                places[begin:end] = [number] * (end - begin)
    return places


def _openings(words: Sequence[Typed], shelf: Shelf) -> Iterator[tuple[int, bool]]:
    """Where names begin, and whether the word there must look like one since other things may stand there as well."""
    for at, word in enumerate(words):
        match word.folded:
            case "by" | "of" | "with" | "from":
                yield from _behind(words, at, shelf)
            case helping if helping in HELPING and at + 1 < len(words):
                yield from _asked_of(words, at + 1, shelf)
            case "where" if _is_placed(words, at + 1, shelf):
                yield at + 1, True
            case noun if at and (noun in PAPERS or (word.owned and _asks_for_papers(words[at : at + 4]))):
                yield from ((place, True) for place in (at - 1,) if _owns(words, place, shelf))
        if word.folded in BARS and _is_barring(words, at, shelf) and _is_called(words[at + 1 : at + 2], shelf):
            yield at + 1, True


def _behind(words: Sequence[Typed], at: int, shelf: Shelf) -> Iterator[tuple[int, bool]]:
    """The name behind a preposition, by what stands before that."""
    before = words[at - 1].folded if at else ""
    called = before in PAPERS and _is_called(words[at + 1 : at + 2], shelf)
    match words[at].folded:
        case "by" if before in BEFORE_BY or before.isdigit() or before in MONTHS:
            yield at + 1, False
        case "by" if _asks_for_papers(words[:at]) and not before.endswith("ed"):
            yield at + 1, True
        case "of" if before in COAUTHORS or (before in {"authors", "author"} and _is_co(words, at - 1)):
            yield at + 1, False
        case "of" if before in PAPERS:
            yield at + 1, True
        case "with" if before in TOGETHER and (_is_about_somebody(words[:at], shelf) or _asks_for_papers(words[:at])):
            yield at + 1, True
        case "with" if called and not _is_topic(words[at + 1], shelf):
            yield at + 1, True
        case "from" if called:
            yield at + 1, True


def _asked_of(words: Sequence[Typed], at: int, shelf: Shelf) -> Iterator[tuple[int, bool]]:
    """`did Smith write …`, `is Smith an author of …`, `has Jane Smith worked with …`."""
    run = list(_names(words, at, shelf, needs=False))
    end = run[-1][1] if run else len(words)
    verb = words[end].folded if end < len(words) else ""
    is_being = words[at - 1].folded in {"is", "was", "are", "were"}
    if verb in WRITES and not is_being:
        yield from ((begin, verb not in WRITES_ALONE) for begin, _ in run[:1])
    elif verb in AUTHORSHIP and any(word.folded in ASKS for word in words[end + 1 : end + 5]):
        yield from ((begin, True) for begin, _ in run[:1])
    elif verb == "on" and is_being and not _is_common(words[at].folded, shelf) and _is_titled(words[at]):
        yield at, True


def _is_barring(words: Sequence[Typed], at: int, shelf: Shelf) -> bool:
    """`co-authors other than`, `who besides`, `papers without`: somebody is to be left out."""
    before = {word.folded for word in words[:at]}
    if words[at].folded in {"than", "from"} and words[at - 1].folded not in {"other", "apart"}:
        return False
    if COAUTHORS & before or {"co", "authors"} <= before or "who" in before:
        return True
    # Of papers a title may be left out as well, perhaps misspelt; a name would be mended to a word of the language.
    barred = words[at + 1].folded if at + 1 < len(words) else ""
    mended = shelf.speller.mend(barred)
    return bool(PAPERS & before) and not _is_common(barred, shelf) and (mended is None or mended in shelf.small)


def _is_called(words: Sequence[Typed], shelf: Shelf) -> bool:
    """Whether a word is written as a name is: with a capital, and no word of the grammar."""
    return any(_is_titled(word) and word.folded.isalpha() and word.folded not in shelf.grammar for word in words)


def _is_topic(word: Typed, shelf: Shelf) -> bool:
    """Whether papers may as well be about a word."""
    acronym = word.text.isupper() and len(word.text) > 1
    return word.folded not in shelf.people and (acronym or _is_common(word.folded, shelf))


def _owns(words: Sequence[Typed], at: int, shelf: Shelf) -> bool:
    """`Smith's papers`, `Moore papers`: an unknown name, which would be mended to a word of the language."""
    word = words[at]
    if word.folded in NOT_BY or _is_common(word.folded, shelf):
        return False
    return words[at + 1].owned or (
        _is_titled(word) and len(word.folded) <= _SHORT and bool(shelf.speller.mend(word.folded))
    )


def _is_placed(words: Sequence[Typed], at: int, shelf: Shelf) -> bool:
    """`papers where Smith is last`."""
    run = list(_names(words, at, shelf, needs=True))
    behind = [word.folded for word in words[run[-1][1] : run[-1][1] + 4]] if run else []
    return behind[:1] in (["is"], ["was"], ["comes"], ["came"]) and position_in(behind) is not None


def _is_co(words: Sequence[Typed], at: int) -> bool:
    return at > 0 and words[at - 1].folded == "co"


def _asks_for_papers(words: Sequence[Typed]) -> bool:
    return any(word.folded in PAPERS for word in words) or any(
        word.folded in {"is", "was", "are"} for word in words[:1]
    )


def _is_about_somebody(words: Sequence[Typed], shelf: Shelf) -> bool:
    """Whether whoever works with somebody is a person; a method works with data."""
    return any(word.folded in SUBJECTS or word.folded in shelf.people for word in words)


def _names(words: Sequence[Typed], start: int, shelf: Shelf, *, needs: bool) -> Iterator[tuple[int, int]]:
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
        # What is joined by nothing is another name only behind a sign that ends one.
        needs = True if joined > end else needs
        if joined == end and not _is_listed(words, end):
            return


def _end(words: Sequence[Typed], at: int, shelf: Shelf, *, needs: bool) -> int:
    """Where the name ends that begins at a word; at the same where none does."""
    word = words[at]
    barred = word.folded in NOT_BY and not (word.folded in NAMES_TOO and _is_titled(word))
    if barred or not _may_begin(words, at, shelf, needs=needs):
        return at
    end = at + 1
    while end < min(len(words), at + _LONGEST) and not _is_apart(words, end) and _goes_on(words, at, end, shelf):
        end += 1
    return end


def _may_begin(words: Sequence[Typed], at: int, shelf: Shelf, *, needs: bool) -> bool:
    word = words[at]
    if word.folded[0].isdigit() or (word.folded in MONTHS and _is_date(words, at)):
        return False
    if word.folded in shelf.people:
        return True
    if not needs:
        return True
    return _is_titled(word) if _is_common(word.folded, shelf) else word.folded not in NOT_JOINED


def _goes_on(words: Sequence[Typed], at: int, end: int, shelf: Shelf) -> bool:
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


def _is_apart(words: Sequence[Typed], at: int) -> bool:
    """Whether another name begins behind a comma or a stroke, or the name ends in a possessive."""
    return at < len(words) and (_is_listed(words, at) or words[at].owned)


def _is_listed(words: Sequence[Typed], at: int) -> bool:
    return at < len(words) and not _SIGNS.isdisjoint(words[at].ahead)


def _is_date(words: Sequence[Typed], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].folded[0].isdigit()


def _is_titled(word: Typed) -> bool:
    return word.text[:1].isupper()


def _is_common(word: str, shelf: Shelf) -> bool:
    """Whether a word is one of the language, or of papers."""
    return word in shelf.small or word in SHORTHAND or stem(word) in shelf.holders or word in shelf.speller.known
