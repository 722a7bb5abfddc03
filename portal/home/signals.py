"""No cached page outlives a change of the front page's band, or of the picture in it."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.images import get_image_model

from portal.caching import kept
from portal.home import hero
from portal.home.hero_model import Hero


def _changed(*, raw: bool = False, **_kwargs: Any) -> None:
    if not raw:
        kept.changed(hero.forget)


def _picture_changed(*, instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Its file, or what is marked in it, may be another one; or it goes."""
    if not raw and Hero.objects.filter(image=instance).exists():
        kept.changed(hero.forget)


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=Hero, dispatch_uid="hero")
    for signal in (post_save, pre_delete):
        signal.connect(_picture_changed, sender=get_image_model(), dispatch_uid="hero.picture")
