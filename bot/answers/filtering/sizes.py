"""Filters by how many authors a paper has: `two or three authors`, `with three or more`, `by A and B alone`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.filtering.barring import is_negated
from bot.answers.filtering.choosing import Element
from bot.answers.grammar.conditions import alone, by
from bot.answers.grammar.filters import Condition, Kind, all_of, either, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.linking.people import Named
from bot.library.models import Paper
from bot.library.wording import count

_WORDS = "|".join(word for word in NUMBERS if word not in {"both", "few", "zero"})
_N = rf"(?:\d{{1,3}}|{_WORDS})"
_NOUN = r"(?:listed |named |different )?(?:·|people|persons|names)"
# Beside somebody: so many others are one author fewer.
_OTHERS = rf"(?:with |only |just )+({_N}) other (?:·|people|persons|person|names|name)"
_UP, _DOWN = r"(?:more|above|upwards?|up|plus|over)", r"(?:fewer|less|below|under)"
# What is meant by each way to say a number of authors; `·` stands for the word for them. The first that fits counts.
_PATTERNS = tuple(
    (re.compile(rf"(?<!\S){pattern}(?!\S)"), meant)
    for pattern, meant in (
        (_OTHERS, "others"),
        (rf"(?:(?:between|from) )?({_N}) (?:(?:and|to|through|or) )?({_N}) {_NOUN}", "span"),
        (rf"({_N}) (?:or|and) {_UP} {_NOUN}|({_N}) {_NOUN} (?:or|and) {_UP}", "least"),
        (rf"({_N}) (?:or|and) {_DOWN} {_NOUN}|({_N}) {_NOUN} (?:or|and) {_DOWN}", "most"),
        (rf"(?:no|not) (?:more|over|above)(?: than)? ({_N}) {_NOUN}", "most"),
        (rf"(?:no|not) (?:fewer|less|under|below)(?: than)? ({_N}) {_NOUN}", "least"),
        (rf"(?:at least|(?:a )?minimum(?: of)?|at the least) ({_N}) {_NOUN}", "least"),
        (rf"(?:at most|up to|(?:a )?maximum(?: of)?|at the most) ({_N}) {_NOUN}", "most"),
        (rf"(?:more|over|above)(?: than)? ({_N}) {_NOUN}", "more"),
        (rf"(?:fewer|less|under|below)(?: than)? ({_N}) {_NOUN}", "fewer"),
        (rf"(?:(?:exactly|only|just) )?({_N}) {_NOUN}", "exact"),
    )
)
_SINGLE = frozenset({"single", "one"})
# Between a `not` and the `alone` that it bars stand no more words than these.
_FAR = 5


def sized(asked: Asked) -> Iterator[Element]:
    """Papers with so many authors: `with two authors`, `more than 3 authors`, `two authors or fewer`."""
    reading = asked.reading
    text, offsets = _marked(reading)
    done: set[int] = set()
    for pattern, meant in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = offsets.index(match.start()), offsets.index(match.start()) + len(match.group().split())
            if done & set(range(start, end)) or reading.words[start] == "single":
                continue
            done |= set(range(start, end))
            numbers = [_number(group) for group in match.groups() if group]
            # Beside so many co-authors there is one author more.
            more = "co" in reading.words[start:end] or any("coauthor" in word for word in reading.words[start:end])
            condition = _meant(meant, [number + more for number in numbers], match.group())
            # `no more than two` bars nothing else.
            bars = match.group().startswith(("no ", "not "))
            yield Element(replace(condition, partly=bars), start, end, said=bars)


def _marked(reading: Reading) -> tuple[str, list[int]]:
    """The words in one line, those for authors as `·`, and where each begins."""
    words = list(reading.words)
    for cue in reading.at(Cue.AUTHORS, Cue.COAUTHORS):
        if cue.end - cue.start < _FAR and words[cue.end - 1].startswith(("author", "coauthor", "writer", "collab")):
            words[cue.start : cue.end] = ["·"] * (cue.end - cue.start)
    for single in {named_at for named in reading.people for named_at in range(named.start, named.end)}:
        words[single] = "…"
    offsets, at = [], 0
    for word in words:
        offsets.append(at)
        at += len(word) + 1
    return " ".join(words), offsets


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _meant(meant: str, numbers: list[int], said: str) -> Condition:
    first = numbers[0]
    match meant:
        case "others":
            return of_size(first + 1, first + 1)
        case "span" if abs(first - numbers[1]) > 1 and " or " in said:
            return either([of_size(number, number) for number in numbers])
        case "span":
            return of_size(min(numbers), max(numbers))
        case "least":
            return of_size(first, None)
        case "most":
            return of_size(0, first)
        case "more":
            return of_size(first + 1, None)
        case "fewer":
            return of_size(0, first - 1)
        case _:
            return of_size(first, first)


def of_size(least: int, most: int | None) -> Condition:
    """Papers with so many authors. A list of authors that stops may leave open how many there are."""

    def fits(paper: Paper) -> bool:
        # Where a list stops there is at least one author more.
        number = len(paper.authors) + paper.et_al
        return number >= least and (most is None or (number <= most and not paper.et_al))

    def is_open(paper: Paper) -> bool:
        number = len(paper.authors) + 1
        return paper.et_al and (number < least or (most is not None and number <= most))

    if most is None:
        said = f"at least {count(least, 'author')}"
    elif least == most:
        said = count(most, "author")
    else:
        said = f"{least} to {count(most, 'author')}" if least else f"at most {count(most, 'author')}"
    return Condition(Kind.SIZE, "with", said, fits, is_open=is_open)


def unaccompanied(asked: Asked) -> Iterator[Element]:
    """Papers by one author alone, or by nobody but those who are named: `by A and B alone`, `not single-authored`."""
    reading = asked.reading
    size = _together(reading)
    found = [(cue.start, cue.end) for cue in reading.at(Cue.ALONE)] or list(_only(reading))
    for start, end in found[:1]:
        condition = alone(asked.catalogue) if size < 2 else of_size(size, size)
        whose = [named for named in reading.people if named.end == start and is_barred_with(named, reading)]
        if whose:
            # `not by her alone`: hers, or of more.
            condition = all_of([by(whose[0].keys, asked.catalogue), condition])
        barred = bool(whose) or _is_barred(start, reading)
        yield Element(negated(condition) if barred else condition, start, end, said=True)


def is_barred_with(named: Named, reading: Reading) -> bool:
    """Whether a `not` before somebody bars only what they wrote alone: `not by her alone`."""
    return is_negated(named.start, reading) and any(cue.start == named.end for cue in reading.at(Cue.ALONE))


def _only(reading: Reading) -> Iterator[tuple[int, int]]:
    """`only by A and B`, `by just A and B`, `by A and B only`."""
    words = reading.words
    for named in reading.people:
        by = named.start - 1 if named.start and words[named.start - 1] == "by" else named.start
        for at in {by - 1, named.start - 1}:
            if at >= 0 and words[at] in {"only", "just", "solely", "exclusively"}:
                yield at, at + 1
    if reading.people and _together(reading) > 1:
        last = reading.people[-1].end
        if words[last : last + 1] == ["only"]:
            yield last, last + 1


def _together(reading: Reading) -> int:
    """How many people are named with nothing but an `and` between them; a `she` counts as well."""
    spans = sorted(
        [(named.start, named.end) for named in reading.people] + [(c.start, c.end) for c in reading.at(Cue.HIM)]
    )
    longest = size = min(1, len(spans))
    for (_, end), (start, _) in pairwise(spans):
        between = reading.words[end:start]
        size = size + 1 if between and {"and", "with"} >= set(between) else 1
        longest = max(longest, size)
    return longest


def _is_barred(start: int, reading: Reading) -> bool:
    """Whether a `not` before `alone` belongs to it, rather than to what is named between them."""
    named = [each.start for each in reading.times] + [each.start for each in reading.mentions]
    named += [each.start for each in reading.fields] + [at for _, at, _ in reading.affiliations]
    cues = reading.at(Cue.NOT, Cue.WITHOUT)
    return is_negated(start, reading) or any(
        cue.end <= start <= cue.end + _FAR and not any(cue.end <= at < start for at in named) for cue in cues
    )
