"""What is known of one paper besides its abstract: authors, date, field, affiliation, title, code."""

from bot.answers.asked import Asked
from bot.answers.filtering.placing import places_in
from bot.answers.filtering.relating import is_left_out, related
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Declined
from bot.answers.paper_facts import fact_of
from bot.answers.retrieval.sought import title_stems
from bot.answers.retrieval.topics import titled_like
from bot.answers.superlatives import ORDINALS, superlatives_of
from bot.answers.wanted import FACT_IDLE, idle_beside, wanted_facts
from bot.answers.wording import date_fact, dated, short_title
from bot.library.code import NoCode, code_state
from bot.library.models import Paper
from bot.library.text import STOP_WORDS
from bot.library.wording import listed

# Facts that can be given for several papers side by side.
_PLAIN = frozenset({Cue.WHEN, Cue.FIELD, Cue.AFFILIATION, Cue.CODE, Cue.AUTHORS, Cue.FIRST_AUTHOR, Cue.TITLE})


def about_facts(asked: Asked) -> Answer | None:
    """Facts of the paper that is named; None where the question asks for none, or for more than facts."""
    wanted = wanted_facts(asked)
    if not wanted:
        return _bare(asked)
    if any(related(mention, asked) for mention in asked.reading.mentions):
        return None
    several = named_papers(asked)
    if several and set(wanted) <= _PLAIN:
        return _of_each(several, wanted, asked)
    paper = paper_of(asked, idle_beside(wanted))
    if paper is None:
        return None
    if Cue.LAST_AUTHOR in wanted and (paper.et_al or not paper.authors):
        return _unlisted(paper, "who is last", asked)
    if Cue.COUNT in wanted and (paper.et_al or not paper.authors):
        return _unlisted(paper, "how many there are", asked)
    missing = [cue for cue in wanted if cue is Cue.AFFILIATION and not paper.affiliation]
    if missing:
        return Declined(f"The page gives no affiliation for “{paper.title}”.", asked.suggestions())
    said = [fact_of(cue, paper, asked.catalogue) for cue in wanted]
    short = "; ".join(text for text, _ in said)
    return Answered(_yes_or_no(short, paper, wanted, asked), tuple(fact for _, fact in said), (paper.key,))


def _bare(asked: Asked) -> Answer | None:
    """A paper that has no abstract, where nothing but itself is asked for: `the quiet paper?`."""
    paper, reading = asked.paper, asked.reading
    if paper is None or paper.abstract or reading.rest or not reading.only(*_NAMING):
        return None
    return Answered(dated(paper), (date_fact(paper), fact_of(Cue.AUTHORS, paper, asked.catalogue)[1]), (paper.key,))


# Cues that ask for no more than a paper.
_NAMING = (
    Cue.PAPERS,
    Cue.ANYTHING,
    Cue.LIST,
    Cue.THIS_PAPER,
    Cue.WHICH,
    Cue.HIM,
    Cue.WHETHER,
    Cue.WITH,
    Cue.PUBLISH,
    Cue.ABOUT,
    Cue.ALL,
)


def named_papers(asked: Asked) -> list[Paper]:
    """Two or three papers that are named side by side; none where the question has more in it."""
    several = bool({"which", "both", "two", "either"} & set(asked.reading.words))
    places = [
        place
        for mention in asked.reading.mentions
        if not is_left_out(mention, asked)
        for place in (mention.places if mention.place is not None or several else (None,))
    ]
    known = list(dict.fromkeys(place for place in places if place is not None))
    idle = all(asked.reading.tokens[at].folded in FACT_IDLE for at in asked.reading.rest)
    few = 1 < len(known) < 4 and len(known) == len(set(places))
    return [asked.shelf.papers[place] for place in known] if few and idle else []


def _of_each(papers: list[Paper], wanted: list[Cue], asked: Asked) -> Answered:
    said = [[fact_of(cue, paper, asked.catalogue) for cue in wanted] for paper in papers]
    short = "; ".join(
        f"{short_title(paper)}: {', '.join(text for text, _ in facts)}"
        for paper, facts in zip(papers, said, strict=True)
    )
    return Answered(short, tuple(fact for facts in said for _, fact in facts), tuple(paper.key for paper in papers))


def paper_of(asked: Asked, idle: frozenset[str] = FACT_IDLE) -> Paper | None:
    """The paper that is named; where none is, the one whose title has what nothing else accounts for.

    `idle` are words that ask for nothing more beside a name.
    """
    reading = asked.reading
    if any(is_left_out(mention, asked) for mention in reading.mentions):
        return None
    placed = {at for place in places_in(reading) for at in range(place.start, place.end)}
    wanted = superlatives_of(asked)
    if wanted and wanted[0].place > 1:
        # `her second paper`
        placed |= {at for at in reading.rest if reading.words[at] in ORDINALS}
    left = [at for at in reading.rest if reading.tokens[at].folded not in FACT_IDLE and at not in placed]
    if asked.paper is not None:
        left = [at for at in left if reading.tokens[at].folded not in idle]
        own = set(reading.stems(left)) - title_stems(asked.paper.title)
        return None if own else asked.paper
    several = sorted({place for mention in reading.mentions for place in mention.places})
    words = left + [at for mention in reading.mentions for at in range(mention.start, mention.end)]
    stems = [stem for stem in reading.stems(words) if stem not in STOP_WORDS and stem != "paper"]
    # `papers on reasoning with code` are to be listed.
    if not stems or (_SEVERAL & set(reading.words) and not several):
        return None
    return titled_like(stems, several or None, asked) or _told_of(stems, asked)


def _told_of(stems: list[str], asked: Asked) -> Paper | None:
    """`the ferret paper`: the only paper whose abstract has the words in front of `paper`."""
    words = asked.reading.words
    if not any(word in _STANDING and at and at - 1 in asked.reading.rest for at, word in enumerate(words)):
        return None
    held = [frozenset(asked.shelf.holders.get(stem, ())) for stem in stems]
    only = frozenset.intersection(*held)
    return asked.shelf.papers[next(iter(only))] if len(only) == 1 else None


_SEVERAL = frozenset({"papers", "publications", "preprints", "articles"})
# What stands for a paper behind words of its abstract.
_STANDING = frozenset({"paper", "one", "study", "project", "article", "preprint", "thing"})


def _unlisted(paper: Paper, what: str, asked: Asked) -> Declined:
    named = f"names {listed(paper.authors)} and “et al.”" if paper.authors else "names no authors"
    return Declined(f"The page does not tell {what}: for “{paper.title}” it {named}.", asked.suggestions())


def _yes_or_no(short: str, paper: Paper, wanted: list[Cue], asked: Asked) -> str:
    """`Yes:` or `No:` before the state of the code, where that was the question; else a capital."""
    if wanted == [Cue.CODE] and asked.reading.is_whether:
        return f"No: {short}" if isinstance(code_state(paper), NoCode) else f"Yes: {short}"
    return short if short.startswith("http") else short[:1].upper() + short[1:]
