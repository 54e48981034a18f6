"""Lists, counts and superlatives: papers by whatever is known of them."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.choosing import is_negated
from bot.answers.grammar.filters import Filters, Kind, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.listing import counts_authors, is_list, is_oldest, number_wanted, topic_of
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.retrieval.topics import by_topic, holding
from bot.answers.selecting import filters_of
from bot.answers.wording import date_fact, dated, here
from bot.library.models import Paper
from bot.library.wording import count

# A longer list has no more receipts than this; the count stays whole.
_LISTED = 200


def about_papers(asked: Asked) -> Answer | None:
    """A list or a count of papers; None where the question is not about which papers there are."""
    if not is_list(asked):
        return None
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    if counts_authors(asked):
        return Declined(
            "The page does not tell how many authors papers have: its lists stop at “et al.”.", asked.suggestions()
        )
    found = kept(asked.shelf.papers, filters)
    topic, counting = topic_of(asked), asked.reading.has(Cue.COUNT)
    if topic and is_negated(topic[0], asked.reading):
        return _not_about(asked, topic, found, filters)
    if topic:
        return by_topic(asked, topic, found if filters else None, counting=counting)
    wanted = number_wanted(asked)
    if wanted is not None:
        return _superlative(_ordered(found, oldest=is_oldest(asked))[:wanted], filters, asked)
    if asked.reading.has(Cue.OLDEST_FIRST):
        found = _ordered(found, oldest=True)
    return _count(found, filters, asked) if counting else _list(found, filters, asked)


def _not_about(asked: Asked, topic: Sequence[int], found: Sequence[Paper], filters: Filters) -> Answer:
    """The papers that do not mention the words at these positions."""
    words = " ".join(asked.reading.tokens[at].typed for at in topic)
    barred = holding(asked.reading.stems(topic), asked.shelf)
    left = [paper for paper in found if asked.shelf.places[paper.key] not in barred]
    said = ", ".join(filter(None, [described(filters), f"without the words “{words}”"]))
    if not left:
        return Answered(f"None of {here(asked.catalogue)} is {said}.", (_counted(left, said, asked),))
    short = f"{count(len(left), 'paper')} {said}"
    return _answered(short, [_counted(left, said, asked), *map(date_fact, left[:_LISTED])], left)


def _ordered(papers: Sequence[Paper], *, oldest: bool) -> list[Paper]:
    """Dated papers, newest or oldest first; those of one day stay as they are."""
    dates = [(paper.published.day, paper) for paper in papers if paper.published]
    return [paper for _, paper in (sorted(dates, key=lambda pair: pair[0]) if oldest else dates)]


def _superlative(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answer:
    if not found:
        return _none(filters, asked)
    which = "oldest" if is_oldest(asked) else "newest"
    said = described(filters)
    facts = [date_fact(paper) for paper in found]
    if len(found) == 1:
        return Answered(dated(found[0]), tuple(facts), (found[0].key,))
    counted = Fact(f"the {which} papers {said}".strip(), f"{len(found)} of {len(asked.shelf.papers):,}")
    return _answered(f"The {which} {len(found)} papers {said}".strip(), [counted, *facts], found)


def _count(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answer:
    if not found:
        return _none(filters, asked)
    said = described(filters)
    short = f"{count(len(found), 'paper')} {said}".strip()
    stated = _stated(filters, asked)
    return _answered(short, [_counted(found, said, asked), *stated, *map(date_fact, found[:_LISTED])], found)


def _stated(filters: Filters, asked: Asked) -> list[Fact]:
    """What the page itself says, where somebody's papers are counted and it says another number."""
    if len(filters.conditions) > 1 or any(c.kind is not Kind.PERSON or c.before != "by" for c in filters.conditions):
        return []
    keys = [condition.key for condition in filters.conditions if condition.key]
    if filters and not keys:
        return []
    owners = [asked.person(key) for key in keys] or (asked.owners if len(asked.owners) == 1 else [])
    pages = [page for person in owners if (page := asked.catalogue.page_of(person))]
    return [
        Fact(f"papers that the page of {p.owner} counts", p.metrics.papers.text, page=p.key)
        for p in pages
        if p.metrics.papers
    ]


def _list(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answer:
    if not found:
        return _none(filters, asked)
    said = described(filters)
    short = f"{count(len(found), 'paper')} {said}".strip()
    facts = map(_link_fact if filters.has(Kind.LINK) else date_fact, found[:_LISTED])
    return _answered(short, [_counted(found, said, asked), *facts], found)


def _link_fact(paper: Paper) -> Fact:
    return Fact(paper.title, paper.links[0], paper.key)


def _counted(found: Sequence[Paper], said: str, asked: Asked) -> Fact:
    total = len(asked.shelf.papers)
    return Fact(f"papers here {said}".strip(), f"{len(found):,} of {total:,}")


def _answered(short: str, receipts: Sequence[Fact], found: Sequence[Paper]) -> Answered:
    shown = tuple(paper.key for paper in found[:_LISTED])
    return Answered(short, tuple(receipts), shown, lists=True, more=len(found) - len(shown))


def _none(filters: Filters, asked: Asked) -> Answered:
    """No paper is an answer as well."""
    said = described(filters)
    fact = Fact(f"papers here {said}".strip(), f"0 of {len(asked.shelf.papers):,}")
    return Answered(f"None of {here(asked.catalogue)} is {said}." if said else "No papers are loaded.", (fact,))
