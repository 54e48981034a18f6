"""One value of each of two papers: `the speedup of this one vs that one`."""

from collections.abc import Iterator

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.reading import read
from bot.answers.linking.mentions import Mention
from bot.answers.outcome import Answer, Answered
from bot.answers.retrieval.passages import about_abstracts
from bot.answers.retrieval.wants import NUMERIC, want_of
from bot.answers.wording import short_title

# What stands between two things that are compared.
_JOINTS = frozenset(
    "vs versus and or than compared comparison compare against with both respectively either between".split()
)


def about_values(asked: Asked) -> Answer | None:
    """The value of each paper with its sentence; None where not one number of each of two papers is asked for."""
    reading = asked.reading
    named = [mention for mention in reading.mentions if mention.place is not None]
    compares = reading.has(Cue.COMPARE) or bool(_JOINTS & set(reading.words))
    if len({mention.place for mention in named}) != 2 or len(named) != 2 or not compares:
        return None
    if not [at for at in reading.rest if reading.words[at] not in _JOINTS]:
        return None
    alone = list(_alone(named, asked))
    if not all(want_of(each).kind in NUMERIC and each.paper is not None for each in alone):
        return None
    given = [(each.paper, about_abstracts(each)) for each in alone]
    told = [(paper, answer) for paper, answer in given if paper is not None and isinstance(answer, Answered)]
    if len(told) < len(alone):
        return None
    short = "; ".join(f"{short_title(paper)}: {answer.short}" for paper, answer in told)
    receipts = tuple(receipt for _, answer in told for receipt in answer.receipts)
    return Answered(short, receipts, tuple(paper.key for paper, _ in told))


def _alone(named: list[Mention], asked: Asked) -> Iterator[Asked]:
    """The same question about each of the papers by itself."""
    reading = asked.reading
    for mention in named:
        others = {at for other in named if other is not mention for at in range(other.start, other.end)}
        words = [
            token.typed
            for at, token in enumerate(reading.tokens)
            if at not in others and reading.words[at] not in _JOINTS
        ]
        yield Asked(read(" ".join(words), asked.shelf, asked.now), asked.shelf, asked.now)
