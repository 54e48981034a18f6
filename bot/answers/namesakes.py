"""Whom a question for a metric names beside, or instead of, somebody with a page."""

import re

from bot.answers.asked import Asked
from bot.answers.filtering.strangers import mixed_name
from bot.answers.grammar.cues import CueAt
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Declined
from bot.answers.thresholds import is_threshold
from bot.answers.wording import METRICS, person_suggestions
from bot.library.text import fold

# What may stand beside a metric without being about somebody or something else.
_HARMLESS = frozenset(
    {
        *METRICS, Cue.METRICS, Cue.COUNT, Cue.HIM, Cue.WHAT, Cue.HOW, Cue.WHETHER, Cue.LIST, Cue.ALL, Cue.WITH, Cue.BY,
        Cue.COMPARE, Cue.HIGHER, Cue.NEWEST, Cue.WHICH, Cue.WHO, Cue.ABOUT, Cue.OWNER, Cue.ANYTHING,
    }
)  # fmt: skip

_POSSESSIVE = re.compile(r"(\w+)[’']s\b")
# Small words before `'s` that are short for `is`, or stand for the owner.
_OWNERS = frozenset(
    "he she guy author page profile researcher person owner prof professor scholar scientist dude man woman".split()
)
_OWNING = _OWNERS | frozenset("what who whos how where when why that there here it lets let this one today".split())
# Words that are said of numbers and are nobody's name where they are written small.
_IDLE = frozenset(
    "times time percentage percent shown displayed stated reported given well figure overall altogether combined "
    "lifetime above below over under than least exactly rating shows exceed exceeds exceeding "
    "someone somebody heavily highly widely sum accumulated accumulate collect collected received receive gathered "
    "earned amassed site website check remind impact impactful terms available far across "
    "work works research next beside person persons line sentence message reply thousand hundred million "
    "beyond greater reach reached passed numbers at".split()
)
_TITLES = frozenset({"dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "sir"})
_HELPING = frozenset({"do", "does", "did"})
_MEANING = frozenset(
    {"mean", "means", "meaning", "measure", "measures", "defined", "calculated", "computed", "documented"}
)


def strangers_in(asked: Asked) -> list[str]:
    """Words that are about something else than the metrics of the people who are named."""
    reading = asked.reading
    meant = _IDLE | (_MEANING if reading.has(Cue.NOVELTY, Cue.AI_SCORE) else frozenset[str]())
    odd = [reading.tokens[at].typed for at in reading.rest if not _is_said_of_numbers(at, meant, asked)]
    odd += [
        " ".join(t.typed for t in reading.tokens[cue.start : cue.end])
        for cue in reading.cues
        if cue.cue not in _HARMLESS
        and cue not in [*counted_papers(asked), *_all_papers(asked)]
        and reading.words[cue.start] not in _HELPING
    ]
    odd += [
        t.typed
        for at, t in enumerate(reading.tokens)
        if t.mended and (_is_doubtful(t.typed, t.folded) or _beside_mended(at, asked)) and _is_bare(at, asked)
    ]
    odd += [t.typed for at, t in enumerate(reading.tokens) if _may_be_name(at, asked)]
    odd += [time.time.said for time in reading.times]
    odd += [" ".join(reading.words[field.start : field.end]) for field in reading.fields]
    odd += [tag for tag, _, _ in reading.affiliations if not _is_theirs(tag, asked)]
    return list(dict.fromkeys(odd))


def _may_be_name(at: int, asked: Asked) -> bool:
    """Whether a small word is written like a name: in foreign letters, by a capital or a possessive."""
    reading = asked.reading
    token = reading.tokens[at]
    named = any(people.start <= at < people.end for people in reading.people)
    if named or not _is_bare(at, asked) or token.folded in _TITLES:
        return False
    if not token.typed.isascii():
        return True
    capital = at > 0 and token.typed[:1].isupper() and token.typed != "I" and not _is_in_capitals(asked)
    # `shes's` is no slip for `her`: what is mended to a word for the owner may be a name.
    owning = token.folded in _OWNING and not (token.mended and token.folded in _OWNERS)
    return capital or (token.typed.casefold() in _possessives(reading.text) and not owning)


def _possessives(text: str) -> set[str]:
    return {match.group(1).casefold() for match in _POSSESSIVE.finditer(text)}


def _is_said_of_numbers(at: int, meant: frozenset[str], asked: Asked) -> bool:
    """Whether a word asks for nothing but the number: `times`, `percent`, or a number to compare it with."""
    word = asked.reading.words[at]
    is_written_small = not asked.reading.tokens[at].typed[:1].isupper() or _is_in_capitals(asked)
    return (word in meant and is_written_small) or is_threshold(word, asked.reading.words)


def _is_in_capitals(asked: Asked) -> bool:
    """Whether most words begin with a capital, so that one tells nothing."""
    tokens = asked.reading.tokens
    return 2 * sum(token.typed[:1].isupper() for token in tokens) > len(tokens)


def _is_bare(at: int, asked: Asked) -> bool:
    """Whether a word counts as nothing but a small word, or as a name: a metric's own words may be mended freely."""
    cues = [cue for cue in asked.reading.cues if cue.start <= at < cue.end]
    return not any(cue.end - cue.start > 1 or cue.cue in {*METRICS, Cue.METRICS} for cue in cues)


def _is_doubtful(typed: str, known: str) -> bool:
    """Whether what was mended may as well be a name: only letters doubled or swapped are sure, and long words."""
    typed = typed.casefold()
    if len(typed) < 4:
        return True
    return len(known) < 6 and sorted(typed) != sorted(known) and set(typed) != set(known)


def _beside_mended(at: int, asked: Asked) -> bool:
    """Whether the next word, or the one before, had to be mended as well: first and last name of a stranger."""
    tokens = asked.reading.tokens
    beside = [place for place in (at - 1, at + 1) if 0 <= place < len(tokens)]
    return any(tokens[place].mended and _is_bare(place, asked) for place in beside)


def _is_theirs(tag: str, asked: Asked) -> bool:
    """Whether a paper of the one who is named has this affiliation."""
    people = [asked.person(named.keys[0]) for named in asked.reading.people if len(named.keys) == 1]
    places = {asked.shelf.places[key] for person in people[:1] for key in person.papers}
    return not places.isdisjoint(asked.shelf.facets.affiliations.get(tag, ()))


def _all_papers(asked: Asked) -> list[CueAt]:
    """Where the papers are all papers, which a person's metrics are about anyway: `across all papers`."""
    words = asked.reading.words
    every = {"all", "his", "her", "their"} if asked.reading.has(Cue.NOVELTY, Cue.AI_SCORE) else {"all"}
    return [cue for cue in asked.reading.at(Cue.PAPERS) if words[max(0, cue.start - 1)] in every]


def counted_papers(asked: Asked) -> list[CueAt]:
    """Where the number of papers is asked for beside other metrics: `number of papers`."""
    counts = {cue.end for cue in asked.reading.at(Cue.COUNT)}
    starts = {cue.start for cue in asked.reading.at(Cue.COUNT)}
    behind = {at + 1 for at in counts if asked.reading.words[at : at + 1] == ["total"]} | counts
    # `cites / h-index / papers`: one number among others.
    several = len({cue.cue for cue in asked.reading.at(*METRICS)}) > 1
    return [cue for cue in asked.reading.at(Cue.PAPERS) if several or cue.start in behind or cue.end in starts]


def nobody(asked: Asked) -> Declined | None:
    """A name put together of two people's, or one that is only nearly somebody's: a number would be another's."""
    reading = asked.reading
    mixed = mixed_name(asked)
    if mixed is not None:
        typed = " ".join(reading.tokens[at].typed for at in mixed)
        return Declined(f"Nobody here is called “{typed}”, so there are no metrics.", asked.suggestions())
    for named in reading.people:
        tokens = reading.tokens[named.start : named.end]
        if any(token.mended and not _is_plain_slip(token.typed, token.folded) for token in tokens):
            people = [asked.person(key) for key in named.keys]
            typed = " ".join(token.typed for token in tokens)
            meant = " or ".join(person.name for person in people[:3])
            return Declined(f"Nobody here is called “{typed}”. Do you mean {meant}?", person_suggestions(people))
    return None


def _is_plain_slip(typed: str, known: str) -> bool:
    """Whether letters were only swapped, or one was doubled or not: another letter makes another name."""
    typed = fold(typed)
    return sorted(typed) == sorted(known) or _singled(typed) == _singled(known)


def _singled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)
