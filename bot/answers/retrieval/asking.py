"""What a question wants a sentence to do. Tables of cues."""

import re
from collections.abc import Sequence

from bot.answers.retrieval.roles import Role, words
from bot.answers.words import stem

# A longer cue has words between that are the question's own.
_SHORT_CUE = 3
# Whatever else it names: `the cause of the gap` asks for no gap.
_ASKS_CAUSE = re.compile(r"\b(?:causes?|reasons?) (?:of|for|behind)\b|\bwhat causes?\b")
# In a question, in folded words; the first that fits counts most.
_WANTS = (
    (Role.LIMIT, words(r"\blimit(?:ation|ations|ed|s)?\b", r"\bweakness", r"\bdownsides?\b", r"\bdrawbacks?\b", r"\bdisadvantages?\b", r"\bshortcoming", r"\btrade ?off", r"\bcatch\b", r"\bwhen (?:does|do|will|would) .*\b(?:fail|break|degrade|not work)", r"\bstruggle with\b", r"\bcaveats?\b", r"\bassum", r"\bcannot do\b", r"\bbadly\b", r"\bworst\b", r"\bunsolved\b", r"\bnot (?:be )?(?:work|handle|cover|used?|apply|applied|applicable|tested)\b", r"\bwear\b", r"\bprice\b", r"\bsacrific")),
    (Role.INSIGHT, words(r"\binsight", r"\bmain idea\b", r"\bkey idea\b", r"\bcore idea\b", r"\bidea behind\b", r"\bintuition\b", r"\bhypothes", r"\bbig idea\b", r"\bbasic idea\b", r"\bkey observation\b", r"\bcentral idea\b")),
    (Role.PROBLEM, words(r"\bproblems?\b", r"\bwrong with\b", r"\bissues?\b", r"\bchallenges?\b", r"\bmotivat", r"\btension\b", r"\bneeded\b", r"\bwhy (?:do|does|did|is|are) (?:we|it|this|they|\w+(?: \w+){0,3}) (?:need|necessary|important|bad|hard|difficult|a problem)", r"\bsolves?\b", r"\bfix(?:es)?\b", r"\bbottleneck", r"\bgap\b", r"\bmiss(?:es|ing)?\b", r"\bbad\b", r"\bpoor\b", r"\bshortfall", r"\bpain point", r"\bwhat limits\b", r"\bhold(?:s|ing)? back\b", r"\baddress(?:es)?\b", r"\btackles?\b", r"\bnot just use\b")),
    (Role.CAUSE, words(r"\bwhy\b", r"\bcauses?\b", r"\bcome from\b", r"\bcomes from\b", r"\breasons?\b", r"\bwhat makes\b", r"\bhow come\b", r"\borigin\b", r"\blead(?:s)? to\b", r"\bbecause\b", r"\bdisagree\b")),
    (Role.TEST, words(r"\bevaluat", r"\btested\b", r"\bevidence\b", r"\bvalidat", r"\bexperiments?\b", r"\bprove[nd]?\b", r"\bbenchmarks?\b", r"\bproof\b", r"\bverified\b", r"\bhow do they know\b", r"\bdemonstrat")),
    (Role.RELEASE, words(r"\bwhere (?:can|do) i (?:find|get|download)\b", r"\b(?:url|link)s?\b", r"\brelease", r"\bgive away\b", r"\bpublicly\b", r"\bavailable\b", r"\bopen source\b", r"\bshare[sd]?\b", r"\bpublic\b", r"\bdatasets? .*\bcreat", r"\bmade public\b")),
    (Role.RESULT, words(r"\bresults?\b", r"\bbetter\b", r"\bbeat", r"\boutperform", r"\bperform", r"\bhow well\b", r"\bhow good\b", r"\bimprov", r"\bcompare", r"\bany good\b", r"\bquicker\b", r"\bfaster\b", r"\bspeed", r"\bgain", r"\bfindings?\b", r"\bfind\b", r"\bfound\b", r"\bsuccess", r"\bcheaper\b", r"\bhow much\b", r"\bachieve", r"\baccura", r"\bscore", r"\bhow (?:do|does) .* do (?:in|on|against)\b", r"\bhow often\b", r"\bshow\b", r"\bwork in practice\b", r"\bconclu", r"\bcompetition\b", r"\balternatives?\b", r"\bsupport")),
    (Role.BENEFIT, words(r"\bbenefits?\b", r"\badvantages?\b", r"\bhelps?\b", r"\bgood for\b", r"\bprovide", r"\benable", r"\ballow", r"\buseful", r"\bhandle", r"\busecase", r"\bimpact", r"\buse cases?\b", r"\bwhat for\b", r"\bpoint of\b")),
    (Role.METHOD, words(r"\bhow does\b", r"\bhow do\b", r"\bhow is\b", r"\bhow are\b", r"\bhow did\b", r"\bhow was\b", r"\bhow were\b", r"\bmethod", r"\bapproach", r"\bhow\b.*\bworks?\b", r"\btechniques?\b", r"\bmechanism", r"\bsteps?\b", r"\balgorithm", r"\bhow\b", r"\barchitecture\b", r"\btrained\b")),
    (Role.DEFINE, words(r"\bwhat (?:is|are|was|were|does|do|did)\b", r"\bexplain", r"\btldr\b", r"\bdescribe", r"\bdefin", r"\bsummar", r"\bgist\b", r"\boverview\b", r"\babout\b", r"\bpropos", r"\bintroduc", r"\bcontribution", r"\bwhat\b", r"\btell\b", r"\bmeaning\b")),
)  # fmt: skip


def wanted_roles(question: str) -> list[Role]:
    """What a question (in folded words) wants, the most telling first."""
    wanted = [role for role, wants in _WANTS if wants.search(question)]
    return [Role.CAUSE, *wanted] if _ASKS_CAUSE.search(question) else wanted


def asking_for(roles: Sequence[Role], question: str) -> frozenset[str]:
    """The stems of the words by which a question wants these; `how` and the like are none."""
    found = (match.group() for role, wants in _WANTS if role in roles for match in wants.finditer(question))
    return frozenset(stem(word) for text in found if text.count(" ") < _SHORT_CUE for word in text.split())
