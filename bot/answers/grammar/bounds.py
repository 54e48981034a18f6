"""On how many papers somebody or something must be: `who has four papers`, `years with more than one paper`."""

import re

from bot.answers.grammar.vocabulary import NUMBERS

_NUMBER = rf"\d{{1,3}}|{'|'.join(word for word in NUMBERS if word not in {'single', 'both', 'few', 'couple'})}"
_VERBS = (
    r"who|that|which|else|is|are|was|were|has|have|had|having|got|with|on|named|listed|wrote|written|authored|"
    r"published|publish|saw|did|does|do|he|she|they|here|an author of|author of|appear|appears|exist|exists|there|in|"
    r"share|shares|by|put out|released"
)
_AHEAD = r"at least|no fewer than|more than|over|fewer than|less than|under|at most|no more than|exactly|only|just"
_BOUND = re.compile(
    rf"(?: of(?: \w+){{1,3}}?)?(?: (?:{_VERBS})){{0,4}}(?: (?P<ahead>{_AHEAD}))? (?P<number>{_NUMBER})"
    r"(?: (?P<behind>or (?:more|fewer|less)))? "
    r"(?:joint |shared |different )?(?:papers?|publications?|pubs?|articles?|works?|preprints?|times)\b"
)


def bounded_by(text: str, unit: str) -> tuple[int, int, str] | None:
    """The least and the most number of papers (0 for no limit), and both in words; None where nothing is bounded."""
    for match in re.finditer(rf"\b(?:{unit})\b", text):
        bound = _BOUND.match(text, match.end())
        if bound is not None:
            number = bound["number"]
            return _between(bound["ahead"] or "", int(number) if number.isdigit() else NUMBERS[number], bound["behind"])
    return None


def _between(ahead: str, number: int, behind: str | None) -> tuple[int, int, str] | None:
    if behind or ahead in {"at least", "no fewer than", "at most", "no more than"}:
        least = behind == "or more" or ahead in {"at least", "no fewer than"}
        return (number, 0, f"at least {number}") if least else (1, number, f"at most {number}")
    if ahead in {"more than", "over"}:
        return number + 1, 0, f"more than {number}"
    if ahead in {"fewer than", "less than", "under"}:
        return (1, number - 1, f"fewer than {number}") if number > 1 else None
    return (number, number, f"exactly {number}") if number else None
