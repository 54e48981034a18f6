"""Numbers with their units, names and formulas in a sentence: what a short answer can be cut from."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.grammar.vocabulary import MONTHS
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.units import AFTER_NUMBER, CURRENCY
from bot.answers.sentences import Sentence
from bot.library.text import STOP_WORDS

_SPELLED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|"
    "nineteen|twenty|half|two thirds|one third|three quarters|a third|twice|dozens?|hundreds|thousands|millions?"
)
_NUMBER = re.compile(
    rf"(?<![\w.,^_])(?:(?<=[\s(])[−–-](?=\d))?(?:{CURRENCY})?(?:[A-Za-z]\s?[=≈≥≤<>]\s?)?\d+(?:[,.]\d+)*"
    r"(?:[\s-]?(?:million|billion|thousand)|\s?[kKMBT](?![A-Za-z]))?"
    rf"(?:\s?(?:{AFTER_NUMBER})(?!\w))?|\b(?:{_SPELLED})\b(?: (?:{AFTER_NUMBER})\b)?",
    re.I,
)
_FORMULA = re.compile(
    r"[ÕΩΘO]̃?\([^()]*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)[^()]*)*\)|\b[A-Za-z]\s?[=≈≥≤∈]\s?[^\s,;.)]+|√\w+|"
    r"\w+\^\(?[^\s,;)]+\)?|\([^()\s]*[-−+/*^][^()\s]*\)"
)
_PART_OF_NAME = r"[A-Z](?:\w|\.(?=\w))*(?:-(?:\w|\.(?=\w))+)*"
_NAME = re.compile(
    rf"\b(?!(?:On|In|At|We|The|For|To|By|With|From|Our|As|A|An|It|Its|This)\b)"
    rf"(?:{_PART_OF_NAME}|[a-z]+[A-Z]\w*|[a-z]+\d[\w-]*)(?: (?:\d{{4}}\b|{_PART_OF_NAME}))*"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_TIME = re.compile(
    rf"\b(?:between|from) {_YEAR} (?:and|to|until|through) {_YEAR}\b|\b{_YEAR}(?: (?:to|until|through) |[-–]){_YEAR}\b|"
    rf"\b(?:(?:since|until|before|after) )?(?:{'|'.join(MONTHS)})?\s?\b{_YEAR}\b"
    r"(?![.,]\d|\s?%| (?!was\b|has\b|is\b|does\b)[a-z]{2,}s\b)",
    re.I,
)
_PHRASE_ENDS = re.compile(
    r"[,;:().]|\s(?:and|or|to|with|that|which|who|at|in|on|for|from|while|using|compared|versus|than|over|are|"
    r"is|was|were|lie|relative|but|because|since|although|though|if|where|indicates?|suggests?|means?|within|as|shows?|demonstrates?|achieves?|before|after|until|across|by|during|when|via|per|through)\b"
)
# `AIME 2024` is a name.
_NAMED_BEFORE = re.compile(r"(?:[A-Z][\w-]*[A-Z\d][\w-]*|[€$£]) ?$")
# `Linux 6.8` as well, but not `Over 6.8`.
_VERSION_OF = re.compile(r"(?<=\w )[A-Z][a-z]+ $")
_BARE = re.compile(r"[\d.]+$")
# What belongs to a number in front of it.
_BOUNDS = re.compile(
    r"\b(?:over|up to|at least|at most|more than|less than|fewer than|about|nearly|almost|under|around|roughly|only|"
    r"below|above|within|beyond|(?:young|old|larg|small|long|short|high|low)er than) $",
    re.I,
)
# A number with its unit says all, but for `of what`, `per what` and `later`.
_IN_UNIT = re.compile(rf"[\d\s-](?!(?:%|percent|×|x|times|-?fold|points?)$)(?:{AFTER_NUMBER})$", re.I)
_GOES_ON = re.compile(r" (?:of|per|an?|each|\w+er|more|less|ago)\b")
_NO_NOUNS = frozenset({"was", "has", "his", "does", "across", "as", "less", "this", "plus", "versus"})
_BREAK = re.compile(r"[,;:()]|\. ")


@dataclass(frozen=True, slots=True)
class Value:
    """A part of a sentence, `start` to `end`, with the stems of the words behind and before it, nearest first.

    `parts` are those behind it that only begin what is counted: `137k expert comparisons` are no experts.
    """

    start: int
    end: int
    text: str
    after: Sequence[str]
    before: Sequence[str]
    parts: frozenset[str] = frozenset()

    def beside(self, wanted: Sequence[str], reach: int = 4) -> bool:
        """Whether one of the wanted stems, or kin of it, stands right behind it or right before it."""
        near = {*self.after[:reach], *self.before[:2]} - self.parts
        return any(each in near or kin_of(each) & near for each in wanted)


def numbers_in(sentence: Sentence) -> list[Value]:
    """Numbers, in digits or words, with their units."""
    found = [match for match in _NUMBER.finditer(sentence.text) if not _is_item(match, sentence.text)]
    return [_value(sentence, match.start(), match.end()) for match in found]


def _is_item(match: re.Match[str], text: str) -> bool:
    """Whether a number only counts the items of a list: `(2)`."""
    return (
        match.group().isdigit()
        and text[match.start() - 1 : match.start()] == "("
        and text[match.end() : match.end() + 1] == ")"
    )


def times_in(sentence: Sentence) -> list[Value]:
    """Years and spans of years: `2011`, `between 2014 and 2020`."""
    text = sentence.text
    found = [match for match in _TIME.finditer(text) if not _NAMED_BEFORE.search(text[: match.start()])]
    return [_value(sentence, m.end() - len(m.group().lstrip()), m.end()) for m in found]


def plain_numbers(sentence: Sentence) -> list[Value]:
    """Numbers that are no years and no part of a name: `AIME 2024`, `Linux 6.8`."""
    within = [*times_in(sentence), *(name for name in names_in(sentence) if not name.text.isdigit())]
    free = [n for n in numbers_in(sentence) if not any(t.start <= n.start < t.end for t in within)]
    return [n for n in free if not (_BARE.match(n.text) and _VERSION_OF.search(sentence.text[: n.start]))]


def formulas_in(sentence: Sentence) -> list[Value]:
    """Formulas: orders of growth, `N=4`, roots, powers."""
    return [_value(sentence, match.start(), match.end()) for match in _FORMULA.finditer(sentence.text)]


def names_in(sentence: Sentence) -> list[Value]:
    """What is written like a name: capitals inside a sentence, digits in a word."""
    return [_value(sentence, m.start(), m.end()) for m in _NAME.finditer(sentence.text) if _is_name(m)]


def _is_name(match: re.Match[str]) -> bool:
    word = match.group()
    if word.casefold() in STOP_WORDS:
        return False
    distinct = any(char.isupper() for char in word[1:]) or any(char.isdigit() for char in word)
    return distinct or (match.start() > 0 and len(word) > 2)


def _value(sentence: Sentence, start: int, end: int) -> Value:
    stop = _BREAK.search(sentence.text, end)
    following = _NUMBER.search(sentence.text, end)
    last = min(found.start() if found else len(sentence.text) for found in (stop, following))
    telling = [word for word in sentence.words if word.folded not in STOP_WORDS]
    after = [word.stem for word in telling if end <= word.start < last]
    before = [word.stem for word in telling if word.end <= start][::-1][:6]
    return Value(start, end, sentence.text[start:end], after, before, frozenset(_parts(sentence, end, last)))


def _parts(sentence: Sentence, start: int, end: int) -> Iterator[str]:
    """Words that another noun in the plural follows at once; `1024-GPU cluster` is counted in GPUs all the same."""
    behind = [word for word in sentence.words if start <= word.start < end]
    for word, following in pairwise(behind[:6]):
        glued = sentence.text[word.start - 1 : word.start] == "-"
        gap = sentence.text[word.end : following.start]
        if (
            not glued
            and gap == " "
            and not word.folded.endswith("s")  # `parameters summarize`
            and following.folded.endswith("s")
            and following.folded not in STOP_WORDS | _NO_NOUNS
        ):
            yield word.stem


def with_noun(value: Value, sentence: Sentence, wanted: Sequence[str]) -> str:
    """A number with the words behind it: up to the one that is wanted, else to the phrase's end, a few at most."""
    stop = _PHRASE_ENDS.search(sentence.text, value.end)
    last = stop.start() if stop else len(sentence.text)
    near = [word for word in sentence.words if value.end <= word.start and word.end <= last][:5]
    named = [word.end for word in near if word.stem in wanted or kin_of(word.stem) & set(wanted)]
    if not named and _IN_UNIT.search(value.text) and not _GOES_ON.match(sentence.text[value.end :]):
        near = []
    end = named[-1] if named else near[-1].end if near else value.end
    start = _BOUNDS.search(sentence.text[: value.start])
    return sentence.text[start.start() if start else value.start : end].strip()
