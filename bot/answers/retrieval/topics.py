"""Papers about something: by their titles and the sentences that have its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Closest, Declined, Fact, Quote, Receipt
from bot.answers.retrieval.scoring import Hit, Sought, candidates, matched, rank
from bot.answers.wording import date_fact, dated, here
from bot.answers.words import words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS
from bot.library.wording import count

# Least share of a topic's words in a paper that is about it, and in one that comes close.
_ABOUT, _KIN_ABOUT, _NEAR = 0.75, 0.6, 0.3
# A further paper is named where it fits nearly as well as the best.
_ALSO = 0.9
# Least share of the words of a title that somebody means, and the lead over the next.
_MEANT, _LEAD = 0.6, 0.15


@dataclass(frozen=True, slots=True)
class _Fit:
    """A paper beside a topic: its best sentence, if it has any, and how much of the topic it has."""

    paper: Paper
    hit: Hit | None
    coverage: float
    score: float
    foreign: bool


def by_topic(asked: Asked, positions: Sequence[int], kept: Sequence[Paper] | None, *, counting: bool) -> Answer:
    """The papers about the words at these positions, among those kept by filters if there are any."""
    stems = asked.reading.stems(positions)
    words = " ".join(asked.reading.tokens[at].typed for at in positions)
    fits = _fits(asked, stems, kept)
    best = fits[0] if fits else None
    strict = asked.reading.has(Cue.MENTION)
    if best is not None and best.coverage >= (0.99 if strict else _ABOUT if best.foreign else _KIN_ABOUT):
        return _about(asked, fits, words, counting=counting, strict=strict)
    if best is not None and best.coverage >= _NEAR and not counting:
        quotes = tuple(_quote(fit.hit, asked) for fit in fits[:3] if fit.hit is not None and fit.coverage >= _NEAR)
        if quotes:
            return Closest(f"No paper here says that it is about “{words}”; the closest it comes:", quotes, asked.suggestions())
    fact = Fact(f"papers here that mention “{words}”", f"0 of {len(asked.shelf.papers):,}")
    if counting:
        return Answered(f"None of {here(asked.catalogue)} mentions “{words}”.", (fact,))
    return Declined(f"None of {here(asked.catalogue)} mentions “{words}”.", asked.suggestions())


def _fits(asked: Asked, stems: Sequence[str], kept: Sequence[Paper] | None) -> list[_Fit]:
    shelf = asked.shelf
    sought = Sought.of(stems, (), shelf)
    allowed = None if kept is None else [shelf.places[paper.key] for paper in kept]
    places = candidates(sought, shelf, allowed)
    hits: dict[int, Hit] = {}
    for hit in rank(sought, places, shelf):
        hits.setdefault(hit.place, hit)
    fits = [_fit(sought, place, hits.get(place), asked) for place in places]
    return sorted(fits, key=lambda fit: -fit.score)


def _fit(sought: Sought, place: int, hit: Hit | None, asked: Asked) -> _Fit:
    paper = asked.shelf.papers[place]
    title = frozenset(word.stem for word in words_of(paper.title))
    held = title | frozenset(word.stem for word in words_of(paper.abstract))
    total = sum(sought.weights.values()) or 1.0
    coverage = sum(w * matched(each, held, frozenset(), frozenset(), sought) for each, w in sought.weights.items()) / total
    titled = sum(w * matched(each, title, frozenset(), frozenset(), sought) for each, w in sought.weights.items()) / total
    near = max(hit.coverage if hit else 0.0, titled)
    strange = any(matched(each, held, frozenset(), frozenset(), sought) == 0.0 for each in sought.telling)
    return _Fit(paper, hit, coverage, coverage + 0.5 * near + 0.3 * titled, strange)


def _about(asked: Asked, fits: Sequence[_Fit], words: str, *, counting: bool, strict: bool) -> Answered:
    best = fits[0]
    least = 0.99 if strict else _ALSO * best.coverage
    also = [fit for fit in fits if fit.coverage >= least and (strict or fit.score >= _ALSO * best.score)]
    if strict:
        also = _with_phrase(also, words) or also
    papers = [fit.paper for fit in also]
    if len(papers) == 1 and not counting:
        short = dated(papers[0])
    else:
        verb = "mention" if len(papers) > 1 else "mentions"
        short = f"{count(len(papers), 'paper')} here {verb} it"
    receipts: list[Receipt] = [_quote(best.hit, asked)] if best.hit is not None and best.hit.coverage > 0 else []
    receipts += [date_fact(paper) for paper in papers]
    if len(papers) > 1 or counting:
        receipts.append(Fact("papers here that mention it", f"{len(papers)} of {len(asked.shelf.papers):,}"))
    return Answered(short, tuple(receipts), tuple(paper.key for paper in papers), lists=len(papers) > 1 or counting)


def _with_phrase(fits: Sequence[_Fit], words: str) -> list[_Fit]:
    """Those that have the words in one row."""
    wanted = [word.stem for word in words_of(words)]
    return [fit for fit in fits if _holds_row(wanted, [w.stem for w in words_of(f"{fit.paper.title}. {fit.paper.abstract}")])]


def _holds_row(wanted: Sequence[str], stems: Sequence[str]) -> bool:
    """Whether stems follow one another, stop words aside."""
    row = [each for each in stems if each not in STOP_WORDS]
    return any(row[at : at + len(wanted)] == list(wanted) for at in range(len(row) - len(wanted) + 1))


def _quote(hit: Hit | None, asked: Asked) -> Quote:
    assert hit is not None
    return quote_of(hit, asked)


def quote_of(hit: Hit, asked: Asked) -> Quote:
    """A hit as a receipt."""
    paper = asked.shelf.papers[hit.place]
    return Quote(paper.key, hit.sentence.start, hit.sentence.end, hit.sentence.text)


def titled_like(stems: Sequence[str], places: Sequence[int] | None, asked: Asked) -> Paper | None:
    """The paper whose title has most of these stems, its abstract counting half; None where no one leads."""
    shelf = asked.shelf
    sought = Sought.of(stems, (), shelf)
    total = sum(shelf.weight(each) for each in sought.weights) or 1.0
    scored = []
    for place in places if places is not None else candidates(sought, shelf):
        paper = shelf.papers[place]
        title = frozenset(word.stem for word in words_of(paper.title))
        abstract = frozenset(word.stem for word in words_of(paper.abstract))
        in_title = [each for each in sought.weights if matched(each, title, frozenset(), frozenset(), sought) >= 0.8]
        if in_title:
            share = sum(
                shelf.weight(each) * (1.0 if each in in_title else 0.5 * (each in abstract)) for each in sought.weights
            ) / total
            scored.append((share, -place))
    scored.sort(reverse=True)
    if not scored or scored[0][0] < _MEANT or (len(scored) > 1 and scored[0][0] - scored[1][0] < _LEAD):
        return None
    return shelf.papers[-scored[0][1]]


