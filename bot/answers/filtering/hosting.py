"""Where code is kept: papers with an address on a host, or with none, and whether one paper's is there."""

from collections.abc import Iterator

from bot.answers.asked import Asked
from bot.answers.facts import paper_of
from bot.answers.filtering.barring import is_negated
from bot.answers.filtering.choosing import Element
from bot.answers.filtering.relating import related
from bot.answers.grammar.conditions import kept_at, linked, links_at, with_code
from bot.answers.grammar.filters import Condition, negated
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.slots import is_for_several
from bot.answers.grammar.vocabulary import HOSTS
from bot.answers.outcome import Answer, Answered
from bot.answers.paper_facts import fact_of
from bot.answers.wanted import FACT_IDLE
from bot.library.code import CodeFlagged, CodeLink, code_state

_LINKED = frozenset({"linked", "link", "links", "url", "urls"})
_ELSE = (Cue.WHY, Cue.WHEN, Cue.WHO, Cue.COUNT, Cue.AUTHORS, Cue.COMPARE, Cue.WHICH, Cue.FIELD, Cue.AFFILIATION)


def hosted(asked: Asked) -> list[Element]:
    """What is said of where code is kept; nothing where only code is spoken of."""
    return [*_at_hosts(asked), *_without_links(asked)]


def _at_hosts(asked: Asked) -> Iterator[Element]:
    reading = asked.reading
    hosts = [at for at, word in enumerate(reading.words) if word in HOSTS and at not in reading.topic]
    for at in hosts:
        turned = is_negated(at, reading)
        # `without a github link` has no more to say than `with code, but not on github` has.
        code = [cue.start for cue in reading.at(Cue.CODE) if not cue.start <= at < cue.end]
        if turned and code and not is_negated(code[0], reading):
            yield Element(with_code(listed=True), code[0], code[0] + 1, said=True)
        barred = turned or (bool(code) and code[0] < at and is_negated(code[0], reading))
        condition = kept_at(reading.words[at])
        yield Element(negated(condition) if barred else condition, at, at + 1, said=barred)


def _without_links(asked: Asked) -> Iterator[Element]:
    """`with code but without a link`: code that is flagged alone."""
    reading = asked.reading
    if HOSTS.keys() & set(reading.words) or not reading.has(Cue.PAPERS, Cue.COUNT, Cue.ANYTHING) or reading.mentions:
        return
    for at, word in enumerate(reading.words):
        if word not in _LINKED or at in reading.topic:
            continue
        code = [cue for cue in reading.at(Cue.CODE) if cue.end <= at]
        if is_negated(at, reading):
            yield from (Element(with_code(listed=True), cue.start, cue.end, said=True) for cue in code[:1])
            yield Element(_without(linked()), at, at + 1, said=True)
        elif not reading.has(Cue.CODE) and reading.has(Cue.WITH):
            yield Element(linked(), at, at + 1, said=True)


def _without(condition: Condition) -> Condition:
    turned = negated(condition)
    return Condition(condition.kind, "without", "a link to code", turned.fits, among=turned.among)


def about_hosts(asked: Asked) -> Answer | None:
    """Whether a paper's code is on the host that is named; None where none is, or where the address tells it."""
    reading = asked.reading
    hosts = [HOSTS[word] for word in reading.words if word in HOSTS]
    several = is_for_several(reading.words) or any(related(mention, asked) for mention in reading.mentions)
    if (
        len(hosts) != 1
        or several
        or reading.has(*_ELSE)
        or any(reading.words[at] not in FACT_IDLE for at in reading.rest)
    ):
        return None
    paper = paper_of(asked)
    if paper is None:
        return None
    (name, begins), state = hosts[0], code_state(paper)
    said, fact = fact_of(Cue.CODE, paper, asked.catalogue)
    if isinstance(state, CodeFlagged):
        return Answered(f"Not that the page tells: it is {said}", (fact,), (paper.key,))
    if not isinstance(state, CodeLink):
        return None
    there = links_at(begins, paper)
    if there:
        return Answered(f"Yes: {there[0]}" if reading.is_whether else there[0], (fact,), (paper.key,))
    return Answered(f"{'No' if reading.is_whether else f'Not on {name}'}: {said}", (fact,), (paper.key,))
