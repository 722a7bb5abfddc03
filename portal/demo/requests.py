"""Sample requests: one for each contact start that was sent, and what became of it.

The support and the customers do it by the acts of every request. Their mails went out, and were
deleted, long ago.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from kb.models import Family
from kb.models.families import Product
from portal.deflection.models import Attempt, Outcome
from portal.demo import story
from portal.demo.library import Library, said
from portal.handover import acts
from portal.handover.models import ContactRequest
from portal.mail.models import OutboundMail
from portal.support import promises

_CHUNK = 500
_KEPT, _KEPT_WHERE_WORSE = 0.9, 0.5
_ANSWERED, _SOLVED_AT_ONCE, _NOT_YET, _CONFIRMED, _RATED = 0.96, 0.7, 0.12, 0.4, 0.8
# How many stars: of who was answered in time, and of who was not.
_STARS = {True: (2, 3, 8, 30, 57), False: (14, 20, 26, 25, 15)}


def seed(library: Library, now: datetime) -> None:
    """Write the requests, unless there are some already."""
    if ContactRequest.objects.exists():
        return
    draw = random.Random(story.SEED)  # noqa: S311 - a fixed sample, not a secret
    requests = _sent(draw)
    articles = _by_topic(library)
    last = OutboundMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        for request in requests:
            _go_on(draw, request, articles.get(request.topic, []), now)
        ContactRequest.objects.filter(ask_at__lte=now).update(asked_at=F("ask_at"), ask_at=None)
        OutboundMail.objects.filter(pk__gt=last).delete()


def _sent(draw: random.Random) -> list[ContactRequest]:
    messages = said()["requests"]
    names = dict(Product.objects.values_list("slug", "name"))
    sent = Attempt.objects.kept().filter(outcome=Outcome.SENT).order_by("outcome_at", "pk")
    requests = [
        ContactRequest(
            created_at=at,
            locale=one.reader_locale,
            market=one.market,
            email=f"reader-{number}@example.com",
            topic=one.topic,
            message=draw.choice(messages[one.reader_locale]),
            product=names.get(one.product, ""),
            promised_by=promises.answer_by(at, one.market, one.reader_locale),
        )
        for number, one in enumerate(sent, start=1)
        if (at := one.outcome_at)
    ]
    return ContactRequest.objects.bulk_create(requests, batch_size=_CHUNK)


def _by_topic(library: Library) -> dict[str, list[Family]]:
    found: dict[str, list[Family]] = {}
    for family in Family.objects.filter(slug__in=story.POPULAR).order_by("slug"):
        found.setdefault(library.topics.get(family.slug, ""), []).append(family)
    return found


def _go_on(
    draw: random.Random, request: ContactRequest, articles: Sequence[Family], now: datetime
) -> None:
    """Answered, in time or late; solved, or not yet; and rated by some."""
    is_kept = draw.random() < _chance_of_keeping(request, now)
    at = _answered_at(draw, request, is_kept=is_kept)
    if draw.random() > _ANSWERED or at > now:
        return
    article = draw.choice(articles) if articles and draw.random() < 0.6 else None
    if draw.random() < _SOLVED_AT_ONCE:
        acts.solve(request, article=article, at=at)
    else:
        acts.answer(request, at=at)
        at += timedelta(hours=draw.uniform(2, 50))
        if at < now:
            acts.solve(request, article=article, at=at)
    at += timedelta(hours=draw.uniform(4, 40))
    if at > now:
        return
    if draw.random() < (_NOT_YET if is_kept else 2 * _NOT_YET):
        acts.reopen(request, at=at)
        at += timedelta(hours=draw.uniform(3, 30))
        if at < now:
            acts.solve(request, at=at)
    elif draw.random() < _CONFIRMED:
        acts.confirm(request, at=at)
    if draw.random() < _RATED:
        acts.rate(request, rating=draw.choices(range(1, 6), weights=_STARS[is_kept])[0], at=at)


def _chance_of_keeping(request: ContactRequest, now: datetime) -> float:
    is_late = now - request.created_at <= timedelta(days=story.MONTH)
    is_worse = request.locale == story.WORSE_LOCALE and is_late
    return _KEPT_WHERE_WORSE if is_worse else _KEPT


def _answered_at(draw: random.Random, request: ContactRequest, *, is_kept: bool) -> datetime:
    """So much of the promised working time after it came, or later than that."""
    desk = promises.desk(request.market, request.locale)
    promised = desk.promised if desk else None
    if desk is None or promised is None:
        return request.created_at + timedelta(hours=draw.uniform(1, 30))
    part = draw.uniform(0.1, 0.95) if is_kept else draw.uniform(1.2, 3)
    at = desk.timetable.after(request.created_at, part * promised)
    return at or request.created_at
