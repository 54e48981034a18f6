"""What a question about an abstract wants: a kind of value, of which things, and what the sentence should do."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.grammar.vocabulary import NUMBERS
from bot.answers.retrieval.asking import wanted_roles
from bot.answers.retrieval.nameable import BASE, asks_base, nameable, plainly
from bot.answers.retrieval.roles import Role
from bot.answers.retrieval.units import kind_asked, unit_asked, words_asking
from bot.answers.words import stem
from bot.library.text import STOP_WORDS


class Kind(StrEnum):
    """What is to be cut out of a sentence."""

    COUNT = "a number of things"
    SIZE = "how large something is"
    RATIO = "how many times"
    SHARE = "a share, a score or a measure"
    NAME = "a name"
    PLACE = "where it was"
    FORMULA = "a formula"
    EXTREME = "the end of a range"
    TIME = "a year, or a time in other words"
    PASSAGE = "the sentence"


NUMERIC = frozenset({Kind.COUNT, Kind.SIZE, Kind.RATIO, Kind.SHARE})
# What a number in the unit that is asked for counts, as a value beside which others count 1.
IN_UNIT = 2.0


@dataclass(frozen=True, slots=True)
class Want:
    """A kind of value; the stems of what it counts or names; what a sentence should do.

    `strict` where without such a value there is no answer; `listed` where the things themselves are asked for; `unit`
    where only a number in that unit will do.
    """

    kind: Kind
    nouns: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    strict: bool = False
    listed: bool = False
    unit: str = ""


# Words of a question that are no part of what is asked about.
_FUNCTION_WORDS = (
    "what whats which who whom whose when where why how many much do does did is are was were be been has have "
    "had can could would will a an of for in on at to from by with as it its this that these those there here "
    "please pls tell me explain describe define give show paper papers he she they his their them him her "
    "according number count any some about rn you your i we our us so if or and not vs versus least than no yes "
    "tldr stand stands mean means meaning full form one ones name list summary summarize gist overview ever just "
    "actually away out off up down over into onto exactly really "
    "basically precisely simply roughly specifically kindly himself herself themselves themself itself hello thanks "
    "thank regarding concerning regards eventually finally wonder wondering curious happen happens happened "
    "somebody someone anybody anyone everybody everyone"
)
ASKING = STOP_WORDS | frozenset(
    ["until", "till", "while", "during", "between", "within", "per", "each", *_FUNCTION_WORDS.split(), *NUMBERS]
)
_MODELS = frozenset(map(stem, ("model", "llm", "models", "llms")))
# What a question wants whose words do not say it, by its first word.
_OTHERWISE = {"can": Role.BENEFIT, "could": Role.BENEFIT} | dict.fromkeys(
    ("did", "does", "do", "is", "are", "was", "were", "has", "have", "will"), Role.RESULT
)
_UNNAMED = frozenset({"datasets", "models", "benchmarks", "baselines", "baseline", "tools"})

_COUNTED = re.compile(r"\b(?!the |its |his |her |what |total )(\w{3,}) (?:count|number)\b(?! of)|\b(\w{4,}) counts\b")
_RATIO = re.compile(
    r"\bhow (?:much|many times|many x) (?:\w+ )?(?:faster|quicker|slower|larger|smaller|better|cheaper|less|"
    r"more|fewer)\b|\bspeed ?ups?\b|"
    r"\bhow fast\b|\bgain\b|\btimes faster\b|\bfaster by\b"
)
_SIZE = re.compile(
    r"\bhow (?:big|large|long|far|deep|wide|heavy|old)\b|\bsizes?\b|\bhow much (?:data|memory|video|text|"
    r"time)\b|\blength of\b|\bduration\b"
)
_SHARE = re.compile(
    r"\bpercent\w*\b|\bwhat (?:share|fraction|proportion)\b|\baccurac\w+\b|\bscores?\b|\bf1\b|\b(?:success|"
    r"error|failure|what) rate\b|\bwhat probability\b|\blatency\b|\bprecision\b|\brecall\b|\bauc\b|\bbleu\b|"
    r"\brouge\b|\bfid\b|\bpoints\b|\bsensitivity\b|\bspecificity\b|\bcorrelation\b|\bkappa\b|\brmse\b|\bwer\b"
)
_HOW_MUCH = re.compile(
    r"\bhow (?:much|often|well|high|low)\b|\bby how much\b|\berror\b|\bimprovement\b|\breduction\b"
    # `the coefficient at 10 K`, `coverage of the method for adults`: a quantity by its name alone.
    r"|^(?:and |the |its |their )?(?:[\w-]+ ){0,3}(?:coefficient|exponent|coverage|threshold|overhead|throughput|"
    r"fidelity|efficiency|concentration|temperature|pressure|voltage|yield|loss|ratio|share|fraction|proportion|percentage|"
    r"probability|prevalence|incidence|mortality|density|depth|height|weight|speed|velocity|dose|budget|capacity)"
    r" (?:of|at|for|in|on|with|under|after|between)\b|^(?:[\w-]+ ){1,2}rate (?:in|at|under|after)\b"
)
_FORMULA = re.compile(
    r"\bcomplexity\b|\bscal(?:e|es|ing)\b|\bwhat [a-z] (?:was|is|did)\b|\bbounds?\b|\bconvergence\b|"
    r"\bregret\b|\bmixing time\b|\bruntime\b|\border of\b"
)
_LETTER = re.compile(r"(?:^|\s)[A-Za-z]\s?=|\b(?:of|for|value of|choice of|choose) [A-Za-z]\b")
_THINGS = re.compile(
    r"^(?:please )?(?:name|list|enumerate|what are|which are|what were|whats|tell me|"
    r"give me)(?: me)?(?: all)?(?: of)?(?: the| those| these)? "
    rf"(?:\d+|{'|'.join(NUMBERS)})\b|^(?:which|what) (?:\d+|{'|'.join(NUMBERS)}) \w+ "
)
_HAPPENS = re.compile(
    r"\b(?:t[ao]ke?|took) place\b|\b(?:held|conducted|happen\w*|collected|run|ran|done|recorded|deployed|"
    r"tested|filmed|carried out|located)\b"
)
# A year; or what may be told by the words `after the ban` as well.
_TIME = re.compile(
    r"^(?:\w+ ){0,3}?(?:(?:which|what|in|the|from) (?:which |what |the )?(years?)\b(?! of [a-z]*\b)"
    r"|when (?:was|were|did|had|to when)\b)"
)
_LIES = re.compile(r"^where (?:is|are|was|were) (?:the |these |those )?\w+(?: \w+)?$")
_EXTREME = re.compile(r"\b(?:largest|smallest|biggest|maximum|minimum|highest|lowest|max|(?<!per )min)\b")

_TYPES: dict[Kind, frozenset[str]] = {
    kind: frozenset(map(stem, words.split()))
    for kind, words in {
        Kind.RATIO: (
            "faster fast quicker speedup speed gain times slower ratio factor much larger speedups cheaper "
            "less more fewer"
        ),
        Kind.SHARE: (
            "latency much percent percentage share rate score scores result results level fraction "
            "proportion often high"
        ),
        Kind.COUNT: "many count number total amount",
        Kind.SIZE: "size sizes big large long old length duration much",
        Kind.NAME: "name called kind type used use built build based run runs tested evaluated benchmark benchmarks",
        Kind.EXTREME: "largest smallest biggest maximum minimum max min highest lowest size sizes",
        Kind.FORMULA: "complexity scaling scale rate order value get time",
        Kind.TIME: "year years month date time",
        Kind.PLACE: "take took place held conducted run done",
        Kind.PASSAGE: "",
    }.items()
}


def typed_by(want: Want) -> frozenset[str]:
    """Stems that ask for a kind of value: no sentence need have them."""
    if want.unit:
        return _TYPES[want.kind] | frozenset(stem(word) for word in words_asking(want.unit)) | _TYPES[Kind.COUNT]
    # What is a model, a name says by itself.
    said = (_MODELS | BASE) & set(want.nouns) if want.kind is Kind.NAME else frozenset[str]()
    return _TYPES[want.kind] | said | (_MODELS if set(want.nouns) >= BASE else frozenset())


def want_of(asked: Asked) -> Want:
    """What a question wants, by its words alone."""
    text = plainly(" ".join(asked.reading.words))
    roles = tuple(wanted_roles(text)) or (_OTHERWISE.get(text.partition(" ")[0], Role.DEFINE),)
    if asked.reading.has(Cue.WHY):
        return Want(Kind.PASSAGE, roles=roles)
    if asked.reading.has(Cue.WHEN) and (time := _TIME.search(text)) is not None:
        return Want(Kind.TIME, roles=roles, strict=time.group(1) is not None)
    if (number := _number_wanted(text, asked, roles)) is not None:
        return number
    if any(cue.start < _FIRST for cue in asked.reading.at(Cue.WHERE)) and (_HAPPENS.search(text) or _LIES.match(text)):
        return Want(Kind.PLACE, roles=(Role.TEST,), strict=True)
    if _LETTER.search(asked.reading.text) or _FORMULA.search(text):
        return Want(Kind.FORMULA, roles=roles)
    if _THINGS.search(text):
        return Want(Kind.PASSAGE, roles=roles, listed=True)
    asks = {"which", "what", "whats"} & set(text.split()[:3])
    named = "" if not asks and _HOW_MUCH.search(text) else nameable(text)
    if named:
        # Several of these may be told of without a name.
        nouns = (stem(named), *(sorted(BASE) if asks_base(text) else ()))
        return Want(Kind.NAME, nouns, roles, strict=named not in _UNNAMED)
    if _HOW_MUCH.search(text):
        return Want(Kind.SHARE, roles=(Role.RESULT, *roles), strict="by how much" in text)
    return Want(Kind.PASSAGE, roles=roles)


def _number_wanted(text: str, asked: Asked, roles: tuple[Role, ...]) -> Want | None:
    """The number that is asked for, if one is and that in plain words."""
    if match := _QUANTITY.match(text):
        return Want(Kind.SIZE, roles=(Role.RESULT, *roles), unit=kind_asked(match.group(1)))
    if unit := _unit(asked):
        return Want(Kind.SIZE, roles=(Role.RESULT, *roles), strict=True, unit=unit)
    if text.startswith("by how much") and not _RATIO.search(text):
        return Want(Kind.SHARE, roles=(Role.RESULT, *roles), strict=True)
    if _EXTREME.search(text):
        return Want(Kind.EXTREME, roles=roles)
    if _RATIO.search(text):
        return Want(Kind.RATIO, roles=(Role.RESULT,), strict=True)
    if counted := _COUNTED.search(text):
        return Want(Kind.COUNT, (stem(counted.group(1) or counted.group(2)),), roles, strict=True)
    if asked.reading.has(Cue.COUNT):
        nouns = _counted(asked)
        return Want(Kind.COUNT, nouns, roles, strict=True)
    if _SIZE.search(text):
        return Want(Kind.SIZE, roles=roles, strict=True)
    if _SHARE.search(text):
        return Want(Kind.SHARE, roles=(Role.RESULT, *roles), strict=True)
    return None


# `weight of the robot`: the quantity has units of its own.
_QUANTITY = re.compile(
    r"^(?:what (?:is|was) )?(?:the |its )?(?:\w+ )?(temperature|weight|power|frequency) (?:of|draw|consumption)\b"
)
_CHANGES = frozenset(
    "up raise raises raised lower lowers lowered increase increases rise "
    "rises rose fall falls drop drops change changes grow grows".split()
)
# `where` asks for a place only among the first words.
_FIRST = 3
_COSTS = re.compile(r"^(?:what|how) (?:does|do|did|would) .*\bcosts?\b|\bprice of\b")


def _unit(asked: Asked) -> str:
    """The unit that a number is asked in: `how many hours`, `drift in percent`, `costs how much`."""
    words = asked.reading.words
    counted = [words[at] for cue in asked.reading.at(Cue.COUNT) for at in range(cue.end, min(cue.end + 1, len(words)))]
    inside = [word for before, word in pairwise(words) if before == "in"]
    asked_for = [word for before, word in pairwise(words) if before in {"how", "what", "which"}]
    much = [word for before, word in pairwise(words) if before == "much"]
    units = [*map(unit_asked, [*counted, *inside]), *map(kind_asked, [*asked_for, *much])]
    if _CHANGES & set(words):
        return next(filter(None, units), "")  # `how much does the price go up` asks for no price
    units += ["percent" for word in asked_for if unit_asked(word) == "percent"]
    if {"much", "expensive"} & set(words) or words[:1] == ["price"] or _COSTS.search(" ".join(words)):
        units += [unit for word in words if (unit := unit_asked(word)) == "money"]
    return next(filter(None, units), "")


def _counted(asked: Asked) -> tuple[str, ...]:
    """The stems right behind `how many`, which a number must stand beside."""
    reading = asked.reading
    nouns: list[str] = []
    for at in range(reading.at(Cue.COUNT)[0].end, len(reading.words)):
        word = reading.words[at]
        is_name = any(mention.name and mention.start <= at < mention.end for mention in reading.mentions)
        if word in ASKING or is_name:
            if nouns:
                break
            continue
        nouns.append(stem(word))
        if len(nouns) == 3:
            break
    return tuple(nouns)
