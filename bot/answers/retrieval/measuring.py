"""The values of a sentence that may be what a question measures: sizes, shares, ratios, formulas, ends of a range."""

import re
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.retrieval.binding import is_span
from bot.answers.retrieval.choice import Cut, choose, with_kin
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.sought import abstract_stems
from bot.answers.retrieval.units import is_in
from bot.answers.retrieval.values import Value, formulas_in, plain_numbers
from bot.answers.sentences import Sentence
from bot.answers.words import stem

_TIMES = re.compile(r"×|x$|times|fold|twice|half", re.I)
_HOW_FAST = re.compile(r"\bhow fast\b")
# Words by which a share says how much more or less.
_COMPARED = frozenset(
    map(
        stem,
        "faster slower speedup speed reduction reduce reduced fewer less more higher lower cheaper improvement improve "
        "drop drops fall falls cut cuts save saves gain larger smaller increase decrease".split(),
    )
)
_SHARE = re.compile(r"%|percent|points?$|\d\.\d|\bms$|seconds?$|half|third|quarter", re.I)
_TIME = re.compile(r"(?:[mµμn]s|seconds?|minutes?|hours?|days?|weeks?|months?|years?|[\d ](?:s|h|min))$", re.I)
_LASTS = re.compile(r"\bhow long (?:did|does|do|was|is|were|will)\b|\bduration\b")
_GROWS = re.compile(r"\b(?:complexity|scal\w+|convergence|regret|mixing|runtime|order of)\b")
_COSTS = re.compile(r"\b(?:complexity|runtime|run time|running time|time)\b")
_ORDER = re.compile(r"[ÕΩΘO]")
_ENDS = frozenset("largest smallest biggest maximum minimum highest lowest max min least".split())
_LEAST = frozenset("smallest minimum lowest least min".split())
_LATER = re.compile(r" (?:later|earlier|longer|sooner|ago|before|after)\b")
# `aged 3 to 5`, `layers younger than 250 years`.
_OLD = re.compile(r"\b(?:aged?|ages|ages of|age of|aged between|(?:young|old)er than) (?:\d+ to |between \d+ and )?$")
_YEARS = re.compile(r"(?:years?|months?|weeks?|days?)$")
# `how much data` is told as `12 minutes of data`.
_AMOUNT = re.compile(r"\bhow much (data|memory|video|text|audio|footage|speech)\b")
_SHARE_OF = re.compile(
    r"\b(?:percent\w*|share|fraction|proportion) of (?:the |all |their |its )?(?:\w+ly )?([a-z]{3,})\b"
)
_PERCENT = re.compile(r"%|percent|half|third|quarter", re.I)
_ASKS_SHARE = re.compile(r"\b(?:percent\w*|share|fraction|proportion)\b")
# Measures by their names, which stand in the sentence of their value.
_MEASURES = frozenset(
    map(
        stem,
        "accuracy precision recall f1 auc bleu rouge fid rmse mae mape wer cer kappa sensitivity specificity latency "
        "correlation coverage error".split(),
    )
)
# `half the error of the baseline` is no error; `the 90% fan` is no share of it.
_HALF_AS = re.compile(r"(?:half|twice|double) (?:the|that|those|as|of the|its)\b", re.I)
_IS_PART = re.compile(r"\b(?:the|this|their|its) $", re.I)
_OF = re.compile(r" (?:of|lower|higher|more|less|fewer)\b")
_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}


def sizes(sentence: Sentence, asked: Asked) -> list[Value]:
    """How large something is; how long it lasts, which is not how much later it came."""
    words = " ".join(asked.reading.words)
    sizes = [value for value in plain_numbers(sentence) if not _TIMES.search(value.text)]
    if "how old" in words:
        sizes = [v for v in sizes if _OLD.search(sentence.text[: v.start]) or _YEARS.search(v.text)]
    if (amount := _AMOUNT.search(words)) is not None:
        sizes = [value for value in sizes if stem(amount.group(1)) in value.after[:3]]
    if _LASTS.search(words) is None:
        return sizes
    later = _LATER.search(f" {words}") is not None
    return [v for v in sizes if _TIME.search(v.text) and (later or not _LATER.match(sentence.text[v.end :]))]


def ratios(sentence: Sentence, asked: Asked) -> list[Value]:
    """How many times, or how much, something is more or less; first what the very word asked for is said of."""
    numbers = plain_numbers(sentence)
    words = {stem(word) for word in asked.reading.words} & _COMPARED
    said = [value for value in numbers if value.after[:1] and set(value.after[:1]) & _COMPARED & with_kin(words)]
    times = [value for value in numbers if _TIMES.search(value.text)]
    shares = [value for value in numbers if _is_change(value)]
    return said or times or ([] if _HOW_FAST.search(" ".join(asked.reading.words)) else shares)


def _is_change(value: Value) -> bool:
    """Whether a share says how much more or less something is."""
    return value.text.endswith("%") and not _COMPARED.isdisjoint([*value.after[:4], *value.before[:4]])


def shares(hit: Hit, asked: Asked) -> list[Value]:
    """Shares, scores and measures; none where the measure that is asked for by name stands in another sentence."""
    words, text = " ".join(asked.reading.words), hit.sentence.text
    stems = {stem(word) for word in asked.reading.words}
    named = _MEASURES & stems & abstract_stems(asked.shelf.papers[hit.place].abstract)
    whole = _SHARE_OF.search(words)
    if (named and not named & hit.sentence.stems) or (whole and not _has(hit.sentence, stem(whole.group(1)))):
        return []
    numbers = plain_numbers(hit.sentence)
    units = _TIME if "latency" in asked.reading.words else _PERCENT if _ASKS_SHARE.search(words) else _SHARE
    found = [v for v in numbers if units.search(v.text) and not _HALF_AS.match(text[v.start :])]
    if "much" in asked.reading.words:
        # `how much did falls drop`: from 27 to 4; `how much does it matter`: three times as much.
        found += [v for one, two in pairwise(numbers) if is_span(text, one, two) for v in (one, two) if v not in found]
        found = found or [value for value in numbers if _TIMES.search(value.text)]
    told = [v for v in found if not _IS_PART.search(text[: v.start]) or _OF.match(text[v.end :])]
    return told or found


def in_percent(hit: Hit, asked: Asked) -> list[Value]:
    """Percentages, where the sentence has what they are asked of."""
    whole = _SHARE_OF.search(" ".join(asked.reading.words))
    if whole and not _has(hit.sentence, stem(whole.group(1))):
        return []
    return [value for value in plain_numbers(hit.sentence) if is_in("percent", value.text)]


def _has(sentence: Sentence, wanted: str) -> bool:
    return not sentence.stems.isdisjoint(with_kin({wanted}))


def formulas(sentence: Sentence, asked: Asked) -> list[Value]:
    formulas = _with_letter(formulas_in(sentence), asked)
    words = " ".join(asked.reading.words)
    grows = _GROWS.search(words) is not None
    orders = [value for value in formulas if _ORDER.match(value.text)] if _COSTS.search(words) else []
    return orders or formulas or ([] if grows else plain_numbers(sentence))


def _with_letter(formulas: list[Value], asked: Asked) -> list[Value]:
    """Of formulas those for the letter that is asked for, as in `N=?`, if it is for one."""
    letter = re.search(r"(?:^|\s)([A-Za-z])\s?(?:=|\?|was|is|did)|\b(?:of|for) ([A-Za-z])\b", asked.reading.text)
    if letter is None:
        return formulas
    wanted = letter.group(1) or letter.group(2)
    return [value for value in formulas if value.text.startswith((wanted, wanted.upper()))] or formulas


def extreme(sentence: Sentence, asked: Asked) -> Cut | None:
    """The end of a range; where the sentence has `lowest` itself, the value to which that is bound."""
    asks = _ENDS & set(asked.reading.words)
    values = plain_numbers(sentence)
    if asks & {word.folded for word in sentence.words}:
        cut = choose(values, sentence, asked)
        spans = [each.start for two in pairwise(values) if is_span(sentence.text, *two) for each in two]
        return Cut(cut.value, sure=cut.sure and cut.value.start not in spans) if cut else None
    known = [value for value in values if _size(value)]
    best = (min if asks & _LEAST else max)(known, key=_size, default=None)
    return None if best is None else Cut(best)


def _size(value: Value) -> float:
    digits = re.sub(r"[^\d.]", "", value.text).strip(".")
    scale = _SCALES.get(value.text[-1:].casefold(), 1.0)
    return float(digits) * scale if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0
