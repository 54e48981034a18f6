"""The words by which people ask, as tables. What a phrase asks for is its cue; nothing here knows a page."""

from enum import StrEnum


class Cue(StrEnum):
    """What a phrase in a question asks for."""

    H_INDEX = "h-index"
    CITATIONS = "citations"
    NOVELTY = "novelty"
    AI_SCORE = "AI Score"
    METRICS = "metrics"
    OWNER = "owner"
    COUNT = "count"
    WHEN = "when"
    WHO = "who"
    AUTHORS = "authors"
    FIRST_AUTHOR = "first author"
    LAST_AUTHOR = "last author"
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
# of one length the cue that stands first.
PHRASES: dict[Cue, str] = {
    Cue.H_INDEX: "h index|hindex|h idx|hidx|hirsch index|h indices|h indexes|h factor|h number",
    Cue.CITATIONS: "citation count|citations|citation|cites|cited|citation number|cite count|cite|times cited",
    Cue.NOVELTY: "novelty score|novelty|how novel",
    Cue.AI_SCORE: "ai score|aiscore",
    Cue.METRICS: "metrics|stats|metric|profile numbers|profile stats|profile metrics|key numbers|page numbers",
    Cue.OWNER: "who is this profile about|who is this page about|whose page is this|whose profile is this|whose page|"
    "whose profile|who does this page belong to|who does this profile belong to|who owns this page|"
    "whos profile is this|whos page is this|which researcher is this|what researcher is this|who is this|"
    "who is this about|who is the researcher|who is the profile about|who is the page about|name of the researcher|"
    "name of the owner|who is the owner|researcher name|name of this researcher|whos this|profile owner|page owner|"
    "who are we talking about|which pages are loaded|what pages are loaded|who is here|who is in this library|which people have a page|which researchers are here|which researchers are loaded|who is he|who is she|who is this guy|who is this person|who is the profile owner",
    Cue.COUNT: "how many|number of|total number of|count of|how much papers|nr of|num of|no of|count|number|amount of|hm",
    Cue.WHEN: "when|what date|which date|what day|which day|date|publication date|release date|what year|which year|"
    "year|what month|which month|month|published when|how recent|date of publication|year of publication|dated|"
    "submission date|posted date|publication year",
    Cue.WHO: "who|whom|who all",
    Cue.AUTHORS: "authors|author list|list of authors|writers|author|author names|authorship|who is on|who was on|"
    "team behind|people behind|all authors|listed authors|names of the authors",
    Cue.FIRST_AUTHOR: "first author|lead author|leading author|main author|1st author|first authored|first author of|"
    "first authors|lead authored|lead authors|first named author|first listed author|listed first",
    Cue.LAST_AUTHOR: "last author|senior author|final author|corresponding author|last authors|senior authors|"
    "last listed author|pi",
    Cue.COAUTHORS: "co authors|coauthors|co author|coauthor|collaborators|collaborator|collaborated with|works with|"
    "work with|worked with|writes with|written with|wrote with|write with|collaborates with|collaborate with|"
    "publishes with|publish with|published with|collaborations|cowriters|coauthored with|co authored with|"
    "coauthored|co authored|collaborated",
    Cue.WRITE: "wrote|write|written|made|make|makes|created|create|authored|behind|developed|invented|built|"
    "came up with|did|proposed|worked on|responsible for|introduced|designed|invent|coauthored",
    Cue.FIELD: "field tag|arxiv category|field|category|categories|subject|subject area|research area|research field|"
    "primary field|main field|subfield|discipline|arxiv class|arxiv tag|arxiv subject|tagged|tag|classified|filed under|"
    "fields|area|primary category|listed under|research areas|areas",
    Cue.AFFILIATION: "affiliation|institution|university|institute|affiliated with|affiliated|affiliations|organisation|"
    "organization|affiliation tag|institutions|universities|uni",
    Cue.TITLE: "full title|whole title|complete title|exact title|title|full name of the paper|titled|called in full|"
    "entire title|official title",
    Cue.CODE: "source code|code available|code|codes|github repo|github|gitlab|repository|repositories|repo|repos|"
    "implementation|implementations|codebase|open source|open sourced|opensource|opensourced|code base|git repo|"
    "github repos|github repository|github repositories|available code|code flag|git",
    Cue.LINK: "link|links|url|urls|web address|address",
    Cue.PAPERS: "papers|paper|publications|publication|pubs|pub|articles|article|his works|her works|their works|all works|list of works|published works|preprints|preprint|"
    "studies|manuscripts|manuscript|research papers|research paper|publication list|paper list|titles|"
    "bibliography",
    Cue.ANYTHING: "anything|something|everything|stuff|any papers|any work|any works",
    Cue.WHICH: "which|which one|which ones|which of the papers|which of these|which of them|which of his|which of her",
    Cue.PUBLISH: "publish|published|publishes|released|release|put out|came out|come out|comes out|appeared|appear|"
    "wrote|write|written|authored|out|posted|coming out|do|did",
    Cue.LIST: "list|show|show me|give me|find|display|enumerate|find me|list all|gimme|give|get|get me|see|let me see|"
    "pull up|bring up|search|search for|looking for|im looking for|i am looking for|i want|i need",
    Cue.ALL: "all|every|entire|complete|full|whole",
    Cue.NEWEST_FIRST: "newest first|latest first|most recent first|sorted by date|by date|recent first|reverse chronological",
    Cue.OLDEST_FIRST: "oldest first|earliest first|chronologically|in chronological order|chronological order|chronological",
    Cue.ABSTRACT: "abstract|abstracts|full abstract|whole abstract",
    Cue.THIS_PAPER: "this paper|that paper|the paper|this one|this article|this work|this study",
    Cue.NEWEST: "what is new|anything new|whats new|newest|latest|most recent|most recently|recent|newest one|recently|last|freshest|most current",
    Cue.OLDEST: "oldest|earliest|first|very first|first ever",
    Cue.ABOUT: "about|on|regarding|related to|concerning|dealing with|deals with|deal with|covers|cover|tackles|"
    "tackle|focus on|focuses on|focused on|that covers|concerned with|to do with|topic|topics|around|touching|"
    "looks at|look at|studies|studying|investigates|explores|exploring|is about|works on|work on|working on",
    Cue.MENTION: "mention|mentions|mentioning|mentioned|contain|contains|containing|include the word|talk about|"
    "talks about|with the word|use the word|uses the word|says|bring up|brings up|with the words|refer to|refers to|name drops",
    Cue.EXPAND: "stand for|stands for|stood for|full form|expansion|short for|spelled out|spell out|expanded|expand|"
    "abbreviation mean|acronym mean|abbreviate|abbreviates|full name|long form|stands 4|stand 4|unabbreviated",
    Cue.ACRONYM: "acronym for|abbreviation for|abbreviation of|acronym of|short form of|short name for|acronym|"
    "abbreviation|abbreviated|short name of|initialism for",
    Cue.COMPARE: "compare|compared|comparison|versus|vs|difference between|differences between|compare to|side by side|"
    "differ",
    Cue.NEWER: "newer|more recent|later|more recently|came later|younger|newest of",
    Cue.OLDER: "older|earlier|came first|first of|came earlier|published first|sooner|predate|predates",
    Cue.HIGHER: "higher|more|lower|fewer|larger|better known|less|bigger",
    Cue.NOT: "not|other than|except|excluding|but not|outside|non|exclude|besides|not in|isnt|except for|apart from|minus",
    Cue.WITHOUT: "without|no|lacking|lack|missing|with no|having no|w o|dont have|do not have|does not have|has no|have no",
    Cue.BY: "by|from author|of author|authored by|written by|published by|coauthored by",
    Cue.WITH: "with|having|together with|alongside|along with|including|w|featuring|has|have",
    Cue.ALONE: "alone|solo|single author|single authored|sole author|by himself|by herself|without co authors|"
    "without coauthors|sole authored|solo authored|no co authors|no coauthors|only author|on her own|on his own",
    Cue.HIM: "he|his|him|she|her|hers|they|their|them|the author|the researcher|this researcher|this author|this guy|"
    "this person|the profile|this profile|the page|this page|the owner|the owner of this page|the owner of the page|"
    "the scholar|this scholar|the guy|this scientist|the scientist|this professor|the prof|page owner|theirs|"
    "this dude|the dude|this woman|this man|profile owner|the profile owner|author of this page|owner|researcher",
    Cue.WHAT: "what|whats|wat|wats|what are|what is|what was|explain|describe|define|definition of|tldr|tl dr|summary of|"
    "summarize|summarise|summary|eli5|overview of|overview|gist of|gist|wts|in short|what about",
    Cue.WHY: "why|what causes|what caused|cause of|causes|reason for|how come|what makes|reasons for|reason|y",
    Cue.HOW: "how often|how high|how|in what way",
    Cue.WHERE: "where",
    Cue.WHETHER: "is|are|was|were|does|do|did|has|have|can|could|is there|are there|will|would",
}

# Words that say nothing of what a question is about.
GLUE = frozenset(
    "a an the of for in to at as and or it its this that these those there here so just pls plz please thx thanks hey hi "
    "hello folio bot ok okay rn now currently current right today actually really exactly total totally overall altogether "
    "me my i we us you your can could would will do does did is are was were be been being has have had tell know like "
    "got get gets gotten one ones them they s t re ve m d u ur much many very most high low big whole even ever only "
    "also too then than from with by up so far mr mrs ms dr prof professor doctor sir some any say says said give gives "
    "show shows page profile listed according value score number count kindly quick quickly question need want wanna "
    "often how what which who whom whose when where why if em per ea each lol bro man dude mate sth smth about im "
    "does dont not no yes exact precise approx approximately roughly entire".split()
)

# Spellings of chat, before anything else is read.
SHORTHAND = {
    "wats": "what is", "whats": "what is", "wat": "what", "wut": "what", "whos": "who is", "wheres": "where is", "hows": "how is",
    "whens": "when was", "whys": "why is", "yr": "year", "yrs": "years", "u": "you", "ur": "your", "r": "are", "pls": "please",
    "plz": "please", "w": "with", "wo": "without", "abt": "about", "b4": "before", "b": "be", "cuz": "because", "bc": "because",
    "hav": "have", "hv": "have", "wich": "which", "wen": "when", "whn": "when", "ppl": "people", "info": "information",
    "thru": "through", "tho": "though", "pprs": "papers", "ppr": "paper", "auth": "author", "cits": "citations",
    "cit": "citation", "bw": "between", "btw": "between", "btwn": "between", "isnt": "is not", "dont": "do not",
    "doesnt": "does not", "didnt": "did not", "arent": "are not", "wasnt": "was not", "hasnt": "has not", "havent": "have not",
}  # fmt: skip

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept|october oct|"
        "november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split()
    )
} | {"couple": 2, "few": 3, "single": 1, "both": 2}

# What people call fields besides their codes and names.
FIELD_NAMES = {
    "nlp": "cs.CL", "natural language processing": "cs.CL", "computational linguistics": "cs.CL", "linguistics": "cs.CL",
    "language": "cs.CL", "vision": "cs.CV", "security": "cs.CR", "crypto": "cs.CR", "cryptography": "cs.CR", "ml": "cs.LG",
    "information retrieval": "cs.IR", "human computer interaction": "cs.HC", "hci": "cs.HC", "robotic": "cs.RO",
    "optimisation": "math.OC", "optimization": "math.OC", "statistics": "stat", "stats": "stat", "math": "math", "maths": "math",
    "mathematics": "math", "physics": "physics", "econ": "econ", "economics": "econ", "biology": "q-bio", "ai": "cs.AI",
    "software": "cs.SE", "probability theory": "math.PR", "ecology": "q-bio.PE", "deep learning": "cs.LG", "computer science": "cs",
    "cs": "cs", "finance": "q-fin", "quantum": "quant-ph", "astronomy": "astro-ph",
}  # fmt: skip

# What profile pages do not tell, with the words by which people ask for it.
MISSING: dict[str, str] = {
    "e-mail addresses and other contacts": "email|emails|e mail|mail address|email address|contact|phone|phone number|website|homepage|"
    "home page|twitter|linkedin|orcid|contact details|reach him|reach her|google scholar|personal site|social media",
    "ages and birthdays": "birthday|born|how old|age|birthdate|date of birth|birth date|birthplace|birth year",
    "pictures of people": "photo|photos|picture of him|picture of her|headshot|portrait|look like|photograph|selfie|pic|pics",
    "awards": "award|awards|prize|prizes|medal|best paper|best paper award|honors|honours|fellowship",
    "advisors and degrees": "advisor|adviser|advisors|supervisor|supervisors|supervises|supervised|supervise|mentor|phd|phd advisor|"
    "thesis|dissertation|degree|graduated|graduate|alma mater|studied at|students|student|doctoral|postdoc|education|bachelor|"
    "masters degree|major in|diploma",
    "venues, journals and reviews": "venue|venues|conference|journal|neurips|icml|iclr|cvpr|acl|emnlp|proceedings|accepted|"
    "peer reviewed|peer review|reviewed|reviewer|reviewers|presented at|impact factor|workshop|published where|where published|"
    "publisher|acceptance|rejected|nature|oral or poster|camera ready",
    "arXiv numbers and DOIs": "arxiv id|arxiv number|arxiv link|arxiv url|arxiv|doi|arxiv identifier|arxiv page|isbn|openreview|issn",
    "BibTeX here (the paper's card has a button for it)": "bibtex|bib entry|citation format|citation in apa|bib|how to cite|apa citation|cite it",
    "stars, forks and downloads": "stars|github stars|forks|downloads|star count|likes|views|upvotes|retweets|tweets|altmetric",
    "salaries and money": "salary|earn|earns|paid|income|net worth|rich|money|wage|earnings",
    "where people live or come from": "live|lives|country|nationality|citizenship|hometown|married|wife|husband|girlfriend|boyfriend|"
    "hobby|hobbies|religion|gender|children|kids|live in|based in|where is he from|where is she from|where is he based|"
    "where is she based|where are they from|single or married|favourite|favorite|speak|native language|height|zodiac",
    "employers and positions": "employer|job|employed|position|works at|work at|work for|works for|where does he work|where does she work|"
    "where do they work|boss|company|tenure|tenured|professorship|is she a professor|is he a professor|career|cv|resume|job title|"
    "hired|hiring|start up|startup|working at|where is he working|where is she working|assistant professor|full professor|colleagues",
    "funding": "funded|funding|funder|funders|grant|grants|sponsor|sponsored|sponsors|paid for|financed",
    "full texts, figures and lengths": "pdf|full text|appendix|figure|figures|page count|how many pages|number of pages|pages long|"
    "supplementary|slides|poster|video|talk|word count|references|bibliography of|how many references|how many figures|how many tables",
    "rankings or verdicts on people": "best researcher|better researcher|rank|ranked|ranking|ranks|smart|famous|smartest|good researcher|"
    "top researcher|greatest|world class|leading expert|expert in|genius|overrated|underrated|the best ml researcher|trustworthy|"
    "most important|most influential|most interesting|most novel|most impactful|best work|his best|her best|best of his|important researcher|better scientist|good scientist|h5|i10|i10 index|g index|percentile",
    "licences": "license|licence|licensed",
}
