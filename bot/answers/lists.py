"""Lists, counts and superlatives: papers by whatever is known of them."""

from collections.abc import Sequence
from dataclasses import replace

from bot.answers.asked import Asked
from bot.answers.grammar.filters import Filters, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.outcome import Answer, Answered, Ask, Declined, Fact
from bot.answers.retrieval.topics import by_topic
from bot.answers.wording import date_fact, dated, here, person_suggestions
from bot.library.models import Paper, Person
from bot.library.text import STOP_WORDS
from bot.library.wording import count, listed

# A longer list has no more receipts than this; the count stays whole.
_LISTED = 200
# Newest papers that are shown where nobody says how many.
_SOME = 3
# Words beside filters that ask for nothing more.
_IDLE = frozenset(
    "flagged listed tagged marked dated exist existing overall loaded known appear come comes came are "
    "available posted "
    "written total wrote year years month months date order name titles title number count available here "
    "database library".split()
)  # fmt: skip


def about_papers(asked: Asked) -> Answer | None:
    """A list or a count of papers; None where the question is not about which papers there are."""
    if not _is_list(asked):
        return None
    filters = _filters(asked)
    if isinstance(filters, Declined):
        return filters
    topic = _topic(asked)
    found = kept(asked.shelf.papers, filters, asked.catalogue)
    if reading_most_authors(asked):
        return Declined(
            "The page does not tell how many authors papers have: its lists stop at “et al.”.", asked.suggestions()
        )
    if topic:
        return by_topic(asked, topic, found if filters else None, counting=_counts(asked))
    wanted = _wanted(asked)
    if wanted is not None:
        found = _ordered(found, asked)[:wanted]
        return _superlative(found, filters, asked)
    if asked.reading.has(Cue.OLDEST_FIRST):
        found = sorted((p for p in found if p.published), key=lambda p: p.published.day if p.published else asked.now)
    if asked.reading.has(Cue.COUNT):
        return _count(found, filters, asked)
    return _list(found, filters, asked)


def reading_most_authors(asked: Asked) -> bool:
    """Whether papers are compared by how many authors they have."""
    return asked.reading.has(Cue.AUTHORS) and bool({"most", "fewest", "least"} & set(asked.reading.words))


def _counts(asked: Asked) -> bool:
    return asked.reading.has(Cue.COUNT)


def _is_list(asked: Asked) -> bool:
    reading = asked.reading
    if reading.has(Cue.COUNT):
        return _counts_papers(asked)
    if reading.has(Cue.NEWEST, Cue.OLDEST) and reading.has(Cue.HIM) and reading.has(Cue.PUBLISH) and not reading.rest:
        return True
    asks_papers = reading.has(Cue.PAPERS, Cue.ANYTHING) or _asks_which(asked)
    if reading.place is not None and not asks_papers:
        return False
    if reading.has(Cue.WHY, Cue.WHO, Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.COMPARE) and not reading.has(Cue.PAPERS):
        return False
    has_filter = bool(reading.fields or reading.times or reading.people or reading.affiliations) or reading.has(
        Cue.CODE
    )
    if asks_papers:
        return True
    bare = not reading.mentions and not [at for at in reading.rest if reading.tokens[at].folded not in _IDLE]
    publishes = reading.has(Cue.PUBLISH, Cue.ABOUT) and (has_filter or reading.has(Cue.HIM))
    asks_else = reading.has(Cue.WHEN, Cue.AUTHORS, Cue.FIELD, Cue.HOW, Cue.AFFILIATION)
    if bare and (has_filter or reading.has(Cue.LIST, Cue.ALL, Cue.NEWEST, Cue.OLDEST)) and not asks_else:
        return bool(has_filter or reading.has(Cue.NEWEST, Cue.OLDEST))
    return publishes and not asks_else and bool(reading.times or reading.people or reading.has(Cue.ABOUT, Cue.HIM))


def _asks_which(asked: Asked) -> bool:
    """`which one did …`, `the one with …`: papers without the word."""
    words = asked.reading.words
    return any(
        words[at : at + 2] in (["which", "one"], ["which", "ones"], ["the", "one"], ["the", "ones"], ["which", "is"])
        for at in range(min(2, len(words)))
    )


def _counts_papers(asked: Asked) -> bool:
    reading = asked.reading
    if reading.mentions or reading.has(Cue.AUTHORS, Cue.COAUTHORS):
        return False
    after = [cue.start for cue in reading.at(Cue.COUNT)]
    papers = [cue.start for cue in reading.at(Cue.PAPERS)]
    between = [at for at in reading.rest if papers and after and after[0] < at < papers[0]]
    if papers and not between:
        return True
    idle = all(reading.tokens[at].folded in _IDLE for at in reading.rest)
    return idle and bool(
        reading.fields or reading.times or reading.people or reading.has(Cue.CODE, Cue.ALONE, Cue.PUBLISH)
    )


def _topic(asked: Asked) -> list[int]:
    """Tokens that say what the papers are about: what nothing else accounts for, and words of titles."""
    reading = asked.reading
    words = {at for at in reading.rest if reading.tokens[at].folded not in _IDLE}
    for mention in reading.mentions:
        words |= {
            at for at in range(mention.start, mention.end) if reading.tokens[at].folded not in STOP_WORDS | {"paper"}
        }
    if reading.has(Cue.COMPARE):
        words |= {
            at for cue in reading.at(Cue.COMPARE) for at in range(cue.start, cue.end) if reading.words[at] != "vs"
        }
    return sorted(words)


def _filters(asked: Asked) -> Filters | Declined:
    reading = asked.reading
    people = _people(asked)
    if isinstance(people, Declined):
        return people
    negated = {field.code for field in reading.fields if _is_negated(field.start, asked)}
    alone = reading.has(Cue.ALONE)
    firsts = reading.has(Cue.FIRST_AUTHOR)
    owner = asked.owners[0] if len(asked.owners) == 1 else None
    first = (people[0] if people else owner) if firsts else None
    barred = [
        people[at].key
        for at, named in enumerate(reading.people)
        if _is_negated(named.start, asked) and at < len(people)
    ]
    return Filters(
        people=tuple(person.key for person in people if person.key not in barred and not (firsts and person is first)),
        not_people=tuple(barred),
        first_author=first.key if first else "",
        alone=alone,
        fields=tuple(dict.fromkeys(field.code for field in reading.fields if field.code not in negated)),
        not_fields=tuple(sorted(negated)),
        times=tuple(found.time for found in reading.times),
        code=_code(asked),
        linked=_wants_links(asked) and _code(asked) is True,
        affiliation=reading.affiliations[0][0] if reading.affiliations else "",
    )


def _code(asked: Asked) -> bool | None:
    reading = asked.reading
    if not reading.has(Cue.CODE):
        return None
    code = reading.at(Cue.CODE)[0].start
    without = [cue for cue in reading.at(Cue.WITHOUT, Cue.NOT) if cue.end <= code and code - cue.end < 3]
    return not without


def _wants_links(asked: Asked) -> bool:
    """Whether addresses are asked for: `all code links`, `list the repos`."""
    hosts = {"repo", "repos", "repository", "repositories", "github", "gitlab"} & set(asked.reading.words)
    return asked.reading.has(Cue.LINK) or (bool(hosts) and not asked.reading.has(Cue.PAPERS, Cue.COUNT))


def _is_negated(start: int, asked: Asked) -> bool:
    """Whether a `not`, `except` or `without` stands right before, prepositions aside."""
    nots = asked.reading.at(Cue.NOT, Cue.WITHOUT)
    words = asked.reading.words
    return any(
        cue.end <= start
        and all(w in STOP_WORDS or w in {"about", "by", "with", "papers"} for w in words[cue.end : start])
        for cue in nots
    )


def _people(asked: Asked) -> list[Person] | Declined:
    reading = asked.reading
    for named in reading.people:
        if len(named.keys) > 1:
            people = [asked.person(key) for key in named.keys]
            names = listed([person.name for person in people[:5]], "or")
            return Declined(f"That may be {names}. Whom do you mean?", person_suggestions(people, Ask.PAPERS))
        beside = [at for at in (named.start - 1, named.end) if at in reading.rest and _is_strange(at, asked)]
        if beside:
            typed = " ".join(
                reading.tokens[at].typed for at in range(min(*beside, named.start), max(*beside, named.end - 1) + 1)
            )
            return Declined(f"Nobody here is called “{typed}”.", asked.suggestions())
    stranger = _stranger(asked)
    if stranger:
        return Declined(f"Nobody here is called “{stranger}”.", asked.suggestions())
    people = [asked.person(named.keys[0]) for named in reading.people]
    if not people and reading.has(Cue.HIM) and not reading.has(Cue.ALONE):
        if len(asked.owners) > 1:
            names = listed([person.name for person in asked.owners[:5]], "or")
            return Declined(
                f"Several pages are loaded. Do you mean {names}?", person_suggestions(asked.owners, Ask.PAPERS)
            )
        return list(asked.owners)
    return people


def _is_strange(at: int, asked: Asked) -> bool:
    token = asked.reading.tokens[at]
    from bot.answers.words import stem

    return stem(token.folded) not in asked.shelf.holders and token.folded.isalpha()


def _stranger(asked: Asked) -> str:
    """A name behind `by` that nobody here has."""
    reading = asked.reading
    for cue in reading.at(Cue.BY):
        name = [at for at in range(cue.end, len(reading.tokens)) if at in reading.rest][:3]
        if name and name[0] == cue.end and all(_is_strange(at, asked) for at in name):
            return " ".join(reading.tokens[at].typed for at in name)
    return ""


def _wanted(asked: Asked) -> int | None:
    """How many papers a superlative asks for; None where there is none."""
    reading = asked.reading
    cues = reading.at(Cue.NEWEST, Cue.OLDEST)
    if not cues:
        return None
    words = reading.words
    near = [at for cue in cues for at in (cue.start - 1, cue.end) if 0 <= at < len(words)]
    number = next((_number(words[at]) for at in near if _number(words[at])), None)
    if number:
        return min(number, 50)
    plural = {"papers", "publications", "pubs", "articles", "works", "preprints", "ones"} & set(words)
    return _SOME if plural else 1


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return NUMBERS.get(word)


def _ordered(papers: Sequence[Paper], asked: Asked) -> list[Paper]:
    """Dated papers, newest or oldest first; those of one day stay as they are."""
    known = [paper for paper in papers if paper.published]
    if asked.reading.has(Cue.OLDEST) and not asked.reading.has(Cue.NEWEST):
        return sorted(known, key=lambda paper: paper.published.day if paper.published else asked.now)
    return known


def _superlative(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answer:
    if not found:
        return _none(filters, asked)
    which = "oldest" if asked.reading.has(Cue.OLDEST) and not asked.reading.has(Cue.NEWEST) else "newest"
    said = described(filters, asked.catalogue)
    facts = [date_fact(paper) for paper in found]
    if len(found) == 1:
        return Answered(dated(found[0]), tuple(facts), (found[0].key,))
    counted = Fact(f"the {which} papers {said}".strip(), f"{len(found)} of {len(asked.shelf.papers):,}")
    return _answered(f"The {which} {len(found)} papers {said}".strip(), [counted, *facts], found)


def _count(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answer:
    if not found:
        return _none(filters, asked)
    said = described(filters, asked.catalogue)
    short = f"{count(len(found), 'paper')} {said}".strip()
    stated = _stated(filters, asked)
    return _answered(short, [_counted(found, said, asked), *stated, *map(date_fact, found[:_LISTED])], found)


def _stated(filters: Filters, asked: Asked) -> list[Fact]:
    """What the page itself says, where somebody's papers are counted and it says another number."""
    if replace(filters, people=()) or len(filters.people) > 1:
        return []
    owners = [asked.person(key) for key in filters.people] or (asked.owners if len(asked.owners) == 1 else [])
    pages = [page for person in owners if (page := asked.catalogue.page_of(person))]
    return [
        Fact(f"papers that the page of {p.owner} counts", p.metrics.papers.text, page=p.key)
        for p in pages
        if p.metrics.papers
    ]


def _list(found: Sequence[Paper], filters: Filters, asked: Asked) -> Answer:
    if not found:
        return _none(filters, asked)
    said = described(filters, asked.catalogue)
    short = f"{count(len(found), 'paper')} {said}".strip()
    facts = map(_link_fact if filters.linked else date_fact, found[:_LISTED])
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
    said = described(filters, asked.catalogue)
    fact = Fact(f"papers here {said}".strip(), f"0 of {len(asked.shelf.papers):,}")
    return Answered(f"None of {here(asked.catalogue)} is {said}." if said else "No papers are loaded.", (fact,))
