"""The value that a question wants, cut out of a sentence."""

import re

from bot.answers.asked import Asked
from bot.answers.retrieval.calling import name_in
from bot.answers.retrieval.choice import Cut, choose
from bot.answers.retrieval.counting import counts
from bot.answers.retrieval.measuring import extreme, formulas, in_percent, ratios, shares, sizes
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.units import is_in
from bot.answers.retrieval.values import names_in, numbers_in, times_in
from bot.answers.retrieval.wants import Kind, Want

_SIZED = re.compile(r"[\d.]+\s?[BM]")
_PLACED = re.compile(r"\b(?:in|at|around|near|off|across|from) (?:the )?$")


def cut_from(hit: Hit, want: Want, asked: Asked) -> Cut | None:
    """The wanted value in a sentence, the likeliest where there are several."""
    sentence = hit.sentence
    match want.kind:
        case Kind.COUNT:
            return counts(hit, want, asked)
        case Kind.SIZE if want.unit == "percent":
            return choose(in_percent(hit, asked), sentence, asked)
        case Kind.SIZE if want.unit:
            return choose([value for value in numbers_in(sentence) if is_in(want.unit, value.text)], sentence, asked)
        case Kind.SIZE:
            return choose(sizes(sentence, asked), sentence, asked)
        case Kind.RATIO:
            return choose(ratios(sentence, asked), sentence, asked)
        case Kind.SHARE:
            return choose(shares(hit, asked), sentence, asked)
        case Kind.EXTREME:
            return extreme(sentence, asked)
        case Kind.FORMULA:
            return choose(formulas(sentence, asked), sentence, asked)
        case Kind.NAME:
            name = name_in(hit, want, asked)
            # A size alone is no name.
            return None if name is None else Cut(name, sure=not _SIZED.fullmatch(name.text))
        case Kind.PLACE:
            places = [name for name in names_in(sentence) if _PLACED.search(sentence.text[: name.start])]
            return Cut(places[0]) if places else None
        case Kind.TIME:
            times = times_in(sentence)
            return Cut(times[0], sure=len(times) == 1) if times else None
        case Kind.PASSAGE:
            return None
