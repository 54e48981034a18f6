"""The thing that a question asks a name of: `which base model`, `what is the big dataset called`."""

import re

from bot.answers.words import stem

# Kinds of things that have names of their own.
_NAMEABLE = frozenset(
    "model llm dataset benchmark backbone library framework language gpu tpu chip microcontroller hardware "
    "processor game optimizer simulator software tool city country place corpus network robot camera baseline "
    "architecture toolkit package platform competition phone board species compiler device engine accelerator "
    "suite exam leaderboard cpu sensor telescope satellite instrument protein gene drug "
    "hospital region river island company organism solver".split()
)
_MANY_NAMEABLE = frozenset(f"{word}s" for word in _NAMEABLE)
_NO_NAME = frozenset(
    "is are was were does do did causes cause kind type kinds types sort of limits happens makes".split()
)
_IS_CALLED = re.compile(
    r"^(?:so |and )?(?:what|how) (?:is|was|are|were)(?: the| their| its| this)? ((?:\w+ ){0,3}?\w+) (?:called|named)\b"
    r"|\bnames? of (?:the |their |its )?((?:\w+ ){0,2}?\w+)|\b(\w+) name(?: and| plus|$)"
)


# In how many words people ask for the model that another is made of.
_BASE = re.compile(
    r"\bbackbone\b|\b(?:base|underlying|starting|initial|foundation|pre ?trained) (?:model|llm|network|checkpoint)\b"
    r"|\b(?:model|llm|network) (?:behind|under|underneath)\b|\bfine ?tuned in\b"
    r"|\b(?:which|what) (?:model|llm|checkpoint) .*\b(?:start(?:s|ed)? (?:from|with)|fine ?tuned?|based on|built on)\b"
    r"|\b(?:which|what) (?:model|llm) (?:is|was|did|does|do) .*\btrain(?:ed)?$"
)
# Stems of these words: what stands for one of them is a model.
BASE = frozenset(
    map(
        stem,
        "base backbone underlying start starting started initial foundation pretrained checkpoint behind under "
        "underneath train trained fine tune tuned finetune finetuned built based".split(),
    )
)
# Something else of it is asked for.
_SIZED = frozenset("size sizes range many how large largest small smallest number why".split())
_WH = frozenset({"what", "which", "whats"})
_TERSE = 5
_BASE_MODEL = "which base model"


def asks_base(text: str) -> bool:
    """Whether a plain question is for the model that another is made of."""
    return text == _BASE_MODEL


def plainly(text: str) -> str:
    """A question for a name in its plain form: `what is the big dataset called` as `which big dataset`."""
    words = text.split()
    if _BASE.search(text) and _SIZED.isdisjoint(words) and ({*words[:2]} & _WH or len(words) < _TERSE):
        return _BASE_MODEL
    match = _IS_CALLED.search(text)
    named = next(filter(None, match.groups()), "") if match else ""
    return f"which {named}" if named.split()[-1:] and named.split()[-1] in _NAMEABLE | _MANY_NAMEABLE else text


def nameable(text: str) -> str:
    """The thing that a name is asked of: `which base model`, `its base model`."""
    words = text.split()
    asks = any(word in {"what", "which", "whats"} for word in words[:3])
    for at, word in enumerate(words):
        behind = words[at + 1 : at + 5] if word in {"what", "which", "whats"} else []
        noun = next((place for place, each in enumerate(behind) if each in _NAMEABLE | _MANY_NAMEABLE), None)
        if noun is not None and not _NO_NAME & set(behind[:noun]):
            return behind[noun]
    return words[-1] if not asks and words and words[-1] in _NAMEABLE and len(words) <= _TERSE else ""
