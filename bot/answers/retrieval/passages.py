"""Questions that an abstract's sentences answer: what, why, how, how many, which, whether."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.shelf import Shelf
from bot.answers.outcome import Answer, Answered, Closest, Declined
from bot.answers.retrieval.concepts import SOFT
from bot.answers.retrieval.roles import Role, roles_of, wanted_roles
from bot.answers.retrieval.scoring import Hit, Sought, candidates, foreign, rank
from bot.answers.retrieval.topics import quote_of
from bot.answers.retrieval.values import Kind, Value, formulas_in, names_in, numbers_in, with_noun
from bot.answers.words import stem, words_of
from bot.library.text import STOP_WORDS
from bot.library.wording import listed

# Least share of the question's words in the sentence: where its paper is named, and where it is not.
_NAMED, _UNNAMED = 0.4, 0.6
# Sentences that come near, and the least score to be one of them.
_CLOSE, _CLOSEST = 0.12, 3

# Words of a question that are no part of what is asked about.
_ASKING = STOP_WORDS | frozenset(
    "what whats which who whom whose when where why how many much does do did is are was were be been has have had can could would will "
    "the a an of for in on at to from by with as it its this that these those there please pls tell me explain describe define give show "
    "paper papers he she they his her their them him according number count any some about according rn u you your work works "
    "i we our us so if or and not no yes tldr stand stands mean means meaning short full form one ones name list".split()
)
# Kinds of things that have names of their own.
_NAMEABLE = frozenset(
    map(
        stem,
        "model models llm llms dataset datasets data benchmark benchmarks backbone library framework language gpu gpus tpu chip microcontroller "
        "hardware processor game optimizer simulator software tool city country place corpus network qwen llama gpt robot camera baseline "
        "architecture toolkit package platform competition phone board species compiler device engine accelerator suite exam "
        "leaderboard license".split(),
    )
)


@dataclass(frozen=True, slots=True)
class _Want:
    """What a question wants: a kind of value, the stems of what it counts or names, and what a sentence should do."""

    kind: Kind
    nouns: tuple[str, ...]
    roles: tuple[Role, ...]


def about_abstracts(asked: Asked) -> Answer | None:
    """The sentence that says it, with the value cut out; the closest ones; None where nothing comes near."""
    content = _content(asked)
    want = _want(asked)
    sought = Sought.of([each for each in content if each not in _TYPES.get(want.kind, frozenset())], want.roles, asked.shelf)
    places = _places(asked, sought)
    if not places:
        return None
    named = asked.reading.place is not None
    own = _own(asked)
    hits = rank(sought, places, asked.shelf, own)
    if not hits:
        return _no_abstract(asked) if named else None
    hits = _by_kind(hits, want, asked)
    best = hits[0]
    strangers = _strangers(sought, best.place, asked)
    answered = _answered(best, want, sought, strangers, asked, named=named)
    return answered or _closest(hits, strangers, sought, asked, named=named)


def _content(asked: Asked) -> list[str]:
    """Stems of what is asked about: all words but those that ask, and those that name the paper."""
    reading = asked.reading
    names = {at for m in reading.mentions if m.name for at in _name_span(m.name, m.start, m.end, reading.words)}
    names |= {at for people in reading.people for at in range(people.start, people.end)}
    return [
        stem(word)
        for at, word in enumerate(reading.words)
        if at not in names and word not in _ASKING and len(word) > (0 if word.isdigit() else 1)
    ]


def _name_span(name: str, start: int, end: int, words: Sequence[str]) -> range:
    """Where in a mention the name itself stands."""
    for first in range(start, end):
        for last in range(first + 1, end + 1):
            if "".join(words[first:last]).removesuffix("s") == name.removesuffix("s"):
                return range(first, last)
    return range(start, end)


def _own(asked: Asked) -> frozenset[str]:
    return frozenset(asked.reading.stems([at for m in asked.reading.mentions for at in range(m.start, m.end)]))


def _places(asked: Asked, sought: Sought) -> list[int]:
    place = asked.reading.place
    if place is not None:
        return [place]
    named = {place for mention in asked.reading.mentions if mention.name for place in mention.places}
    if named:
        return sorted(named)
    return candidates(sought, asked.shelf) if sought.telling else []


# Words that say which kind of value is wanted; no sentence need have them.
_TYPES: dict[Kind, frozenset[str]] = {
    Kind.RATIO: frozenset(map(stem, "faster fast quicker speedup speed gain times slower ratio factor much larger speedups".split())),
    Kind.SHARE: frozenset(map(stem, "much percent percentage share rate score scores result results level fraction proportion".split())),
    Kind.COUNT: frozenset(map(stem, "size big large many count number total long amount".split())),
    Kind.NAME: frozenset(map(stem, "name called kind type used use built build based run tested evaluated benchmark benchmarks".split())),
    Kind.EXTREME: frozenset(map(stem, "largest smallest biggest maximum minimum max min highest lowest size".split())),
    Kind.FORMULA: frozenset(map(stem, "complexity scaling scale rate order value".split())),
}


def _want(asked: Asked) -> _Want:
    words = asked.reading.words
    text = " ".join(words)
    roles = tuple(wanted_roles(text)) or (Role.DEFINE,)
    nouns = _nouns(asked)
    if re.search(r"\b(?:largest|smallest|biggest|maximum|minimum|highest|lowest)\b", text):
        return _Want(Kind.EXTREME, nouns, roles)
    if re.search(r"\bhow (?:much|many times|many x) (?:faster|quicker|slower|larger|smaller|better)|\bspeed ?ups?\b|\bhow fast\b|\bgain\b|\btimes faster\b", text):
        return _Want(Kind.RATIO, (), (Role.RESULT,))
    if asked.reading.has(Cue.COUNT) or re.search(r"\bhow (?:big|large|long|far|old)\b|\bsizes?\b", text):
        return _Want(Kind.COUNT, nouns, roles)
    if re.search(r"\bhow much\b|\bpercent|\bwhat (?:share|fraction|percentage|rate|accuracy|probability)\b|\baccuracy\b|\bscore\b|\bf1\b|\brate\b|\bprobability\b|\bhow often\b|\blatency\b", text):
        return _Want(Kind.SHARE, nouns, (Role.RESULT, *roles))
    if re.search(r"\bcomplexity\b|\bscal(?:e|es|ing)\b|\bn =|\bwhat [a-z] was\b|\bbounds?\b|\brate\b", text):
        return _Want(Kind.FORMULA, nouns, roles)
    nameable = {stem(word) for word in words} & _NAMEABLE
    if nameable and re.search(r"\bwhich\b|\bwhat\b|\bbase model\b|\bbackbone\b|\bwhats\b", text) and not re.search(r"\bwhat (?:kind|type|is the|are the|does|do|happens)\b", text):
        return _Want(Kind.NAME, tuple(nameable), roles)
    return _Want(Kind.NONE, nouns, roles)


def _nouns(asked: Asked) -> tuple[str, ...]:
    """The words behind `how many`, which a number must stand beside; else what comes before `size` or `count`."""
    reading = asked.reading
    counts = reading.at(Cue.COUNT)
    if not counts:
        return ()
    after = [at for at in range(counts[0].end, len(reading.words))]
    nouns = []
    for at in after:
        word = reading.words[at]
        if word in _ASKING or any(m.start <= at < m.end for m in reading.mentions):
            if nouns:
                break
            continue
        nouns.append(stem(word))
        if len(nouns) == 3:
            break
    return tuple(nouns)


def _by_kind(hits: Sequence[Hit], want: _Want, asked: Asked) -> list[Hit]:
    """Sentences that hold a value of the wanted kind first, among those that are near enough."""
    if want.kind is Kind.NONE:
        return list(hits)
    least = 0.5 * hits[0].score
    return sorted(hits, key=lambda hit: (-(hit.score + 0.35 * (_value(hit, want, asked) is not None)) if hit.score >= least else 1.0))


def _value(hit: Hit, want: _Want, asked: Asked) -> Value | None:
    sentence = hit.sentence
    match want.kind:
        case Kind.COUNT:
            numbers = numbers_in(sentence)
            near = [value for value in numbers if want.nouns and value.beside(want.nouns)]
            if near:
                return near[0]
            return _nearest(numbers, asked) if not want.nouns else None
        case Kind.RATIO:
            return _nearest([v for v in numbers_in(sentence) if re.search(r"×|x$|times|fold|%|twice|half", v.text)], asked)
        case Kind.SHARE:
            shares = [v for v in numbers_in(sentence) if re.search(r"%|percent|points|\.\d|ms", v.text)]
            return _nearest(shares or numbers_in(sentence), asked)
        case Kind.EXTREME:
            return _extreme(numbers_in(sentence), asked)
        case Kind.FORMULA:
            return _nearest(formulas_in(sentence) or numbers_in(sentence), asked)
        case Kind.NAME:
            return _name(hit, want, asked)
        case _:
            return None


def _nearest(values: Sequence[Value], asked: Asked) -> Value | None:
    """The value whose neighbours the question has most."""
    stems = {stem(word) for word in asked.reading.words if word not in _ASKING}

    def near(value: Value) -> float:
        return sum(1.0 / (1 + at) for words in (value.after, value.before) for at, each in enumerate(words) if each in stems)

    return max(values, key=near, default=None)


def _extreme(values: Sequence[Value], asked: Asked) -> Value | None:
    def size(value: Value) -> float:
        digits = re.sub(r"[^\d.]", "", value.text).strip(".")
        scale = {"k": 1e3, "m": 1e6, "b": 1e9}.get(value.text[-1:].casefold(), 1.0)
        return float(digits) * scale if re.fullmatch(r"\d+(\.\d+)?", digits) else 0.0

    known = [value for value in values if size(value)]
    smallest = {"smallest", "minimum", "lowest", "least", "min"} & set(asked.reading.words)
    return (min if smallest else max)(known, key=size, default=None)


def _name(hit: Hit, want: _Want, asked: Asked) -> Value | None:
    """A name that is not the paper's own, beside what it is a name of."""
    own = {named for named, held in _names_of(hit.place, asked.shelf)} if False else _own_names(hit.place, asked.shelf)
    names = [name for name in names_in(hit.sentence) if _squeezed(name.text) not in own]
    near = [name for name in names if name.beside(want.nouns, reach=3)]
    if near:
        return near[0]
    placed = [name for name in names if re.search(r"\b(?:on|using|from|with|called|over|of) (?:the )?$", hit.sentence.text[: name.start])]
    return placed[0] if placed and _NAMEABLE & set(want.nouns) else None


def _own_names(place: int, shelf: Shelf) -> set[str]:
    head = shelf.papers[place].title.partition(":")[0]
    return {_squeezed(head)}


def _names_of(place: int, shelf: Shelf) -> list[tuple[str, int]]:
    return []


def _squeezed(text: str) -> str:
    return "".join(word.folded for word in words_of(text))


def _strangers(sought: Sought, place: int, asked: Asked) -> list[str]:
    return foreign(sought, place, asked.shelf)


def _answered(best: Hit, want: _Want, sought: Sought, strangers: Sequence[str], asked: Asked, *, named: bool) -> Answered | None:
    if strangers or (not named and not sought.telling):
        return None
    value = _value(best, want, asked)
    if want.kind in {Kind.COUNT, Kind.RATIO, Kind.NAME} and value is None and (want.kind is not Kind.COUNT or want.nouns):
        return None
    fits_role = bool(sought.roles) and sought.roles[0] in roles_of(best.sentence.text)
    telling = sum(sought.weights[each] for each in sought.telling)
    if telling and best.coverage < (_NAMED if named else _UNNAMED):
        return None
    if not telling and not fits_role and value is None:
        return None
    text = best.sentence.text
    short = text if value is None else with_noun(value, best.sentence, want.nouns) if want.kind in {Kind.COUNT, Kind.SHARE, Kind.RATIO} else value.text
    return Answered(short, (quote_of(best, asked),), (asked.shelf.papers[best.place].key,))


def _closest(hits: Sequence[Hit], strangers: Sequence[str], sought: Sought, asked: Asked, *, named: bool) -> Answer | None:
    near = [hit for hit in hits if hit.score >= _CLOSE][:_CLOSEST] if named else [hit for hit in hits if hit.coverage >= 0.3][:_CLOSEST]
    if not near:
        return None
    return Closest("The page does not say this outright; the closest it comes:", tuple(quote_of(hit, asked) for hit in near), asked.suggestions())


def _no_abstract(asked: Asked) -> Declined:
    paper = asked.paper
    title = paper.title if paper else ""
    return Declined(f"The page gives no abstract for “{title}”.", asked.suggestions())


_ = (SOFT, listed)
