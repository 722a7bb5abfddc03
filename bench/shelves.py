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
from kb.models import ArticlePage, Family, Kind, Membership
from kb.translation import currency

_AT_ONCE = 2_000
_TEXTS = """
INSERT INTO kb_helppage (page_ptr_id, summary, keywords, body, by_hand, family_id)
SELECT page.id, '', '', '[]', false, family.id
FROM wagtailcore_page AS page JOIN kb_family AS family USING (translation_key)
WHERE NOT EXISTS (SELECT 1 FROM kb_helppage WHERE page_ptr_id = page.id)
"""
_KIND = """
INSERT INTO kb_articlepage (helppage_ptr_id)
SELECT page_ptr_id FROM kb_helppage
WHERE NOT EXISTS (SELECT 1 FROM kb_articlepage WHERE helppage_ptr_id = page_ptr_id)
"""


def fill(many: int, codes: Sequence[str]) -> None:
    """So many articles, the first language being their own: every third text is outdated."""
    for code in codes:
        tree.ensure(code)
    source = Locale.objects.get(language_code=codes[0])
    now = timezone.now()
    topics = _families(max(10, many // 100), Kind.TOPIC, source, "topic", {})
    articles = _families(
        many, Kind.HOWTO, source, "article", {"first_published_at": now, "source_changed_at": now}
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
        _pages(code, articles)
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS)
        cursor.execute(_KIND)
    currency.rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


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


def _pages(code: str, articles: Sequence[Family]) -> None:
    container = tree.container(code, Kind.HOWTO)
    kind = ContentType.objects.get_for_model(ArticlePage)
    now = timezone.now()
    rows = [
        Page(
            path=container._get_path(container.path, container.depth + 1, number + 1),
            depth=container.depth + 1,
            url_path=f"{container.url_path}{article.slug}/",
            slug=article.slug,
            title=f"{code} {number * 7919 % len(articles)}",
            draft_title=f"{code} {number * 7919 % len(articles)}",
            locale=container.locale,
            translation_key=article.translation_key,
            content_type=kind,
            live=True,
            last_published_at=now + timedelta(hours=1 if number % 3 else -1),
        )
        for number, article in enumerate(articles)
    ]
    _made(Page, rows)
    Page.objects.filter(pk=container.pk).update(numchild=len(rows))
