"""What LaTeX macros mean in Unicode, and how formulas are written in one line: pure data and functions."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from enum import Enum, auto
from functools import cache, partial
from itertools import pairwise
from typing import Final, NamedTuple


class Kind(Enum):
    """How a piece of a formula stands towards its neighbours."""

    PLAIN = auto()
    SPACE = auto()
    RELATION = auto()  # a space on one side asks for one on both: `a\leq b` is `a ≤ b`
    OPEN = auto()  # no space after
    CLOSE = auto()  # no space before
    PREFIX = auto()  # no space after: `\partial f` is `∂f`
    WORD = auto()  # never grows together with letters: `n\log n` is `n log n`
    TAIL = auto()  # never grows together with the letters after it: `x_{ij}y` is `x_ij y`


class Piece(NamedTuple):
    """A piece of a formula, already in Unicode."""

    text: str
    kind: Kind = Kind.PLAIN


class Macro(NamedTuple):
    """The arguments that a macro takes, a letter each, and what it shows of them (None: it makes no sense).

    t: text in braces; v: verbatim in braces; f: formula, one character or in braces; o: option in brackets;
    d: delimiter.
    """

    arguments: str
    show: Callable[..., Piece | None]


def _words(names: str) -> list[str]:
    return names.split()


def _pairs(words: str) -> dict[str, str]:
    names = words.split()
    return dict(zip(names[::2], names[1::2], strict=True))


ACCENTS: Final[Mapping[str, str]] = _pairs(
    """
    ' \u0301  ` \u0300  " \u0308  ^ \u0302  ~ \u0303  = \u0304  . \u0307  c \u0327  H \u030b  k \u0328
    b \u0331  d \u0323  r \u030a  u \u0306  v \u030c  acute \u0301  grave \u0300  hat \u0302  Hat \u0302
    widehat \u0302  tilde \u0303  widetilde \u0303  Tilde \u0303  bar \u0304  overline \u0305  breve \u0306
    check \u030c  dot \u0307  ddot \u0308  dddot \u20db  mathring \u030a  vec \u20d7
    """
)
_OVERLINE: Final = "\u0305"  # over many letters; over one, fonts draw a macron better
# These take a letter without braces too. \b and \d do not: `\d a` may well be a regular expression.
BARE_ACCENTS: Final = frozenset("'`\"^~=.cHkruv")

# What pylatexenc lacks, keeps as a function, or draws otherwise than people write it.
_SYMBOLS: Final[Mapping[str, str]] = (
    _pairs(
        r"""
        epsilon ε  eps ε  phi φ  vartheta θ  varrho ρ  sim ~  thicksim ~  ast *  bullet •  mid |  prime ′
        colon :  ne ≠  land ∧  lor ∨  neg ¬  gets ←  iff ⇔  implies ⇒  impliedby ⇐  leadsto ⇝
        longrightarrow →  longleftarrow ←  leqslant ≤  geqslant ≥  bot ⊥  ddagger ‡  ddag ‡  coloneqq :=
        lbrack [  rbrack ]  { {  } }  lbrace {  rbrace }  | ‖  lq ‘  rq ’  S §  P ¶  copyright ©
        pounds £  degree °  checkmark ✓  owns ∋  Re Re  Im Im  bigstar ★  imath ı  jmath ȷ  triangle △
        biguplus ⊎  bigsqcup ⊔  bigodot ⊙  models ⊨  vDash ⊨  gt >  lt <  slash /  textunderscore _
        textgreater >  textless <  textbar |  guillemetleft «  guillemetright »  Box □  % %  & &  _ _  # #
        $ $  LaTeX LaTeX  TeX TeX  BibTeX BibTeX  ie i.e.  eg e.g.  etc etc.  R ℝ  RR ℝ  reals ℝ  bmod mod
        """
    )
    | {name: name for name in _words("arg argmax argmin det diag dim ker gcd deg Pr sec csc cot lg tr Tr")}
    | {name: name for name in _words("rank sign sgn poly polylog Var Cov softmax mod supp conv")}
    | dict.fromkeys(("!", "/", "-", "xspace"), "")
    | dict.fromkeys((*" \n\t,;:>", "\\", "quad", "qquad", "enspace", "thinspace"), " ")
    | {"etal": "et al."}
)
# The day of the run is no symbol, and these characters are seen by nobody.
_NOT_SYMBOLS: Final = frozenset({"today", "nolinebreak", "textcompwordmark"})
# Fonts, sizes and hints to the typesetter change how text looks, not what it says.
SILENT: Final = frozenset(
    _words(
        "bf em it rm tt sc sf sl cal bfseries itshape rmfamily ttfamily sffamily scshape slshape upshape"
        " normalfont boldmath tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"
        " displaystyle textstyle scriptstyle scriptscriptstyle limits nolimits noindent protect centering"
    )
)
# Letters of words, after which TeX swallows the space: `Stra\ss e` is one word.
LETTERS: Final = frozenset(_words("oe OE ae AE aa AA o O ss L l i j DH dh DJ dj NG ng TH th IJ ij"))
# All that prose may escape; other control symbols there are as likely somebody's Markdown.
ESCAPES: Final[Mapping[str, str]] = {c: c for c in "%&_#${} "} | {",": " ", ";": " ", "/": "", "@": ""}

# Only what fonts draw well: subscript Greek and rare capitals are empty boxes for many readers. The
# asterisk and its like are raised already.
_SUPERSCRIPTS: Final[Mapping[str, str]] = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUW*⋆′°∘†‡⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂ**′°°†‡ᵀ",
        strict=True,
    )
)
_SUBSCRIPTS: Final[Mapping[str, str]] = dict(
    zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})

_PREFIXES: Final = frozenset("∂∇∀∃∄¬√")
# Mathematical signs by Unicode's reckoning which stand for a thing, not between two things.
_THINGS: Final = frozenset("∞∑∏∐∫∬∭∮⋂⋃⋀⋁⋯⊤⊥∅′")
_GREEDY: Final = frozenset("∑∏∫√∂∇")  # after a fraction they would read as part of its denominator
_LETTERS_AND_DIGITS: Final = frozenset({"Lu", "Ll", "Lo", "Nd"})  # but no raised or lowered ones
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_PARENTHESES = re.compile(r"\([^()]*\)")
_LOWERED: Final = "".join(_SUBSCRIPTS.values())
_RAISED: Final = "".join(_SUPERSCRIPTS.values())
# What is clear without parentheses before a fraction's stroke, after it, and under a root.
_NUMERATOR = re.compile(r"[^\s+\-=/<>±∓×·~,:;≤≥→∈]+")
_DENOMINATOR = re.compile(rf"[∂√]?(?:\d[\d.]*|[^\W\d_])(?:[\u0300-\u036f{_RAISED}{_LOWERED}]|[_^]\w+|\(\))*|\(\)")
_RADICAND = re.compile(rf"\d+|[^\W\d_][\u0300-\u036f{_LOWERED}]*|\(\)")


def symbol(name: str) -> str | None:
    """What a macro without arguments stands for, or None."""
    ours = _SYMBOLS.get(name)
    return _pylatexenc_symbols().get(name) if ours is None else ours


@cache
def _pylatexenc_symbols() -> Mapping[str, str]:
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - slow to import

    specs = get_default_latex_context_db().iter_macro_specs(["latex-base", "advanced-symbols"])
    plain = {spec.macroname: spec.simplify_repl for spec in specs if isinstance(spec.simplify_repl, str)}
    return {name: text for name, text in plain.items() if "%" not in text and name not in _NOT_SYMBOLS}


def piece_of(sign: str) -> Piece:
    """A symbol as a piece of a formula."""
    category = unicodedata.category(sign[0]) if sign else ""
    if sign.isspace():
        return Piece(" ", Kind.SPACE)
    if sign[:1] in _PREFIXES and sign:
        return Piece(sign, Kind.PREFIX)
    if len(sign) > 1 and sign.replace(" ", "").isalpha():
        return Piece(sign, Kind.WORD)
    if sign in {"·", ":="} or (category == "Sm" and sign not in _THINGS) or "←" <= sign <= "⇿":
        return Piece(sign, Kind.RELATION)
    return Piece(sign, {"Ps": Kind.OPEN, "Pe": Kind.CLOSE}.get(category, Kind.PLAIN))


def script(mark: str, body: str) -> str:
    """A superscript (`^`) or subscript (`_`): in raised or lowered characters if all of it has them."""
    drawn = _SUPERSCRIPTS if mark == "^" else _SUBSCRIPTS
    body, tight = body.strip(), "".join(body.split())
    if not tight or (mark == "^" and tight in _ORDINALS):
        return tight
    if all(char in drawn for char in tight) and not _TWO_LETTERS.search(tight):
        return "".join(drawn[char] for char in tight)
    if len(body) == 1 or all(_is_letter(char) or unicodedata.combining(char) for char in body):
        return mark + body
    return mark + (body if _PARENTHESES.fullmatch(body) else f"({body})")


def accented(mark: str, letters: str) -> Piece | None:
    """Letters with a combining mark on the first of them, if that can bear one."""
    first = {"ı": "i", "ȷ": "j"}.get(letters[:1], letters[:1])
    if not (first.isalnum() or first in _PREFIXES):
        return None
    if mark == _OVERLINE:
        return Piece("".join(letter + mark for letter in letters)) if len(letters) > 1 else accented("\u0304", first)
    return Piece(unicodedata.normalize("NFC", first + mark) + letters[1:])


def joined(pieces: Iterable[Piece]) -> str:
    """One line, with the author's spaces and those without which words would grow together."""
    row = [piece for piece in pieces if piece.text]
    shown: list[str] = []
    last, spaced = Piece(" "), False
    for piece, following in pairwise((*row, Piece(""))):
        if piece.kind is Kind.SPACE:
            spaced = True
            continue
        is_relation = piece.kind is Kind.RELATION
        gap = _is_gap(last, piece, spaced or (is_relation and following.kind is Kind.SPACE))
        shown.append(" " + piece.text if gap else piece.text)
        last, spaced = piece, is_relation and gap
    return "".join(shown)


def _is_gap(left: Piece, right: Piece, spaced: bool) -> bool:
    if left.kind in {Kind.OPEN, Kind.PREFIX} or right.kind is Kind.CLOSE:
        return False
    if left.text[-1].isspace() or right.text[0].isspace():
        return False
    return spaced or _would_grow_together(left, right)


def _would_grow_together(left: Piece, right: Piece) -> bool:
    end, start = left.text[-1], right.text[0]
    if right.kind is Kind.WORD and (end.isalnum() or end in ")]}′"):
        return True
    return left.kind in {Kind.WORD, Kind.TAIL} and end.isalnum() and (_is_letter(start) or start in _GREEDY)


def _is_letter(char: str) -> bool:
    return unicodedata.category(char) in _LETTERS_AND_DIGITS


def _enclosed(text: str, clear: re.Pattern[str]) -> str:
    return text if clear.fullmatch(_PARENTHESES.sub("()", text)) else f"({text})"


def _word(text: str) -> Piece:
    return Piece(text, Kind.WORD)


def _roman(text: str) -> Piece:
    return _word(text) if len(text) > 1 and text.isalpha() and text.islower() else Piece(text)


def _blackboard(letters: str) -> Piece:
    from pylatexenc.latex2text import fmt_math_text_style  # noqa: PLC0415 - slow to import

    return Piece(str(fmt_math_text_style(letters, "doublestruck")).replace("1", "𝟙"))


def _fraction(upper: str, lower: str) -> Piece:
    return _word(f"{_enclosed(upper, _NUMERATOR)}/{_enclosed(lower, _DENOMINATOR)}")


def _root(degree: str, radicand: str) -> Piece:
    shown = f"{script('^', degree)}√{_enclosed(radicand, _RADICAND)}"
    return Piece(shown, Kind.WORD if degree else Kind.TAIL)


def _link(address: str, text: str) -> Piece:
    return Piece(address if text in {"", address} else f"{text} ({address})")


def _negated(sign: str) -> Piece:
    return Piece(unicodedata.normalize("NFC", f"{sign[:1]}\u0338{sign[1:]}"), Kind.RELATION)


def _sized(sign: str) -> Piece:
    piece = piece_of(sign)
    return piece if piece.kind in {Kind.OPEN, Kind.CLOSE} else Piece(sign)


def _all(names: str, arguments: str, show: Callable[..., Piece | None]) -> dict[str, Macro]:
    return dict.fromkeys(names.split(), Macro(arguments, show))


# Letters of every font come out plain: nobody can search or read aloud the mathematical alphabets, and
# only the blackboard's (ℝ) are what people write.
MACROS: Final[Mapping[str, Macro]] = {
    **_all("emph textbf textit texttt textsc textsl textsf textrm textup textmd textnormal", "t", Piece),
    **_all("text mbox hbox fbox smash underline uline centerline title", "t", Piece),
    **_all("url nolinkurl path", "v", Piece),
    **_all("textcolor texorpdfstring", "vt", lambda _, text: Piece(text)),
    **_all("enquote", "t", lambda text: Piece(f"“{text}”")),
    **_all("footnote", "t", lambda text: Piece(f" ({text})")),
    **_all("href", "vt", _link),
    **_all("textsuperscript", "t", lambda text: Piece(script("^", text))),
    **_all("textsubscript", "t", lambda text: Piece(script("_", text))),
    **_all("mathrm mathsf mathtt symrm", "f", _roman),
    **_all("mathbf mathit mathcal mathscr mathfrak mathnormal boldsymbol bm pmb ensuremath", "f", Piece),
    **_all("mathop mathbin mathrel mathord mathinner underbrace overbrace", "f", Piece),
    **_all("mathbb mathbbm mathds Bbb", "f", _blackboard),
    **_all("operatorname operatorname*", "f", _word),
    **_all("frac dfrac tfrac cfrac nicefrac sfrac textfrac", "ff", _fraction),
    **_all("binom tbinom dbinom", "ff", lambda upper, lower: Piece(f"({upper} choose {lower})")),
    **_all("sqrt", "of", _root),
    **_all("overset stackrel", "ff", lambda above, base: _word(base + script("^", above))),
    **_all("underset", "ff", lambda below, base: _word(base + script("_", below))),
    **_all("pmod", "f", lambda number: _word(f"(mod {number})")),
    **_all("not", "f", _negated),
    **{name: Macro("f", partial(accented, mark)) for name, mark in ACCENTS.items()},
    **_all("left mleft bigl Bigl biggl Biggl", "d", lambda sign: Piece(sign, Kind.OPEN)),
    **_all("right mright bigr Bigr biggr Biggr", "d", lambda sign: Piece(sign, Kind.CLOSE)),
    **_all("middle big Big bigg Bigg bigm Bigm", "d", _sized),
}
