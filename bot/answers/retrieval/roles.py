"""What a sentence of an abstract does, and what a question wants a sentence to do. Tables of cues."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from bot.answers.words import stem

# A longer cue has words between that are the question's own.
_SHORT_CUE = 3


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


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


_VERBS = r"(?:propose|introduce|present|develop|derive|build|design|describe|study|investigate|prove|show|model|train|compute|elicit|explore|analy[sz]e)"

# In a sentence.
_SAYS = {
    Role.DEFINE: _words(
        rf"\b(?:we|this (?:paper|work|article|study)|paper)\b(?: \w+){{0,2}}? {_VERBS}s?\b",
        r"\b(?:is|are) (?:a|an|the)\b",
        r"\bcalled\b",
        r", (?:a|an) [\w-]+(?: [\w-]+){0,4} (?:that|which|for|to|with|whose)\b",
        r"– the first\b",
    ),
    Role.PROBLEM: _words(
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
    Role.CAUSE: _words(
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
    Role.METHOD: _words(
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
    Role.RESULT: _words(
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
    Role.LIMIT: _words(
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
    Role.INSIGHT: _words(
        r"\bkey (?:insight|idea|observation)",
        r"\binsight is\b",
        r"\bhypothesi",
        r"\bwe observe\b",
        r"\bidea is\b",
        r"\bmain idea\b",
        r"\bour observation\b",
        r"\bwe find\b",
    ),
    Role.RELEASE: _words(
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
    Role.TEST: _words(
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
    Role.BENEFIT: _words(
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
    Role.LIMIT: _words(
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

# Whatever else it names: `the cause of the gap` asks for no gap.
_ASKS_CAUSE = re.compile(r"\b(?:causes?|reasons?) (?:of|for|behind)\b|\bwhat causes?\b")
# In a question, in folded words; the first that fits counts most.
_WANTS = (
    (Role.LIMIT, _words(r"\blimit(?:ation|ations|ed|s)?\b", r"\bweakness", r"\bdownsides?\b", r"\bdrawbacks?\b", r"\bdisadvantages?\b", r"\bshortcoming", r"\btrade ?off", r"\bcatch\b", r"\bwhen (?:does|do|will|would) .*\b(?:fail|break|degrade|not work)", r"\bstruggle with\b", r"\bcaveats?\b", r"\bassum", r"\bcannot do\b", r"\bbadly\b", r"\bworst\b", r"\bunsolved\b", r"\bnot (?:be )?(?:work|handle|cover|used?|apply|applied|applicable|tested)\b", r"\bwear\b", r"\bprice\b", r"\bsacrific")),
    (Role.INSIGHT, _words(r"\binsight", r"\bmain idea\b", r"\bkey idea\b", r"\bcore idea\b", r"\bidea behind\b", r"\bintuition\b", r"\bhypothes", r"\bbig idea\b", r"\bbasic idea\b", r"\bkey observation\b", r"\bcentral idea\b")),
    (Role.PROBLEM, _words(r"\bproblems?\b", r"\bwrong with\b", r"\bissues?\b", r"\bchallenges?\b", r"\bmotivat", r"\btension\b", r"\bneeded\b", r"\bwhy (?:do|does|did|is|are) (?:we|it|this|they|\w+(?: \w+){0,3}) (?:need|necessary|important|bad|hard|difficult|a problem)", r"\bsolves?\b", r"\bfix(?:es)?\b", r"\bbottleneck", r"\bgap\b", r"\bmiss(?:es|ing)?\b", r"\bbad\b", r"\bpoor\b", r"\bshortfall", r"\bpain point", r"\bwhat limits\b", r"\bhold(?:s|ing)? back\b", r"\baddress(?:es)?\b", r"\btackles?\b", r"\bnot just use\b")),
    (Role.CAUSE, _words(r"\bwhy\b", r"\bcauses?\b", r"\bcome from\b", r"\bcomes from\b", r"\breasons?\b", r"\bwhat makes\b", r"\bhow come\b", r"\borigin\b", r"\blead(?:s)? to\b", r"\bbecause\b", r"\bdisagree\b")),
    (Role.TEST, _words(r"\bevaluat", r"\btested\b", r"\bevidence\b", r"\bvalidat", r"\bexperiments?\b", r"\bprove[nd]?\b", r"\bbenchmarks?\b", r"\bproof\b", r"\bverified\b", r"\bhow do they know\b", r"\bdemonstrat")),
    (Role.RELEASE, _words(r"\bwhere (?:can|do) i (?:find|get|download)\b", r"\b(?:url|link)s?\b", r"\brelease", r"\bgive away\b", r"\bpublicly\b", r"\bavailable\b", r"\bopen source\b", r"\bshare[sd]?\b", r"\bpublic\b", r"\bdatasets? .*\bcreat", r"\bmade public\b")),
    (Role.RESULT, _words(r"\bresults?\b", r"\bbetter\b", r"\bbeat", r"\boutperform", r"\bperform", r"\bhow well\b", r"\bhow good\b", r"\bimprov", r"\bcompare", r"\bany good\b", r"\bquicker\b", r"\bfaster\b", r"\bspeed", r"\bgain", r"\bfindings?\b", r"\bfind\b", r"\bfound\b", r"\bsuccess", r"\bcheaper\b", r"\bhow much\b", r"\bachieve", r"\baccura", r"\bscore", r"\bhow (?:do|does) .* do (?:in|on|against)\b", r"\bhow often\b", r"\bshow\b", r"\bwork in practice\b", r"\bconclu", r"\bcompetition\b", r"\balternatives?\b", r"\bsupport")),
    (Role.BENEFIT, _words(r"\bbenefits?\b", r"\badvantages?\b", r"\bhelps?\b", r"\bgood for\b", r"\bprovide", r"\benable", r"\ballow", r"\buseful", r"\bhandle", r"\busecase", r"\bimpact", r"\buse cases?\b", r"\bwhat for\b", r"\bpoint of\b")),
    (Role.METHOD, _words(r"\bhow does\b", r"\bhow do\b", r"\bhow is\b", r"\bhow are\b", r"\bhow did\b", r"\bhow was\b", r"\bhow were\b", r"\bmethod", r"\bapproach", r"\bhow\b.*\bworks?\b", r"\btechniques?\b", r"\bmechanism", r"\bsteps?\b", r"\balgorithm", r"\bhow\b", r"\barchitecture\b", r"\btrained\b")),
    (Role.DEFINE, _words(r"\bwhat (?:is|are|was|were|does|do|did)\b", r"\bexplain", r"\btldr\b", r"\bdescribe", r"\bdefin", r"\bsummar", r"\bgist\b", r"\boverview\b", r"\babout\b", r"\bpropos", r"\bintroduc", r"\bcontribution", r"\bwhat\b", r"\btell\b", r"\bmeaning\b")),
)  # fmt: skip


@lru_cache(maxsize=1 << 14)
def does(role: Role, sentence: str) -> float:
    """Whether a sentence does this: 1 by a plain sign, 0.5 by words that hint at it, else 0."""
    if _SAYS[role].search(sentence):
        return 1.0
    return 0.5 if role in _HINTS and _HINTS[role].search(sentence) else 0.0


def wanted_roles(question: str) -> list[Role]:
    """What a question (in folded words) wants, the most telling first."""
    wanted = [role for role, wants in _WANTS if wants.search(question)]
    return [Role.CAUSE, *wanted] if _ASKS_CAUSE.search(question) else wanted


def asking_for(roles: Sequence[Role], question: str) -> frozenset[str]:
    """The stems of the words by which a question wants these; `how` and the like are none."""
    found = (match.group() for role, wants in _WANTS if role in roles for match in wants.finditer(question))
    return frozenset(stem(word) for text in found if text.count(" ") < _SHORT_CUE for word in text.split())
