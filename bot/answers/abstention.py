"""What pages do not tell, said before anything is looked for, and what is left to say when nothing was found."""

import re

from bot.answers.asked import Asked
from bot.answers.grammar.cues import CueAt
from bot.answers.grammar.missing import MISSING, NEVER_OF_PAPERS
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import Reading
from bot.answers.outcome import Answer, Ask, Declined, Suggestion
from bot.answers.words import stem
from bot.library.text import STOP_WORDS


def about_missing(asked: Asked) -> Answer | None:
    """A question for what no profile page tells; None where the abstract that is named has the word."""
    reading = asked.reading
    if not reading.tokens:
        return Declined("That is no question yet. Ask about a paper, a person, or what is here.", asked.suggestions())
    if _TALK.issuperset(reading.words) and not reading.is_follow_up:
        return Declined(
            "I look things up: ask about a paper, a person, or what is here. /help shows everything that I can do.",
            asked.suggestions(),
        )
    if _CORRECTS.search(asked.reading.text):
        return Declined("That asks for one thing and then for another. Please ask once more, in one go.", ())
    unread = _UNREAD.search(" ".join(reading.words)) if reading.has(Cue.PAPERS) else None
    if unread is not None:
        return Declined(
            f"“{unread.group()}” is more than I can list at once. Please ask for them one by one.", asked.suggestions()
        )
    for found in reading.cues:
        if found.cue in MISSING and not _is_told(found, asked):
            return Declined(f"The pages here do not tell {found.cue}.", asked.suggestions())
    if reading.has(Cue.WHERE) and not reading.rest and not reading.mentions and reading.only(*_WHERE_IS):
        return Declined("The pages here do not tell where people are.", asked.suggestions())
    if reading.has(Cue.WHERE) and reading.has(Cue.PUBLISH) and not reading.rest and reading.mentions:
        return Declined("The pages here do not tell venues, journals and reviews.", asked.suggestions())
    if reading.has(Cue.THIS_PAPER) and not (
        reading.rest or reading.mentions or reading.people or reading.fields or reading.times
    ):
        papers = tuple(Suggestion(Ask.WHAT, paper.key) for paper in asked.shelf.papers[:3])
        return Declined("Which paper do you mean?", papers)
    return None


# Somebody corrects what they have just said: which of the two is meant, only they know.
_CORRECTS = re.compile(
    r"[,.?!–—-]\s*(?:sorry,? |no,? |oh,? |wait,? |actually,? )*(?:i meant?|make (?:that|it)|no wait|scratch that)\b"
    r"|[,.?!–—-]\s*no,\s+\w",
    re.IGNORECASE,
)
# Lists within lists, and years of a kind.
_UNREAD = re.compile(
    r"\b(?:newest|latest|oldest|earliest|first|last) .*\b(?:of|in|from|for|per|by) (?:each|every) \w+"
    r"|\b(?:even|odd|leap) years?\b"
)
# All words of a greeting, of thanks, or of a question for help.
_TALK = frozenset(
    "hi hello hey yo thanks thank you thx ty cheers bye goodbye good morning evening night day how are what can do "
    "help me please who is this are ok okay cool nice great bot folio there so much very".split()
)


# All that a question for somebody's whereabouts has.
_WHERE_IS = (Cue.WHERE, Cue.HIM, Cue.WHETHER, Cue.OWNER, Cue.ABOUT, Cue.WHAT)


def _is_told(found: CueAt, asked: Asked) -> bool:
    """Whether the question may be about an abstract: the paper that is named has the word, or others of it do."""
    reading, holders = asked.reading, asked.shelf.holders
    words = reading.words[found.start : found.end]
    place = reading.place
    if words == ["how", "old"] and (place is not None or reading.has(Cue.PAPERS)):
        return True
    if place is not None and any(place in holders.get(stem(word), ()) for word in words):
        return True
    if reading.people or _means_somebody(reading):
        return False
    if len(words) > 1:
        return _OF_THINGS.issuperset(words) and _stand_together(found, asked)
    if words[0] in NEVER_OF_PAPERS:
        return False
    if any(cue.end == found.start for cue in reading.at(Cue.COUNT)) and holders.get(stem(words[0])):
        return True
    if _is_known_thing(found, asked):
        return True
    others = [frozenset(holders.get(stem(reading.words[at]), ())) for at in _topic(found, asked)]
    own = frozenset(holders.get(stem(words[0]), ()))
    return any(own & other for other in others) or any(
        one & two for at, one in enumerate(others) for two in others[at + 1 :]
    )


# `does it work for peat`, `how old are the children`: of things as well.
_OF_THINGS = frozenset("work works for how old".split())


def _stand_together(found: CueAt, asked: Asked) -> bool:
    """Whether all else that a question tells stands in one abstract."""
    words = [asked.reading.words[at] for at in range(len(asked.reading.words)) if not found.start <= at < found.end]
    telling = [stem(word) for word in words if word not in STOP_WORDS and word not in _IDLE and len(word) > 2]
    held = [frozenset(asked.shelf.holders.get(each, ())) for each in telling]
    return bool(held) and bool(frozenset.intersection(*held))


_IDLE = frozenset("does did the was were are how what which method approach paper".split())


def _is_known_thing(found: CueAt, asked: Asked) -> bool:
    """Whether `the children` are those of the one abstract that has any."""
    words = asked.reading.words
    is_the = found.start > 0 and words[found.start - 1] == "the"
    return is_the and len(asked.shelf.holders.get(stem(words[found.start]), ())) == 1


def _topic(found: CueAt, asked: Asked) -> list[int]:
    """Telling words of the question besides what is missing."""
    reading = asked.reading
    named = [at for mention in reading.mentions for at in range(mention.start, mention.end)]
    rest = [at for at in (*reading.rest, *named) if not found.start <= at < found.end]
    return [at for at in rest if reading.words[at] not in STOP_WORDS | asked.shelf.grammar]


def _means_somebody(reading: Reading) -> bool:
    """Whether a person is meant: `they` may be a paper's authors or things."""
    return any(not _THEY.issuperset(reading.words[cue.start : cue.end]) for cue in reading.at(Cue.HIM, Cue.OWNER))


_THEY = frozenset({"they", "their", "them", "theirs", "the", "page", "this"})


def nothing_known(asked: Asked) -> Declined:
    """Nothing fits."""
    return Declined(
        "The pages here do not tell that. They have people’s metrics, and each paper’s title, authors, date, field, "
        "code and abstract.",
        asked.suggestions(),
    )
