"""What LaTeX macros and the characters of scripts are in Unicode: data alone."""

from collections.abc import Mapping
from typing import Final


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
# These take a letter without braces too. \b and \d do not: `\d a` may well be a regular expression.
BARE_ACCENTS: Final = frozenset("'`\"^~=.cHkruv")

# What pylatexenc lacks, keeps as a function, or draws otherwise than people write it.
SYMBOLS: Final[Mapping[str, str]] = (
    _pairs(
        r"""
        epsilon ε  eps ε  phi φ  vartheta θ  varrho ρ  sim ~  thicksim ~  ast *  bullet •  prime ′
        colon :  ne ≠  land ∧  lor ∨  neg ¬  gets ←  iff ⇔  implies ⇒  impliedby ⇐  leadsto ⇝
        longrightarrow →  longleftarrow ←  leqslant ≤  geqslant ≥  bot ⊥  ddagger ‡  ddag ‡  coloneqq :=
        lbrack [  rbrack ]  { {  } }  | ‖  lq ‘  rq ’  S §  P ¶  copyright ©
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
NOT_SYMBOLS: Final = frozenset({"today", "nolinebreak", "textcompwordmark"})
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
SUPERSCRIPTS: Final[Mapping[str, str]] = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUW*⋆′°∘†‡⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂ**′°°†‡ᵀ",
        strict=True,
    )
)
SUBSCRIPTS: Final[Mapping[str, str]] = dict(
    zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)
)
