"""The words by which people ask, as tables. What a phrase asks for is its cue; nothing here knows a page."""

from enum import StrEnum

from bot.answers.grammar.conditions import LAST
from bot.answers.grammar.positions import position_phrases


class Cue(StrEnum):
    """What a phrase in a question asks for."""

    H_INDEX = "h-index"
    CITATIONS = "citations"
    NOVELTY = "novelty"
    AI_SCORE = "AI Score"
    METRICS = "metrics"
    OWNER = "owner"
    COUNT = "count"
    SHARE = "share"
    WHEN = "when"
    WHO = "who"
    AUTHORS = "authors"
    FIRST_AUTHOR = "first author"
    LAST_AUTHOR = "last author"
    NTH_AUTHOR = "nth author"
    ORDER = "place among the authors"
    COAUTHORS = "co-authors"
    WRITE = "write"
    FIELD = "field"
    AFFILIATION = "affiliation"
    TITLE = "title"
    CODE = "code"
    LINK = "link"
    PAPERS = "papers"
    ANYTHING = "anything"
    WHICH = "which"
    PUBLISH = "publish"
    LIST = "list"
    ALL = "all"
    NEWEST = "newest"
    NEWEST_FIRST = "newest first"
    OLDEST_FIRST = "oldest first"
    ABSTRACT = "abstract"
    THIS_PAPER = "this paper"
    OLDEST = "oldest"
    ABOUT = "about"
    MENTION = "mention"
    EXPAND = "expand"
    ACRONYM = "acronym"
    COMPARE = "compare"
    NEWER = "newer"
    OLDER = "older"
    HIGHER = "higher"
    NOT = "not"
    WITHOUT = "without"
    BY = "by"
    WITH = "with"
    ALONE = "alone"
    HIM = "him"
    WHAT = "what"
    WHY = "why"
    HOW = "how"
    WHERE = "where"
    WHETHER = "whether"
    GLUE = "glue"


# Phrases of each cue, parted by bars, in folded words. The longest phrase that fits a place is taken; of phrases
# of one length every cue counts.
PHRASES: dict[Cue, str] = {
    Cue.H_INDEX: "h index|hindex|h idx|hidx|hirsch index|h indices|h indexes|h factor|h number",
    Cue.CITATIONS: (
        "citation count|citations|citation|cites|cited|citation number|cite count|cite|citing|cited by|times cited"
    ),
    Cue.NOVELTY: "novelty score|novelty|how novel|more novel|less novel",
    Cue.AI_SCORE: "ai score|aiscore",
    Cue.METRICS: (
        "metrics|stats|metric|profile numbers|profile stats|profile metrics|key numbers|page numbers|headline numbers|"
        "the numbers|what numbers|which numbers|his numbers|her numbers|"
        "top of the page|top of the profile|top of his page|top of her page|page header|profile header"
    ),
    Cue.OWNER: (
        "profile owner name|name of the profile owner|owner name|name on the profile|profile name|name on this page|"
        "who owns this profile|researchers name|who is this profile about|who is this page about|"
        "whose page is this|whose profile is this|whose page|"
        "whose profile|who does this page belong to|who does this profile belong to|who owns this page|"
        "whos profile is this|whos page is this|which researcher is this|what researcher is this|who is this|"
        "who is this about|who is the researcher|who is the profile about|who is the page about|"
        "name of the researcher|name of the owner|who is the owner|researcher name|name of this researcher|"
        "whos this|profile owner|page owner|who are we talking about|which pages are loaded|what pages are loaded|"
        "who is here|who is in this library|which people have a page|which researchers are here|"
        "which researchers are loaded|who is he|who is she|who is this guy|who is this person|"
        "who is the profile owner"
    ),
    Cue.COUNT: (
        "how many works|number of works|how many entries|how many|number of|total number of|count of|"
        "how much papers|nr of|num of|no of|count|number|amount of|hm"
    ),
    Cue.SHARE: (
        "how many percent of|how much percent of|"
        "what percentage of|what fraction of|what share of|what proportion of|percentage of|proportion of|fraction of|"
        "share of|what percent of|which share of|which percentage of"
    ),
    Cue.WHEN: (
        "when|what date|which date|what day|which day|date|publication date|release date|what year|which year|"
        "year|what month|which month|month|published when|how recent|date of publication|year of publication|"
        "how old|dated|submission date|posted date|publication year|how long ago|submission day|upload day|pub date|"
        "the day|how new"
    ),
    Cue.WHO: "who|whom|who all",
    Cue.AUTHORS: (
        "authors|author list|the author list|the authors|the list of authors|list of authors|writers|author|"
        "author names|authorship|author line|author lines|byline|"
        "who is on|who was on|who else is on|who else was on|who else worked on|"
        "who else wrote|who else did|"
        "team behind|people behind|all authors|listed authors|names of the authors"
    ),
    Cue.FIRST_AUTHOR: (
        "first author|lead author|leading author|main author|1st author|first authored|first author of|"
        "first authors|lead authored|lead authors|first named author|first listed author|listed first|led by|"
        "leads the author list|heads the author list|who leads|who led|principal author|"
        "first name on|name is first on|name is first|who comes first|who is first on|" + "|".join(position_phrases(1))
    ),
    Cue.LAST_AUTHOR: (
        "last author|senior author|final author|corresponding author|last authors|senior authors|last listed author|"
        "pi|" + "|".join(position_phrases(LAST))
    ),
    Cue.NTH_AUTHOR: "|".join(position_phrases()),
    Cue.ORDER: (
        "author order|order of authors|order of the authors|author position|position in the author list|which position|"
        "what position|which place|what place|what number author|which number author|place in the author list|"
        "which author position|what author position|author rank|how far down|where in the list of authors|"
        "where in the author list|where in the authors|which author number|what author number|authorship position|"
        "position among the authors|place among the authors|how high up|the author order|the order of authors|"
        "in the author order"
    ),
    Cue.COAUTHORS: (
        "co authors|coauthors|co author|coauthor|collaborators|collaborator|collaborated with|works with|"
        "work with|worked with|writes with|written with|wrote with|write with|collaborates with|collaborate with|"
        "publishes with|publish with|published with|collaborations|cowriters|coauthored with|co authored with|"
        "coauthored|co authored|collaborated|co writers|co writer|wrote papers with|write papers with|"
        "writes papers with|published papers with|publish papers with|research partners|research partner|"
        "with whom did|with whom does|with whom has|else is on his papers|else is on her papers|else is on their papers"
    ),
    Cue.WRITE: (
        "wrote|write|written|made|make|makes|created|create|authored|behind|developed|invented|built|came up with|"
        "did|proposed|worked on|responsible for|introduced|designed|invent|coauthored|co written|cowritten|"
        "co wrote|cowrote|co write"
    ),
    Cue.FIELD: (
        "field tag|arxiv category|arxiv field|arxiv fields|arxiv area|arxiv categories|"
        "field|category|categories|subject|subject area|research area|research field|"
        "primary field|main field|subfield|discipline|arxiv class|arxiv tag|arxiv subject|tagged|tag|classified|"
        "field code|field codes|field label|field letters|subject code|topic code|category code|arxiv cat|"
        "arxiv section|arxiv style field code|arxiv style|arxiv code|arxiv label|filed|"
        "filed under|fields|area|primary category|listed under|research areas|areas|main topic|main topics|"
        "research topics|research interests|research interest|"
        "kind of researcher|kind of research|what sort of research|type of researcher|does research in|"
        "research focus|topic area|speciality|specialty|field of research|field of study"
    ),
    Cue.AFFILIATION: (
        "affiliation|institution|university|institute|affiliated with|affiliated|affiliations|organisation|"
        "organization|affiliation tag|institutions|universities|uni"
    ),
    Cue.TITLE: (
        "full title|whole title|complete title|exact title|title|full name of the paper|titled|called in full|"
        "entire title|official title"
    ),
    Cue.CODE: (
        "source code|code available|code|codes|github repo|github|gitlab|repository|repositories|repo|repos|"
        "implementation|implementations|codebase|open source|open sourced|opensource|opensourced|code base|"
        "git repo|github repos|github repository|github repositories|available code|"
        "code flag|code tag|code tags|git|bitbucket|codeberg"
    ),
    Cue.LINK: (
        "link|links|url|urls|web address|address|where can i find|where can i get|where can i download|where to find|"
        "where to get|where do i find|where do i get|where is the download"
    ),
    Cue.PAPERS: (
        "how much papers|how many works|number of works|how many entries|"
        "papers|paper|publications|publication|pubs|pub|articles|article|his works|her works|their works|"
        "all works|list of works|published works|preprints|preprint|studies|manuscripts|manuscript|"
        "research papers|research paper|publication list|paper list|titles|bibliography|"
        "other papers than|other paper than|other publications than|other works than|other ones than"
    ),
    Cue.ANYTHING: "anything|something|everything|stuff|any papers|any work|any works",
    Cue.WHICH: "which|which one|which ones|which of the papers|which of these|which of them|which of his|which of her",
    Cue.PUBLISH: (
        "publish|published|publishes|released|release|put out|came out|come out|comes out|appeared|appear|wrote|"
        "write|written|authored|out|posted|coming out|do|did|hit arxiv|on arxiv|to arxiv|appear on arxiv|go live|"
        "went live|go public|went public|become public|became public|made public"
    ),
    Cue.LIST: (
        "list|show|show me|give me|find|display|enumerate|find me|list all|gimme|give|get|get me|see|let me see|"
        "dump|print|print out|spit out|fetch|hit me with|recite|report|drop|send|send me|share|share me|"
        "pull up|bring up|search|search for|looking for|im looking for|i am looking for|i want|i need|read me"
    ),
    Cue.ALL: "all|every|entire|complete|full|whole",
    Cue.NEWEST_FIRST: (
        "newest first|latest first|most recent first|sorted by date|by date|recent first|reverse chronological|"
        "newest to oldest|latest to earliest|latest to oldest|from newest to oldest|from latest to earliest"
    ),
    Cue.OLDEST_FIRST: (
        "oldest first|earliest first|chronologically|in chronological order|chronological order|chronological|"
        "oldest to newest|earliest to latest|oldest to latest|from oldest to newest|from earliest to latest"
    ),
    Cue.ABSTRACT: "abstract|abstracts|full abstract|whole abstract",
    Cue.THIS_PAPER: "this paper|that paper|the paper|this one|this article|this work|this study",
    Cue.NEWEST: (
        "what is new|anything new|whats new|newest|latest|most recent|most recently|recent|newest one|recently|"
        "last|freshest|most current|any new papers|new papers|something new|anything recent|lately"
    ),
    Cue.OLDEST: "oldest|earliest|first|very first|first ever|debut|least recent",
    Cue.ABOUT: (
        "about|on|regarding|related to|concerning|dealing with|deals with|deal with|covers|cover|tackles|tackle|"
        "focus on|focuses on|focused on|that covers|concerned with|to do with|topic|topics|around|touching|"
        "looks at|look at|studies|studying|investigates|explores|exploring|is about|works on|work on|working on|"
        "covering|covered|tackling|discussing|discuss|discusses|addressing|looking at|focusing on|revolving around"
    ),
    Cue.MENTION: (
        "mention|mentions|mentioning|mentioned|contain|contains|containing|include the word|talk about|"
        "talks about|with the word|use the word|uses the word|says|bring up|brings up|with the words|refer to|"
        "refers to|name drops"
    ),
    Cue.EXPAND: (
        "stand for|stands for|stood for|full form|expansion|short for|spelled out|spell out|expanded|expand|"
        "abbreviation mean|acronym mean|abbreviate|abbreviates|full name|long form|stands 4|stand 4|unabbreviated|"
        "an acronym of|an abbreviation of|an acronym for what|an abbreviation for what|in full|written out|decode|"
        "decoded|long name|break down the acronym|words make up|words made up"
    ),
    Cue.ACRONYM: (
        "acronym for|abbreviation for|abbreviation of|acronym of|short form of|short name for|acronym|"
        "abbreviation|abbreviated|short name of|initialism for|short name|"
        "shorthand for|shorthand|for short|short form|how is abbreviated|initials of|initials|initials for|"
        "abbreviations|acronyms|"
        "abbreviate|abbreviated as|short version of the name|shortened|shorten|shortens|letters for|the letters for|"
        "abbrev of|abbrev for|abbrev"
    ),
    Cue.COMPARE: (
        "compare|compared|comparison|versus|vs|difference between|differences between|compare to|side by side|differ"
    ),
    Cue.NEWER: "newer|more recent|later|more recently|came later|younger|newest of",
    Cue.OLDER: "older|earlier|came first|first of|came earlier|published first|sooner|predate|predates",
    Cue.HIGHER: "higher|more|lower|fewer|larger|better known|less|bigger",
    Cue.NOT: (
        "not|other than|except|excluding|but not|outside|non|exclude|besides|not in|isnt|except for|apart from|"
        "minus|neither|nor|rather than|leaving out|leave out|"
        "anything but|everything but|all but|say nothing|says nothing|saying nothing|but for|other papers than|"
        "other paper than|other publications than|other works than|other ones than|others than|never|none of"
    ),
    Cue.WITHOUT: (
        "without|no|lacking|lack|missing|with no|having no|w o|dont have|do not have|does not have|has no|"
        "have no|lacks|without any"
    ),
    Cue.BY: "by|from author|of author|authored by|written by|published by|coauthored by|co authored by",
    Cue.WITH: "with|having|together with|alongside|along with|including|w|featuring|has|have",
    Cue.ALONE: (
        "alone|solo|single author|single authored|sole author|by himself|by herself|without co authors|"
        "without coauthors|sole authored|solo authored|no co authors|no coauthors|with no co authors|with no coauthors|"
        "without any co authors|without any coauthors|only author|on her own|"
        "on his own"
    ),
    Cue.HIM: (
        "he|his|him|she|her|hers|they|their|them|the author|the researcher|this researcher|this author|this guy|"
        "this person|the profile|this profile|the page|this page|the owner|the owner of this page|"
        "the owner of the page|the scholar|this scholar|the guy|this scientist|the scientist|this professor|"
        "the prof|page owner|theirs|this dude|the dude|this woman|this man|profile owner|the profile owner|"
        "author of this page|owner|researcher"
    ),
    Cue.WHAT: (
        "what|whats|wat|wats|what are|what is|what was|explain|describe|define|definition of|tldr|tl dr|"
        "summary of|summarize|summarise|summary|eli5|overview of|overview|gist of|gist|wts|in short|what about"
    ),
    Cue.WHY: "why|what causes|what caused|cause of|causes|reason for|how come|what makes|reasons for|reason|y",
    Cue.HOW: "how often|how high|how|in what way",
    Cue.WHERE: "where",
    Cue.WHETHER: "is|are|was|were|does|do|did|has|have|can|could|is there|are there|will|would",
}
