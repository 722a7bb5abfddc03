"""What changes how current translations are, beside their pages: languages, reviews, segments."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save
from wagtail.models import Locale, Page, WorkflowState

from kb.models import Family, HelpPage
from kb.translation.currency import keep, rebuild
from kb.translation.segments import events, pictures, stock


def connect() -> None:
    """Called once, when the app is ready."""
    post_save.connect(_language_saved, sender=Locale, dispatch_uid="kb.keep.language")
    post_save.connect(_review_saved, sender=WorkflowState, dispatch_uid="kb.keep.review")
    events.changed.connect(_segments_changed, dispatch_uid="kb.keep.segments")
    stock.connect()
    pictures.connect()


def _language_saved(*, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """A language that is taken away takes its rows with it."""
    if created and not raw:
        rebuild()


def _review_saved(*, instance: WorkflowState, raw: bool = False, **_kwargs: Any) -> None:
    page = None if raw else instance.content_object
    if isinstance(page, Page):
        families = HelpPage.objects.filter(pk=page.pk).order_by()
        keep(families.values_list("family_id", flat=True))


def _segments_changed(*, keys: Iterable[Any], **_kwargs: Any) -> None:
    families = Family.objects.filter(translation_key__in=list(keys)).order_by()
    keep(families.values_list("pk", flat=True))
