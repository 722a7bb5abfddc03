"""A copy of an article: a draft that is an article of its own, with an id of its own."""

from typing import Any

from django.db import transaction
from wagtail.models import Locale

from kb.models import Family, HelpPage, free_slug, set_topics


def copy(page: HelpPage, *, title: str, by: Any) -> HelpPage:
    """Make a draft with the page's latest text in its language, and with its family's facets.

    The text's language is the copy's source: what the first is in other languages stays there.
    """
    text = page.get_latest_revision_as_object()
    with transaction.atomic():
        made: HelpPage = type(text)(
            title=title,
            family=_like(page.family, title, page.locale),
            locale=page.locale,
            owner=by,
            live=False,
            summary=text.summary,
            keywords=text.keywords,
            body=text.body,
        )
        page.get_parent().add_child(instance=made)
        made.save_revision(user=by, log_action="wagtail.create")
    return made


def _like(family: Family, title: str, locale: Locale) -> Family:
    made: Family = Family.objects.create(
        slug=free_slug(title),
        slug_is_typed=False,
        kind=family.kind,
        source_locale=locale,
        markets=family.markets,
    )
    made.products.set(family.products.all())
    links = family.topic_links.select_related("topic")
    set_topics(member=made, topics=[link.topic for link in links])
    return made
