"""What follows from a change of a page, a restriction, a topic or a product.

Receivers are connected by kb.apps when the app is ready.
"""

from typing import Any

from wagtail.signals import page_published

from kb.models import HelpPage


def _published(*, instance: Any, **_kwargs: Any) -> None:
    if isinstance(instance, HelpPage):
        instance.family.mark_published()


def connect() -> None:
    page_published.connect(_published, dispatch_uid="kb.published")
