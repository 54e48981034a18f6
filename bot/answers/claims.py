"""Whether something holds of the papers that are named: `is it from 2024`, `which of them has code`."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.facts import named_papers, paper_of
from bot.answers.filtering.selecting import filters_of
from bot.answers.grammar.filters import Condition, Filters, Kind, described, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.lists import LISTED, as_list, counted
from bot.answers.outcome import Answer, Answered, Declined, Fact
from bot.answers.paper_facts import fact_of
from bot.answers.wording import date_fact, short_title
from bot.library.models import Paper
from bot.library.wording import count, listed

_ELSE = (Cue.WHEN, Cue.WHY, Cue.HOW, Cue.WHO, Cue.WHERE, Cue.NEWEST, Cue.OLDEST, Cue.NEWER, Cue.OLDER, Cue.COUNT)
# The fact that a condition of each kind rests on.
_CUES = {
    Kind.PERSON: Cue.AUTHORS, Kind.POSITION: Cue.AUTHORS, Kind.ALONE: Cue.AUTHORS, Kind.SIZE: Cue.AUTHORS,
    Kind.FIELD: Cue.FIELD, Kind.AFFILIATION: Cue.AFFILIATION, Kind.TIME: Cue.WHEN, Kind.CODE: Cue.CODE,
}  # fmt: skip
_CHOOSES = frozenset({"which", "or", "what", "either", "any"})


def about_claims(asked: Asked) -> Answer | None:
    """Yes or no with the fact it rests on, or those of which it holds; None where nothing is claimed."""
    if asked.reading.has(*_ELSE):
        return None
    papers = named_papers(asked)
    if len(papers) > 1:
        return _of_several(papers, asked)
    paper = paper_of(asked) if asked.reading.is_whether else None
    if paper is None:
        return None
    filters = _claimed(asked)
    if isinstance(filters, Declined | None):
        return filters
    others = _of_others(paper, filters, asked) if _asks_only(asked) else None
    return others or _of_one(paper, filters, asked)


def _asks_only(asked: Asked) -> bool:
    """`does only this one`; not `is she the only author`."""
    return "only" in asked.reading.words and not asked.reading.has(Cue.ALONE)


def _of_others(paper: Paper, filters: Filters, asked: Asked) -> Answered | None:
    """`does only this one have code`: no, where others have as well; None where none has."""
    holding = kept(asked.shelf.facets, filters)
    others = [each for each in holding if each.key != paper.key]
    if not others:
        return None
    short = f"No: {count(len(others), 'other paper')} {described(filters)}"
    return as_list(short, [counted(holding, described(filters), asked), *map(date_fact, others[:LISTED])], others)


def _claimed(asked: Asked) -> Filters | Declined | None:
    """What is said to hold; None where the question says nothing that the page's fields tell."""
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    own = {person.key for person in asked.owners} if not asked.reading.people else set()
    told = tuple(
        each for each in filters.conditions if each.kind in _CUES and not (each.kind is Kind.PERSON and each.key in own)
    )
    if asked.reading.has(Cue.HIM) and not told and asked.reading.has(Cue.WRITE, Cue.AUTHORS, Cue.PUBLISH):
        told = tuple(each for each in filters.conditions if each.kind is Kind.PERSON)
    return Filters(told) if told else None


def _of_one(paper: Paper, filters: Filters, asked: Asked) -> Answer:
    facts = _facts(paper, filters, asked)
    if isinstance(facts, Declined):
        return facts
    said = "; ".join(text for text, _ in facts)
    receipts = tuple(fact for _, fact in facts)
    # `is it CL or LG`, `isn't it from 2024`: the fact alone is plainer than a yes.
    plain = "or" in asked.reading.words[:-3] or any(each.turned for each in filters.conditions)
    if plain and asked.reading.words[-3:] != ["yes", "or", "no"]:
        return Answered(_capital(said), receipts, (paper.key,))
    held = [holds(each, paper) for each in filters.conditions]
    if all(held):
        return Answered(f"Yes: {said}", receipts, (paper.key,))
    if False not in held:
        return Answered(f"Not that the page tells: it names {said}, and the list stops there", receipts, (paper.key,))
    return Answered(f"No: {said}", receipts, (paper.key,))


def _capital(text: str) -> str:
    return text if text.startswith("http") else text[:1].upper() + text[1:]


def holds(condition: Condition, paper: Paper) -> bool | None:
    """Whether a condition holds; None where a list of authors stops before it could tell."""
    if condition.fits(paper):
        return True
    if condition.kind is Kind.POSITION and condition.name.endswith("first author") and paper.authors:
        return False
    stops = condition.kind in {Kind.PERSON, Kind.POSITION} and paper.et_al
    return None if stops or (condition.is_open is not None and condition.is_open(paper)) else False


def _facts(paper: Paper, filters: Filters, asked: Asked) -> list[tuple[str, Fact]] | Declined:
    cues = list(dict.fromkeys(_CUES[each.kind] for each in filters.conditions))
    if Cue.AFFILIATION in cues and not paper.affiliation:
        return Declined(f"The page gives no affiliation for “{paper.title}”.", asked.suggestions())
    return [fact_of(cue, paper, asked.catalogue) for cue in cues]


def _of_several(papers: Sequence[Paper], asked: Asked) -> Answer | None:
    words = set(asked.reading.words)
    chooses, whether = bool(_CHOOSES & words), asked.reading.is_whether
    if not (chooses or whether) or asked.reading.has(Cue.COMPARE):
        return None
    filters = _claimed(asked)
    if filters is None or isinstance(filters, Declined):
        return filters
    fit = [paper for paper in papers if all(each.fits(paper) for each in filters.conditions)]
    told = {paper.key: _said(paper, filters, asked) for paper in papers}
    facts = tuple(Fact(short_title(paper), told[paper.key], paper.key) for paper in papers)
    if chooses and not (whether and "both" in words):
        shown = fit or papers
        names = listed([short_title(paper) for paper in fit]) or ("Neither" if len(papers) == 2 else "None of them")
        short = f"{names}. " + "; ".join(f"{short_title(paper)}: {told[paper.key]}" for paper in papers)
        return Answered(short, facts, tuple(paper.key for paper in shown))
    verdict = "Yes" if len(fit) == len(papers) else "No"
    short = f"{verdict}. " + "; ".join(f"{short_title(paper)}: {told[paper.key]}" for paper in papers)
    return Answered(short, facts, tuple(paper.key for paper in papers))


def _said(paper: Paper, filters: Filters, asked: Asked) -> str:
    cues = list(dict.fromkeys(_CUES[each.kind] for each in filters.conditions))
    known = [cue for cue in cues if cue is not Cue.AFFILIATION or paper.affiliation]
    return ", ".join(fact_of(cue, paper, asked.catalogue)[0] for cue in known) or "no affiliation given"
