"""Where formulas stand in prose, and which dollars are money."""

import re

# A formula ends at the next closing sign, within 400 characters, or it is none: nothing is read twice.
_FORMULA = re.compile(
    r"""
      \$      ((?: [^$\\] | \\. ){1,400}+)            \$
    | \$\$    ((?: [^$\\] | \\. ){1,400}+)            \$\$
    | \\\(    ((?: [^\\] | \\[^()\[\]] ){1,400}+)     \\\)
    | \\\[    ((?: [^\\] | \\[^()\[\]] ){1,400}+)     \\\]
    """,
    re.DOTALL | re.VERBOSE,
)
# What tells a formula from two amounts of money: LaTeX's own signs, or the lack of words between spaces.
_MARKUP = re.compile(r"\\[a-zA-Z]|\^|_\{")
_SENTENCE = re.compile(r"(?:^|\s)[^\W\d_]{2,}[,.;:]?\s")
_MONEY = re.compile(r"\d.*\s[^\W\d_]{2}|.*[^\W\d_]{2}\s[^\W\d_]{2}", re.DOTALL)
# `US$ 3` opens no formula, and a dollar between two amounts closes none, whatever markup is between them.
_CURRENCY = re.compile(r"(?:(?<=[A-Z]{2})|(?<=\b[ACS]))\$\s\d")
_AMOUNTS = re.compile(r"\$\s?\d[^$]*(?:[\s(/–-](?:[A-Z]{2}\$\s?|[ACS]\$)|[^\w\s$]\s\$)\d")


def formula_at(text: str, at: int, end: int) -> re.Match[str] | None:
    """The formula that begins here, its body the last group."""
    found = _FORMULA.match(text, at, end)
    if not found or not found[1]:
        return found
    following = text[found.end()] if found.end() < end else ""
    return found if _is_formula(found[1], following) and not _is_money(text, at) else None


def _is_money(text: str, at: int) -> bool:
    r"""Whether the dollar here belongs to an amount, or the next one does: `$5 \emph{or} $10`."""
    return bool(_CURRENCY.match(text, at) or _AMOUNTS.match(text, at))


def _is_formula(body: str, following: str) -> bool:
    """Whether dollars enclose a formula, not two amounts: pandoc's rules, eased where there is a macro."""
    has_markup = bool(_MARKUP.search(body))
    if body[0].isspace() or body[-1].isspace():
        return has_markup and not _SENTENCE.search(body)
    if following.isdecimal():  # `$\pm$0.5` and `224$×$224`, but not `$5 or US$10`
        return not _SENTENCE.search(body) and (has_markup or not any(char.isalnum() for char in body))
    return has_markup or not _MONEY.match(body)  # `$5 million in US$`
