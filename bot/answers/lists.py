"""Lists, counts and superlatives: papers by whatever is known of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.filtering.selecting import filters_of
from bot.answers.filtering.topical import mentioning, slips, terms_in
from bot.answers.grammar.filters import Filters, Kind, described, either, kept, open_of
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.slots import is_for_several
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.listing import PAPER_WORDS, counts_authors, is_list, not_heeded, topic_of
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.retrieval.topics import best_quote, by_topic
from bot.answers.superlatives import ordered, picked, said_of, superlatives_of
from bot.answers.thresholds import held_against, verdict
from bot.answers.wording import date_fact, dated, here
from bot.library.models import Paper
from bot.library.wording import count

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
    if not topic:
        return of_filters(filters, asked)
    among = kept(asked.shelf.facets, filters) if filters else None
    return of_topics(asked, topic) or _of_topic(
        asked, by_topic(asked, topic, among, counting=counting, said=described(filters)), filters
    )


def of_topics(asked: Asked, positions: Sequence[int]) -> Answer | None:
    """The papers that mention what is asked for, and not what is barred; None where a word is nowhere or one is wanted.

    What nobody mentions may still be near to something: that is looked for elsewhere.
    """
    terms = terms_in(asked, positions)
    several = is_for_several(asked.reading.words) or asked.reading.has(Cue.MENTION)
    if not (several or superlatives_of(asked) or all(term.barred for term in terms)):
        return None
    bars = any(term.barred for term in terms)
    # `about bees and beer`: where one of two is nowhere, nothing has both.
    both = len(terms) > 1 and asked.reading.topic.issuperset(positions)
    chosen = bars or both or "or" in asked.reading.words
    wanted = [term for term in terms if not term.barred]
    known = [term for term in wanted if term.found.places]
    if len(known) < len(wanted) and not chosen:
        return None
    filters = filters_of(asked, [mentioning(term, asked) for term in terms])
    if isinstance(filters, Declined):
        return filters
    filters = _in_either(filters, asked)
    found = kept(asked.shelf.facets, filters)
    if not found and len(terms) > 1 and not bars and not asked.reading.topic:
        return None
    if len(found) == 1 and wanted and not asked.reading.has(Cue.COUNT, Cue.SHARE):
        quote = best_quote(asked, asked.reading.stems(positions), found[0])
        return Answered(
            dated(found[0]), (*quote, date_fact(found[0])), (found[0].key,), _noted(slips(terms, asked), filters, asked)
        )
    given = of_filters(filters, asked)
    slipped = slips(terms, asked)
    return replace(given, note=f"{slipped} {given.note}".strip()) if slipped and isinstance(given, Answered) else given


def _noted(slipped: str, filters: Filters, asked: Asked) -> str:
    return f"{slipped} {_open(filters, asked)}".strip()


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
    words = [str(NUMBERS.get(word, word)) for word in asked.reading.words]
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


def _count(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answered:
    if not found:
        return _none(filters, asked)
    said = described(filters)
    short = f"{count(len(found), 'paper')} {said}".strip()
    if asked.reading.has(Cue.SHARE):
        total = len(kept(asked.shelf.facets, _whole(filters)))
        short = f"{len(found):,} of {count(total, 'paper')} ({100 * len(found) / total:.0f} %) {said}".strip()
    stated = _stated(filters, asked)
    return as_list(
        short, [counted(found, said, asked), *stated, *map(date_fact, found[:LISTED])], found, _open(filters, asked)
    )


def _whole(filters: Filters) -> Filters:
    """What a share is of: somebody's papers where more is asked of them, else all that are here."""
    people = [each for each in filters.conditions if each.kind is Kind.PERSON]
    # `what share of her papers is with him`: the first one's.
    return Filters(tuple(people if len(people) < len(filters.conditions) else people[:-1]))


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
    return Fact(paper.title, paper.links[0], paper.key) if paper.links else date_fact(paper)


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
    facets = asked.shelf.facets
    # Only where code is flagged may a link be missing; nobody else need be looked at.
    flagged = all(each.kind is Kind.LINK for each in filters.conditions if each.is_open is not None)
    looked_at = [facets.papers[place] for place in facets.listed] if flagged else facets.papers
    left = len(open_of(looked_at, filters))
    why = "it flags code without a link" if filters.has(Kind.LINK) else "the list of authors stops"
    return f"Of {count(left, 'other paper')} the page does not tell: {why}." if left else ""


def _none(filters: Filters, asked: Asked, found: Sequence[Paper] = ()) -> Answered:
    """No paper is an answer as well."""
    said = described(filters)
    if found:
        are = "is" if len(found) == 1 else "are"
        short = f"There {are} only {count(len(found), 'paper')} {said}".strip()
        return Answered(short, (counted(found, said, asked),))
    fact = Fact(f"papers here {said}".strip(), f"0 of {len(asked.shelf.papers):,}")
    does = f"comes {said}" if said.startswith("with") else f"is {said}"
    if said.startswith("mentioning"):
        does = said.replace("mentioning", "mentions", 1).replace(", not mentioning", " without mentioning")
    short = f"None of {here(asked.catalogue)} {does}." if said else "No papers are loaded."
    return Answered(short, (fact,), note=_open(filters, asked))
