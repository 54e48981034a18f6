"""Whether the best sentence is an answer, or only comes near: reasons against it, each on its own."""

import re
from collections.abc import Callable, Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.coined import Bond
from bot.answers.retrieval.aside import asks_for_an_author, compares_nothing, tells_not_what_is_done
from bot.answers.retrieval.asking import asking_for
from bot.answers.retrieval.case import Case
from bot.answers.retrieval.concepts import GENERAL, is_soft
from bot.answers.retrieval.cutting import cut_from
from bot.answers.retrieval.definitions import explains
from bot.answers.retrieval.mismatch import (
    does_what_is_not_told,
    is_ahead,
    is_one_of_several,
    is_others_value,
    is_the_opposite,
)
from bot.answers.retrieval.naming import LISTS, names_none, only_counts
from bot.answers.retrieval.roles import Role, does
from bot.answers.retrieval.sought import foreign
from bot.answers.retrieval.values import times_in
from bot.answers.retrieval.wants import ASKING, IN_UNIT, NUMERIC, Kind
from bot.answers.words import stem

# Least share of the question's words in the sentence: where its paper is named, and where it is not; and the lead that
# a single word needs.
_NAMED, _UNNAMED, _CLEAR = 0.4, 0.55, 0.3
_TOLD = 0.6
# A noun alone may be counted in many ways, with what it is of in one.
_NOUNS = 2
# What is asked for stands in a sentence if a word of it is this near.
_HEAD = 0.45
# Least share of the words of a `why` in the sentence: what it presupposes must be told there.
_PRESUPPOSED = 0.3
_REASONS = (Role.CAUSE, Role.PROBLEM, Role.LIMIT, Role.INSIGHT, Role.BENEFIT)
_WHAT_IS = re.compile(r"^(?:so )?(?:what (?:is|are|was|were)|explain|define|describe)\b")
# A time without its year.
_AT_A_TIME = re.compile(
    r"\b(?:after|before|until|when|while|where|if|unless|during|since|once|as soon as|ago|in (?:early|mid|late)|"
    r"century|decades?|years?|months?|weeks?|days?|hours?|minutes?|seconds?|spring|summer|autumn|winter)\b",
    re.I,
)
# What was done for so long, or so often, must be told there.
_DONE = frozenset({"train", "training", "fit", "converge", "annotate", "label"})
# The thing that is asked for: `what threshold does …`, `lag of the …`.
_ASKED_FOR = re.compile(
    r"^(?:and |so |also )?(?:what|which) ((?:\w+ ){0,2}?\w+) (?:does|do|did|was|were|is|are|has|have|had|can|will)\b"
    r"|^(?:the )?((?:\w+ )?\w+) (?:of|for|in) (?:the |a |an )?\w+(?: \w+){0,3}$"
)


def is_told(case: Case) -> bool:
    """Whether the best sentence answers: nothing speaks against it, and enough of the question stands in it."""
    if any(against(case) for against in _AGAINST):
        return False
    if case.is_only():
        return True
    if _counts_just_that(case):
        return True
    if set(case.sought.telling) - set(case.light):
        return case.best.coverage >= (_NAMED if case.named else _UNNAMED) or case.telling_share() >= _TOLD
    if case.want.unit:
        # Nothing says of what; it is told where there is one such number.
        in_unit = [hit for hit in case.hits if hit.place == case.best.place and hit.signs.get("value") == IN_UNIT]
        return case.named and in_unit == [case.best] and case.want.unit != "percent"
    roles, text = case.sought.roles, case.best.sentence.text
    is_done = bool(roles) and does(roles[0], text) > 0
    has_value = cut_from(case.best, case.want, case.asked) is not None
    return case.named and (has_value or is_done or case.best.coverage >= _UNNAMED or roles[:1] == (Role.PROBLEM,))


def _counts_just_that(case: Case) -> bool:
    """Whether the number of key techniques is asked for, and the paper that is named has `four key techniques`.

    Where none is named, no other may have any.
    """
    if case.want.kind is not Kind.COUNT or len(case.want.nouns) < _NOUNS:
        return False
    others = any(hit.place != case.best.place and hit.signs.get("value") for hit in case.hits)
    cut = cut_from(case.best, case.want, case.asked)
    if cut is None or not cut.sure or not (case.named or not (others or case.missing())):
        return False
    return tuple(cut.value.after[: len(case.want.nouns)]) == tuple(case.want.nouns)


def has_letters(asked: Asked) -> bool:
    """Whether any word but those that ask is a word: numbers alone are about nothing."""
    return any(word.isalpha() and word not in ASKING for word in asked.reading.words)


def _is_about_nothing(case: Case) -> bool:
    return not case.named and not has_letters(case.asked)


def _has_foreign_words(case: Case) -> bool:
    """Whether the paper has a telling word of the question nowhere, in no form."""
    return not GENERAL.issuperset(foreign(case.sought, case.asked.shelf.papers[case.best.place]))


def _lacks_value(case: Case) -> bool:
    """Whether a value or a list is asked for that does not stand there."""
    if case.want.strict and cut_from(case.best, case.want, case.asked) is None:
        return True
    return case.want.listed and not LISTS.search(case.best.sentence.text)


def _is_anothers_number(case: Case) -> bool:
    """Whether a number is asked for, and the sentence has not all the words that say which."""
    if case.want.kind not in {*NUMERIC, Kind.EXTREME}:
        return False
    asked = [stem(word) for word in case.asked.reading.words if word in _DONE]
    done = [each for each in asked if each not in case.light and case.worth(each) < _HEAD]
    return bool(done) or (bool(case.missing()) and not case.is_only())


def _is_one_word_of_many(case: Case) -> bool:
    """Whether one word is too little to tell what is meant: other papers come near."""
    rivals = [hit for hit in case.hits if hit.place != case.best.place]
    if case.want.kind is Kind.COUNT:
        rivals = [hit for hit in rivals if hit.signs.get("value")]
    others = max((hit.coverage for hit in rivals), default=0.0)
    if case.named or len(case.sought.telling) > 1 or case.best.coverage - others >= _CLEAR:
        return False
    # `60 staged falls`: all of it in one row.
    cut = cut_from(case.best, case.want, case.asked) if len(case.want.nouns) > 1 else None
    return cut is None or not set(case.want.nouns) <= set(cut.value.after[:3])


def _explains_nothing(case: Case) -> bool:
    """Whether it is asked what something is that the sentence only mentions."""
    if (
        case.asked.reading.place is not None
        or case.want.kind is Kind.EXTREME
        or case.want.roles[:1] != (Role.DEFINE,)
        or not _WHAT_IS.match(case.text)
    ):
        return False
    stems = set(case.sought.telling)
    rest = "".join(case.asked.reading.words[at] for at in case.asked.reading.rest)
    names = (named for each in [rest, *stems] for named in case.asked.shelf.names.get(each, ()))
    if len(stems) > 1 and not any(named.coined.bond is Bond.SPELLED_OUT for named in names):
        return False
    ends = [word.end for word in case.best.sentence.words if word.stem in stems]
    return not ends or not explains(case.best.sentence, ends[0])


def _gives_no_reason(case: Case) -> bool:
    """Whether a reason is asked for, and the sentence gives none, or does not tell what the question presupposes."""
    if not case.asked.reading.has(Cue.WHY) or not case.sought.telling:
        return False
    told = case.best.signs["telling"] >= _PRESUPPOSED
    return not told or not any(does(role, case.best.sentence.text) for role in _REASONS)


def _is_others_limit(case: Case) -> bool:
    """Whether a paper's own limits are asked for, and the sentence tells, in front of what it proposes, of others'."""
    says_which = set(case.sought.telling) - set(case.light)
    if case.want.roles[:1] != (Role.LIMIT,) or not case.named or says_which:
        return False
    return is_ahead(case.best, case.asked.shelf.papers[case.best.place])


def _lacks_what_is_asked_for(case: Case) -> bool:
    """Whether the thing that is asked for by its noun is not there: no threshold for `what threshold does it use`."""
    match = _ASKED_FOR.match(case.text) if case.want.kind is Kind.PASSAGE else None
    if match is None:
        return False
    noun = next(filter(None, match.groups())).split()[-1]
    asks = asking_for(case.want.roles, case.text)
    if is_soft(noun) or noun in ASKING or stem(noun) in GENERAL or stem(noun) in asks:
        return False
    return stem(noun) not in case.light and case.worth(stem(noun)) < _HEAD


def _tells_no_time(case: Case) -> bool:
    """Whether it is asked when something was, and the sentence tells no time, or not all that says of what."""
    if case.want.kind is not Kind.TIME:
        return False
    return bool(case.missing()) or not (times_in(case.best.sentence) or _AT_A_TIME.search(case.best.sentence.text))


def _is_of_another_paper(case: Case) -> bool:
    """Whether a paper is named by a name of its own, and the sentence is another's."""
    if case.asked.reading.has(Cue.COMPARE):
        return False
    return any(
        named.place != case.best.place and case.best.place not in mention.places and named.coined.bond is Bond.TITLE
        for mention in case.asked.reading.mentions
        if mention.name
        for named in case.asked.shelf.names.get(mention.name, ())
    )


_AGAINST: Sequence[Callable[[Case], bool]] = (
    _is_about_nothing,
    _has_foreign_words,
    _lacks_value,
    _is_anothers_number,
    _is_one_word_of_many,
    _explains_nothing,
    _gives_no_reason,
    _is_others_limit,
    only_counts,
    _lacks_what_is_asked_for,
    names_none,
    _tells_no_time,
    is_others_value,
    tells_not_what_is_done,
    compares_nothing,
    asks_for_an_author,
    is_the_opposite,
    is_one_of_several,
    does_what_is_not_told,
    _is_of_another_paper,
)
