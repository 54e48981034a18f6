"""Why a paper was announced or not: the answer is what happened."""

import asyncio
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.arrivals import Seen, arrive
from bot.digest.fate import Announced, Due, Earlier, Filtered, Old, explain
from bot.digest.models import Filter, State
from bot.library.catalogue import Catalogue
from tests.digest.history import EVENTS, OFTEN, History
from tests.digest.samples import START, paper, row, subscription

NOTHING = Catalogue.build([])
BASE = arrive(Seen(), [paper("Old")], (), START, quiet=True)
SEEN = arrive(BASE, [paper("A")], {paper("A").key}, START)


def test_an_announced_paper_says_where() -> None:
    """By its key, and by its number where a mended title has changed the key."""
    sent = row(papers=(paper("A").key,), numbers=(1,), state=State.SENT, message=None)
    mended = paper("A mended", other_titles=("A",))
    for each in (paper("A"), mended):
        assert explain(subscription(seen=1), each, [sent], SEEN, NOTHING) == Announced(sent)


def test_a_failed_delivery_announced_nothing() -> None:
    """Its papers were given back, so they are in the next one."""
    failed = row(papers=(paper("A").key,), numbers=(1,), state=State.FAILED, message=None)
    assert explain(subscription(seen=1, waiting=(1,)), paper("A"), [failed], SEEN, NOTHING) == Due()


def test_what_is_filtered_says_by_what() -> None:
    """The clause names the field, person or word."""
    fate = explain(subscription(seen=1, wanted=Filter(field="CV")), paper("A"), [], SEEN, NOTHING)
    assert isinstance(fate, Filtered)
    assert "Computer Vision" in fate.reason


def test_what_was_here_before_is_old_and_what_is_forgotten_was_earlier() -> None:
    """The baseline, what came before the subscription, and what no kept delivery has."""
    assert explain(subscription(seen=1), paper("Old"), [], SEEN, NOTHING) == Old(in_bulk=True)
    assert explain(subscription(seen=1, began=1), paper("A"), [], SEEN, NOTHING) == Old()
    assert explain(subscription(seen=1), paper("A"), [], SEEN, NOTHING) == Earlier()
    assert explain(subscription(), paper("A"), [], SEEN, NOTHING) == Due()


@settings(max_examples=settings().max_examples // 5)
@given(st.integers(0, 2**32))
def test_after_any_history_why_is_what_happened(seed: int) -> None:
    """Announced was shown or nobody knows; due was not and will be; old and filtered never were."""

    async def check() -> None:
        history = History(seed)
        await history.restart()
        await history.subscribe()
        for step in random.Random(seed).choices(OFTEN, k=14):
            await EVENTS[step](history)
        for name in history.owed:
            told = set(history.told(name))
            known = history.known(name)
            for each in history.town.seeds.catalogue.papers.values():
                fate = history.digests.why(known, each)
                match fate:
                    case Announced(found) if found.state in {State.SENT, State.PUBLISHED}:
                        assert each.abstract in told
                    case Announced(found):
                        assert found.state is not State.FAILED
                    case Due():
                        assert each.abstract not in told
                        assert each.abstract in history.owed[name]
                    case Old() | Filtered():
                        assert each.abstract not in told | history.owed[name]
                    case Earlier():
                        assert each.abstract in told

    asyncio.run(check())
