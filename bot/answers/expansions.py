"""What an acronym stands for, and what something is called for short."""

from bot.answers.asked import Asked
from bot.answers.grammar.phrases import Cue
from bot.answers.linking.shelf import Named
from bot.answers.outcome import Answer, Answered, Declined, Quote
from bot.answers.sentences import sentences_of
from bot.library.text import STOP_WORDS


def about_names(asked: Asked) -> Answer | None:
    """An acronym spelled out, or the acronym of what is spelled out; None where neither is asked for or known."""
    reading = asked.reading
    if reading.has(Cue.EXPAND) or "meaning" in reading.words or (reading.words[-1:] in (["mean"], ["means"])):
        return _spelled_out(asked)
    if reading.has(Cue.ACRONYM):
        return _shortened(asked)
    return None


def _spelled_out(asked: Asked) -> Answer | None:
    for word in asked.reading.words:
        known = [*asked.shelf.names.get(word, ()), *asked.shelf.names.get(word.removesuffix("s"), ())]
        named = next((each for each in known if each.coined.span is not None), None)
        if named is not None and len(named.coined.name) < 12:
            span = named.coined.span
            assert span is not None
            paper = asked.shelf.papers[named.place]
            return _answered(named, paper.abstract[slice(*span)], asked)
    if not asked.reading.has(Cue.EXPAND) or asked.reading.has(Cue.PAPERS):
        return None
    return Declined("No abstract here spells that out.", asked.suggestions())


def _shortened(asked: Asked) -> Answer | None:
    words = [
        word
        for word in asked.reading.words
        if word not in STOP_WORDS and word not in {"acronym", "abbreviation", "whats"}
    ]
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            for named in asked.shelf.names.get("".join(words[start : start + length]), ()):
                if named.coined.span is None:
                    continue
                short = next(
                    (
                        c
                        for c in _siblings(named, asked)
                        if c.coined.span == named.coined.span and c.coined.name.isupper()
                    ),
                    None,
                )
                if short is not None:
                    return _answered(short, short.coined.name, asked)
    return None


def _siblings(named: Named, asked: Asked) -> list[Named]:
    return [
        each for held in asked.shelf.names.values() for each in held if each.place == named.place and each.coined.span
    ]


def _answered(named: Named, short: str, asked: Asked) -> Answered:
    paper = asked.shelf.papers[named.place]
    span = named.coined.span
    assert span is not None
    sentence = next(s for s in sentences_of(paper.abstract) if s.start <= span[0] < s.end)
    return Answered(short, (Quote(paper.key, sentence.start, sentence.end, sentence.text),), (paper.key,))
