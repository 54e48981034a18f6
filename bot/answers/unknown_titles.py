"""Titles of papers that are not here: never answered from a paper that shares a word with them."""

import re
from collections import Counter
from collections.abc import Iterator

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Declined
from bot.answers.words import Word, stem, words_of
from bot.library.text import STOP_WORDS, fold, squeeze

_QUOTED = re.compile(r"[\"“”«„]([^\"“”»„]{8,150})[\"“”»]")
# Words with capitals, and small ones between them.
_RUN = re.compile(r"\b[A-Z][\w'’-]+(?:[ :,-]+(?:[A-Z][\w'’-]*|an?|and|are|for|from|in|is|of|on|the|to|via|with)\b){3,}")
_FEWEST_CAPITALS = 3
# Least share of its words in the title that is meant.
_MEANT = 0.75
# So many abstracts are looked through for a phrase.
_MOST = 50


def about_unknown_titles(asked: Asked) -> Answer | None:
    """That no paper here has the title that a question writes out; None where one has, or where none is written."""
    reading = asked.reading
    if reading.has(Cue.MENTION):
        return None
    for phrase in _titles_in(reading.text):
        words = words_of(phrase)
        if not _is_known(words, phrase, asked):
            return Declined(
                f"No paper here is called “{phrase}”. /paper finds titles that are near it.", asked.suggestions()
            )
    return None


def _titles_in(text: str) -> Iterator[str]:
    quoted = [match.group(1).strip() for match in _QUOTED.finditer(text)]
    for phrase in [*quoted, *(match.group().strip() for match in _RUN.finditer(text))]:
        words = words_of(phrase)
        least = _FEWEST_CAPITALS - (phrase in quoted)
        if len(words) > least and sum(word.text[:1].isupper() for word in words) >= least:
            yield phrase


def _is_known(words: list[Word], phrase: str, asked: Asked) -> bool:
    """Whether a title has most of these words, an abstract has them in a row, or they are somebody's or something's."""
    shelf = asked.shelf
    stems = {stem(word.folded) for word in words if word.folded not in STOP_WORDS}
    squeezed = squeeze(fold(phrase))
    # `Quiet Nets on ImageNet` names one that is here.
    if any(mention.name and mention.name in squeezed for mention in asked.reading.mentions):
        return True
    if not stems or any(word.folded in shelf.people for word in words):
        return True
    titled = Counter(place for each in stems for place in shelf.titled.get(each, ()))
    if max(titled.values(), default=0) >= _MEANT * len(stems):
        return True
    held = frozenset.intersection(*(frozenset(shelf.holders.get(each, ())) for each in stems))
    wanted = fold(phrase)
    return any(wanted in fold(shelf.papers[place].abstract) for place in sorted(held)[:_MOST])
