"""Sentences of abstracts: how they are parted, what they do, what can be cut out of them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.outcome import Answered
from bot.answers.retrieval.asking import wanted_roles
from bot.answers.retrieval.roles import Role, does
from bot.answers.retrieval.values import formulas_in, names_in, numbers_in
from bot.answers.sentences import sentences_of
from bot.answers.words import stem, words_of
from bot.folio import Folio
from tests.answers.libraries import open_pages
from tests.conftest import TODAY


@given(st.text(max_size=400))
def test_sentences_are_spans_in_order(text: str) -> None:
    """Whatever the text, sentences are spans of it that do not overlap."""
    end = 0
    for sentence in sentences_of(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        end = sentence.end


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We win. They lose.", 2),
        ("It is 3.5 times faster, e.g. here. Good.", 2),
        ("As Li et al. show, it works. So do we.", 2),
        ("What now? Nothing! (Really.) Yes.", 4),
        ("W. B. Yeats wrote. We read.", 2),
        ("它很快。我们很慢。", 2),
        ("For d = 3. ∀x it holds.", 2),
    ],
)
def test_sentences_end_where_people_end_them(text: str, parts: int) -> None:
    """Not at decimals, initials and short forms."""
    assert len(sentences_of(text)) == parts


@given(st.text(max_size=200))
def test_words_stand_where_they_say(text: str) -> None:
    """Each word is the text at its place."""
    assert all(text[word.start : word.end].startswith(word.text) for word in words_of(text))


@pytest.mark.parametrize(
    "forms",
    [
        ("scale", "scales", "scaled", "scaling"),
        ("generate", "generation", "generated", "generating"),
        ("verify", "verified", "verifies", "verification", "verifier"),
        ("gpu", "gpus"),
        ("query", "queries"),
        ("optimize", "optimization", "optimizer", "optimizing"),
        ("train", "training", "trained", "trains"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    """Endings of grammar do not matter."""
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("We propose Zorblax, a tuner.", Role.DEFINE),
        ("However, tuners suffer from drift.", Role.PROBLEM),
        ("It drifts because the clock is slow.", Role.CAUSE),
        ("It outperforms the baseline by 4%.", Role.RESULT),
        ("A limitation is that it fails at night.", Role.LIMIT),
        ("Our key insight is that clocks are lazy.", Role.INSIGHT),
        ("Code is publicly available.", Role.RELEASE),
    ],
)
def test_sentences_do_what_their_cues_say(sentence: str, role: Role) -> None:
    """Each role is told by its words."""
    assert does(role, sentence)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("what is zorblax", Role.DEFINE),
        ("what problem does zorblax solve", Role.PROBLEM),
        ("why does it drift", Role.CAUSE),
        ("limitations of zorblax", Role.LIMIT),
        ("key idea of zorblax", Role.INSIGHT),
        ("how well does zorblax do", Role.RESULT),
    ],
)
def test_questions_want_what_their_words_say(question: str, role: Role) -> None:
    """The first role is what is asked for."""
    assert wanted_roles(question)[0] is role


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It ran on a 1024-GPU cluster at 5.48× speed.", ["1024", "5.48×"]),
        ("We used 2,140 dives, 1.2 million steps and 137k pairs.", ["2,140", "1.2 million", "137k"]),
        ("Three of seven fell from five to two.", ["Three", "seven", "five", "two"]),
        ("It holds with probability 0.999 and costs 6%.", ["0.999", "6%"]),
    ],
)
def test_numbers_are_found_with_their_units(text: str, numbers: list[str]) -> None:
    """Digits with commas, points, scales and units; words as well."""
    (sentence,) = sentences_of(text)
    assert [value.text for value in numbers_in(sentence)] == numbers


def test_formulas_and_names_are_found() -> None:
    """Orders of growth, equations, and what is written like a name."""
    (sentence,) = sentences_of("On Qwen2.5-32B it takes O(n log n) with N=4 on AIME 2024.")
    assert [value.text for value in formulas_in(sentence)] == ["O(n log n)", "N=4"]
    assert {"Qwen2.5-32B", "AIME 2024"} <= {value.text for value in names_in(sentence)}


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("how many gpus did laminar run on", "1024-GPU"),
        ("how many games are in verigame", "100 games"),
        ("laminar speedup?", "up to 5.48× training throughput speedup"),
        ("what base model did dapo use", "Qwen2.5-32B"),
        ("what does ReFL stand for", "Reward Feedback Learning"),
        ("largest base model size fine-tuned in dart-math", "70B"),
        ("how many genres in verigame", "seven genres"),
        ("AIME score of DAPO", "50 points"),
    ],
)
async def test_short_answers_are_short(folio: Folio, question: str, short: str) -> None:
    """A value with what it counts, cut from its sentence."""
    given_answer = folio.ask(question, TODAY)
    assert isinstance(given_answer, Answered)
    assert given_answer.short.startswith(short)
    assert given_answer.short in given_answer.quotes[0].text


async def test_where_two_values_may_be_meant_the_sentence_is_the_answer(folio: Folio) -> None:
    """The baseline's accuracy is not the system's: then nothing is cut."""
    given_answer = folio.ask("baseline accuracy in gamegen", TODAY)
    assert isinstance(given_answer, Answered)
    assert given_answer.short == given_answer.quotes[0].text


@pytest.mark.parametrize(
    ("page", "question", "short"),
    [
        ("castellaw", "how many oysters per minute does the gripper sort", "22 oysters"),
        ("castellaw", "how many oysters per minute do workers sort", "In tank trials"),
        ("ingrid-vatnedal", "how many episodes survive", "12 of 147 episodes"),
        ("noor-van-dalsum", "accuracy of the nine-point procedure", "With 67 children"),
    ],
)
async def test_a_number_of_two_is_given_where_it_is_clear_whose_it_is(
    tmp_path: Path, page: str, question: str, short: str
) -> None:
    """Else the short answer is the sentence."""
    given = (await open_pages(tmp_path, page)).ask(question, TODAY)
    assert isinstance(given, Answered)
    assert given.short.startswith(short)
