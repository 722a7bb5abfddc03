"""What articles are in every language, changed for many: their topics, and who owns them."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy
from wagtail.log_actions import log

from kb.articles.bulk.verdicts import BulkArticle, Choice, Hindrance, Verb, Verdict
from kb.models import Family, Kind, set_topics
from kb.models.membership import refuse_cycle
from portal.actors import Actor

RETAGGED, OWNED = "kb.topics", "kb.owner"
"""What the log of changes calls them."""


class How(TextChoices):
    """What is done with the topics that were chosen."""

    ADD = "add", pgettext_lazy("topics", "Add these topics")
    REMOVE = "remove", pgettext_lazy("topics", "Remove these topics")
    REPLACE = "replace", pgettext_lazy("topics", "Replace all topics with these")


def _may_change(actor: Actor, article: BulkArticle) -> bool:
    """Asked of its own text; where that is missing, of any: it is of all languages."""
    page = article.source or next(iter(article.pages.values()), None)
    return page is not None and actor.may("help.edit_article", page)


def _changed(topics: Sequence[int], choice: Choice) -> list[int]:
    """An article's topics in their order, as they would be."""
    chosen: list[int] = choice["topics"]
    match choice["how"]:
        case How.ADD:
            return list(dict.fromkeys([*topics, *chosen]))
        case How.REMOVE:
            return [topic for topic in topics if topic not in chosen]
    return chosen


def _to_retag(actor: Actor, article: BulkArticle, choice: Choice) -> Iterator[Verdict]:
    new = _changed(article.topics, choice)
    if not _may_change(actor, article):
        yield Verdict(reason=Hindrance.FORBIDDEN)
    elif article.topics == new:
        yield Verdict(reason=Hindrance.UNCHANGED)
    elif _go_round(article.family, new):
        yield Verdict(reason=Hindrance.CIRCLE)
    else:
        yield Verdict()


def _go_round(family: Family, topics: list[int]) -> bool:
    if family.kind != Kind.TOPIC:
        return False
    try:
        refuse_cycle(family, _families(topics))
    except ValidationError:
        return True
    return False


def _families(numbers: list[int]) -> list[Family]:
    found = Family.objects.in_bulk(numbers)
    return [found[number] for number in numbers if number in found]


def _retag(actor: Actor, article: BulkArticle, choice: Choice, _all: Sequence[str]) -> None:
    new = _changed(article.topics, choice)
    set_topics(member=article.family, topics=_families(new))
    log(article.family, RETAGGED, user=actor.privileged, data={"topics": new})


def _to_own(actor: Actor, article: BulkArticle, choice: Choice) -> Iterator[Verdict]:
    if not _may_change(actor, article):
        yield Verdict(reason=Hindrance.FORBIDDEN)
    elif article.family.owner_id == choice["owner"]:
        yield Verdict(reason=Hindrance.UNCHANGED)
    else:
        yield Verdict()


def _own(actor: Actor, article: BulkArticle, choice: Choice, _all: Sequence[str]) -> None:
    Family.objects.filter(pk=article.family.pk).update(owner=choice["owner"])
    log(article.family, OWNED, user=actor.privileged)


RETAG = Verb("retag", _to_retag, _retag)
OWN = Verb("own", _to_own, _own)
