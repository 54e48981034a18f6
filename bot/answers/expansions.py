"""What an acronym stands for, and what something is called for short."""

import re
from collections.abc import Iterable, Sequence

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.coined import Bond
from bot.answers.outcome import Answer, Answered, Declined, Fact, Quote
from bot.answers.sentences import sentences_of
from bot.answers.shortening import Short, shorts_of, spelled_in_title
from bot.answers.words import stem
from bot.library.models import Paper
from bot.library.text import STOP_WORDS

_WHAT_IS = re.compile(
    r"^(?:so |and |ok )?(?:what|whats)(?: is| are| was)?(?: an?| the)? (\w+)$|^(?:define|expand) (\w+)$"
)
# Words that ask for a short form and are none of what is shortened.
_ASKING = frozenset(
    "acronym abbreviation abbreviations acronyms whats short name form shorthand call calls called gave give given use "
    "uses used using abbreviate abbreviated abbreviates initials shortened term paper papers authors nickname letters "
    "letter refer refers referred known".split()
)
_ASKING_APART = _ASKING | frozenset({"words", "word", "make", "up", "break", "down"})
# So many papers are looked through for a spelled-out phrase.
_FEW = 60


def about_names(asked: Asked) -> Answer | None:
    """An acronym spelled out, or the acronym of what is spelled out; None where neither is asked for or known."""
    reading = asked.reading
    if reading.has(Cue.ACRONYM) and (found := _shortened(asked) or _itself(asked)) is not None:
        return found
    if {"name", "paper"} <= set(reading.words) and asked.paper is not None and not reading.rest:
        return None  # its title is asked for
    if reading.has(Cue.EXPAND) or "meaning" in reading.words or reading.words[-1:] in (["mean"], ["means"]):
        return _spelled_out(asked)
    return _what_is(asked)


def _what_is(asked: Asked) -> Answer | None:
    """`what is SEIR`: an acronym that no paper has for a name of its own is spelled out."""
    match = _WHAT_IS.match(" ".join(asked.reading.words))
    if match is None:
        return None
    word = match.group(1) or match.group(2)
    known = asked.shelf.names.get(word, ())
    if not known or any(named.coined.bond is not Bond.SPELLED_OUT for named in known):
        return None
    return _of(word, asked)


def _spelled_out(asked: Asked) -> Answer | None:
    for token in asked.reading.tokens:
        # `form` of `full form` is no acronym; `FORM` may be one.
        is_plain = token.folded in asked.shelf.grammar and not token.typed.isupper()
        found = None if is_plain else _of(token.folded, asked)
        if found is not None:
            return found
    if not asked.reading.has(Cue.EXPAND) or asked.reading.has(Cue.PAPERS):
        return None
    return Declined("No abstract here spells that out.", asked.suggestions())


def _itself(asked: Asked) -> Answer | None:
    """`the acronym DAPO`: a paper that is named by an acronym and nothing else, so it is to be spelled out."""
    reading = asked.reading
    is_bare = asked.paper is not None and all(reading.words[at] in _ASKING_APART for at in reading.rest)
    return next((found for m in reading.mentions if is_bare and m.name and (found := _of(m.name, asked))), None)


def _of(word: str, asked: Asked) -> Answered | None:
    """An acronym spelled out, by the paper that is named before others."""
    if word in STOP_WORDS or len(word) < 2:
        return None
    shelf = asked.shelf
    places = [named.place for name in (word, word.removesuffix("s")) for named in shelf.names.get(name, ())]
    places += [place for name in (word, word.removesuffix("s")) for place in shelf.holders.get(stem(name), ())[:_FEW]]
    places.sort(key=lambda place: place != asked.reading.place)
    for place in dict.fromkeys(places):
        for short in shorts_of(shelf.papers[place]):
            if short.acronym.casefold().removesuffix("s") == word.removesuffix("s"):
                return _answered(short.spelled, short, shelf.papers[place])
    for paper in (shelf.papers[place] for place in dict.fromkeys(places)):
        if spelled := spelled_in_title(word, paper.title):
            return Answered(spelled, (Fact("title", paper.title, paper.key),), (paper.key,))
    return None


def _shortened(asked: Asked) -> Answer | None:
    """The acronym whose long form the question has, the longest first."""
    reading = asked.reading
    cued = {at for cue in reading.at(Cue.ACRONYM) for at in range(cue.start, cue.end)}
    wanted = {
        stem(word)
        for at, word in enumerate(reading.words)
        if at not in cued and word not in _ASKING and word not in STOP_WORDS
    }
    places = dict.fromkeys(place for each in wanted for place in asked.shelf.holders.get(each, ())[:_FEW])
    found = [
        (short, asked.shelf.papers[place])
        for place in places
        for short in shorts_of(asked.shelf.papers[place])
        if short.stems <= wanted
    ]
    if not found:
        return None
    short, paper = max(_by_name(found, asked), key=lambda pair: len(pair[0].stems))
    return _answered(short.acronym, short, paper)


def _by_name(found: Sequence[tuple[Short, Paper]], asked: Asked) -> Iterable[tuple[Short, Paper]]:
    """Those of the paper that is named, if it has any."""
    own = [(short, paper) for short, paper in found if paper == asked.paper]
    return own or found


def _answered(said: str, short: Short, paper: Paper) -> Answered:
    sentence = next(s for s in sentences_of(paper.abstract) if s.start <= short.start < s.end)
    return Answered(said, (Quote(paper.key, sentence.start, sentence.end, sentence.text),), (paper.key,))
