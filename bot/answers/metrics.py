"""A page's own numbers. Whatever names somebody or something else gets no number."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.grammar.cues import CueAt
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.thresholds import is_threshold, verdict
from bot.answers.wording import person_suggestions, source
from bot.library.models import Metric, Metrics, Page, Person
from bot.library.text import fold
from bot.library.wording import listed

# What a page counts of its owner, as answers call it.
METRICS = {
    Cue.H_INDEX: "h-index",
    Cue.CITATIONS: "citations",
    Cue.NOVELTY: "Novelty",
    Cue.AI_SCORE: "AI Score",
}
_EVERY = {**METRICS, Cue.PAPERS: "papers"}
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
    "work works research next beside person persons line sentence message reply thousand hundred million "
    "beyond greater reach reached passed numbers at".split()
)
_HELPING = frozenset({"do", "does", "did"})
_MEANING = frozenset(
    {"mean", "means", "meaning", "measure", "measures", "defined", "calculated", "computed", "documented"}
)


def about_metrics(asked: Asked) -> Answer | None:
    """A person's metrics with the day they were captured; None where no metric is asked for."""
    reading = asked.reading
    wanted = [cue for cue in METRICS if reading.has(cue)]
    if not wanted and not reading.has(Cue.METRICS):
        return None
    if asked.reading.mentions:
        return _of_papers(asked) if wanted or not reading.rest else None
    if _is_about_papers(asked):
        return _of_papers(asked)
    if wanted and _counted_papers(asked):
        wanted.append(Cue.PAPERS)
    strangers = _strangers(asked)
    if strangers:
        return _declined_for(strangers, asked)
    if (unknown := _nobody(asked)) is not None:
        return unknown
    people = _subjects(asked)
    if isinstance(people, Declined):
        return people
    return _answer(people, wanted or list(_EVERY), asked)


# What stands between two people; nothing does between the names of one.
_BETWEEN = re.compile(r"[,;&/+]|\b(?:and|or|vs|versus|than|with|to|against|s)\b|['’]s", re.IGNORECASE)


def _nobody(asked: Asked) -> Declined | None:
    """A name put together of two people's, or one that is only nearly somebody's: a number would be another's."""
    reading = asked.reading
    for one, other in pairwise(reading.people):
        if one.end == other.start and not _BETWEEN.search(_text_between(one.end, asked)):
            typed = " ".join(token.typed for token in reading.tokens[one.start : other.end])
            return Declined(f"Nobody here is called “{typed}”, so there are no metrics.", asked.suggestions())
    for named in reading.people:
        tokens = reading.tokens[named.start : named.end]
        if any(token.mended and not _is_plain_slip(token.typed, token.folded) for token in tokens):
            people = [asked.person(key) for key in named.keys]
            typed = " ".join(token.typed for token in tokens)
            meant = " or ".join(person.name for person in people[:3])
            return Declined(f"Nobody here is called “{typed}”. Do you mean {meant}?", person_suggestions(people))
    return None


def _text_between(at: int, asked: Asked) -> str:
    """What is typed between a token and the one before it."""
    first, second = asked.reading.tokens[at - 1].typed, asked.reading.tokens[at].typed
    match = re.search(rf"{re.escape(first)}(.*?){re.escape(second)}", asked.reading.text, re.IGNORECASE | re.DOTALL)
    return match.group(1) if match else ""


def _is_plain_slip(typed: str, known: str) -> bool:
    """Whether letters were only swapped, or one was doubled or not: another letter makes another name."""
    typed = fold(typed)
    return sorted(typed) == sorted(known) or _singled(typed) == _singled(known)


def _singled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def _counted_papers(asked: Asked) -> list[CueAt]:
    """Where the number of papers is asked for beside other metrics: `number of papers`."""
    counts = {cue.end for cue in asked.reading.at(Cue.COUNT)}
    named = asked.reading.at(Cue.PAPERS)
    return [
        cue for cue in named if cue.start in counts or cue.end in {count.start for count in asked.reading.at(Cue.COUNT)}
    ]


def _is_about_papers(asked: Asked) -> bool:
    reading = asked.reading
    each = {"each", "per", "every", "which", "most", "single", "individual", "average", "least"} & set(reading.words)
    return reading.has(Cue.PAPERS) and (bool(each) or reading.has(Cue.NEWEST, Cue.OLDEST, Cue.WHICH))


def _of_papers(asked: Asked) -> Declined:
    return Declined(
        "The pages give such numbers for a person as a whole, not for single papers: how often a paper is cited, or "
        "how it scores, is not on them.",
        asked.suggestions(),
    )


def _strangers(asked: Asked) -> list[str]:
    """Words that are about something else than the metrics of the people who are named."""
    reading = asked.reading
    meant = _IDLE | (_MEANING if reading.has(Cue.NOVELTY, Cue.AI_SCORE) else frozenset[str]())
    odd = [reading.tokens[at].typed for at in reading.rest if not _is_said_of_numbers(at, meant, asked)]
    odd += [
        " ".join(t.typed for t in reading.tokens[cue.start : cue.end])
        for cue in reading.cues
        if cue.cue not in _HARMLESS and cue not in _counted_papers(asked) and reading.words[cue.start] not in _HELPING
    ]
    odd += [
        t.typed
        for at, t in enumerate(reading.tokens)
        if t.mended and (_is_doubtful(t.typed, t.folded) or _beside_mended(at, asked)) and _is_bare(at, asked)
    ]
    odd += [t.typed for at, t in enumerate(reading.tokens) if _may_be_name(at, asked)]
    odd += [time.time.said for time in reading.times]
    odd += [" ".join(reading.words[field.start : field.end]) for field in reading.fields]
    odd += [tag for tag, _, _ in reading.affiliations]
    return list(dict.fromkeys(odd))


def _may_be_name(at: int, asked: Asked) -> bool:
    """Whether a small word is written like a name: in foreign letters, by a capital or a possessive."""
    reading = asked.reading
    token = reading.tokens[at]
    named = any(people.start <= at < people.end for people in reading.people)
    if named or not _is_bare(at, asked):
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


def _declined_for(strangers: Sequence[str], asked: Asked) -> Declined:
    words = listed([f"“{word}”" for word in strangers[:4]])
    return Declined(
        f"Only the metrics of people whose page is loaded are known, as on the day it was captured, and {words} is "
        "none of that.",
        asked.suggestions(),
    )


def _subjects(asked: Asked) -> Sequence[Person] | Declined:
    named = asked.reading.people
    unclear = [people for people in named if len(people.keys) > 1]
    if unclear:
        people = [asked.person(key) for key in unclear[0].keys]
        names = listed([person.name for person in people[:5]], "or")
        return Declined(f"That may be {names}. Whom do you mean?", person_suggestions([p for p in people if p.page]))
    people = [asked.person(each.keys[0]) for each in named]
    without = [person for person in people if person.page is None]
    if without:
        names = listed([person.name for person in without])
        return Declined(
            f"No page of {names} is loaded, so there are no metrics. {names} is named here as a co-author only.",
            tuple(s for person in without[:1] for s in person_suggestions([person], Ask.PAPERS)),
        )
    if people:
        return people
    if len(asked.owners) == 1:
        return asked.owners
    if not asked.owners:
        return Declined("No profile page is loaded, so there are no metrics.", asked.suggestions())
    names = listed([person.name for person in asked.owners[:5]], "or")
    more = " or somebody else" if len(asked.owners) > 5 else ""
    return Declined(f"Several pages are loaded. Do you mean {names}{more}?", person_suggestions(asked.owners))


def every_metric(people: Sequence[Person], asked: Asked) -> Answer:
    """All metrics of people, side by side; of those who have a page."""
    without = [person.name for person in people if person.page is None]
    if without:
        return Declined(f"No page of {listed(without)} is loaded, so there are no metrics.", asked.suggestions())
    return _answer(people, list(_EVERY), asked)


def _answer(people: Sequence[Person], wanted: Sequence[Cue], asked: Asked) -> Answer:
    pages = [page for page in map(asked.catalogue.page_of, people) if page is not None]
    facts = [fact for page in pages for fact in _facts(page, wanted)]
    if not facts:
        return Declined(
            f"{_cap(source(pages[0]))}, gives no {listed([_EVERY[cue] for cue in wanted], 'or')}.", asked.suggestions()
        )
    several = len(pages) > 1
    held = _metric(pages[0].metrics, wanted[0])
    whether = verdict(asked.reading.words, held.value) if held is not None and not several and len(wanted) == 1 else ""
    short = "; ".join(
        (f"{page.owner}: " if several else "") + ", ".join(_said(page, cue) for cue in wanted) for page in pages
    )
    meaning = " Nobody documents what Novelty and AI Score mean." if {Cue.NOVELTY, Cue.AI_SCORE} & set(wanted) else ""
    note = f"As on {listed([source(page) for page in pages])}.{meaning}"
    return Answered(f"{whether}: {short}" if whether else short, tuple(facts), note=note)


def _facts(page: Page, wanted: Sequence[Cue]) -> list[Fact]:
    given = [(cue, _metric(page.metrics, cue)) for cue in wanted]
    return [
        Fact(f"{_EVERY[cue]} of {page.owner}", f"{metric.text}, on {source(page)}", page=page.key)
        for cue, metric in given
        if metric is not None
    ]


def _said(page: Page, cue: Cue) -> str:
    metric = _metric(page.metrics, cue)
    if metric is None:
        return f"no {_EVERY[cue]} on the page"
    return f"{metric.text} {_EVERY[cue]}" if cue in {Cue.CITATIONS, Cue.PAPERS} else f"{_EVERY[cue]} {metric.text}"


def _metric(metrics: Metrics, cue: Cue) -> Metric | None:
    return {
        Cue.H_INDEX: metrics.h_index,
        Cue.CITATIONS: metrics.citations,
        Cue.NOVELTY: metrics.novelty,
        Cue.AI_SCORE: metrics.ai_score,
        Cue.PAPERS: metrics.papers,
    }[cue]


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
