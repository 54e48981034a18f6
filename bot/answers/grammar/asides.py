"""What people say beside their question: greetings, thanks, what they are doing. It asks for nothing."""

import re
from collections.abc import Callable, Sequence

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
# What somebody says to care about is what their question is about, if it has papers in it and names nothing itself.
_INTEREST = re.compile(
    r"^\W*(?:and |so |well,? )?(?:i (?:really |also )?(?:like|love|work on|research|study)|"
    r"i'?m (?:very |really )?(?:into|interested in|working on|curious about)|"
    r"i am (?:very |really )?(?:into|interested in|working on|curious about)|"
    r"my (?:thesis|topic|research|work) is (?:on|about)) (?P<topic>[^,.;:!?]{2,60}?)\W*$",
    re.IGNORECASE,
)
_MEANT = re.compile(
    r"(?P<verb>\b(?:about|on|mention(?:s|ing)?|covers?|deals? with|discuss(?:es)?)) (?:them|it|that|those|this)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"^\W*(?:so |and )?(?:what|which|any|are there(?: any)?|list|show me(?: the)?) papers?"
    r"(?: are there| do you have| are here)?\W*$",
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
    told = " ".join(filter(None, _with_interest(kept, clauses)))
    left = _INDIFFERENT.sub(" ", told)
    # What one of them hid at the beginning is found the second time.
    left = _FILLERS.sub(" ", _FILLERS.sub(" ", left).strip(" ,;"))
    return left if fold(left) else text


def _with_interest(kept: Sequence[str], clauses: Sequence[str]) -> Sequence[str]:
    """`I like bees. Which papers mention them?` with the bees in the question."""
    topic = next((match.group("topic") for clause in clauses if (match := _INTEREST.match(clause))), "")
    if not topic or "paper" not in fold(" ".join(kept)):
        return kept
    said = [_MEANT.sub(rf"\g<verb> {topic}", clause) for clause in kept]
    return [f"{clause.rstrip(' ?.!')} about {topic}?" if _OPEN.match(clause) else clause for clause in said]


def _asks(clause: str) -> bool:
    return "?" in clause or not _ASKS.isdisjoint(fold(clause).split())


def _is_aside(clause: str) -> bool:
    words = set(fold(clause).split())
    return words <= _POLITE or (bool(words & _SELF) and words.isdisjoint(_ASKS) and "?" not in clause)
