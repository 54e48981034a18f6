"""Papers about something: by their titles and the sentences that have its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.slots import is_for_several
from bot.answers.outcome import Answer, Answered, Closest, Declined, Fact, Quote, Receipt
from bot.answers.retrieval.scoring import Hit, candidates, rank
from bot.answers.retrieval.sought import PART, Sought, Standing, abstract_stems, foreign, stems_in, title_stems
from bot.answers.wording import date_fact, dated, here
from bot.answers.words import stems_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS
from bot.library.wording import count

# Least share of a topic's words in a paper that is about it: where some are missing, and where each has a match.
_ABOUT, _KIN_ABOUT = 0.75, 0.6
# The same where the words themselves must stand there, and where a paper only comes close.
_MENTIONS, _NEAR = 0.99, 0.3
# More than this share of the words themselves must stand there where papers are listed rather than one is found.
_LITERAL = 0.5
# A further paper is named where it fits nearly as well as the best.
_ALSO = 0.9
# Least share of the words in a title, and in all, of a paper that no other comes near.
_SOME, _LEADING = 0.3, 0.45
# A word that is only this near another stands for nothing.
_FAINT = 0.3
# What the best sentence and the title count beside the paper as a whole.
_SENTENCE, _TITLED = 0.5, 0.3
# Least share of the words of a title that somebody means, and the lead over the next.
_MEANT, _LEAD = 0.6, 0.15


@dataclass(frozen=True, slots=True)
class _Fit:
    """A paper beside a topic: its best sentence, if it has any, how much of the topic it and its title have.

    `literal` is how much of it stands there as asked for.
    """

    paper: Paper
    hit: Hit | None
    coverage: float
    score: float
    whole: bool
    titled: float
    literal: float


def by_topic(
    asked: Asked, positions: Sequence[int], kept: Sequence[Paper] | None, *, counting: bool, said: str = ""
) -> Answer:
    """The papers about the words at these positions, among those kept by filters, as said, if there are any."""
    words = " ".join(asked.reading.tokens[at].typed for at in positions)
    stems = asked.reading.stems(positions)
    fits = _fits(asked, stems, kept)
    best = fits[0] if fits else None
    several = is_for_several(asked.reading.words) or asked.reading.has(Cue.NEWEST, Cue.OLDEST)
    is_one_word = several and len([each for each in stems if each not in STOP_WORDS]) < 2
    leads = not is_one_word and bool(fits) and _leads(fits, asked)
    if best is not None and (leads or _is_about(best, asked, is_one_word=is_one_word)):
        return _about(asked, fits, words, counting=counting)
    if best is not None and best.coverage >= _NEAR and not (counting or is_one_word):
        quotes = tuple(quote_of(fit.hit, asked) for fit in fits[:3] if fit.hit is not None and fit.coverage >= _NEAR)
        if quotes:
            reason = f"No paper here says that it is about “{words}”; the closest it comes:"
            return Closest(reason, quotes, asked.suggestions())
    none = f"{_none_of(kept, said, asked)} “{words}”."
    if counting:
        return Answered(none, (Fact(f"papers here that mention “{words}”", f"0 of {len(asked.shelf.papers):,}"),))
    return Declined(none, asked.suggestions())


def _none_of(kept: Sequence[Paper] | None, said: str, asked: Asked) -> str:
    if kept is None:
        return f"None of {here(asked.catalogue)} mentions"
    if len(kept) == 1:
        return f"The only paper {said} does not mention"
    return f"None of the {count(len(kept), 'paper')} {said} mentions"


def _is_about(fit: _Fit, asked: Asked, *, is_one_word: bool) -> bool:
    # One word is mentioned or it is not: what is near to it is something else.
    if asked.reading.has(Cue.MENTION, Cue.COUNT) or is_one_word:
        return fit.coverage >= _MENTIONS
    if is_for_several(asked.reading.words) and fit.literal <= _LITERAL:
        return False
    return fit.coverage >= (_KIN_ABOUT if fit.whole else _ABOUT)


def _leads(fits: Sequence[_Fit], asked: Asked) -> bool:
    """Whether a title has some of the words, and no other paper comes near."""
    if is_for_several(asked.reading.words) and fits[0].literal <= _LITERAL:
        return False
    best, others = fits[0], max((fit.coverage for fit in fits[1:]), default=0.0)
    is_plain = not asked.reading.has(Cue.MENTION, Cue.COUNT)
    return is_plain and best.titled >= _SOME and best.coverage >= _LEADING and others <= best.coverage / 2


def _fits(asked: Asked, stems: Sequence[str], kept: Sequence[Paper] | None) -> list[_Fit]:
    shelf = asked.shelf
    sought = Sought.of(stems, (), shelf)
    places = candidates(sought, shelf, None if kept is None else [shelf.places[paper.key] for paper in kept])
    hits: dict[int, Hit] = {}
    for hit in rank(sought, places, shelf):
        hits.setdefault(hit.place, hit)
    fits = [_fit(sought, shelf.papers[place], hits.get(place)) for place in places]
    return sorted(fits, key=lambda fit: -fit.score)


def _fit(sought: Sought, paper: Paper, hit: Hit | None) -> _Fit:
    held, title = stems_in(paper), title_stems(paper.title)
    standing = Standing(sought, held)
    total = sought.total or 1.0
    coverage = sum(weight * standing.of(each, held) for each, weight in sought.weights.items()) / total
    titled = sum(weight * standing.of(each, title) for each, weight in sought.weights.items()) / total
    score = coverage + _SENTENCE * max(hit.coverage if hit else 0.0, titled) + _TITLED * titled
    literal = sum(weight for each, weight in sought.weights.items() if each in held) / total
    return _Fit(paper, hit, coverage, score, whole=not foreign(sought, paper, _FAINT), titled=titled, literal=literal)


def _about(asked: Asked, fits: Sequence[_Fit], words: str, *, counting: bool) -> Answered:
    best = fits[0]
    if asked.reading.has(Cue.MENTION):
        fits = [fit for fit in fits if fit.coverage >= _MENTIONS]
        also = _with_phrase(fits, words) or fits
    else:
        also = [fit for fit in fits if fit.coverage >= _ALSO * best.coverage and fit.score >= _ALSO * best.score]
    papers = [fit.paper for fit in also]
    receipts: list[Receipt] = [quote_of(best.hit, asked)] if best.hit is not None and best.hit.coverage > 0 else []
    receipts += map(date_fact, papers)
    keys = tuple(paper.key for paper in papers)
    if len(papers) == 1 and not counting:
        return Answered(dated(papers[0]), tuple(receipts), keys)
    receipts.append(Fact("papers here that mention it", f"{len(papers)} of {len(asked.shelf.papers):,}"))
    verb = "mention" if len(papers) > 1 else "mentions"
    return Answered(f"{count(len(papers), 'paper')} here {verb} it", tuple(receipts), keys, lists=True)


def _with_phrase(fits: Sequence[_Fit], words: str) -> list[_Fit]:
    """Those that have the words in one row."""
    wanted = [each for each in stems_of(words) if each not in STOP_WORDS]
    return [fit for fit in fits if _holds_row(wanted, stems_of(f"{fit.paper.title}. {fit.paper.abstract}"))]


def _holds_row(wanted: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether stems follow one another, stop words aside."""
    row = [each for each in stems if each not in STOP_WORDS]
    return any(row[at : at + len(wanted)] == list(wanted) for at in range(len(row) - len(wanted) + 1))


def quote_of(hit: Hit, asked: Asked) -> Quote:
    """A hit as a receipt."""
    return Quote(asked.shelf.papers[hit.place].key, hit.sentence.start, hit.sentence.end, hit.sentence.text)


def best_quote(asked: Asked, stems: Sequence[str], paper: Paper) -> tuple[Quote, ...]:
    """The sentence of a paper that has most of these stems, if one has any."""
    hits = rank(Sought.of(stems, (), asked.shelf), [asked.shelf.places[paper.key]], asked.shelf)
    return (quote_of(hits[0], asked),) if hits and hits[0].coverage > 0 else ()


def titled_like(stems: Sequence[str], places: Sequence[int] | None, asked: Asked) -> Paper | None:
    """The paper whose title has most of these stems, its abstract counting half; None where no one leads."""
    shelf = asked.shelf
    sought = Sought.of(stems, (), shelf)
    scored = sorted(
        ((share, -place) for place in places or candidates(sought, shelf) if (share := _titled(sought, place, asked))),
        reverse=True,
    )
    if not scored or scored[0][0] < _MEANT or (len(scored) > 1 and scored[0][0] - scored[1][0] < _LEAD):
        return None
    return shelf.papers[-scored[0][1]]


def _titled(sought: Sought, place: int, asked: Asked) -> float:
    """How much of what is sought a title has, the abstract counting half; 0 for a title that has nothing of it."""
    shelf = asked.shelf
    paper = shelf.papers[place]
    title, abstract = title_stems(paper.title), abstract_stems(paper.abstract)
    standing = Standing(sought, title)
    named = {each for each in sought.weights if standing.of(each, title) >= PART}
    if not named:
        return 0.0
    weights = {each: shelf.weight(each) for each in sought.weights}
    shares = (weight * (1.0 if each in named else 0.5 * (each in abstract)) for each, weight in weights.items())
    return sum(shares) / (sum(weights.values()) or 1.0)
