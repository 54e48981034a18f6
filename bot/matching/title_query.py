"""What a typed text asks titles for: its words, those run together taken apart, and what may be meant by each."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.library.text import STOP_WORDS
from bot.matching.evidence import Evidence, Rows, Span
from bot.matching.lexicon import Lexicon
from bot.matching.query import Query, prepare
from bot.matching.splitting import taken_apart
from bot.matching.wording import RUN_LETTERS, Short, runs_of

# What a stop word counts.
_STOP = 0.5
# Worth of a word that only begins so (the last is still being typed, one before it is cut short), of words drawn
# together into initials, of words run together, of initials where they are the last word (being typed), elsewhere.
_TYPING, _CUT_SHORT = 0.94, 0.7
_DRAWN, _TWO_DRAWN, _ALL_DRAWN, _JOINED = 0.8, 0.6, 0.5, 0.95
_RUN_TYPED, _RUN = 0.8, 0.9
# What is left where the first letter is wrong: that happens seldom.
_FIRST_WRONG = 0.9
# A known word that so few rows have may be another's misspelling as well; in a query of so few words, too.
_RARE, _FEW_WORDS = 4, 2
# How many words may be drawn together, and letters of a word cut short.
_DRAWN_WORDS, _CUT_LETTERS = range(2, 6), 3

# What looks like initials: all capitals, or no vowel.
_VOWELS = frozenset("aeiou")
_FILLERS = frozenset({"paper", "papers", "article", "preprint", "publication", "arxiv", "pdf"})
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class TitleQuery:
    """A typed text, and the evidence that its words are.

    `shorts` stand for several of its words, those in `rewriting` not for all of it; `shares` are what each word counts.
    """

    typed: str
    text: Query
    evidence: Sequence[Evidence]
    shorts: Sequence[Short]
    rewriting: Sequence[Short]
    shares: Sequence[float]
    looks_like_initials: bool

    @classmethod
    def of(cls, typed: str, rows: Rows) -> "TitleQuery":
        """Read a text as asking for one of these rows."""
        text = prepare(typed)
        words = taken_apart(text.words, rows)
        if words != text.words:
            text = Query(" ".join(words), text.squeezed, words)
        shorts = list(_shorts(words, rows.lexicon))
        evidence = [_evidence(words, place, shorts, rows) for place in range(len(words))]
        shouted = typed.strip().isupper() or not _VOWELS & set(text.squeezed)
        total = sum(each.weight for each in evidence)
        return cls(
            typed=typed,
            text=text,
            evidence=evidence,
            shorts=shorts,
            rewriting=[short for short in shorts if short.end - short.first < max(len(words), _FEW_WORDS + 1)],
            shares=[each.weight / total for each in evidence],
            looks_like_initials=shouted and rows.lexicon.find(text.squeezed) is None,
        )


def plain(text: Query) -> str:
    """A text without what people say around a title: `the … paper`, a year; empty if that is nothing or all."""
    words = [word for word in text.words if word not in _FILLERS and not _YEAR.fullmatch(word)]
    if len(words) == len(text.words):
        return ""
    while words and words[0] in STOP_WORDS:
        del words[0]
    while words and words[-1] in STOP_WORDS:
        del words[-1]
    return " ".join(words)


def _evidence(words: Sequence[str], place: int, shorts: Sequence[Short], rows: Rows) -> Evidence:
    word, last = words[place], place == len(words) - 1
    spans = list(_spans(word, rows, last=last, few=len(words) <= _FEW_WORDS))
    here = [short for short in shorts if short.first <= place < short.end]
    spans += [_span(rows.lexicon, short.word, _short_worth(short, len(words))) for short in here]
    runs = [run for run in runs_of(word) if run not in STOP_WORDS]
    if len(words) == 1 and len(word) >= RUN_LETTERS.stop:
        runs = [word]
    weight = math.sqrt(len(word)) * (_STOP if word in STOP_WORDS else 1.0)
    return Evidence(word, weight, spans, runs, _RUN_TYPED if last else _RUN)


def _short_worth(short: Short, words: int) -> float:
    if len(short.word) > short.end - short.first + 1:
        return _JOINED
    if short.end - short.first == min(_DRAWN_WORDS):
        return _TWO_DRAWN
    return _DRAWN if short.end - short.first < words else _ALL_DRAWN


def _span(lexicon: Lexicon, word: str, worth: float) -> Span:
    first, end = lexicon.exactly(word)
    return Span(first, end, worth)


def _spans(word: str, rows: Rows, *, last: bool, few: bool) -> Iterator[Span]:
    """The known words that a typed one may stand for."""
    lexicon = rows.lexicon
    if last or (len(word) >= _CUT_LETTERS and word not in STOP_WORDS):
        first, end = lexicon.beginning(word)
        if first < end:
            yield Span(first, end, _TYPING if last else _CUT_SHORT)
    known = lexicon.find(word)
    if known is None or few or rows.rows_with(known) < _RARE:
        likes = [(at, ratio, 1.0) for at, ratio in lexicon.alike(word)]
        likes += [(at, ratio, _TYPING) for at, ratio in lexicon.typing(word)] if last else []
        for at, ratio, share in likes:
            first_right = lexicon.words[at][0] == word[0]
            yield Span(at, at + 1, share * (2 * ratio / 100 - 1) * (1.0 if first_right else _FIRST_WRONG))
    if known is not None:
        yield Span(known, known + 1, 1.0)


def _shorts(words: Sequence[str], lexicon: Lexicon) -> Iterator[Short]:
    """Known words that are the initials of typed ones, or two of them run together."""
    for start, end in combinations(range(len(words) + 1), 2):
        meant = words[start:end]
        joined = "".join(meant)
        if len(meant) == 2 and lexicon.find(joined) is not None:
            yield Short(start, end, joined)
        elif len(meant) in _DRAWN_WORDS and _may_be_drawn(meant, len(words), lexicon):
            initials = "".join(word[0] for word in meant)
            yield from (
                Short(start, end, word) for word in (initials, f"{initials}s") if lexicon.find(word) is not None
            )


def _may_be_drawn(meant: Sequence[str], words: int, lexicon: Lexicon) -> bool:
    """Whether words may stand for their initials: two only beside others, since they are often a word by chance."""
    if len(meant) == 2 and (words == 2 or not STOP_WORDS.isdisjoint(meant)):
        return False
    return all(len(word) > 1 and lexicon.may_know(word) for word in meant)
