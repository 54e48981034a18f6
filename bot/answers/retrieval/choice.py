"""The one of several values to which a question is bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.retrieval.binding import DENIED, bound_in, digits_of, is_span, likeliest
from bot.answers.retrieval.concepts import kin_of
from bot.answers.retrieval.values import Value
from bot.answers.retrieval.wants import ASKING
from bot.answers.sentences import Sentence
from bot.answers.words import stem

# Words that ask for nothing by themselves and tell one value from another.
_QUALIFIERS = frozenset("other first last second before after only same own each all both most least by".split())
_TO_ANOTHER = frozenset({"half", "twice", "double"})
_DENIERS = frozenset("not no never without none nobody".split())


@dataclass(frozen=True, slots=True)
class Cut:
    """A value in a sentence; `sure` where no other value there may be meant as well."""

    value: Value
    sure: bool = True


def choose(values: Sequence[Value], sentence: Sentence, asked: Asked) -> Cut | None:
    """The value to which most of the question's words are bound; `sure` where none is bound to another of them."""
    if not values:
        return None
    stems, said = asked_stems(asked), asked.reading.words
    free = [value for value in values if not set(digits_of(value)) & set(said)] or list(values)
    bound = bound_in(sentence, stems, free, said)
    best, clear = likeliest(bound, free, _rivals(free, sentence))
    if best is None:
        return None
    own = {each.value.start: each for each in bound}
    # Words that stand by a number of another kind only ask for that one.
    elsewhere = not own[best.start].stems and any(each.stems for each in bound)
    # `half the error of the manual survey` is not the error.
    elsewhere |= any(each.value.text in _TO_ANOTHER and each.worth > own[best.start].worth for each in bound)
    denied = DENIED in stems and DENIED not in own[best.start].words
    return Cut(best, sure=clear and not elsewhere and not denied)


def asked_stems(asked: Asked) -> set[str]:
    """The stems of the words that say which value is asked for."""
    words = [word for word in asked.reading.words if word not in ASKING or word in _QUALIFIERS]
    denied = {DENIED} if _DENIERS & set(asked.reading.words) else set()
    return {stem(word) for word in words if word not in _DENIERS} | denied


def _rivals(values: Sequence[Value], sentence: Sentence) -> list[Value]:
    """Values but for the second ends of spans."""
    ends = {two.start for one, two in pairwise(values) if is_span(sentence.text, one, two)}
    return [value for value in values if value.start not in ends]


def with_kin(nouns: set[str]) -> set[str]:
    return nouns.union(*map(kin_of, nouns)) if nouns else set()
