"""Reasons against a number: it is another's, or of the opposite of what is asked."""

import re

from bot.answers.grammar.phrases import Cue
from bot.answers.linking.coined import Bond
from bot.answers.retrieval.case import Case
from bot.answers.retrieval.concepts import GENERAL, is_soft, kin_of
from bot.answers.retrieval.scoring import Hit
from bot.answers.retrieval.wants import ASKING, NUMERIC, Kind
from bot.answers.sentences import sentences_of
from bot.answers.words import stem
from bot.library.models import Paper

_PROPOSES = re.compile(
    r"\b(?:we|this (?:paper|work|study))\b[\w\s,]{0,30}?\b(?:propose|introduce|present|develop|describe)", re.I
)
_DONE = re.compile(r"[a-z]{3,}ed")
# Words of which one is not said by the other's number.
_OPPOSITES = [
    ({stem(one) for one in ones.split()}, {stem(other) for other in others.split()})
    for ones, others in (
        ("wrong incorrect false erroneous mistaken", "correct right correctly true"),
        ("reject rejected refuse refused", "accept accepted acceptance"),
        ("fail failed failure unsuccessful", "succeed succeeded success successful successfully"),
        ("lost dead died die", "survive survived survival"),
        ("women woman female", "men man male"),
        ("cost costs costly", "save saves saved"),
        ("rural", "urban"),
    )
]


def is_ahead(hit: Hit, paper: Paper) -> bool:
    """Whether a sentence stands in front of the one that says what its paper proposes."""
    proposes = next((each.start for each in sentences_of(paper.abstract) if _PROPOSES.search(each.text)), None)
    return proposes is not None and hit.sentence.start < proposes


def is_others_value(case: Case) -> bool:
    """Whether nothing but a paper is named, and the number stands in front of what it proposes: it is of others."""
    if case.want.kind not in NUMERIC or set(case.sought.telling) - set(case.light) or not _has_name(case):
        return False
    return is_ahead(case.best, case.asked.shelf.papers[case.best.place])


def _has_name(case: Case) -> bool:
    names = (each for mention in case.asked.reading.mentions for each in case.asked.shelf.names.get(mention.name, ()))
    return any(named.coined.bond is Bond.TITLE for named in names)


def is_the_opposite(case: Case) -> bool:
    """Whether a number is asked for of what is wrong, and the sentence has only that of what is right."""
    if case.want.kind not in NUMERIC:
        return False
    asked, held = {stem(word) for word in case.asked.reading.words}, case.best.sentence.stems
    pairs = [pair for one, other in _OPPOSITES for pair in ((one, other), (other, one))]
    return any(asked & one and held & other and not held & one for one, other in pairs)


def does_what_is_not_told(case: Case) -> bool:
    """Whether it is asked how many did something that the sentence does not tell, though the paper's title has it."""
    if case.want.kind is not Kind.COUNT or not case.asked.reading.has(Cue.COUNT):
        return False
    first = case.asked.reading.at(Cue.COUNT)[0].end
    words = case.asked.reading.words[first:]
    named = {at for mention in case.asked.reading.mentions for at in range(mention.start, mention.end)}
    done = [word for at, word in enumerate(words, first) if at not in named and _DONE.fullmatch(word)]
    stems = {stem(word) for word in done if word not in ASKING and not is_soft(word)} - GENERAL - set(case.light)
    return any(case.worth(each) <= 0.0 and not kin_of(each) & case.best.sentence.stems for each in stems)


def is_one_of_several(case: Case) -> bool:
    """Whether only a thing is named, and sentences of a paper tell several numbers of it."""
    if case.want.kind is not Kind.COUNT or case.named or len(case.sought.telling) > 1:
        return False
    held = [hit for hit in case.hits if hit.signs.get("value") and hit.coverage >= case.best.coverage]
    return len({(hit.place, hit.sentence.start) for hit in held}) > 1
