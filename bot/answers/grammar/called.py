"""Which of the mentions of papers in a question are meant, and what one word of a title names."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.answers.grammar.vocabulary import GLUE
from bot.answers.linking.mentions import Mention
from bot.answers.linking.shelf import Shelf
from bot.answers.words import stem, words_of
from bot.library.models import Paper
from bot.library.text import STOP_WORDS

PAPER_WORDS = frozenset({"paper", "papers", "study", "work", "article", "essay", "preprint", "publication", "one"})
# So many words of a title are no chance.
_PLAIN = 3


def outside(mentions: Iterable[Mention], topic: Collection[int]) -> list[Mention]:
    """Mentions that are no words of a topic."""
    return [mention for mention in mentions if not {*range(mention.start, mention.end)} & {*topic}]


def is_meant(mention: Mention, words: Sequence[str], place: int) -> bool:
    """Whether a question about a paper means another one by this: two words of a title may stand in any question."""
    telling = [word for word in words[mention.start : mention.end] if word not in STOP_WORDS and word not in GLUE]
    is_plain = len(telling) >= _PLAIN or words[mention.end - 1] == "paper"
    return bool(mention.name) or is_plain or place in mention.places


def by_one_word(words: Sequence[str], mentions: Sequence[Mention], shelf: Shelf) -> Iterator[Mention]:
    """`the quiet paper`: one word that one title has, right before what stands for a paper."""
    taken = {at for mention in mentions for at in range(mention.start, mention.end)}
    for at, word in enumerate(words):
        held = shelf.titled.get(stem(word), ())
        is_named = words[at + 1 : at + 2] in _NAMING
        if at in taken or not held or word in shelf.grammar or word in STOP_WORDS:
            continue
        alone = len(held) == 1 and (is_named or _is_part_of_name(word, shelf.papers[held[0]]))
        among = len(held) <= _FEW and bool(_AMONG & set(words)) and words[at + 1 : at + 2] in (["paper"], ["papers"])
        if alone or among:
            yield Mention(tuple(held), at, at + 1)


# `which of the two whisper papers`: some papers that have the word.
_AMONG, _FEW = frozenset({"both", "two", "either", "newer", "older"}), 3
# What stands for a paper behind one word of its title.
_NAMING = [[word] for word in sorted(PAPER_WORDS - {"papers"} | {"project", "thing"})]


def _is_part_of_name(word: str, paper: Paper) -> bool:
    """Whether a title has the word with a capital inside, as only names have: `GameGen` of `GameGen-Verifier`."""
    written = [each.text for each in words_of(paper.title) if each.folded == word]
    return any(each[1:] != each[1:].casefold() and not each.isupper() for each in written)


def with_paper_word(mentions: Sequence[Mention], words: Sequence[str]) -> list[Mention]:
    """Mentions with the `paper` behind them, which then asks for nothing."""
    return [
        Mention(m.places, m.start, m.end + 1, m.name)
        if m.end < len(words) and words[m.end] in {"paper", "study", "article", "essay", "preprint"}
        else m
        for m in mentions
    ]
