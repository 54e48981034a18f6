"""Words that stand for one another when people talk about research. General English, no page's own words."""

from collections.abc import Mapping
from functools import cache

from bot.answers.words import stem

_GROUPS = """
fast quick speed speedup rapid faster quicker acceleration throughput wall clock latency time
slow slower sluggish
cheap cheaper cost expense expensive save saving reduce reduction efficient price
reduce decrease lower cut shrink drop fall less fewer fell fallen shrank
increase grow growth raise boost gain improve improvement rise rose risen grew
improve better enhance superior outperform beat advantage surpass exceed
hard difficult tough challenging tricky complex
easy simple simpler simplify
big large size huge scale massive
small tiny little smaller
image picture photo visual pictures
art image picture
human people person participant user annotator expert volunteers
test evaluate evaluation experiment validate check assess benchmark verify
verify verification check test judge
train training learn teach fit finetune tune
tune finetune tuning
teach train learn tune
math mathematical mathematics arithmetic
weight parameter param
pull grab fetch get
worker rollout actor
discard mask drop throw remove exclude prune ignore skip filter
rare tail infrequent uncommon low
ignore exclude prune skip discard mask
noise noisy variance messy biased
messy noisy
internet web online
problem issue challenge difficulty tension flaw
weakness limitation drawback downside fail failure
fail failure crash break error mistake wrong
game play gameplay
bot agent robot
machine cluster gpu hardware
fast faster quick
release open source publish provide available share
software harness framework system tool library code implementation
tool harness software
system framework pipeline architecture platform
method approach technique algorithm procedure
dataset data corpus collection
data dataset solution
model network llm
llm llms language model
question query queries problem
problem query question task
answer response reply solution
prove proof theorem show derive guarantee
bound guarantee limit
stable stability steady robust
unstable instability destabilize destabilizing
accuracy accurate agreement agree correct score match performance
agree accuracy judgment match
human judgment people
disagree mismatch divergence discrepancy differ
sampler rollout inference
trainer training learner
forecast predict prediction estimate
guess estimate predict
count number tally
kind type sort category class
use employ utilize apply rely reliance
need require depend demand necessary
skip without avoid unnecessary
cause create lead introduce produce induce
build create construct make develop
new novel first
old previous prior existing classic traditional conventional
compare versus against comparison baseline
usual vanilla standard conventional common baseline
alternative existing baseline competitor competing
competition baseline state art sota
art state sota previous
long lengthy extended
length long size
reward preference feedback
rate rating rank ranking
sea ocean marine underwater
fish salmon
ice icy snow winter
robot robotic
fabric cloth towel textile
word term token vocabulary
token word
step stage phase
group set cluster
memory ram storage
energy power
cheaply efficiently
instance example sample
mistake error wrong failure
doctor physician clinician
ill sick patient disease
car vehicle
photo image picture
speech voice audio
lab laboratory
site laboratory centre center
exam examination
phone telephone mobile
vocab vocabulary
config configuration
temp temperature
sound audio acoustic
text language document
translate translation
safe safety secure
attack adversarial
private privacy
explain interpret
learn study
student learner
save cut reduce lower
like prefer favor favour enjoy
estimate estimation compute computation calculate calculation
miss overlook neglect ignore lack omit
happen occur
isolate handle recover tolerate robust
software code
surroundings environment
prevent avoid stop
notice detect sense recognize
clarify clarification ambiguous
accurate precise exact
merge combine join
hide conceal withhold
spend consume consumption
expand grow extend
benefit advantage help gain
critic value
finetuning sft supervised
"""


@cache
def _kin() -> Mapping[str, frozenset[str]]:
    kin: dict[str, set[str]] = {}
    for group in _GROUPS.strip().splitlines():
        stems = {stem(word) for word in group.split()}
        for each in stems:
            kin.setdefault(each, set()).update(stems - {each})
    return {each: frozenset(others) for each, others in kin.items()}


def kin_of(word_stem: str) -> frozenset[str]:
    """Stems that may stand for this one."""
    return _kin().get(word_stem, frozenset())


# Words that ask rather than tell: their absence from a sentence means little.
_SOFT_WORDS = (
    "ask asked took part participate take place include contain hold mode use used using do make made get run "
    "work help need provide create propose introduce method approach paper result way kind type main key idea "
    "insight problem called name named based perform performance achieve handle happen mean say find found show "
    "mention talk tell come go give able actually author authors study studied research solve fix address tackle "
    "exactly different thing things parts role purpose goal aim good bad well wrong explain describe detail "
    "details summary report reported paper's overall specific specifically mainly involve involved consist "
    "according big large small long many much often far year modern new other any some existing really reason "
    "cause why how what evaluate evaluated test tested experiments measure measured compare compared comparison "
    "support supports evidence proven benefit advantage limitation limitations weakness downside drawback gain "
    "improvement improve better worse faster fast total average maximum max minimum min best largest biggest "
    "smallest highest lowest set full short form actual choose chosen think believe claim claimed argue tension "
    "issue challenge require required necessary learn lead limits limit done contribution contributions "
    "conclusion conclusions finding findings outcome tldr people they them their step steps stage stages "
    "mechanism component components factor factors ingredient ingredients feature features property category "
    "criteria example examples instance aspect aspects derive derived derivation train trained built build "
    "developed let letting put want whenever like just still skip straight is are was were be been being it its "
    "this that these those there technique techniques"
).split()
SOFT = frozenset(map(stem, _SOFT_WORDS))
_SOFT_FORMS = frozenset(
    f"{word.removesuffix(cut)}{ending}"
    for word in _SOFT_WORDS
    for cut, ending in (("", ""), ("", "s"), ("", "es"), ("", "ed"), ("", "d"), ("", "ing"), ("e", "ing"), ("", "ly"))
)


def is_soft(word: str) -> bool:
    """Whether a folded word asks rather than tells: `aims` does, `aime`, which has the stem of it, does not."""
    return word in _SOFT_FORMS


# Words that may be said of anything: a paper need not have them to answer.
_GENERAL_WORDS = (
    "treat turn keep start stop begin end decide pick put bring leave stay try hold carry follow matter care deal "
    "cope hurt look see watch feel seem appear become remain add extra additional both either around back fully "
    "guy guys folks folk stuff team lab thing somebody anybody everybody else instead apart besides beside even "
    "again already usually normally basically simply possible possibly able allow convert transform happens occur "
    "arise unsolved open left remaining rely relies depend depends serve serves act acts behave behaves stand "
    "stands lie lies sit sits bother manage managed avoid kind sorts whether rather likely sure exact exactly "
    "precisely specify mentioned stated described reported given shown figure number numbers amount value values "
    "got get gets getting need needs needed name names size sizes one ones project work works data "
    "reach reaches reached attain attains attained obtain obtains obtained report reports record sec secs"
).split()
GENERAL = frozenset(map(stem, _GENERAL_WORDS))

# Kinds of things, a line each, which goes on where the next is set in; what stands for one thing has bars between.
_KINDS = """
germany|german france|french britain|british england|english america|american china|chinese japan|japanese
  korea|korean india|indian spain|spanish portugal|portuguese italy|italian netherlands|dutch belgium|belgian
  switzerland|swiss austria|austrian poland|polish czech slovak hungary|hungarian romania|romanian
  bulgaria|bulgarian greece|greek turkey|turkish russia|russian ukraine|ukrainian sweden|swedish norway|norwegian
  denmark|danish finland|finnish iceland|icelandic estonia|estonian latvia|latvian lithuania|lithuanian
  ireland|irish scotland|scottish wales|welsh canada|canadian mexico|mexican brazil|brazilian argentina|argentinian
  chile|chilean colombia|colombian peru|peruvian australia|australian egypt|egyptian morocco|moroccan
  nigeria|nigerian kenya|kenyan ethiopia|ethiopian ghana|ghanaian israel|israeli iran|iranian iraq|iraqi saudi
  pakistan|pakistani bangladesh|bangladeshi indonesia|indonesian malaysia|malaysian thailand|thai vietnam|vietnamese
  philippines|filipino taiwan|taiwanese arabic hebrew hindi persian
africa|african europe|european asia|asian
north|northern south|southern east|eastern west|western
red green blue yellow black white orange purple brown
left right
male|males female|females
monday tuesday wednesday thursday friday saturday sunday
spring summer autumn winter
morning noon afternoon evening night
"""


@cache
def _rivals() -> Mapping[str, tuple[int, int]]:
    """The kind of each stem, and which of that kind it is."""
    lines = _KINDS.strip().replace("\n  ", " ").split("\n")
    return {
        stem(word): (kind, number)
        for kind, line in enumerate(lines)
        for number, names in enumerate(line.split())
        for word in names.split("|")
    }


def are_rivals(one: str, other: str) -> bool:
    """Whether two stems name different things of one kind, as two languages are, however near they are.

    A number of one says nothing of another.
    """
    first, second = _rivals().get(one), _rivals().get(other)
    return first is not None and second is not None and first[0] == second[0] and first != second


# Every word of these tables, for mending what is typed.
COMMON = frozenset([*_SOFT_WORDS, *_GENERAL_WORDS, *_GROUPS.split()])
