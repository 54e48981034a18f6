"""Whether a question is about which papers there are, what they should be about, and how many are wanted."""

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.relating import related
from bot.answers.selecting import POSITIONS
from bot.library.text import STOP_WORDS

# Newest papers that are shown where nobody says how many, and the most that anybody is shown who does.
_SOME, _MOST = 3, 50
# Words beside filters that ask for nothing more.
_IDLE = frozenset(
    "flagged listed tagged marked dated exist existing overall loaded known appear come comes came are available "
    "joint jointly shared common together both posted written total wrote year years month months date order name "
    "titles title number count here database library thing things stuff he she his paper papers work works item items "
    "named surname surnamed called anyone anybody someone somebody persons entry entries output outputs single fall "
    "falls falling dates dating release releases released came half quarter listing tied involved involving featuring "
    "affiliated institution belonging carrying whose result results name mentioned stuff bit bits same than later "
    "either neither nor else other others another".split()
)
_ONES = (["which", "one"], ["which", "ones"], ["the", "one"], ["the", "ones"], ["which", "is"])
_PLURALS = frozenset({"papers", "publications", "pubs", "articles", "works", "preprints", "ones"})


def is_list(asked: Asked) -> bool:
    """Whether papers are to be listed, counted or picked from."""
    reading = asked.reading
    if any(related(mention, asked) for mention in reading.mentions):
        return not reading.has(Cue.WHY, Cue.HOW)
    if reading.has(*POSITIONS) and not reading.mentions:
        return (bool(reading.people) or reading.has(Cue.HIM)) and not (reading.has(Cue.WHO) and not reading.people)
    if reading.has(Cue.COUNT):
        return _counts_papers(asked)
    if reading.has(Cue.NEWEST, Cue.OLDEST) and reading.has(Cue.HIM) and reading.has(Cue.PUBLISH) and not reading.rest:
        return True
    if reading.has(Cue.PAPERS, Cue.ANYTHING):
        return True
    if _asks_which(asked):
        return not reading.has(Cue.WHY, Cue.WHO, Cue.COMPARE)
    if reading.place is not None or reading.has(*_ELSE):
        return False
    if not reading.mentions and all(_is_idle(at, asked) for at in reading.rest):
        return _has_filter(asked) or reading.has(Cue.NEWEST, Cue.OLDEST)
    publishes = reading.has(Cue.PUBLISH, Cue.ABOUT) and (_has_filter(asked) or reading.has(Cue.HIM))
    return publishes and bool(reading.times or reading.people or reading.has(Cue.ABOUT, Cue.HIM))


# What else than papers a question may be about that has filters in it.
_ELSE = (
    Cue.WHY, Cue.WHO, Cue.FIRST_AUTHOR, Cue.LAST_AUTHOR, Cue.COMPARE,
    Cue.WHEN, Cue.AUTHORS, Cue.FIELD, Cue.HOW, Cue.AFFILIATION,
)  # fmt: skip


def _has_filter(asked: Asked) -> bool:
    reading = asked.reading
    return bool(reading.fields or reading.times or reading.people or reading.affiliations) or reading.has(Cue.CODE)


def _is_idle(at: int, asked: Asked) -> bool:
    return asked.reading.words[at] in _IDLE


def _asks_which(asked: Asked) -> bool:
    """`which one did …`, `the one with …`: papers without the word."""
    words = asked.reading.words
    return any(words[at : at + 2] in _ONES for at in range(min(2, len(words))))


def _counts_papers(asked: Asked) -> bool:
    """Whether `how many` counts papers: by their name, or because nothing else is named."""
    reading = asked.reading
    if reading.mentions or reading.has(Cue.AUTHORS, Cue.COAUTHORS):
        return False
    start = reading.at(Cue.COUNT)[0].start
    papers = [cue.start for cue in reading.at(Cue.PAPERS)]
    if papers:
        return not any(start < at < papers[0] for at in reading.rest)
    filtered = reading.fields or reading.times or reading.people or reading.has(Cue.CODE, Cue.ALONE, Cue.PUBLISH)
    return bool(filtered) and all(_is_idle(at, asked) for at in reading.rest)


def topic_of(asked: Asked) -> list[int]:
    """Tokens that say what the papers are about: what nothing else accounts for, and words of titles."""
    reading = asked.reading
    words = {at for at in reading.rest if not _is_idle(at, asked)}
    spans = [(mention.start, mention.end) for mention in reading.mentions if not related(mention, asked)]
    spans += [(cue.start, cue.end) for cue in reading.at(Cue.COMPARE)]
    words |= {at for start, end in spans for at in range(start, end) if reading.words[at] not in _NO_TOPIC}
    return sorted(words)


_NO_TOPIC = STOP_WORDS | {"paper", "vs"}


def number_wanted(asked: Asked) -> int | None:
    """How many papers a superlative asks for; None where there is none."""
    words = asked.reading.words
    cues = asked.reading.at(Cue.NEWEST, Cue.OLDEST)
    if not cues:
        return None
    beside = [at for cue in cues for at in (cue.start - 1, cue.end) if 0 <= at < len(words)]
    number = next((known for at in beside if (known := _number(words[at]))), None)
    if number:
        return min(number, _MOST)
    return _SOME if _PLURALS & set(words) else 1


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) < 4:
        return int(word)
    return NUMBERS.get(word)


def is_oldest(asked: Asked) -> bool:
    """Whether the oldest are wanted rather than the newest."""
    return asked.reading.has(Cue.OLDEST) and not asked.reading.has(Cue.NEWEST)


def counts_authors(asked: Asked) -> bool:
    """Whether papers are compared by how many authors they have."""
    return asked.reading.has(Cue.AUTHORS) and bool({"most", "fewest", "least"} & set(asked.reading.words))
