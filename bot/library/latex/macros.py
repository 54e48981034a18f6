"""What each LaTeX macro shows: of its arguments (`MACROS`), or as a symbol without any (`symbol`)."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Final, NamedTuple

from bot.library.latex.formulas import Kind, Piece, accented, fraction, piece_of, root, script, word
from bot.library.latex.tables import ACCENTS, NOT_SYMBOLS, SYMBOLS


class Macro(NamedTuple):
    """The arguments that a macro takes, a letter each, and what it shows of them (None: it makes no sense).

    t: text in braces; v: verbatim in braces; f: formula, one character or in braces; o: option in brackets;
    d: delimiter.
    """

    arguments: str
    show: Callable[..., Piece | None]


def symbol(name: str) -> str | None:
    """What a macro without arguments stands for, or None."""
    ours = SYMBOLS.get(name)
    return _pylatexenc_symbols().get(name) if ours is None else ours


@cache
def _pylatexenc_symbols() -> Mapping[str, str]:
    from pylatexenc.latex2text import get_default_latex_context_db  # noqa: PLC0415 - slow to import

    specs = get_default_latex_context_db().iter_macro_specs(["latex-base", "advanced-symbols"])
    plain = {spec.macroname: spec.simplify_repl for spec in specs if isinstance(spec.simplify_repl, str)}
    return {name: text for name, text in plain.items() if "%" not in text and name not in NOT_SYMBOLS}


def _roman(text: str) -> Piece:
    return word(text) if len(text) > 1 and text.isalpha() and text.islower() else Piece(text)


def _blackboard(letters: str) -> Piece:
    from pylatexenc.latex2text import fmt_math_text_style  # noqa: PLC0415 - slow to import

    return Piece(str(fmt_math_text_style(letters, "doublestruck")).replace("1", "𝟙"))


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
    **_all("operatorname operatorname*", "f", word),
    **_all("frac dfrac tfrac cfrac nicefrac sfrac textfrac", "ff", fraction),
    **_all("binom tbinom dbinom", "ff", lambda upper, lower: Piece(f"({upper} choose {lower})")),
    **_all("sqrt", "of", root),
    **_all("overset stackrel", "ff", lambda above, base: word(base + script("^", above))),
    **_all("underset", "ff", lambda below, base: word(base + script("_", below))),
    **_all("pmod", "f", lambda number: word(f"(mod {number})")),
    **_all("not", "f", _negated),
    **{name: Macro("f", partial(accented, mark)) for name, mark in ACCENTS.items()},
    **_all("left mleft bigl Bigl biggl Biggl", "d", lambda sign: Piece(sign, Kind.OPEN)),
    **_all("right mright bigr Bigr biggr Biggr", "d", lambda sign: Piece(sign, Kind.CLOSE)),
    **_all("middle big Big bigg Bigg bigm Bigm", "d", _sized),
}
