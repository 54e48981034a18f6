"""Questions that an abstract's sentences answer: what, why, how, how many, which, whether."""

import re
from collections.abc import Collection, Sequence
from functools import partial

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.outcome import Answer, Answered, Closest, Declined, Quote
from bot.answers.retrieval.asking import asking_for
from bot.answers.retrieval.case import Case
from bot.answers.retrieval.concepts import GENERAL, is_soft
from bot.answers.retrieval.cutting import cut_from
from bot.answers.retrieval.definitions import definition
from bot.answers.retrieval.meanings import meanings
from bot.answers.retrieval.mismatch import is_ahead
from bot.answers.retrieval.roles import Role, does
from bot.answers.retrieval.scoring import Hit, candidates, rank
from bot.answers.retrieval.shortly import short_of
from bot.answers.retrieval.sought import Sought, title_stems
from bot.answers.retrieval.telling import has_letters, is_told
from bot.answers.retrieval.topics import quote_of
from bot.answers.retrieval.values import numbers_in
from bot.answers.retrieval.wants import ASKING, IN_UNIT, NUMERIC, Kind, Want, typed_by, want_of
from bot.answers.wording import date_fact, dated
from bot.answers.words import stem
from bot.library.models import Paper

# How many sentences come near; the least share of the words in a paper that comes near where none is named, and the
# share below which it is said to be far.
_CLOSEST, _CLOSE, _FAR = 3, 0.18, 0.5
# Words beside a name that ask for nothing but what it is.
_PLAIN = frozenset(
    map(
        stem,
        "work works do does propose proposes introduce introduces main contribution idea paper about talk "
        "present definition eli5 short dummies summary summaries sum gist nutshell basically kind sort type stuff "
        "quick brief overview simple simply terms english layman laymans plain lay words call thing all "
        "meaning".split(),
    )
)
# Papers that share a word which tells what is meant.
_FEW_TELL, _BIGRAM = 2, 2
_PAPER = frozenset({"paper", "study", "article", "work"})
# What a paper is called by what it is about: `the limits of their model`.
_KINDS = frozenset(
    map(stem, "model system approach study analysis framework tool algorithm theory scheme technique".split())
)
_KIND_OF = re.compile(r"\b(?:kind|sort|type) of (\w+)")
_NOT_OUTRIGHT = "The page does not say this outright; the closest it comes:"
# A letter that is part of a word, as in `p-value`.
_LETTER = re.compile(r"\b([A-Za-z])-(?=\w)")


def about_abstracts(asked: Asked) -> Answer | None:
    """The sentence that says it, with the value cut out; the closest ones; None where nothing comes near."""
    want = want_of(asked)
    stems = _content(asked)
    kept = [each for each in stems if each not in typed_by(want)]
    if want.roles[:1] == (Role.PROBLEM,) and asked.reading.place is not None:
        # `problem` and `solve` stand in many a sentence that tells none.
        asks = asking_for(want.roles[:1], " ".join(asked.reading.words))
        kept = [each for each in kept if each not in asks]
    sought = Sought.of(kept, want.roles, asked.shelf, _light(asked), _soft(asked, want))
    if asked.reading.has(Cue.ABSTRACT) and asked.paper is not None and not asked.reading.rest:
        return _whole(asked.paper) if asked.paper.abstract else _no_abstract(asked)
    if asked.reading.place is None and asked.reading.has(Cue.WHO) and asked.reading.has(Cue.WRITE):
        return None
    # Abstracts do not tell what one person is beside another.
    if len(asked.reading.people) > 1 and "than" in asked.reading.words:
        return None
    if not _besides_its_kind(kept, asked) and want.kind is Kind.PASSAGE and not want.listed:
        defined = definition(asked, want)
        if defined is not None:
            return _said(defined, want, asked)
    places = _places(asked, sought)
    if not places:
        return None
    named = len(places) == 1
    hits = rank(sought, places, asked.shelf, _names(asked), partial(_value_signs, want=want, asked=asked))
    if not hits:
        return _without_abstract(kept, asked) if named else None
    hits = sorted(hits, key=lambda hit: -_suits(hit, want, sought, asked))
    if is_told(Case(hits, want, sought, _light(asked), asked, named)):
        return _said(hits[0], want, asked)
    return _closest(hits, asked, named=named)


def _besides_its_kind(kept: Collection[str], asked: Asked) -> set[str]:
    """What is asked but what a thing is: `what kind of model is it` asks for nothing else."""
    kind = _KIND_OF.search(" ".join(asked.reading.words))
    return set(kept) - _PLAIN - ({stem(kind.group(1))} if kind else set())


def _suits(hit: Hit, want: Want, sought: Sought, asked: Asked) -> float:
    """What goes before any score: an address where one is asked for, the role where nothing else is."""
    if asked.reading.has(Cue.LINK):
        return float("://" in hit.sentence.text)
    says_which = set(sought.telling) - set(_light(asked)) - GENERAL - _KINDS
    if want.roles[:1] != (Role.LIMIT,) or want.kind is not Kind.PASSAGE or says_which or asked.reading.place is None:
        return 0.0
    # What stands in front of the proposal is others' limit.
    ahead = is_ahead(hit, asked.shelf.papers[hit.place])
    return 0.0 if ahead else does(Role.LIMIT, hit.sentence.text)


def _content(asked: Asked) -> list[str]:
    """Stems of what is asked about: all words but those that ask, and those that name papers and people."""
    reading = asked.reading
    names = {
        at
        for mention in reading.mentions
        if mention.name
        for at in _name_span(mention.name, mention.start, mention.end, reading.words)
    }
    names |= {at for people in reading.people for at in range(people.start, people.end)}
    letters = {match.group(1).casefold() for match in _LETTER.finditer(reading.text)}
    return [
        stem(word)
        for at, word in enumerate(reading.words)
        if at not in names and word not in ASKING and (len(word) > 1 or word.isdigit() or word in letters)
    ]


def _soft(asked: Asked, want: Want) -> frozenset[str]:
    """Stems of words that ask, or that say what a sentence should do."""
    words = asked.reading.words
    return frozenset(stem(word) for word in words if is_soft(word)) | asking_for(want.roles[:1], " ".join(words))


def _light(asked: Asked) -> list[str]:
    """Stems that name the paper, and so are in no need of standing in the sentence."""
    named = [m for m in asked.reading.mentions if m.name or asked.reading.place is not None]
    return asked.reading.stems([at for m in named for at in range(m.start, m.end)])


def _name_span(name: str, start: int, end: int, words: Sequence[str]) -> range:
    """Where in a mention the name itself stands."""
    for first in range(start, end):
        for last in range(first + 1, end + 1):
            if "".join(words[first:last]).removesuffix("s") == name.removesuffix("s"):
                return range(first, last)
    return range(start, end)


def _names(asked: Asked) -> list[str]:
    return [mention.name.removesuffix("s") for mention in asked.reading.mentions if mention.name]


def _places(asked: Asked, sought: Sought) -> list[int]:
    place = asked.reading.place
    if place is not None:
        return [place, *_told_elsewhere(place, sought, asked)]
    named = {place for mention in asked.reading.mentions if mention.name for place in mention.places}
    named = named or _by_author(asked)
    named = named or _by_rare_word(sought, asked)
    if named:
        return sorted(named)
    return candidates(sought, asked.shelf) if sought.telling else []


def _told_elsewhere(place: int, sought: Sought, asked: Asked) -> list[int]:
    """Papers with a telling word that the one by whose title's words the question seems to go has nowhere."""
    mentions, words = asked.reading.mentions, asked.reading.words
    # Two words that stand in a title as well; who says more of it, or `paper`, means it.
    by_chance = all(m.end - m.start == _BIGRAM and words[m.end - 1] not in _PAPER for m in mentions)
    if not by_chance or any(mention.name for mention in mentions) or asked.reading.has(Cue.THIS_PAPER):
        return []
    held = [set(asked.shelf.holders.get(each, ())) for each in sought.telling if each not in _light(asked)]
    return sorted(set().union(*(papers for papers in held if place not in papers and len(papers) <= _FEW_TELL)))


def _by_author(asked: Asked) -> set[int]:
    """The papers of the one co-author who is named, where nobody else is."""
    people = asked.reading.people
    if len(people) != 1 or len(people[0].keys) != 1 or asked.person(people[0].keys[0]).page:
        return set()
    return {asked.shelf.places[key] for key in asked.person(people[0].keys[0]).papers}


def _by_rare_word(sought: Sought, asked: Asked) -> set[int]:
    """The one paper that has a word which is no word of the language: a name that it uses without introducing it."""
    held = [asked.shelf.holders.get(each, ()) for each in sought.telling if _is_rare(each)]
    return {holders[0] for holders in held if len(holders) == 1} if all(map(len, held)) else set()


def _is_rare(each: str) -> bool:
    return each not in meanings().rows and not each.isdigit()


def _value_signs(hit: Hit, want: Want, asked: Asked) -> dict[str, float]:
    """Whether a sentence holds a value of the wanted kind, and any number where one is wanted."""
    if want.kind is Kind.PASSAGE:
        return {}
    number = want.kind in NUMERIC and bool(numbers_in(hit.sentence))
    value = float(cut_from(hit, want, asked) is not None)
    return {"value": IN_UNIT * value if want.unit else value, "number": float(number)}


def _whole(paper: Paper) -> Answered:
    """The abstract itself."""
    return Answered(paper.title, (Quote(paper.key, 0, len(paper.abstract), paper.abstract),), (paper.key,))


def _said(hit: Hit, want: Want, asked: Asked) -> Answered:
    about = set(map(stem, asked.reading.words)) - set(_light(asked))
    # Whether it is so, only the whole sentence tells.
    claimed = asked.reading.is_whether and not asked.reading.has(Cue.COUNT, Cue.HOW, Cue.WHAT, Cue.WHICH, Cue.WHEN)
    short = hit.sentence.text if claimed else short_of(cut_from(hit, want, asked), hit, want, about, asked.reading)
    return Answered(short, (quote_of(hit, asked),), (asked.shelf.papers[hit.place].key,))


def _closest(hits: Sequence[Hit], asked: Asked, *, named: bool) -> Answer | None:
    share = hits[0].signs["paper"]
    if not named and (share < _CLOSE or not has_letters(asked)):
        return None
    far = not named and share < _FAR
    reason = "The pages here do not tell that. Is one of these near to it?" if far else _NOT_OUTRIGHT
    return Closest(reason, tuple(quote_of(hit, asked) for hit in hits[:_CLOSEST]), asked.suggestions())


def _without_abstract(kept: Collection[str], asked: Asked) -> Answer:
    """The paper itself, where no more than its topic was asked for; else that nothing is known of what it says."""
    paper = asked.paper
    if paper is None or set(kept) - _PLAIN - title_stems(paper.title):
        return _no_abstract(asked)
    return Answered(dated(paper), (date_fact(paper),), (paper.key,))


def _no_abstract(asked: Asked) -> Declined:
    title = asked.paper.title if asked.paper else ""
    return Declined(f"The page gives no abstract for “{title}”.", asked.suggestions())
