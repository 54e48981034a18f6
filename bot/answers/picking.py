"""Facts of a paper that is picked rather than named: `who wrote the newest one`, `does his latest paper have code`."""

from bot.answers.asked import Asked
from bot.answers.filtering.features import given
from bot.answers.filtering.selecting import filters_of, position_of
from bot.answers.filtering.sizes import sized
from bot.answers.grammar.conditions import LAST
from bot.answers.grammar.filters import Filters, Kind, kept
from bot.answers.grammar.phrases import Cue
from bot.answers.listing import is_idle
from bot.answers.outcome import Answer, Answered, Declined
from bot.answers.paper_facts import fact_of
from bot.answers.superlatives import ORDINALS, picked, superlatives_of
from bot.answers.wanted import FACT_IDLE
from bot.answers.wording import dated
from bot.library.code import NoCode, code_state
from bot.library.models import Paper

_OF = frozenset({"of", "for", "to", "on"})
_HAVING = frozenset({"have", "has", "got", "with"})


def about_picked(asked: Asked) -> Answer | None:
    """A fact of the newest, the oldest or the only paper that fits; None where no fact is asked of one."""
    reading = asked.reading
    wanted = _wanted(asked)
    if not wanted or reading.mentions or reading.has(Cue.COUNT, Cue.WHY, Cue.COMPARE):
        return None
    if any(not is_idle(at, asked) and reading.words[at] not in {*ORDINALS, *FACT_IDLE} for at in reading.rest):
        return None
    filters = filters_of(asked)
    if isinstance(filters, Declined):
        return filters
    asks_code = Cue.CODE in wanted
    fitting = tuple(c for c in filters.conditions if not (asks_code and c.kind in {Kind.CODE, Kind.LINK}))
    papers = kept(asked.shelf.facets, Filters(fitting))
    ends = superlatives_of(asked)
    chosen = picked(papers, ends) if ends else papers
    return _told(chosen[0], wanted, asked) if len(chosen) == 1 and (ends or fitting) else None


def _told(paper: Paper, wanted: list[Cue], asked: Asked) -> Answer:
    if Cue.AFFILIATION in wanted and not paper.affiliation:
        return Declined(f"The page gives no affiliation for “{paper.title}”.", asked.suggestions())
    number = position_of(asked)
    if number == LAST and (paper.et_al or not paper.authors):
        names = fact_of(Cue.AUTHORS, paper, asked.catalogue)[0]
        return Declined(
            f"The page does not tell who is last: for “{paper.title}” it names {names}.", asked.suggestions()
        )
    said = [fact_of(cue, paper, asked.catalogue) for cue in wanted]
    text = "; ".join(text for text, _ in said)
    if wanted == [Cue.CODE] and asked.reading.is_whether:
        text = f"{'No' if isinstance(code_state(paper), NoCode) else 'Yes'}: {text}"
    return Answered(f"{text}. {dated(paper)}", tuple(fact for _, fact in said), (paper.key,))


def _wanted(asked: Asked) -> list[Cue]:
    """What is asked of the paper, rather than what it must fit."""
    reading = asked.reading
    singular = {"paper", "one", "publication", "preprint", "article", "work", "thing"} & set(reading.words)
    if not singular or (reading.people and not reading.has(Cue.NEWEST, Cue.OLDEST)):
        return []
    if reading.has(Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.NTH_AUTHOR):
        first = reading.at(Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.NTH_AUTHOR)[0]
        asks = reading.has(Cue.WHO) or reading.words[first.end : first.end + 1] == ["of"]
        named = Cue.FIRST_AUTHOR if first.cue is Cue.FIRST_AUTHOR else Cue.LAST_AUTHOR
        return [named] if asks and not reading.people and first.cue is not Cue.NTH_AUTHOR else []
    wanted = [Cue.AUTHORS] if _asks_authors(asked) or _asks_who(asked) else []
    if reading.has(Cue.AFFILIATION) and not reading.affiliations and not reading.has(Cue.WITH, Cue.WITHOUT):
        wanted.append(Cue.AFFILIATION)
    if reading.has(Cue.FIELD) and not reading.fields and not list(given(asked)):
        wanted.append(Cue.FIELD)
    return [*wanted, Cue.CODE] if _asks_code(asked) else wanted


def _asks_authors(asked: Asked) -> bool:
    """`authors of his newest paper`; not `papers with one author`."""
    return asked.reading.has(Cue.AUTHORS, Cue.COAUTHORS) and not list(sized(asked))


def _asks_who(asked: Asked) -> bool:
    return asked.reading.has(Cue.WHO) and asked.reading.has(Cue.WRITE, Cue.PUBLISH) and not asked.reading.people


def _asks_code(asked: Asked) -> bool:
    """`code of the newest paper`, `does the newest paper have code`; not `newest paper with code`."""
    reading = asked.reading
    ends = [cue.start for cue in reading.at(Cue.NEWEST, Cue.OLDEST)]
    for code in reading.at(Cue.CODE):
        if ends and code.end <= ends[0] and _OF & set(reading.words[code.end : code.end + 1]):
            return True
        before = [cue.end for cue in reading.at(Cue.PAPERS) if cue.end <= code.start]
        has = _HAVING & set(reading.words[before[-1] : code.start]) if before else set[str]()
        if has and has != {"with"} and reading.is_whether and ends and ends[0] < code.start:
            return True
    return False
