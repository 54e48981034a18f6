"""What a sentence of an abstract does. Tables of cues."""

import re
from enum import StrEnum
from functools import lru_cache


class Role(StrEnum):
    """What a sentence does."""

    DEFINE = "says what it is"
    PROBLEM = "states the problem"
    CAUSE = "says why"
    METHOD = "says how"
    RESULT = "says what came out"
    LIMIT = "says what it cannot do"
    INSIGHT = "says the idea behind it"
    RELEASE = "says what is given away"
    TEST = "says how it was tested"
    BENEFIT = "says what it is good for"


def words(*patterns: str) -> re.Pattern[str]:
    """Any of some patterns, in any case."""
    return re.compile("|".join(patterns), re.I)


_VERBS = r"(?:propose|introduce|present|develop|derive|build|design|describe|study|investigate|prove|show|model|train|compute|elicit|explore|analy[sz]e)"

# In a sentence.
_SAYS = {
    Role.DEFINE: words(
        rf"\b(?:we|this (?:paper|work|article|study)|paper)\b(?: \w+){{0,2}}? {_VERBS}s?\b",
        r"\b(?:is|are) (?:a|an|the)\b",
        r"\bcalled\b",
        r", (?:a|an) [\w-]+(?: [\w-]+){0,4} (?:that|which|for|to|with|whose)\b",
        r"– the first\b",
    ),
    Role.PROBLEM: words(
        r"\bhowever\b",
        r"\b(?:is|are|remains?) (?:limited|unclear|hard|difficult|challenging|slow|intractable|unknown|unreliable|costly|expensive)",
        r"\black(?:s|ing)? (?:of)?",
        r"\bsuffers?\b",
        r"\bfails?\b",
        r"\bexisting\b",
        r"\bchalleng",
        r"\bstruggl",
        r"\bbottleneck",
        r"\bdominates\b",
        r"\bprohibitive",
        r"\b(?:ignore|neglect|overlook|misplace)s?\b",
        r"\bconcealed\b",
        r"\bcauses?\b",
        r"\btoo \w+",
        r"\boften (?:\w+ )?(?:fail|ambiguous|miss|suffer)",
        r"\bface[sd]?\b",
        r"\bcrippl",
        r"\bunavoidable\b",
        r"\bmismatch\b",
        r"\bgoes stale\b",
        r"\brarely\b",
        r"\bhid(?:e|es|den|ing)\b",
        r"\bunless\b",
        r"\bvacuous\b",
        r"\bno longer\b",
        r"\byet\b",
        r"\bprevious\b",
        r"\bbias(?:es|ed)?\b",
        r"\bwithout a\b",
        r"\binstability\b",
        r"\bcollapse\b",
    ),
    Role.CAUSE: words(
        r"\bbecause\b",
        r"\breasons?\b",
        r"\battribut(?:e|ed|able) to\b",
        r"\b(?:comes?|came|stems?) from\b",
        r"\bowing to\b",
        r"\bsuggests?\b",
        r"\bdue to\b",
        r"\bsince\b",
        r"\bcaus(?:e|es|ed|ing)\b",
        r"\barises?\b",
        r"\bleads? to\b",
        r"\bso that\b",
        r",\s+so\s+(?!far|forth|on\b)",
        r"\btherefore\b",
        r"\bthereby\b",
        r"\bas (?:extreme|a result|the|it|its|they|their|these|those|this|most|all|no)\b",
        r"\btraced? (?:back )?to\b",
        r"\bgiven that\b",
        r"\bin order to\b",
        r"\b(?:explained|driven|dominated) by\b",
        r"\bto (?:avoid|prevent|protect|preserve|save)\b",
        r"\bresult(?:s|ing)? (?:in|from)\b",
        r"\bcreat(?:es|ing)\b",
        r"\bthus\b",
        r"\buntil\b",
        r"\bwhich (?:creates|makes|dominates|leads)\b",
        r"\bintroduces?\b",
        r"\bmake(?:s)? (?:it|them|reward)\b",
        r"\bwhen sampled\b",
    ),
    Role.METHOD: words(
        r"\bby \w+ing\b",
        r"\busing\b",
        r"\bvia\b",
        r"\bbased on\b",
        r"\b(?:first|second|then|finally),",
        r"\bfirst\b.*\bthen\b",
        r"\bdecompos",
        r"\bconsists?\b",
        r"\breplace",
        r"\ballocat",
        r"\bwhich (?:masks?|constrains?|learns?|generates?|updates?)\b",
        r"\bthat (?:first|allocates?|decomposes|estimates|reuses|updates|detects|learns|reduces)\b",
        r"\bwhose\b",
        r"\beach \w+ \w+s\b",
        r"\bcouples?\b",
        r"\brests on\b",
        r"\bmechanism\b",
        r"\bcombin",
    ),
    Role.RESULT: words(
        r"\bachiev",
        r"\boutperform",
        r"\bimprov",
        r"\breduc(?:es|ed|ing)\b",
        r"\breach(?:es|ed)?\b",
        r"\bup to\b",
        r"\bfaster\b",
        r"\d+(?:\.\d+)?\s?(?:%|×|x\b)",
        r"\bsuperior\b",
        r"\bcompared (?:with|to)\b",
        r"\bversus\b",
        r"\bprevents?\b",
        r"\bsaves?\b",
        r"\blowers?\b",
        r"\bcuts?\b",
        r"\bfalls? from\b",
        r"\bsupport\b.*\badvantages?\b",
        r"\bresults? show",
        r"\bpreferred\b",
        r"\bmatches\b",
        r"\bstate-of-the-art\b",
        r"\bwe (?:find|show|prove|demonstrate)\b",
        r"\bhalves\b",
        r"\bsettles\b",
    ),
    Role.LIMIT: words(
        r"\blimitation",
        r"\bfails?\b",
        r"\bfailures?\b",
        r"\bassum(?:es|ption|ing)",
        r"\bdegrad",
        r"\btrades?\b",
        r"\bat the cost\b",
        r"\bdemands?\b",
        r"\bbreaks? down\b",
        r"\bwear out\b",
        r"\bcannot\b",
        r"\bonly when\b",
        r"\bnot guaranteed\b",
        r"\boverconfident\b",
        r"\bsensitive to\b",
        r"\bno better\b",
        r"\b(?:ignores?|neglects?|(?:is|are|was|were) (?:ignored|neglected|excluded))\b",
        r"\bno claim\b",
        r"\bfuture work\b",
        r"\b(?:could|did|do|does|is|are|was|were|should|has|have|may) not\b",
        r"\binsensitive\b",
        r"\btoo \w+",
        r"\bdisappear",
        r"\brestricted to\b",
        r"\bsuffers?\b",
        r"\blimited?\b",
    ),
    Role.INSIGHT: words(
        r"\bkey (?:insight|idea|observation)",
        r"\binsight is\b",
        r"\bhypothesi",
        r"\bwe observe\b",
        r"\bidea is\b",
        r"\bmain idea\b",
        r"\bour observation\b",
        r"\bwe find\b",
    ),
    Role.RELEASE: words(
        r"\bopen-sourc",
        r"\bavailable\b",
        r"\breleas",
        r"\bpublicly\b",
        r"\bprovided at\b",
        r"https?://",
        r"\bshare\b",
        r"\bcreated new\b",
        r"\bour dataset\b",
        r"\bwe (?:also )?(?:provide|publish)\b",
    ),
    Role.TEST: words(
        r"\bevaluat",
        r"\bexperiment",
        r"\bbenchmark",
        r"\bvalidat",
        r"\bdemonstrat",
        r"\bhuman (?:evaluation|judg)",
        r"\bstudy with\b",
        r"\bheld-out\b",
        r"\bon \d+\b",
        r"\btrained on\b",
        r"\bin simulations?\b",
        r"\btested\b",
        r"\bacross\b",
        r"\bin practice\b",
        r"\bapplication\b",
    ),
    Role.BENEFIT: words(
        r"\benabl(?:es|ing)\b",
        r"\ballow(?:s|ing)\b",
        r"\benhanc",
        r"\bsupport",
        r"\bensur(?:es|ing)\b",
        r"\bguid(?:e|ance)\b",
        r"\bhelps?\b",
        r"\bmaking it\b",
        r"\bavoid",
        r"\bwould prevent\b",
        r"\bsaves?\b",
        r"\bsimplif",
        r"\bunlike\b",
        r"\bwithout (?:stalling|fine-tuning|reliance)\b",
    ),
}

# Words that do so as often as not.
_HINTS = {
    Role.LIMIT: words(
        r"\bcosts?\b",
        r"\bbeyond\b",
        r"\bhowever\b",
        r"\brequires?\b",
        r"\bneeds\b",
        r"\bunder-?\w+|\bover-(?!all)\w+",
        r"\bremains?\b",
        r"\bstill\b",
        r"\bonly\b",
        r"\b(?:un|mis)\w{5,}ed\b",
        r"\bworse\b",
        r"\boutside\b",
    ),
}


@lru_cache(maxsize=1 << 14)
def does(role: Role, sentence: str) -> float:
    """Whether a sentence does this: 1 by a plain sign, 0.5 by words that hint at it, else 0."""
    if _SAYS[role].search(sentence):
        return 1.0
    return 0.5 if role in _HINTS and _HINTS[role].search(sentence) else 0.0
