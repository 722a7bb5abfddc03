"""Very many articles at once, written past Wagtail: in topics, voted on, some of them outdated."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page

from kb import tree
from kb.feedback.models import Vote
from kb.models import ArticlePage, Family, HelpPage, Kind, Membership, TopicPage
from kb.translation import currency

_AT_ONCE = 2_000
_TEXTS = """
INSERT INTO kb_helppage (page_ptr_id, summary, keywords, body, by_hand, family_id)
SELECT page.id, '', '', '[]', false, family.id
FROM wagtailcore_page AS page JOIN kb_family AS family USING (translation_key)
WHERE NOT EXISTS (SELECT 1 FROM kb_helppage WHERE page_ptr_id = page.id)
"""
_KIND = """
INSERT INTO {table} (helppage_ptr_id)
SELECT page_ptr_id FROM kb_helppage JOIN wagtailcore_page ON id = page_ptr_id
WHERE content_type_id = %s
AND NOT EXISTS (SELECT 1 FROM {table} WHERE helppage_ptr_id = page_ptr_id)
"""


def fill(many: int, codes: Sequence[str], name: str = "article") -> list[Family]:
    """So many articles, the first language being their own: every third text is outdated.

    Returns the topics that they are in; each holds a hundred.
    """
    for code in codes:
        tree.ensure(code)
    source = Locale.objects.get(language_code=codes[0])
    now = timezone.now()
    topics = _families(max(10, many // 100), Kind.TOPIC, source, f"{name}-topic", {})
    articles = _families(
        many, Kind.HOWTO, source, name, {"first_published_at": now, "source_changed_at": now}
    )
    _made(Membership, [
        Membership(topic=topics[number % len(topics)], member=article, place=number)
        for number, article in enumerate(articles)
        if number % 20
    ])  # fmt: skip
    _made(Vote, [
        Vote(family=article, voter=f"token:{number}-{voter}", helpful=bool((number + voter) % 3))
        for number, article in enumerate(articles)
        for voter in range(number % 7)
    ])  # fmt: skip
    for code in codes:
        _pages(code, Kind.TOPIC, TopicPage, topics)
        _pages(code, Kind.HOWTO, ArticlePage, articles)
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS)
        for model in (TopicPage, ArticlePage):
            kind = ContentType.objects.get_for_model(model)
            cursor.execute(_KIND.format(table=model._meta.db_table), [kind.pk])
    currency.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return topics


def _made(model: Any, rows: list[Any]) -> list[Any]:
    made: list[Any] = model.objects.bulk_create(rows, batch_size=_AT_ONCE)
    return made


def _families(
    many: int, kind: Kind, source: Locale, name: str, about: dict[str, Any]
) -> list[Family]:
    return _made(
        Family,
        [
            Family(slug=f"{name}-{number}", kind=kind, source_locale=source, **about)
            for number in range(many)
        ],
    )


def _pages(code: str, kind: Kind, model: type[HelpPage], families: Sequence[Family]) -> None:
    container = tree.container(code, kind)
    content_type = ContentType.objects.get_for_model(model)
    now = timezone.now()
    rows = [
        Page(
            path=container._get_path(container.path, container.depth + 1, number),
            depth=container.depth + 1,
            url_path=f"{container.url_path}{family.slug}/",
            slug=family.slug,
            title=f"{code} {number * 7919 % len(families)}",
            draft_title=f"{code} {number * 7919 % len(families)}",
            locale=container.locale,
            translation_key=family.translation_key,
            content_type=content_type,
            live=True,
            last_published_at=now + timedelta(hours=1 if number % 3 else -1),
        )
        for number, family in enumerate(families, container.numchild + 1)
    ]
    _made(Page, rows)
    Page.objects.filter(pk=container.pk).update(numchild=container.numchild + len(rows))
