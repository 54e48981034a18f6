"""The words of a question as people type them: chat shorthand spelled out, slips mended."""

import re
from collections.abc import Iterator

from bot.answers.grammar.naming import name_places
from bot.answers.grammar.tokens import Token
from bot.answers.grammar.vocabulary import SHORTHAND
from bot.answers.linking.shelf import Shelf
from bot.answers.words import Word, stem, words_of

# What may follow a stem in a word that is spelt right.
_INFLECTED = frozenset(
    (
        "",
        *"s e es ed d er ers ing y ies ied ly al ally ion ions ation ations ment ments ity ities ness ize "
        "ized izes izing izer ization".split(" "),
    )
)
# What is short already is no slip of a longer word, which may be a name: `smith`.
_CHAT = frozenset({"smth", "sth", "thx", "plz", "pls", "bro", "ppl"})
_SHORT = 3
_LONG_WORD = 9
_BEFORE_NAMES = frozenset({"by", "with", "of", "author", "and", "or", "is"})
# What people write with a stroke, which is no word of its own.
_SLASHES = {"w/o": "without ", "w/": "with "}
# What lists of authors end with, and `acc. to`.
_SHORT_FORMS = re.compile(r"\bet\.? al\b\.?|\bacc\.? (?=to\b)", re.IGNORECASE)
# The same where it is asked for: `papers without "et al."`.
_STOPS = re.compile(
    r"\b(with(?:out)?|have|has|having|no|n?or|and|an|says?) (?:an? )?[\"“']?et\.? al\b\.?", re.IGNORECASE
)
# `RL = ?`
_EQUALS = re.compile(r"^\W*([\w-]+)\s*=\s*\?")
_NOT_FIRST = re.compile(
    r"\b(?:as )?(?:an? )?(?:co-?)?author,? but (?:is )?not (?:as )?(?:the )?first(?: one| author)?\b", re.IGNORECASE
)
# `LG/RL papers` are of either.
_EITHER = re.compile(r"\b([A-Z]{2,5})/([A-Z]{2,5})(?= papers?\b)")
_SLASHED = re.compile(r"\bw/o?(?!\w)|\bw/(?=\w)", re.IGNORECASE)


def tokens_of(text: str, shelf: Shelf) -> Iterator[Token]:
    """The tokens of a question, each as typed and as it is read."""
    before = ""
    text = _EITHER.sub(r"\1 or \2", _EQUALS.sub(r"what does \1 stand for ", text))
    plain = _SLASHED.sub(lambda match: _SLASHES[match.group().casefold()], text.replace("#", " number "))
    plain = _NOT_FIRST.sub("not first author but author", _SHORT_FORMS.sub(" ", _STOPS.sub(r"\1 etal", plain)))
    words = words_of(plain)
    for word, name in zip(words, name_places(plain, words, shelf), strict=True):
        if name:
            yield _named(word, name, shelf)
        elif word.folded in SHORTHAND:
            yield from (Token(word.text, part) for part in SHORTHAND[word.folded].split())
        else:
            yield _mended(word, before, shelf)
        before = word.folded


def _named(word: Word, name: int, shelf: Shelf) -> Token:
    """A word of a name: a slip for a part of somebody's here, or as it is."""
    known = word.folded in shelf.people or (word.folded.endswith("s") and word.folded[:-1] in shelf.people)
    mended = None if known else next((each for each in shelf.speller.slips(word.folded) if each in shelf.people), None)
    return Token(word.text, mended or word.folded, mended=mended is not None, name=name)


def _mended(word: Word, before: str, shelf: Shelf) -> Token:
    if _is_known(word.folded, shelf):
        return Token(word.text, word.folded)
    if len(word.folded) == _SHORT:
        # Three letters may be a name as well, where a name stands or by a capital.
        may_be_name = before in _BEFORE_NAMES or word.text[0].isupper() or not word.text.isascii()
        small = (
            [] if may_be_name else [known for known in shelf.speller.lost_letter(word.folded) if known in shelf.small]
        )
        return Token(word.text, small[0], mended=True) if small else Token(word.text, word.folded)
    slips = (each for each in shelf.speller.slips(word.folded) if each not in _CHAT)
    mended = next(slips, None) or _mended_stem(word.folded, shelf)
    return Token(word.text, mended, mended=True) if mended else Token(word.text, word.folded)


def _mended_stem(word: str, shelf: Shelf) -> str | None:
    """`substracting` as `subtract`: a long word's slip in front of its ending."""
    ending = next((each for each in ("ing", "ed", "es", "s") if word.endswith(each)), "")
    return shelf.speller.mend(word.removesuffix(ending)) if ending and len(word) >= _LONG_WORD else None


def _is_known(word: str, shelf: Shelf) -> bool:
    return (
        word in shelf.speller.known
        or (stem(word) in shelf.holders and word.removeprefix(stem(word).rstrip("i")) in _INFLECTED)
        or any(char.isdigit() for char in word)
        or (word.endswith("s") and word[:-1] in shelf.people)
    )
