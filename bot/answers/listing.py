"""Whether a question is about which papers there are, what they should be about, and how many are wanted."""

from collections.abc import Sequence

from bot.answers.asked import Asked
from bot.answers.filtering.features import crossed, cut_short, given, of_one_day
from bot.answers.filtering.hosting import hosted
from bot.answers.filtering.placing import places_in
from bot.answers.filtering.relating import dated_like, related
from bot.answers.filtering.sizes import sized
from bot.answers.grammar.filters import Filters, Kind
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.slots import is_for_several
from bot.answers.retrieval.forms import mentioned
from bot.answers.superlatives import ORDINALS, counted_off, superlatives_of
from bot.answers.thresholds import held_against
from bot.library.text import STOP_WORDS

# Words beside filters that ask for nothing more.
_IDLE = frozenset(
    "flagged listed tagged marked labelled labeled uploaded dated attached carry carries carrying bear bears "
    "exist existing overall loaded known appear come comes came are available "
    "joint jointly shared common together both posted written total wrote year years month months date order name "
    "titles title number count here database library thing things stuff he she his paper papers work works item items "
    "named surname surnamed called anyone anybody someone somebody persons entry entries output outputs single fall "
    "falls falling dates dating release releases released came half quarter listing tied involved involving featuring "
    "affiliated institution belonging carrying whose result results name mentioned stuff bit bits same than later "
    "people either neither nor else other others another but of list lists lists use uses using used involve involves "
    "rely relies employing employ included penultimate order sorted given provided stated times combined sum".split()
)
_ONES = (["which", "one"], ["which", "ones"], ["the", "one"], ["the", "ones"], ["which", "is"])


def is_list(asked: Asked) -> bool:
    """Whether papers are to be listed, counted or picked from."""
    reading = asked.reading
    if any(related(mention, asked) for mention in reading.mentions):
        return _asks_for_papers(asked)
    if _ordinal_alone(asked):
        return True
    if places_in(reading) and not reading.mentions:
        return (bool(reading.people) or reading.has(Cue.HIM)) and not (reading.has(Cue.WHO) and not reading.people)
    if reading.has(Cue.COUNT):
        return _counts_papers(asked)
    if reading.topic and is_for_several(reading.words) and not reading.has(*_ELSE):
        return True
    somebody = bool(reading.people) or reading.has(Cue.HIM)
    if reading.has(Cue.NEWEST, Cue.OLDEST) and somebody and reading.has(Cue.PUBLISH) and not reading.rest:
        return True
    if reading.has(Cue.PAPERS, Cue.ANYTHING):
        return True
    if reading.has(Cue.NEWEST, Cue.OLDEST) and reading.has(Cue.COAUTHORS) and reading.people and not reading.rest:
        return True
    if _asks_which(asked):
        return not reading.has(Cue.WHY, Cue.WHO, Cue.COMPARE)
    if reading.place is not None or reading.has(*_ELSE) or (reading.has(Cue.FIELD) and not reading.affiliations):
        return False
    if not reading.mentions and all(is_idle(at, asked) for at in reading.rest):
        return _has_filter(asked) or reading.has(Cue.NEWEST, Cue.OLDEST)
    publishes = reading.has(Cue.PUBLISH, Cue.ABOUT) and (_has_filter(asked) or reading.has(Cue.HIM))
    return publishes and bool(reading.times or reading.people or reading.has(Cue.ABOUT, Cue.HIM))


# What else than papers a question may be about that has filters in it.
_ELSE = (
    Cue.WHY, Cue.WHO, Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.COMPARE,
    Cue.WHERE, Cue.WHEN, Cue.AUTHORS, Cue.HOW, Cue.AFFILIATION,
)  # fmt: skip


def _asks_for_papers(asked: Asked) -> bool:
    """Whether papers are asked for by name, or nothing else is said than what they must fit."""
    named = asked.reading.has(Cue.PAPERS, Cue.ANYTHING) and not asked.reading.has(Cue.WHY, Cue.HOW)
    return named or all(is_idle(at, asked) for at in asked.reading.rest)


def _ordinal_alone(asked: Asked) -> bool:
    """`second newest`, `his third paper`."""
    wanted = superlatives_of(asked)
    idle = all(is_idle(at, asked) or asked.reading.words[at] in ORDINALS for at in asked.reading.rest)
    return bool(wanted) and wanted[0].place > 1 and idle and not asked.reading.mentions


# Cues that change which papers are meant; each must have become a filter or something else.
_HEEDED = {
    Cue.AFFILIATION: (Kind.AFFILIATION, Kind.GIVEN), Cue.AUTHORS: (Kind.SIZE, Kind.POSITION, Kind.PERSON, Kind.ALONE),
    Cue.ABSTRACT: (Kind.GIVEN, Kind.WORDS, Kind.CODE, Kind.LINK), Cue.FIRST_AUTHOR: (Kind.POSITION,),
    Cue.LAST_AUTHOR: (Kind.POSITION,),
    Cue.NTH_AUTHOR: (Kind.POSITION,), Cue.COAUTHORS: (Kind.SIZE, Kind.PERSON, Kind.ALONE),
    Cue.FIELD: (Kind.FIELD, Kind.GIVEN, Kind.AFFILIATION), Cue.CITATIONS: (), Cue.H_INDEX: (), Cue.ORDER: (),
}  # fmt: skip


def not_heeded(filters: Filters, asked: Asked) -> str:
    """Words of the question that would change which papers are meant and that no filter has; mostly none."""
    reading = asked.reading
    held = {at for each in dated_like(asked) for at in range(each.start, each.end)}
    for cue in reading.cues:
        if cue.start in held:
            continue
        kinds = _HEEDED.get(Cue(cue.cue)) if cue.cue in list(Cue) else None
        if kinds is not None and not filters.has(*kinds):
            return " ".join(reading.words[cue.start : cue.end])
    if reading.has(Cue.SHARE) and len([each for each in filters.conditions if each.kind is not Kind.PERSON]) > 1:
        return "share of"
    apart = _never_together(filters)
    if apart:
        return apart
    barring = reading.at(Cue.NOT, Cue.WITHOUT)
    if barring and not any(each.bars for each in filters.conditions) and not topic_of(asked):
        return " ".join(reading.words[barring[0].start :])
    return ""


def _never_together(filters: Filters) -> str:
    """Years that no paper can have both of: `by A in 2018 and B in 2020`."""
    spans = [each for each in filters.conditions if each.kind is Kind.TIME and each.name[:7] in _YEARS]
    if len({each.name for each in spans}) < 2 or any(each.turned for each in spans):
        return ""
    return " and ".join(each.name for each in spans)


_YEARS = frozenset(f"from {century}" for century in ("19", "20"))


def _has_filter(asked: Asked) -> bool:
    reading = asked.reading
    return bool(reading.fields or reading.times or reading.people or reading.affiliations) or reading.has(Cue.CODE)


def is_idle(at: int, asked: Asked) -> bool:
    """Whether a word beside filters asks for nothing more."""
    return at not in asked.reading.topic and (asked.reading.words[at] in _IDLE or at in accounted(asked))


def _asks_which(asked: Asked) -> bool:
    """`which one did …`, `the one with …`: papers without the word."""
    words = asked.reading.words
    return any(words[at : at + 2] in _ONES for at in range(min(2, len(words))))


def _counts_papers(asked: Asked) -> bool:
    """Whether `how many` counts papers: by their name, or because nothing else is named."""
    reading = asked.reading
    counts_times = "times" in reading.words and bool(reading.people)  # `how many times is she an author`
    asks_coauthors = reading.has(Cue.COAUTHORS) and not reading.people
    asks_people = (reading.has(Cue.AUTHORS) and not counts_times) or asks_coauthors
    if reading.mentions or (asks_people and not list(sized(asked))):
        return False
    start = reading.at(Cue.COUNT)[0].start
    papers = [cue.start for cue in reading.at(Cue.PAPERS)]
    if papers:
        between = [at for at in reading.rest if start < at < papers[0] and not is_idle(at, asked)]
        return not between or _are_kinds_of(between, papers[0], asked)
    filtered = _has_filter(asked) or bool(reading.topic) or reading.has(Cue.ALONE, Cue.PUBLISH) or any(given(asked))
    return filtered and all(at in reading.topic or is_idle(at, asked) for at in reading.rest)


def _are_kinds_of(words: Sequence[int], papers: int, asked: Asked) -> bool:
    """Whether words say which papers are counted: `how many neural network papers`, and here are some."""
    stands = asked.reading.words[papers] in PAPER_WORDS and list(words) == list(range(papers - len(words), papers))
    return stands and bool(mentioned([asked.reading.words[at] for at in words], asked.shelf).places)


def topic_of(asked: Asked) -> list[int]:
    """Tokens that say what the papers are about: what nothing else accounts for, and words of titles."""
    reading = asked.reading
    words = {at for at in reading.rest if not is_idle(at, asked)} - _places(asked) - accounted(asked)
    spans = [(mention.start, mention.end) for mention in reading.mentions if not related(mention, asked)]
    spans += [(cue.start, cue.end) for cue in reading.at(Cue.COMPARE)]
    words |= {at for start, end in spans for at in range(start, end) if reading.words[at] not in _NO_TOPIC}
    return sorted(words)


def accounted(asked: Asked) -> set[int]:
    """Tokens that say how many authors or fields, who stands where, or what another paper has to do with it."""
    elements = (
        *sized(asked), *dated_like(asked), *of_one_day(asked), *crossed(asked), *cut_short(asked), *hosted(asked)
    )  # fmt: skip
    spans = [(each.start, each.end) for each in elements] + [(p.start, p.end) for p in places_in(asked.reading)]
    against = held_against(asked.reading.words, PAPER_WORDS)
    spans += [(code.start - 1, code.start) for code in asked.reading.at(Cue.CODE) if _is_of_code(code.start - 1, asked)]
    words = asked.reading.words
    spans += [
        (at, at + 1) for at, word in enumerate(words) if word == "least" and words[at + 1 : at + 3] == ["one", "of"]
    ]
    return {at for start, end in [*spans, *filter(None, [against])] for at in range(start, end)} | counted_off(asked)


def _is_of_code(at: int, asked: Asked) -> bool:
    """Whether a word only says of code that one can have it: `public code`."""
    return at >= 0 and asked.reading.words[at] in _OF_CODE


_OF_CODE = frozenset({"public", "publicly", "official", "accessible", "own", "downloadable"})


# What papers are called where they are counted.
PAPER_WORDS = frozenset({"papers", "publications", "pubs", "articles", "preprints", "works"})


def _places(asked: Asked) -> set[int]:
    """Ordinals that pick a paper by its place in time."""
    wanted = superlatives_of(asked)
    words = asked.reading.words
    return {at for at, word in enumerate(words) if word in ORDINALS} if wanted and wanted[0].place > 1 else set()


_NO_TOPIC = STOP_WORDS | {"paper", "vs"}


def counts_authors(asked: Asked) -> bool:
    """Whether papers are compared by how many authors they have."""
    return (
        asked.reading.has(Cue.AUTHORS)
        and not list(sized(asked))
        and bool({"most", "fewest", "least"} & set(asked.reading.words))
    )
