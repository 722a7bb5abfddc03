"""What follows from a change: no cached page outlives it, and who waits for a fix is told."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from kb.announcements import ending, fixing, reading
from kb.announcements.models import Announcement, AnnouncementText
from kb.models import Product
from portal.caching import kept


def _changed(*, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        kept.changed(reading.forget)


def _saved(*, instance: Announcement, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        fixing.tell_if_solved(instance)


def _deleted(*, instance: Announcement, **_kwargs: Any) -> None:
    fixing.forget(instance)


def _product_goes(*, instance: Product, origin: Any = None, **_kwargs: Any) -> None:
    together = origin if isinstance(origin, QuerySet) and origin.model is Product else ()
    ending.end_with({instance.pk, *(product.pk for product in together)})


def connect() -> None:
    for model in (Announcement, AnnouncementText):
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"kb.announced.{model.__name__}")
    m2m_changed.connect(
        _changed, Announcement.products.through, dispatch_uid="kb.announced.products"
    )
    post_save.connect(_saved, sender=Announcement, dispatch_uid="kb.announced.solved")
    post_delete.connect(_deleted, sender=Announcement, dispatch_uid="kb.announced.deleted")
    pre_delete.connect(_product_goes, sender=Product, dispatch_uid="kb.announced.product")
