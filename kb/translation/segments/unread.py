"""What a machine wrote and nobody has read: who publishes it, and whether readers have it.

A language's rule says who may publish such a text. Readers are told of it until the text is
published without such sentences, or somebody says of what they have that it is right.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale

from kb.models import Family, HelpPage, LanguageRule, TranslationState
from kb.models.reviewing import Unread
from kb.translation.segments.progress import left
from portal.caching.generation import bump_generation


def count(family: Family, locale: Locale | int) -> int:
    """How many sentences of a translation a machine wrote and nobody has read."""
    number = locale if isinstance(locale, int) else locale.pk
    found = left({family.translation_key: family.source_locale_id})
    rest = found.get((family.translation_key, number))
    return rest.unreviewed if rest else 0


def refuse(page: HelpPage, account: Any) -> None:
    """Raises ValidationError where somebody may not publish it with the sentences it has."""
    if not count(page.family, page.locale_id):
        return
    rule = LanguageRule.unread_in(page.locale_id)
    # There nobody in particular publishes: the machine itself does.
    if rule == Unread.STRAIGHT_AWAY or page.permissions_for_user(account).can_publish_unread():
        return
    raise ValidationError(
        _("A machine translated parts of it, and nobody has said yet that they are right.")
    )


def note(page: HelpPage) -> None:
    """It was published: tell its readers, or stop telling them."""
    _say(page, is_unread=count(page.family, page.locale_id) > 0)


def recheck(page: HelpPage) -> None:
    """It was published by whatever way: what readers are told of may be another text by now."""
    if _states(page).filter(is_unread=True).exists():
        note(page)


def forget(page: HelpPage) -> None:
    """Somebody has read what readers have, and says that it is right."""
    _say(page, is_unread=False)


def _say(page: HelpPage, *, is_unread: bool) -> None:
    if _states(page).exclude(is_unread=is_unread).update(is_unread=is_unread):
        bump_generation()


def _states(page: HelpPage) -> QuerySet[TranslationState]:
    return TranslationState.objects.filter(family=page.family_id, locale=page.locale_id)
