"""Words that stand before, behind, between and instead of names of people, as tables."""

PAPERS = frozenset(
    "paper papers publication publications pub pubs article articles preprint preprints work works stuff anything "
    "something everything one ones things thing study studies titles".split()
)
# What stands right before a `by` that names somebody.
BEFORE_BY = PAPERS | frozenset(
    "written wrote published authored coauthored released made created developed proposed code posted not nor or and "
    "is are was were it but except those only newest latest oldest first last recent all both either neither solely "
    "jointly also list led".split()
)
# What stands behind a `by` and is nobody's name.
NOT_BY = frozenset(
    "a an the this that these those his her hers him he she it its they them their theirs himself herself themselves "
    "you me us my your whom who whose which what any anyone anybody someone somebody everyone everybody nobody no "
    "none not each every all both either neither other others another more most many much several two three four five "
    "one single multiple different number name title date year years month months day days week weeks quarter decade "
    "field fields category categories subject area areas topic topics affiliation affiliations university institution "
    "institute author authors coauthor coauthors co first last second third lead senior citation citations length "
    "order relevance popularity type kind status code venue far now then how where when why if and or in on at of "
    "from to with without by for as about least fewest owner owners researcher person people paper papers same "
    "never ever always often already recently usually women men students random hand default design".split()
)
# Some of these are names where they are written so.
NAMES_TOO = frozenset({"day", "field", "fields", "young", "page", "default"})
# What stands before the names of a list, and between them.
QUALIFIES = frozenset(
    "both either neither only just exactly solely jointly together one of two "
    "dr prof professor doctor mr mrs ms sir".split()
)
JOINS = frozenset("and or nor but not by without except also plus vs versus & both either".split())
# What is joined to a name and is none: what papers are like.
NOT_JOINED = frozenset("code link links abstract github tagged listed dated since before after until".split())
COAUTHORS = frozenset(
    "coauthors coauthor collaborators collaborator colleagues cowriters partners collaborations".split()
)
# Verbs of people who work with others, in front of `with`.
TOGETHER = frozenset(
    "work worked works working write wrote written writes writing publish published publishes publishing collaborate "
    "collaborated collaborates collaborating coauthored authored together jointly".split()
)
# What bars somebody from a list of people.
BARS = frozenset("besides except excluding minus without than from".split())
SUBJECTS = frozenset("he she they who whom him her them people anyone anybody researcher author owner".split())
HELPING = frozenset("did does do has have was is are were had".split())
WRITES = frozenset(
    "write wrote written author authored coauthor coauthored publish published work worked collaborate collaborated "
    "contribute contributed help helped ever also release released write develop".split()
)
# Those that things do not do.
WRITES_ALONE = frozenset("write wrote written author authored coauthor coauthored publish published".split())
# What stands behind `is Smith`, with one of the words for authors near it.
AUTHORSHIP = frozenset(
    "a an the one among amongst on first last second third also really listed named co coauthor author in".split()
)
ASKS = frozenset("author authors coauthor coauthors writer writers authorship listed".split())
