"""Lists, counts and superlatives: papers by whatever is known of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.barring import BETWEEN, is_negated
from bot.answers.grammar.filters import Filters, Kind, described, either, kept, open_of
from bot.answers.grammar.phrases import Cue
from bot.answers.listing import PAPER_WORDS, counts_authors, is_list, not_heeded, topic_of
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.retrieval.topics import by_topic, holding
from bot.answers.selecting import elements_of, filters_of
from bot.answers.superlatives import ordered, picked, said_of, superlatives_of
from bot.answers.thresholds import held_against, verdict
from bot.answers.wording import date_fact, here
from bot.library.models import Paper
from bot.library.wording import count, listed

# A longer list has no more receipts than this; the count stays whole.
LISTED = 200


def about_papers(asked: Asked) -> Answer | None:
    """A list or a count of papers; None where the question is not about which papers there are."""
    if not is_list(asked):
        return None
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    filters = _in_either(filters, asked)
    if counts_authors(asked):
        return Declined(
            "The page does not tell how many authors papers have: its lists stop at “et al.”.", asked.suggestions()
        )
    ignored = not_heeded(filters, asked)
    if ignored:
        return Declined(
            f"How “{ignored}” is meant here is not clear, and a list that ignores it would be wrong.",
            asked.suggestions(),
        )
    topic, counting = topic_of(asked), asked.reading.has(Cue.COUNT)
    if topic and _or_filter(topic, asked):
        return Declined(
            "Either a topic or a filter is more than I can list at once; ask for one first.", asked.suggestions()
        )
    if topic and is_negated(topic[0], asked.reading):
        return _not_about(asked, topic, kept(asked.shelf.facets, filters), filters)
    if topic:
        among = kept(asked.shelf.facets, filters) if filters else None
        return _of_topic(asked, by_topic(asked, topic, among, counting=counting, said=described(filters)), filters)
    return of_filters(filters, asked)


def _or_filter(topic: Sequence[int], asked: Asked) -> bool:
    """Whether an `or` stands between a topic and a filter: `about frost or by A`."""
    words = asked.reading.words
    # `except A or words of a title` leaves both out.
    elements = [
        each for each in elements_of(asked) if not each.condition.turned and not is_negated(each.start, asked.reading)
    ]
    gaps = [(topic[-1] + 1, each.start) for each in elements] + [(each.end, topic[0]) for each in elements]
    return any(start < end and "or" in words[start:end] and BETWEEN.issuperset(words[start:end]) for start, end in gaps)


def _in_either(filters: Filters, asked: Asked) -> Filters:
    """`CL and LG papers`: those in both fields; where no paper is, those in either."""
    fields = [each for each in filters.conditions if each.kind is Kind.FIELD and not each.turned]
    if len(fields) < 2 or kept(asked.shelf.facets, Filters(tuple(fields))):
        return filters
    others = [each for each in filters.conditions if each not in fields]
    return Filters((either(fields), *others))


def of_filters(filters: Filters, asked: Asked) -> Answer:
    """The papers that fit some filters: listed, counted, or the newest and oldest of them."""
    found = kept(asked.shelf.facets, filters)
    wanted, counting = superlatives_of(asked), asked.reading.has(Cue.COUNT, Cue.SHARE)
    if wanted and not counting:
        chosen = picked(found, wanted)
        return said_of(chosen, wanted, found, filters, asked) if chosen else _none(filters, asked, found)
    if asked.reading.has(Cue.OLDEST_FIRST):
        found = ordered(found, oldest=True)
    told = _count(found, filters, asked) if counting else _list(found, filters, asked)
    # `does she have more than five papers`
    against = held_against(asked.reading.words, PAPER_WORDS)
    words = asked.reading.words
    whether = verdict([*words[:2], *words[slice(*against)]], len(found)) if against else ""
    if filters and asked.reading.has(Cue.ALL) and asked.reading.is_whether and not wanted:
        # `do all papers have code`
        whether = "Yes" if len(found) == len(asked.shelf.papers) else "No"
    return replace(told, short=f"{whether}: {told.short}") if whether else told


def _of_topic(asked: Asked, given: Answer, filters: Filters) -> Answer:
    """The papers about something; the newest or oldest of several, where one is asked for."""
    wanted = superlatives_of(asked)
    if not wanted or not isinstance(given, Answered) or len(given.papers) < 2:
        return given
    papers = [asked.catalogue.papers[key] for key in given.papers]
    chosen = picked(papers, wanted)
    return said_of(chosen, wanted, papers, filters, asked) if chosen else given


def _not_about(asked: Asked, topic: Sequence[int], found: Sequence[Paper], filters: Filters) -> Answer:
    """The papers that do not mention the words at these positions."""
    parts = _listed_apart(topic, asked)
    words = listed([f"“{' '.join(asked.reading.tokens[at].typed for at in part)}”" for part in parts], "or")
    barred = frozenset().union(*(holding(asked.reading.stems(part), asked.shelf) for part in parts))
    left = [paper for paper in found if asked.shelf.places[paper.key] not in barred]
    said = ", ".join(filter(None, [described(filters), f"without the words {words}"]))
    if not left:
        return Answered(f"None of {here(asked.catalogue)} is {said}.", (counted(left, said, asked),))
    short = f"{count(len(left), 'paper')} {said}"
    return as_list(short, [counted(left, said, asked), *map(date_fact, left[:LISTED])], left)


def _listed_apart(topic: Sequence[int], asked: Asked) -> list[list[int]]:
    """The things that a topic names, parted where an `or` stands between its words: `neither mice nor rats`."""
    parts: list[list[int]] = []
    for at in topic:
        joined = parts and not {"or", "nor", "and"} & set(asked.reading.words[parts[-1][-1] + 1 : at])
        if parts and joined:
            parts[-1].append(at)
        else:
            parts.append([at])
    return parts


def _count(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answered:
    if not found:
        return _none(filters, asked)
    said = described(filters)
    short = f"{count(len(found), 'paper')} {said}".strip()
    if asked.reading.has(Cue.SHARE):
        people = Filters(tuple(each for each in filters.conditions if each.kind is Kind.PERSON))
        total = len(kept(asked.shelf.facets, people))
        short = f"{len(found):,} of {count(total, 'paper')} ({100 * len(found) / total:.0f} %) {said}".strip()
    stated = _stated(filters, asked)
    return as_list(
        short, [counted(found, said, asked), *stated, *map(date_fact, found[:LISTED])], found, _open(filters, asked)
    )


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


def _list(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answered:
    if not found:
        return _none(filters, asked)
    said = described(filters)
    short = f"{count(len(found), 'paper')} {said}".strip()
    facts = map(_link_fact if filters.has(Kind.LINK) else date_fact, found[:LISTED])
    return as_list(short, [counted(found, said, asked), *facts], found, _open(filters, asked))


def _link_fact(paper: Paper) -> Fact:
    return Fact(paper.title, paper.links[0], paper.key)


def counted(found: Sequence[Paper], said: str, asked: Asked) -> Fact:
    """How many fit, of how many there are."""
    total = len(asked.shelf.papers)
    return Fact(f"papers here {said}".strip(), f"{len(found):,} of {total:,}")


def as_list(short: str, receipts: Sequence[Fact], found: Sequence[Paper], note: str = "") -> Answered:
    """Papers as the answer, as many of them as are shown."""
    shown = tuple(paper.key for paper in found[:LISTED])
    return Answered(short, tuple(receipts), shown, note, lists=True, more=len(found) - len(shown))


def _open(filters: Filters, asked: Asked) -> str:
    """What a list cannot tell, since lists of authors stop."""
    left = len(open_of(asked.shelf.papers, filters))
    return f"Of {count(left, 'other paper')} the page does not tell: the list of authors stops." if left else ""


def _none(filters: Filters, asked: Asked, found: Sequence[Paper] = ()) -> Answered:
    """No paper is an answer as well."""
    said = described(filters)
    if found:
        return Answered(f"There are only {count(len(found), 'paper')} {said}".strip(), (counted(found, said, asked),))
    fact = Fact(f"papers here {said}".strip(), f"0 of {len(asked.shelf.papers):,}")
    short = f"None of {here(asked.catalogue)} is {said}." if said else "No papers are loaded."
    return Answered(short, (fact,), note=_open(filters, asked))
