"""How far a family is translated, language by language."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Count, F, Q, TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.models import StringSegment

from kb.models import Family, HelpPage
from kb.querysets import OUTDATED


class Status(TextChoices):
    """The state of one language."""

    SOURCE = "source", _("source")
    MISSING = "missing", _("missing")
    IN_WORK = "in_work", _("in work")
    PARTIAL = "partial", _("partly translated")
    OUTDATED = "outdated", _("outdated")
    BY_HAND = "by_hand", _("by hand")
    CURRENT = "current", _("current")


OUTRUN = _("Outdated: the source has been published with another text since")
"""What an editor is told of a translation that readers have and that is outdated."""


def status(family: Family) -> dict[str, Status]:
    """The status of each language of the site, by its code."""
    return statuses([family])[family.pk]


def statuses(families: Iterable[Family]) -> dict[int, dict[str, Status]]:
    """The same for many families, in four queries."""
    wanted = {family.pk: family for family in families}
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    found: dict[int, dict[str, Status]] = {
        pk: dict.fromkeys(codes.values(), Status.MISSING) for pk in wanted
    }
    totals, done = _progress(family.translation_key for family in wanted.values())
    pages = HelpPage.objects.filter(family__in=wanted, alias_of=None).order_by()
    rows = pages.values_list("family_id", "locale_id", "live", "by_hand", Q(OUTDATED))
    for family_id, locale_id, live, by_hand, is_outdated in rows:
        family = wanted[family_id]
        total = totals.get(family.translation_key, 0)
        is_partial = done[family.translation_key].get(locale_id, total) < total
        found[family_id][codes[locale_id]] = _status(
            is_source=locale_id == family.source_locale_id,
            live=live,
            is_outdated=is_outdated,
            by_hand=by_hand or family.by_hand,
            is_partial=is_partial,
        )
    return found


def _status(
    *, is_source: bool, live: bool, is_outdated: bool, by_hand: bool, is_partial: bool
) -> Status:
    if is_source:
        return Status.SOURCE
    rules = (
        (not live, Status.IN_WORK),
        (is_outdated, Status.OUTDATED),
        (by_hand, Status.BY_HAND),
        (is_partial, Status.PARTIAL),
    )
    return next((state for holds, state in rules if holds), Status.CURRENT)


def _progress(
    keys: Iterable[object],
) -> tuple[dict[object, int], dict[object, dict[int, int]]]:
    """Segments of each source, and how many of them are translated into each language."""
    segments = StringSegment.objects.filter(source__object_id__in=list(keys)).order_by()
    by_source = segments.values_list("source__object_id")
    totals = dict(by_source.annotate(count=Count("pk")))
    done: dict[object, dict[int, int]] = defaultdict(dict)
    translated = segments.filter(
        string__translations__context=F("context"), string__translations__has_error=False
    )
    rows = translated.values_list("source__object_id", "string__translations__locale")
    for key, locale_id, count in rows.annotate(count=Count("pk", distinct=True)):
        done[key][locale_id] = count
    return totals, done
