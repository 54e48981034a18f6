"""Judges an answer by a gold row of `pages/questions.jsonl`. The rules are strict where an answer could mislead.

value: answered, every group has one of its values, the first paper named is the gold one; papers: the set, or the
first; sentence: the gold paper first and most of the gold sentence's words; abstain: not answered, or a plain none
where that is allowed.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.answers.outcome import Answer, Answered
from bot.asking import plain
from bot.folio import Folio

_ENOUGH = 0.6


@dataclass(frozen=True)
class Judged:
    """Whether an answer is right, and in a word why not."""

    right: bool
    why: str = ""


def judge(folio: Folio, gold: Mapping[str, Any], given: Answer) -> Judged:
    """Compare an answer with its gold row."""
    answered, text = isinstance(given, Answered), plain(given)
    cited = [folio.catalogue.papers[key].title for key in given.papers] if isinstance(given, Answered) else []
    wanted = [normal(title) for title in gold["papers"]]
    named = [normal(title) for title in cited]
    if gold["expected"] == "abstain":
        none = bool(gold.get("empty_ok")) and not named and re.search(r"\b(?:no|none|0)\b", normal(text)) is not None
        return Judged(not answered or none, "answered what is not there")
    if not answered and not gold.get("abstain_ok"):
        return Judged(False, "declined")
    if gold["expected"] == "papers":
        first = gold.get("mode") == "first"
        return Judged(named[:1] <= wanted and bool(named) if first else set(named) == set(wanted), "other papers")
    if gold["expected"] == "sentence":
        return Judged(named[:1] == wanted[:1] and _says(text, gold["sentences"]), "another sentence")
    if any(word in normal(text) for word in gold.get("must_not", [])):
        return Judged(False, "says what it must not")
    has_values = all(any(has(value, text) for value in group) for group in gold["values"])
    return Judged(has_values and _right_papers(gold, named, wanted), "another value")


def _right_papers(gold: Mapping[str, Any], named: Sequence[str], wanted: Sequence[str]) -> bool:
    if not wanted:
        return not gold.get("mode") or not named
    if gold.get("mode") == "count":
        return not named or set(named) == set(wanted)
    if gold.get("mode") == "subset_ok":
        return set(named) <= set(wanted)
    return bool(gold.get("abstain_ok")) or named[:1] == list(wanted[:1])


def has(value: str, text: str) -> bool:
    """Whether a text has a gold value: as a word of its own, or what a pattern finds, in any case."""
    if value.startswith("re:"):
        return any(re.search(value[3:], each, re.IGNORECASE) for each in (normal(text), text))
    # `5.48×` has the value 5.48.
    return re.search(rf"(?<![\w.]){re.escape(normal(value))}(?!(?!x\b)\w|\.\d)", normal(text)) is not None


def _says(text: str, sentences: Sequence[str]) -> bool:
    said = set(normal(text).split())
    shares = [len(words & said) / len(words) for sentence in sentences if (words := set(normal(sentence).split()))]
    return max(shares, default=0.0) >= _ENOUGH


def normal(text: str) -> str:
    """Text as it is compared: no LaTeX, accents, hyphens or commas within numbers."""
    plain_text = re.sub(r"\\(?:times)\b|×", "x", unicodedata.normalize("NFKC", text))
    plain_text = re.sub(r"\\(?:emph|url|text\w*|math\w*)\b|[\\${}^`*_]", "", plain_text)
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain_text) if not unicodedata.combining(c)).casefold()
    numbers = re.sub(r"(?<=\d),(?=\d{3}\b)", "", letters)
    return " ".join(re.sub(r"[\u2010-\u2015\u2212,;-]", " ", numbers).split())
