"""The planner: what is due for whom at this moment. It decides; others write down and send."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice

from bot.digest.arrivals import Arrivals
from bot.digest.filters import Unwanted, Wanted, judge, words_of
from bot.digest.models import Filter, Key, Subscription
from bot.digest.schedule import due_days
from bot.library.fields import field_of
from bot.library.models import Paper, Person

# How many of the newest papers a first digest starts with, if somebody asks for them.
_LATEST = 5


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is due: what it announces, in order, and the subscription as it is once this is written down.

    `missed` counts earlier days that it stands for as well.
    """

    key: Key
    subscription: Subscription
    wanted: tuple[tuple[int, Wanted], ...]
    missed: int = 0


@dataclass(slots=True)
class News:
    """What came, judged by filters. Channels that want the same share the work."""

    arrivals: Arrivals
    people: Mapping[str, Person]
    _words: dict[str, str] = field(default_factory=dict)
    _judged: dict[tuple[Filter, int, tuple[int, ...]], tuple[tuple[int, Wanted], ...]] = field(default_factory=dict)

    def for_(self, subscription: Subscription) -> tuple[tuple[int, Wanted], ...]:
        """What a subscription has not announced and wants, in the order of a digest, with its number."""
        key = (subscription.wanted, subscription.seen, subscription.waiting)
        if key not in self._judged:
            papers = self.arrivals.after(subscription.seen, subscription.waiting)
            judged = ((number, self._judge(paper, subscription.wanted)) for number, paper in papers)
            kept = [(number, each) for number, each in judged if not isinstance(each, Unwanted)]
            self._judged[key] = in_order(kept)
        return self._judged[key]

    def _judge(self, paper: Paper, wanted: Filter) -> Wanted | Unwanted:
        if (wanted.keywords or wanted.exclude) and paper.key not in self._words:
            self._words[paper.key] = words_of(paper)
        return judge(paper, wanted, self.people, self._words.get(paper.key))


def plan(
    subscriptions: Iterable[Subscription], done: Mapping[str, Collection[date]], news: News, now: datetime
) -> Iterator[Due]:
    """Whatever is due, one by one. `done` are the local days of each subscription that have their delivery.

    However many days were missed, one digest stands for them all.
    """
    for subscription in subscriptions:
        if subscription.paused or subscription.suspended:
            continue
        days = due_days(subscription, done.get(subscription.id, ()), now)
        if days:
            key = Key(subscription.guild, subscription.id, days[-1])
            yield Due(key, announced(subscription, news.arrivals), news.for_(subscription), len(days) - 1)


def announced(subscription: Subscription, arrivals: Arrivals) -> Subscription:
    """The subscription once everything that is here has been looked at; what is not here now is waited for."""
    absent = arrivals.absent(subscription.seen, subscription.waiting)
    # Never back: a subscription made while this was planned has seen more.
    return replace(subscription, seen=max(subscription.seen, arrivals.last), waiting=absent)


def caught_up(subscription: Subscription, last: int) -> Subscription:
    """The subscription with everything up to a number announced."""
    return replace(subscription, seen=max(subscription.seen, last), waiting=())


def given_back(subscription: Subscription, numbers: Iterable[int]) -> Subscription:
    """The subscription where a delivery came to nothing: its papers are in the next one."""
    return replace(subscription, waiting=tuple(sorted({*subscription.waiting, *numbers})))


def latest(papers: Iterable[Paper], wanted: Filter, people: Mapping[str, Person]) -> tuple[tuple[int, Wanted], ...]:
    """The first few papers that a filter wants, new or not, in the order of a digest. They have no number, hence 0."""
    judged = (judge(paper, wanted, people) for paper in papers)
    return in_order((0, each) for each in islice((each for each in judged if isinstance(each, Wanted)), _LATEST))


def would_announce(
    subscriptions: Iterable[Subscription], papers: Iterable[Paper], people: Mapping[str, Person]
) -> Mapping[str, int]:
    """How many of these papers each subscription would announce that wants any, by its id."""
    given, known = list(papers), list(subscriptions)
    numbers = {
        wanted: sum(isinstance(judge(paper, wanted, people), Wanted) for paper in given)
        for wanted in {each.wanted for each in known}
    }
    return {each.id: numbers[each.wanted] for each in known if numbers[each.wanted]}


def in_order(papers: Iterable[tuple[int, Wanted]]) -> tuple[tuple[int, Wanted], ...]:
    """The order of a digest: the field with most papers first, the newest first within one."""
    given = list(papers)
    sizes = Counter(main_field(wanted.paper) for _, wanted in given)
    return tuple(sorted(given, key=lambda item: (*_place(item[1].paper, sizes), item[1].paper.title)))


def main_field(paper: Paper) -> str:
    """The name of the field under which a digest has a paper; empty for none."""
    return field_of(paper.fields[0]).name if paper.fields else ""


def _place(paper: Paper, sizes: Mapping[str, int]) -> tuple[int, str, int]:
    field = main_field(paper)
    return (-sizes[field], field, -paper.published.day.toordinal() if paper.published else 0)
