"""Readers wait until an article is in their language: see portal.watches."""

from datetime import datetime
from typing import Any

from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.signals import page_published

from kb.models import Family, HelpPage
from kb.reading.resolving import SignInNeeded, Unknown, address, resolve
from portal.actors import Actor
from portal.watches import asking, occasions, telling
from portal.watches.occasions import Occasion, Thing

TRANSLATED = "translated"


def look(about: str, actor: Actor, since: datetime) -> Thing | None:
    """The article as this reader gets it; it has come when it is in their language."""
    slug = (
        Family.objects.filter(pk=occasions.row_number(about))
        .values_list("slug", flat=True)
        .first()
    )
    if slug is None:
        return None
    try:
        reading = resolve(slug, actor.language, actor)
    except (SignInNeeded, Unknown):
        return None
    return Thing(
        title=reading.page.title,
        locale=reading.text_locale,
        path=address(slug, actor.language),
        has_come=not reading.is_fallback,
    )


def _published(*, instance: Page, **_kwargs: Any) -> None:
    if isinstance(instance, HelpPage):
        code = instance.locale.language_code
        telling.call(TRANSLATED, str(instance.family_id), locale=code)


def _deleted(*, instance: Family, **_kwargs: Any) -> None:
    asking.forget(TRANSLATED, str(instance.pk))


def set_up() -> None:
    """Let readers wait for it, and tell them."""
    page_published.connect(_published, dispatch_uid="kb.awaited")
    post_delete.connect(_deleted, sender=Family, dispatch_uid="kb.awaited_no_more")
    occasions.register(
        Occasion(
            name=TRANSLATED,
            look=look,
            in_each_language=True,
            offer=_("Tell me when this is in my language"),
            promise=_("We will write to you once when this is in your language: %(title)s"),
            subject=_("Now in your language: %(title)s"),
            told=_("You asked us to tell you when this is in your language. Now it is: %(title)s"),
            has_come=_("This is in your language: %(title)s"),
        )
    )
