"""Which facts of a paper a question asks for: by phrases of the grammar, or by words that do so in no other place."""

from collections.abc import Mapping

from bot.answers.asked import Asked
from bot.answers.dating import asks_for_date
from bot.answers.grammar.phrases import Cue

# Words beside a question for a fact that ask for nothing more.
FACT_IDLE = frozenset(
    "come came out first online exact listed full name names complete upload uploaded posted appear arxiv version "
    "day called original official contributors contribute contributed idea released publication published people "
    "person persons involved responsible put release located find found available access accessible get hosted "
    "live shown show displayed done drop thing things thingy stuff send sent share shared shares both common overlap "
    "same stands stand sits named listed order place position put mention mentioned one ones list work working worked "
    "author authors coauthor "
    "among either true correct yes no right still actually already else page tagged stated given say says there "
    "script scripts weights checkpoint checkpoints implementation download involved part write wrote "
    "written made fall single solo alone tied associated affiliated linked belong belongs".split()
)  # fmt: skip

# The same where a paper is named; elsewhere they may be of a title.
_IDLE_BESIDE_A_NAME = frozenset(
    "go goes went going hit hits land landed submit submitted see saw light announce announced become became preprint "
    "make makes carry carries bear bears wear wears next beside near above under top front behind mainly mostly "
    "entry entries anywhere somewhere myself yourself own gets sit sits ever since ago".split()
)
# Words by which a fact of a paper is asked for where nothing but the paper is said beside them: elsewhere they are what
# papers are about, as `label` and `domain` are.
_IN_OTHER_WORDS: Mapping[Cue, frozenset[str]] = {
    cue: frozenset(words.split())
    for cue, words in {
        Cue.WHEN: "timestamp age old new recent fresh day",
        Cue.AUTHORS: (
            "name names team byline line credits credit credited crew creator creators contributor contributors signed "
            "sign whom whose researchers researcher scientists people persons guys folks someone anyone"
        ),
        Cue.FIELD: "domain cat section label labelled labeled letters heading",
        Cue.AFFILIATION: "org school place home lab company",
        Cue.CODE: (
            "gh source sources software script scripts host hosts hosted clone cloned account user org "
            "reproduce install download downloaded"
        ),
    }.items()
}
# `what is the quiet paper called`
_CALLED = frozenset({"name", "called"})
# `is it old`, `can I clone it`
_OF_YES_OR_NO = frozenset({Cue.WHEN, Cue.CODE})
# What may stand beside these.
_BESIDE = frozenset(
    {Cue.WHO, Cue.WHAT, Cue.WHICH, Cue.WHERE, Cue.WHETHER, Cue.HOW, Cue.LIST, Cue.BY, Cue.ABOUT, Cue.PAPERS, Cue.ALL}
    | {Cue.PUBLISH, Cue.WRITE, Cue.HIM, Cue.THIS_PAPER, Cue.WITH, Cue.NEWEST, Cue.LINK}
)  # fmt: skip


def wanted_facts(asked: Asked) -> list[Cue]:
    """The facts that a question asks for, by their cues; none where it asks for none."""
    return _wanted(asked) or _in_other_words(asked)


def idle_beside(wanted: list[Cue]) -> frozenset[str]:
    """Words beside a paper's name and a question for these facts that ask for nothing more."""
    return FACT_IDLE.union(_IDLE_BESIDE_A_NAME, *(_IN_OTHER_WORDS.get(cue, frozenset()) for cue in wanted))


def _in_other_words(asked: Asked) -> list[Cue]:
    """`names on the quiet paper`, `is it old`, `by whom`: one fact that all words but idle ones ask for."""
    reading = asked.reading
    left = {reading.words[at] for at in reading.rest}
    asking = left - FACT_IDLE - _IDLE_BESIDE_A_NAME
    if asked.paper is None or reading.people or reading.times:
        return []
    if "paper" in reading.words and _CALLED & set(reading.words) and not asking - _CALLED:
        return [Cue.TITLE]
    if not reading.only(*_BESIDE):
        return []
    found = [cue for cue, words in _IN_OTHER_WORDS.items() if left & words and asking <= words]
    if found:
        # `did people like it` asks for no names.
        return [cue for cue in found if cue in _OF_YES_OR_NO or not reading.is_whether][:1]
    if asking or reading.has(Cue.HOW):
        return []
    if reading.has(Cue.WHERE) and {"from", "made"} & set(reading.words):
        return [Cue.AFFILIATION]
    ends_open = reading.has(Cue.BY) and reading.words[-1] in {"by", "who", "whom"}
    return [Cue.AUTHORS] if ends_open or reading.has(Cue.WHO) or {"whom", "whose"} & set(reading.words) else []


def _wanted(asked: Asked) -> list[Cue]:
    reading = asked.reading
    if reading.has(Cue.FIRST_AUTHOR):
        # `its date and first author`
        beside = [cue for cue in (Cue.WHEN, Cue.FIELD, Cue.CODE) if reading.has(cue) and "and" in reading.words]
        return [*beside, Cue.FIRST_AUTHOR]
    if reading.has(Cue.LAST_AUTHOR):
        return [Cue.LAST_AUTHOR]
    if {cue.end for cue in reading.at(Cue.COUNT)} & {cue.start for cue in reading.at(Cue.FIELD)}:
        return [Cue.FIELD]
    if reading.has(Cue.COUNT):
        people = {"people", "persons", "researchers", "contributors"} & set(reading.words)
        return [Cue.COUNT] if reading.has(Cue.AUTHORS, Cue.COAUTHORS) or people else []
    wanted = [cue for cue in (Cue.TITLE, Cue.WHEN, Cue.FIELD, Cue.AFFILIATION, Cue.CODE) if reading.has(cue)]
    if Cue.WHEN in wanted and not asks_for_date(reading, FACT_IDLE | _IDLE_BESIDE_A_NAME):
        wanted.remove(Cue.WHEN)
    asks_who = any(cue.start - 1 not in reading.rest for cue in reading.at(Cue.WHO))  # `customers who did not`
    if reading.has(Cue.AUTHORS, Cue.COAUTHORS) or (asks_who and reading.has(Cue.WRITE, Cue.PUBLISH)):
        wanted.append(Cue.AUTHORS)
    if reading.has(Cue.LINK) and Cue.CODE not in wanted and reading.mentions:
        wanted.append(Cue.CODE)
    return wanted
