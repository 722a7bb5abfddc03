"""From segments to the page: a source's new text is taken in, a translation is published."""

from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from kb.models import Family, HelpPage
from kb.translation.segments import events
from kb.translation.segments.storing import store, take_apart
from portal.actors import Actor


def take_in(page: HelpPage) -> None:
    """Store a source's segments as they are now, if it has ever been submitted.

    Translators find its unchanged sentences translated, and the changed ones not.
    """
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    if sources.filter(locale=page.locale_id).exists():
        store([take_apart(page.specific)], timezone.now())
        events.changed.send(sender=None, keys=[page.translation_key])


def publish(family: Family, locale: Locale, *, by: Actor) -> None:
    """Publish a translation as its segments say, in the source's words where they say nothing.

    Whoever calls has asked whether the actor may. Raises ObjectDoesNotExist where the language is
    not translated segment by segment.
    """
    translation = Translation.objects.select_related("source", "target_locale").get(
        source__object_id=family.translation_key,
        source__locale=family.source_locale_id,
        target_locale=locale,
        enabled=True,
    )
    translation.save_target(user=by.account, publish=True)
