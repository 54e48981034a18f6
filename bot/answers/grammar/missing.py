"""What profile pages do not tell, with the words by which people ask for it."""

MISSING: dict[str, str] = {
    "e-mail addresses and other contacts": (
        "email|emails|e mail|mail address|email address|contact|phone|phone number|website|homepage|home page|"
        "twitter|linkedin|orcid|contact details|reach him|reach her|google scholar|personal site|social media"
    ),
    "ages and birthdays": "birthday|born|how old|age|birthdate|date of birth|birth date|birthplace|birth year",
    "pictures of people": (
        "photo|photos|picture of him|picture of her|headshot|portrait|look like|photograph|selfie|pic|pics"
    ),
    "awards": "award|awards|prize|prizes|medal|best paper|best paper award|honors|honours|fellowship",
    "advisors and degrees": (
        "advisor|adviser|advisors|supervisor|supervisors|supervises|supervised|supervise|mentor|phd|phd advisor|"
        "thesis|dissertation|degree|graduated|graduate|alma mater|studied at|students|student|doctoral|postdoc|"
        "education|bachelor|masters degree|major in|diploma"
    ),
    "venues, journals and reviews": (
        "venue|venues|conference|journal|neurips|icml|iclr|cvpr|acl|emnlp|proceedings|accepted|peer reviewed|"
        "peer review|reviewed|reviewer|reviewers|presented at|impact factor|workshop|published where|"
        "where published|publisher|acceptance|rejected|nature|oral or poster|camera ready"
    ),
    "arXiv numbers and DOIs": (
        "arxiv id|arxiv number|arxiv link|arxiv url|arxiv|doi|arxiv identifier|arxiv page|isbn|openreview|issn"
    ),
    "BibTeX here (the paper's card has a button for it)": (
        "bibtex|bib entry|citation format|citation in apa|bib|how to cite|apa citation|cite it"
    ),
    "stars, forks and downloads": (
        "stars|github stars|forks|downloads|star count|likes|views|upvotes|retweets|tweets|altmetric"
    ),
    "salaries and money": "salary|earn|earns|paid|income|net worth|rich|money|wage|earnings",
    "where people live or come from": (
        "live|lives|country|nationality|citizenship|hometown|married|wife|husband|girlfriend|boyfriend|hobby|"
        "hobbies|religion|gender|children|kids|live in|based in|where is he from|where is she from|"
        "where is he based|where is she based|where are they from|single or married|favourite|favorite|speak|"
        "native language|height|zodiac"
    ),
    "employers and positions": (
        "employer|job|employed|position|works at|work at|work for|works for|where does he work|"
        "where does she work|where do they work|boss|company|tenure|tenured|professorship|is she a professor|"
        "is he a professor|career|cv|resume|job title|hired|hiring|start up|startup|working at|"
        "where is he working|where is she working|assistant professor|full professor|colleagues"
    ),
    "funding": "funded|funding|funder|funders|grant|grants|sponsor|sponsored|sponsors|paid for|financed",
    "full texts, figures and lengths": (
        "pdf|full text|appendix|figure|figures|page count|how many pages|number of pages|pages long|supplementary|"
        "slides|poster|video|talk|word count|references|bibliography of|how many references|how many figures|"
        "how many tables"
    ),
    "rankings or verdicts on people": (
        "best researcher|better researcher|rank|ranked|ranking|ranks|smart|famous|smartest|good researcher|"
        "top researcher|greatest|world class|leading expert|expert in|genius|overrated|underrated|"
        "the best ml researcher|trustworthy|most important|most influential|most interesting|most novel|"
        "most impactful|best work|his best|her best|best of his|important researcher|better scientist|"
        "good scientist|h5|i10|i10 index|g index|percentile"
    ),
    "licences": "license|licence|licensed",
}

# Words of these phrases that nobody uses of what a paper is about: an abstract that has others of the question is no
# reason to look into it.
NEVER_OF_PAPERS = frozenset(
    "email emails twitter linkedin orcid birthday birthdate birthplace headshot selfie phd postdoc advisor adviser "
    "advisors supervisor supervisors thesis dissertation neurips icml iclr cvpr acl emnlp isbn doi issn openreview "
    "arxiv bibtex bib salary earn earns wage earnings income hobby hobbies girlfriend boyfriend wife husband zodiac "
    "nationality citizenship hometown married employer tenure tenured professorship resume hired hiring grant grants "
    "pdf appendix slides h5 i10 altmetric retweets upvotes venue venues proceedings workshop journal poster "
    "portrait homepage website award awards prize prizes medal fellowship license licence licensed".split()
)
