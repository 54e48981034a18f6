"""Small words, shorthand, months, numbers, and what people call fields: the rest of the vocabulary of questions."""

# Words that say nothing of what a question is about.
GLUE = frozenset(
    "a about according actually also altogether an and any approx approximately are as at be been being big bot "
    "bro by can could count current currently d did do doctor does dont dr dude ea each em entire even ever exact "
    "exactly far folio for from get gets give gives got gotten had has have hello here herself hey hi high himself how "
    "i if im in "
    "is it its just kindly know like listed lol low m man many mate me most mr mrs ms much my need no not now "
    "number of often ok okay one ones only or overall page per please pls plz precise prof professor profile "
    "question quick quickly re really right rn roughly s said say says score show shows sir smth so some sth t "
    "tell than thanks that the them themself themselves then there these they this those thx to today too total "
    "totally u up ur us "
    "value ve very wanna want was we were what when where which who whole whom whose why will with would yes you "
    "your".split()
)

# Where code is kept: as it is typed, as it is written, and how its addresses begin.
HOSTS = {
    "github": ("GitHub", "github."), "gitlab": ("GitLab", "gitlab."), "bitbucket": ("Bitbucket", "bitbucket."),
    "codeberg": ("Codeberg", "codeberg."),
}  # fmt: skip

# Words that open a question for yes or no.
WHETHER = frozenset("is was are were does do did has have can isnt wasnt".split())

# Spellings of chat, read as what they are short for before anything else is read.
SHORTHAND = {
    "wats": "what is", "whats": "what is", "wat": "what", "wut": "what", "whos": "who is", "wheres": "where is",
    "hows": "how is", "whens": "when was", "whys": "why is", "yr": "year", "yrs": "years", "u": "you", "ur": "your",
    "r": "are", "pls": "please", "plz": "please", "w": "with", "wo": "without", "abt": "about", "b4": "before",
    "b": "be", "cuz": "because", "bc": "because", "hav": "have", "hv": "have", "wich": "which", "wen": "when",
    "whn": "when", "ppl": "people", "info": "information", "thru": "through", "tho": "though", "pprs": "papers",
    "ppr": "paper", "auth": "author", "cits": "citations", "cit": "citation", "bw": "between", "btw": "between",
    "btwn": "between", "isnt": "is not", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "nr": "number", "ohne": "without", "nicht": "not", "oder": "or", "und": "and", "alle": "all", "keine": "no",
    "hwo": "how", "mny": "many", "teh": "the", "wht": "what", "waht": "what", "taht": "that", "adn": "and",
    "arent": "are not", "wont": "will not", "cant": "can not", "shouldnt": "should not", "couldnt": "could not",
    "wouldnt": "would not", "wasnt": "was not", "hasnt": "has not", "havent": "have not",
}  # fmt: skip

# Months by name.
MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
    "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "october": 10,
    "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip

# Numbers in words.
NUMBERS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "couple": 2, "few": 3, "single": 1, "both": 2,
}  # fmt: skip

# What people call fields besides their codes and names; of several codes any is meant.
FIELD_NAMES = {
    "nlp": "cs.CL", "natural language processing": "cs.CL", "computational linguistics": "cs.CL",
    "linguistics": "cs.CL", "language": "cs.CL", "vision": "cs.CV", "security": "cs.CR", "crypto": "cs.CR",
    "cryptography": "cs.CR", "ml": "cs.LG", "information retrieval": "cs.IR", "human computer interaction": "cs.HC",
    "hci": "cs.HC", "robotic": "cs.RO", "optimisation": "math.OC", "optimization": "math.OC", "statistics": "stat",
    "stats": "stat", "math": "math", "maths": "math", "mathematics": "math", "physics": (
        "physics quant-ph cond-mat astro-ph gr-qc hep-ex hep-lat hep-ph hep-th math-ph nlin nucl-ex nucl-th"
    ), "econ": "econ",
    "economics": "econ", "biology": "q-bio", "ai": "cs.AI", "software": "cs.SE", "probability theory": "math.PR",
    "ecology": "q-bio.PE", "deep learning": "cs.LG", "computer science": "cs", "cs": "cs", "finance": "q-fin",
    "quantitative biology": "q-bio", "quantitative finance": "q-fin", "economic theory": "econ.TH",
    "economics theory": "econ.TH",
    "quantum": "quant-ph", "astronomy": "astro-ph",
}  # fmt: skip

# Words of the grammar that stand in patterns and tables of its rules rather than in phrases.
PATTERN_WORDS = frozenset(
    "least most fewest fewer none etal exactly minimum maximum above below over under spring summer autumn fall "
    "winter half "
    "quarter early late mid ago decade second third fourth fifth sixth seventh eighth ninth tenth penultimate busiest "
    "busy productive prolific breakdown per each common rare rarest frequent frequently often distribution tally "
    "either anyone anybody somebody someone surname both shared share overlap position order listed named credited "
    "word words phrase literally exact literal verbatim url thing things stuff initials whether true correct "
    "once twice repeatedly multiple several cross solely exclusively alone directly immediately right "
    "colon hyphen comma "
    "together times different distinct unique quiet quietest active thousand million hundred halves".split()
)
