"""What pages do not tell, said before anything is looked for, and what is left to say when nothing was found."""

from bot.answers.asked import Asked
from bot.answers.grammar.missing import MISSING
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Ask, Declined, Suggestion
from bot.answers.words import stem


def about_missing(asked: Asked) -> Answer | None:
    """A question for what no profile page tells; None where the abstract that is named has the word."""
    reading = asked.reading
    if not reading.tokens:
        return Declined("That is no question yet. Ask about a paper, a person, or what is here.", asked.suggestions())
    for found in reading.cues:
        if found.cue in MISSING and not _is_told(reading.words[found.start : found.end], asked):
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


# All that a question for somebody's whereabouts has.
_WHERE_IS = (Cue.WHERE, Cue.HIM, Cue.WHETHER, Cue.OWNER, Cue.ABOUT, Cue.WHAT)


def _is_told(words: list[str], asked: Asked) -> bool:
    """Whether the paper that is named uses the word itself, so that the question may be about that."""
    place = asked.reading.place
    return place is not None and any(place in asked.shelf.holders.get(stem(word), ()) for word in words)


def nothing_known(asked: Asked) -> Declined:
    """Nothing fits."""
    return Declined(
        "The pages here do not tell that. They have people’s metrics, and each paper’s title, authors, date, field, "
        "code and abstract.",
        asked.suggestions(),
    )
