"""From segments to the page: a source's new text is taken in, a translation is published."""

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import SegmentOverride, StringTranslation, TranslationSource

from kb.models import Family, HelpPage
from kb.translation.segments import events, working
from kb.translation.segments.storing import store, take_apart
from portal.actors import Actor


def take_in(page: HelpPage, *, says_the_same: bool) -> None:
    """Store a source's segments as they are now, if it has ever been submitted.

    Translators find its unchanged sentences translated, and the changed ones not: unless all of it
    says the same as before, then their translations are carried on.
    """
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    source = sources.filter(locale=page.locale_id).first()
    if source is None:
        return
    before = _strings(source)
    store([take_apart(page.specific)], timezone.now())
    if says_the_same:
        _carry_on(before, _strings(source))
    events.changed.send(sender=None, keys=[page.translation_key])


def _strings(source: TranslationSource) -> list[tuple[int, int]]:
    """A source's strings in their order: the numbers of each one's place and text."""
    rows = source.stringsegment_set.order_by("order")
    return list(rows.values_list("context_id", "string_id"))


def _carry_on(before: list[tuple[int, int]], after: list[tuple[int, int]]) -> None:
    """Give what has taken a string's place the translations of that string."""
    if len(before) != len(after):
        return
    became = {old: new for old, new in zip(before, after, strict=True) if old != new}
    rows = []
    for row in StringTranslation.objects.filter(context__in={place for place, _text in became}):
        if new := became.get((row.context_id, row.translation_of_id)):
            row.pk = None
            row.context_id, row.translation_of_id = new
            rows.append(row)
    StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)


def news() -> Q:
    """Of a page among others: whether its translation was worked at since readers got it."""
    found = Q()
    for model in (StringTranslation, SegmentOverride):
        written = model.objects.filter(
            context__object=OuterRef("translation_key"),
            locale=OuterRef("locale"),
            updated_at__gt=OuterRef("last_published_at"),
        )
        found |= Q(Exists(written))
    return found


def has_news(page: HelpPage) -> bool:
    """The same of one page."""
    return bool(HelpPage.objects.filter(news(), pk=page.pk).exists())


def is_left_to_people(page: HelpPage) -> bool:
    """Whether publishing a translation needs a person who may: somebody has taken it from its
    readers, or has written what they have not got.
    """
    if page.first_published_at and not page.live:
        return True
    here = {"context__object": page.translation_key, "locale": page.locale_id}
    if page.last_published_at:
        here["updated_at__gt"] = page.last_published_at
    manual = StringTranslation.TRANSLATION_TYPE_MANUAL
    typed = StringTranslation.objects.filter(**here, translation_type=manual)
    # What is the same in every language, such as a code, nobody has worded.
    worded = typed.exclude(data=F("translation_of__data"))
    return bool(worded.exists() or SegmentOverride.objects.filter(**here).exists())


def publish(family: Family, locale: Locale, *, by: Actor) -> None:
    """Publish a translation as its segments say, in the source's words where they say nothing.

    Whoever calls has asked whether the actor may. Raises ObjectDoesNotExist where the language is
    not translated segment by segment.
    """
    translation = working.of(family, locale).select_related("source", "target_locale").get()
    translation.save_target(user=by.account, publish=True)
