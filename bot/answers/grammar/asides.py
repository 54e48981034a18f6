"""What people say beside their question: greetings, thanks, what they are doing. It asks for nothing."""

import re
from collections.abc import Callable

from bot.library.text import fold

_CLAUSE_ENDS = re.compile(r"(?<=[.!?;:,])\s+|\s[-–—]\s|\n+")
# Clauses of these words alone.
_POLITE = frozenset(
    "hello hey hi hiya yo all everyone everybody folks guys team there friends dear good morning afternoon evening day "
    "sorry sry apologies thanks thank you thx ty cheers please pls plz quick question noob newbie dumb silly total "
    "complete absolute beginner here asking for a friend lol haha hahaha just curious wondering one sentence "
    "is enough short answer fine ok okay in advance again me also btw fyi so much very an the this".split()
)
_SELF = frozenset("i im ive id ill my we weve our sorry sry apologies someone somebody".split())
# Words by which a clause asks for something, whatever else it says.
_ASKS = frozenset(
    "what whats which who whos whom whose when where wheres why how hows list show give tell find count name many much "
    "paper papers publication publications article articles is are does do did has have can could would was were index "
    "citations citation cites cited score novelty metrics stats code repo github link author authors coauthors date "
    "field year newest latest oldest abstract title affiliation explain describe summarize compare between vs "
    "mean meant no".split()
)
# Words in the midst of a question, and what excuses it.
_FILLERS = re.compile(
    r"\b(?:lo+l|(?:ha){2,}|hmm+|umm+|btw|tbh|ngl|fyi|asap|omg|idk|imo)\b|^\W*yo\b|\bno rush\b|\batm\W*$"
    r"|^\W*(?:sorry|sry|apologies)\b[^,.;:]{0,40}?\bbut\b|^\W*but\b"
    r"|^\W*(?:good (?:morning|afternoon|evening|day)|greetings|dear \w+|i wonder|i was wondering|just wondering|"
    r"wondering|do you (?:happen to )?know|does anyone know|any idea|quick q(?:uestion)?)\b[,.!:]?"
    r"|\b(?:in the end|by any chance|in one (?:line|sentence)|if you (?:can|know)|in particular|these days|nowadays)\b",
    re.IGNORECASE,
)
# What somebody says not to care about is no filter.
_INDIFFERENT = re.compile(
    r"(?:\b(?:but )?(?:i'?m |i am )?not (?:really |much )?interested in|"
    r"\b(?:but )?i (?:really )?(?:don'?t|do not) care (?:about|for|if|whether)|"
    r"\bnot necessarily)\b[^,;.?!]*",
    re.IGNORECASE,
)


def without_asides(text: str, names_in: Callable[[str], str]) -> str:
    """A question without what is said beside it. `names_in` gives the papers' names in a clause, which are kept."""
    clauses = [clause for clause in _CLAUSE_ENDS.split(text) if clause.strip()]
    kept = clauses
    if len(clauses) > 1 and any(_asks(clause) for clause in clauses):
        kept = [names_in(clause) if _is_aside(clause) else clause for clause in clauses]
    left = _INDIFFERENT.sub(" ", " ".join(filter(None, kept)))
    # What one of them hid at the beginning is found the second time.
    left = _FILLERS.sub(" ", _FILLERS.sub(" ", left).strip(" ,;"))
    return left if fold(left) else text


def _asks(clause: str) -> bool:
    return "?" in clause or not _ASKS.isdisjoint(fold(clause).split())


def _is_aside(clause: str) -> bool:
    words = set(fold(clause).split())
    return words <= _POLITE or (bool(words & _SELF) and words.isdisjoint(_ASKS) and "?" not in clause)
