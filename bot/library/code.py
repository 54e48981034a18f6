"""What is known of a paper's code: a link, a bare flag, or nothing. A link is never invented."""

import re
from dataclasses import dataclass

from bot.library.models import Listing, Paper

# Discord refuses longer addresses in a button; nobody types a longer one into an abstract either.
LONGEST_LINK = 512


@dataclass(frozen=True, slots=True)
class CodeLink:
    """The page gives an address for the code; `others` are further ones."""

    url: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeFlagged:
    """The page flags the paper as having code and gives no link."""


@dataclass(frozen=True, slots=True)
class NoCode:
    """The page lists no code."""


CodeState = CodeLink | CodeFlagged | NoCode


def code_state(paper: Paper | Listing) -> CodeState:
    """Which of the three states a paper is in."""
    if paper.links:
        return CodeLink(paper.links[0], paper.links[1:])
    return CodeFlagged() if paper.code_flag else NoCode()


# Brackets, quotes and the marks of other scripts end an address; a line break may have torn its scheme off.
_ADDRESS = re.compile(
    r"(?:https?:\s?//|(?<![\w./@-])(?:www\.)?(?:github|gitlab)\.com/)"
    r"(?:(?!https?:)[^\s<>\"“”‘’|\\^`{}\[\]，。；：、！？（）「」…]){3,}",
    re.I,
)
_HOST = re.compile(r"https?://[a-z0-9.-]+\.[a-z]{2,24}(?::\d{1,5})?(?=[/?#]|$)", re.I)
_FORGE = re.compile(
    r"https?://(?:www\.|gist\.)?(?:github\.com|gitlab\.[\w.-]+|bitbucket\.org|codeberg\.org)(?=/|$)", re.I
)
_REPOSITORY = re.compile(_FORGE.pattern + r"/[\w.~-]+/[\w.~-]+", re.I)
# Whatever a text says, no code is kept there.
_NEVER_CODE = re.compile(
    r"https?://(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com|arxiv\.org|(?:dx\.)?doi\.org|openreview\.net|"
    r"huggingface\.co/datasets|kaggle\.com/datasets)\b",
    re.I,
)
# `Code generation` and `lines of code` are subjects; `code` alone is what a paper comes with.
_CODE = (
    r"(?:(?<!of )(?<!of source )(?<!genetic )codes?(?![ -](?:generat|complet|search|review|repair|summar|synth|"
    r"understand|retriev|reason|translat|switch|mix|intelligen|edit|execut|language|llm|model|task|snippet|change))|"
    r"code[ -]?bases?|implementations?|(?<!of )scripts?|notebooks?|"
    r"(?<!data )(?<!dataset )(?:repositor(?:y|ies)|repos?))(?![a-z])"
)
_SAYS_CODE = re.compile(rf"\b{_CODE}", re.I)
_NAMES_CODE = re.compile(rf"\b{_CODE}(?: (?:link|page|url))?(?: (?:is|are))?(?: (?:at|on|in|here))?[\W\d_]*$", re.I)
_POINTS = re.compile(r"(?:[:(\[]|\b(?:at|on|in|from|via|under|here|see))[\W\d_]*$", re.I)
_FOR_CODE = re.compile(rf"[)\]]?,? (?:for|contains|hosts|provides) (?:(?:the|our|all|full|source|more) )*{_CODE}", re.I)
_SAYS_SOFTWARE = re.compile(
    r"\b(?:software|frameworks?|tool(?:kit|box|s)?|librar(?:y|ies)|packages?|simulators?|systems?|platforms?|plug-?ins?|"
    r"models?|methods?|algorithms?|benchmarks?|projects?|work|resources|source|github)\b",
    re.I,
)
_SAYS_DATA = re.compile(
    r"\b(?:data|data[ -]?sets?|corpus|corpora|annotations?|videos?|demos?|slides|supplement\w*|leaderboards?)\b", re.I
)
_SAYS_OURS = re.compile(r"\b(?:our|ours|we|this|the proposed)\b", re.I)
# `Available at` offers; `an available tool` does not.
_OFFERS = re.compile(
    r"\b(?:releas(?:e|es|ed|ing)|availability|provid(?:e|es|ed|ing)|publish(?:ed)?|be found|obtain(?:ed)?|uploaded|"
    r"access(?:ed|ible)?|download(?:ed)?|host(?:ed)?|shar(?:e|ed|ing)|here|"
    r"(?:we|is|are|be|been|fully|also) open[ -]?sourc(?:e|ed|ing)|"
    r"(?:available|public|publicly|open[ -]?sourced?)"
    r"(?=[\W\d]*(?:$|(?:at|on|in|from|via|under|through|for|as|to|with|online)\b)))(?![a-z])",
    re.I,
)
# What a paper rests on or compares itself with is somebody else's, unless something is offered after that.
_RESTS_ON = re.compile(
    r"\b(?:based on|buil[dt]s? (?:up)?on|building (?:up)?on|on top of|us(?:e|es|ed|ing)|adopt(?:s|ed|ing)?|"
    r"adapt(?:s|ed|ing)?|modif(?:y|ies|ied|ying)|extend(?:s|ed|ing)?|fork(?:s|ed)?|(?<!the )follow(?:s|ing)?|"
    r"compar(?:e|es|ed|ing)|evaluat(?:e|es|ed|ing)|such as|like|unlike|prior|implemented (?:in|with|on)|"
    r"integrated (?:in|into|with)|powered by|thanks to)\b",
    re.I,
)
_THEIRS = re.compile(
    rf"\btheir (?:\w+ )?{_CODE}|\b(?:us(?:e|es|ed|ing)|adopt\w*|adapt\w*|modif\w+|extend\w*|fork\w*|"
    r"(?:based|built) (?:up)?on) (?:the |an? )?(?:(?:official|original|publicly|public|available|released|existing|"
    rf"open[ -]source) )*{_CODE}",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")
_CONJUNCTIONS = frozenset({"and", "or", "as", "well"})
_POINTERS = frozenset({"link", "see", "github", "address", "url", "project", "page"})
_SENTENCE = re.compile(r"(?<=[^\s.][^\s.][.!?])(?<! al\.)\s|(?<=[。！？])")
_TRAILING = ".,;:!?'*"
_EMPHASIS = ("_", "*")
# What stands right behind an address that goes on where its text does not.
_CUT_OFF = ("…", "...", "\\", "{", "^")
# How far around an address its sentence is searched for what it is an address of.
_REACH = 240
_REACH_BEHIND = 60


def code_links(text: str, *, flagged: bool) -> tuple[str, ...]:
    """Addresses of the paper's own code in readable text, repositories first, without repetition.

    An address counts when its sentence offers code there, or when it is a repository and the sentence offers
    the authors' own software; `flagged` says that the page knows of code. Others (a project page, a data set,
    somebody else's tool) do not, nor does an address that was cut off.
    """
    links: dict[str, str] = {}
    end, counts = 0, False
    for match in _ADDRESS.finditer(text):
        said = text[max(end, match.start() - _REACH) : match.start()]
        goes_on = end > 0 and _words(said) <= _CONJUNCTIONS
        end = match.end()
        address = _address(match.group(), said[-1:], text[end : end + 3])
        if address is None or _NEVER_CODE.match(address):
            counts = False
        elif goes_on:
            counts = counts and _REPOSITORY.match(address) is not None
        else:
            counts = _is_code(address, said, text[end : end + _REACH_BEHIND], flagged=flagged)
        if counts and address:
            links.setdefault(_identity(address), address)
    return tuple(sorted(links.values(), key=lambda link: _REPOSITORY.match(link) is None))


def is_link(address: str) -> bool:
    """Whether a text is one whole web address that a button can hold."""
    is_whole = len(address) <= LONGEST_LINK and not re.search(r"[\s<>\"'|\\^`{}]", address)
    return is_whole and _HOST.match(address) is not None


def _is_code(address: str, said: str, behind: str, *, flagged: bool) -> bool:
    """Whether what stands before an address, and a little behind it, means the paper's own code."""
    *others, last = _SENTENCE.split(said)
    stands_alone = _words(last) <= _POINTERS
    said = f"{others[-1]} {last}" if stands_alone and others else last
    if _THEIRS.search(said) or not _is_own(said):
        return False
    offers, is_repository = _OFFERS.search(said) is not None, _REPOSITORY.match(address) is not None
    if _SAYS_CODE.search(said):
        return offers or _NAMES_CODE.search(said) is not None or (is_repository and _POINTS.search(said) is not None)
    if not is_repository:
        return False
    if _FOR_CODE.match(behind) or (flagged and stands_alone):
        return True
    is_software, is_data = _SAYS_SOFTWARE.search(said) is not None, _SAYS_DATA.search(said) is not None
    if flagged:
        return offers and (is_software or not is_data)
    return offers and is_software and not is_data and _SAYS_OURS.search(said) is not None


def _is_own(said: str) -> bool:
    """Whether nothing is named that the paper rests on, or something is offered after that."""
    rests_on = max((match.end() for match in _RESTS_ON.finditer(said)), default=0)
    return not rests_on or _OFFERS.search(said, rests_on) is not None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _address(found: str, before: str, behind: str) -> str | None:
    """A whole address with its scheme and without the sentence's punctuation; None where it is no such thing."""
    if len(found) > LONGEST_LINK or behind.startswith(_CUT_OFF) or found.endswith("..."):
        return None
    address = "".join(found.split()).rstrip(_TRAILING)
    if before in _EMPHASIS:
        address = address.rstrip(before)
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(_TRAILING)
    if not address[:8].casefold().startswith(("http://", "https://")):
        address = f"https://{address}"
    is_cut = address.endswith(("-", "_")) or (_FORGE.match(address) and not _REPOSITORY.match(address))
    return None if is_cut or not _HOST.match(address) or len(address) > LONGEST_LINK else address


def _identity(address: str) -> str:
    """The same for addresses that differ in their scheme or their end only."""
    return re.sub(r"^https?://(?:www\.)?", "", address.casefold()).removesuffix("/").removesuffix(".git")
