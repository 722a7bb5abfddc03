"""What came to pass in the community on some days, each on the day on which it is known for good.

So nothing that happens later (a thread that is hidden, an account that is erased) rewrites a day.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date, datetime

from django.db.models import F, Q

from community.forum.models import Post, Thread
from portal.effort.events import WEEK, AnswerFact, CommunityFacts, ThreadFact
from portal.journal import days as calendar

type Within = Callable[[str, Collection[date]], Q]

# Where both accounts have been erased, nobody knows; most who answer such a question asked it.
_BY_THE_ASKER = Q(author=F("thread__author")) | Q(author=None, thread__author=None)


def read(days: Collection[date], within: Within) -> dict[date, CommunityFacts]:
    """The community's facts of these days."""
    found: dict[date, CommunityFacts] = defaultdict(CommunityFacts)
    asked_a_week_before = [day - WEEK for day in days]
    for thread in _threads(within("created_at", {*days, *asked_a_week_before})):
        day = calendar.day_of(thread.asked_at)
        if day in days:
            found[day].asked.append(thread)
        if day + WEEK in days:
            found[day + WEEK].due.append(thread)
    for thread in _threads(within("first_reply_at", days)):
        assert thread.at is not None
        found[calendar.day_of(thread.at)].first_answers.append(thread)
    for thread in _accepted(within("accepted_at", days)):
        assert thread.at is not None
        found[calendar.day_of(thread.at)].accepted.append(thread)
    for at, answer in _answers(within("created_at", days)):
        found[calendar.day_of(at)].answers.append(answer)
    return dict(found)


def _threads(which: Q) -> Iterator[ThreadFact]:
    """Threads with their first answer by somebody else."""
    rows = Thread.objects.searchable().filter(which)
    for row in rows.order_by().values_list("locale", "created_at", "first_reply_at"):
        yield ThreadFact(*row)


def _accepted(which: Q) -> Iterator[ThreadFact]:
    """Threads with the time at which an answer was accepted."""
    posts = Post.objects.accepted().shown().filter(which, thread__hidden=False).order_by()
    for row in posts.values_list("thread__locale", "thread__created_at", "accepted_at"):
        yield ThreadFact(*row)


def _answers(which: Q) -> Iterator[tuple[datetime, AnswerFact]]:
    """Answers to somebody else."""
    answers = Post.objects.answers().shown().filter(which).filter(~_BY_THE_ASKER).order_by()
    for at, locale, by_staff in answers.values_list("created_at", "thread__locale", "by_staff"):
        yield at, AnswerFact(locale, by_staff)
