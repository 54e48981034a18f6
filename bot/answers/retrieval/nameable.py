"""The thing that a question asks a name of: `which base model`, `what is the big dataset called`."""

import re

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


def plainly(text: str) -> str:
    """A question for a name in its plain form: `what is the big dataset called` as `which big dataset`."""
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
    return words[-1] if not asks and words and words[-1] in _NAMEABLE and len(words) < 6 else ""
