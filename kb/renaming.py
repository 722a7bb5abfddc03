"""Another id for an article that has been published: the old one leads to it from then on.

What is counted by an article's id is counted by the new one as well, whenever it happened. Rooms
above hear `kb.models.ids.renamed`; those below are told here.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from kb.models import Family
from kb.models.ids import renamed
from kb.signals import changed
from portal.journal import renaming as journal
from search.tuning import renaming as tuning


def rename(family: Family, slug: str) -> None:
    """Raises ValidationError for an id that cannot be one, or that another family has or had."""
    family.slug = Family._meta.get_field("slug").clean(slug, family)
    family.slug_is_typed = True
    try:
        family.save(update_fields=["slug", "slug_is_typed"])
    except IntegrityError as error:
        raise ValidationError({"slug": _("Another article has this id.")}) from error


def set_up() -> None:
    """Called once, when the app is ready."""
    renamed.connect(_follow, dispatch_uid="kb.renaming")


def _follow(*, family: Family, old: str, **_kwargs: Any) -> None:
    members = Family.objects.filter(topic_links__topic=family).order_by("slug")
    # What lies in a topic is found by the topic's id.
    changed([old, family.slug, *members.values_list("slug", flat=True)])
    for room in (journal, tuning):
        room.rename(old, family.slug)
